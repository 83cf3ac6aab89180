"""Sets which articles are of one wording: a story of an agency that forty outlets print is one report, not forty.

Two articles belong together where their signatures are alike, directly or by way of others. Each article of such a
group leads by `dyad:wording` to the one of the smallest identifier: this follows from the texts alone, in whatever
order they came. An article without others of its wording leads nowhere.
"""

from base64 import b64decode
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.judged import remove
from kg.graph.terms import GRAPH, SIGNATURE, WORDING, WORDING_KEY, value
from kg.graph.wording import alike, keys

# Signatures kept in memory.
KEPT = 50_000


def members(store: Store, wording: str) -> set[str]:
    """The articles that lead to one."""
    return {value(quad.subject) for quad in store.quads_for_pattern(None, WORDING, NamedNode(wording), GRAPH)}


def wording_of(store: Store, article: str) -> str | None:
    """Where an article leads, None where it is alone."""
    quads = store.quads_for_pattern(NamedNode(article), WORDING, None, GRAPH)
    return next((value(quad.object) for quad in quads), None)


def together(store: Store, article: str) -> set[str]:
    """The other articles of an article's wording."""
    wording = wording_of(store, article)
    return members(store, wording) - {article} if wording is not None else set()


def reword(store: Store, articles: Iterable[str]) -> None:
    """Makes the groups right in which some articles stand, or stood, and all that they now join."""
    stale = set(articles)
    for article in list(stale):
        stale |= together(store, article)
    groups = _Groups()
    reader = _Reader(store)
    whole: set[str] = set()  # groups that nothing has left: all or none of a group's articles are stale
    for article in sorted(stale):
        groups.join(article, article)
        for other in reader.near(article):
            groups.join(article, other)
            if other not in stale and (wording := wording_of(store, other)) is not None:
                groups.join(other, wording)
                whole.add(wording)
    for group in groups.all():
        _set(store, group.union(*(members(store, wording) for wording in group & whole)))


def reword_all(store: Store) -> None:
    """Makes all groups anew, as after a bulk load."""
    remove(store, list(store.quads_for_pattern(None, WORDING, None, GRAPH)))
    groups = _Groups()
    reader = _Reader(store)
    for quad in store.quads_for_pattern(None, SIGNATURE, None, GRAPH):
        article = value(quad.subject)
        for other in reader.near(article):
            groups.join(article, other)
    for group in list(groups.all()):
        _set(store, group)


def _set(store: Store, group: set[str]) -> None:
    wording = NamedNode(min(group)) if len(group) > 1 else None
    wanted = {Quad(NamedNode(article), WORDING, wording, GRAPH) for article in group} if wording is not None else set()
    there = {q for article in group for q in store.quads_for_pattern(NamedNode(article), WORDING, None, GRAPH)}
    if wanted - there:
        store.extend(wanted - there)
    if there - wanted:
        remove(store, there - wanted)


class _Reader:
    """Finds the articles whose signatures are alike."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._signatures: dict[str, bytes] = {}

    def near(self, article: str) -> Iterator[str]:
        """Articles of the same wording, itself left out; none for one that is not in the graph."""
        signed = self._signature(article)
        found = {
            value(quad.subject)
            for key in (keys(signed) if signed else ())
            for quad in self._store.quads_for_pattern(None, WORDING_KEY, Literal(key), GRAPH)
        }
        return (other for other in found - {article} if alike(signed, self._signature(other)))

    def _signature(self, article: str) -> bytes:
        if article not in self._signatures:
            if len(self._signatures) >= KEPT:
                self._signatures.clear()
            quads = self._store.quads_for_pattern(NamedNode(article), SIGNATURE, None, GRAPH)
            self._signatures[article] = next((b64decode(value(quad.object)) for quad in quads), b"")
        return self._signatures[article]


class _Groups:
    """Which articles hang together (union and find)."""

    def __init__(self) -> None:
        self._leads: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        self._leads[self._root(one)] = self._root(other)

    def _root(self, article: str) -> str:
        path = []
        while (lead := self._leads.setdefault(article, article)) != article:
            path.append(article)
            article = lead
        for passed in path:
            self._leads[passed] = article
        return article

    def all(self) -> Iterator[set[str]]:
        groups: dict[str, set[str]] = {}
        for article in list(self._leads):
            groups.setdefault(self._root(article), set()).add(article)
        yield from groups.values()
