"""Which days words mean, counted from the day of publication. Days are inclusive; no time zones.

A bare weekday is the last one up to and including publication, the next one where the tense is future. Words become
signs (see `kg.vocabulary.date_words`), of which the rules below read the longest stretch that one of them knows.
"""

import re
from datetime import date
from functools import cache

from kg.model import Mention, Period
from kg.resolve.date_rules import read
from kg.resolve.days import Anchor
from kg.vocabulary.date_words import DateWords, load_date_words

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
                found = read(" ".join(chosen), Anchor(published, past))
                if found is not None:
                    return found
    return None


@cache
def _words() -> DateWords:
    return load_date_words()
