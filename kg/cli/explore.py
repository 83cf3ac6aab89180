"""`kg explore`: a graph as a page, opened in the browser."""

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.errors import InputError

NAME = "explore"


def command(
    graph: GraphPath,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to write the page; otherwise beside the graph.")
    ] = None,
    sparql: Annotated[bool, typer.Option("--sparql", help="Put the graph and a SPARQL engine inside.")] = False,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """Write a graph as one HTML page and open it: network, map, time line, table, down to the sentence."""
    from kg.export import export
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook

    page = out or Path(f"{graph.with_suffix('')}.html")
    if page.suffix != ".html":
        raise InputError(f"--out {page}", "wanted a name that ends in .html")
    export(open_graph(graph, load_codebook()), page, sparql=sparql)
    print(page)
    if browse and not webbrowser.open(page.resolve().as_uri()):
        print("no browser was found; open the page by hand", file=sys.stderr)
