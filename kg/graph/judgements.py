"""What people judge: two events, or two actors, are the same, or are different. Judgements can be taken back."""

from typing import TYPE_CHECKING

from kg.errors import JudgementError
from kg.graph.judged import USER, Judged, about, judged, quads, remove
from kg.graph.settle import settle
from kg.vocabulary.names import identifier, iri

if TYPE_CHECKING:
    from kg.graph.store import Graph

KINDS = ("event", "actor")


def judge(graph: "Graph", one: str, other: str, same: bool, reason: str = "") -> Judged:
    """Writes down that two events or two actors are the same, or are not.

    Names are identifiers, `event:` or `actor:` names, IRIs, or for events how an identifier begins. The opposite
    judgement about the same two is replaced. Raises JudgementError for what is not there, for two of different kinds,
    and for what contradicts, or follows already from, other judgements of users.
    """
    left, right = find(graph, one), find(graph, other)
    if left == right:
        raise JudgementError(f"{one} and {other} are one node; wanted two")
    if _kind(left) != _kind(right):
        raise JudgementError(f"{one} is an {_kind(left)}, {other} an {_kind(right)}; wanted two of a kind")
    new = judged(left, right, same, USER, graph.base, reason)
    before = _own(graph, new)
    if before is not None and before.same == same and before.reason == reason:
        return before
    if before is None or before.same != same:
        _check(graph, new)
    if before is not None:
        remove(graph.store, quads(before))
    graph.store.extend(quads(new))
    settle(graph.store, new.pair)
    return new


def take_back(graph: "Graph", one: str, other: str, same: bool) -> None:
    """Takes a judgement of a user back; those of the rules come into force again. Raises JudgementError."""
    left, right = find(graph, one), find(graph, other)
    found = _own(graph, judged(left, right, same, USER, graph.base))
    if found is None or found.same != same:
        raise JudgementError(f"nobody has judged {one} and {other} to be {'the same' if same else 'different'}")
    remove(graph.store, quads(found))
    settle(graph.store, found.pair)


def find(graph: "Graph", name: str) -> str:
    """The IRI of the event or actor that a name means. Raises JudgementError where that is none, or several."""
    name = name.strip("<>")
    for kind in KINDS:
        text = name.removeprefix(f"{graph.base}{kind}/").removeprefix(f"{kind}:")
        whole = iri(kind, identifier(text) if text != name else text, graph.base)
        if graph.query(f"ASK {{ <{whole}> a {'dyad:Event' if kind == 'event' else 'sem:Actor'} }}"):
            return whole
    events = graph.events_of(name) if name else []
    if len(events) == 1:
        return events[0]
    if events:
        raise JudgementError(f"{name!r} means {len(events)} events; wanted one, such as {identifier(events[0])}")
    raise JudgementError(f"{name!r} is neither an event nor an actor of this graph")


def _kind(node: str) -> str:
    return node.rsplit("/", 2)[-2]


def _own(graph: "Graph", new: Judged) -> Judged | None:
    """What a user has judged about the same two before."""
    return next((found for found in about(graph.store, new.left) if found.iri == new.iri), None)


def _check(graph: "Graph", new: Judged) -> None:
    left, right = _same(graph, new.left, new.pair), _same(graph, new.right, new.pair)
    if new.right in left:
        way = ", ".join(map(identifier, left[new.right]))
        if new.same:
            raise JudgementError(f"these two are judged the same already, by way of {way}: it would close a circle")
        raise JudgementError(f"these two cannot be different: they are judged the same by way of {way}")
    if not new.same:
        return
    for node in left:
        for found in about(graph.store, node):
            other = found.right if found.left == node else found.left
            if found.judge == USER and not found.same and other in right and found.pair != new.pair:
                names = " and ".join(map(identifier, found.pair))
                raise JudgementError(f"these two cannot be the same: {names} are judged different")


def _same(graph: "Graph", start: str, but: tuple[str, str]) -> dict[str, list[str]]:
    """What users have judged the same as a node, each with the nodes between; the judgement about `but` left aside."""
    found: dict[str, list[str]] = {start: []}
    waiting = [start]
    while waiting:
        node = waiting.pop(0)
        for one in about(graph.store, node):
            other = one.right if one.left == node else one.left
            if one.judge == USER and one.same and one.pair != but and other not in found:
                found[other] = [*found[node], *([node] if node != start else [])]
                waiting.append(other)
    return found
