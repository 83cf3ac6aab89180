"""Words of dates, and what each stands for: `date_words.csv`.

A text of dates becomes a text of signs, which the rules of `kg.resolve.dates` read: "early on Monday, 3 May" is
`Pearly W1 n3 M05`. Signs: `y2011` year, `c1990` decade, `n3` number, `o3` ordinal, `d2011-05-03` day, and those of the
table; words that say nothing of days ("on", "morning", "at 10 a.m.") leave none; `?` stands for any other word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.vocabulary.actor_rows import read_columns
from kg.vocabulary.tables import lexicon_file

TIME = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.m\.|[ap]m\b|hours?\s+gmt\b|o'clock)|\b\d{1,2}:\d\d(?::\d\d)?\b")
PIECE = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d+(?:st|nd|rd|th)\b|\d{4}s|'?\d\ds\b|\d+|'s\b|[a-z]+(?:'(?!s\b)[a-z]+)?"
    r"|[-\u2010-\u2015/,]"
)
YEARS = range(1500, 2100)
DROPPED = frozenset({"drop", "hour"})


@dataclass(frozen=True, slots=True)
class DateWords:
    """Signs by the pieces of a word or phrase."""

    signs: Mapping[tuple[str, ...], str]
    longest: int

    def read(self, text: str) -> str:
        """The signs of a text, a blank between them."""
        text = TIME.sub(" ", " ".join(text.lower().replace("\u2019", "'").split()))
        pieces = PIECE.findall(text)
        return " ".join(self._signs(pieces))

    def _signs(self, pieces: list[str]) -> Iterator[str]:
        i, before = 0, ""
        while i < len(pieces):
            for size in range(min(self.longest, len(pieces) - i), 0, -1):
                found = self.signs.get(tuple(pieces[i : i + size]))
                if found is not None:
                    break
            else:
                size, found = 1, _number(pieces[i], before, pieces[i + 1] if i + 1 < len(pieces) else "")
            if found:
                yield found
            before = pieces[i + size - 1]
            i += size


def load_date_words() -> DateWords:
    """Reads the table. Raises TableError."""
    signs: dict[tuple[str, ...], str] = {}
    for _, (word, kind, token) in read_columns(lexicon_file("date_words.csv"), ("word", "kind", "token")).rows:
        pieces = tuple(PIECE.findall(word.lower().replace("\u2019", "'")))
        sign = "" if kind in DROPPED else token
        if kind in ("number", "ordinal"):
            sign = f"{kind[0]}{token}"
        elif kind == "phrase":
            sign = " ".join(f"n{part}" if part.isdigit() else _day(part) for part in token.split())
        if kind == "phrase" and word[:1] == "Q":
            sign = f"o{sign[1:]}"
        signs.setdefault(pieces, sign)
    return DateWords(signs, max(map(len, signs)))


def _day(part: str) -> str:
    return f"d{part}" if part[:1].isdigit() else part


def _number(piece: str, before: str, after: str) -> str:
    """The sign of digits or of a mark, `?` for a word that is no date's."""
    if piece[:1].isdigit() or piece[:2].lstrip("'")[:1].isdigit():
        if piece.count("-") == 2:
            return f"d{piece}"
        if "." in piece or "/" in piece:
            return _written(piece)
        if piece.endswith("s"):
            digits = piece.strip("'s")
            return f"c{digits if len(digits) == 4 else '19' + digits}"
        if piece[-1].isalpha():
            return f"o{piece[:-2]}"
        return f"y{piece}" if len(piece) == 4 and int(piece) in YEARS else f"n{int(piece)}"
    if piece == "'s" or piece == ",":
        return ""
    if not piece[0].isalpha():  # "3-5 May", "2008-2012", "May-July", but not "mid-2011"
        numbers = before[-1:].isdigit() and after[:1].isdigit()
        return "to" if numbers or (before[-1:].isalpha() and after.isalpha()) else ""
    return "?"


def _written(piece: str) -> str:
    """ "13.5.2011", "5/13/2011": the number over twelve is the day; `?` where either can be."""
    one, two, year = re.split(r"[./]", piece)
    day, month = (one, two) if int(one) > 12 or "." in piece else (two, one)
    if int(month) > 12 or ("/" in piece and int(day) <= 12 and day != month):
        return "?"
    return f"d{year}-{int(month):02}-{int(day):02}"
