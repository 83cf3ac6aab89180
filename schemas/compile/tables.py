"""Reads and writes the tables of `schemas/lexicon/` for the compile scripts.

A row whose origin begins with `own` was written by hand: a compile run keeps it and lets it win over what
the sources say. All other rows are written anew at each run, so correct one by copying it with origin `own`.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

LEXICON = Path(__file__).resolve().parent.parent / "lexicon"
OWN = "own"

COLUMNS = {
    "countries": ("code", "name", "wikidata", "kind", "first", "last", "successor", "origin", "note"),
    "country_names": ("name", "code", "what", "first", "last", "origin", "note"),
    "leaders": ("id", "name", "country", "office", "sector", "first", "last", "wikidata", "origin", "note"),
    "person_names": ("name", "id", "origin", "note"),
    "organizations": ("id", "name", "kind", "country", "sector", "wikidata", "first", "last", "origin", "note"),
    "organization_names": ("name", "id", "origin", "note"),
    "roles": ("word", "sector", "number", "kind", "note", "example"),
    "regions": ("name", "code", "kind", "latitude", "longitude", "wikidata", "origin", "note"),
}

Row = dict[str, str]


def read(name: str) -> Iterator[Row]:
    """The rows of a lexicon table, none where it does not exist yet."""
    path = LEXICON / f"{name}.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def own_rows(name: str) -> list[Row]:
    return [row for row in read(name) if row["origin"].startswith(OWN)]


def write(name: str, rows: Iterable[Row]) -> int:
    """Write a table sorted by its columns, the same rows always to the same bytes; gives the number of rows."""
    columns = COLUMNS[name]
    lines = sorted({tuple(row.get(column, "") for column in columns) for row in rows})
    with (LEXICON / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
    return len(lines)
