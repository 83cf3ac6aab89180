"""The terms that exports look for in a graph."""

from functools import cache
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.vocabulary.names import PREFIXES


@cache
def term(name: str) -> NamedNode:
    """The node of a prefixed name such as `dyad:actor`."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def tail(iri: str) -> str:
    """The last part of an IRI, as it was before it was made fit for one."""
    return unquote(iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1])
