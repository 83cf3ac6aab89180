"""Lines of a dictionary without their comments, and what the converters hand on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import TableError

CODE = re.compile(r"\[([^\]]*)\]")
MARKUP = re.compile(r"<!--.*?-->")


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is without comments and outer blanks; `indented` where the line began with a blank or tab."""

    number: int
    text: str
    indented: bool


@dataclass(frozen=True, slots=True)
class Unconverted:
    """An entry, or a part of one, that our tables cannot say."""

    file: str
    line: int
    reason: str
    text: str


@dataclass(slots=True)
class Converted:
    """Rows by table, and what is not in them."""

    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    unconverted: list[Unconverted] = field(default_factory=list)

    def add(self, table: str, **cells: str) -> None:
        self.tables.setdefault(table, []).append(cells)


def read_lines(path: Path) -> Iterator[Line]:
    """The lines that hold anything; a blank one gives an empty text, since it may end a block.

    Comments are `#` and `;` to the end of the line, and `<!-- -->` over any number of lines. Raises TableError.
    """
    try:
        data = path.read_bytes()
    except OSError as failed:
        raise TableError(path.name, 0, f"cannot be read: {failed.strerror}") from failed
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # old dictionaries
    inside = False
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw
        if inside:
            _, closed, line = line.partition("-->")
            inside = not closed
        line = MARKUP.sub("", line)
        if "<!--" in line:
            line, _, _ = line.partition("<!--")
            inside = True
        line = re.split(r"[#;]", line, maxsplit=1)[0]
        if line.strip() or not raw.strip():
            yield Line(number, line.strip(), line[:1].isspace())


def code_of(text: str) -> str | None:
    """What stands in the last brackets, None where there are none."""
    found = CODE.findall(text)
    return found[-1].strip() if found else None


def without_code(text: str) -> str:
    return CODE.sub("", text).strip()
