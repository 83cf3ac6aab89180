"""`kg query`: SPARQL on a graph."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.errors import InputError
from kg.vocabulary.plain import plain

NAME = "query"
# the parameters of ready queries are options of their own
SETTINGS = {"allow_extra_args": True, "ignore_unknown_options": True}


class Form(str, Enum):
    """How results are printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"


def command(
    context: typer.Context,
    graph: GraphPath,
    sparql: Annotated[
        str, typer.Argument(metavar="SPARQL", help="The query; the usual prefixes need no declaration.")
    ] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="Read the query from a file.")
    ] = None,
    named: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="A ready query with its parameters: --named top-dyads --country IRN; `list` shows them.",
        ),
    ] = "",
    form: Annotated[Form, typer.Option("--format", help="How to print the result.")] = Form.table,
) -> None:
    """Ask a graph a SPARQL question, or one of the ready questions."""
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook
    from kg.vocabulary.names import prefixes

    rest = [word for word in (sparql, *context.args) if word]
    if named == "list":
        return _list()
    if named:
        from kg.queries import run_named

        if file is not None:
            raise InputError("query", "wanted --file or --named, not both")
        opened = open_graph(graph, load_codebook())
        answer = run_named(opened, named, _pairs(rest))
        return _print_rows(answer.columns, answer.rows, form, prefixes(opened.base))
    if context.args:
        raise InputError("query", f"{context.args[0]!r} is not expected here")
    if bool(sparql) == (file is not None):
        raise InputError("query", "wanted one of a query, --file and --named")
    opened = open_graph(graph, load_codebook())
    return _print(opened.query(sparql or _text(file)), form, prefixes(opened.base))


def _text(file: Path | None) -> str:
    assert file is not None
    try:
        return file.read_text(encoding="utf-8")
    except OSError as refused:
        raise InputError(str(file), f"cannot be read: {refused.strerror}") from refused
    except UnicodeDecodeError as refused:
        raise InputError(str(file), f"not UTF-8, at byte {refused.start}") from refused


def _list() -> None:
    from kg.queries import named_queries

    for query in named_queries():
        print(f"{query.name}: {query.purpose}")
        for parameter in query.parameters:
            need = "" if parameter.required else f" ({parameter.default})" if parameter.default else " (optional)"
            print(f"    {f'--{parameter.name} {parameter.kind.upper()}':<18} {parameter.meaning}{need}")


def _pairs(words: list[str]) -> dict[str, str]:
    """`--from 2013-01-01 --country=IRN` as a mapping."""
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise InputError("query", f"{word!r} is not expected here, wanted --PARAMETER VALUE")
        given[name] = value if equals else next(rest, "")
        if not given[name]:
            raise InputError(f"--{name}", "its value is missing")
    return given


def _print(result: object, form: Form, usual: dict[str, str]) -> None:
    """`usual` are the prefixes by which IRIs are shortened for people."""
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

    out = sys.stdout.buffer
    formats = {Form.csv: QueryResultsFormat.CSV, Form.tsv: QueryResultsFormat.TSV, Form.json: QueryResultsFormat.JSON}
    if isinstance(result, QueryTriples):
        triples = list(result)
        text = "\n".join(map(str, triples))
        used = {name: space for name, space in usual.items() if f"<{space}" in text}
        out.write(serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b"")
    elif isinstance(result, QueryBoolean) and form is Form.table:
        out.write(b"yes\n" if result else b"no\n")
    elif isinstance(result, QuerySolutions) and form is Form.table:
        names = [variable.value for variable in result.variables]
        _table(names, ([row[name] for name in names] for row in result), usual)
    elif isinstance(result, QuerySolutions | QueryBoolean):
        out.write(result.serialize(format=formats[form]) or b"")
    out.flush()


def _print_rows(names: Sequence[str], rows: Iterable[Sequence[object]], form: Form, usual: dict[str, str]) -> None:
    """The rows of a ready query; other forms than a table have plain values."""
    if form is Form.table:
        return _table(names, rows, usual)
    values = [[_value(term) for term in row] for row in rows]
    if form is Form.json:
        print(json.dumps([dict(zip(names, row, strict=True)) for row in values], ensure_ascii=False, indent=1))
        return None
    writer = csv.writer(sys.stdout, delimiter="\t" if form is Form.tsv else ",", lineterminator="\n")
    writer.writerow(names)
    writer.writerows(values)
    return None


def _table(names: Sequence[str], rows: Iterable[Sequence[object]], usual: dict[str, str]) -> None:
    """Plain columns, IRIs shortened by the usual prefixes."""
    cells = [[_cell(term, usual) for term in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    for row in [list(names), ["-" * width for width in widths], *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _value(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _cell(term: object, usual: dict[str, str]) -> str:
    value = _value(term)
    if type(term).__name__ == "NamedNode":
        for name, space in usual.items():
            if value.startswith(space):
                return plain(f"{name}:{value[len(space) :]}")
    return plain(value)
