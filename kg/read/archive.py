"""The files in a zip or tar archive, streamed: nothing is written to disk, and what comes out is bounded."""

import io
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.read.open import Bounded, Budget

# other ways of packing ask for memory as a header says
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# headers of tar that hold long names; more than that is no name
_LONGEST_NAME = 2**20  # bytes
_NAMES = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


# what the libraries raise for archives that are broken on purpose or by chance
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    tarfile.TarError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    IndexError,
)


def members(stream: BinaryIO, where: str, is_zip: bool) -> Iterator[tuple[str, io.RawIOBase]]:
    """Names and bytes of the files, in the order of the archive; hidden ones are left out.

    The bytes of one must be read before the next is asked for. Raises InputError for a broken archive, also while the
    bytes are read, after what could be read.
    """
    with _telling(where):
        yield from _zip(stream, where) if is_zip else _tar(stream, where)


@contextmanager
def _telling(where: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as broken:
        raise InputError(where, f"broken archive: {' '.join(str(broken).split())[:120]}") from broken


def _bounded(member: Any, where: str, budget: Budget) -> io.RawIOBase:
    def read(count: int) -> bytes:
        with _telling(where):
            return bytes(member.read1(count))

    return Bounded(read, budget)


def _zip(stream: BinaryIO, where: str) -> Iterator[tuple[str, io.RawIOBase]]:
    if not stream.seekable():
        raise InputError(where, "zip that cannot be read from its end, wanted a file")
    stream.seek(0, io.SEEK_END)
    size = stream.tell()
    budget = Budget(where, lambda: size)
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.is_dir() or _is_hidden(info.filename):
                continue
            if info.flag_bits & 1:
                raise InputError(where, f"{_shown(info.filename)} is encrypted")
            if info.compress_type not in _PACKINGS:
                raise InputError(where, f"{_shown(info.filename)} is packed in a way that is not read, wanted deflate")
            with archive.open(info) as member:
                yield _shown(info.filename), _bounded(member, f"{where}, {_shown(info.filename)}", budget)
            budget.spend(0)


def _tar(stream: BinaryIO, where: str) -> Iterator[tuple[str, io.RawIOBase]]:
    broken: list[str] = []
    # a tar does not pack; what packs it has a budget of its own
    unlimited = Budget(where, lambda: sys.maxsize)

    class Info(tarfile.TarInfo):
        """Headers without endless names; remembers what the library passes over in silence."""

        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "Info":
            try:
                found = super().frombuf(buf, encoding, errors)
            except tarfile.HeaderError as wrong:
                if any(buf):
                    broken.append(str(wrong))
                raise
            if found.type in _NAMES and found.size > _LONGEST_NAME:
                raise tarfile.ReadError("name of more than a million letters")
            return found

    with tarfile.open(fileobj=stream, mode="r|", tarinfo=Info) as archive:
        while (info := archive.next()) is not None:
            vars(archive)["members"] = []  # the library keeps them all
            if info.isreg() and not _is_hidden(info.name):
                member = archive.extractfile(info)
                if member is not None:
                    yield _shown(info.name), _bounded(member, f"{where}, {_shown(info.name)}", unlimited)
    if broken:
        raise InputError(where, f"broken archive: {broken[0]}; what stands after is lost")


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part.strip("./")) or part == "__MACOSX" for part in name.split("/"))


def _shown(name: str) -> str:
    """A name for messages, in one line."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[-200:]
