"""Reads articles from text, HTML and JSON files, folders and standard input."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, SkippedArticle
from kg.model import Article
from kg.read.dates import parse_date
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.json_lines import read_json
from kg.read.language import is_english
from kg.read.open import opened, suffix
from kg.read.plain import read_plain

__all__ = ["read"]

Warn = Callable[[str], None]
ID_DIGITS = 16


def read(
    path: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    warn: Warn | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | InputError]:
    """The articles of a file, of a folder and those below it in order of name, or of standard input (`-`).

    What cannot be read or is not coded comes as an InputError or SkippedArticle instance among them.
    Raises InputError where the input as a whole does not exist.
    """
    warn = warn or (lambda message: None)
    seen: dict[str, str] = {}
    for draft in _drafts(path, stdin):
        if isinstance(draft, InputError):
            yield draft
            continue
        found = _article(draft, warn)
        if isinstance(found, Article):
            text = seen.setdefault(found.id, _hash(found.text))
            if text != _hash(found.text):
                yield SkippedArticle(draft.where, f"id {found.id!r} again with another text; the first one is kept")
                continue
            if published is not None:
                found = replace(found, published=published)
            if publisher is not None:
                found = replace(found, publisher=publisher)
        yield found


def _drafts(path: str, stdin: BinaryIO | None) -> Iterator[Draft | InputError]:
    if path == "-":
        raw = (stdin or sys.stdin.buffer).read()
        yield from _guarded("standard input", raw, ".json" if raw.lstrip()[:1] in (b"{", b"[") else ".txt")
        return
    file = Path(path)
    if not file.exists():
        raise InputError(path, "no such file or folder")
    if not file.is_dir():
        yield from _file(file, told=True)
        return
    try:
        entries = sorted(file.iterdir())
    except OSError as refused:
        yield InputError(path, f"folder cannot be read: {refused.strerror}")
        return
    for entry in entries:
        if entry.is_dir():
            yield from _drafts(str(entry), None)
        elif not entry.name.startswith("."):
            yield from _file(entry, told=False)


READERS = (".txt", ".html", ".htm", ".json", ".jsonl")


def _file(file: Path, told: bool) -> Iterator[Draft | InputError]:
    kind = suffix(file)
    if kind not in READERS:
        yield InputError(str(file), f"suffix {file.suffix or 'none'} is unknown, wanted {' '.join(READERS)} or these with .gz")
        return
    try:
        if kind in (".json", ".jsonl"):
            with opened(file) as stream:
                yield from read_json(stream, str(file))
            return
        with opened(file) as stream:
            raw = stream.read()
    except InputError as wrong:
        yield wrong
        return
    except OSError as refused:
        yield InputError(str(file), f"cannot be read: {refused.strerror or refused}")
        return
    yield from _guarded(str(file), raw, kind)


def _guarded(where: str, raw: bytes, kind: str) -> Iterator[Draft | InputError]:
    import io

    try:
        if kind in (".json", ".jsonl"):
            yield from read_json(io.BytesIO(raw), where)
        elif not raw.strip():
            yield InputError(where, "empty file")
        elif kind in (".html", ".htm"):
            from kg.read.html import read_html

            yield read_html(raw, where)
        else:
            decoded = decode(raw, where)
            yield read_plain(decoded.text, where, decoded.note)
    except InputError as wrong:
        yield wrong


def _article(draft: Draft, warn: Warn) -> Article | InputError:
    for note in draft.notes:
        warn(f"{draft.where}: {note}")
    text = full_text(draft.title, draft.text)
    if not any(c.isalpha() for c in text):
        return SkippedArticle(draft.where, "no words in it")
    if not is_english(text):
        return SkippedArticle(draft.where, "not in English")
    identifier = draft.id or _hash(text)
    day = _day(draft, warn)
    return Article(identifier, text, draft.url, draft.title, "en", draft.publisher, day)


def full_text(title: str, body: str) -> str:
    """Title, blank line, body; the title is not repeated where the body begins with it."""
    if not title or body.lstrip().startswith(title):
        return body
    return f"{title}\n\n{body}" if body else title


def _day(draft: Draft, warn: Warn) -> date | None:
    """The first date that exists and does not lie ahead; others are told and not used."""
    for words in draft.published:
        day = parse_date(words)
        if day is None:
            warn(f"{draft.where}: publication date {words!r} is none, wanted YYYY-MM-DD; not used")
        elif day > date.today():
            warn(f"{draft.where}: publication date {day} lies in the future; not used")
        else:
            return day
    return None


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]
