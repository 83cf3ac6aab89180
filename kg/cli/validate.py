"""`kg validate`: does a graph keep the rules of its shapes?"""

import typer

from kg.cli.options import GraphPath

NAME = "validate"
NOT_VALID = 1


def command(graph: GraphPath) -> None:
    """Check a graph against the SHACL shapes; exit code 1 where it breaks one."""
    from kg.graph.store import open_graph
    from kg.graph.validate import validate
    from kg.vocabulary.codebook import load_codebook

    found = validate(open_graph(graph, load_codebook()))
    for message in found:
        print(message)
    if found:
        raise typer.Exit(NOT_VALID)
    print("valid")
