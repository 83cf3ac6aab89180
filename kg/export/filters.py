"""Which events an export holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.errors import ExportError
from kg.model import STANCES
from kg.vocabulary.codes import country_code


@dataclass(frozen=True, slots=True)
class Filters:
    """All conditions must hold; an empty or None condition lets everything pass.

    `first` and `last` are inclusive days: an event passes where its period touches them, and never where its period is
    unknown. `countries` passes events whose actor or target belongs to one of them. `min_confidence` passes events that
    at least one mention supports with that confidence, and those mentions only.
    """

    first: date | None = None
    last: date | None = None
    countries: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    min_confidence: float = 0.0

    @property
    def active(self) -> bool:
        return self != EVERYTHING

    def period_passes(self, first: str, last: str) -> bool:
        """Compare ISO days; they sort as text. Empty text is an unknown period."""
        if self.first is None and self.last is None:
            return True
        if not first or not last:
            return False
        return (self.first is None or last >= self.first.isoformat()) and (
            self.last is None or first <= self.last.isoformat()
        )


EVERYTHING = Filters()


def _day(name: str, text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ExportError(f"--{name} {text!r}: not a day, wanted as 2013-02-07") from wrong


def _country(text: str) -> str:
    try:
        return country_code(text)
    except ValueError as wrong:
        raise ExportError(f"--country {text!r}: {wrong}") from wrong


def parse_filters(
    *,
    first: str | None = None,
    last: str | None = None,
    countries: Iterable[str] = (),
    types: Iterable[str] = (),
    stances: Iterable[str] = (),
    min_confidence: float = 0.0,
    known_types: Iterable[str] = (),
) -> Filters:
    """The filters that words on a command line mean; raises ExportError for a word that cannot be one.

    `known_types` are the types that may be asked for; empty means any.
    """
    days = _day("from", first), _day("to", last)
    if days[0] and days[1] and days[0] > days[1]:
        raise ExportError(f"--from {first} is after --to {last}")
    wanted_types = frozenset(name.upper() for name in types)
    known = frozenset(known_types)
    for name in sorted(wanted_types - known if known else ()):
        raise ExportError(f"--type {name!r}: no such type, wanted one of {', '.join(sorted(known))}")
    for name in stances:
        if name not in STANCES:
            raise ExportError(f"--stance {name!r}: no such stance, wanted one of {', '.join(STANCES)}")
    if not 0.0 <= min_confidence <= 1.0:
        raise ExportError(f"--min-confidence {min_confidence}: wanted a number from 0 to 1")
    return Filters(
        first=days[0],
        last=days[1],
        countries=frozenset(map(_country, countries)),
        types=wanted_types,
        stances=frozenset(stances),
        min_confidence=min_confidence,
    )
