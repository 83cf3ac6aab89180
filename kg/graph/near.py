"""Is one event, told apart by a day, a vaguer actor or another type, the same as another? Two events in, a score out.

What is compared is what the graph holds of each event, and of no other event: so a judgement about two events stays
the same whatever else comes into the graph, in whatever order.
"""

import re
from dataclasses import dataclass
from datetime import date

# The weights were fitted on the development part of ECB+ (Cybulska and Vossen 2014): see benchmarks/near.py.
# Points for how the two actors, and the two targets, stand to each other.
ENDS = {
    "the same": 1.0,
    "of one name": 0.9,
    "one vaguer": 0.8,
    "of one country and sector": 0.8,
    "of one country": 0.4,
    "not named": 0.5,
    "named by one only": 0.3,
    "of one sector, country apart": 0.3,
}
SAME_TYPE, OTHER_QUAD = 0.5, -0.5
SAME_WORDS = 2.0  # for sentences that share all words of the shorter one
SAME_TRIGGER = 0.6
DAY_APART, ONE_VAGUER = -0.25, -0.15
# two texts that both tell the day, and tell different ones, mostly mean two events
DAYS_TOLD_APART = -1.0
MOST = 2 * ENDS["the same"] + SAME_TYPE + SAME_WORDS + SAME_TRIGGER
LEAST = 3.75 / MOST

# Longest period, in days, that may stand for one of its days: a month.
LONGEST = 31

_WORD = re.compile(r"[^\W_]+")
STEM = 6  # letters of a word that count, so that "captured" and "capturing" agree
SHORTEST = 4  # shorter words are mostly grammar; numbers always count


@dataclass(frozen=True, slots=True)
class Brief:
    """What the key of an event says; IRIs, empty where an end is not named or has no country."""

    id: str
    type: str
    stance: str
    first: str
    last: str
    actor: str
    target: str
    actor_country: str
    target_country: str


@dataclass(frozen=True, slots=True)
class Side:
    """An actor or a target as an event shows it; `vague` where it is a whole country."""

    id: str
    country: str
    sectors: frozenset[str]
    names: frozenset[str]
    vague: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that reports an event: where it stands, and the stems of its words and of its trigger."""

    article: str
    begin: int
    end: int
    words: frozenset[str]
    trigger: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as the graph holds it. `told` is true where an article names the day in words."""

    id: str
    type: str
    quad: str
    stance: str
    first: date | None
    last: date | None
    actor: Side | None
    target: Side | None
    told: bool
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`score` runs from 0 to 1; `reason` tells people what spoke for it."""

    score: float
    reason: str


def stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST or word.isdigit())


def worth_comparing(one: Brief, other: Brief) -> bool:
    """What `compare` asks for first: one stance, and the same actor, target, or countries of both."""
    if one.stance != other.stance:
        return False
    if one.type == other.type and (one.actor == other.actor != "" or one.target == other.target != ""):
        return True
    pair, other_pair = (one.actor_country, one.target_country), (other.actor_country, other.target_country)
    return pair == other_pair and all(pair)


def compare(one: Seen, other: Seen) -> Finding | None:
    """What speaks for two events being one; None where that is not enough, or something speaks against it.

    To be asked of events that are worth comparing.
    """
    if one.stance != other.stance or _in_one_sentence(one, other) or not _told_apart(one, other):
        return None
    when = _when(one, other)
    actor, target = _ends(one.actor, other.actor), _ends(one.target, other.target)
    if when is None or actor is None or target is None:
        return None
    type_points, type_words = _types(one, other)
    shared, trigger = _words(one, other)
    points = when[0] + ENDS[actor] + ENDS[target] + type_points + SAME_WORDS * shared + SAME_TRIGGER * trigger
    score = points / MOST
    if score < LEAST:
        return None
    parts = [f"actors {actor}", f"targets {target}", type_words, when[1], f"{shared:.0%} of the words shared"]
    return Finding(round(min(score, 1.0), 3), ", ".join(parts + (["same verb"] if trigger else [])))


def _in_one_sentence(one: Seen, other: Seen) -> bool:
    """A sentence that reports both reports two: "Iran accused Israel and Jordan"."""
    return any(
        a.article == b.article and a.begin < b.end and b.begin < a.end for a in one.tellings for b in other.tellings
    )


def _told_apart(one: Seen, other: Seen) -> bool:
    """Whether two different articles speak; what one article tells twice was left apart on purpose."""
    return len({telling.article for seen in (one, other) for telling in seen.tellings}) > 1


def _when(one: Seen, other: Seen) -> tuple[float, str] | None:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return (0.0, "both undated") if one.first is other.first else None
    if (one.first, one.last) == (other.first, other.last):
        return 0.0, "same day" if one.first == one.last else "same days"
    if max((one.last - one.first).days, (other.last - other.first).days) >= LONGEST:
        return None
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    if gap > 1:
        return None
    if gap <= 0:
        return ONE_VAGUER, "one date within the other"
    return (DAYS_TOLD_APART, "a day apart, both told") if one.told and other.told else (DAY_APART, "a day apart")


def _ends(one: Side | None, other: Side | None) -> str | None:
    """How two actors stand to each other, a key of ENDS; None where they cannot be the same."""
    if one is None or other is None:
        return "not named" if one is other else "named by one only"
    if one.id == other.id:
        return "the same"
    if one.names & other.names:
        return "of one name"
    alike = bool(one.sectors & other.sectors)
    if one.country and one.country == other.country:
        if one.vague or other.vague:
            return "one vaguer"
        return "of one country and sector" if alike else "of one country"
    return "of one sector, country apart" if alike else None


def _types(one: Seen, other: Seen) -> tuple[float, str]:
    if one.type == other.type:
        return SAME_TYPE, "same type"
    types = " and ".join(sorted((one.type, other.type)))
    return (0.0 if one.quad == other.quad else OTHER_QUAD), f"types {types}"


def _words(one: Seen, other: Seen) -> tuple[float, bool]:
    """Share of the words of the shorter of the two most alike sentences, and whether any triggers share a stem."""
    shared = max(
        (
            len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
            for a in one.tellings
            for b in other.tellings
        ),
        default=0.0,
    )
    return shared, any(a.trigger & b.trigger for a in one.tellings for b in other.tellings)
