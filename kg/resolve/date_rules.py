"""Rules for stretches of days and for what has a beginning and an end; and the table of all rules."""

import re
from datetime import timedelta

from kg.model import Period
from kg.resolve import calendar as cal
from kg.resolve import days
from kg.resolve.days import Anchor, Parts, Rule, part_of


def read(signs: str, at: Anchor) -> Period | None:
    for pattern, rule in RULES:
        match = pattern.fullmatch(signs)
        if match is not None:
            try:
                found = rule(Parts(match.groupdict()), at)
            except (ValueError, OverflowError):  # 31 June, year 0
                found = None
            if found is not None:
                return found
    return None


def _days(m: Parts, at: Anchor) -> Period | None:
    """ "3 to 5 May", "May 3-5, 2011"."""
    year = f" y{m['y']}" if m["y"] else ""
    last = read(f"n{m['n2']} M{m['month']}{year}", at)
    return cal.of_days(last.first.replace(day=int(m["n"])), last.last) if last and int(m["n"]) < int(m["n2"]) else None


def _side(m: Parts, at: Anchor) -> Period | None:
    """ "earlier in May": the days of it on that side of publication."""
    whole = read(m["rest"], at)
    if whole is None or at.day is None or not whole.first <= at.day <= whole.last:
        return whole
    return cal.of_days(whole.first, at.day) if m["e"] == "earlier" else cal.of_days(at.day, whole.last)


def _unit(m: Parts, at: Anchor) -> Period | None:
    """ "last week", "the end of the month", "earlier this year"."""
    if at.day is None:
        return None
    shift = int(m["s1"] or 0)
    whole = cal.weekend(at.day, _weekends(m["s1"], at)) if m["u"] == "weekend" else cal.unit(m["u"], at.day, shift)
    if whole is None or (m["s1"] is None and not m["part"] and not m["e"] and m["u"] != "weekend"):
        return None
    if m["e"] and shift == 0:
        return cal.of_days(whole.first, at.day) if m["e"] == "earlier" else cal.of_days(at.day, whole.last)
    return part_of(m, whole)


def _weekends(shift: str | None, at: Anchor) -> int:
    """Steps from the last weekend begun to the one meant."""
    assert at.day is not None
    during = at.day.isoweekday() >= 6
    if shift == "1" or (at.past is False and shift != "-1" and not during):
        return 1
    return -1 if shift == "-1" and during else 0


def _ago(m: Parts, at: Anchor) -> Period | None:
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


def _hence(m: Parts, at: Anchor) -> Period | None:
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


def _rolling(m: Parts, at: Anchor) -> Period | None:
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


def _first_of(m: Parts, at: Anchor) -> Period | None:
    """ "the first week of May", "the second half of 2011", "the last quarter of next year"."""
    whole = read(m["rest"], at)
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


def _quarter(m: Parts, at: Anchor) -> Period | None:
    """ "the first quarter" of the year of publication."""
    return read(f"o{m['n']} U{m['u']} y{at.day.year}", at) if at.day is not None else None


def _since(m: Parts, at: Anchor) -> Period | None:
    start = read(m["rest"], Anchor(at.day, True))
    return cal.of_days(start.first, at.day) if start and at.day and start.first <= at.day else None


def _until(m: Parts, at: Anchor) -> Period | None:
    """Up to a day ahead: from publication on. A day gone by stands for itself."""
    end = read(m["rest"], Anchor(at.day, at.past if at.past else False if at.day else None))
    return cal.of_days(at.day, end.last) if end and at.day and end.first > at.day else end


def _between(m: Parts, at: Anchor) -> Period | None:
    """Both ends by the last one: "from 27 February to 2 March 2012", "Monday to Wednesday"."""
    last = None if re.fullmatch(r"[no]\d+", m["last"]) else read(m["last"], at)
    if last is None:
        return None
    words = m["first"]
    if re.fullmatch(r"[no]\d+", words):  # "from 3 to 5 May"
        words = f"{words} M{last.last.month:02}"
    if not re.search(r"\b[ydc]\d|S-?\d|R-?\d", words) and re.search(r"\bM\d\d", words):
        words += f" y{last.last.year}"
    first = read(words, Anchor(last.last, True) if re.match(r"W\d", words) else at)
    if first is not None and first.first > last.last and words != m["first"]:  # "December to February 2012"
        first = read(words.replace(f"y{last.last.year}", f"y{last.last.year - 1}"), at)
    return cal.of_days(first.first, last.last) if first and first.first <= last.last else None


Y, N, M = r"y(?P<y>\d{4})", r"[no](?P<n>\d{1,2})", r"M(?P<month>\d\d)"
WEEKDAY, WEEK = r"W(?P<weekday>\d)", r"(?: S(?P<week>-?\d) Uweek)?"
WHOSE_YEAR = rf"(?: {Y}| S(?P<s>-?1|0) Uyear)?"
PART = r"(?:P(?P<part>early|mid|late) )?"
SHIFT = r"(?:[SL](?P<s1>-?\d) )?"
COUNT = r"n(?P<n>\d+)(?:~(?P<n2>\d+))?"
ANY_DAY = r"(?:[EP]\w+ )?(?:W\d )?"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"since (?P<rest>.+)", _since),
        (r"(?:until|by|to|thru) (?P<rest>.+)", _until),
        (rf"(?:from |between )?{N} (?:to|thru|until|and) n(?P<n2>\d{{1,2}}) {M}(?: {Y})?", _days),
        (rf"(?:from |between )?{M} {N} (?:to|thru|until|and) n(?P<n2>\d{{1,2}})(?: {Y})?", _days),
        (r"(?:from |between )?(?P<first>.+?) (?:to|thru|until|and) (?P<last>.+)", _between),
        (rf"{ANY_DAY}d(?P<iso>\d{{4}}-\d\d-\d\d)", days.iso),
        (rf"{ANY_DAY}{M} {N}{WHOSE_YEAR}(?: W\d)?", days.dated),
        (rf"{ANY_DAY}{N} {M}{WHOSE_YEAR}(?: W\d)?", days.dated),
        (rf"E(?P<e>earlier|later) (?P<rest>{M})", _side),
        (rf"(?:in )?{PART}{SHIFT}{M}{WHOSE_YEAR}", days.month),
        (rf"(?:in )?S(?P<s>-?1) Uyear {M}", days.month),
        (r"R(?P<r>-?\d+)(?:\.\.(?P<r2>-?\d+))?(?: R-?\d+)?", days.near),
        (rf"(?:in )?(?:[EP]\w+ )?{SHIFT}{WEEKDAY}{WEEK}", days.weekday),
        (r"(?:in )?S(?P<week>-?\d) Uweek W(?P<weekday>\d)", days.weekday),
        (rf"{COUNT} [UV](?P<u>\w+) (?:E?(?P<way>ago|hence|earlier|later))", _ago),
        (r"(?:in|(?P<all>within)) n(?P<n>\d+)(?:~\d+)? [UV](?P<u>\w+)(?: Uhour)?", _hence),
        (rf"(?:in )?[LS](?P<l>-?1) {COUNT} [UV](?P<u>\w+)", _rolling),
        (r"(?:in )?L(?P<l>-?1) (?:(?P<one>U)|V)(?P<u>(?!weekend)\w+)", _rolling),
        (r"(?:in|within) V(?P<u>\w+)", _rolling),
        (r"(?:in )?(?:o(?P<n>\d)|S-1|L-1) U(?P<u>day|week|month|quarter|half) (?P<rest>.+)", _first_of),
        (r"(?:in )?o(?P<n>[1-4]) U(?P<u>quarter|half)", _quarter),
        (rf"(?:in )?(?:E(?P<e>earlier|later) )?{PART}{SHIFT}U(?P<u>\w+)", _unit),
        (rf"(?:in )?(?:in )?{PART}{SHIFT}N(?P<season>\d\d){WHOSE_YEAR}", days.season),
        (rf"{SHIFT}H(?P<feast>[\d-]+|e-?\d+){WHOSE_YEAR}", days.feast),
        (rf"(?:in )?{PART}c(?P<decade>\d{{3}}0)", days.decade),
        (rf"(?:in )?{PART}{Y}", days.year),
        (r"o(?P<n>\d{1,2})(?: S(?P<s>-?\d) Umonth)?", days.day_of_month),
    )
)
