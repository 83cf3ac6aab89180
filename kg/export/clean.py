"""Makes text harmless for the format it goes into. News holds anything: markup, control characters, formulas."""

import re
from xml.sax.saxutils import escape

REPLACEMENT = "\ufffd"

# What XML 1.0 cannot hold, section 2.2 of the recommendation.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Control characters that no cell of a table needs.
_NOT_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection), in its full-width forms too.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")

_LINE = re.compile(r"\s+")


def xml_text(text: str) -> str:
    """The text as it may stand in XML content or in double quotes; what XML cannot hold becomes U+FFFD."""
    return escape(_NOT_XML.sub(REPLACEMENT, text), {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def xml_characters(text: str) -> str:
    """The text with what XML cannot hold replaced, not yet escaped."""
    return _NOT_XML.sub(REPLACEMENT, text)


def cell(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it: a quote goes before what it would take for a formula."""
    text = _NOT_CELL.sub(REPLACEMENT, text)
    return f"'{text}" if _FORMULA.match(text) else text


def one_line(text: str) -> str:
    """A cell of a format without quoting: no tabs, no line ends."""
    return cell(_LINE.sub(" ", _NOT_CELL.sub(REPLACEMENT, text)).strip())
