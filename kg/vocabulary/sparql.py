"""Finds what a SPARQL text asks of other machines, by its words alone: strings, IRIs and comments do not count."""

import re

# SPARQL 1.1, section 19.8. Long strings stand before short ones, and an IRI holds no braces: otherwise a keyword
# could hide between `<` and `>` of two comparisons, or behind a quote within a long string.
_TOKEN = re.compile(
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n\r]*"
    # names with a colon and variables, in which a keyword is part of a name
    r"|[?$]\w+"
    r"|[\w.\-]*:(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\.)*"
    r"|(?P<word>[A-Za-z_]+)",
    re.DOTALL,
)

# SERVICE asks another endpoint, LOAD fetches an address into the graph.
_ELSEWHERE = frozenset({"SERVICE", "LOAD"})


def reaches_out(sparql: str) -> str | None:
    """The keyword by which a query or an update turns to another machine; None where it stays in its graph."""
    for token in _TOKEN.finditer(sparql):
        word = (token["word"] or "").upper()
        if word in _ELSEWHERE:
            return word
    return None
