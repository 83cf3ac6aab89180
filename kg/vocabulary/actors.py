"""What the actor tables know: countries, people with their offices, organizations, roles, regions.

Lookups ignore "the", possessives, accents, dots of acronyms and, but for short acronyms, case.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.vocabulary.tables import Row, lexicon_file, read_table

# names up to this length are acronyms or easily confused words ("us", "who"): their capitals must stand
SHORT_NAME = 4
ALWAYS = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    name: str
    wikidata: str
    kind: str
    successor: str


@dataclass(frozen=True, slots=True)
class Organization:
    id: str
    name: str
    kind: str
    country: str
    sector: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Spell:
    """One person in one office; ISO days, inclusive."""

    person: str
    name: str
    country: str
    office: str
    sector: str
    first: str
    last: str
    wikidata: str

    def covers(self, day: date | None) -> bool:
        return day is None or self.first <= day.isoformat() <= self.last


@dataclass(frozen=True, slots=True)
class Role:
    word: str
    sector: str
    number: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class ActorTables:
    """Loaded tables; keys of names are those of `key`."""

    countries: Mapping[str, Country]
    country_names: Mapping[str, tuple[str, str]]
    organizations: Mapping[str, Organization]
    organization_names: Mapping[str, str]
    spells: Mapping[str, tuple[Spell, ...]]
    person_names: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    offices: Mapping[tuple[str, str], tuple[Spell, ...]]
    roles: Mapping[str, Role]
    regions: Mapping[str, str]

    def country(self, text: str) -> tuple[str, str] | None:
        """(code, what) of a country's name, adjective, demonym, capital or metonym; `what` tells which."""
        return self.country_names.get(key(text)) if _capitalized(text) else None

    def region(self, text: str) -> str | None:
        """Country code of a region or contested territory."""
        return self.regions.get(key(text)) if _capitalized(text) else None

    def organization(self, text: str) -> Organization | None:
        found = self.organization_names.get(key(text)) if _capitalized(text) else None
        return self.organizations[found] if found else None

    def people(self, text: str) -> tuple[str, ...]:
        """Ids of the people who bear a full name."""
        return self.person_names.get(key(text), ()) if _capitalized(text) else ()

    def holder(self, country: str, office: str, day: date | None) -> Spell | None:
        """Who held an office of a country on a day; None where nobody or several did, or the day is not known."""
        if day is None:
            return None
        found = [spell for spell in self.offices.get((country, office), ()) if spell.covers(day)]
        return found[0] if len({spell.person for spell in found}) == 1 else None

    def names(self) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, ...]]]:
        """(name, QID) by country code, and the other names of organizations and people by their id."""
        others: dict[str, set[str]] = defaultdict(set)
        for row in _rows("organization_names.csv", ("name", "id")):
            others[row["id"]].add(row["name"])
        for row in _rows("person_names.csv", ("name", "id")):
            others[row["id"]].add(row["name"])
        countries = {code: (country.name, country.wikidata) for code, country in self.countries.items()}
        return countries, {id_: tuple(sorted(names)) for id_, names in others.items()}

    def role(self, word: str) -> Role | None:
        return self.roles.get(word)

    def role_sector(self, word: str) -> str | None:
        """PLOVER sector of a role noun (`""` for a nation or group of no sector); None for other words."""
        role = self.roles.get(word)
        return role.sector if role is not None else None

    def name_sector(self, text: str) -> str | None:
        """Sector of a name in any table, `""` for a country or a body without sector; None for unknown names."""
        if not _capitalized(text):
            return None
        name = key(text)
        if name in self.country_names or name in self.regions:
            return ""
        if name in self.organization_names:
            return self.organizations[self.organization_names[name]].sector
        people = self.person_names.get(name) or self.surnames.get(name)
        return self.spells[people[0]][-1].sector if people else None


def load_actor_tables() -> ActorTables:
    """The project's tables. Raises TableError that names file, line and what is wrong."""
    countries = {row["code"]: _country(row) for row in _rows("countries.csv", ("code", "name"))}
    organizations = {row["id"]: _organization(row) for row in _rows("organizations.csv", ("id", "name"))}
    spells = _spells()
    people = _people(spells)
    return ActorTables(
        countries=countries,
        country_names=_country_names(countries),
        organizations=organizations,
        organization_names=_organization_names(organizations),
        spells=spells,
        person_names=people,
        surnames=_surnames(spells),
        offices=_offices(spells),
        roles=_roles(),
        regions={key(row["name"]): row["code"] for row in _rows("regions.csv", ("name",)) if row["code"]},
    )


def _rows(name: str, required: tuple[str, ...]) -> Iterable[Row]:
    return read_table(lexicon_file(name), required)


def _country(row: Row) -> Country:
    return Country(row["code"], row["name"], row["wikidata"], row["kind"], row["successor"])


def _country_names(countries: Mapping[str, Country]) -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    for row in _rows("country_names.csv", ("name", "code")):
        if row["code"] not in countries:
            raise row.error(f"code {row['code']!r} is not in countries.csv")
        names.setdefault(key(row["name"]), (row["code"], row["what"]))
    for code, country in countries.items():
        names.setdefault(key(country.name), (code, "name"))
    return names


def _organization(row: Row) -> Organization:
    return Organization(row["id"], row["name"], row["kind"], row["country"], row["sector"], row["wikidata"])


def _organization_names(organizations: Mapping[str, Organization]) -> dict[str, str]:
    names = {key(organization.name): id_ for id_, organization in organizations.items()}
    for row in _rows("organization_names.csv", ("name", "id")):
        if row["id"] not in organizations:
            raise row.error(f"id {row['id']!r} is not in organizations.csv")
        names.setdefault(key(row["name"]), row["id"])
    return names


def _spells() -> dict[str, tuple[Spell, ...]]:
    found: dict[str, list[Spell]] = defaultdict(list)
    for row in _rows("leaders.csv", ("id", "name", "country", "office")):
        found[row["id"]].append(
            Spell(
                row["id"],
                row["name"],
                row["country"],
                row["office"],
                row["sector"],
                _first_day(row["first"]),
                _last_day(row["last"]),
                row["wikidata"],
            )
        )
    return {person: tuple(sorted(held, key=lambda s: (s.first, s.office))) for person, held in found.items()}


def _first_day(text: str) -> str:
    return (text + "-01-01"[len(text) - 4 :]) if 4 <= len(text) < 10 else text or ALWAYS[0]


def _last_day(text: str) -> str:
    return (text + "-12-31"[len(text) - 4 :]) if 4 <= len(text) < 10 else text or ALWAYS[1]


def _people(spells: Mapping[str, tuple[Spell, ...]]) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for person, held in spells.items():
        names[key(held[0].name)].append(person)
    for row in _rows("person_names.csv", ("name", "id")):
        if row["id"] not in spells:
            raise row.error(f"id {row['id']!r} is not in leaders.csv")
        if row["id"] not in names[key(row["name"])]:
            names[key(row["name"])].append(row["id"])
    return {name: tuple(ids) for name, ids in names.items()}


def _surnames(spells: Mapping[str, tuple[Spell, ...]]) -> dict[str, tuple[str, ...]]:
    """Last names that one leader alone bears."""
    names: dict[str, set[str]] = defaultdict(set)
    for person, held in spells.items():
        names[key(held[0].name.rsplit(" ", 1)[-1])].add(person)
    return {name: tuple(ids) for name, ids in names.items() if len(ids) == 1 and len(name) > SHORT_NAME}


def _offices(spells: Mapping[str, tuple[Spell, ...]]) -> dict[tuple[str, str], tuple[Spell, ...]]:
    found: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for held in spells.values():
        for spell in held:
            found[spell.country, spell.office].append(spell)
    return {office: tuple(sorted(held, key=lambda s: (s.first, s.person))) for office, held in found.items()}


def _roles() -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for row in _rows("roles.csv", ("word",)):
        role = Role(row["word"], row["sector"], row["number"], row["kind"], row["note"])
        roles.setdefault(row["word"], role)
        if row["number"] == "group":  # "troops" is found by its lemma too
            roles.setdefault(row["word"].removesuffix("s"), role)
    return roles


def _capitalized(text: str) -> bool:
    """Names have capitals; a word without any is no name."""
    return any(c.isupper() for c in text)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form under which a name is looked up; short names keep their case, so that "US" is not "us"."""
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u00a0", " ")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = " ".join(text.split()).strip(" ,;:")
    for article in ("the ", "The ", "THE "):
        text = text.removeprefix(article)
    text = text.removesuffix("'s").removesuffix("'")
    if "." in text and len(text.replace(".", "")) <= SHORT_NAME:
        text = text.replace(".", "")
    return text if len(text) <= SHORT_NAME else text.casefold()
