"""The two files of `neo4j-admin database import`."""

import csv
from pathlib import Path
from typing import Any

from kg.export.clean import cell
from kg.export.network import Network, edge_values, node_values
from kg.export.whole import whole_folder

FILES = frozenset({"nodes.csv", "relationships.csv"})

_TYPES = {int: "int", float: "double"}


def write_neo4j(network: Network, out: Path) -> None:
    """Write `nodes.csv` and `relationships.csv`, whose headers name identifiers, labels and types as Neo4j wants."""
    with whole_folder(out, FILES) as folder:
        nodes = [
            {"id:ID": node.id, **_typed(node_values(node)), ":LABEL": f"Actor;{node.kind}" if node.kind else "Actor"}
            for node in network.nodes
        ]
        edges = [
            {
                "id": edge.id,
                ":START_ID": edge.actor,
                ":END_ID": edge.target,
                ":TYPE": edge.label,
                **_typed(edge_values(edge)),
            }
            for edge in network.edges
        ]
        _write(folder / "nodes.csv", nodes, ["id:ID", ":LABEL"])
        _write(folder / "relationships.csv", edges, ["id", ":START_ID", ":END_ID", ":TYPE"])


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    return {_column(name, value): cell(value) if isinstance(value, str) else value for name, value in values.items()}


def _column(name: str, value: Any) -> str:
    if name in ("first", "last"):
        return f"{name}:date"
    kind = _TYPES.get(type(value))
    return f"{name}:{kind}" if kind else name


def _write(path: Path, rows: list[dict[str, Any]], least: list[str]) -> None:
    """Write rows of equal keys; `least` is the header where there are none."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else least, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
