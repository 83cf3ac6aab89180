"""The terms that exports look for in a graph, and the verb of an event's direct edge."""

from functools import cache
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.vocabulary.codebook import Codebook, load_codebook
from kg.vocabulary.names import PREFIXES


@cache
def term(name: str) -> NamedNode:
    """The node of a prefixed name such as `dyad:actor`."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def tail(iri: str) -> str:
    """The last part of an IRI, as it was before it was made fit for one."""
    last = iri.rpartition("/")[2].rpartition("#")[2]
    return unquote(last) if "%" in last else last


@cache
def codebook() -> Codebook:
    """The codebook, read once."""
    return load_codebook()


def act(type_: str) -> NamedNode | None:
    """The property of a type's direct edges, None for a type that the codebook lacks."""
    return term(f"act:{codebook().verb(type_)}") if type_ in codebook().types else None
