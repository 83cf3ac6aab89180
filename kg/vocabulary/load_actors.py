"""Puts the actor tables together: the project's CSV files, and over them the user's own actors and roles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.vocabulary.actor_rows import (
    ALWAYS,
    SHORT_NAME,
    Country,
    Organization,
    Role,
    Spell,
    Table,
    Warn,
    capitalized,
    first_day,
    key,
    last_day,
    read_columns,
)
from kg.vocabulary.actors import ActorTables
from kg.vocabulary.actors_file import UserActor, read_actors
from kg.vocabulary.tables import lexicon_file, read_classes


def load_actor_tables(
    extra: Iterable[Path] = (), warn: Warn | None = None, lexicons: Iterable[Path] = ()
) -> ActorTables:
    """The project's tables, and over them the user's own files of actors (`--actors`) and `roles.csv` of own folders.

    Raises TableError that names file, line and what is wrong; with `warn`, tells it and leaves the row out.
    """
    users = [actor for path in extra for actor in read_actors(path, warn)]
    countries = _countries(warn)
    country_names = _country_names(countries, warn)
    bodies, spells = _organizations(warn), _spells(warn)
    _add_users(users, bodies, spells)
    held = {person: tuple(sorted(found, key=lambda s: (s.first, s.office))) for person, found in spells.items()}
    aliases: dict[str, set[str]] = defaultdict(set)
    body_names, small = _organization_names(bodies, users, aliases, warn)
    people = _people(held, users, aliases, warn)
    words = read_classes(lexicon_file("actor_words.csv"))
    return ActorTables(
        countries=countries,
        country_names=country_names,
        organizations=bodies,
        organization_names=body_names,
        small_names=small,
        spells=held,
        person_names=people,
        surnames=_surnames(held, words["salient"]),
        offices=_offices(held),
        roles=_roles(warn, lexicons),
        regions=_regions(),
        words=words,
        office_words=_office_words(),
        aliases={id_: tuple(sorted(names)) for id_, names in sorted(aliases.items())},
    )


def _table(name: str, columns: Sequence[str], optional: Sequence[str] = ()) -> Table:
    return read_columns(lexicon_file(name), columns, optional)


def _countries(warn: Warn | None) -> dict[str, Country]:
    found: dict[str, Country] = {}

    def make(code: str, name: str, wikidata: str, kind: str, successor: str) -> None:
        _want(code=code, name=name)
        found[code] = Country(code, name, wikidata, kind, successor)

    _table("countries.csv", ("code", "name", "wikidata", "kind", "successor")).each(make, warn)
    return found


def _country_names(countries: Mapping[str, Country], warn: Warn | None) -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}

    def make(name: str, code: str, what: str) -> None:
        _want(name=name)
        if code not in countries:
            raise ValueError(f"code {code!r} is not in countries.csv")
        names.setdefault(key(name), (code, what))

    _table("country_names.csv", ("name", "code", "what")).each(make, warn)
    for code, country in countries.items():
        names.setdefault(key(country.name), (code, "name"))
    return names


def _organizations(warn: Warn | None) -> dict[str, Organization]:
    found: dict[str, Organization] = {}

    def make(id_: str, name: str, kind: str, country: str, sector: str, wikidata: str) -> None:
        _want(id=id_, name=name)
        found[id_] = Organization(id_, name, kind, country, sector, wikidata)

    _table("organizations.csv", ("id", "name", "kind", "country", "sector", "wikidata")).each(make, warn)
    return found


def _organization_names(
    bodies: Mapping[str, Organization], users: Iterable[UserActor], aliases: dict[str, set[str]], warn: Warn | None
) -> tuple[dict[str, str], frozenset[str]]:
    names = {key(name): user.id for user in users if user.kind != "person" for name in (user.name, *user.aliases)}
    for id_, body in bodies.items():
        names.setdefault(key(body.name), id_)
    small: set[str] = set()

    def make(name: str, id_: str) -> None:
        _want(name=name)
        if id_ not in bodies:
            raise ValueError(f"id {id_!r} is not in organizations.csv")
        names.setdefault(key(name), id_)
        aliases[id_].add(name)
        if not capitalized(name):
            small.add(key(name))

    _table("organization_names.csv", ("name", "id")).each(make, warn)
    _alias_users(users, aliases)
    return names, frozenset(small)


def _spells(warn: Warn | None) -> dict[str, list[Spell]]:
    found: dict[str, list[Spell]] = defaultdict(list)

    def make(id_: str, name: str, country: str, office: str, sector: str, first: str, last: str, wikidata: str) -> None:
        _want(id=id_, name=name, country=country, office=office)
        spell = Spell(id_, name, country, office, sector, first_day(first), last_day(last), wikidata)
        if spell.last < spell.first:
            raise ValueError(f"last day {last!r} is before first day {first!r}")
        found[id_].append(spell)

    columns = ("id", "name", "country", "office", "sector", "first", "last", "wikidata")
    _table("leaders.csv", columns).each(make, warn)
    return found


def _people(
    spells: Mapping[str, tuple[Spell, ...]],
    users: Iterable[UserActor],
    aliases: dict[str, set[str]],
    warn: Warn | None,
) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for user in users:
        if user.kind == "person":
            for name in (user.name, *user.aliases):
                names[key(name)].append(user.id)
    for person, held in spells.items():
        for name in {spell.name for spell in held}:
            if person not in names[key(name)]:
                names[key(name)].append(person)

    def make(name: str, id_: str) -> None:
        _want(name=name)
        if id_ not in spells:
            raise ValueError(f"id {id_!r} is not in leaders.csv")
        aliases[id_].add(name)
        if id_ not in names[key(name)]:
            names[key(name)].append(id_)

    _table("person_names.csv", ("name", "id")).each(make, warn)
    return {name: tuple(ids) for name, ids in names.items()}


def _surnames(spells: Mapping[str, tuple[Spell, ...]], salient: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Last names that one leader alone bears, of those whom news calls by surname."""
    names: dict[str, set[str]] = defaultdict(set)
    for person, held in spells.items():
        if not any(spell.office in salient or spell.office.startswith("secretary-general") for spell in held):
            continue
        names[key(held[0].name.rsplit(" ", 1)[-1])].add(person)
    return {name: tuple(ids) for name, ids in names.items() if len(ids) == 1 and len(name) > SHORT_NAME}


def _offices(spells: Mapping[str, tuple[Spell, ...]]) -> dict[tuple[str, str], tuple[Spell, ...]]:
    found: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for held in spells.values():
        for spell in held:
            found[spell.country, spell.office].append(spell)
    return {office: tuple(sorted(held, key=lambda s: (s.first, s.person))) for office, held in found.items()}


def _roles(warn: Warn | None, lexicons: Iterable[Path]) -> dict[str, Role]:
    roles: dict[str, Role] = {}

    def make(word: str, sector: str, number: str, kind: str, note: str) -> None:
        _want(word=word)
        role = Role(word, sector, number, kind, note)
        roles.setdefault(word, role)
        if number == "group":  # "troops" is found by its lemma too
            roles.setdefault(word.removesuffix("s"), role)

    own = [folder / "roles.csv" for folder in lexicons if (folder / "roles.csv").exists()]
    for path in (*own, lexicon_file("roles.csv")):
        read_columns(path, ("word", "sector", "number", "kind", "note")).each(make, warn)
    return roles


def _regions() -> dict[str, tuple[str, str, str]]:
    """(country code, name, kind) by key."""
    table = _table("regions.csv", ("name", "code", "kind"))
    return {key(name): (code, name, kind) for _, (name, code, kind) in reversed(table.rows)}


def _office_words() -> dict[str, tuple[str, ...]]:
    """Offices of leaders.csv that a word of the text can mean."""
    table = _table("office_words.csv", ("word", "offices"))
    return {word: tuple(offices.split("|")) for _, (word, offices) in table.rows}


def _add_users(users: Sequence[UserActor], bodies: dict[str, Organization], spells: dict[str, list[Spell]]) -> None:
    """A user's actor takes the place of one with the same id; a person's rows are spells of office."""
    for id_ in {user.id for user in users if user.kind == "person"}:
        spells.pop(id_, None)
    for user in users:
        if user.kind == "person":
            office, days = user.position or "person", (user.first or ALWAYS[0], user.last or ALWAYS[1])
            spells[user.id].append(Spell(user.id, user.name, user.country, office, user.sector, *days, user.wikidata))
        else:
            bodies[user.id] = Organization(user.id, user.name, user.kind, user.country, user.sector, user.wikidata)


def _alias_users(users: Iterable[UserActor], aliases: dict[str, set[str]]) -> None:
    for user in users:
        aliases[user.id].update(user.aliases)


def _want(**cells: str) -> None:
    for column, value in cells.items():
        if not value:
            raise ValueError(f"{column} is empty")
