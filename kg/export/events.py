"""Reads the events of a graph one by one, each with the evidence for it: what tables and networks are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.export.filters import EVERYTHING, Filters
from kg.export.terms import tail, term

GRAPH = DefaultGraph()

_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)

# Values of one node by the whole IRI of the property.
Values = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor node."""

    iri: str
    id: str
    name: str
    kind: str
    country: str
    wikidata: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A place node; degrees, None where unknown."""

    id: str
    name: str
    country: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Source:
    """An article node; `issued` is an ISO day or empty, `wording` the article that stands for its wording, mostly
    itself."""

    iri: str
    id: str
    title: str
    publisher: str
    url: str
    issued: str
    wording: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention node: what one article says in its own words."""

    iri: str
    article: Source
    sentence: str
    begin: int
    end: int
    trigger: str
    topic: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    said_by: str
    actor_sector: str
    target_sector: str
    confidence: float
    place: Site | None


@dataclass(frozen=True, slots=True)
class GraphEvent:
    """An event node with its evidence, best first. Days are ISO days, empty where the period is unknown."""

    iri: str
    id: str
    label: str
    type: str
    stance: str
    first: str
    last: str
    actor: Party | None
    target: Party | None
    actor_country: str
    target_country: str
    evidence: tuple[Evidence, ...]

    @property
    def confidence(self) -> float:
        return max((mention.confidence for mention in self.evidence), default=0.0)

    @property
    def reports(self) -> int:
        """How many wordings tell of the event: what many outlets print word by word is one report."""
        return len({mention.article.wording for mention in self.evidence})

    @property
    def support(self) -> float:
        """Chance that at least one report tells it right, each as sure as its surest mention, were they independent."""
        surest: dict[str, float] = {}
        for mention in self.evidence:
            wording = mention.article.wording
            surest[wording] = max(surest.get(wording, 0.0), mention.confidence)
        return round(1 - prod(1 - confidence for confidence in surest.values()), 3)

    @property
    def best(self) -> Evidence | None:
        return self.evidence[0] if self.evidence else None


class EventReader:
    """Reads events from a store, each actor, place and article once."""

    def __init__(self, store: Store, filters: Filters = EVERYTHING) -> None:
        self.store = store
        self.filters = filters
        self._parties: dict[str, Party] = {}
        self._sites: dict[str, Site] = {}
        self._sources: dict[str, Source] = {}

    def events(self) -> Iterator[GraphEvent]:
        """The events that pass the filters, by first day, then identifier; those of unknown day come last."""
        first, last = term("dyad:first"), term("dyad:last")
        days = {quad.subject: quad.object.value for quad in self._quads(None, first)}
        if self.filters.first or self.filters.last:
            ends = {quad.subject: quad.object.value for quad in self._quads(None, last)}
            days = {node: day for node, day in days.items() if self.filters.period_passes(day, ends.get(node, day))}
        nodes = [(days.get(node, "~"), node.value) for node in self._candidates() if self._in_period(node, days)]
        nodes.sort()
        for _, iri in nodes:
            event = self.event(iri)
            if event is not None:
                yield event

    def _in_period(self, node: Any, days: dict[Any, str]) -> bool:
        return node in days or not (self.filters.first or self.filters.last)

    def _candidates(self) -> Iterator[Any]:
        if self.filters.types:
            for type_ in sorted(self.filters.types):
                yield from (quad.subject for quad in self._quads(None, term("sem:eventType"), term(f"plover:{type_}")))
        else:
            yield from (quad.subject for quad in self._quads(None, term("rdf:type"), term("dyad:Event")))

    def event(self, iri: str) -> GraphEvent | None:
        """The event with its evidence; None where it does not pass the filters."""
        values = self._values(iri)
        first, last = _text(values, "dyad:first"), _text(values, "dyad:last")
        wanted = self.filters
        stance = _tail(values, "dyad:stance")
        countries = _tail(values, "dyad:actorCountry"), _tail(values, "dyad:targetCountry")
        if not wanted.period_passes(first, last) or (wanted.stances and stance not in wanted.stances):
            return None
        if wanted.countries and wanted.countries.isdisjoint(countries):
            return None
        evidence = self._evidence(iri)
        if wanted.min_confidence and not evidence:
            return None
        return GraphEvent(
            iri=iri,
            id=tail(iri),
            label=_text(values, "rdfs:label"),
            type=_tail(values, "sem:eventType"),
            stance=stance,
            first=first,
            last=last,
            actor=self._party(_text(values, "dyad:actor")),
            target=self._party(_text(values, "dyad:target")),
            actor_country=countries[0],
            target_country=countries[1],
            evidence=evidence,
        )

    def _evidence(self, iri: str) -> tuple[Evidence, ...]:
        """Mentions of an event, surest first, then the earliest published."""
        nodes = (quad.subject.value for quad in self._quads(None, term("dyad:reports"), NamedNode(iri)))
        found = [mention for mention in map(self._mention, nodes) if mention.confidence >= self.filters.min_confidence]
        found.sort(key=lambda m: (-m.confidence, m.article.issued or "~", m.article.iri, m.begin, m.iri))
        return tuple(found)

    def _mention(self, iri: str) -> Evidence:
        values = self._values(iri)
        said_by = self._party(_text(values, "dyad:saidBy"))
        return Evidence(
            iri=iri,
            article=self._source(_text(values, "nif:referenceContext")),
            sentence=_text(values, "nif:anchorOf"),
            begin=int(_text(values, "nif:beginIndex") or 0),
            end=int(_text(values, "nif:endIndex") or 0),
            trigger=_text(values, "dyad:trigger"),
            topic=_text(values, "dyad:topic"),
            mode=_tail(values, "dyad:mode"),
            contexts=tuple(sorted(tail(node.value) for node in values.get(term("dyad:context").value, ()))),
            cameo=_text(values, "dyad:cameo"),
            said_by=said_by.name if said_by else "",
            actor_sector=_tail(values, "dyad:actorSector"),
            target_sector=_tail(values, "dyad:targetSector"),
            confidence=float(_text(values, "dyad:confidence") or 1),
            place=self._site(_text(values, "sem:hasPlace")),
        )

    def _party(self, iri: str) -> Party | None:
        if not iri:
            return None
        if iri not in self._parties:
            values = self._values(iri)
            aliases = (literal.value for literal in values.get(term("skos:altLabel").value, ()))
            wikidata = _tail(values, "skos:exactMatch")
            kinds = {tail(node.value) for node in values.get(term("rdf:type").value, ())}
            self._parties[iri] = Party(
                iri=iri,
                id=tail(iri),
                name=_text(values, "skos:prefLabel") or tail(iri),
                kind=next((kind for kind in ("Person", "Country", "Organization", "Group") if kind in kinds), ""),
                country=_tail(values, "dyad:country"),
                wikidata=wikidata if wikidata.startswith("Q") else "",
                aliases=tuple(sorted(aliases)),
            )
        return self._parties[iri]

    def _source(self, iri: str) -> Source:
        if iri not in self._sources:
            values = self._values(iri) if iri else {}
            self._sources[iri] = Source(
                iri=iri,
                id=tail(iri),
                title=_text(values, "dct:title"),
                publisher=_text(values, "dct:publisher"),
                url=_text(values, "dct:source"),
                issued=_text(values, "dct:issued"),
                wording=_text(values, "dyad:wording") or iri,
            )
        return self._sources[iri]

    def _site(self, iri: str) -> Site | None:
        if not iri:
            return None
        if iri not in self._sites:
            values = self._values(iri)
            point = _POINT.search(_text(values, "geo:asWKT"))
            self._sites[iri] = Site(
                id=tail(iri),
                name=_text(values, "skos:prefLabel") or _text(values, "rdfs:label") or tail(iri),
                country=_tail(values, "dyad:country"),
                latitude=float(point[2]) if point else None,
                longitude=float(point[1]) if point else None,
            )
        return self._sites[iri]

    def _quads(self, subject: Any, predicate: Any, object_: Any = None) -> Iterator[Any]:
        return iter(self.store.quads_for_pattern(subject, predicate, object_, GRAPH))

    def _values(self, iri: str) -> Values:
        values: Values = {}
        for quad in self._quads(NamedNode(iri), None):
            values.setdefault(quad.predicate.value, []).append(quad.object)
        return values


def _text(values: Values, name: str) -> str:
    """The value of a property, the least where there are several, or nothing."""
    found = values.get(term(name).value)
    if not found:
        return ""
    return str(found[0].value if len(found) == 1 else min(node.value for node in found))


def _tail(values: Values, name: str) -> str:
    return tail(_text(values, name))


def read_events(store: Store, filters: Filters = EVERYTHING) -> Iterator[GraphEvent]:
    """The events of a graph that pass the filters, by first day, then identifier."""
    return EventReader(store, filters).events()
