"""A user's own actors (`--actors FILE`): FollowTheMoney entities as JSON lines, or a CSV.

A CSV has the columns name, id, kind, country, sector, aliases (with `|` between them); only name is needed. A person
may have several rows of one id, each with the days `first` to `last` of an office.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import TableError
from kg.vocabulary.actor_rows import INTERNATIONAL, Warn, first_day, key, last_day, read_columns, tell
from kg.vocabulary.codebook import load_sectors
from kg.vocabulary.tables import lexicon_file, read_table, schemas_dir

KINDS = frozenset({"person", "organization", "group"})


@dataclass(frozen=True, slots=True)
class UserActor:
    """An actor of a user's file. `position` is an office, `""` where none is told; `first` and `last` are its ISO days,
    `""` where it holds always."""

    id: str
    name: str
    kind: str
    country: str
    sector: str
    wikidata: str
    position: str
    aliases: tuple[str, ...]
    first: str = ""
    last: str = ""


def read_actors(path: Path, warn: Warn | None = None) -> tuple[UserActor, ...]:
    """The actors of a file, in its order.

    Raises TableError for a wrong row, or tells it to `warn` and leaves it out: an unknown schema or code, a name that
    is missing, an id given twice, an alias that belongs to two actors of the file, an office of two at a time.
    """
    codes = _codes()
    rows = _csv(path, codes, warn) if path.suffix.lower() == ".csv" else _ftm(path, codes, warn)
    found: dict[str, list[UserActor]] = {}
    owners: dict[str, str] = {}
    for line, actor in rows:
        if actor.id in found and not all(a.kind == "person" and a.first + a.last for a in (actor, *found[actor.id])):
            tell(TableError(path.name, line, f"id {actor.id!r} stands twice"), warn)
            continue
        taken = {name for name in actor.aliases if owners.get(key(name), actor.id) != actor.id}
        for name in sorted(taken):
            reason = f"alias {name!r} belongs to {owners[key(name)]!r} too; left out here"
            tell(TableError(path.name, line, reason), warn)
        kept = tuple(name for name in actor.aliases if name not in taken)
        owners.update({key(name): actor.id for name in (actor.name, *kept)})
        rival = next((other for held in found.values() for other in held if _same_seat(other, actor)), None)
        if rival is not None:
            reason = f"{actor.position} of {actor.country} is {rival.id!r} too on some days; wanted one holder a day"
            tell(TableError(path.name, line, f"{reason}; left out here"), warn)
            continue
        found.setdefault(actor.id, []).append(replace(actor, aliases=kept))
    return tuple(actor for spells in found.values() for actor in spells)


def _same_seat(one: UserActor, other: UserActor) -> bool:
    """Whether two people hold one office of one country on a day; without days of office nothing can be told."""
    if one.id == other.id or not (one.position and one.country and one.first + one.last and other.first + other.last):
        return False
    seat = (one.country, one.position) == (other.country, other.position)
    begun = not other.last or one.first <= other.last
    return seat and begun and (not one.last or other.first <= one.last)


def _codes() -> dict[str, str]:
    """ISO alpha-3 by the codes that files use: alpha-3, alpha-2 and those of FollowTheMoney."""
    codes = {row["code"]: row["code"] for row in read_table(lexicon_file("countries.csv"), ("code",))}
    codes |= {code: code for code in INTERNATIONAL}
    for row in read_table(schemas_dir() / "ftm_countries.csv", ("code", "ftm")):
        codes.setdefault(row["ftm"], row["code"])
    return codes


@cache
def _schemata() -> dict[str, tuple[str, str]]:
    """Kind and sector of an actor by FollowTheMoney schema, as far as it tells; no kind where it is no party."""
    rows = read_table(schemas_dir() / "ftm_schemata.csv", ("schema",))
    return {row["schema"]: (row["kind"], row["sector"]) for row in rows}


def _csv(path: Path, codes: Mapping[str, str], warn: Warn | None) -> Iterator[tuple[int, UserActor]]:
    optional = ("id", "kind", "country", "sector", "aliases", "wikidata", "position", "first", "last")
    for line, cells in read_columns(path, ("name",), optional).rows:
        name, id_, kind, country, sector, aliases, wikidata, position, first, last = cells
        names = tuple(part.strip() for part in aliases.split("|") if part.strip())
        try:
            actor = _actor(id_, name, kind or "organization", country, sector, wikidata, position, names, codes)
            if first or last:
                actor = replace(actor, first=first_day(first), last=last_day(last))
                if actor.last < actor.first:
                    raise ValueError(f"last day {last!r} is before first day {first!r}")
        except ValueError as wrong:
            tell(TableError(path.name, line, str(wrong)), warn)
            continue
        yield line, actor


def _ftm(path: Path, codes: Mapping[str, str], warn: Warn | None) -> Iterator[tuple[int, UserActor]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as missing:
        raise TableError(path.name, 0, "no such file") from missing
    except UnicodeDecodeError as wrong:
        raise TableError(path.name, 0, f"not UTF-8 at byte {wrong.start}") from wrong
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            entity = json.loads(text)
            actor = _entity(entity, codes)
        except ValueError as wrong:
            reason = f"not JSON: {wrong}" if isinstance(wrong, json.JSONDecodeError) else str(wrong)
            tell(TableError(path.name, number, reason), warn)
            continue
        if actor is not None:
            yield number, actor


def _entity(entity: Any, codes: Mapping[str, str]) -> UserActor | None:
    """The actor of a FollowTheMoney entity, None for one that is no party."""
    if not isinstance(entity, dict):
        raise ValueError("wanted a JSON object with id, schema and properties")
    schema = _text(entity, "schema")
    known = _schemata()
    if schema not in known:
        wanted = ", ".join(name for name, (kind, _) in known.items() if kind)
        raise ValueError(f"schema {schema!r} is unknown; wanted one of {wanted}")
    kind, sector = known[schema]
    if not kind:
        return None
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        raise ValueError("properties is missing; wanted an object of lists of texts")
    names = _texts(properties, "name") or _texts(properties, "caption") or _texts(entity, "caption")
    if not names:
        raise ValueError("properties.name is empty")
    countries = _texts(properties, "country") or _texts(properties, "nationality") or _texts(properties, "jurisdiction")
    positions = _texts(properties, "position")
    others = (*names[1:], *_texts(properties, "alias"), *_texts(properties, "weakAlias"))
    return _actor(
        _text(entity, "id"),
        names[0],
        kind,
        countries[0] if countries else "",
        sector,
        next(iter(_texts(properties, "wikidataId")), ""),
        positions[0] if positions else "",
        others,
        codes,
    )


def _text(entity: Mapping[str, Any], name: str) -> str:
    value = entity.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is {type(value).__name__}, wanted text")
    return value


def _texts(properties: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = properties.get(name, ())
    value = (value,) if isinstance(value, str) else value
    if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
        raise ValueError(f"properties.{name} is no list of texts")
    return tuple(part.strip() for part in value if part.strip())


def _actor(
    id_: str,
    name: str,
    kind: str,
    country: str,
    sector: str,
    wikidata: str,
    position: str,
    aliases: tuple[str, ...],
    codes: Mapping[str, str],
) -> UserActor:
    if not name:
        raise ValueError("name is empty")
    code = next((codes[c] for c in (country, country.upper(), country.lower()) if c in codes), "")
    if country and not code:
        raise ValueError(f"country {country!r} is unknown; wanted an ISO 3166 code")
    if sector and sector not in load_sectors():
        raise ValueError(f"sector {sector!r} is unknown; wanted one of {' '.join(sorted(load_sectors()))}")
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is unknown; wanted one of {', '.join(sorted(KINDS))}")
    return UserActor(id_ or slug(name), name, kind, code, sector, wikidata, position, aliases)


def slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
