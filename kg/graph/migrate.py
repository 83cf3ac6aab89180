"""Brings a graph folder of an older version up to date, in place."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from pyoxigraph import Literal, Quad, Store

from kg.graph.terms import ACTOR, ACTOR_DAY, FIRST, GRAPH, LAST, STANCE, TARGET, TARGET_DAY, TYPE, value
from kg.graph.triples import day_key
from kg.vocabulary.names import identifier

# Quads written in one transaction.
BATCH = 50_000


def migrate(store: Store, version: int) -> None:
    """Writes what a graph of an older version lacks; what is there already is written again without harm.

    Version 1 lacks `dyad:actorDay` and `dyad:targetDay`, by which near-duplicates are found.
    """
    if version == 1:
        quads = _days(store)
        while batch := list(islice(quads, BATCH)):
            store.extend(batch)


def _days(store: Store) -> Iterator[Quad]:
    for end, key in ((ACTOR, ACTOR_DAY), (TARGET, TARGET_DAY)):
        rows: Any = store.query(
            f"SELECT ?e ?type ?stance ?end ?first ?last {{ ?e {end} ?end ; {TYPE} ?type ; {STANCE} ?stance"
            f" OPTIONAL {{ ?e {FIRST} ?first ; {LAST} ?last }} }}"
        )
        for row in rows:
            days = (
                date.fromisoformat(row[name].value) if row[name] is not None else None for name in ("first", "last")
            )
            type_, stance = (value(row[name]).rsplit("#", 1)[-1] for name in ("type", "stance"))
            words = f"{day_key(type_, stance, *days)} {identifier(value(row['end']))}"
            yield Quad(row["e"], key, Literal(words), GRAPH)
