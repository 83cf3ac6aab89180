"""News pages of web archives: WARC files as crawlers write them, and WET files, which hold the text of pages.

Read by hand, as the format is small: FastWARC 2.0 ends with a panic of its engine, which no program can catch as an
error, where a stream does not behave; others read lines without a bound.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from kg.errors import InputError, SkippedArticle
from kg.read.article import NOT_ENGLISH
from kg.read.dates import parse_date
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.html import MAX_PAGE, read_html
from kg.read.plain import read_plain
from kg.vocabulary.addresses import address_id, same_site, shown

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = "200"
_LONGEST_LINE, _MOST_HEADERS = 2**16, 2**20  # bytes of one header, and of those of a record
_BLOCK = 2**20  # bytes passed over at once
# what Common Crawl found a text's languages to be, the first the most of it (ISO 639-3)
_LANGUAGES = "warc-identified-content-language"
_ENGLISH = "eng"
_CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,8}")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


@dataclass(slots=True)
class Body:
    """The bytes of a record; `left` are those not read yet."""

    stream: BinaryIO
    left: int

    def read(self, count: int) -> bytes:
        data = self.stream.read(min(count, self.left))
        self.left -= len(data)
        return data

    def line(self) -> bytes:
        data = self.stream.readline(min(_LONGEST_LINE, self.left))
        self.left -= len(data)
        return data


def read_warc(stream: BinaryIO, where: str, today: date) -> Iterator[Draft | InputError]:
    """The pages of an archive in its order; what is no page that was found (pictures, errors, requests) is left out.

    Pages are known by their address. Raises InputError where the archive is broken, after what could be read.
    """
    number = 0
    for number, (headers, body) in enumerate(_records(stream, where), start=1):
        url = headers.get("warc-target-uri", "").strip("<> ")
        at = f"{where}, record {number} ({shown(url)})"
        try:
            draft = _draft(headers, body, url, at, today)
        except InputError as wrong:
            yield wrong
            continue
        if draft is not None:
            # what a page says of its address counts on its own site alone
            address = draft.url if same_site(draft.url, url) else url
            yield replace(draft, id=address_id(address) if address else "", url=address, by_address=True)
    if not number:
        raise InputError(where, "no records in it, wanted a WARC or WET archive")


def _records(stream: BinaryIO, where: str) -> Iterator[tuple[Mapping[str, str], Body]]:
    """Headers and bytes of the records; what is not read of the bytes is passed over."""
    while line := stream.readline(_LONGEST_LINE):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise InputError(where, f"no WARC record, found {line[:40]!r}")
        headers = _headers(Body(stream, _MOST_HEADERS), where)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) <= 18):
            raise InputError(where, f"record without a length, found {length[:40]!r}")
        body = Body(stream, int(length))
        yield headers, body
        while body.left and body.read(_BLOCK):
            pass
        if body.left:
            raise InputError(where, "archive is cut short")


def _headers(body: Body, where: str) -> dict[str, str]:
    """Headers by name in small letters, up to the empty line."""
    found: dict[str, str] = {}
    name = ""
    while (line := body.line()).strip():
        if not line.endswith(b"\n"):
            break
        if line[:1] in b" \t":
            found[name] = f"{found.get(name, '')} {line.decode('utf-8', 'replace').strip()}"
            continue
        before, _, after = line.decode("utf-8", "replace").partition(":")
        name = before.strip().lower()
        found[name] = after.strip()
    if not line:
        raise InputError(where, "headers are cut short")
    if line.strip():
        raise InputError(where, f"more than {_MOST_HEADERS // 2**20} MB of headers")
    return found


def _draft(headers: Mapping[str, str], body: Body, url: str, where: str, today: date) -> Draft | None:
    """The article of a record, None for what is no page."""
    kind = headers.get("warc-type", "").lower()
    if kind == "conversion":
        languages = headers.get(_LANGUAGES, "")
        if languages and not languages.startswith(_ENGLISH):
            raise SkippedArticle(where, NOT_ENGLISH)
        decoded = decode(_whole(body, where), where)
        return read_plain(decoded.text, where, decoded.note)
    if kind != "response" or url.endswith("/robots.txt"):
        return None
    status = body.line().split(None, 2)
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1].decode("ascii", "replace") != _FOUND:
        return None
    answer = _headers(body, where)
    type_ = answer.get("content-type", "")
    if not type_.lower().startswith(_PAGES):
        return None
    crawled = parse_date(headers.get("warc-date", "")) or today
    charset = _CHARSET.search(type_)
    return read_html(_page(answer, body, where), where, min(crawled, today), charset[1] if charset else "")


def _page(answer: Mapping[str, str], body: Body, where: str) -> bytes:
    """The page without its packing; many archives have taken it off and left the headers that tell of it."""
    raw = _whole(body, where)
    if "chunked" in answer.get("transfer-encoding", "").lower():
        raw = _joined(raw)
    packing = answer.get("content-encoding", "").strip().lower()
    if packing not in ("gzip", "x-gzip", "deflate"):
        return raw
    try:
        page = zlib.decompressobj(_GZIP_OR_ZLIB).decompress(raw, MAX_PAGE + 1)
    except zlib.error:
        return raw
    return _bounded(page, where)


def _whole(body: Body, where: str) -> bytes:
    raw = _bounded(body.read(MAX_PAGE + 1), where)
    if not raw.strip():
        raise SkippedArticle(where, "empty, wanted an article")
    return raw


def _bounded(raw: bytes, where: str) -> bytes:
    if len(raw) > MAX_PAGE:
        raise InputError(where, f"more than {MAX_PAGE // 10**6} MB, wanted one page")
    return raw


def _joined(raw: bytes) -> bytes:
    """The chunks of an answer in one; the bytes as they are where they are no chunks."""
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(raw, at):
        begin = raw.find(b"\n", at) + 1
        if not begin:
            break
        count = int(size[0], 16)
        if not count:
            return b"".join(parts)
        parts.append(raw[begin : begin + count])
        at = begin + count + 2
    return b"".join(parts) if parts and at >= len(raw) else raw
