"""Links events that are near to each other by judgement nodes, which follow from what the graph holds of the two alone,
and articles of one wording.

Which events have changed since they were last compared stands in a named graph of the store, written in the same
transaction as the change: so a build that is killed is made good by the next one.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.judged import RULES, USER, Judged, about, judged, links, of_judge, quads, remove
from kg.graph.near import compare
from kg.graph.seen import Reader, all_events
from kg.graph.settle import settle
from kg.graph.syndicate import reword, reword_all
from kg.graph.terms import EVENT, GRAPH, SAME_EVENT, A, node

PENDING = NamedNode("urn:dyad:pending")
CHANGED = node("dyad:changed")
YES = Literal("yes")

# Events that are compared before they count as done: memory stays flat, and a kill costs no more.
TOGETHER = 10_000

# Judgements that are written at once.
BATCH = 5_000


def marks(nodes: Iterable[Any]) -> list[Quad]:
    """Marks for events and articles that are to be compared."""
    return [Quad(node_, CHANGED, YES, PENDING) for node_ in nodes]


def marked(store: Store) -> list[Quad]:
    return list(store.quads_for_pattern(None, CHANGED, None, PENDING))


def link_changed(store: Store, base: str) -> None:
    """Compares the events and articles that have changed since the last time with those near to them."""
    while waiting := list(islice(store.quads_for_pattern(None, CHANGED, None, PENDING), TOGETHER)):
        nodes = {getattr(mark.subject, "value", "") for mark in waiting}
        articles = {iri for iri in nodes if iri.rsplit("/", 2)[-2] == "article"}
        relink(store, sorted(nodes - articles), base)
        reword(store, articles)
        remove(store, waiting)


def relink(store: Store, events: list[str], base: str) -> None:
    """Makes the judgements of the rules about some events anew, and sets the links that follow."""
    reader = Reader(store)
    old = {found for iri in events for found in about(store, iri) if found.judge == RULES}
    there = [iri for iri in events if Quad(NamedNode(iri), A, EVENT, GRAPH) in store]
    new = {found for iri in there for found in _judge(reader, iri, base)}
    remove(store, (quad for found in old - new for quad in quads(found)))
    store.extend(quad for found in new - old for quad in quads(found))
    settle(store, {*there, *(end for found in old | new for end in found.pair)})


def link_all(store: Store, base: str) -> None:
    """Makes all judgements of the rules anew, as after a bulk load."""
    remove(store, (quad for found in of_judge(store, RULES) for quad in quads(found)))
    remove(store, list(store.quads_for_pattern(None, SAME_EVENT, None, GRAPH)))
    reader = Reader(store)
    # of two events that are near to each other, the smaller one finds the other
    found = (j for iri in all_events(store) for j in _judge(reader, iri, base, after=iri))
    while batch := list(islice(found, BATCH)):
        store.extend(quad for one in batch for quad in (*quads(one), *links(*one.pair)))
        store.flush()
    settle(store, {end for one in of_judge(store, USER) for end in one.pair})
    reword_all(store)
    remove(store, marked(store))


def _judge(reader: Reader, iri: str, base: str, after: str = "") -> Iterator[Judged]:
    for other in reader.worth(iri, after):
        found = compare(reader.event(iri), reader.event(other))
        if found is not None:
            yield judged(iri, other, True, RULES, base, found.reason, found.score)
