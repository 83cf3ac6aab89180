"""The text of the pieces of HTML that feeds carry."""

import re
from typing import Any

# what begins and ends a paragraph
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
)
_NO_TEXT = frozenset("script style template svg form figure iframe noscript object video audio".split())
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs, in order, without markup. Text without any markup has one a line."""
    if not _MARKUP.search(markup):
        return _paragraphs(markup)
    from lxml import etree, html

    try:
        return paragraphs_in(html.document_fromstring(markup.replace("\0", " ")))
    except (etree.LxmlError, ValueError, AssertionError):  # nothing but comments, or no text at all
        return []


def paragraphs_in(tree: Any) -> list[str]:
    """The paragraphs of a parsed element; names of tags count without their namespace."""
    pieces: list[str] = []
    within = 0  # elements around that hold no text
    from lxml import etree

    for event, node in etree.iterwalk(tree, ("start", "end", "comment", "pi")):
        name = local(node)
        edge = "\n" if name in _BLOCKS else ""
        if event == "start":
            within += name in _NO_TEXT
        elif event == "end":
            within -= name in _NO_TEXT
        # a line's end within a paragraph of HTML is a blank
        words = (node.text if event == "start" else node.tail if node is not tree else "") or ""
        pieces += [edge, "" if within else re.sub(r"\s", " ", words)]
    return _paragraphs("".join(pieces))


def local(node: Any) -> str:
    """The name of a tag in small letters, without its namespace; `""` for comments."""
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def line_of(markup: str) -> str:
    """The text in one line, as for a title."""
    return " ".join(paragraphs_of(markup))


def _paragraphs(text: str) -> list[str]:
    return [line for piece in re.split(r"[\r\n]+", text) if (line := " ".join(piece.split()))]
