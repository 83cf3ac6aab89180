"""`kg validate`: does a graph keep the rules of its shapes?"""

from typing import Annotated

import typer

from kg.cli.options import GraphPath

NAME = "validate"
NOT_VALID = 1


def command(
    graph: GraphPath,
    articles: Annotated[
        list[str], typer.Option(help="Files or folders of the articles: are all words at their offsets? Repeatable.")
    ] = [],  # noqa: B006 - typer reads the default, nobody changes it
) -> None:
    """Check a graph against the SHACL shapes; exit code 1 where it breaks one."""
    from kg.graph.store import open_graph
    from kg.graph.validate import check_texts, validate
    from kg.vocabulary.codebook import load_codebook

    opened = open_graph(graph, load_codebook())
    found = validate(opened)
    if articles:
        from kg.errors import InputError
        from kg.read import read_all

        found += check_texts(opened, (a for a in read_all(articles) if not isinstance(a, InputError)))
    for message in found:
        print(message)
    if found:
        raise typer.Exit(NOT_VALID)
    print("valid")
