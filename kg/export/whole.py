"""Writes an export whole or not at all: a full disk or a kill leaves what was there before."""

import gzip
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from kg.errors import ExportError

# Fast and nearly as small as the default of 9.
GZIP_LEVEL = 6


def _failure(out: Path, wrong: OSError) -> ExportError:
    return ExportError(f"{out}: cannot be written: {wrong.strerror or wrong}; nothing was left behind")


@contextmanager
def whole_file(out: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `out` when the block ends well, packed where the name ends in `.gz`.

    A device or a pipe is written to directly. Raises ExportError for what the system refuses.
    """
    if out.is_dir():
        raise ExportError(f"{out}: is a folder, wanted a file")
    if out.exists() and not out.is_file():
        with out.open("wb") as device:
            yield device
        return
    out = out.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name[:40]}.", suffix=".part", dir=out.parent)
    except OSError as wrong:
        raise _failure(out, wrong) from wrong
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw:
            # neither name nor time goes into the head of the archive: same graph, same bytes
            packed = gzip.GzipFile("", "wb", GZIP_LEVEL, raw, mtime=0) if out.suffix == ".gz" else None
            yield cast(IO[bytes], packed or raw)
            if packed:
                packed.close()
            raw.flush()
            os.fsync(raw.fileno())
        part.chmod(_mode(out))
        part.replace(out)
    except OSError as wrong:
        raise _failure(out, wrong) from wrong
    finally:
        part.unlink(missing_ok=True)


def _mode(out: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file would have."""
    if out.exists():
        return out.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


@contextmanager
def whole_text(out: Path) -> Iterator[IO[str]]:
    """As `whole_file`, for text in UTF-8 with line ends as written."""
    with whole_file(out) as raw:
        # a lone surrogate has no UTF-8; it can only come from broken input
        text = io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def whole_folder(out: Path, names: frozenset[str]) -> Iterator[Path]:
    """A folder that takes the place of `out` when the block ends well.

    An old folder is replaced only where it holds nothing but files called `names`, so that nobody's work is lost.
    """
    out = out.resolve()
    if out.exists() and not out.is_dir():
        raise ExportError(f"{out}: is a file, wanted a folder")
    strangers = sorted({path.name for path in out.iterdir()} - names) if out.is_dir() else []
    if strangers:
        raise ExportError(f"{out}: holds {strangers[0]!r}, which is no part of this export; wanted an empty folder")
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{out.name[:40]}.", suffix=".part", dir=out.parent))
    except OSError as wrong:
        raise _failure(out, wrong) from wrong
    try:
        yield part
        part.chmod(0o755)
        shutil.rmtree(out, ignore_errors=True)
        part.replace(out)
    except OSError as wrong:
        raise _failure(out, wrong) from wrong
    finally:
        shutil.rmtree(part, ignore_errors=True)
