"""Dates as news pages print them: "February 7, 2013", "Thu 7 Feb 2013", "2013-02-07T10:00Z", "07.02.2013"."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_START, _END = r"(?<![\w./-])", r"(?![\w/-])"

_PATTERNS = tuple(
    re.compile(_START + pattern + _END, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:T\d{2}:?\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?",
        r"(?P<year>\d{4})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{6}Z?)?",
        rf"{_MONTH}\s+{_DAY}(?:\s*,\s*|\s+){_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:\s*,\s*|[\s-]+)(?:{_YEAR}|(?P<short>\d{{2}}))",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})",
    )
)

# two-digit years: POSIX strptime takes 69 to 99 as 1969 to 1999
_CENTURY_TURN = 69
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: its words, their offsets, and its day; `day` is None where no calendar has it or it is
    ambiguous (2/7/2013 is July in London and February in New York)."""

    words: str
    start: int
    end: int
    day: date | None


def _month(words: str) -> int:
    return int(words) if words.isdigit() else _MONTHS.index(words[:3].lower()) + 1


def _year(parts: dict[str, str | None]) -> int:
    if parts.get("year"):
        return int(parts["year"] or 0)
    short = int(parts["short"] or 0)
    return short + (1900 if short >= _CENTURY_TURN else 2000)


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int]:
    if "first" not in parts:
        return int(parts["day"] or 0), _month(parts["month"] or "0")
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if first == second or first > _LAST_MONTH:
        return first, second
    # neither above 12: the order of day and month cannot be told, and month 0 exists in no calendar
    return (second, first) if second > _LAST_MONTH else (first, 0)


def find_dates(line: str) -> list[Found]:
    """All full dates (day, month, year) of a line, from left to right."""
    found: list[Found] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(line):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            parts = match.groupdict()
            day, month = _day_and_month(parts)
            try:
                when: date | None = date(_year(parts), month, day)
            except ValueError:
                when = None
            found.append(Found(match.group(), match.start(), match.end(), when))
    return sorted(found, key=lambda one: one.start)


def parse_date(words: str) -> date | None:
    """The first date in `words` as it stands there (a time of day or zone changes nothing); None where none is told."""
    return next((one.day for one in find_dates(words)), None)
