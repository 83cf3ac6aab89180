"""Networks, read back by networkx, lxml and json."""

import csv
import json
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

from kg.errors import ExportError
from kg.export import Filters, export
from kg.export.clean import xml_characters
from kg.export.events import read_events
from kg.export.network import build_network, to_networkx, to_pandas
from kg.graph.store import Graph

GEXF = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}


def names(graph: Graph) -> set[str]:
    return {row["n"].value for row in graph.query("SELECT ?n { ?a a sem:Actor ; skos:prefLabel ?n }")}


def test_graphml_opens_in_networkx_with_its_types(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.graphml")
    network: Any = networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    (edge,) = [data for *_, data in network.edges(data=True) if data["type"] == "REJECT"]
    assert (edge["mentions"], edge["goldstein"], edge["first"]) == (2, -4.0, "2013-02-07")
    assert network.nodes["ISR-MIL"]["label"] == "Military of Israel"


def test_gexf_opens_in_networkx_with_edges_that_last(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.gexf")
    network: Any = networkx.read_gexf(tmp_path / "g.gexf")
    spans = {(data["start"], data["end"]) for *_, data in network.edges(data=True) if "start" in data}
    assert ("2013-02-21", "2013-02-28") in spans
    assert len(network.edges) == 5


def test_gexf_has_colours_by_sector_and_sizes_by_degree(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.gexf")
    tree = etree.parse(tmp_path / "g.gexf")
    sizes = {n.get("id"): float(n.find("viz:size", GEXF).get("value")) for n in tree.iterfind(".//g:node", GEXF)}
    assert sizes["IRN"] > sizes["ISR-MIL"] > sizes["united-nations"]
    colours = {n.get("id"): dict(n.find("viz:color", GEXF).attrib) for n in tree.iterfind(".//g:node", GEXF)}
    assert colours["ISR-MIL"] != colours["IRN"] == colours["USA"]


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_hostile_names_stay_names_in_xml(hostile: Graph, tmp_path: Path, suffix: str) -> None:
    export(hostile, tmp_path / f"g{suffix}")
    reader = networkx.read_graphml if suffix == ".graphml" else networkx.read_gexf
    read: Any = reader(tmp_path / f"g{suffix}")
    assert {data["label"] for _, data in read.nodes(data=True)} == {xml_characters(name) for name in names(hostile)}
    etree.parse(tmp_path / f"g{suffix}", etree.XMLParser(resolve_entities=False))


def test_hostile_names_stay_names_in_cytoscape_json(hostile: Graph, tmp_path: Path) -> None:
    export(hostile, tmp_path / "g.cyjs")
    elements = json.loads((tmp_path / "g.cyjs").read_text("utf-8"))["elements"]
    assert {node["data"]["name"] for node in elements["nodes"]} == names(hostile)
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert all(edge["data"]["source"] in ids and edge["data"]["target"] in ids for edge in elements["edges"])


def test_cytoscape_json_opens_in_networkx_with_parallel_edges(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.cyjs")
    network: Any = networkx.cytoscape_graph(json.loads((tmp_path / "g.cyjs").read_text("utf-8")))
    ours = to_networkx(build_network(read_events(graph.store)))
    assert network.is_multigraph() and network.is_directed()
    assert set(network.edges(keys=True)) == set(ours.edges(keys=True))
    assert network.nodes["ISR-MIL"]["name"] == "Military of Israel"


def test_a_dyad_counts_its_events_by_type_and_quad_class(graph: Graph) -> None:
    network = build_network(read_events(graph.store), by="dyad")
    edge = next(edge for edge in network.edges if edge.id == "IRN>ISR-MIL")
    assert (edge.weight, edge.values["type_ASSAULT"], edge.values["quad_material_conflict"]) == (1, 1, 1)
    assert edge.values["goldstein_mean"] == -9.0
    assert edge.values["type_REJECT"] == 0


def test_events_without_two_ends_are_counted_not_drawn(graph: Graph) -> None:
    network = build_network(read_events(graph.store))
    assert (len(network.edges), network.left_out) == (5, 1)


def test_networkx_keeps_parallel_events_apart(graph: Graph) -> None:
    network = to_networkx(build_network(read_events(graph.store)))
    assert network.is_multigraph() and network.is_directed()
    whole = {event.id for event in read_events(graph.store) if event.actor}
    assert {key for *_, key in network.edges(keys=True)} == whole


def test_pandas_frames_hold_every_node_and_edge(graph: Graph) -> None:
    nodes, edges = to_pandas(build_network(read_events(graph.store)))
    assert set(edges["actor"]) | set(edges["target"]) == set(nodes["id"])
    assert len(edges) == 5


def test_neo4j_files_fit_each_other(hostile: Graph, tmp_path: Path) -> None:
    export(hostile, tmp_path / "g.neo4j")
    with (tmp_path / "g.neo4j" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    with (tmp_path / "g.neo4j" / "relationships.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    ids = {node["id:ID"] for node in nodes}
    assert {edge[":START_ID"] for edge in edges} | {edge[":END_ID"] for edge in edges} == ids
    assert {edge[":TYPE"] for edge in edges} == {"ACCUSE"}
    assert not [node for node in nodes if node["label"].startswith(("=", "@", "-", "+"))]


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".cyjs"])
def test_a_graph_without_events_is_still_a_file_that_opens(graph: Graph, tmp_path: Path, suffix: str) -> None:
    export(graph, tmp_path / f"g{suffix}", filters=Filters(types=frozenset({"AID"})))
    data = (tmp_path / f"g{suffix}").read_bytes()
    assert json.loads(data) if suffix == ".cyjs" else etree.fromstring(data) is not None


def test_an_unknown_kind_of_edge_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="wanted event or dyad"):
        export(graph, tmp_path / "g.gexf", by="month")
