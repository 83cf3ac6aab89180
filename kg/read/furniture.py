"""Tells what a line of a news page is: furniture by the words of `furniture.csv`, a dateline, a byline, or prose."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg.read.dates import find_dates
from kg.vocabulary.tables import Row, lexicon_file, read_table

STOP, BOX, DROP, CREDIT, PUBLISHED, UPDATED = "stop", "box", "drop", "credit", "published", "updated"
CAPTION = "caption"
# a pitch or heading is short; a longer line that holds such words is a paragraph of the story
_LONGEST = 30
_LONGEST_HEADING = 12
# a line of the story ends like a sentence and has as many words
_PROSE_WORDS = 6
# without an end, as where a page cuts its paragraphs, it has as many
_OPEN_PROSE_WORDS = 30
# and such a share of small words: a long line of capitalised ones is a menu
_SMALL_WORDS = 0.4
# an item of a list in the story goes on in the next line
_ITEM_WORDS = 8
_ITEM_END = re.compile(r"[,;](?: and)?$", re.IGNORECASE)
# "talks with U.S." ends a headline as well as a sentence: short lines with such an end are taken for the former
_HEADLINE_WORDS = 16

_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d[\d,.]*")
_EDGES = " \t|•·*»«›‹>→←-–—_:.!…#\"'"
_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_ACRONYM_END = re.compile(r"(?:\b[A-Z]\.){2,}[\"'”’]?$")
_PLACEHOLDER = re.compile(r"^[\[{<][^\]}>]{0,40}[\]}>]$|^https?://\S+$|^[\W\d_]+$")
# the page speaks to its reader; a story does so in quotations only
_ADDRESS = re.compile(r"\b(?:you|your|our|us|we|my|please)\b")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")

_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|\b\d{1,2}\s?(?:am|pm)\b|\b[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc|[a-z]{1,3}[sd]t|cet|edt|et|ist|local time|hours|hrs)\b(?:\s?[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:story |written |words |report |text )?by:?\s+[^\s.]+(?:[\s.]+\S+){0,12}$", re.IGNORECASE)
_NAME_WORD = re.compile(r"^(?:\W*[A-Z].*|and|of|in|for|the|de|van|von|al|bin|&|\W+)$")
# beside its date such a line may name a place or an author
_MOST_BESIDE_DATE = 5
_LONGEST_DATE_LINE = 18


@dataclass(frozen=True, slots=True)
class Words:
    """The rows of the table by the way they match; texts normalised as `normal` does."""

    whole: dict[str, str]
    start: dict[str, tuple[tuple[str, str], ...]]
    contains: tuple[tuple[str, str], ...]


def normal(line: str) -> str:
    """Small letters, straight quotes, `#` for a number, single spaces."""
    line = line.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return _SPACES.sub(" ", _DIGITS.sub("#", line)).strip()


def _first_word(line: str) -> str:
    return line.split(" ", 1)[0].rstrip(":")


def _words_of(row: Row) -> str:
    return row["words"].lower()


@cache
def furniture() -> Words:
    """The table; read once."""
    whole: dict[str, str] = {}
    start: dict[str, list[tuple[str, str]]] = defaultdict(list)
    contains: list[tuple[str, str]] = []
    for row in read_table(lexicon_file("furniture.csv"), ("words", "match", "effect", "example")):
        words, effect = _words_of(row), row["effect"]
        if effect not in (STOP, BOX, DROP, CAPTION, CREDIT, PUBLISHED, UPDATED):
            raise row.error(f"effect {effect!r} is unknown")
        if row["match"] == "whole":
            whole[words.strip(_EDGES) or words] = effect
        elif row["match"] == "start":
            start[_first_word(words)].append((words, effect))
        elif row["match"] == "contains":
            contains.append((words, effect))
        else:
            raise row.error(f"match {row['match']!r} is unknown, wanted whole, start or contains")
    # of two rows that start alike the longer one tells more
    longest_first = {word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in start.items()}
    return Words(whole, longest_first, tuple(contains))


def is_prose(line: str) -> bool:
    """Whether a line looks like a paragraph of a story rather than a heading, a headline or a link."""
    count = len(line.split())
    if _ACRONYM_END.search(line) and count <= _HEADLINE_WORDS:
        return False
    if count >= _PROSE_WORDS and _END.search(line):
        return True
    if count >= _OPEN_PROSE_WORDS:
        return sum(word[0].islower() for word in line.split()) >= _SMALL_WORDS * count
    return count >= _ITEM_WORDS and bool(_ITEM_END.search(line))


def _starts(text: str, words: str) -> bool:
    return text.startswith(words) and (not words[-1].isalnum() or not text[len(words) : len(words) + 1].isalnum())


def effect_of(line: str) -> str:
    """What the table says of a line: one of the effects, or `""`."""
    text = normal(line)
    count = text.count(" ") + 1
    if count > _LONGEST:
        return ""
    table = furniture()
    bare = text.strip(_EDGES).replace("(#", "#").removesuffix(")").strip()
    if bare in table.whole:
        return table.whole[bare]
    lead = text.lstrip(_EDGES.replace("#", ""))
    prose = is_prose(line)
    for words, effect in table.start.get(_first_word(lead), ()):
        if _starts(lead, words) and not (prose and effect in (STOP, BOX) and count > _LONGEST_HEADING):
            return effect
    # in a sentence of the story the same words speak of others: "Facebook changed its privacy policy"
    spoken = not prose or bool(_ADDRESS.search(_QUOTED.sub(" ", text)))
    for words, effect in table.contains:
        if words in text and (spoken and not (prose and effect == CAPTION)):
            return effect
    return ""


def is_placeholder(line: str) -> bool:
    """Whether a line is left over from a template ("[additional-authors]"), a bare address, or no word at all."""
    return bool(_PLACEHOLDER.match(line))


def is_byline(line: str) -> bool:
    """ "By Ann Other and B. Else, Foreign Desk": names and little else."""
    if not _BYLINE.match(line) or is_prose(line):
        return False
    names = line.split()[1:]
    return all(_NAME_WORD.match(word) for word in names)


def dates_of_line(line: str) -> tuple[str, ...]:
    """The words of the dates of a line that tells little else: "Thu 7 Feb 2013, 10:15 GMT", "Updated May 3, 2012"."""
    if len(line.split()) > _LONGEST_DATE_LINE or is_prose(line):
        return ()
    found = find_dates(line)
    rest, at = "", 0
    for one in found:
        rest, at = rest + line[at : one.start] + " ", one.end
    rest = _WEEKDAY.sub(" ", _TIME.sub(" ", rest + line[at:]))
    text = normal(rest)
    for effect in (PUBLISHED, UPDATED):
        for words in _labels(effect):
            if _starts(text, words):
                text = text[len(words) :]
                rest = rest.lower().replace(words, " ")
    beside = re.findall(r"[^\W\d_]{2,}", re.sub(r"\b(?:by|at|on)\b", " ", rest))
    return tuple(one.words for one in found) if len(beside) <= _MOST_BESIDE_DATE else ()


@cache
def _labels(effect: str) -> tuple[str, ...]:
    rows = [words for rows in furniture().start.values() for words, of in rows if of == effect]
    return tuple(sorted(rows, key=len, reverse=True))
