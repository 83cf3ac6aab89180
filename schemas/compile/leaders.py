"""Compiles `leaders.csv` and `person_names.csv`.

    python schemas/compile/leaders.py FACTS

Sources: World Factbook as of January 2026, CIA Chiefs of State and Cabinet Members 2019, Wikidata 2022.
Rows written by hand (origin `own`) win: a source adds people and spells that they do not hold, and full names.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import facts
import tables
from offices import office_of, sector_of
from people import person, same

FACTBOOK, CIA, WIKIDATA = "factbook-2026", "cia-2019", "wikidata-2022"
CIA_SEEN = ("2018", "2019")  # the list says who was in office, not since when


@dataclass(frozen=True)
class Spell:
    """A person in an office of a country, from one source."""

    names: tuple[str, ...]  # the news name first
    country: str
    office: str
    first: str
    last: str
    wikidata: str
    origin: str


def wikidata_spells(folder: Path) -> Iterator[Spell]:
    for row in facts.rows(folder / "leaders_wikidata_2022.csv"):
        code = facts.code_of(row["country"])
        name = re.sub(r" of [A-Z]\w+( [A-Z]\w+)?$", "", row["officeholderLabel"])
        office = office_of(row["positionLabel"])
        if code and office and not re.fullmatch(r"Q\d+", name):
            yield Spell((name,), code, office, row["start_year"], row["end_year"], row["officeholder"], WIKIDATA)
    for row in facts.rows(folder / "foreign_ministers_wikidata_2022.csv"):
        code = facts.code_of(row["countryLabel"])
        if code and row["name"] and row["start"] and not re.fullmatch(r"Q\d+", row["name"]):
            yield Spell((row["name"],), code, "foreign minister", row["start"], "", row["person"], WIKIDATA)


def factbook_spells(folder: Path) -> Iterator[Spell]:
    for row in facts.rows(folder / "leaders_factbook_2026.tsv"):
        code = facts.code_of(row["country"])
        found = person(row["title_and_name"])
        office = office_of(row["title_and_name"], fallback=row["role"])
        if code and found.full and office:
            yield Spell((found.short, found.full), code, office, row["since"], "", "", FACTBOOK)


def cia_spells(folder: Path) -> Iterator[Spell]:
    for row in facts.rows(folder / "leaders_cia_2019.tsv"):
        code = facts.code_of(row["country"])
        found = person(row["name"])
        office = office_of(row["office"])
        if code and len(found.full.split()) > 1 and office:
            yield Spell((found.short, found.full), code, office, *CIA_SEEN, "", CIA)


class People:
    """Who is who: names within a country that mean the same person share one identifier."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {}  # id -> names, the news name first
        self.by_country: dict[str, list[str]] = defaultdict(list)

    def add(self, identifier: str, country: str, names: tuple[str, ...]) -> None:
        known = self.names.setdefault(identifier, [])
        known.extend(name for name in names if name not in known)
        if identifier not in self.by_country[country]:
            self.by_country[country].append(identifier)

    def identify(self, country: str, names: tuple[str, ...]) -> str:
        """The identifier of the person, a new one where nobody of that country has such a name."""
        for identifier in self.by_country[country]:
            if any(same(known, name) for known in self.names[identifier] for name in names):
                self.add(identifier, country, names)
                return identifier
        identifier = facts.slug(names[0])
        if identifier in self.names and identifier not in self.by_country[country]:
            shared = any(set(self.names[identifier]) & set(names) for _ in "x") and country in ("", "IGO")
            identifier = identifier if shared else f"{identifier}-{country.lower()}"
        self.add(identifier, country, names)
        return identifier


MONARCHS = {"king", "queen", "governor-general", "monarch"}


def spell_key(first: str, last: str) -> tuple[str, str]:
    return first or "0000", last + "-99" if last else "9999"


def covered(spell: Spell, held: list[tables.Row]) -> bool:
    """True where the rows already say that this person held this office then."""
    first, last = spell_key(spell.first, spell.last)
    return any(row["office"] == spell.office and spell_key(row["first"], "")[0] <= last
               and first[:4] <= spell_key("", row["last"])[1] for row in held)  # fmt: skip


def compile_leaders(folder: Path, own: list[tables.Row], aliases: list[tables.Row]) -> tuple[list[tables.Row], People]:
    people = People()
    spells: dict[str, list[tables.Row]] = defaultdict(list)
    alias_of = defaultdict(list)
    for row in aliases:
        if row["note"] != "surname":
            alias_of[row["id"]].append(row["name"])
    for row in own:
        people.add(row["id"], row["country"], (row["name"], *alias_of[row["id"]]))
        spells[row["id"]].append(row)
    seats = defaultdict(list)
    for row in own:
        seats[row["country"], row["office"]].append(row)
    for spell in [*wikidata_spells(folder), *factbook_spells(folder), *cia_spells(folder)]:
        identifier = people.identify(spell.country, spell.names)
        if not covered(spell, spells[identifier]):
            name = people.names[identifier][0]
            spells[identifier].append({
                "id": identifier, "name": name, "country": spell.country, "office": spell.office,
                "sector": sector_of(spell.office), "first": spell.first, "last": spell.last,
                "wikidata": spell.wikidata, "origin": spell.origin,
                "note": "seen in office, dates not known" if spell.origin == CIA else ""})  # fmt: skip
        if spell.wikidata:
            for row in spells[identifier]:
                row["wikidata"] = row["wikidata"] or spell.wikidata
    return [row for rows in spells.values() for row in rows], people


def compile_names(people: People, own: list[tables.Row]) -> Iterator[tables.Row]:
    """Aliases beyond the name itself; one that two people would share is left out."""
    taken = {row["name"] for row in own}
    owners = defaultdict(set)
    for identifier, names in people.names.items():
        for name in names:
            owners[name].add(identifier)
    yield from own
    for identifier, names in people.names.items():
        for name in names[1:]:
            if len(owners[name]) == 1 and name not in taken:
                yield {"name": name, "id": identifier, "origin": "sources of leaders.csv", "note": ""}


def main() -> None:
    folder = facts.folder()
    names = tables.own_rows("person_names")
    rows, people = compile_leaders(folder, tables.own_rows("leaders"), names)
    print(tables.write("leaders", rows), "spells of", len({row["id"] for row in rows}), "people")
    print(tables.write("person_names", compile_names(people, names)), "aliases")


if __name__ == "__main__":
    main()
