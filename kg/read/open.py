"""Opens files, unpacking gzip on the way, with bounds on what may come out."""

import gzip
import io
import zlib
from collections.abc import Iterator
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
    where = str(file)
    try:
        with file.open("rb") as plain:
            if plain.peek(len(_GZIP)).startswith(_GZIP):
                yield cast(BinaryIO, io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=plain), plain)))
            elif file.name.lower().endswith(".gz") and plain.peek(1):
                raise InputError(where, "not gzip, wanted what its suffix says")
            else:
                yield cast(BinaryIO, plain)
    except (EOFError, gzip.BadGzipFile, zlib.error) as broken:
        raise InputError(where, f"broken gzip: {broken}") from broken
    except OSError as refused:
        raise InputError(where, f"cannot be read: {refused.strerror or refused}") from refused


class _Bounded(io.RawIOBase):
    """Bytes out of gzip until they are too many for those that went in."""

    def __init__(self, source: gzip.GzipFile, packed: io.BufferedReader) -> None:
        self._source, self._packed, self._out = source, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "io.BytesIO | bytearray | memoryview") -> int:  # type: ignore[override]
        view = memoryview(buffer)  # type: ignore[arg-type]
        chunk = self._source.read1(len(view))
        self._out += len(chunk)
        if self._out > MAX_BYTES and self._out > _MOST_UNPACKED * self._packed.tell():
            raise gzip.BadGzipFile(f"unpacks to more than {_MOST_UNPACKED} times its size")
        view[: len(chunk)] = chunk
        return len(chunk)


def read_whole(stream: BinaryIO, where: str) -> bytes:
    """All bytes. Raises InputError where they are too many for one article."""
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise InputError(where, f"more than {MAX_BYTES // 2**20} MB, wanted one article a file")
    return raw
