"""`kg explain`: why an event is in the graph."""

import sys
from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.errors import GraphError

NAME = "explain"
MOST = 10  # events whose evidence is shown at once; of more, only the names


def command(
    graph: GraphPath,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Identifier or label of an event, or how it begins.")],
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only count mentions that are less sure.")] = 0.0,
) -> None:
    """Show the evidence for an event: sentence with the spans marked, rule, article, date, and what is near to it."""
    from kg.graph.explain import explain, listed
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook

    opened = open_graph(graph, load_codebook())
    found = opened.events_of(event)
    if not found:
        raise GraphError(f"event {event!r} is not in {graph}")
    if len(found) > MOST:
        print(listed(opened, found))
        print(f"{len(found)} events begin so; wanted one, or at most {MOST}", file=sys.stderr)
        return
    for number, iri in enumerate(found):
        print(("\n" if number else "") + explain(opened, iri, min_confidence))
