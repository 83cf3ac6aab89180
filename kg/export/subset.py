"""The part of a graph that belongs to chosen events, and RDF 1.2 reifiers for them."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import NamedNode, Store, Triple

from kg.export.events import GRAPH, EventReader, GraphEvent
from kg.export.filters import EVERYTHING, Filters
from kg.export.terms import act, term
from kg.vocabulary.names import PREFIXES

# From an event and its mentions one comes by these to all that is needed to understand them.
_LEADS = (
    "dyad:actor",
    "dyad:target",
    "dyad:actorCountry",
    "dyad:targetCountry",
    "dyad:country",
    "dyad:saidBy",
    "sem:hasPlace",
    "nif:referenceContext",
    "prov:wasGeneratedBy",
)

_SAME = (term("dyad:sameEventAs"), term("dyad:sameActorAs"))
_WORDING = term("dyad:wording")


def direct_edge(store: Store, event: GraphEvent) -> Triple | None:
    """The edge from actor to target that says the event in one triple; None where it has none."""
    if event.stance != "factual" or event.actor is None or event.target is None:
        return None
    verb = act(event.type)
    if verb is None:
        return None
    quad = next(
        iter(store.quads_for_pattern(NamedNode(event.actor.iri), verb, NamedNode(event.target.iri), GRAPH)), None
    )
    return quad.triple if quad else None


def subset(store: Store, filters: Filters) -> Iterator[Triple]:
    """The triples of the events that pass: their mentions, articles, runs, actors, places and direct edges.

    The same triple may come twice.
    """
    seen: set[Any] = set()
    wordings: dict[Any, set[Any]] = {}
    leads = {term(name) for name in _LEADS}
    for event in EventReader(store, filters).events():
        edge = direct_edge(store, event)
        if edge is not None:
            yield edge
        queue: list[Any] = [NamedNode(event.iri), *(NamedNode(mention.iri) for mention in event.evidence)]
        while queue:
            node = queue.pop()
            if node in seen:
                continue
            seen.add(node)
            for quad in store.quads_for_pattern(node, None, None, GRAPH):
                # the edges of an actor stand for events of which only some are chosen
                if quad.predicate.value.startswith(PREFIXES["act"]) or quad.predicate in _SAME:
                    continue
                if quad.predicate == _WORDING:
                    wordings.setdefault(quad.object, set()).add(node)
                    continue
                yield quad.triple
                if quad.predicate in leads:
                    queue.append(quad.object)
    yield from _judgements(store, seen)
    for articles in wordings.values():
        # named by one that is there
        first = min(articles, key=lambda node: node.value)
        yield from (Triple(article, _WORDING, first) for article in articles if len(articles) > 1)


def _judgements(store: Store, chosen: set[Any]) -> Iterator[Triple]:
    """Judgements about two chosen nodes, and the links that follow."""
    for quad in store.quads_for_pattern(None, term("dyad:left"), None, GRAPH):
        right = next(iter(store.quads_for_pattern(quad.subject, term("dyad:right"), None, GRAPH)), None)
        if quad.object in chosen and right is not None and right.object in chosen:
            yield from (about.triple for about in store.quads_for_pattern(quad.subject, None, None, GRAPH))
            ends: tuple[Any, Any] = (quad.object, right.object)
            for one, other in (ends, ends[::-1]):
                for same in _SAME:
                    yield from (link.triple for link in store.quads_for_pattern(one, same, other, GRAPH))


def reifiers(store: Store, filters: Filters = EVERYTHING) -> Iterator[Triple]:
    """For each factual event the triple that says which direct edge it reifies (RDF 1.2)."""
    for event in EventReader(store, filters).events():
        edge = direct_edge(store, event)
        if edge is not None:
            yield Triple(NamedNode(event.iri), term("rdf:reifies"), edge)
