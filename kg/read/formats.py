"""Gives each input to the reader of its format."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError, SkippedArticle
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.json_lines import read_json
from kg.read.open import opened, read_whole, suffix, unpacked
from kg.read.plain import read_plain
from kg.read.walk import (
    ARCHIVES,
    FEED,
    FORMATS,
    HTML,
    JSON,
    LINES,
    PARQUET,
    TAR,
    TEXT,
    WANTED,
    WARC,
    ZIP,
)

_LOOK_AHEAD = 1024  # bytes
_MARK = b"\xef\xbb\xbf"
EMPTY = "empty, wanted an article"


def drafts_of_file(file: Path, today: date) -> Iterator[Draft | InputError]:
    """The articles of a file by its suffix; what is wrong comes as InputErrors."""
    where, kind = str(file), FORMATS.get(suffix(file), "")
    if not kind and file.is_file():
        yield InputError(where, f"suffix {file.suffix or 'none'} is unknown, {WANTED}")
        return
    try:
        with opened(file) as stream:
            if not kind:  # a pipe such as the shell's <(command)
                yield from drafts_of_stream(stream, where, today)
            else:
                yield from _drafts(stream, where, kind, today)
    except InputError as wrong:
        yield wrong


def drafts_of_stream(stream: BinaryIO, where: str, today: date) -> Iterator[Draft | InputError]:
    """As `drafts_of_file` where the first bytes must tell the format."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    head = buffered.peek(_LOOK_AHEAD)[:_LOOK_AHEAD].removeprefix(_MARK).lstrip()
    try:
        if head.startswith(b"\x1f\x8b"):
            raise InputError(where, "gzip, wanted it unpacked, as by zcat")
        yield from _drafts(cast(BinaryIO, buffered), where, _kind(head), today)
    except InputError as wrong:
        yield wrong
    except OSError as refused:
        yield InputError(where, f"cannot be read: {refused.strerror or refused}")


def _kind(head: bytes) -> str:
    """Text can begin with a bracket too ("[TEXT] ..."): JSON goes on with a quote, an object or its end."""
    bracket, rest = head[:1], head[1:].lstrip()[:1]
    if bracket == b"{" and rest in (b'"', b"}", b""):
        return JSON
    if bracket == b"[" and rest in (b"{", b"]", b""):
        return JSON
    if head.startswith(b"WARC/"):
        return WARC
    if head[:9].lower() == b"<!doctype" or head[:5].lower() in (b"<html", b"<?xml"):
        return HTML
    return TEXT


def _drafts(stream: BinaryIO, where: str, kind: str, today: date) -> Iterator[Draft | InputError]:
    if kind in (JSON, LINES):
        yield from read_json(stream, where, named_lines=kind == LINES)
    elif kind == WARC:
        from kg.read.warc import read_warc

        yield from read_warc(stream, where, today)
    elif kind == PARQUET:
        from kg.read.parquet import read_parquet

        yield from read_parquet(stream, where)
    elif kind in (ZIP, TAR):
        yield from _members(stream, where, kind, today)
    else:
        yield from _one(stream, where, kind, today)


def _one(stream: BinaryIO, where: str, kind: str, today: date) -> Iterator[Draft]:
    """The article of a file that holds one, or the entries of a feed."""
    raw = read_whole(stream, where)
    if not raw.strip():
        raise SkippedArticle(where, EMPTY)
    if kind == HTML:
        from kg.read.html import read_html

        yield read_html(raw, where, today)
    elif kind == FEED:
        from kg.read.web.feed import draft_of, read_feed

        for number, item in enumerate(read_feed(raw, where), start=1):
            yield draft_of(item, f"{where}, entry {number}")
    else:
        decoded = decode(raw, where)
        yield read_plain(decoded.text, where, decoded.note)


def _members(stream: BinaryIO, where: str, kind: str, today: date) -> Iterator[Draft | InputError]:
    """The articles of an archive, one file after the other; archives within it are told and left alone."""
    from kg.read.archive import members

    for name, member in members(stream, where, kind == ZIP):
        at = f"{where}, {name}"
        kind_of_member = FORMATS.get(suffix(Path(name)), "")
        try:
            if kind_of_member in ARCHIVES:
                raise InputError(at, "archive within an archive, wanted it unpacked")
            if not kind_of_member:
                raise InputError(at, f"suffix {Path(name).suffix or 'none'} is unknown, {WANTED}")
            with unpacked(io.BufferedReader(member), at) as plain:
                yield from _drafts(plain, at, kind_of_member, today)
        except InputError as wrong:
            yield wrong
