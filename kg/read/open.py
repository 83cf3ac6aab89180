"""Opens files, unpacking gzip on the way, with bounds on what may come out."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError

MAX_BYTES = 64 * 2**20  # of one text, page or line of JSON; the longest news articles have some 100,000
# text packs to a tenth, gzip at its best to a thousandth: what unpacks further is a trap
_MOST_UNPACKED = 200
_GZIP = b"\x1f\x8b"


def suffix(file: Path) -> str:
    """The suffix that tells the format, `.gz` left out, in small letters."""
    return Path(file.name.lower().removesuffix(".gz")).suffix


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where they are gzip, whatever the name says.

    Raises InputError where the file cannot be opened or its packing is broken, also while its bytes are read.
    """
    try:
        with file.open("rb") as plain, unpacked(plain, str(file)) as stream:
            yield stream
    except OSError as refused:
        raise InputError(str(file), f"cannot be read: {refused.strerror or refused}") from refused


@contextmanager
def unpacked(plain: io.BufferedReader, where: str) -> Iterator[BinaryIO]:
    """As `opened`, for a stream of which `where` ends in its name."""
    try:
        if plain.peek(len(_GZIP)).startswith(_GZIP):
            source = gzip.GzipFile(fileobj=plain)
            yield cast(BinaryIO, io.BufferedReader(Bounded(source.read1, Budget(where, plain.tell))))
        elif where.lower().endswith(".gz") and plain.peek(1):
            raise InputError(where, "not gzip, wanted what its suffix says")
        else:
            yield cast(BinaryIO, plain)
    except (EOFError, gzip.BadGzipFile, zlib.error) as broken:
        raise InputError(where, f"broken gzip: {broken}") from broken


class Budget:
    """Counts what comes out of a packing whose bytes read so far `packed` tells."""

    def __init__(self, where: str, packed: Callable[[], int]) -> None:
        self._where, self._packed, self._out = where, packed, 0

    def spend(self, count: int) -> None:
        """Raises InputError where too much has come out for what went in."""
        self._out += count
        if self._out > MAX_BYTES and self._out > _MOST_UNPACKED * self._packed():
            raise InputError(self._where, f"unpacks to more than {_MOST_UNPACKED} times its size")


class Bounded(io.RawIOBase):
    """Bytes of a source until its budget is spent."""

    def __init__(self, read: Callable[[int], bytes], budget: Budget) -> None:
        self._read, self._budget = read, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "io.BytesIO | bytearray | memoryview") -> int:  # type: ignore[override]
        view = memoryview(buffer)  # type: ignore[arg-type]
        chunk = self._read(len(view))
        self._budget.spend(len(chunk))
        view[: len(chunk)] = chunk
        return len(chunk)


def read_whole(stream: BinaryIO, where: str) -> bytes:
    """All bytes. Raises InputError where they are too many for one article."""
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise InputError(where, f"more than {MAX_BYTES // 2**20} MB, wanted one article a file")
    return raw
