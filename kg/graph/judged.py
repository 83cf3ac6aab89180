"""Judgements as nodes of the graph: two events, or two actors, are the same or different, who says so, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.terms import (
    DIFFERENT,
    GRAPH,
    JUDGE,
    LEFT,
    REASON,
    RIGHT,
    SAME,
    SAME_ACTOR,
    SAME_EVENT,
    SCORE,
    VERDICT,
    A,
    node,
)
from kg.vocabulary.names import PREFIXES, iri

RULES, USER = "rules", "user"
ID_DIGITS = 20
DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
CLASSES = (node("dyad:Judgement"), node("prov:Entity"))

# Quads taken out in one transaction.
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Judged:
    """`left` is the smaller of the two IRIs. `score` is None where a person judged; `same` False means different."""

    iri: str
    left: str
    right: str
    same: bool
    judge: str
    reason: str = ""
    score: float | None = None

    @property
    def pair(self) -> tuple[str, str]:
        return self.left, self.right


def judged(
    one: str, other: str, same: bool, judge: str, base: str, reason: str = "", score: float | None = None
) -> Judged:
    """A judgement about two nodes; its identifier follows from the two and from who judges."""
    left, right = sorted((one, other))
    id_ = sha256("\x1f".join((judge, left, right)).encode()).hexdigest()[:ID_DIGITS]
    return Judged(iri("judgement", id_, base), left, right, same, judge, reason, score)


def quads(found: Judged) -> list[Quad]:
    """What the graph says of a judgement; the link between the two nodes is no part of it."""
    subject = NamedNode(found.iri)
    values: list[tuple[NamedNode, Any]] = [
        *((A, kind) for kind in CLASSES),
        (LEFT, NamedNode(found.left)),
        (RIGHT, NamedNode(found.right)),
        (VERDICT, SAME if found.same else DIFFERENT),
        (JUDGE, Literal(found.judge)),
    ]
    if found.reason:
        values.append((REASON, Literal(found.reason)))
    if found.score is not None:
        values.append((SCORE, Literal(f"{found.score:.3f}", datatype=DECIMAL)))
    return [Quad(subject, property_, value, GRAPH) for property_, value in values]


def read(store: Store, subject: NamedNode) -> Judged:
    found = store.quads_for_pattern(subject, None, None, GRAPH)
    return from_values(subject.value, {quad.predicate: getattr(quad.object, "value", "") for quad in found})


def from_values(subject: str, values: Mapping[Any, str]) -> Judged:
    """The judgement of which a node's properties tell."""
    score = values.get(SCORE)
    return Judged(
        subject,
        values[LEFT],
        values[RIGHT],
        values[VERDICT] == SAME.value,
        values[JUDGE],
        values.get(REASON, ""),
        float(score) if score is not None else None,
    )


def about(store: Store, node_iri: str) -> list[Judged]:
    """The judgements about an event or an actor."""
    end = NamedNode(node_iri)
    nodes: set[Any] = {q.subject for side in (LEFT, RIGHT) for q in store.quads_for_pattern(None, side, end, GRAPH)}
    return [read(store, subject) for subject in sorted(nodes, key=lambda n: n.value)]


def of_judge(store: Store, judge: str) -> Iterator[Judged]:
    """All judgements of `rules` or of `user`."""
    nodes: list[Any] = [q.subject for q in store.quads_for_pattern(None, JUDGE, Literal(judge), GRAPH)]
    return (read(store, subject) for subject in nodes)


def link(one: str) -> NamedNode:
    """The property that links what is the same as a node: another for events than for actors."""
    return SAME_EVENT if one.rsplit("/", 2)[-2] == "event" else SAME_ACTOR


def links(left: str, right: str) -> list[Quad]:
    """The links between two nodes that are the same, one each way."""
    ends = NamedNode(left), NamedNode(right)
    return [Quad(ends[0], link(left), ends[1], GRAPH), Quad(ends[1], link(left), ends[0], GRAPH)]


def remove(store: Store, doomed: Iterable[Quad]) -> None:
    """Takes quads out, many in a transaction."""
    rest = iter(doomed)
    while batch := list(islice(rest, BATCH)):
        store.update(change(batch))


def change(old: Iterable[Quad], new: Iterable[Quad] = ()) -> str:
    """An update that takes quads out and puts others in; the engine does all of it or nothing."""
    parts = (f"{verb} DATA {{\n{''.join(map(_line, quads))}}}" for verb, quads in (("DELETE", old), ("INSERT", new)))
    return " ;\n".join(parts)


def _line(quad: Quad) -> str:
    if quad.graph_name == GRAPH:
        return f"{quad.triple} .\n"
    return f"GRAPH {quad.graph_name} {{ {quad.triple} . }}\n"
