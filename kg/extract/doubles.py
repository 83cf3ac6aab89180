"""Words found to carry an act, and which of two tell of the same one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.ends_learned import Ends
from kg.extract.tree import Word


@dataclass(frozen=True, slots=True)
class Found:
    """A word taken for an act, with the chance that it is one of its type and the chance that it is any."""

    token: Word
    type: str
    chance: float
    any_chance: float
    ends: Ends
    political: bool
    features: Sequence[str]


def distinct(found: list[Found]) -> list[Found]:
    """One of two acts of a type where one governs the other directly: "carried out strikes", "call for talks"."""
    by_token = {act.token.i: act for act in found}
    return [act for act in found if not any(_stronger(other, act) for other in _beside(act, by_token))]


def _beside(act: Found, by_token: dict[int, Found]) -> Iterator[Found]:
    head = act.token.head
    if head.dep_ == "prep":
        head = head.head
    for other in by_token.values():
        below = other.token.head if other.token.head.dep_ != "prep" else other.token.head.head
        if other is not act and (other.token.i == head.i or below.i == act.token.i):
            yield other


def _stronger(other: Found, act: Found) -> bool:
    """The other is the same act told by the surer word: of the same type, or with the same ends and twice as sure."""
    if other.type == act.type:
        return (other.chance, -other.token.i) > (act.chance, -act.token.i)
    same_ends = other.ends.actors == act.ends.actors and other.ends.targets == act.ends.targets
    return same_ends and other.chance > 2 * act.chance
