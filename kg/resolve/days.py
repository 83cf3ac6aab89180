"""Rules for single days, months, seasons and feasts: what their signs mean beside the day of publication."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kg.model import Period
from kg.resolve import calendar as cal

AHEAD = 120  # days: a date without a year and tense lies at most so far ahead of publication
MONTHS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of publication and the tense of the act."""

    day: date | None
    past: bool | None


class Parts(dict[str, Any]):
    """The named parts of signs that a pattern fits; None for one that is not there, or of which it knows nothing."""

    def __missing__(self, name: str) -> None:
        return None


Rule = Callable[[Parts, Anchor], Period | None]


def iso(m: Parts, at: Anchor) -> Period | None:
    return cal.of_day(date.fromisoformat(m["iso"]))


def dated(m: Parts, at: Anchor) -> Period | None:
    """ "3 May", "May 3, 2011", "3 May last year"; without a year the nearest such day that fits the tense."""
    month, day = int(m["month"]), int(m["n"])
    if m["y"]:
        return cal.of_day(date(int(m["y"]), month, day))
    if at.day is None:
        return None
    if m["s"]:
        return cal.of_day(date(at.day.year + int(m["s"]), month, day))
    same = date(at.day.year, month, day)
    ahead = (same - at.day).days
    if at.past is False:
        same = same if ahead >= 0 else date(at.day.year + 1, month, day)
    elif ahead > (0 if at.past else AHEAD):
        same = date(at.day.year - 1, month, day)
    elif at.past is None and ahead < AHEAD - 365:
        same = date(at.day.year + 1, month, day)
    return cal.of_day(same)


def day_of_month(m: Parts, at: Anchor) -> Period | None:
    """ "the 15th", "the 5th of next month"."""
    if at.day is None:
        return None
    year, month = cal.add_months(at.day, int(m["s"] or 0))
    day = int(m["n"])
    if m["s"] is None:
        if at.past is not False and day > at.day.day:
            year, month = cal.add_months(at.day, -1)
        elif at.past is False and day < at.day.day:
            year, month = cal.add_months(at.day, 1)
    return cal.of_day(date(year, month, day))


def month(m: Parts, at: Anchor) -> Period | None:
    month = int(m["month"])
    if m["y"]:
        return part_of(m, cal.of_month(int(m["y"]), month))
    if at.day is None:
        return None
    year, shift = at.day.year, m["s1"]
    if m["s"]:
        year += int(m["s"])
    elif shift == "-1":
        year -= month >= at.day.month
    elif shift == "1":
        year += month <= at.day.month
    elif shift is None and at.past is False:
        year += month < at.day.month
    elif shift is None and month > at.day.month + (0 if at.past else MONTHS_AHEAD):
        year -= 1
    return part_of(m, cal.of_month(year, month))


def year(m: Parts, at: Anchor) -> Period | None:
    return part_of(m, cal.of_year(int(m["y"])))


def decade(m: Parts, at: Anchor) -> Period | None:
    first = int(m["decade"])
    return part_of(m, cal.of_days(date(first, 1, 1), date(first + 9, 12, 31)))


def season(m: Parts, at: Anchor) -> Period | None:
    """Winter is counted to the year in which it begins; without a year the last season begun, or the next."""
    month = int(m["season"])
    if m["y"]:
        return part_of(m, cal.season(int(m["y"]), month))
    if at.day is None:
        return None
    if m["s"]:
        return part_of(m, cal.season(at.day.year + int(m["s"]), month))
    this = cal.season(at.day.year, month)
    if m["s1"] == "-1":
        return cal.season(at.day.year - (this.last >= at.day), month)
    if m["s1"] == "1":
        return cal.season(at.day.year + (this.first <= at.day), month)
    if m["s1"] is None and at.past is not False and this.first > at.day:
        return part_of(m, cal.season(at.day.year - 1, month))
    if at.past is False and this.last < at.day:
        return part_of(m, cal.season(at.day.year + 1, month))
    return part_of(m, this)


def feast(m: Parts, at: Anchor) -> Period | None:
    if m["y"]:
        return cal.of_day(cal.feast(int(m["y"]), m["feast"]))
    if at.day is None:
        return None
    if m["s"]:
        return cal.of_day(cal.feast(at.day.year + int(m["s"]), m["feast"]))
    days = [cal.feast(at.day.year + step, m["feast"]) for step in (-1, 0, 1)]
    if m["s1"] == "-1" or at.past:
        days = [day for day in days if day <= at.day]
    elif m["s1"] == "1" or at.past is False:
        days = [day for day in days if day >= at.day]
    published = at.day
    return cal.of_day(min(days, key=lambda day: abs((day - published).days)))


def weekday(m: Parts, at: Anchor) -> Period | None:
    if at.day is None:
        return None
    back = (at.day.isoweekday() - int(m["weekday"])) % 7
    if m["week"]:
        return cal.of_day(at.day - timedelta(days=at.day.isoweekday() - int(m["weekday"]) - 7 * int(m["week"])))
    shift = m["s1"]
    if shift == "1" or (at.past is False and shift != "-1"):
        return cal.of_day(at.day + timedelta(days=(7 - back) % 7 or (7 if shift == "1" else 0)))
    return cal.of_day(at.day - timedelta(days=back or (7 if shift == "-1" else 0)))


def near(m: Parts, at: Anchor) -> Period | None:
    """ "yesterday", "overnight": days counted from publication."""
    if at.day is None:
        return None
    first = at.day + timedelta(days=int(m["r"]))
    return cal.of_day(first) if m["r2"] is None else cal.of_days(first, at.day + timedelta(days=int(m["r2"])))


def part_of(m: Parts, whole: Period) -> Period:
    return cal.third(whole, m["part"]) if m["part"] else whole
