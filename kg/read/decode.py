"""Bytes to text: UTF-8 and UTF-16 by their marks, else what the page declares, else Windows-1252."""

import codecs
import re
from dataclasses import dataclass

from kg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# a page must declare its charset in the first 1024 bytes (HTML standard); real ones are later
_DECLARED_WITHIN = 8192
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# formats that people rename by mistake, and what to call them
_MAGIC = ((b"%PDF", "PDF"), (b"PK\x03\x04", "zip or Office"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"))
# text has next to none; compressed data has about 10 in 100
_MOST_CONTROLS = 0.02
# UTF-8 with some damaged bytes keeps far more good sequences than bad ones; Windows-1252 has hardly any good ones
_GOOD_PER_BAD = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """`note` tells what was not plain UTF-8, `""` where all was well."""

    text: str
    note: str = ""


def check_text(raw: bytes, where: str) -> None:
    """Raise InputError where `raw` is not text in any encoding."""
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise InputError(where, f"{name} file, wanted text")
    if any(raw.startswith(mark) for mark, encoding in _MARKS if encoding != "utf-8"):
        return
    nul = raw.find(0)
    if nul >= 0:
        raise InputError(where, f"binary file (zero byte at {nul}), wanted text")
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(raw):
        raise InputError(where, f"binary file ({controls} control bytes of {len(raw)}), wanted text")


def _declared(raw: bytes) -> str:
    """The charset a page declares, `""` for none or one that does not exist."""
    match = _DECLARED.search(raw[:_DECLARED_WITHIN])
    return _known(match.group(1).decode("ascii", "replace")) if match else ""


def _known(charset: str) -> str:
    """The name of a charset; `""` where it does not exist."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):  # ValueError: a zero byte in the name
        return ""
    # browsers read latin-1 and ASCII pages as Windows-1252 (WHATWG encoding standard)
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _damaged(raw: bytes, at: int) -> Decoded | None:
    """UTF-8 with single bad bytes replaced by U+FFFD; None where it is rather another encoding."""
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    if good < _GOOD_PER_BAD * bad:
        return None
    return Decoded(text, f"{bad} places are not UTF-8, the first at byte {at}; replaced by U+FFFD")


def decode(raw: bytes, where: str, charset: str = "") -> Decoded:
    """The text of a file; `charset` is what a server said of it. Raises InputError for binary data and for what no
    encoding fits."""
    check_text(raw, where)
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    try:
        return Decoded(raw.decode(encoding or "utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as wrong:
        if encoding.startswith(("utf-16", "utf-32")):
            raise InputError(where, f"not {encoding.upper()} as its mark says, at byte {wrong.start}") from wrong
        at = wrong.start
    mended = _damaged(raw, at)
    if mended:
        return mended
    for name in dict.fromkeys((_known(charset), _declared(raw), "cp1252")):
        try:
            if name:
                return Decoded(raw.decode(name), f"not UTF-8 (byte {at}); read as {name}")
        except (UnicodeDecodeError, LookupError):  # LookupError: a codec such as base64 that is not for text
            continue
    raise InputError(where, f"neither UTF-8 (byte {at}) nor Windows-1252, wanted UTF-8")
