"""Finds the files of an input: itself, or all in a folder and those below it, in order of name."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError

TEXT, HTML, LINES, JSON, FEED = "text", "html", "lines", "json", "feed"
WARC, ZIP, TAR, PARQUET = "warc", "zip", "tar", "parquet"
FORMATS = {
    ".txt": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".json": JSON,
    ".rss": FEED,
    ".atom": FEED,
    ".xml": FEED,
    ".warc": WARC,
    ".wet": WARC,
    ".zip": ZIP,
    ".tar": TAR,
    ".tgz": TAR,
    ".parquet": PARQUET,
}
ARCHIVES = (WARC, ZIP, TAR, PARQUET)
WANTED = "wanted .txt, .html, .htm, .jsonl, .json, .rss, .warc or .tar, each also with .gz, .zip or .parquet"


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
