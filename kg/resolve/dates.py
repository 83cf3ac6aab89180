"""Which days words mean, counted from the day of publication. Days are inclusive; no time zones.

A bare weekday is the last one up to and including publication, the next one where the tense is future.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from kg.model import Mention, Period

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
NUMBERS |= {"a": 1, "an": 1, "the": 1, "couple": 2, "few": 3, "several": 3, "dozen": 12}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?"
    r"|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)\.?"
# thirds of a month or year that "beginning", "middle" and "end" mean
EARLY, MIDDLE, LATE = 0, 1, 2

Rule = Callable[[re.Match[str], date | None, bool | None], Period | None]


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
    text = " ".join(words.lower().replace("\u2019", "'").split()).strip(" ,.;:")
    for pattern, rule in RULES:
        match = pattern.search(text)
        if match is not None:
            try:
                found = rule(match, published, past)
            except (ValueError, OverflowError):  # 31 June, year 0
                found = None
            if found is not None:
                return found
    return None


def _day(day: date) -> Period:
    return Period(day, day, "day")


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def _week(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _weekday_number(name: str) -> int:
    return next(n for n, day in enumerate(DAYS) if day.startswith(name[:3]))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS.get(text, 1)


def _add_months(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def _third(whole: Period, which: int) -> Period:
    length = (whole.last - whole.first).days + 1
    cut = [0, length // 3, 2 * length // 3, length]
    first = whole.first + timedelta(days=cut[which])
    return Period(first, whole.first + timedelta(days=cut[which + 1] - 1), "range")


def _without_year(month: int, day: int, published: date, past: bool | None) -> date:
    """The nearest such day to publication that fits the tense: at most some months ahead."""
    same = date(published.year, month, day)
    if past is False:
        return same if same >= published else date(published.year + 1, month, day)
    ahead = (same - published).days
    if ahead > (0 if past else 120):
        return date(published.year - 1, month, day)
    if past is None and ahead < -250:
        return date(published.year + 1, month, day)
    return same


def _iso(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    return _day(date(int(m["year"]), int(m["m"]), int(m["day"])))


def _full(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    return _day(date(int(m["year"]), _month_number(m["month"]), int(m["day"])))


def _day_month(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    return _day(_without_year(_month_number(m["month"]), int(m["day"]), p, past)) if p else None


def _day_range(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    month, year = _month_number(m["month"]), m["year"]
    if year:
        first, last = date(int(year), month, int(m["day"])), date(int(year), month, int(m["day2"]))
    elif p:
        first = _without_year(month, int(m["day"]), p, past)
        last = first.replace(day=int(m["day2"]))
    else:
        return None
    return Period(first, last, "range") if first <= last else None


def _month_year(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    whole = _month(int(m["year"]), _month_number(m["month"]))
    return _part(m, whole)


def _part(m: re.Match[str], whole: Period) -> Period:
    part = (m.groupdict().get("part") or "").strip(" -")
    for words, which in (
        (("early", "beginning", "start"), EARLY),
        (("mid", "middle"), MIDDLE),
        (("late", "end"), LATE),
    ):
        if any(word in part for word in words):
            return _third(whole, which)
    return whole


def _bare_month(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    if p is None:
        return None
    month = _month_number(m["month"])
    which = (m["which"] or "").strip()
    year = p.year
    if which == "last":
        year -= month >= p.month
    elif which == "next":
        year += month <= p.month
    elif past is False:
        year += month < p.month
    elif month > p.month + (0 if past else 4):
        year -= 1
    return _part(m, _month(year, month))


def _bare_year(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    return _part(m, _year(int(m["year"])))


def _decade(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    return Period(date(int(m["decade"]), 1, 1), date(int(m["decade"]) + 9, 12, 31), "range")


def _weekday(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    if p is None:
        return None
    back = (p.weekday() - _weekday_number(m["weekday"])) % 7
    which = (m["which"] or "").strip()
    if which in ("next", "coming", "this coming") or (past is False and which != "last"):
        return _day(p + timedelta(days=(7 - back) % 7 or (7 if which else 0)))
    if which == "last":
        return _day(p - timedelta(days=back or 7))
    return _day(p - timedelta(days=back))


def _near(days: int) -> Rule:
    def rule(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
        return _day(p + timedelta(days=days)) if p else None

    return rule


def _ago(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    if p is None:
        return None
    count, unit = _number(m["n"]), m["unit"]
    sign = -1 if m["way"] in ("ago", "earlier", "before") else 1
    if unit == "day":
        return _day(p + timedelta(days=sign * count))
    if unit == "week":
        return _week(p + timedelta(weeks=sign * count))
    if unit == "month":
        return _month(*_add_months(p, sign * count))
    return _year(p.year + sign * count)


def _past_stretch(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    if p is None:
        return None
    count = _number(m["n"] or "1")
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[m["unit"]] * count
    if m["way"] in ("next", "coming"):
        return Period(p, p + timedelta(days=days), "range")
    return Period(p - timedelta(days=days), p, "range")


def _unit(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    """ "last week", "this month", "next year", with "earlier", "late", "the end of"."""
    if p is None:
        return None
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(m["which"], 0)
    unit = m["unit"]
    if unit == "week":
        whole = _week(p + timedelta(weeks=step))
    elif unit == "month":
        whole = _month(*_add_months(p, step))
    else:
        whole = _year(p.year + step)
    part = (m["part"] or "").strip()
    if part in ("earlier", "later") and step == 0:
        return Period(whole.first, p, "range") if part == "earlier" else Period(p, whole.last, "range")
    return _part(m, whole)


def _weekend(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    if p is None:
        return None
    saturday = p - timedelta(days=(p.weekday() - 5) % 7)
    if m["which"] in ("next", "coming") or (past is False and m["which"] != "last"):
        saturday += timedelta(days=7)
    elif m["which"] == "last" and p.weekday() >= 5:
        saturday -= timedelta(days=7)
    return Period(saturday, saturday + timedelta(days=1), "range")


def _since(m: re.Match[str], p: date | None, past: bool | None) -> Period | None:
    start = resolve_date(m["rest"], p, past=True)
    return Period(start.first, p, "range") if start and p and start.first <= p else start


_PART = r"(?P<part>(?:early|earlier|late|later|mid|middle|(?:the )?(?:beginning|start|middle|end) of)[ -]?(?:in )?)?"
_WHICH = r"(?:(?P<which>last|next|this coming|coming|this|past) )?"
_N = r"(?P<n>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|couple)"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"^since (?P<rest>.+)", _since),
        (rf"\b{_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)\b", _iso),
        (rf"\b{_MONTH} {_DAY} ?(?:-|to|and|until) ?(?P<day2>\d{{1,2}})(?:,? {_YEAR})?\b", _day_range),
        (rf"\b{_DAY} ?(?:-|to|and|until) ?(?P<day2>\d{{1,2}}) (?:of )?{_MONTH}(?:,? {_YEAR})?\b", _day_range),
        (rf"\b{_MONTH} {_DAY},? {_YEAR}\b", _full),
        (rf"\b{_DAY} (?:of )?{_MONTH},? {_YEAR}\b", _full),
        (rf"\b{_MONTH} {_DAY}\b(?! ?\d)", _day_month),
        (rf"\b{_DAY} (?:of )?{_MONTH}\b", _day_month),
        (rf"\b{_PART}{_MONTH},? (?:of )?{_YEAR}\b", _month_year),
        (r"\bday before yesterday\b", _near(-2)),
        (r"\b(?:yesterday|previous day|day before|last night|overnight)\b", _near(-1)),
        (r"\bday after tomorrow\b", _near(2)),
        (r"\b(?:tomorrow|following day|next day)\b", _near(1)),
        (r"\b(?:today|tonight|this (?:morning|afternoon|evening)|earlier in the day)\b", _near(0)),
        (rf"\b{_N} (?:of )?(?P<unit>day|week|month|year)s? (?P<way>ago|earlier|before|from now|later)\b", _ago),
        (
            rf"\bin (?P<way>){_N} (?P<unit>day|week|month|year)s?(?: time)?$",
            lambda m, p, past: _ago(m, p, past) if past is False else None,
        ),
        (rf"\b(?P<way>past|last|next|coming) {_N} (?P<unit>day|week|month|year)s?\b", _past_stretch),
        (rf"{_WHICH}weekend\b", _weekend),
        (
            rf"\b{_PART}(?:the )?(?P<which>last|this|next|previous|past|coming|following) (?P<unit>week|month|year)\b",
            _unit,
        ),
        (r"(?P<part>(?:the )?(?:beginning|start|middle|end) of) the (?P<which>)(?P<unit>week|month|year)\b", _unit),
        (rf"{_WHICH}\b{_WEEKDAY}\b", _weekday),
        (rf"{_WHICH}{_PART}\b{_MONTH}(?![a-z])", _bare_month),
        (r"\b(?:the )?(?P<decade>(?:19|20)\d0)s\b", _decade),
        (rf"\b{_PART}{_YEAR}\b", _bare_year),
    )
)
