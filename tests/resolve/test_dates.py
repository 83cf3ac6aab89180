"""Dates in sentences mean the days that a reader takes them for.

`dates.csv`: the act stands in square brackets, the words of the date in braces; without days the words tell none.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from kg.model import Mention, Period
from kg.pipeline import Pipeline
from kg.resolve.dates import period, resolve_date
from kg.resolve.tense import is_past

with (Path(__file__).parent / "dates.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
MARKS = re.compile(r"\[(?P<act>[^]]+)]|\{(?P<words>[^}]+)}")
LEAST = 0.99


def unmarked(marked: str) -> tuple[str, dict[str, Mention]]:
    """A sentence without its marks, and what they hold."""
    text, spans, last = "", {}, 0
    for match in MARKS.finditer(marked):
        text += marked[last : match.start()]
        words = match["act"] or match["words"]
        spans["act" if match["act"] else "words"] = Mention(words, len(text), len(text) + len(words))
        text, last = text + words, match.end()
    return text + marked[last:], spans


def resolved(row: dict[str, str], pipeline: Pipeline) -> Period | None:
    text, spans = unmarked(row["sentence"])
    past = is_past(spans["act"], pipeline.parser.one(text))
    return resolve_date(spans["words"].text, date.fromisoformat(row["published"]), past=past)


def wanted(row: dict[str, str]) -> Period | None:
    if not row["first"]:
        return None
    return Period(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), row["precision"])


def test_three_hundred_dates_are_right(pipeline: Pipeline) -> None:
    wrong = [
        (row["published"], row["sentence"], found) for row in ROWS if (found := resolved(row, pipeline)) != wanted(row)
    ]
    assert len(ROWS) == 300
    assert len(wrong) <= (1 - LEAST) * len(ROWS), wrong


@pytest.mark.parametrize("words", ["Monday", "last week", "3 May", "in March", "the end of the month", "since Monday"])
def test_relative_words_tell_nothing_without_a_day_of_publication(words: str) -> None:
    assert resolve_date(words, None) is None


def test_a_full_date_needs_no_day_of_publication() -> None:
    assert resolve_date("on 3 May 2011", None) == Period(date(2011, 5, 3), date(2011, 5, 3))


def test_an_event_without_a_date_takes_the_day_of_publication_and_says_so() -> None:
    published = date(2013, 2, 7)
    assert period(None, published) == (Period(published, published), "published")
    assert period(Mention("for years", 0, 9), published) == (Period(published, published), "published")
    assert period(Mention("Monday", 0, 6), published)[1] == "text"
    assert period(None, None) == (None, "")


@pytest.mark.parametrize("words", ["31 June 2012", "30 February", "0 May", "the 45th"])
def test_a_day_that_is_not_in_the_calendar_is_none(words: str) -> None:
    found = resolve_date(words, date(2013, 2, 7))
    assert found is None or found.precision != "day"
