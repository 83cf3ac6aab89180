"""Reads articles from text, HTML and JSON files, folders and standard input."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read.article import article_of
from kg.read.draft import Draft
from kg.read.formats import drafts_of_file, drafts_of_stream
from kg.read.seen import Seen
from kg.read.walk import files

__all__ = ["read", "read_all"]

STDIN = "-"


def read(
    path: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
    warn: Callable[[str], None] | None = None,
    today: date | None = None,
) -> Iterator[Article | InputError]:
    """The articles of a file, of a folder and those below it in order of name, or of standard input (`-`).

    What cannot be read comes as an InputError instance among them, what is not coded (other languages, empty, read
    already) as a SkippedArticle. `published` and `publisher` override what the articles say. `warn` is told in one
    line what was mended or not used, such as a date after `today`. Raises InputError where the path does not exist.
    """
    return read_all([path], published=published, publisher=publisher, stdin=stdin, warn=warn, today=today)


def read_all(
    paths: Iterable[str],
    *,
    published: date | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
    warn: Callable[[str], None] | None = None,
    today: date | None = None,
) -> Iterator[Article | InputError]:
    """As `read`, over several inputs: a text that stands in two of them comes once, an id has one text.

    All paths are looked up before the first is read.
    """
    paths, day = list(paths), today or date.today()
    for path in paths:
        if path != STDIN:
            next(files(Path(path)), None)
    with Seen() as seen:
        for path in paths:
            for draft in _drafts(path, stdin, day):
                if isinstance(draft, InputError):
                    yield draft
                    continue
                found = article_of(draft, day, published, publisher, warn or (lambda line: None))
                yield found if isinstance(found, InputError) else seen.check(found, draft.where)


def _drafts(path: str, stdin: BinaryIO | None, today: date) -> Iterator[Draft | InputError]:
    if path == STDIN:
        yield from drafts_of_stream(stdin or sys.stdin.buffer, "standard input", today)
        return
    for file in files(Path(path)):
        if isinstance(file, InputError):
            yield file
        else:
            yield from drafts_of_file(file, today)
