"""Sets the links between nodes that are the same, from the judgements about them.

Each judgement of the rules links its two nodes, the surest first, unless that would join, directly or by way of others,
two nodes that a user has judged different. What a user has judged the same is always linked.
"""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Store

from kg.graph.judged import USER, Judged, about, link, links, remove
from kg.graph.terms import GRAPH


def settle(store: Store, nodes: Iterable[str]) -> None:
    """Makes the links right at some nodes and at all that hang together with them."""
    done: set[str] = set()
    for start in sorted(nodes):
        if start not in done:
            together, judgements = _together(store, start)
            done |= together
            _set(store, together, judgements)


def _together(store: Store, start: str) -> tuple[set[str], set[Judged]]:
    """The nodes that judgements of sameness join to a node, itself included, and all judgements about them."""
    together, judgements, waiting = {start}, set[Judged](), [start]
    while waiting:
        for found in about(store, waiting.pop()):
            judgements.add(found)
            for end in found.pair:
                if found.same and end not in together:
                    together.add(end)
                    waiting.append(end)
    return together, judgements


def _set(store: Store, together: set[str], judgements: set[Judged]) -> None:
    wanted = {quad for pair in holding(judgements) for quad in links(*pair)}
    there = {quad for node in together for quad in store.quads_for_pattern(NamedNode(node), link(node), None, GRAPH)}
    if wanted - there:
        store.extend(wanted - there)
    if there - wanted:
        remove(store, there - wanted)


def holding(judgements: Iterable[Judged]) -> set[tuple[str, str]]:
    """The pairs that are linked."""
    known = list(judgements)
    apart = {found.pair for found in known if not found.same}
    same = sorted((found for found in known if found.same), key=lambda j: (j.judge != USER, -(j.score or 0.0), j.pair))
    if not apart:
        return {found.pair for found in same}
    groups: dict[str, frozenset[str]] = {end: frozenset({end}) for found in known for end in found.pair}
    held = set()
    for found in same:
        joined = groups[found.left] | groups[found.right]
        if any(left in joined and right in joined for left, right in apart):
            continue
        held.add(found.pair)
        for end in joined:
            groups[end] = joined
    return held
