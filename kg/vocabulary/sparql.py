"""What the words of a SPARQL text tell: whether it asks other machines, wants to change a graph, or is malformed.

Strings, IRIs and comments do not count.
"""

import re
from collections.abc import Container, Iterator

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
    # a run is taken whole, with or without a colon: a long one without was once read from each of its letters
    r"|(?P<run>[\w.\-]*+)(?:(?P<colon>:)(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\.)*)?+",
    re.DOTALL,
)
# words in a run that is no name: 1SERVICE is a number and a keyword
_WORD = re.compile(r"[A-Za-z_]+")

# SERVICE asks another endpoint, LOAD fetches an address into the graph.
_ELSEWHERE = frozenset({"SERVICE", "LOAD"})

_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})
_QUERIES = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

# What the engine says it wanted: words and marks, sentences of its own, and sets of characters, which tell nobody much.
_WANTED = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|'[^']*'|[^,|\s][^,|]*")
_MOST_WANTED = 6
_PLACE = re.compile(r"(\d+):(\d+)$")
_NEAR = 20  # characters of the query that a message shows


def _tokens(sparql: str) -> Iterator[tuple[str, str | None]]:
    """Words in capitals, and prefixes of names; neither for strings, IRIs, comments and variables."""
    for token in _TOKEN.finditer(sparql):
        if token["colon"]:
            yield "", token["run"]
        elif token["run"]:
            yield from ((word.upper(), None) for word in _WORD.findall(token["run"]))
        elif token.group():
            yield "", None


def reaches_out(sparql: str) -> str | None:
    """The keyword by which a query or an update turns to another machine; None where it stays in its graph."""
    return next((word for word, _ in _tokens(sparql) if word in _ELSEWHERE), None)


def is_update(sparql: str) -> str | None:
    """The keyword by which a text that is no query begins, such as DELETE; None for a query and for no words."""
    before = ""
    for word, _ in _tokens(sparql):
        if word and word not in _PROLOGUE and before not in _PROLOGUE:
            return None if word in _QUERIES else word
        before = word
    return None


def malformed(sparql: str, said: str, known: Container[str]) -> str:
    """In one line what is wrong with a query that the engine refused, from what it said: "error at 1:7: expected …".

    `known` are the prefixes that need no declaration.
    """
    update, stranger = is_update(sparql), _undeclared(sparql, known)
    if update is not None:
        return f"{update} is no query; wanted SELECT, ASK, CONSTRUCT or DESCRIBE"
    place, _, wanted = " ".join(said.split()).partition(": expected ")
    if stranger is not None:
        return f"{place}: the prefix {stranger + ':'!r} is neither usual nor declared"
    words = [word.strip() for word in _WANTED.findall(wanted.removeprefix("one of "))]
    words = [word for word in words if word and word[0] not in "['"]
    sentences = [word for word in words if word[0] != '"' and " " in word]
    rest = _rest(sparql, place)
    where = f"{place}, before {rest!r}" if rest else f"{place}, the end"
    if sentences:
        return f"{where}: {sentences[0]}"
    if not words:
        return f"{where}: cannot be read any further"
    return f"{where}: wanted {', '.join(words[:_MOST_WANTED])}{', …' if len(words) > _MOST_WANTED else ''}"


def _rest(sparql: str, place: str) -> str:
    """The beginning of what the engine could not read, from its line and column, both from 1."""
    found, lines = _PLACE.search(place), sparql.splitlines()
    if not found or int(found[1]) > len(lines):
        return ""
    return " ".join(lines[int(found[1]) - 1][int(found[2]) - 1 :].split())[:_NEAR]


def _undeclared(sparql: str, known: Container[str]) -> str | None:
    """The first prefix that is used and not declared before."""
    declared: set[str] = set()
    before = ""
    for word, prefix in _tokens(sparql):
        if prefix is not None:
            if before == "PREFIX":
                declared.add(prefix)
            # the prefix of blank nodes
            elif prefix != "_" and prefix not in declared and prefix not in known:
                return str(prefix)
        before = word
    return None
