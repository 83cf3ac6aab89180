"""Reads all that the page shows in a few large questions instead of several an event, which takes a third of the time.

A question scans one index a property, and the engine joins the scans by hash without looking at a string. It runs
beside Python while it writes to a file of its own, so several questions are asked at a time, and what is there is
worked on while the rest is read.
"""

import csv
import os
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from kg.vocabulary.names import PREFIXES

# The cells of a row; empty where a property is missing. The first one is the node.
Row = list[str]
Table = dict[str, Row]

# Questions asked at a time: at least two, so that the engine works while Python does, and at most the three large ones
# with the small ones one after another beside them.
LEAST_AT_A_TIME, MOST_AT_A_TIME = 2, 4

# Name of a table, and its columns after the node's; `?` marks what a node may lack. Large ones come first, so that
# no thread waits for another at the end, and of these those that are worked on while the rest is read.
TABLES = {
    "mentions": (
        "dyad:reports",
        "dyad:confidence",
        "nif:referenceContext",
        "nif:beginIndex",
        "nif:anchorOf",
        "dyad:rule?",
    ),
    "events": ("sem:eventType", "dyad:stance", "dyad:actor?", "dyad:target?", "dyad:first?", "dyad:last?"),
    "articles": ("rdf:type", "dct:title?", "dct:publisher?", "dct:issued?", "dct:source?"),
    # apart from the mentions, since the engine carries every column through every join
    "details": (
        "dyad:triggerBegin",
        "dyad:triggerEnd",
        "dyad:actorBegin?",
        "dyad:actorEnd?",
        "dyad:targetBegin?",
        "dyad:targetEnd?",
        "dyad:saidBy?",
        "sem:hasPlace?",
        "dyad:mode?",
        "dyad:dateText?",
    ),
    "names": ("skos:prefLabel",),
    "other names": ("skos:altLabel",),
    "kinds": ("rdf:type",),
    "countries": ("dyad:country",),
    "matches": ("skos:exactMatch",),
    "points": ("geo:asWKT",),
}
# Kinds of nodes that a table is about, where a property alone would give too many.
CLASSES = {
    "articles": ("dyad:Article",),
    "kinds": ("dyad:Person", "dyad:Country", "dyad:Organization", "dyad:Group"),
}

_SECTORS = """SELECT ?actor ?sector (COUNT(*) AS ?n) {{
  {{ SELECT ?m ?sector {{ ?m dyad:{role}Sector ?sector }} }}
  {{ SELECT ?m ?e {{ ?m dyad:reports ?e }} }}
  {{ SELECT ?e ?actor {{ ?e dyad:{role} ?actor }} }}
}} GROUP BY ?actor ?sector"""


class Tables:
    """The rows of all tables in no order: all are being read at once, and who asks for one waits until it is there.

    Beside TABLES there are `actor sectors` and `target sectors`: actor, sector, how many mentions give it to the actor.
    """

    def __init__(self, store: Store) -> None:
        questions = {name: _question(columns, CLASSES.get(name, ())) for name, columns in TABLES.items()}
        questions |= {f"{role} sectors": _SECTORS.format(role=role) for role in ("actor", "target")}
        pool = ThreadPoolExecutor(max(LEAST_AT_A_TIME, min(MOST_AT_A_TIME, os.cpu_count() or 1)))
        self._rows = {name: pool.submit(_rows, store, question) for name, question in questions.items()}
        pool.shutdown(wait=False)

        self._nodes: dict[str, Table] = {}

    def __getitem__(self, name: str) -> list[Row]:
        return self._rows[name].result()

    def by_node(self, name: str) -> Table:
        """One row a node: the least where it has several."""
        if name not in self._nodes:
            self._nodes[name] = _by_node(self[name])
        return self._nodes[name]


def _question(columns: Iterable[str], classes: Iterable[str]) -> str:
    names, parts = [], []
    for number, column in enumerate(columns):
        optional, predicate = column.endswith("?"), column.removesuffix("?")
        some = f"VALUES ?c{number} {{ {' '.join(classes)} }}" if predicate == "rdf:type" else ""
        parts.append(f"{'OPTIONAL ' * optional}{{ SELECT ?node ?c{number} {{ {some} ?node {predicate} ?c{number} }} }}")
        names.append(f"?c{number}")
    return f"SELECT ?node {' '.join(names)} {{ {' '.join(parts)} }}"


def _rows(store: Store, question: str) -> list[Row]:
    solutions = store.query(question, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    # a sentence may be longer than what the reader takes by itself
    csv.field_size_limit(sys.maxsize)
    with TemporaryDirectory(prefix="dyad-export-") as folder:
        file = Path(folder) / "rows.csv"
        # the engine holds Python up where it hands bytes over, and where it is given a file that Python opened
        solutions.serialize(str(file), format=QueryResultsFormat.CSV)
        with file.open(encoding="utf-8", newline="") as text:
            rows = csv.reader(text)
            next(rows)
            return list(rows)


def _by_node(rows: list[Row]) -> Table:
    table = dict(zip(map(itemgetter(0), rows), rows, strict=True))
    if len(table) < len(rows):
        for row in rows:
            table[row[0]] = min(table[row[0]], row)
    return table
