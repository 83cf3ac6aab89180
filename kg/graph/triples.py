"""What one article says, as lines of N-Triples. The union of the lines of all articles is the merged graph.

What is written about an event, actor, place or run depends on its identifier alone, so that two articles write
the same lines; what one article says in its own words stands on its mentions.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

from kg.graph.ntriples import address, literal, node
from kg.graph.wording import keys, signature
from kg.model import Actor, Article, Event, EventMention, Mention, Place
from kg.vocabulary.codebook import Codebook, load_sectors
from kg.vocabulary.names import DATA, PREFIXES, iri

A = node(PREFIXES["rdf"] + "type")
ID_DIGITS = 20
KEPT = 20_000  # actors whose lines are remembered
# codes that stand where a country would
BODIES = {
    "IGO": "Intergovernmental bodies",
    "NGO": "International non-governmental bodies",
    "IMG": "International armed groups",
}
CLASSES = {"person": "Person", "country": "Country", "organization": "Organization", "group": "Group"}


@dataclass(frozen=True, slots=True)
class Run:
    """What made the events: equal runs are one node. No time stands in it, so that a rebuild gives the same bytes."""

    extractor: str
    version: str
    model: str
    lexicon: str

    @property
    def id(self) -> str:
        key = "\x1f".join((self.extractor, self.version, self.model, self.lexicon))
        return sha256(key.encode()).hexdigest()[:ID_DIGITS]


def day_key(type_: str, stance: str, first: date | None, last: date | None) -> str:
    """Type and day of an event in one text: "REJECT 20130207", "negated REJECT 20130207" where it is no fact.

    The month of the first day stands where the event takes several days, "-" where they are unknown.
    """
    what = type_ if stance == "factual" else f"{stance} {type_}"
    if first is None or last is None:
        return f"{what} -"
    return f"{what} {digits(first)}" if first == last else f"{what} {digits(first)[:6]}"


def digits(day: date) -> str:
    """20130207"""
    return day.isoformat().replace("-", "")


def event_label(event: Event, codebook: Codebook) -> str:
    """ "Ali Khamenei rejects United States (2013-02-07)"; what is unknown is left out."""
    verb = codebook.phrase(event.type, event.actor is not None and _several(event.actor), event.target is not None)
    parts = [event.actor.name if event.actor else "someone", verb]
    parts += [event.target.name] if event.target else []
    if event.stance != "factual":
        parts.append(f"[{event.stance}]")
    if event.period is not None:
        first, last = event.period.first.isoformat(), event.period.last.isoformat()
        parts.append(f"({first})" if first == last else f"({first} to {last})")
    return " ".join(parts)


def _several(actor: Actor) -> bool:
    """Whether the name of a group is a plural: "Civilians of Peru", not "Military of France"."""
    return actor.kind == "group" and (actor.id in BODIES or actor.name.partition(" of ")[0] in _plurals())


@cache
def _plurals() -> frozenset[str]:
    return frozenset(sector.name for sector in load_sectors().values() if sector.plural)


def term(name: str) -> str:
    prefix, _, local = name.partition(":")
    return node(PREFIXES[prefix] + local)


TERMS = {
    name: term(name)
    for name in (
        "dyad:Event sem:Event sem:eventType rdfs:label dyad:actor dyad:target dyad:actorCountry dyad:targetCountry"
        " dyad:first dyad:last dyad:precision dyad:month dyad:pairDay dyad:typeMonth dyad:actorDay"
        " dyad:targetDay dyad:stance"
        " dyad:EventMention nif:OffsetBasedString"
        " dyad:reports nif:referenceContext nif:beginIndex nif:endIndex nif:anchorOf dyad:trigger dyad:triggerBegin"
        " dyad:triggerEnd dyad:actorText dyad:actorBegin dyad:actorEnd dyad:targetText dyad:targetBegin"
        " dyad:targetEnd dyad:topic dyad:mode dyad:context dyad:cameo dyad:saidBy sem:hasPlace dyad:placeText"
        " dyad:confidence dyad:reciprocal dyad:actorSector dyad:targetSector dyad:rule dyad:dateText dyad:dateBasis"
        " dyad:actorVia dyad:targetVia prov:wasGeneratedBy dyad:Article nif:Context dct:title dct:issued"
        " dyad:wordingSignature dyad:wordingKey"
        " dct:publisher dct:source dct:language dyad:contentHash prov:Activity dyad:extractor dyad:version dyad:model"
        " dyad:lexicon skos:prefLabel skos:altLabel skos:exactMatch dyad:country sem:Actor sem:Place geo:Feature"
        " dyad:Person dyad:Country dyad:Organization dyad:Group geo:hasGeometry geo:asWKT geo:Geometry dct:identifier"
    ).split()
}
GEONAMES = "https://sws.geonames.org/"
QID = re.compile(r"Q[1-9]\d*")
WKT = node(PREFIXES["geo"] + "wktLiteral")


@dataclass(frozen=True, slots=True)
class Names:
    """What the tables say of actors: (name, QID) of the codes that stand for countries, other names by actor."""

    countries: Mapping[str, tuple[str, str]]
    aliases: Mapping[str, tuple[str, ...]]


class TripleWriter:
    """Writes articles as lines; remembers the lines of actors and events it has written before."""

    def __init__(self, codebook: Codebook, run: Run, base: str = DATA, names: Names | None = None) -> None:
        self._codebook = codebook
        self._run = run
        self._base = base
        self._names = names or Names({}, {})
        self._actors: dict[Actor, list[str]] = {}

    def at(self, base: str) -> "TripleWriter":
        """A writer of the same run for another base."""
        return self if base == self._base else TripleWriter(self._codebook, self._run, base, self._names)

    def article(self, article: Article, mentions: Iterable[EventMention], digest: str) -> list[str]:
        """Lines of an article, each once, unsorted; `digest` tells this content from another one of the same id."""
        lines: dict[str, None] = dict.fromkeys(self._article(article, digest))
        some = False
        for mention in mentions:
            some = True
            for line in self._mention(mention, article):
                lines[line] = None
            for line in self._event(mention.event):
                lines[line] = None
        if some:
            lines.update(dict.fromkeys(self._wording(article)))
            lines.update(dict.fromkeys(self._run_lines()))
        return list(lines)

    def _node(self, kind: str, identifier: str) -> str:
        return node(iri(kind, identifier, self._base))

    def _article(self, article: Article, digest: str) -> list[str]:
        subject = self._node("article", article.id)
        lines = [
            f"{subject} {A} {TERMS['dyad:Article']} .",
            f"{subject} {A} {TERMS['nif:Context']} .",
            f"{subject} {TERMS['dyad:contentHash']} {literal(digest)} .",
            f"{subject} {TERMS['dct:identifier']} {literal(article.id)} .",
        ]
        for name, value in (("dct:title", article.title), ("dct:publisher", article.publisher)):
            if value:
                lines.append(f"{subject} {TERMS[name]} {literal(value)} .")
        if article.published:
            lines.append(f"{subject} {TERMS['dct:issued']} {literal(article.published.isoformat(), 'date')} .")
        if article.url:
            lines.append(f"{subject} {TERMS['dct:source']} {address(article.url)} .")
        return lines

    def _wording(self, article: Article) -> list[str]:
        """What tells whether another article says the same in the same words."""
        signed = signature(article.text)
        if not signed:
            return []
        subject = self._node("article", article.id)
        return [f"{subject} {TERMS['dyad:wordingSignature']} {literal(b64encode(signed).decode())} ."] + [
            f"{subject} {TERMS['dyad:wordingKey']} {literal(key)} ." for key in keys(signed)
        ]

    def _event(self, event: Event) -> list[str]:
        subject, terms = self._node("event", event.id), TERMS
        type_ = node(PREFIXES["plover"] + event.type)
        lines = [
            f"{subject} {A} {terms['dyad:Event']} .",
            f"{subject} {A} {terms['sem:Event']} .",
            f"{subject} {terms['sem:eventType']} {type_} .",
            f"{subject} {terms['dyad:stance']} {term('dyad:' + event.stance)} .",
            f"{subject} {terms['rdfs:label']} {literal(event_label(event, self._codebook), language='en')} .",
        ]
        for role, actor in (("actor", event.actor), ("target", event.target)):
            if actor is not None:
                lines.append(f"{subject} {terms['dyad:' + role]} {self._node('actor', actor.id)} .")
                if actor.country:
                    country = self._node("actor", actor.country)
                    lines.append(f"{subject} {terms[f'dyad:{role}Country']} {country} .")
                lines += self._actor(actor)
        lines += self._summaries(subject, event)
        if event.period is not None:
            first, last = event.period.first, event.period.last
            lines.append(f"{subject} {terms['dyad:first']} {literal(first.isoformat(), 'date')} .")
            lines.append(f"{subject} {terms['dyad:last']} {literal(last.isoformat(), 'date')} .")
            lines.append(f"{subject} {terms['dyad:month']} {literal(first.isoformat()[:7], 'gYearMonth')} .")
        if event.stance == "factual" and event.actor is not None and event.target is not None:
            verb = node(PREFIXES["act"] + self._codebook.verb(event.type))
            lines.append(f"{self._node('actor', event.actor.id)} {verb} {self._node('actor', event.target.id)} .")
        return lines

    def _summaries(self, subject: str, event: Event) -> list[str]:
        """What counts over all events read instead of joining: both countries and the day, type and month.

        "IRNUSA 20130207" fits into an index entry of Oxigraph, which looks up no string to compare it.
        """
        day = event.period.first.isoformat() if event.period else ""
        lines = []
        if event.actor is not None and event.target is not None and event.actor.country and event.target.country:
            pair = f"{event.actor.country}{event.target.country} {day.replace('-', '')}".strip()
            lines.append(f"{subject} {TERMS['dyad:pairDay']} {literal(pair)} .")
        first, last = (event.period.first, event.period.last) if event.period is not None else (None, None)
        for role, actor in (("actor", event.actor), ("target", event.target)):
            if actor is not None:
                words = f"{day_key(event.type, event.stance, first, last)} {actor.id}"
                lines.append(f"{subject} {TERMS[f'dyad:{role}Day']} {literal(words)} .")
        if day:
            lines.append(f"{subject} {TERMS['dyad:typeMonth']} {literal(f'{event.type} {day[:7]}')} .")
        return lines

    def _actor(self, actor: Actor) -> list[str]:
        if actor not in self._actors:
            if len(self._actors) >= KEPT:
                self._actors.clear()
            subject = self._node("actor", actor.id)
            lines = [
                f"{subject} {A} {TERMS['dyad:' + CLASSES[actor.kind]]} .",
                f"{subject} {A} {TERMS['sem:Actor']} .",
                f"{subject} {TERMS['skos:prefLabel']} {literal(actor.name, language='en')} .",
            ]
            if actor.wikidata:
                lines.append(f"{subject} {TERMS['skos:exactMatch']} {node(PREFIXES['wd'] + actor.wikidata)} .")
            for name in self._names.aliases.get(actor.id, ()):
                lines.append(f"{subject} {TERMS['skos:altLabel']} {literal(name, language='en')} .")
            lines += self._country(subject, actor.country, actor.id)
            self._actors[actor] = lines
        return self._actors[actor]

    def _country(self, subject: str, code: str, own: str = "") -> list[str]:
        """The link to a country and the country's own node, so that no link dangles."""
        if not code:
            return []
        lines = [f"{subject} {TERMS['dyad:country']} {self._node('actor', code)} ."]
        if code != own and code in self._names.countries:
            name, wikidata = self._names.countries[code]
            lines += self._actor(Actor(code, name, "country", code, "", wikidata))
        elif code in BODIES:
            lines += self._actor(Actor(code, BODIES[code], "group"))
        return lines

    def _mention(self, mention: EventMention, article: Article) -> list[str]:
        subject, claim = self._node("mention", mention.id), mention.claim
        lines = [
            f"{subject} {A} {TERMS['dyad:EventMention']} .",
            f"{subject} {A} {TERMS['nif:OffsetBasedString']} .",
            f"{subject} {TERMS['dyad:reports']} {self._node('event', mention.event.id)} .",
            f"{subject} {TERMS['nif:referenceContext']} {self._node('article', article.id)} .",
            f"{subject} {TERMS['nif:beginIndex']} {literal(str(claim.sentence.start), 'integer')} .",
            f"{subject} {TERMS['nif:endIndex']} {literal(str(claim.sentence.end), 'integer')} .",
            f"{subject} {TERMS['nif:anchorOf']} {literal(claim.sentence.text)} .",
            f"{subject} {TERMS['dyad:trigger']} {literal(claim.trigger.text)} .",
            f"{subject} {TERMS['dyad:confidence']} {literal(f'{claim.confidence:.3f}', 'decimal')} .",
            f"{subject} {TERMS['dyad:rule']} {literal(claim.rule)} .",
            f"{subject} {TERMS['prov:wasGeneratedBy']} {self._node('run', self._run.id)} .",
        ]
        lines += self._spans(subject, mention)
        lines += self._details(subject, mention)
        return lines

    def _spans(self, subject: str, mention: EventMention) -> list[str]:
        claim, lines = mention.claim, []
        spans: tuple[tuple[str, Mention | None], ...] = (
            ("trigger", claim.trigger),
            ("actor", claim.actor),
            ("target", claim.target),
        )
        for name, span in spans:
            if span is not None:
                lines.append(f"{subject} {TERMS[f'dyad:{name}Begin']} {literal(str(span.start), 'integer')} .")
                lines.append(f"{subject} {TERMS[f'dyad:{name}End']} {literal(str(span.end), 'integer')} .")
                if name != "trigger":
                    lines.append(f"{subject} {TERMS[f'dyad:{name}Text']} {literal(span.text)} .")
        for name, via in (("actorVia", mention.actor_via), ("targetVia", mention.target_via)):
            if via is not None:
                lines.append(f"{subject} {TERMS['dyad:' + name]} {literal(via.text)} .")
        return lines

    def _details(self, subject: str, mention: EventMention) -> list[str]:
        claim, event = mention.claim, mention.event
        lines = []
        if claim.mode:
            lines.append(f"{subject} {TERMS['dyad:mode']} {node(PREFIXES['plover'] + claim.mode)} .")
        lines += [f"{subject} {TERMS['dyad:context']} {node(PREFIXES['plover'] + c)} ." for c in claim.contexts]
        texts = (("dyad:cameo", claim.cameo), ("dyad:topic", claim.topic.text if claim.topic else ""))
        lines += [f"{subject} {TERMS[name]} {literal(text)} ." for name, text in texts if text]
        if claim.reciprocal:
            lines.append(f"{subject} {TERMS['dyad:reciprocal']} {literal('true', 'boolean')} .")
        for role, actor in (("actor", event.actor), ("target", event.target)):
            if actor is not None and actor.sector:
                lines.append(f"{subject} {TERMS[f'dyad:{role}Sector']} {node(PREFIXES['plover'] + actor.sector)} .")
        if mention.basis:
            lines.append(f"{subject} {TERMS['dyad:dateBasis']} {literal(mention.basis)} .")
        if mention.basis == "text" and claim.when is not None:
            lines.append(f"{subject} {TERMS['dyad:dateText']} {literal(claim.when.text)} .")
        if mention.said_by is not None:
            lines.append(f"{subject} {TERMS['dyad:saidBy']} {self._node('actor', mention.said_by.id)} .")
            lines += self._actor(mention.said_by)
        if mention.place is not None:
            lines.append(f"{subject} {TERMS['sem:hasPlace']} {self._node('place', mention.place.id)} .")
            lines += self._place(mention.place)
        return lines

    def _place(self, place: Place) -> list[str]:
        subject = self._node("place", place.id)
        lines = [
            f"{subject} {A} {TERMS['sem:Place']} .",
            f"{subject} {A} {TERMS['geo:Feature']} .",
            f"{subject} {TERMS['skos:prefLabel']} {literal(place.name, language='en')} .",
        ]
        lines += self._country(subject, place.country)
        if place.id.isdigit():
            lines.append(f"{subject} {TERMS['skos:exactMatch']} {node(GEONAMES + place.id + '/')} .")
        elif QID.fullmatch(place.id):
            lines.append(f"{subject} {TERMS['skos:exactMatch']} {node(PREFIXES['wd'] + place.id)} .")
        if place.latitude is not None and place.longitude is not None:
            point = f'"POINT({place.longitude} {place.latitude})"^^{WKT}'
            lines.append(f"{subject} {TERMS['geo:asWKT']} {point} .")
        return lines

    def _run_lines(self) -> list[str]:
        subject, run = self._node("run", self._run.id), self._run
        values = (
            ("extractor", run.extractor),
            ("version", run.version),
            ("model", run.model),
            ("lexicon", run.lexicon),
        )
        return [f"{subject} {A} {TERMS['prov:Activity']} ."] + [
            f"{subject} {TERMS['dyad:' + name]} {literal(value)} ." for name, value in values
        ]
