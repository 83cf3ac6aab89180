"""`kg query`: SPARQL on a graph."""

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.errors import InputError

NAME = "query"


class Form(str, Enum):
    """How results are printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"


def command(
    graph: GraphPath,
    sparql: Annotated[str, typer.Argument(help="The query; the usual prefixes need no declaration.")] = "",
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from a file.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the result.")] = Form.table,
) -> None:
    """Ask a graph a SPARQL question."""
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook

    if bool(sparql) == (file is not None):
        raise InputError("query", "wanted either a query or --file, not both or none")
    if file is not None:
        try:
            sparql = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as refused:
            raise InputError(str(file), f"cannot be read: {refused}") from refused
    result = open_graph(graph, load_codebook()).query(sparql)
    _print(result, form)


def _print(result: object, form: Form) -> None:
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

    out = sys.stdout.buffer
    formats = {Form.csv: QueryResultsFormat.CSV, Form.tsv: QueryResultsFormat.TSV, Form.json: QueryResultsFormat.JSON}
    if isinstance(result, QueryTriples):
        out.write(serialize(result, format=RdfFormat.TURTLE) or b"")
    elif isinstance(result, QueryBoolean) and form is Form.table:
        out.write(b"yes\n" if result else b"no\n")
    elif isinstance(result, QuerySolutions) and form is Form.table:
        _table(result)
    elif isinstance(result, QuerySolutions | QueryBoolean):
        out.write(result.serialize(format=formats[form]) or b"")
    out.flush()


def _table(solutions: "object") -> None:
    """Plain columns, IRIs shortened by the usual prefixes."""
    from pyoxigraph import QuerySolutions

    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    rows = [[_cell(row[name]) for name in names] for row in solutions]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in [names, ["-" * width for width in widths], *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(term: object) -> str:
    from kg.vocabulary.names import PREFIXES

    value = getattr(term, "value", None)
    if value is None:
        return "" if term is None else str(term)
    if type(term).__name__ == "NamedNode":
        for name, space in PREFIXES.items():
            if value.startswith(space):
                return f"{name}:{value[len(space) :]}"
    return " ".join(str(value).split())
