"""Terms of N-Triples as text: the fastest way into a store, and the form in which graphs are compared."""

import re

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# controls, and lone surrogates that no UTF-8 file can hold
_SPECIAL = re.compile('[\\x00-\\x1f"\\\\\\x7f\\ud800-\\udfff]')
XSD = "http://www.w3.org/2001/XMLSchema#"
# schemes of addresses that may become an IRI; all others are kept as text
WEB = re.compile(r"^https?://[^\s<>\"{}|\\^`\x00-\x20]+$")


def literal(text: str, datatype: str = "", language: str = "") -> str:
    """A literal; `datatype` is a local name of XML Schema such as `date`."""
    body = _SPECIAL.sub(_escape, text)
    if language:
        return f'"{body}"@{language}'
    return f'"{body}"^^<{XSD}{datatype}>' if datatype else f'"{body}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return ESCAPES.get(char) or f"\\u{ord(char):04X}"


def node(iri: str) -> str:
    return f"<{iri}>"


def address(url: str) -> str:
    """A web address as an IRI, anything else (`javascript:`, blanks, brackets) as a plain literal."""
    return node(url) if WEB.match(url) else literal(url)
