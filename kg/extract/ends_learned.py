"""Chooses both ends of an act together from the chances that the model gives each noun."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.extract.grammar import core, members
from kg.extract.spans import noun_mention
from kg.extract.tree import Word

ACTOR, TARGET, BOTH = "ACTOR", "TARGET", "BOTH"
NOBODY = 0.15  # chance below which the text is taken to name nobody; best of 0.05 to 0.3 on held-out sentences
PARTS = frozenset({"including", "like", "as"})  # prepositions before some of those just named
MAX_CLIMB = 6
FEW = 5  # nouns that are tried for each end
COORDINATED = 0.4  # share of the first one's chance that a coordinated noun must have to count too


@dataclass(frozen=True, slots=True)
class Ends:
    """Heads of the actors and targets, most likely first; `chance` that both first ones are right."""

    actors: tuple[Word, ...]
    targets: tuple[Word, ...]
    mutual: bool
    chance: float


def choose_ends(nouns: Sequence[Word], chances: Sequence[Mapping[str, float]], least_actor: float = NOBODY) -> Ends:
    """The likeliest pair of different nouns; an end is empty where no noun is likely enough."""
    actor_chances = [chance[ACTOR] + chance[BOTH] for chance in chances]
    target_chances = [chance[TARGET] + chance[BOTH] for chance in chances]
    best, first, second = -math.inf, None, None
    for one, one_score in _tried(actor_chances, least_actor):
        for other, other_score in _tried(target_chances, NOBODY):
            if one_score + other_score > best and not _clash(nouns, chances, one, other):
                best, first, second = one_score + other_score, one, other
    actors = _with_coordinated(nouns, actor_chances, first)
    targets = _with_coordinated(nouns, target_chances, second)
    main = {t.i for t in targets[:1]}
    actors = [a for a in actors if a.i not in main]
    taken = {a.i for a in actors}
    targets = [t for t in targets if t.i not in taken]
    mutual = first is not None and second is not None and _mutual(chances, first) and _mutual(chances, second)
    return Ends(tuple(actors), tuple(targets), mutual, math.exp(best))


def _tried(chances: Sequence[float], least: float) -> list[tuple[int | None, float]]:
    """Indices of the likeliest nouns with the logarithm of their chance, and nobody."""
    likely = sorted((n for n, chance in enumerate(chances) if chance >= least), key=lambda n: (-chances[n], n))
    found: list[tuple[int | None, float]] = [(n, math.log(chances[n])) for n in likely[:FEW]]
    return [*found, (None, math.log(least))]


def _mutual(chances: Sequence[Mapping[str, float]], noun: int) -> bool:
    return chances[noun][BOTH] > max(chances[noun][ACTOR], chances[noun][TARGET])


def _clash(nouns: Sequence[Word], chances: Sequence[Mapping[str, float]], one: int | None, other: int | None) -> bool:
    """One phrase cannot be both ends, nor can a part of it ("Mali's" in "Mali's opposition"), nor what is coordinated
    with it, unless both do it to each other."""
    if one is None or other is None:
        return False
    if one == other or core(nouns[one]).i == core(nouns[other]).i:
        return True
    if _names_part(nouns[one], nouns[other]) or _names_part(nouns[other], nouns[one]):
        return True
    if _coordinated(nouns[one], nouns[other]):
        return not (_mutual(chances, one) and _mutual(chances, other))
    first, second = noun_mention(nouns[one]), noun_mention(nouns[other])
    return first.start < second.end and second.start < first.end


def _names_part(whole: Word, part: Word) -> bool:
    """ "officials, including the president": the president is one of them; an apposition is the same again."""
    steps = [part, *(up for up, _ in zip(part.ancestors, range(MAX_CLIMB), strict=False))]
    below = list(takewhile(lambda step: step.i != whole.i, steps))
    if len(below) == len(steps):
        return False
    return any(step.dep_ == "appos" or (step.dep_ == "prep" and step.lower_ in PARTS) for step in below)


def _with_coordinated(nouns: Sequence[Word], chances: Sequence[float], first: int | None) -> list[Word]:
    if first is None:
        return []
    least = max(NOBODY, COORDINATED * chances[first])
    others = [
        noun for n, noun in enumerate(nouns) if n != first and chances[n] >= least and _coordinated(nouns[first], noun)
    ]
    return [nouns[first], *others]


def _coordinated(one: Word, other: Word) -> bool:
    return any(t.i == other.i for t in members(one)) or any(t.i == one.i for t in members(other))
