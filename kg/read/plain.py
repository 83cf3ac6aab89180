"""Plain text pages: the story without menus, advertisements and teasers, its title and its day.

A text without any sign of page furniture is kept whole. Words that give furniture away stand in `furniture.csv`.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg.read.dates import find_dates
from kg.read.draft import Draft
from kg.vocabulary.tables import lexicon_file, read_table

SENTENCE_WORDS = 7  # a line of a story has as many words and ends like a sentence
TITLE_WORDS = (3, 25)
DATE_LINE_WORDS = 12
HEADLINE_WORDS = 14
# "talks with U.S." ends a headline, not a sentence
_ACRONYM_END = re.compile(r"\b(?:[A-Z]\.){2,}$")
_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """`stops` end the story; `drops` are lines to leave out; both in small letters."""

    stops: tuple[str, ...]
    drops: tuple[str, ...]


@cache
def furniture() -> Furniture:
    rows = list(read_table(lexicon_file("furniture.csv"), ("words", "effect", "example")))
    return Furniture(
        tuple(row["words"] for row in rows if row["effect"] == "stop"),
        tuple(row["words"] for row in rows if row["effect"] == "drop"),
    )


def read_plain(text: str, where: str, note: str = "") -> Draft:
    """Title, body and dates of a page as text."""
    paragraphs = [p for p in (line.strip() for line in text.splitlines()) if p]
    notes = (note,) if note else ()
    stop = _stop(paragraphs)
    story = [i for i, p in enumerate(paragraphs[:stop]) if _is_story(p)]
    if not story or (stop == len(paragraphs) and not any(_is_furniture(p) for p in paragraphs)):
        return _whole(text, paragraphs, where, notes)
    title = _title(paragraphs, story[0])
    kept = list(dict.fromkeys(paragraphs[i] for i in story))
    days = tuple(words for p in paragraphs[:stop] for words in _date_line(p)) or _dates_of(paragraphs[:stop])
    return Draft(where, "\n\n".join(kept), title, published=days[:1], notes=notes)


def _whole(text: str, paragraphs: list[str], where: str, notes: tuple[str, ...]) -> Draft:
    days = tuple(words for p in paragraphs[:4] for words in _date_line(p))
    dated = {p for p in paragraphs[:4] if _date_line(p)}
    lines = [line for line in text.splitlines() if line.strip() not in dated] if dated else []
    body = "\n".join(lines).strip() if dated else text.strip("\ufeff\r\n")
    return Draft(where, body, published=days[:1], notes=notes)


def _is_story(paragraph: str) -> bool:
    if _is_furniture(paragraph):
        return False
    words = paragraph.split()
    if len(words) <= HEADLINE_WORDS and _ACRONYM_END.search(paragraph):
        return False
    return len(words) >= SENTENCE_WORDS and bool(_END.search(paragraph))


def _is_furniture(paragraph: str) -> bool:
    lower = paragraph.lower()
    if paragraph.startswith("[") and paragraph.endswith("]"):
        return True
    return any(words in lower for words in furniture().drops) and len(paragraph.split()) <= DROP_WORDS


DROP_WORDS = 25


def _stop(paragraphs: list[str]) -> int:
    """Index of the first line that ends the story; it stands after some of it."""
    begun = False
    for i, paragraph in enumerate(paragraphs):
        if begun and any(paragraph.lower().startswith(words) for words in furniture().stops):
            return i
        begun = begun or (_is_story(paragraph) and not _is_furniture(paragraph))
    return len(paragraphs)


def _title(paragraphs: list[str], first: int) -> str:
    """The last line before the story that looks like a headline."""
    least, most = TITLE_WORDS
    for paragraph in reversed(paragraphs[:first]):
        if least <= len(paragraph.split()) <= most and not _is_furniture(paragraph) and not _date_line(paragraph):
            return paragraph
    return ""


def _date_line(paragraph: str) -> tuple[str, ...]:
    """Dates of a line that tells little else: "February 7, 2013", "Posted on 3 May 2012 by the editors"."""
    if len(paragraph.split()) > DATE_LINE_WORDS or (_END.search(paragraph) and not paragraph[:1].isdigit()):
        return ()
    return tuple(found.words for found in find_dates(paragraph) if found.day is not None)


def _dates_of(paragraphs: list[str]) -> tuple[str, ...]:
    return tuple(found.words for p in paragraphs[:3] for found in find_dates(p) if found.day is not None)
