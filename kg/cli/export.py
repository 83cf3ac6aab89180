"""`kg export`: a graph in another form."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath

NAME = "export"


def command(
    graph: GraphPath,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write; its suffix tells the format.")],
    first: Annotated[str, typer.Option("--from", help="Events from this day on, YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", help="Events up to this day, YYYY-MM-DD.")] = "",
    country: Annotated[list[str], typer.Option(help="Country of actor or target, ISO alpha-3; repeatable.")] = [],  # noqa: B006
    type_: Annotated[list[str], typer.Option("--type", help="PLOVER type; repeatable.")] = [],  # noqa: B006
    stance: Annotated[list[str], typer.Option(help="factual, negated, future or hypothetical; repeatable.")] = [],  # noqa: B006
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out less sure events.")] = 0.0,
    by: Annotated[str, typer.Option(help="Networks: an edge an `event`, or aggregated a `dyad`.")] = "event",
    layout: Annotated[str, typer.Option(help="Columns of a table: polecat, gdelt or icews.")] = "polecat",
    graph_name: Annotated[str, typer.Option(help="IRI of the named graph in .nq, .trig and .jsonld.")] = "",
    sparql: Annotated[bool, typer.Option("--sparql", help="Pages: put the graph and a SPARQL engine inside.")] = False,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="Add RDF 1.2 reifiers of direct edges.")] = False,
) -> None:
    """Write a graph to a file: .ttl .nt .nq .trig .jsonld .rdf .graphml .gexf .csv and more."""
    from kg.export import export, parse_filters
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook

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
    export(
        open_graph(graph, codebook),
        out,
        filters=filters,
        by=by,
        layout=layout,
        graph_name=graph_name or None,
        reify=rdf12,
        sparql=sparql,
    )
