"""The table of towns and provinces: one text sorted by key, in which a name is found without reading the rest.

It is read at the first name that is looked for; only rows that are asked for become values.
"""

import csv
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.errors import TableError
from kg.model import Place
from kg.vocabulary.actors import key
from kg.vocabulary.tables import lexicon_file, read_classes

# apostrophes and signs for glottal stops that writers set or leave out: "Sana'a"
MARKS = str.maketrans("", "", "'`\u2019\u2018\u02bb\u02bc\u02be\u02bf")
COLUMNS = "key,name,id,country,latitude,longitude,population,names,kind"
FILE = "places.csv"


@dataclass(frozen=True, slots=True)
class Listed:
    """A place with its inhabitants; `names` is the number of its spellings, `kind` is `town` or `province`."""

    place: Place
    population: int
    names: int
    kind: str


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """The form under which a place is looked up: small letters without accents, hyphens, apostrophes and article."""
    return key(name).translate(MARKS).casefold()


@cache
def place_words(class_: str) -> frozenset[str]:
    """Words of one class: they stand `around` a name and are no part of it, say that a `province` is meant, or end a
    longer name (`tail`) that is no other place."""
    return read_classes(lexicon_file("place_words.csv"))[class_]


def listed(name: str) -> tuple[Listed, ...]:
    """Places that bear a name, the most populous first. Raises TableError for a row that is none."""
    return _listed(place_key(name))


@lru_cache(maxsize=16384)
def _listed(name: str) -> tuple[Listed, ...]:
    lines, found = _lines(), []
    start = f"{name},"
    at = bisect_left(lines, start)
    while at < len(lines) and lines[at].startswith(start):
        found.append(_row(lines[at]))
        at += 1
    return tuple(sorted(found, key=lambda row: (-row.population, row.place.id)))


@lru_cache(maxsize=1)
def _lines() -> Sequence[str]:
    header, *lines = lexicon_file(FILE).read_text(encoding="utf-8").rstrip("\n").split("\n")
    if header != COLUMNS:
        raise TableError(FILE, 1, f"columns are {header}, wanted {COLUMNS}")
    return lines


def _row(line: str) -> Listed:
    cells = next(csv.reader([line]))
    try:
        _, name, id_, country, latitude, longitude, population, names, kind = cells
        place = Place(id_, name, country, float(latitude), float(longitude))
        return Listed(place, int(population), int(names), kind)
    except ValueError as wrong:
        raise TableError(FILE, 0, f"row {line!r}: wanted {COLUMNS}") from wrong
