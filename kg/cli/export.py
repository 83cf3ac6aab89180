"""`kg export`: a graph in another form."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath

NAME = "export"

# the formats in which an option makes a difference; elsewhere it would be lost without a word
MEANT_FOR = {
    "--by": (".graphml", ".gexf", ".cyjs", ".neo4j"),
    "--layout": (".csv", ".parquet"),
    "--graph-name": (".nq", ".trig", ".jsonld"),
    "--rdf12": (".ttl", ".nt", ".nq", ".trig"),
    "--sparql": (".html",),
}


def command(
    graph: GraphPath,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write; its suffix tells the format.")],
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="Events from this day on, YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Events up to this day, YYYY-MM-DD.")] = "",
    country: Annotated[
        list[str], typer.Option(metavar="CODE", help="Country of actor or target, ISO alpha-3; repeatable.")
    ] = [],  # noqa: B006 - typer reads the default, nobody changes it
    type_: Annotated[list[str], typer.Option("--type", metavar="TYPE", help="PLOVER type; repeatable.")] = [],  # noqa: B006
    stance: Annotated[
        list[str], typer.Option(metavar="STANCE", help="factual, negated, future or hypothetical; repeatable.")
    ] = [],  # noqa: B006 - typer reads the default, nobody changes it
    min_confidence: Annotated[
        float, typer.Option(metavar="0-1", min=0, max=1, show_default=False, help="Leave out less sure events.")
    ] = 0.0,
    by: Annotated[
        str, typer.Option(metavar="event|dyad", help="Networks: an edge an event (default), or an edge a pair.")
    ] = "",
    layout: Annotated[
        str,
        typer.Option(metavar="LAYOUT", help="Columns of a table as in polecat (default), gdelt or icews."),
    ] = "",
    graph_name: Annotated[str, typer.Option(metavar="IRI", help="Name of the graph in .nq, .trig and .jsonld.")] = "",
    sparql: Annotated[bool, typer.Option("--sparql", help="Pages: put the graph and a SPARQL engine inside.")] = False,
    rdf12: Annotated[
        bool, typer.Option("--rdf12", help="Say which events stand behind each direct edge (RDF 1.2 reifiers).")
    ] = False,
) -> None:
    """Write a graph to a file, whole or not at all. The suffix tells the format; .gz may follow a file's.

    \b
    .ttl .nt .nq .trig   RDF: Turtle, N-Triples, N-Quads, TriG
    .jsonld .rdf         RDF: JSON-LD with our context, RDF/XML
    .csv .parquet        event table, one row an event
    .graphml .gexf       network for Gephi, yEd, networkx; .gexf with a time line
    .cyjs                network for Cytoscape
    .neo4j               folder for neo4j-admin database import
    .tsv                 quadruples in words: actor, type, target, day
    .tkg                 folder of numbered quadruples as ICEWS14 has them
    .ftm.json            FollowTheMoney entities for Aleph
    .html                a page to look at, without a network
    """
    from kg.errors import ExportError
    from kg.export import export, format_of, parse_filters
    from kg.export.events import read_events
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook

    suffix = format_of(out)
    given = {"--by": by, "--layout": layout, "--graph-name": graph_name, "--rdf12": rdf12, "--sparql": sparql}
    for option, meant in MEANT_FOR.items():
        if given[option] and suffix not in meant:
            raise ExportError(f"{option} means nothing for {suffix}, only for {' '.join(meant)}")
    codebook = load_codebook()
    filters = parse_filters(
        first=first or None,
        last=last or None,
        countries=country,
        types=type_,
        stances=stance,
        min_confidence=min_confidence,
        known_types=codebook.types,
    )
    opened = open_graph(graph, codebook)
    export(
        opened,
        out,
        filters=filters,
        by=by or "event",
        layout=layout or "polecat",
        graph_name=graph_name or None,
        reify=rdf12,
        sparql=sparql,
    )
    if filters.active and next(read_events(opened.store, filters), None) is None:
        print(f"{out}: no event passes the filters", file=sys.stderr)
