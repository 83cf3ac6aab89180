"""Reads articles from text, HTML and JSON files, folders, standard input, and feeds and pages of the web."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read.article import article_of
from kg.read.count import count
from kg.read.draft import Draft
from kg.read.formats import drafts_of_file, drafts_of_stream
from kg.read.seen import Seen
from kg.read.walk import files
from kg.read.web import LIST_SUFFIX, Web, check_needed, is_address
from kg.vocabulary.addresses import shown

__all__ = ["check", "count", "read_all"]

STDIN = "-"


def read_all(
    paths: Iterable[str],
    *,
    published: date | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
    warn: Callable[[str], None] | None = None,
    today: date | None = None,
    web: Web | None = None,
) -> Iterator[Article | InputError]:
    """The articles of inputs: files, folders and those below them in order of name, standard input (`-`), or addresses
    of the web (a feed, a page, or an OPML list of feeds, also as a file).

    What cannot be read comes as an InputError instance among them, what is not coded (other languages, empty, read
    already) as a SkippedArticle: a text that stands in two inputs comes once, an id has one text. `published` and
    `publisher` override what the articles say. `warn` is told in one line what was mended or not used, such as a date
    after `today`. `web` reads addresses, and knows what it has read before. All paths are looked up before the first is
    read; raises InputError for one that does not exist.
    """
    paths, day, net = list(paths), today or date.today(), web if web is not None else Web()
    check(paths)
    with Seen() as seen:
        for path in paths:
            for draft in _drafts(path, stdin, day, net):
                if isinstance(draft, InputError):
                    yield draft
                    continue
                found = article_of(draft, day, published, publisher, warn or (lambda line: None))
                yield found if isinstance(found, InputError) else seen.check(found, draft.where, draft.by_address)


def check(paths: Iterable[str]) -> None:
    """Raises InputError for the first input that is not there."""
    for path in paths:
        if is_address(path) or path.lower().endswith(LIST_SUFFIX):
            check_needed(shown(path))
        if path != STDIN and not is_address(path):
            next(files(Path(path)), None)


def _drafts(path: str, stdin: BinaryIO | None, today: date, web: Web) -> Iterator[Draft | InputError]:
    if path == STDIN:
        yield from drafts_of_stream(stdin or sys.stdin.buffer, "standard input", today)
        return
    if is_address(path):
        yield from web.drafts(path, today)
        return
    if path.lower().endswith(LIST_SUFFIX) and Path(path).is_file():
        yield from web.drafts_of_list(Path(path), today)
        return
    for file in files(Path(path)):
        if isinstance(file, InputError):
            yield file
        else:
            yield from drafts_of_file(file, today)
