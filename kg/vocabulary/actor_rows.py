"""Rows of the actor tables as values: countries, organizations, spells of office, roles.

A wrong row raises TableError, or is told to `warn` and left out while the rest loads.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import TableError

if TYPE_CHECKING:
    from _csv import Reader

# names up to this length are acronyms or easily confused words ("us", "who"): their capitals must stand
SHORT_NAME = 4
ALWAYS = ("0001-01-01", "9999-12-31")
INTERNATIONAL = frozenset({"IGO", "NGO", "IMG"})
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
# letters that Unicode does not take apart into a base and an accent
LETTERS = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\u00a0": " ",
        "-": " ",
        "\u2010": " ",
        "\u2011": " ",
        "\u2013": " ",
        "\u0131": "i",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0142": "l",
        "\u0141": "L",
        "\u0111": "d",
        "\u0110": "D",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00fe": "th",
        "\u00f0": "d",
        "\u0259": "a",
        "\u018f": "A",
    }
)
DOTS = re.compile(r"\b([A-Za-z])\.(?=[A-Za-z]\b|\W|$)")
Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    name: str
    wikidata: str
    kind: str
    successor: str


@dataclass(frozen=True, slots=True)
class Organization:
    id: str
    name: str
    kind: str
    country: str
    sector: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Spell:
    """One person in one office; ISO days, inclusive."""

    person: str
    name: str
    country: str
    office: str
    sector: str
    first: str
    last: str
    wikidata: str

    def covers(self, day: date | None) -> bool:
        return day is None or self.first <= day.isoformat() <= self.last


@dataclass(frozen=True, slots=True)
class Role:
    word: str
    sector: str
    number: str
    kind: str
    note: str

    @property
    def principal(self) -> bool:
        """A spokesman, an envoy: he has the sector of whom he speaks for."""
        return "principal" in self.note


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of some columns of a CSV file, row by row; `line` 1 is the header."""

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def each(self, make: Callable[..., None], warn: Warn | None) -> None:
        """Calls `make` with the cells of each row; a ValueError becomes a TableError with file and line."""
        for line, cells in self.rows:
            try:
                make(*cells)
            except ValueError as wrong:
                tell(TableError(self.file, line, str(wrong)), warn)


def tell(error: TableError, warn: Warn | None) -> None:
    """Raises the error, or hands it on as one line where the rest shall load."""
    if warn is None:
        raise error
    warn(str(error))


def read_columns(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """Cells of named columns, `""` for optional ones that are missing. Raises TableError for a file that is no table.

    Faster than `read_table`, which makes a mapping of each row: these tables hold tens of thousands.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = [name.strip() for name in next(reader, [])]
            for column in columns:
                if column not in header:
                    found = ", ".join(header) or "nothing"
                    raise TableError(path.name, 1, f"column {column!r} is missing; found {found}")
            places = [header.index(name) if name in header else -1 for name in (*columns, *optional)]
            return Table(path.name, tuple(_cells(reader, len(header), places, path.name)))
    except FileNotFoundError as missing:
        raise TableError(path.name, 0, "no such table") from missing
    except UnicodeDecodeError as wrong:
        raise TableError(path.name, 0, f"not UTF-8 at byte {wrong.start}") from wrong
    except csv.Error as wrong:
        raise TableError(path.name, reader.line_num, f"not CSV: {wrong}") from wrong


def _cells(reader: "Reader", width: int, places: Sequence[int], file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    for values in reader:
        if not any(values):
            continue
        if len(values) != width:
            raise TableError(file, reader.line_num, f"{len(values)} cells, wanted {width}")
        yield reader.line_num, tuple(values[i].strip() if i >= 0 else "" for i in places)


def first_day(text: str) -> str:
    return _day(text, "-01-01", ALWAYS[0])


def last_day(text: str) -> str:
    return _day(text, "-12-31", ALWAYS[1])


def _day(text: str, rest: str, default: str) -> str:
    if not text:
        return default
    if not DAY.match(text):
        raise ValueError(f"date {text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return text + rest[len(text) - 4 :]


def capitalized(text: str) -> bool:
    """Names have capitals; a word without any is no name."""
    return not text.islower() and any(c.isupper() for c in text)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form under which a name is looked up: without article, possessive, accents, hyphens, dots of initials, case.

    Short names keep their case, so that "US" is not "us".
    """
    text = text.translate(LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if "." in text:
        text = DOTS.sub(r"\1", text)
    text = " ".join(text.split()).strip(' ,;:"')
    for article in ("the ", "The ", "THE "):
        text = text.removeprefix(article)
    text = text.removesuffix("'s").removesuffix("'").rstrip()
    return text if len(text) <= SHORT_NAME else text.casefold()
