"""Articles in JSON: one object, an array of objects, or one object a line. Texts are taken as they stand."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from kg.errors import InputError
from kg.read.draft import Draft

TEXT_FIELDS = ("id", "text", "title", "published", "url", "publisher")
MAX_LINE = 64 * 1024 * 1024  # bytes


def read_json(stream: BinaryIO, where: str) -> Iterator[Draft | InputError]:
    """Streams lines; an input whose first line is no whole object is read as one document."""
    first = _first_line(stream)
    if not first.strip():
        yield InputError(where, "empty file")
        return
    try:
        start = msgspec.json.decode(first)
    except (msgspec.DecodeError, UnicodeDecodeError):
        start = None
    if isinstance(start, dict):
        yield _draft(start, f"{where}, line 1")
        yield from _lines(stream, where)
        return
    yield from _document(first + stream.read(), where)


def _first_line(stream: BinaryIO) -> bytes:
    line = b"\n"
    while line and not line.strip():
        line = stream.readline(MAX_LINE)
    return line.removeprefix(b"\xef\xbb\xbf")


def _lines(stream: BinaryIO, where: str) -> Iterator[Draft | InputError]:
    number = 1
    while line := stream.readline(MAX_LINE):
        number += 1
        if line.strip():
            yield _parsed(line, f"{where}, line {number}")


def _parsed(line: bytes, where: str) -> Draft | InputError:
    try:
        return _draft(msgspec.json.decode(line), where)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        return InputError(where, f"not JSON: {wrong}")


def _document(raw: bytes, where: str) -> Iterator[Draft | InputError]:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # lines of which the first alone is broken
        for number, line in enumerate(raw.splitlines(), 1):
            if line.strip():
                yield _parsed(line, f"{where}, line {number}")
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _draft(item, f"{where}, article {number}" if isinstance(value, list) else where)


def _draft(value: Any, where: str) -> Draft | InputError:
    if not isinstance(value, dict):
        return InputError(where, f"{type(value).__name__}, wanted an object with a field 'text'")
    if "text" not in value:
        return InputError(where, "field 'text' is missing")
    fields: dict[str, str] = {}
    for name in TEXT_FIELDS:
        field = value.get(name)
        if field is None:
            field = ""
        elif name == "id" and isinstance(field, int) and not isinstance(field, bool):
            field = str(field)
        if not isinstance(field, str):
            return InputError(where, f"field {name!r} is {type(field).__name__}, wanted text")
        fields[name] = field
    published = (fields["published"],) if fields["published"] else ()
    return Draft(
        where, fields["text"], fields["title"], fields["id"], published, fields["url"], fields["publisher"]
    )
