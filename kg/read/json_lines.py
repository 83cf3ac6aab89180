"""Articles in JSON: one object, an array of objects, or one object a line. Texts are taken as they stand.

Reads in pieces, so that the size of an input does not matter, only that of an article.
"""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from kg.errors import InputError
from kg.read.draft import Draft
from kg.read.fields import draft_of, type_name
from kg.read.open import MAX_BYTES

_WANTED = "wanted an object with the field text"
_CHUNK = 2**16  # bytes
_BLANK = " \t\r\n"
_LONGEST_TOKEN = 16  # characters: "-Infinity", "\\ud83d\\ude00"


def read_json(stream: BinaryIO, where: str, named_lines: bool = False) -> Iterator[Draft | InputError]:
    """The articles of a stream; what is wrong comes as an InputError with its line. An empty stream raises one.

    `named_lines` says that the file calls itself JSON Lines, which matters where its first line is broken.
    """
    number, first = _first_line(stream, where)
    if _starts_lines(first.strip(), named_lines):
        yield from _lines(stream, first, number, where)
    else:
        yield from _document(stream, first, number, where)


def _starts_lines(first: bytes, named_lines: bool) -> bool:
    if first.startswith(b"[") or first == b"{":
        return False
    try:
        return named_lines or isinstance(msgspec.json.decode(first), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return first.endswith(b"}")


def _first_line(stream: BinaryIO, where: str) -> tuple[int, bytes]:
    """The first line that is not blank, and its number."""
    number = 0
    while line := stream.readline(MAX_BYTES):
        number += 1
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise InputError(where, "UTF-16, wanted JSON in UTF-8")
        if line.strip():
            return number, line
    raise InputError(where, "empty file, wanted JSON")


def _lines(stream: BinaryIO, line: bytes, number: int, where: str) -> Iterator[Draft | InputError]:
    while line:
        at = f"{where}, line {number}"
        if len(line) >= MAX_BYTES and not line.endswith(b"\n"):
            yield InputError(at, f"more than {MAX_BYTES // 2**20} MB, wanted one article a line")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
        elif line.strip():
            yield _parsed(line, at)
        line = stream.readline(MAX_BYTES)
        number += 1


def _parsed(line: bytes, where: str) -> Draft | InputError:
    try:
        return _draft(msgspec.json.decode(line), where)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        return InputError(where, f"not JSON: {wrong}")
    except RecursionError:
        return InputError(where, "JSON nested too deep, wanted an object with the field text")


def _document(stream: BinaryIO, first: bytes, number: int, where: str) -> Iterator[Draft | InputError]:
    """Objects that may go over several lines: one, several, or those of an array."""
    text = _Text(stream, first, number, where)
    is_list = text.skip(_BLANK) == "["
    if is_list:
        text.move(text.at + 1)
    while head := text.skip(_BLANK + ("," if is_list else "")):
        if is_list and head == "]":
            return
        at = text.where()
        yield _draft(text.value(), at)
    if is_list:
        raise InputError(text.where(), "the list is cut short, wanted ]")


class _Text:
    """A window on a stream of JSON; grows by doubling, so that an object that needs it all is tried few times."""

    def __init__(self, stream: BinaryIO, first: bytes, line: int, where: str) -> None:
        self._stream, self._where, self.line = stream, where, line
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._json = json.JSONDecoder()
        self._text, self.at, self._ended = "", 0, False
        self._append(first)

    def where(self) -> str:
        return f"{self._where}, line {self.line}"

    def _append(self, chunk: bytes) -> None:
        self._ended = not chunk
        try:
            self._text = self._text[self.at :] + self._decode(chunk, final=self._ended)
        except UnicodeDecodeError as wrong:
            raise InputError(self.where(), f"not UTF-8 in or after this line: {wrong.reason}") from wrong
        self.at = 0

    def _more(self) -> bool:
        if self._ended or len(self._text) - self.at > MAX_BYTES:
            return False
        self._append(self._stream.read(max(_CHUNK, len(self._text) - self.at)))
        return True

    def move(self, to: int) -> None:
        self.line += self._text.count("\n", self.at, to)
        self.at = to

    def skip(self, what: str) -> str:
        """Goes to the first character that is none of `what` and returns it, `""` at the end."""
        while True:
            found = next((i for i in range(self.at, len(self._text)) if self._text[i] not in what), -1)
            self.move(found if found >= 0 else len(self._text))
            if found >= 0:
                return self._text[found]
            if not self._more():
                return ""

    def value(self) -> Any:
        """The JSON value that begins here. Raises InputError where there is none."""
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self.at)
            except RecursionError:
                raise InputError(self.where(), f"JSON nested too deep, {_WANTED}") from None
            except json.JSONDecodeError as wrong:
                if _may_go_on(wrong, len(self._text)) and self._more():
                    continue
                self.move(wrong.pos)
                raise InputError(self.where(), f"not JSON: {wrong.msg}") from wrong
            except ValueError as wrong:  # a number of thousands of digits
                raise InputError(self.where(), f"not JSON that can be read: {wrong}") from wrong
            self.move(end)
            return value


def _may_go_on(wrong: json.JSONDecodeError, length: int) -> bool:
    """Whether the text may be right and only cut: the error is at its end, or a string does not close."""
    return wrong.msg.startswith("Unterminated") or wrong.pos > length - _LONGEST_TOKEN


def _draft(value: Any, where: str) -> Draft | InputError:
    return draft_of(value, where) if isinstance(value, dict) else InputError(where, f"{type_name(value)}, {_WANTED}")
