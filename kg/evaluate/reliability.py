"""Does confidence mean what it says? Of the events with confidence 0.8 about 80 % should be right."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 0.1  # of a bin


@dataclass(frozen=True, slots=True)
class Bin:
    """Events of one range of confidence: from `low` up to but without `low` + WIDTH (the last one with 1)."""

    low: float
    events: int
    confidence: float  # their mean
    right: float  # the share of them that is


def reliability(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """(confidence, right) of each event, in bins that hold any."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    last = round(1 / WIDTH) - 1
    for confidence, right in judged:
        # 0.7 / 0.1 is a little less than 7
        bins.setdefault(min(int(confidence / WIDTH + 1e-9), last), []).append((confidence, right))
    return [
        Bin(n * WIDTH, len(all_), sum(c for c, _ in all_) / len(all_), sum(right for _, right in all_) / len(all_))
        for n, all_ in sorted(bins.items())
    ]


def calibration_error(bins: Iterable[Bin]) -> float:
    """How far confidence is from the share that is right, over all events on average."""
    bins = list(bins)
    total = sum(b.events for b in bins)
    return sum(b.events * abs(b.confidence - b.right) for b in bins) / total if total else 0.0
