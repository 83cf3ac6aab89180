"""Reads all that the page shows in a few large questions instead of several an event, which takes a third of the time.

A question scans one index a property, and the engine joins the scans by hash without looking at a string. It runs
beside Python, so two questions are asked at a time.
"""

import csv
import io
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from kg.vocabulary.names import PREFIXES

# The cells of a row; empty where a property is missing. The first one is the node.
Row = tuple[str, ...]

# As many questions as the engine answers at a time on the smallest machine that is about.
AT_A_TIME = 2

# Name of a table, and its columns after the node's; `?` marks what a node may lack. Large ones come first, so that
# neither thread waits for the other at the end.
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
    # apart from the mentions, since the engine carries every column through every join
    "offsets": (
        "dyad:triggerBegin",
        "dyad:triggerEnd",
        "dyad:actorBegin?",
        "dyad:actorEnd?",
        "dyad:targetBegin?",
        "dyad:targetEnd?",
    ),
    "speakers": ("dyad:saidBy",),
    "sites": ("sem:hasPlace",),
    "modes": ("dyad:mode",),
    "day words": ("dyad:dateText",),
    "articles": ("rdf:type", "dct:title?", "dct:publisher?", "dct:issued?", "dct:source?"),
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


def read_tables(store: Store) -> dict[str, list[Row]]:
    """The rows of all tables in no order, and `sectors`: actor, sector, how many mentions give it to the actor."""
    questions = {name: _question(columns, CLASSES.get(name, ())) for name, columns in TABLES.items()}
    questions |= {role: _SECTORS.format(role=role) for role in ("actor", "target")}
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        found = dict(zip(questions, pool.map(lambda text: _rows(store, text), questions.values()), strict=True))
    return {**found, "sectors": found.pop("actor") + found.pop("target")}


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
    text = (solutions.serialize(format=QueryResultsFormat.CSV) or b"").decode()
    # a sentence may be longer than what the reader takes by itself
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    return [tuple(row) for row in rows]


def unique(rows: Iterable[Row]) -> list[Row]:
    """One row a node: the least where it has several."""
    found: dict[str, Row] = {}
    for row in rows:
        node = row[0]
        found[node] = min(found[node], row) if node in found else row
    return list(found.values())


def by_node(rows: Iterable[Row]) -> dict[str, Row]:
    """The cells after the node's, by node."""
    return {row[0]: row[1:] for row in unique(rows)}
