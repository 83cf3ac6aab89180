"""Which actor, which day, which place: from claims to event mentions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from kg.model import Actor, Article, Claim, Event, EventMention, Mention, Period, Place
from kg.resolve.actors import ActorIndex, Context
from kg.resolve.dates import period
from kg.resolve.places import Around, PlaceIndex, load_places
from kg.resolve.tense import is_past
from kg.vocabulary.actors import ActorTables

__all__ = ["EventResolver", "load_resolver"]

# what is said or shown at a place is not done to it; a ceasefire or a siege in a town is
SPOKEN = frozenset("ACCUSE AGREE CONSULT PROTEST REJECT REQUEST SUPPORT THREATEN".split())
End = tuple[Actor | None, Mention | None]


@dataclass(frozen=True, slots=True)
class EventResolver:
    """Resolves the claims of one article at a time."""

    actors: ActorIndex
    places: PlaceIndex

    def resolve(self, article: Article, doc: Doc, claims: Iterable[Claim]) -> Iterator[EventMention]:
        """Event mentions in the order of the claims. A claim whose two ends are one actor is left out.

        An end that stands for two ("both countries") makes two mentions, or one in each direction.
        """
        context: Context | None = None
        for claim in claims:
            context = context or self.actors.context(doc, article.published)
            when, basis = period(claim.when, article.published, _past(claim, doc))
            day = _day(claim, when, article.published)
            actors = self._party(claim.actor, claim, day, context)
            targets = self._party(claim.target, claim, day, context)
            if claim.type in SPOKEN and claim.target and claim.actor and self.actors.is_scene(claim.target, context):
                targets = [(None, None)]
            for actor, target in _pairs(actors, targets):
                mention = self._mention(article, claim, context, when, basis, actor, target)
                if mention is not None:
                    yield mention

    def _mention(
        self, article: Article, claim: Claim, context: Context, when: Period | None, basis: str, *ends: End
    ) -> EventMention | None:
        (actor, actor_via), (target, target_via) = ends
        if actor is None and target is None:
            return None
        if actor is not None and target is not None and actor.id == target.id and not _domestic(actor):
            return None
        if claim.reciprocal and _own_country(actor, target):
            return None
        said_by, _ = self._ends(claim.said_by, article.published, context)[0]
        if said_by is not None and actor is not None and said_by.id == actor.id:
            said_by = None
        place = self.place(claim, context, actor, target)
        claim = replace(
            claim,
            actor=(claim.actor or claim.target) if actor else None,
            target=(claim.target or claim.actor) if target else None,
            said_by=claim.said_by if said_by else None,
            where=claim.where if place else None,
        )
        return EventMention(
            event=Event(claim.type, actor, target, when, claim.stance),
            claim=claim,
            article=article.id,
            place=place,
            said_by=said_by,
            basis=basis,
            actor_via=actor_via,
            target_via=target_via,
        )

    def place(self, claim: Claim, context: Context, *parties: Actor | None) -> Place | None:
        """Where it happened, by the words of the clause; an article's dateline decides only between namesakes."""
        if claim.where is None:
            return None
        span = context.doc.char_span(claim.where.start, claim.where.end, alignment_mode="expand")
        sentence, article = context.beside(span.start, span.end) if span is not None else ([], [])
        around = Around(
            parties=[party.country for party in parties if party is not None and party.country],
            sentence=sentence,
            article=article,
            filed=context.filed,
            text=claim.sentence.text,
        )
        return self.places.resolve(claim.where, around)

    def _party(self, mention: Mention | None, claim: Claim, day: date | None, context: Context) -> list[End]:
        """The actors of an end; "I" and "we" stand for the speaker, whose mention is what they rest on."""
        if mention is not None and claim.said_by is not None and self.actors.is_speaker(mention):
            return [(actor, via or claim.said_by) for actor, via in self._ends(claim.said_by, day, context)]
        return self._ends(mention, day, context)

    def _ends(self, mention: Mention | None, day: date | None, context: Context) -> list[End]:
        found: list[End] = list(self.actors.resolve(mention, day, context)) if mention is not None else []
        return found or [(None, None)]


def _pairs(actors: list[End], targets: list[End]) -> Iterator[tuple[End, End]]:
    """Every actor with every target; two at one end and none at the other act on each other."""
    if len(actors) > 1 and targets == [(None, None)]:
        yield actors[0], actors[1]
        yield actors[1], actors[0]
        return
    for actor in actors:
        for target in targets:
            if actor[0] is None or target[0] is None or actor[0].id != target[0].id or len(actors) == len(targets) == 1:
                yield actor, target


def load_resolver(tables: ActorTables) -> EventResolver:
    """The resolver with the project's tables. Raises TableError."""
    places = load_places()
    return EventResolver(ActorIndex(tables, places), places)


def _past(claim: Claim, doc: Doc) -> bool | None:
    """Tense of the act, which tells last Wednesday from next Wednesday."""
    return False if claim.stance == "future" else is_past(claim.trigger, doc)


def _day(claim: Claim, when: Period | None, published: date | None) -> date | None:
    """The day on which offices are looked up: the event's, but never far from publication for a vague period."""
    if when is not None and when.precision == "day":
        return when.first
    return published or (when.first if when is not None else None)


def _own_country(one: Actor | None, other: Actor | None) -> bool:
    """A person or body and its own state do not deal with each other."""
    if one is None or other is None:
        return False
    return one.country == other.country and "country" in (one.kind, other.kind)


def _domestic(actor: Actor) -> bool:
    """Groups act upon their like: civilians upon civilians."""
    return actor.kind == "group"
