"""`kg remove`: take articles back."""

import sys
from typing import Annotated

import typer

from kg.cli.options import Folder
from kg.errors import GraphError

NAME = "remove"


def command(
    graph: Folder,
    articles: Annotated[list[str], typer.Argument(help="Identifiers of articles.", metavar="ARTICLE")],
) -> None:
    """Take articles out of a graph: it is then as if it had never seen them."""
    from kg.graph.store import open_for_writing
    from kg.vocabulary.codebook import load_codebook

    opened = open_for_writing(graph, load_codebook())
    missing = [article for article in articles if opened.digest(article) is None]
    if missing:
        raise GraphError(f"{graph}: no article {', '.join(missing)}; nothing was removed")
    for article in dict.fromkeys(articles):
        opened.remove(article)
    print(f"{graph}: {len(set(articles))} taken out, {sum(1 for _ in opened.articles())} left", file=sys.stderr)
