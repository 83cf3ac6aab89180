"""Every way out of a graph. The end of the name tells the format."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import ExportError
from kg.export.events import read_events
from kg.export.filters import EVERYTHING, Filters, parse_filters
from kg.vocabulary.names import DATA

__all__ = ["EVERYTHING", "FORMATS", "Filters", "export", "format_of", "parse_filters"]

# What each end of a name makes, as `kg export --help` tells it.
FORMATS = {
    ".ttl": "Turtle",
    ".nt": "N-Triples",
    ".nq": "N-Quads",
    ".trig": "TriG",
    ".jsonld": "JSON-LD with our context",
    ".rdf": "RDF/XML",
    ".csv": "event table, one row an event",
    ".parquet": "event table for pandas, Polars, DuckDB, R",
    ".tsv": "quadruples: actor, type, target, day",
    ".tkg": "folder of numbered quadruples as ICEWS14 has them",
    ".graphml": "network for Gephi, yEd, Cytoscape, networkx",
    ".gexf": "network with a time line for Gephi",
    ".cyjs": "network for Cytoscape",
    ".neo4j": "folder for neo4j-admin database import",
    ".ftm.json": "FollowTheMoney entities for Aleph",
    ".html": "a page to look at, without a network",
}

# Folders, and formats that pack themselves.
_NEVER_PACKED = (".tkg", ".neo4j", ".parquet")

_RDF = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")
_NETWORKS = (".graphml", ".gexf", ".cyjs", ".neo4j")


def format_of(out: Path) -> str:
    """The known end of a name, without `.gz`; raises ExportError where there is none."""
    name = out.name.lower()
    packed = name.endswith(".gz")
    name = name.removesuffix(".gz")
    suffix = max((known for known in FORMATS if name.endswith(known)), key=len, default="")
    if not suffix or (packed and suffix in _NEVER_PACKED):
        what = f"{suffix}.gz" if suffix else Path(name).suffix or "no suffix"
        known = " ".join(FORMATS)
        raise ExportError(f"{out}: {what} is no format to write, wanted one of {known}; .gz may follow a file's")
    return suffix


def export(
    graph: Store | Any,
    out: Path | str,
    *,
    filters: Filters = EVERYTHING,
    by: str = "event",
    layout: str = "polecat",
    graph_name: str | None = None,
    reify: bool = False,
    sparql: bool = False,
) -> None:
    """Write a graph to `out` in the format that its name ends in, whole or not at all; `.gz` packs it.

    `by` is for networks: `event` (one edge an event) or `dyad` (one edge a directed pair). `layout` names the columns
    of a table: `polecat`, `gdelt` or `icews`. `graph_name` is the IRI of the graph in `.nq`, `.trig` and `.jsonld`;
    `reify` adds RDF 1.2 reifiers; `sparql` puts the graph and a SPARQL engine into a page. Raises ExportError.
    """
    out = Path(out)
    suffix = format_of(out)
    store = graph if isinstance(graph, Store) else graph.store
    base = DATA if isinstance(graph, Store) else graph.base
    if suffix in _RDF:
        from kg.export.rdf import export_rdf

        export_rdf(store, out, suffix, filters, base=base, graph_name=graph_name, reify=reify)
    elif suffix in _NETWORKS:
        _export_network(store, out, suffix, filters, by)
    elif suffix == ".html":
        from kg.export.page import export_page

        export_page(store, out, filters=filters, base=base, sparql=sparql)
    else:
        _export_events(store, out, suffix, filters, layout)


def _export_network(store: Store, out: Path, suffix: str, filters: Filters, by: str) -> None:
    from kg.export import cytoscape, neo4j, network, xmlgraph

    if by not in ("event", "dyad"):
        raise ExportError(f"--by {by!r}: wanted event or dyad")
    writers: dict[str, Callable[[network.Network, Path], None]] = {
        ".graphml": xmlgraph.write_graphml,
        ".gexf": xmlgraph.write_gexf,
        ".cyjs": cytoscape.write_cytoscape,
        ".neo4j": neo4j.write_neo4j,
    }
    writers[suffix](network.build_network(read_events(store, filters), by), out)


def _export_events(store: Store, out: Path, suffix: str, filters: Filters, layout: str) -> None:
    from kg.export import ftm, table, tkg

    events = read_events(store, filters)
    if suffix == ".csv":
        table.write_csv(events, out, layout)
    elif suffix == ".parquet":
        table.write_parquet(events, out, layout)
    elif suffix == ".tsv":
        tkg.write_tsv(events, out)
    elif suffix == ".tkg":
        tkg.write_tkg(events, out)
    else:
        ftm.write_ftm(events, out)
