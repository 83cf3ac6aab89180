"""RDF files: the whole graph or the part that passes the filters, always in the same order."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.errors import ExportError
from kg.export.clean import xml_characters
from kg.export.events import GRAPH
from kg.export.filters import Filters
from kg.export.jsonld import write_jsonld
from kg.export.lines import LineReader, sorted_lines
from kg.export.subset import reifiers, subset
from kg.export.whole import whole_file
from kg.vocabulary.names import DATA, prefixes

FORMATS = {
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}

_PREFIX = b"@prefix "

# What has no syntax for triples about triples.
_RDF_11_ONLY = (RdfFormat.RDF_XML, RdfFormat.JSON_LD)


def graph_node(name: str | None) -> NamedNode | None:
    try:
        return NamedNode(name) if name else None
    except ValueError as wrong:
        raise ExportError(f"--graph-name {name!r}: not an IRI: {wrong}") from wrong


def export_rdf(
    store: Store,
    out: Path,
    suffix: str,
    filters: Filters,
    *,
    base: str = DATA,
    graph_name: str | None = None,
    reify: bool = False,
) -> None:
    """Write triples, or quads in the graph `graph_name` where the format has them.

    `reify` adds RDF 1.2 reifiers: each factual event names the direct edge that it stands for.
    """
    form, graph = FORMATS[suffix], graph_node(graph_name)
    names = dict(sorted(prefixes(base).items()))
    if reify and form in _RDF_11_ONLY:
        raise ExportError(f"{out}: {suffix} has no RDF 1.2 reifiers, wanted .ttl .nt .nq or .trig")
    with sorted_lines(store, _triples(store, filters, reify)) as lines, whole_file(out) as file:
        if form is RdfFormat.JSON_LD:
            write_jsonld(lines, file, graph_name, names)
        elif form in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
            named = graph is not None and form is RdfFormat.N_QUADS
            _write_lines(lines, file, f"{graph} .\n".encode() if named else b".\n")
        else:
            _write_grouped(lines, file, form, graph, names)


def _triples(store: Store, filters: Filters, reify: bool) -> Iterator[Triple] | None:
    """The triples to be written; None is all that the store holds."""
    if not filters.active and not reify:
        return None
    return _chosen(store, filters, reify)


def _chosen(store: Store, filters: Filters, reify: bool) -> Iterator[Triple]:
    if filters.active:
        yield from subset(store, filters)
    else:
        yield from (quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH))
    if reify:
        yield from reifiers(store, filters)


def _write_lines(lines: Iterator[bytes], file: IO[bytes], end: bytes) -> None:
    # every line ends in " ."
    file.writelines(line[:-1] + end for line in lines)


def _write_grouped(
    lines: Iterator[bytes], file: IO[bytes], form: RdfFormat, graph: NamedNode | None, names: dict[str, str]
) -> None:
    quads = parse(cast(IO[bytes], LineReader(lines)), format=RdfFormat.N_TRIPLES)
    if form is RdfFormat.RDF_XML:
        serialize((_for_xml(quad) for quad in quads), cast(IO[bytes], _CarriageReturns(file)), form, prefixes=names)
    else:
        in_order = _SortedPrefixes(file)
        sink = cast(IO[bytes], in_order)
        if form is RdfFormat.TRIG and graph is not None:
            named = (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
            serialize(named, sink, form, prefixes=names)
        else:
            serialize(quads, sink, form, prefixes=names)
        in_order.close_head()


def _for_xml(quad: Quad) -> Triple:
    value: Any = quad.object
    if isinstance(value, Literal):
        text = xml_characters(value.value)
        if text != value.value:
            kind = None if value.language else value.datatype
            value = Literal(text, datatype=kind, language=value.language)
    return Triple(quad.subject, quad.predicate, value)


class _SortedPrefixes:
    """Passes Turtle and TriG on with the prefixes in order; the engine writes them first, in an order of its own."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            self._file.write(data)
        else:
            self._head += bytes(data)
            lines = self._head.splitlines(keepends=True)
            # the head ends where a whole line is no prefix
            if any(line.endswith(b"\n") and not line.startswith(_PREFIX) for line in lines):
                self._pass()
        return len(data)

    def flush(self) -> None:
        self._file.flush()

    def close_head(self) -> None:
        """Passes on what waits: a graph without triples has prefixes alone."""
        if self._head is not None:
            self._pass()

    def _pass(self) -> None:
        lines = (self._head or b"").splitlines(keepends=True)
        count = next((at for at, line in enumerate(lines) if not line.startswith(_PREFIX)), len(lines))
        self._file.write(b"".join(sorted(lines[:count]) + lines[count:]))
        self._head = None


class _CarriageReturns:
    """Passes XML on with carriage returns as references; a parser would read bare ones as line feeds."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._file.flush()
