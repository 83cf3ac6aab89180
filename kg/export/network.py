"""Events as a network: actors are nodes; events, or all that one actor did to another, are edges."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import log2
from typing import Any

from kg.export.events import GraphEvent, Party
from kg.export.scores import QUAD_NAMES, goldstein, quad_class

# Colours that people with colour blindness tell apart (Okabe and Ito 2008), by sector.
COLOURS = {
    "GOV": "#0072b2",
    "LEG": "#56b4e9",
    "JUD": "#56b4e9",
    "MIL": "#d55e00",
    "COP": "#e69f00",
    "SPY": "#e69f00",
    "REB": "#cc3311",
    "UAF": "#cc3311",
    "PRM": "#cc3311",
    "OPP": "#cc79a7",
    "PTY": "#cc79a7",
    "CVL": "#009e73",
    "ACT": "#009e73",
    "NGO": "#009e73",
    "IGO": "#44aa99",
    "MED": "#f0e442",
    "BUS": "#aa8844",
}
COUNTRY_COLOUR = "#332288"
OTHER_COLOUR = "#999999"

# The diameter of a node without edges, and what each doubling of its edges adds; in the units of Gephi.
SMALLEST, STEP = 10.0, 6.0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor; `sector` is the one it has in most events, `degree` counts the edges at it."""

    id: str
    label: str
    kind: str
    country: str
    sector: str
    wikidata: str
    degree: int
    colour: str
    size: float


@dataclass(frozen=True, slots=True)
class Edge:
    """An event or a dyad. Days are ISO days, inclusive, empty where unknown; `values` always has the same keys."""

    id: str
    actor: str
    target: str
    label: str
    first: str
    last: str
    weight: int
    values: dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by id, edges by first day and id. Events that lack an actor or a target are no edges: `left_out`."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


@dataclass(slots=True)
class _Dyad:
    count: int = 0
    mentions: int = 0
    scores: list[float] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    quads: Counter[str] = field(default_factory=Counter)
    days: list[str] = field(default_factory=list)


def build_network(events: Iterable[GraphEvent], by: str = "event") -> Network:
    """The network of events; `by` is `event` (one edge an event) or `dyad` (one edge a directed pair of actors)."""
    parties: dict[str, Party] = {}
    sectors: defaultdict[str, Counter[str]] = defaultdict(Counter)
    left_out = 0

    def paired() -> Iterator[tuple[GraphEvent, Party, Party]]:
        nonlocal left_out
        for event in events:
            if event.actor is None or event.target is None:
                left_out += 1
                continue
            for party in (event.actor, event.target):
                parties[party.id] = party
            for mention in event.evidence:
                sectors[event.actor.id][mention.actor_sector] += 1
                sectors[event.target.id][mention.target_sector] += 1
            yield event, event.actor, event.target

    edges = tuple(_dyad_edges(paired()) if by == "dyad" else (_event_edge(*pair) for pair in paired()))
    degrees = Counter(end for edge in edges for end in (edge.actor, edge.target))
    nodes = tuple(_node(parties[id_], degrees[id_], sectors[id_]) for id_ in sorted(parties))
    return Network(nodes, edges, left_out)


def _node(party: Party, degree: int, sectors: Counter[str]) -> Node:
    sector = min(sectors, key=lambda name: (-sectors[name], name), default="")
    colour = COLOURS.get(sector, COUNTRY_COLOUR if party.kind == "Country" else OTHER_COLOUR)
    size = round(SMALLEST + STEP * log2(1 + degree), 1)
    return Node(party.id, party.name, party.kind, party.country, sector, party.wikidata, degree, colour, size)


def _event_edge(event: GraphEvent, actor: Party, target: Party) -> Edge:
    score = goldstein(event)
    return Edge(
        id=event.id,
        actor=actor.id,
        target=target.id,
        label=event.type,
        first=event.first,
        last=event.last,
        weight=1,
        values={
            "type": event.type,
            "mode": event.best.mode if event.best else "",
            "stance": event.stance,
            "quad_class": QUAD_NAMES.get(quad_class(event), ""),
            "goldstein": 0.0 if score is None else score,
            "mentions": len(event.evidence),
            "confidence": event.confidence,
        },
    )


def _dyad_edges(events: Iterable[tuple[GraphEvent, Party, Party]]) -> list[Edge]:
    dyads: defaultdict[tuple[str, str], _Dyad] = defaultdict(_Dyad)
    for event, actor, target in events:
        dyad = dyads[actor.id, target.id]
        dyad.count += 1
        dyad.mentions += len(event.evidence)
        dyad.types[event.type] += 1
        dyad.quads[QUAD_NAMES.get(quad_class(event), "")] += 1
        dyad.days += [day for day in (event.first, event.last) if day]
        score = goldstein(event)
        if score is not None:
            dyad.scores.append(score)
    types = sorted({type_ for dyad in dyads.values() for type_ in dyad.types})
    return [_dyad_edge(*ends, dyad, types) for ends, dyad in sorted(dyads.items())]


def _dyad_edge(actor: str, target: str, dyad: _Dyad, types: list[str]) -> Edge:
    mean = sum(dyad.scores) / len(dyad.scores) if dyad.scores else 0.0
    return Edge(
        id=f"{actor}>{target}",
        actor=actor,
        target=target,
        label=min(dyad.types, key=lambda name: (-dyad.types[name], name)),
        first=min(dyad.days, default=""),
        last=max(dyad.days, default=""),
        weight=dyad.count,
        values={
            "mentions": dyad.mentions,
            "goldstein_mean": round(mean, 3),
            **{f"quad_{name.lower().replace(' ', '_')}": dyad.quads[name] for name in QUAD_NAMES.values()},
            **{f"type_{name}": dyad.types[name] for name in types},
        },
    )


def to_networkx(network: Network) -> Any:
    """The network as a `networkx.MultiDiGraph`; the key of an edge is the event's id, or the dyad's."""
    import networkx

    graph = networkx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.id, **node_values(node), colour=node.colour, size=node.size)
    for edge in network.edges:
        graph.add_edge(edge.actor, edge.target, key=edge.id, **edge_values(edge))
    return graph


def to_pandas(network: Network) -> tuple[Any, Any]:
    """Pandas frames of the nodes and of the edges; needs pandas."""
    import pandas

    ends = [{"id": edge.id, "actor": edge.actor, "target": edge.target, **edge_values(edge)} for edge in network.edges]
    return pandas.DataFrame([{"id": n.id, **node_values(n)} for n in network.nodes]), pandas.DataFrame(ends)


def node_values(node: Node) -> dict[str, Any]:
    """The attributes of a node that every format carries."""
    return {
        "label": node.label,
        "kind": node.kind,
        "country": node.country,
        "sector": node.sector,
        "wikidata": node.wikidata,
        "degree": node.degree,
    }


def edge_values(edge: Edge) -> dict[str, Any]:
    """The attributes of an edge that every format carries."""
    return {"label": edge.label, "first": edge.first, "last": edge.last, "weight": edge.weight, **edge.values}
