"""Actors that have no name of their own: the government of a country, its army, its protesters, gunmen."""

from hashlib import sha256

from kg.model import Actor
from kg.vocabulary.actors import ActorTables
from kg.vocabulary.codebook import load_sectors

BODIES = {"IGO": "intergovernmental bodies", "NGO": "international civil bodies", "IMG": "international armed groups"}
HASH_DIGITS = 4


def country_code(code: str, tables: ActorTables) -> str:
    """The code under which a country is counted: partly recognized and historic ones under their successor's."""
    country = tables.countries.get(code)
    if country is not None and country.successor and country.kind in ("partial", "historic"):
        return country.successor
    return code


def country_actor(code: str, tables: ActorTables) -> Actor:
    country = tables.countries[code]
    return Actor(code, country.name, "country", country_code(code, tables), "", country.wikidata)


def group_actor(code: str, sector: str, tables: ActorTables) -> Actor:
    """The node of a sector of a country: `IRN-GOV`, Government of Iran; without a country `UAF`."""
    if not sector:
        return country_actor(code, tables) if code in tables.countries else Actor(code, BODIES[code], "group", code)
    if not code:
        return Actor(sector, load_sectors()[sector].name, "group", "", sector)
    home = tables.countries[code].name if code in tables.countries else BODIES.get(code, code)
    return Actor(
        f"{code}-{sector}", f"{load_sectors()[sector].name} of {home}", "group", country_code(code, tables), sector
    )


def region_actor(name: str) -> Actor:
    """A part of the world that is no state: Europe, the Middle East."""
    name = name.removeprefix("the ").removeprefix("The ")
    return Actor(slugify(name), name, "group", "", "")


def unknown_actor(name: str, kind: str, country: str, sector: str) -> Actor:
    """A person or organization of no table. The identifier follows from name, kind and country alone."""
    name = canonical(name)
    digest = sha256("\x1f".join((name, kind, country)).encode()).hexdigest()[:HASH_DIGITS]
    slug = "-".join(part for part in (slugify(name), country.lower(), digest) if part)
    return Actor(slug, name, kind, country, sector)


def canonical(name: str) -> str:
    """One spelling of case and blanks for a name: "JOHN  SMITH" is "John Smith"."""
    words = name.replace("\u2019", "'").split()
    if all(word.isupper() for word in words) and sum(len(word) for word in words) > MAX_ACRONYM:
        words = [word.title() for word in words]
    return " ".join(words)


MAX_ACRONYM = 6


def slugify(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
