"""Precision, recall and F1, and the names under which types are compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# PLOVER 0.8 renamed these; gold of earlier versions uses the old names. CONCEDE and RETREAT are one root in
# the sets of Hu et al. 2024.
OTHER_NAMES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}


def root(code: str) -> str:
    """The name under which a type is compared: one of 15 roots."""
    return OTHER_NAMES.get(code, code)


def type_of(event: Mapping[str, Any]) -> str:
    """Root of a predicted or labelled event."""
    return root(event["type"] if "type" in event else event["code"])


@dataclass(slots=True)
class Counts:
    """Hits, false events and misses."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def add(self, hits: int, false: int, missed: int) -> None:
        self.hits += hits
        self.false += false
        self.missed += missed

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Share:
    """How many of some number are right."""

    right: int = 0
    total: int = 0

    def add(self, right: bool) -> None:
        self.right += right
        self.total += 1

    @property
    def value(self) -> float | None:
        return self.right / self.total if self.total else None
