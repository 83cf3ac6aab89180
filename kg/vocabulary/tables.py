"""Finds `schemas/` and reads its CSV tables, with errors that name file, line and column."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError


def schemas_dir() -> Path:
    """The folder `schemas/`: inside the package in a wheel, beside it in a checkout.

    Raises TableError where neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "schemas", package.parent / "schemas"):
        if (folder / "lexicon").is_dir():
            return folder
    raise TableError("schemas", 0, f"not found beside or inside {package}; is the installation whole?")


def lexicon_file(name: str) -> Path:
    return schemas_dir() / "lexicon" / name


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column name, and where it stands (line 1 is the header)."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def list(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that lists several values with `|` between them."""
        return tuple(part.strip() for part in self[column].split("|") if part.strip())

    def error(self, reason: str) -> TableError:
        return TableError(self.file, self.line, reason)


def read_table(path: Path, required: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a CSV file in UTF-8, cells stripped, blank lines left out.

    Raises TableError for a missing file, a missing column, a row of another length, or an empty cell
    of a column in `required`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as missing:
        raise TableError(path.name, 0, "no such table") from missing
    except UnicodeDecodeError as wrong:
        raise TableError(path.name, 0, f"not UTF-8 at byte {wrong.start}") from wrong
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        for column in required:
            if column not in header:
                raise TableError(path.name, 1, f"column {column!r} is missing; found {', '.join(header) or 'nothing'}")
        for values in reader:
            if not any(values):
                continue
            line = reader.line_num
            if len(values) != len(header):
                raise TableError(path.name, line, f"{len(values)} cells, wanted {len(header)}")
            row = Row(path.name, line, {name: value.strip() for name, value in zip(header, values, strict=True)})
            for column in required:
                if not row[column]:
                    raise row.error(f"{column} is empty")
            yield row
    except csv.Error as wrong:
        raise TableError(path.name, reader.line_num, f"not CSV: {wrong}") from wrong


def read_classes(path: Path) -> dict[str, frozenset[str]]:
    """The words of each class, from a table of the columns `word` and `class`. Raises TableError as `read_table`."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in read_table(path, ("word", "class")):
        classes[row["class"]].add(row["word"])
    return {name: frozenset(words) for name, words in classes.items()}
