"""What goes with an article: the quads that nothing else supports."""

from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from kg.graph.judged import Judged, from_values
from kg.graph.terms import (
    ACT,
    ACTOR,
    CONTEXT,
    COUNTRY,
    FACTUAL,
    GRAPH,
    JUDGE,
    LEFT,
    LINKS,
    REPORTS,
    RIGHT,
    SAME_ACTOR,
    SAME_EVENT,
    STANCE,
    TARGET,
    TYPE,
)
from kg.vocabulary.codebook import Codebook


class Removal:
    """`quads` go with an article, `gone` are the nodes that vanish, `weakened` the events that lose a mention."""

    def __init__(self, store: Store, codebook: Codebook, article: NamedNode) -> None:
        self._store = store
        self._codebook = codebook
        self.quads: set[Quad] = self._about(article)
        mentions: list[Any] = [q.subject for q in store.quads_for_pattern(None, CONTEXT, article, GRAPH)]
        for mention in mentions:
            self.quads |= self._about(mention)
        self.gone: set[Any] = {article, *mentions}
        events = {q.object for q in self.quads if q.predicate == REPORTS}
        unsupported = {e for e in events if not self._used(e, REPORTS, self.gone)}
        self.weakened = events - unsupported
        for event in unsupported:
            self.quads |= self._about(event)
        self.gone |= unsupported
        self.quads |= self._edges(unsupported)
        self.quads |= self._leaves()
        self.quads |= self._judgements()

    def _about(self, subject: Any) -> set[Quad]:
        """What is said of a node; the direct edges of an actor live and die with events."""
        return {
            quad
            for quad in self._store.quads_for_pattern(subject, None, None, GRAPH)
            if not quad.predicate.value.startswith(ACT)
        }

    def _leaves(self) -> set[Quad]:
        """Quads about actors, places and runs that nothing refers to any more; countries after those who name them."""
        more: set[Quad] = set()
        waiting = {q.object for q in self.quads if q.predicate in LINKS}
        while waiting:
            leaf = waiting.pop()
            if leaf in self.gone or any(self._used(leaf, p, self.gone | {leaf}) for p in LINKS):
                continue
            about = self._about(leaf)
            self.gone.add(leaf)
            more |= about
            waiting |= {q.object for q in about if q.predicate == COUNTRY}
        return more

    def _judgements(self) -> set[Quad]:
        """Judgements about what vanishes go with it: nobody could have made them of a graph that never held it."""
        found: set[Quad] = set()
        for node in self.gone:
            for end in (LEFT, RIGHT):
                for quad in self._store.quads_for_pattern(None, end, node, GRAPH):
                    found |= self._about(quad.subject)
            for same in (SAME_EVENT, SAME_ACTOR):
                found |= set(self._store.quads_for_pattern(None, same, node, GRAPH))
        return found

    def _used(self, node: Any, predicate: NamedNode, gone: set[Any]) -> bool:
        return any(q.subject not in gone for q in self._store.quads_for_pattern(None, predicate, node, GRAPH))

    def _edges(self, events: set[Any]) -> set[Quad]:
        """Direct edges that no other factual event supports."""
        edges = set()
        for event in events:
            values: dict[Any, Any] = {q.predicate: q.object for q in self._about(event)}
            if ACTOR not in values or TARGET not in values or values.get(STANCE) != FACTUAL:
                continue
            verb = NamedNode(ACT + self._codebook.verb(values[TYPE].value.rsplit("#", 1)[-1]))
            if not self._supported(values):
                edges.add(Quad(values[ACTOR], verb, values[TARGET], GRAPH))
        return edges

    def _supported(self, values: dict[Any, Any]) -> bool:
        """Whether a factual event that stays has the same actor, target and type."""
        matches: Any = self._store.query(
            f"SELECT ?e {{ ?e {ACTOR} {values[ACTOR]} ; {TARGET} {values[TARGET]} ; {TYPE} {values[TYPE]} ;"
            f" {STANCE} {FACTUAL} }}"
        )
        return any(row["e"] not in self.gone for row in matches)


def judgements_in(quads: set[Quad]) -> list[Judged]:
    """The judgements that stand in some quads whole."""
    values: dict[Any, dict[Any, str]] = {}
    for quad in quads:
        values.setdefault(quad.subject, {})[quad.predicate] = getattr(quad.object, "value", "")
    return [from_values(subject.value, about) for subject, about in values.items() if JUDGE in about]
