"""`kg serve`: a SPARQL endpoint."""

import sys
from typing import Annotated

import typer

from kg.cli.options import Folder

NAME = "serve"
PORT = 7878
SECONDS = 30


def command(
    graph: Folder,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535, help="Port to listen on.")] = PORT,
    writable: Annotated[bool, typer.Option("--writable", help="Let clients change the graph.")] = False,
    time_limit: Annotated[int, typer.Option(metavar="SECONDS", min=1, help="Seconds a query may take.")] = SECONDS,
) -> None:
    """Serve a graph folder over HTTP: SPARQL 1.1, read-only, on this machine alone unless told otherwise."""
    from kg.graph.store import check_folder
    from kg.serve import serving, until_ended

    base, _ = check_folder(graph)
    mode = "to read and write" if writable else "to read"

    def tell(address: str) -> None:
        print(f"{graph} is served {mode} at {address}query (page: {address}); Ctrl-C ends it", file=sys.stderr)

    service = serving(graph, host=host, port=port, writable=writable, time_limit=time_limit, base=base)
    until_ended(service, tell)
