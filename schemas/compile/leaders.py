"""Compiles `leaders.csv` and `person_names.csv`.

    python schemas/compile/leaders.py FACTS

Sources: World Factbook as of January 2026, CIA Chiefs of State and Cabinet Members 2019, Wikidata 2022.
Rows written by hand (origin `own`) win: a source adds people and spells that they do not hold, and full names.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import facts
import tables
from offices import office_of, sector_of
from people import close, person, same, tokens

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
        office = office_of(row["positionLabel"], keep=True)
        if code and office and not re.fullmatch(r"Q\d+", name):
            names = tuple(dict.fromkeys((name, row["officeholderLabel"])))
            yield Spell(names, code, office, row["start_year"], row["end_year"], row["officeholder"], WIKIDATA)
    for row in facts.rows(folder / "foreign_ministers_wikidata_2022.csv"):
        code = facts.code_of(row["countryLabel"])
        if code and row["name"] and row["start"] and not re.fullmatch(r"Q\d+", row["name"]):
            yield Spell((row["name"],), code, "foreign minister", row["start"], "", row["person"], WIKIDATA)


def factbook_spells(folder: Path) -> Iterator[Spell]:
    for row in facts.rows(folder / "leaders_factbook_2026.tsv"):
        code = facts.code_of(row["country"])
        found = person(row["title_and_name"])
        office = office_of(row["title_and_name"].removesuffix(found.full), row["role"])
        if code and len(found.full.split()) > 1 and office:
            yield Spell((found.short, found.full), code, office, row["since"], "", "", FACTBOOK)


def cia_spells(folder: Path) -> Iterator[Spell]:
    for row in facts.rows(folder / "leaders_cia_2019.tsv"):
        code = facts.code_of(row["country"])
        found = person(row["name"])
        office = office_of(row["office"], keep=True)
        if code and len(found.full.split()) > 1 and office:
            yield Spell((found.short, found.full), code, office, *CIA_SEEN, "", CIA)


SINGLE_SEATS = {"president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "foreign minister",
                "supreme leader"}  # fmt: skip
SHARED = {"king", "queen", "president", "prince", "head of state"}


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

    def elsewhere(self, spell: "Spell") -> bool:
        """True for a head of state of realms or territories: he is listed under the country where he resides."""
        return spell.office in SHARED and any(
            name in names for country, listed in self.by_country.items() if country != spell.country
            for identifier in listed for names in [self.names[identifier]] for name in spell.names)  # fmt: skip

    def matches(self, country: str, names: tuple[str, ...]) -> list[str]:
        """Who of that country may bear one of the names, those with exactly such a name first."""
        found = [one for one in self.by_country[country]
                 if any(same(known, name) for known in self.names[one] for name in names)]  # fmt: skip
        return sorted(found, key=lambda one: not set(self.names[one]) & set(names))

    def new(self, country: str, names: tuple[str, ...]) -> str:
        identifier = facts.slug(names[0])
        if identifier in self.names:
            identifier = f"{identifier}-{country.lower()}"
        self.add(identifier, country, names)
        return identifier


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
        if people.elsewhere(spell):
            continue
        known = people.matches(spell.country, spell.names)
        holders = held_by_hand(spell, seats[spell.country, spell.office])
        holder = next((one for one in known if one in holders), "") or next(
            (one for one in holders if not known and akin(people.names[one], spell.names)), "")  # fmt: skip
        if holders and known and not holder:
            continue  # the source counts a breakaway region's or a rival's office as the country's
        identifier = holder or (known[0] if known else "") or people.new(spell.country, spell.names)
        people.add(identifier, spell.country, spell.names)
        if not covered(spell, spells[identifier]):
            rival = bool(holders) and not holder
            spells[identifier].append(row_of(spell, identifier, people.names[identifier][0], rival))
        for row in spells[identifier]:
            row["wikidata"] = row["wikidata"] or spell.wikidata
    rows = [row for held in spells.values() for row in held]
    close_open_ends(rows)
    return rows, people


def row_of(spell: Spell, identifier: str, name: str, rival: bool) -> tables.Row:
    note = "of a region, a rival or acting" if rival else ""
    note = "seen in office, dates not known" if spell.origin == CIA else note
    return {"id": identifier, "name": name, "country": spell.country, "office": spell.office,
            "sector": sector_of(spell.office), "first": spell.first, "last": spell.last, "wikidata": spell.wikidata,
            "origin": spell.origin, "note": note}  # fmt: skip


def held_by_hand(spell: Spell, rows: list[tables.Row]) -> list[str]:
    """Who held the seat when the source's spell began (in that year, where it gives no day), by hand-made rows."""
    if spell.office not in SINGLE_SEATS:
        return []
    day = spell.first
    return [row["id"] for row in rows if not row["note"] and row["first"][: len(day)] <= day
            and (not row["last"] or day < row["last"])]  # fmt: skip


def akin(known: list[str], names: tuple[str, ...]) -> bool:
    """True where two names of one seat and day share two parts, spelling aside."""
    ours = {part for name in known for part in tokens(name)}
    return any(sum(any(close(one, two) for one in ours) for two in tokens(name)) > 1 for name in names)


def close_open_ends(rows: list[tables.Row]) -> None:
    """A single seat's holder whose end a source does not know left it by the day that the next one is known for."""
    seats = defaultdict(list)
    for row in rows:
        if row["office"] in SINGLE_SEATS and not row["note"]:
            seats[row["country"], row["office"]].append(row)
    for held in seats.values():
        held.sort(key=lambda row: row["first"])
        for row, after in pairwise(held):
            if not row["last"] and row["origin"] != tables.OWN and after["id"] != row["id"]:
                row["last"], row["note"] = after["first"], "last day is the next holder's first"


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
