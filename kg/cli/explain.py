"""`kg explain`: why an event is in the graph."""

from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.errors import GraphError

NAME = "explain"


def command(
    graph: GraphPath,
    event: Annotated[str, typer.Argument(help="Identifier or label of an event, or how it begins.")],
) -> None:
    """Show the evidence for an event: sentence with the spans marked, rule, article, date."""
    from kg.graph.explain import explain
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook

    opened = open_graph(graph, load_codebook())
    found = opened.events_of(event)
    if not found:
        raise GraphError(f"event {event!r} is not in {graph}")
    for number, iri in enumerate(found):
        print(("\n" if number else "") + explain(opened, iri))
