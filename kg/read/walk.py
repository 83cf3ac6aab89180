"""Finds the files of an input: itself, or all in a folder and those below it, in order of name."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError

_TEXT, _HTML, _LINES, _JSON = "text", "html", "lines", "json"
FORMATS = {
    ".txt": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".json": _JSON,
}
WANTED = "wanted .txt, .html, .htm, .jsonl or .json, each also with .gz"


def files(path: Path) -> Iterator[Path | InputError]:
    """Raises InputError where `path` does not exist; a folder that cannot be read comes as one among the files.

    Hidden files and folders inside a folder are left out; links to folders are not followed, they can go in circles.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as missing:
        reason = missing.strerror if isinstance(missing, OSError) else str(missing)
        raise InputError(str(path), f"{(reason or 'cannot be found').lower()}, wanted a file or folder") from missing
    if not stat.S_ISDIR(mode):
        yield path
        return
    waiting = [path]
    while waiting:
        next_one = waiting.pop()
        if next_one.is_dir() and (next_one == path or not next_one.is_symlink()):
            try:
                names = sorted(os.listdir(next_one), reverse=True)  # noqa: PTH208 - names alone
            except OSError as refused:
                yield InputError(str(next_one), f"folder cannot be read: {refused.strerror}")
                continue
            waiting.extend(next_one / name for name in names if not name.startswith("."))
        elif next_one.is_file():
            yield next_one
