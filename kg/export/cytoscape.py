"""Cytoscape JSON (`.cyjs`), for Cytoscape and Cytoscape.js."""

from pathlib import Path

import msgspec

from kg.export.network import Network, edge_values, node_values
from kg.export.whole import whole_file


def write_cytoscape(network: Network, out: Path) -> None:
    """One element a line. `shared_name` and `interaction` are what Cytoscape shows first; `value`, `key`, `directed`
    and `multigraph` are for networkx, which reads the format too."""
    encode = msgspec.json.encode
    with whole_file(out) as file:
        file.write(b'{"format_version": "1.0", "generated_by": "Dyad", "target_cytoscapejs_version": "~3.0",\n')
        file.write(b'"directed": true, "multigraph": true,\n')
        file.write(b'"data": {"name": "Dyad", "shared_name": "Dyad"}, "elements": {"nodes": [')
        for number, node in enumerate(network.nodes):
            data = {
                "id": node.id,
                "value": node.id,
                "name": node.label,
                "shared_name": node.label,
                **node_values(node),
                "color": node.colour,
                "size": node.size,
            }
            file.write((b",\n" if number else b"\n") + encode({"data": data}))
        file.write(b'\n], "edges": [')
        for number, edge in enumerate(network.edges):
            data = {
                # nodes and edges share one space of identifiers
                "id": f"event/{edge.id}",
                "key": edge.id,
                "source": edge.actor,
                "target": edge.target,
                "interaction": edge.label,
                **edge_values(edge),
            }
            file.write((b",\n" if number else b"\n") + encode({"data": data}))
        file.write(b"\n]}}\n")
