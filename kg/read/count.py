"""How many articles some inputs hold, as far as that is told without reading them."""

from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError
from kg.read.walk import FORMATS, HTML, JSON, LINES, TEXT, files

CHUNK = 1 << 20  # bytes


def count(paths: Iterable[str]) -> int | None:
    """The number of files and of lines; None where an input is an archive, an address, standard input or a list.

    What is no article in the end is counted too; a file of JSON counts as one.
    """
    total = 0
    for path in paths:
        try:
            for file in files(Path(path)):
                if isinstance(file, InputError):
                    continue
                kind = FORMATS.get(file.suffix.lower())
                if kind == LINES:
                    total += _lines(file)
                elif kind in (TEXT, HTML, JSON, None):
                    # what is unknown is skipped, and counted so
                    total += 1
                else:
                    return None
        except (InputError, OSError):
            return None
    return total


def _lines(file: Path) -> int:
    with file.open("rb") as stream:
        total, last = 0, b""
        while chunk := stream.read(CHUNK):
            total, last = total + chunk.count(b"\n"), chunk
        return total + bool(last and not last.endswith(b"\n"))
