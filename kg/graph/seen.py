"""Reads events from a store in the form in which `near` compares them, and finds those that are worth comparing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.near import LONGEST, Brief, Seen, Side, Telling, stems, worth_comparing
from kg.graph.terms import ACTOR_DAY, CONTEXT, EVENT, FIRST, GRAPH, PAIR_DAY, REPORTS, TARGET_DAY, A, node, value
from kg.graph.triples import BODIES, day_key, digits
from kg.vocabulary.codebook import Codebook, load_codebook
from kg.vocabulary.names import PREFIXES, identifier

# Mentions of an event that are read, the first by identifier: so many tell enough, and the cost is bounded.
MOST_TELLINGS = 8

# What is kept in memory of events, with the words of their sentences (some 8 kB) and without; days of a busy graph.
EVENTS_KEPT, KEPT = 4_000, 20_000

DYAD, NIF = PREFIXES["dyad"], PREFIXES["nif"]
# the properties that make a brief, in its order
BRIEF = (
    PREFIXES["sem"] + "eventType",
    *(DYAD + name for name in ("stance", "first", "last", "actor", "target", "actorCountry", "targetCountry")),
)
NAMES = (node("skos:prefLabel"), node("skos:altLabel"))
SINGLE = frozenset({node("dyad:Person"), node("dyad:Organization")})


Kept = TypeVar("Kept")


@cache
def _codebook() -> Codebook:
    return load_codebook()


class Reader:
    """Reads from one store; what was read is kept, so it must not change meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._events: dict[str, Seen] = {}
        self._briefs: dict[str, Brief] = {}
        self._names: dict[str, frozenset[str]] = {}

    def event(self, iri: str) -> Seen:
        return _kept(self._events, EVENTS_KEPT, iri, self._event)

    def _event(self, iri: str) -> Seen:
        mentions = sorted(value(q.subject) for q in self._store.quads_for_pattern(None, REPORTS, NamedNode(iri), GRAPH))
        return self._as_told(iri, mentions[:MOST_TELLINGS])

    def brief(self, iri: str) -> Brief:
        return _kept(self._briefs, KEPT, iri, self._brief)

    def _brief(self, iri: str) -> Brief:
        values = self._values(iri)
        return Brief(iri, *(values.get(name, "") for name in BRIEF))

    def _values(self, iri: str) -> dict[str, str]:
        """One value of each property; which one does not matter where there are several."""
        return {
            q.predicate.value: value(q.object) for q in self._store.quads_for_pattern(NamedNode(iri), None, None, GRAPH)
        }

    def told_by(self, iri: str, mention: str) -> Seen:
        """An event as it would be if this were its only mention."""
        return self._as_told(iri, [mention])

    def _as_told(self, iri: str, mentions: list[str]) -> Seen:
        brief = self.brief(iri)
        told = [self._values(mention) for mention in mentions]
        type_ = brief.type.rsplit("#", 1)[-1]
        known = _codebook().types.get(type_)
        return Seen(
            id=iri,
            type=type_,
            quad=known.quad if known else "",
            stance=brief.stance,
            first=_day(brief.first),
            last=_day(brief.last),
            actor=self._side("actor", brief.actor, brief.actor_country, told),
            target=self._side("target", brief.target, brief.target_country, told),
            told=any(mention.get(DYAD + "dateBasis") == "text" for mention in told),
            tellings=tuple(map(_telling, told)),
        )

    def _side(self, role: str, iri: str, country: str, told: list[dict[str, str]]) -> Side | None:
        if not iri:
            return None
        if identifier(country) in BODIES:
            # two bodies are not of one country for being international
            country = ""
        sectors = frozenset(sector for mention in told if (sector := mention.get(f"{DYAD}{role}Sector")))
        return Side(iri, country, sectors, _kept(self._names, KEPT, iri, self._name), iri == country)

    def _name(self, iri: str) -> frozenset[str]:
        """Stems of the names of a person or a body; groups and countries have no name of their own to go by."""
        # by property, since all that is said of an actor is also whom it ever acted on
        actor = NamedNode(iri)
        kinds = self._store.quads_for_pattern(actor, A, None, GRAPH)
        if all(quad.object not in SINGLE for quad in kinds):
            return frozenset()
        names = (value(q.object) for name in NAMES for q in self._store.quads_for_pattern(actor, name, None, GRAPH))
        return frozenset[str]().union(*map(stems, names))

    def worth(self, iri: str, after: str = "") -> Iterator[str]:
        """IRIs of the events that are worth comparing with one, sorted; those alone that come after another."""
        brief = self.brief(iri)
        others = sorted(other for other in self.candidates(brief) if other > after)
        return (other for other in others if worth_comparing(brief, self.brief(other)))

    def candidates(self, event: Brief) -> set[str]:
        """IRIs of the events that may be near to one: if A is a candidate of B, B is one of A."""
        found: set[str] = set()
        for property_, key in looked_up(event):
            quads = self._store.quads_for_pattern(None, property_, Literal(key), GRAPH)
            found.update(value(quad.subject) for quad in quads)
        found.discard(event.id)
        return found

    def stands_under(self, iri: str) -> list[tuple[NamedNode, str]]:
        """What `looked_up` of an event that may be near to this one has one of."""
        quads = self._store.quads_for_pattern(NamedNode(iri), None, None, GRAPH)
        return [(q.predicate, value(q.object)) for q in quads if q.predicate in (ACTOR_DAY, TARGET_DAY, PAIR_DAY)]


def _kept(known: dict[str, Kept], most: int, iri: str, read: Callable[[str], Kept]) -> Kept:
    """What is known of a node, read where it is not; the engine's lock would outlive a cache that knows its reader."""
    found = known.get(iri)
    if found is None:
        if len(known) >= most:
            known.clear()
        found = known[iri] = read(iri)
    return found


def united(parts: Sequence[Seen]) -> Seen:
    """The event of which these are what single mentions tell, in the order of the mentions' IRIs."""
    kept, first = parts[:MOST_TELLINGS], parts[0]
    sides = (
        None if side is None else replace(side, sectors=frozenset[str]().union(*(one.sectors for one in told if one)))
        for side, told in (
            (first.actor, [part.actor for part in kept]),
            (first.target, [part.target for part in kept]),
        )
    )
    return replace(
        first,
        actor=next(sides),
        target=next(sides),
        told=any(part.told for part in kept),
        tellings=tuple(telling for part in kept for telling in part.tellings),
    )


def brief_of(event: Seen) -> Brief:
    days = (day.isoformat() if day else "" for day in (event.first, event.last))
    ends = [(side.id, side.country) if side else ("", "") for side in (event.actor, event.target)]
    return Brief(
        event.id, event.type, event.stance, *days, *(id_ for id_, _ in ends), *(country for _, country in ends)
    )


def looked_up(event: Brief) -> Iterator[tuple[NamedNode, str]]:
    """Under what to look for events that may be near to one: properties and their values."""
    days = type_keys(event)
    for property_, actor in ((ACTOR_DAY, event.actor), (TARGET_DAY, event.target)):
        if actor:
            yield from ((property_, f"{day} {identifier(actor)}") for day in days)
    yield from ((PAIR_DAY, key) for key in pair_keys(event))


def _telling(values: dict[str, str]) -> Telling:
    return Telling(
        values[CONTEXT.value],
        int(values[NIF + "beginIndex"]),
        int(values[NIF + "endIndex"]),
        stems(values[NIF + "anchorOf"]),
        stems(values[DYAD + "trigger"]),
    )


@lru_cache(10_000)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _around(first: date, last: date) -> Iterator[date]:
    """The days from the day before the first to the day after the last; none where the period is too long."""
    if (last - first).days < LONGEST:
        day, end = max(first, date.min + timedelta(1)) - timedelta(1), min(last, date.max - timedelta(1)) + timedelta(1)
        while day <= end:
            yield day
            day += timedelta(1)


def type_keys(event: Brief) -> list[str]:
    """Under what events of the same type may stand that are near in time."""
    first, last = _day(event.first), _day(event.last)
    type_, stance = event.type.rsplit("#", 1)[-1], event.stance.rsplit("#", 1)[-1]
    what = type_ if stance == "factual" else f"{stance} {type_}"
    if first is None or last is None:
        return [day_key(type_, stance, None, None)]
    days = [digits(day) for day in _around(first, last)]
    # what takes several days stands under the month in which it begins, at most a month before
    early = digits(max(first, date.min + timedelta(LONGEST)) - timedelta(LONGEST))
    months = {early[:6], *(day[:6] for day in days)}
    return [f"{what} {key}" for key in (*days, *sorted(months))]


def pair_keys(event: Brief) -> list[str]:
    """Under what events of any type between the same countries may stand that begin on the same day or the next."""
    if not event.actor_country or not event.target_country:
        return []
    pair = "".join(country.rsplit("/", 1)[-1] for country in (event.actor_country, event.target_country))
    first = _day(event.first)
    return [f"{pair} {digits(day)}" for day in _around(first, first)] if first else [pair]


def all_events(store: Store) -> Iterator[str]:
    """IRIs of all events, those of neighbouring days together, so that a reader reads most of them but once."""
    days: Any = store.query(f"SELECT DISTINCT ?d {{ ?e {FIRST} ?d }}")
    for day in sorted((row["d"] for row in days), key=value):
        yield from sorted(value(q.subject) for q in store.quads_for_pattern(None, FIRST, day, GRAPH))
    undated: Any = store.query(f"SELECT ?e {{ ?e a {EVENT} FILTER NOT EXISTS {{ ?e {FIRST} ?d }} }}")
    yield from sorted(value(row["e"]) for row in undated)
