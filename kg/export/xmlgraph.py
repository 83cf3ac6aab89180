"""GraphML and GEXF, streamed: files that Gephi, yEd, Cytoscape and networkx open."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from kg.export.clean import xml_text
from kg.export.network import Edge, Network, Node, edge_values, node_values
from kg.export.whole import whole_text

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _kind(value: Any, names: dict[type, str]) -> str:
    return names[type(value)]


def _columns(rows: Iterable[dict[str, Any]], names: dict[type, str]) -> dict[str, str]:
    """Name and kind of each attribute; every row has the same ones, so the first tells."""
    return {key: _kind(value, names) for key, value in next(iter(rows), {}).items()}


def write_graphml(network: Network, out: Path) -> None:
    """GraphML with typed attributes; colour and size are attributes too, since the format has no words for them."""
    names = {str: "string", int: "int", float: "double"}
    nodes = _columns(map(_graphml_node, network.nodes), names)
    edges = _columns(map(edge_values, network.edges), names)
    with whole_text(out) as file:
        file.write(f'{_HEAD}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for domain, columns in (("node", nodes), ("edge", edges)):
            for name, kind in columns.items():
                file.write(f'<key id="{domain}_{xml_text(name)}" for="{domain}" attr.name="{xml_text(name)}"')
                file.write(f' attr.type="{kind}"/>\n')
        file.write('<graph id="dyad" edgedefault="directed">\n')
        for node in network.nodes:
            file.write(f'<node id="{xml_text(node.id)}">{_data("node", _graphml_node(node))}</node>\n')
        for edge in network.edges:
            ends = f'source="{xml_text(edge.actor)}" target="{xml_text(edge.target)}"'
            file.write(f'<edge id="{xml_text(edge.id)}" {ends}>{_data("edge", edge_values(edge))}</edge>\n')
        file.write("</graph>\n</graphml>\n")


def _graphml_node(node: Node) -> dict[str, Any]:
    return {**node_values(node), "color": node.colour, "size": node.size}


def _data(domain: str, values: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{domain}_{xml_text(name)}">{xml_text(str(value))}</data>' for name, value in values.items()
    )


def write_gexf(network: Network, out: Path) -> None:
    """GEXF 1.2 with a time line: edges last from their first to their last day, inclusive; colours and sizes.

    An edge of unknown period is always there.
    """
    names = {str: "string", int: "integer", float: "double"}
    days = [day for edge in network.edges for day in (edge.first, edge.last) if day]
    span = f' start="{min(days)}" end="{max(days)}"' if days else ""
    node_columns, edge_columns = (
        _columns(map(node_values, network.nodes), names),
        _columns(map(edge_values, network.edges), names),
    )
    with whole_text(out) as file:
        file.write(f'{_HEAD}<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz"')
        file.write(' version="1.2">\n<meta><creator>Dyad</creator></meta>\n')
        file.write(f'<graph defaultedgetype="directed" mode="dynamic" timeformat="date"{span}>\n')
        for domain, columns in (("node", node_columns), ("edge", edge_columns)):
            file.write(f'<attributes class="{domain}" mode="static">\n')
            for number, (name, kind) in enumerate(columns.items()):
                file.write(f'<attribute id="{number}" title="{xml_text(name)}" type="{kind}"/>\n')
            file.write("</attributes>\n")
        _gexf_nodes(file, network.nodes)
        _gexf_edges(file, network.edges)
        file.write("</graph>\n</gexf>\n")


def _gexf_nodes(file: IO[str], nodes: Iterable[Node]) -> None:
    file.write("<nodes>\n")
    for node in nodes:
        red, green, blue = (int(node.colour[at : at + 2], 16) for at in (1, 3, 5))
        file.write(f'<node id="{xml_text(node.id)}" label="{xml_text(node.label)}">{_values(node_values(node))}')
        file.write(f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{node.size}"/></node>\n')
    file.write("</nodes>\n")


def _gexf_edges(file: IO[str], edges: Iterable[Edge]) -> None:
    file.write("<edges>\n")
    for edge in edges:
        span = f' start="{edge.first}" end="{edge.last}"' if edge.first and edge.last else ""
        file.write(f'<edge id="{xml_text(edge.id)}" source="{xml_text(edge.actor)}" target="{xml_text(edge.target)}"')
        file.write(f' label="{xml_text(edge.label)}" weight="{edge.weight}"{span}>')
        file.write(f"{_values(edge_values(edge))}</edge>\n")
    file.write("</edges>\n")


def _values(values: dict[str, Any]) -> str:
    inner = "".join(
        f'<attvalue for="{number}" value="{xml_text(str(value))}"/>' for number, value in enumerate(values.values())
    )
    return f"<attvalues>{inner}</attvalues>"
