"""Which days words mean, counted from the day of publication. Days are inclusive; no time zones.

A bare weekday is the last one up to and including publication, the next one where the tense is future. Words become
signs (see `kg.vocabulary.date_words`), of which the rules below read the longest stretch that one of them knows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.model import Mention, Period
from kg.resolve import calendar as cal
from kg.vocabulary.date_words import DateWords, load_date_words

AHEAD = 120  # days: a date without a year and tense lies at most so far ahead of publication
MONTHS_AHEAD = 4
STRETCH = 12  # signs that are looked at in one piece
BREAK = re.compile(r"(?:^| )\?(?= |$)")
BEYOND = re.compile(r"(?:^| )beyond .*$")  # "before Monday" is another day than Monday


def period(when: Mention | None, published: date | None, past: bool | None = None) -> tuple[Period | None, str]:
    """Days of an event and their basis: `text` where its own words tell, `published` for the day of publication."""
    if when is not None:
        found = resolve_date(when.text, published, past=past)
        if found is not None:
            return found, "text"
    if published is not None:
        return Period(published, published, "day"), "published"
    return None, ""


def resolve_date(words: str, published: date | None, *, past: bool | None = None) -> Period | None:
    """The days that words mean, None where they cannot be told (relative words without a publication date)."""
    for stretch in BREAK.split(BEYOND.sub("", _words().read(words))):
        signs = stretch.split()[:STRETCH]
        for size in range(len(signs), 0, -1):
            for start in range(len(signs) - size + 1):
                chosen = signs[start : start + size]
                if size < len(signs) and chosen[0][0] == "o" and size == 1:  # "a second week" is no second day
                    continue
                found = _read(" ".join(chosen), Anchor(published, past))
                if found is not None:
                    return found
    return None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of publication and the tense of the act."""

    day: date | None
    past: bool | None


Rule = Callable[[re.Match[str], Anchor], Period | None]


@cache
def _words() -> DateWords:
    return load_date_words()


def _read(signs: str, at: Anchor) -> Period | None:
    for pattern, rule in RULES:
        match = pattern.fullmatch(signs)
        if match is not None:
            try:
                found = rule(match, at)
            except (ValueError, OverflowError):  # 31 June, year 0
                found = None
            if found is not None:
                return found
    return None


# -- days and months ---------------------------------------------------------------------------------------------------


def _iso(m: re.Match[str], at: Anchor) -> Period | None:
    return cal.of_day(date.fromisoformat(m["iso"]))


def _date(m: re.Match[str], at: Anchor) -> Period | None:
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


def _days(m: re.Match[str], at: Anchor) -> Period | None:
    """ "3 to 5 May", "May 3-5, 2011"."""
    year = f" y{m['y']}" if m["y"] else ""
    last = _read(f"n{m['n2']} M{m['month']}{year}", at)
    return cal.of_days(last.first.replace(day=int(m["n"])), last.last) if last and int(m["n"]) < int(m["n2"]) else None


def _day_of_month(m: re.Match[str], at: Anchor) -> Period | None:
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


def _month(m: re.Match[str], at: Anchor) -> Period | None:
    month = int(m["month"])
    if m["y"]:
        return _part(m, cal.of_month(int(m["y"]), month))
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
    return _part(m, cal.of_month(year, month))


def _side(m: re.Match[str], at: Anchor) -> Period | None:
    """ "earlier in May": the days of it on that side of publication."""
    whole = _read(m["rest"], at)
    if whole is None or at.day is None or not whole.first <= at.day <= whole.last:
        return whole
    return cal.of_days(whole.first, at.day) if m["e"] == "earlier" else cal.of_days(at.day, whole.last)


def _year(m: re.Match[str], at: Anchor) -> Period | None:
    return _part(m, cal.of_year(int(m["y"])))


def _decade(m: re.Match[str], at: Anchor) -> Period | None:
    first = int(m["decade"])
    return _part(m, cal.of_days(date(first, 1, 1), date(first + 9, 12, 31)))


def _season(m: re.Match[str], at: Anchor) -> Period | None:
    """Winter is counted to the year in which it begins; without a year the last season begun, or the next."""
    month = int(m["season"])
    if m["y"]:
        return _part(m, cal.season(int(m["y"]), month))
    if at.day is None:
        return None
    if m["s"]:
        return _part(m, cal.season(at.day.year + int(m["s"]), month))
    this = cal.season(at.day.year, month)
    if m["s1"] == "-1":
        return cal.season(at.day.year - (this.last >= at.day), month)
    if m["s1"] == "1":
        return cal.season(at.day.year + (this.first <= at.day), month)
    if m["s1"] is None and at.past is not False and this.first > at.day:
        return _part(m, cal.season(at.day.year - 1, month))
    if at.past is False and this.last < at.day:
        return _part(m, cal.season(at.day.year + 1, month))
    return _part(m, this)


def _feast(m: re.Match[str], at: Anchor) -> Period | None:
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


def _weekday(m: re.Match[str], at: Anchor) -> Period | None:
    if at.day is None:
        return None
    back = (at.day.isoweekday() - int(m["weekday"])) % 7
    if m["week"]:
        return cal.of_day(at.day - timedelta(days=at.day.isoweekday() - int(m["weekday"]) - 7 * int(m["week"])))
    shift = m["s1"]
    if shift == "1" or (at.past is False and shift != "-1"):
        return cal.of_day(at.day + timedelta(days=(7 - back) % 7 or (7 if shift == "1" else 0)))
    return cal.of_day(at.day - timedelta(days=back or (7 if shift == "-1" else 0)))


def _near(m: re.Match[str], at: Anchor) -> Period | None:
    """ "yesterday", "overnight": days counted from publication."""
    if at.day is None:
        return None
    first = at.day + timedelta(days=int(m["r"]))
    return cal.of_day(first) if m["r2"] is None else cal.of_days(first, at.day + timedelta(days=int(m["r2"])))


# -- stretches ---------------------------------------------------------------------------------------------------------


def _part(m: re.Match[str], whole: Period) -> Period:
    part = m.groupdict().get("part")
    return cal.third(whole, part) if part else whole


def _unit(m: re.Match[str], at: Anchor) -> Period | None:
    """ "last week", "the end of the month", "earlier this year"."""
    if at.day is None:
        return None
    shift = int(m["s1"] or 0)
    whole = cal.weekend(at.day, _weekends(m["s1"], at)) if m["u"] == "weekend" else cal.unit(m["u"], at.day, shift)
    if whole is None or (m["s1"] is None and not m["part"] and not m["e"] and m["u"] != "weekend"):
        return None
    if m["e"] and shift == 0:
        return cal.of_days(whole.first, at.day) if m["e"] == "earlier" else cal.of_days(at.day, whole.last)
    return _part(m, whole)


def _weekends(shift: str | None, at: Anchor) -> int:
    """Steps from the last weekend begun to the one meant."""
    assert at.day is not None
    during = at.day.isoweekday() >= 6
    if shift == "1" or (at.past is False and shift != "-1" and not during):
        return 1
    return -1 if shift == "-1" and during else 0


def _ago(m: re.Match[str], at: Anchor) -> Period | None:
    """ "two weeks ago" is that week; an uncertain number ("a few days ago") spans all that it can mean."""
    if at.day is None or (m["way"] == "later" and at.past is not False):
        return None
    sign = -1 if m["way"] in ("ago", "earlier") else 1
    few, many, name = int(m["n"]), int(m["n2"] or m["n"]), m["u"]
    if name in ("decade", "century"):
        years = 10 if name == "decade" else 100
        few, many, name = few * years, many * years, "year"
    if m["u"] == "hour":
        return cal.of_day(at.day + timedelta(days=sign * (many // 24)))
    ends = [cal.unit(name, at.day, sign * count) for count in (few, many)]
    found = [end for end in ends if end is not None]
    if len(found) < 2:
        return None
    first, last = min(found, key=lambda p: p.first), max(found, key=lambda p: p.last)
    return first if first == last else cal.of_days(first.first, last.last)


def _hence(m: re.Match[str], at: Anchor) -> Period | None:
    """ "in two weeks": ahead where the tense allows; "within" is all days until then."""
    if at.day is None or at.past:
        return None
    if m["u"] == "hour":
        return cal.of_days(at.day, at.day + _hours(m["n"]))
    if m["all"]:
        return cal.of_days(at.day, cal.moved(at.day, m["u"], int(m["n"])))
    return cal.unit(m["u"], at.day, int(m["n"]))


def _hours(count: str) -> timedelta:
    return timedelta(days=-(-int(count) // 24))


def _rolling(m: re.Match[str], at: Anchor) -> Period | None:
    """ "the past two weeks", "recent days", "the coming months": a stretch that touches the day of publication."""
    if at.day is None:
        return None
    count = int(m["n2"] or m["n"] or 0)
    if m["u"] == "hour":
        days = -(-(count or 1) // 24)
    elif count or m["one"]:
        other = cal.moved(at.day, m["u"], -(count or 1) if m["l"] == "-1" else count or 1)
        return cal.of_days(min(other, at.day), max(other, at.day))
    else:
        days = cal.FEW.get(m["u"], 7)
    reach = timedelta(days=days)
    return cal.of_days(at.day - reach, at.day) if m["l"] == "-1" else cal.of_days(at.day, at.day + reach)


def _first_of(m: re.Match[str], at: Anchor) -> Period | None:
    """ "the first week of May", "the second half of 2011", "the last quarter of next year"."""
    whole = _read(m["rest"], at)
    if whole is None:
        return None
    length = (whole.last - whole.first).days + 1
    count = int(m["n"] or 0)
    if m["u"] in ("week", "day"):
        size = 7 if m["u"] == "week" else 1
        start = size * (count - 1) if count else length - size
        first = whole.first + timedelta(days=start)
        found = cal.of_days(first, first + timedelta(days=size - 1)) if size > 1 else cal.of_day(first)
        return found if found.last <= whole.last else None
    months = {"month": 1, "quarter": 3, "half": 6}.get(m["u"], 0)
    total = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    if m["u"] == "half" and total == 1:
        middle = whole.first.replace(day=15)
        return cal.of_days(whole.first, middle) if count == 1 else cal.of_days(middle + timedelta(days=1), whole.last)
    if not months or total < months:
        return None
    step = months * (count - 1) if count else total - months
    year, month = cal.add_months(whole.first, step)
    found = cal.of_month(year, month) if months == 1 else cal.of_months(year, month, months)
    return found if found.last <= whole.last else None


def _quarter(m: re.Match[str], at: Anchor) -> Period | None:
    """ "the first quarter" of the year of publication."""
    return _read(f"o{m['n']} U{m['u']} y{at.day.year}", at) if at.day is not None else None


# -- from and to -------------------------------------------------------------------------------------------------------


def _since(m: re.Match[str], at: Anchor) -> Period | None:
    start = _read(m["rest"], Anchor(at.day, True))
    return cal.of_days(start.first, at.day) if start and at.day and start.first <= at.day else None


def _until(m: re.Match[str], at: Anchor) -> Period | None:
    """Up to a day ahead: from publication on. A day gone by stands for itself."""
    end = _read(m["rest"], Anchor(at.day, at.past if at.past else False if at.day else None))
    return cal.of_days(at.day, end.last) if end and at.day and end.first > at.day else end


def _between(m: re.Match[str], at: Anchor) -> Period | None:
    """Both ends by the last one: "from 27 February to 2 March 2012", "Monday to Wednesday"."""
    last = None if re.fullmatch(r"[no]\d+", m["last"]) else _read(m["last"], at)
    if last is None:
        return None
    words = m["first"]
    if re.fullmatch(r"[no]\d+", words):  # "from 3 to 5 May"
        words = f"{words} M{last.last.month:02}"
    if not re.search(r"\b[ydc]\d|S-?\d|R-?\d", words) and re.search(r"\bM\d\d", words):
        words += f" y{last.last.year}"
    first = _read(words, Anchor(last.last, True) if re.match(r"W\d", words) else at)
    if first is not None and first.first > last.last and words != m["first"]:  # "December to February 2012"
        first = _read(words.replace(f"y{last.last.year}", f"y{last.last.year - 1}"), at)
    return cal.of_days(first.first, last.last) if first and first.first <= last.last else None


Y, N, M = r"y(?P<y>\d{4})", r"[no](?P<n>\d{1,2})", r"M(?P<month>\d\d)"
WHOSE_YEAR = rf"(?: {Y}| S(?P<s>-?1|0) Uyear)?"
PART = r"(?:P(?P<part>early|mid|late) )?"
SHIFT = r"(?:[SL](?P<s1>-?\d) )?"
COUNT = r"n(?P<n>\d+)(?:~(?P<n2>\d+))?"
WEEKDAY, WEEK = r"W(?P<weekday>\d)", r"(?: S(?P<week>-?\d) Uweek)?"
ANY_DAY = r"(?:[EP]\w+ )?(?:W\d )?"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"since (?P<rest>.+)", _since),
        (r"(?:until|by|to|thru) (?P<rest>.+)", _until),
        (rf"(?:from |between )?{N} (?:to|thru|until|and) n(?P<n2>\d{{1,2}}) {M}(?: {Y})?", _days),
        (rf"(?:from |between )?{M} {N} (?:to|thru|until|and) n(?P<n2>\d{{1,2}})(?: {Y})?", _days),
        (r"(?:from |between )?(?P<first>.+?) (?:to|thru|until|and) (?P<last>.+)", _between),
        (rf"{ANY_DAY}d(?P<iso>\d{{4}}-\d\d-\d\d)", _iso),
        (rf"{ANY_DAY}{M} {N}{WHOSE_YEAR}(?: W\d)?", _date),
        (rf"{ANY_DAY}{N} {M}{WHOSE_YEAR}(?: W\d)?", _date),
        (rf"E(?P<e>earlier|later) (?P<rest>{M})", _side),
        (rf"(?:in )?{PART}{SHIFT}{M}{WHOSE_YEAR}", _month),
        (rf"(?:in )?S(?P<s>-?1) Uyear (?P<s1>(?!)x)?(?P<y>(?!)x)?(?P<part>(?!)x)?{M}", _month),
        (r"R(?P<r>-?\d+)(?:\.\.(?P<r2>-?\d+))?(?: R-?\d+)?", _near),
        (rf"(?:in )?(?:[EP]\w+ )?{SHIFT}{WEEKDAY}{WEEK}", _weekday),
        (r"(?:in )?(?P<s1>(?!)x)?S(?P<week>-?\d) Uweek W(?P<weekday>\d)", _weekday),
        (rf"{COUNT} [UV](?P<u>\w+) (?:E?(?P<way>ago|hence|earlier|later))", _ago),
        (r"(?:in|(?P<all>within)) n(?P<n>\d+)(?:~\d+)? [UV](?P<u>\w+)(?: Uhour)?", _hence),
        (rf"(?:in )?[LS](?P<l>-?1) {COUNT} [UV](?P<u>\w+)", _rolling),
        (r"(?:in )?L(?P<l>-?1) (?P<n>(?!)x)?(?P<n2>(?!)x)?(?:(?P<one>U)|V)(?P<u>(?!weekend)\w+)", _rolling),
        (r"(?:in|within) (?P<n>(?!)x)?(?P<n2>(?!)x)?(?P<one>(?!)x)?(?P<l>)V(?P<u>\w+)", _rolling),
        (r"(?:in )?(?:o(?P<n>\d)|S-1|L-1) U(?P<u>day|week|month|quarter|half) (?P<rest>.+)", _first_of),
        (r"(?:in )?o(?P<n>[1-4]) U(?P<u>quarter|half)", _quarter),
        (rf"(?:in )?(?:E(?P<e>earlier|later) )?{PART}{SHIFT}U(?P<u>\w+)", _unit),
        (rf"(?:in )?(?:in )?{PART}{SHIFT}N(?P<season>\d\d){WHOSE_YEAR}", _season),
        (rf"{SHIFT}H(?P<feast>[\d-]+|e-?\d+){WHOSE_YEAR}", _feast),
        (rf"(?:in )?{PART}c(?P<decade>\d{{3}}0)", _decade),
        (rf"(?:in )?{PART}{Y}", _year),
        (r"o(?P<n>\d{1,2})(?: S(?P<s>-?\d) Umonth)?", _day_of_month),
    )
)
