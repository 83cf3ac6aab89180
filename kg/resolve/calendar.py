"""Weeks, months, seasons and feasts as inclusive days."""

from calendar import monthrange
from datetime import date, timedelta

from kg.model import Period

# the thirds of a decade that "early", "mid" and "late" mean, in years
DECADE_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
MONTH_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
# days that a unit without number means: "recent weeks"
FEW = {"hour": 1, "day": 7, "week": 28, "month": 90, "year": 3 * 365, "decade": 20 * 365}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def of_day(day: date) -> Period:
    return Period(day, day, "day")


def of_days(first: date, last: date) -> Period:
    return Period(first, last, "range")


def of_week(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def of_month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def of_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def of_months(year: int, month: int, count: int) -> Period:
    """Several whole months from one on."""
    index = year * 12 + month - 1 + count - 1
    return Period(date(year, month, 1), of_month(index // 12, index % 12 + 1).last, "range")


def add_months(day: date, count: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + count
    return index // 12, index % 12 + 1


def moved(day: date, name: str, count: int) -> date:
    """The day some days, weeks, months or years away; the last of a month where it has no such day."""
    if name in MONTHS:
        year, month = add_months(day, count * MONTHS[name])
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + timedelta(days=count * (7 if name == "week" else 1))


def unit(name: str, day: date, step: int) -> Period | None:
    """The week, month and so on `step` units from the one of a day."""
    if name == "day":
        return of_day(day + timedelta(days=step))
    if name == "week":
        return of_week(day + timedelta(weeks=step))
    if name == "month":
        return of_month(*add_months(day, step))
    if name in ("quarter", "half"):
        months = 3 if name == "quarter" else 6
        year, month = add_months(day.replace(day=1, month=(day.month - 1) // months * months + 1), step * months)
        return of_months(year, month, months)
    if name == "year":
        return of_year(day.year + step)
    if name in ("decade", "century"):
        length = 10 if name == "decade" else 100
        first = day.year // length * length + step * length
        return of_days(date(first, 1, 1), date(first + length - 1, 12, 31))
    return None


def third(whole: Period, which: str) -> Period:
    """The `early`, `mid` or `late` part: ten days of a month, four months of a year; of a week or day all of it."""
    first = whole.first
    if whole.precision == "month":
        start, end = MONTH_THIRDS[which]
        return of_days(first.replace(day=start), first.replace(day=min(end, whole.last.day)))
    if whole.precision == "year":
        start, end = YEAR_THIRDS[which]
        return of_days(date(first.year, start, 1), of_month(first.year, end).last)
    if (whole.last.year - first.year) == 9 and whole.precision == "range":
        start, end = DECADE_THIRDS[which]
        return of_days(date(first.year + start, 1, 1), date(first.year + end, 12, 31))
    if whole.precision in ("week", "range"):
        length = (whole.last - first).days + 1
        cut = length // 3
        start, end = {"early": (0, cut), "mid": (cut, length - cut), "late": (length - cut, length)}[which]
        return of_days(first + timedelta(days=start), first + timedelta(days=end - 1))
    return whole


def weekend(day: date, step: int) -> Period:
    """Saturday and Sunday; step 0 is the last one that has begun by a day."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7) + timedelta(weeks=step)
    return of_days(saturday, saturday + timedelta(days=1))


def season(year: int, month: int) -> Period:
    return of_months(year, month, 3)


def feast(year: int, sign: str) -> date:
    """The day of a holiday: `12-25`, or `e-2` for two days before Easter Sunday."""
    if sign.startswith("e"):
        return easter(year) + timedelta(days=int(sign[1:]))
    month, day = sign.split("-")
    return date(year, int(month), int(day))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, after Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)
