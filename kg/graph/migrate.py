"""Brings a graph folder of an older version up to date, in place."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from pyoxigraph import Literal, Quad, Store

from kg.graph.judged import remove
from kg.graph.terms import (
    ACTOR,
    ACTOR_DAY,
    FIRST,
    GRAPH,
    LABEL,
    LAST,
    NAME,
    STANCE,
    TARGET,
    TARGET_DAY,
    TYPE,
    A,
    node,
    value,
)
from kg.graph.triples import day_key, event_label
from kg.model import Actor, Event, Period
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.names import identifier

# Quads written in one transaction.
BATCH = 50_000


def migrate(store: Store, version: int) -> None:
    """Writes what a graph of an older version lacks; what is there already is written again without harm.

    Version 1 lacks `dyad:actorDay` and `dyad:targetDay`, by which near-duplicates are found. Versions 1 and 2 have
    other words in the labels of events ("Cuba retreats United States").
    """
    if version == 1:
        quads = _days(store)
        while batch := list(islice(quads, BATCH)):
            store.extend(batch)
    labels = _labels(store)
    while changed := list(islice(labels, BATCH)):
        # the new one first: an event without a label would break a shape, one with two tells what was meant
        store.extend(new for _, new in changed)
        remove(store, (old for old, _ in changed))


def _labels(store: Store) -> Iterator[tuple[Quad, Quad]]:
    """Labels that are not as they would be written today, with what would be."""
    codebook = load_codebook()
    rows: Any = store.query(
        f"SELECT ?e ?label ?type ?stance ?first ?last ?actor ?actorName ?target ?targetName {{"
        f" ?e {LABEL} ?label ; {TYPE} ?type ; {STANCE} ?stance OPTIONAL {{ ?e {FIRST} ?first ; {LAST} ?last }}"
        f" OPTIONAL {{ ?e {ACTOR} ?actor . ?actor {NAME} ?actorName }}"
        f" OPTIONAL {{ ?e {TARGET} ?target . ?target {NAME} ?targetName }} }}"
    )
    for row in rows:
        type_, stance = (value(row[name]).rsplit("#", 1)[-1] for name in ("type", "stance"))
        actor, target = (
            Actor(identifier(row[end].value), row[f"{end}Name"].value, _kind(store, row[end])) if row[end] else None
            for end in ("actor", "target")
        )
        event = Event(type_, actor, target, _period(row), stance)
        new = Literal(event_label(event, codebook), language="en")
        if new != row["label"]:
            yield Quad(row["e"], LABEL, row["label"], GRAPH), Quad(row["e"], LABEL, new, GRAPH)


def _period(row: Any) -> Period | None:
    first, last = row["first"], row["last"]
    return Period(date.fromisoformat(first.value), date.fromisoformat(last.value)) if first is not None else None


def _kind(store: Store, actor: Any) -> str:
    return "group" if Quad(actor, A, node("dyad:Group"), GRAPH) in store else ""


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
