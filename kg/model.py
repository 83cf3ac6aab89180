"""What flows through the program: articles, claims, events. Plain values without behaviour.

All offsets are character offsets into `Article.text`, end exclusive, so that
`article.text[m.start:m.end] == m.text` for every mention `m`.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

STANCES = ("factual", "negated", "future", "hypothetical")

# Hexadecimal digits kept of a SHA-256: 80 bits, a chance of one in a trillion for a clash among a million events.
ID_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Article:
    """A news article. `text` is the title, a blank line and the body; `published` is None where unknown."""

    id: str
    text: str
    url: str = ""
    title: str = ""
    language: str = "en"
    publisher: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Who did what to whom as one clause tells it; nothing is resolved.

    `type` to `cameo` are PLOVER 0.8 and CAMEO codes, `""` or empty where the words do not tell.
    `said_by` is the speaker to whom the text attributes the claim, None for the newspaper itself.
    `rule` is where the decision comes from, as `file:row`; `confidence` is the chance (0 to 1) that type and ends are
    right.
    """

    type: str
    trigger: Mention
    sentence: Mention
    actor: Mention | None = None
    target: Mention | None = None
    topic: Mention | None = None
    when: Mention | None = None
    where: Mention | None = None
    said_by: Mention | None = None
    mode: str = ""
    contexts: tuple[str, ...] = ()
    cameo: str = ""
    stance: str = "factual"
    reciprocal: bool = False
    extractor: str = "rules"
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to events.

    `id` is the last part of its IRI. `name` and `kind` follow from `id` alone, so that two articles never disagree.
    `kind` is `person`, `country`, `organization` or `group` (a government, an army, protesters of a country).
    `country` is ISO 3166-1 alpha-3, `IGO`, `NGO`, `IMG` or `""`; `sector` is a PLOVER sector or `""`,
    as of the day of the event: it may differ between events of one actor. `wikidata` is a QID or `""`.
    """

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth; `id` is a GeoNames number, a QID or an ISO code. Degrees, WGS 84; None where unknown."""

    id: str
    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days; `precision` is `day`, `week`, `month`, `year` or `range`."""

    first: date
    last: date
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Event:
    """One act between one pair of parties in one period; equal keys are one event, whoever reports it."""

    type: str
    actor: Actor | None
    target: Actor | None
    period: Period | None
    stance: str = "factual"

    @property
    def id(self) -> str:
        """Hash of type, actor, target, period and stance: the same in every article, run and machine."""
        key = (
            self.type,
            self.actor.id if self.actor else "",
            self.target.id if self.target else "",
            self.period.first.isoformat() if self.period else "",
            self.period.last.isoformat() if self.period else "",
            self.stance,
        )
        return sha256("\x1f".join(key).encode()).hexdigest()[:ID_DIGITS]


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event and the evidence for it in one article.

    `basis` tells where the period comes from: `text`, `published` (the day of publication) or `""` (unknown period).
    `actor_via` and `target_via` are the earlier mention on which a pronoun, surname or description rests.
    """

    event: Event
    claim: Claim
    article: str
    place: Place | None = None
    said_by: Actor | None = None
    basis: str = ""
    actor_via: Mention | None = None
    target_via: Mention | None = None

    @property
    def id(self) -> str:
        """Hash of article, event and the spans of trigger, actor and target."""
        claim = self.claim
        spans = [f"{m.start}-{m.end}" if m else "" for m in (claim.trigger, claim.actor, claim.target)]
        return sha256("\x1f".join([self.article, self.event.id, *spans]).encode()).hexdigest()[:ID_DIGITS]
