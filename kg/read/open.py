"""Opens a file, unpacking `.gz` on the way, with a bound on what may come out of it."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError


def suffix(file: Path) -> str:
    """The suffix that tells the format, `.gz` left out, in small letters."""
    name = file.name.lower().removesuffix(".gz")
    return Path(name).suffix


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """The bytes of a file. Raises InputError where the packing is broken, OSError where it cannot be opened."""
    if not file.name.lower().endswith(".gz"):
        with file.open("rb") as plain:
            yield plain
        return
    try:
        with gzip.open(file, "rb") as packed:
            yield cast(BinaryIO, packed)
    except (EOFError, gzip.BadGzipFile, zlib.error) as broken:
        raise InputError(str(file), f"broken gzip: {broken}") from broken
