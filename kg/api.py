"""What Python users call: the verbs of the command line as functions, and a graph as an object."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.store import Graph
    from kg.pipeline import Options

Paths = str | Path | Iterable[str | Path]
Tell = Callable[[str], None]
FILTERS = ("first", "last", "countries", "types", "stances", "min_confidence")


class KnowledgeGraph:
    """A graph of events, in memory or in a folder. Made by `kg.build` and `kg.open`."""

    def __init__(self, graph: "Graph") -> None:
        self._graph = graph

    def query(self, sparql: str) -> Any:
        """Runs SPARQL 1.1; the usual prefixes (act, actor, dyad, event, plover, sem, skos, …) need no declaration.

        SELECT gives a list of dictionaries from variable to text (None where unbound), ASK a bool, CONSTRUCT a list of
        N-Triples lines. Raises QueryError with line and column.
        """
        from pyoxigraph import QueryBoolean, QuerySolutions

        result = self._graph.query(sparql)
        if isinstance(result, QueryBoolean):
            return bool(result)
        if not isinstance(result, QuerySolutions):
            return [f"{triple} ." for triple in result]
        names = [variable.value for variable in result.variables]
        return [{name: _text(row[name]) for name in names} for row in result]

    def ask(self, name: str, **parameters: str) -> list[dict[str, str | None]]:
        """Runs one of the ready queries, such as `top-dyads`; raises QueryError for unknown names and bad values.

        Parameters are those of the query's file; Python's `from_` stands for `from`.
        """
        from kg.queries import run_named

        given = {key.rstrip("_").replace("_", "-"): value for key, value in parameters.items()}
        answer = run_named(self._graph, name, given)
        return [dict(zip(answer.columns, map(_text, row), strict=True)) for row in answer.rows]

    def explain(self, event: str, min_confidence: float = 0.0) -> str:
        """The evidence for an event, named by its identifier or how it begins; less sure mentions are only counted.

        Raises GraphError for unknown ones.
        """
        from kg.errors import GraphError
        from kg.graph.explain import explain

        found = self._graph.events_of(event)
        if not found:
            raise GraphError(f"event {event!r} is not in the graph")
        return "\n\n".join(explain(self._graph, iri, min_confidence) for iri in found)

    def export(
        self, out: str | Path, by: str = "event", layout: str = "polecat", sparql: bool = False, **filters: Any
    ) -> None:
        """Writes the graph in the format that the name's suffix tells, whole or not at all.

        `by` is for networks (`event` or `dyad`), `layout` for tables (`polecat`, `gdelt`, `icews`), `sparql` for pages
        that can be queried; the filters are
        `first` and `last` (days as text), `countries`, `types`, `stances` (lists) and `min_confidence`.
        Raises ExportError.
        """
        from kg.export import export

        export(self._graph, out, by=by, layout=layout, sparql=sparql, filters=_filters(filters))

    def to_networkx(self, by: str = "event", **filters: Any) -> Any:
        """A `networkx.MultiDiGraph` of actors; `by` is `event` (an edge an event) or `dyad` (an edge a pair).

        Filters are those of `export`.
        """
        from kg.export.events import read_events
        from kg.export.network import build_network, to_networkx

        return to_networkx(build_network(read_events(self._graph.store, _filters(filters)), by))

    def to_pandas(self, layout: str = "polecat", **filters: Any) -> Any:
        """The event table as a `pandas.DataFrame`, one row an event, days as days; needs pandas."""
        from kg.export.events import read_events
        from kg.export.table import event_frame

        return event_frame(read_events(self._graph.store, _filters(filters)), layout)

    def to_polars(self, layout: str = "polecat", **filters: Any) -> Any:
        """The event table as a `polars.DataFrame`, one row an event, days as days; needs polars."""
        from kg.export.events import read_events
        from kg.export.table import polars_frame

        return polars_frame(read_events(self._graph.store, _filters(filters)), layout)

    def same(self, one: str, other: str, reason: str = "", undo: bool = False) -> None:
        """Judges two events, or two actors, to be the same, or takes that back. Raises JudgementError.

        The graph must have been opened to be written: one in memory, or of `build`.
        """
        self._judge(one, other, True, reason, undo)

    def different(self, one: str, other: str, reason: str = "", undo: bool = False) -> None:
        """Judges two events, or two actors, to be different, or takes that back. Raises JudgementError."""
        self._judge(one, other, False, reason, undo)

    def _judge(self, one: str, other: str, same: bool, reason: str, undo: bool) -> None:
        from kg.graph.judgements import judge, take_back

        if undo:
            take_back(self._graph, one, other, same)
        else:
            judge(self._graph, one, other, same, reason)

    def rdflib(self) -> Any:
        """A copy in memory as an `rdflib.Graph` with its prefixes bound."""
        return self._graph.rdflib()

    def articles(self) -> list[str]:
        """Identifiers of the articles, sorted."""
        return list(self._graph.articles())

    def remove(self, article: str) -> None:
        """Takes an article back: the graph is then as if it had never seen it. Raises GraphError for unknown ones."""
        self._graph.remove(article)

    def triples(self) -> list[str]:
        """All triples as sorted lines of N-Triples."""
        return self._graph.triples()

    def __len__(self) -> int:
        """Number of triples."""
        return len(self._graph)


def build(
    inputs: Paths,
    out: str | Path | None = None,
    *,
    published: date | None = None,
    publisher: str = "",
    model: str = "",
    lexicon: Paths = (),
    actors: Paths = (),
    min_confidence: float = 0.0,
    follow: bool = False,
    allow_private: bool = False,
    workers: int = 1,
    warn: Tell | None = None,
) -> KnowledgeGraph:
    """Builds a graph from articles, in memory or in the graph folder `out`.

    Inputs are files, folders, and addresses of feeds, lists of feeds and pages; `follow` reads the pages behind the
    entries of feeds, `allow_private` fetches from private addresses too.

    `published` and `publisher` override what the articles say; `model` is a spaCy model; `lexicon` are folders with own
    rows, `actors` own lists of actors (CSV or FollowTheMoney). `warn` is told in one line what was skipped and why.
    More than one of `workers` are processes of their own: a script that asks for them stands under
    `if __name__ == "__main__":`; 0 is for as many as pay.
    Raises InputError for inputs that do not exist, GraphError where the folder cannot be written.
    """
    from kg import pipeline
    from kg.scale import choose_runner

    options = _options(published, publisher, model, lexicon, actors, min_confidence, follow, allow_private)
    runner = choose_runner(workers, tell=warn)
    folder = Path(out) if out is not None else None
    graph, _ = pipeline.build(_strings(inputs), folder, options, warn, runner=runner)
    return KnowledgeGraph(graph)


def extract(
    inputs: Paths,
    *,
    published: date | None = None,
    publisher: str = "",
    model: str = "",
    lexicon: Paths = (),
    actors: Paths = (),
    min_confidence: float = 0.0,
    follow: bool = False,
    allow_private: bool = False,
    workers: int = 1,
    warn: Tell | None = None,
) -> Iterator[dict[str, Any]]:
    """The event mentions of articles as records, as `kg extract` prints them; options as of `build`."""
    from kg import pipeline
    from kg.scale import choose_runner

    options = _options(published, publisher, model, lexicon, actors, min_confidence, follow, allow_private)
    yield from pipeline.extract(_strings(inputs), options, warn, choose_runner(workers, tell=warn))


def open_graph(path: str | Path) -> KnowledgeGraph:
    """Opens a graph folder or an RDF file for reading. Raises GraphError."""
    from kg.graph.store import open_graph
    from kg.vocabulary.codebook import load_codebook

    return KnowledgeGraph(open_graph(Path(path), load_codebook()))


def export(graph: KnowledgeGraph, out: str | Path, by: str = "event") -> None:
    """Writes a graph in the format that the name's suffix tells. Raises ExportError."""
    graph.export(out, by)


def _options(
    published: date | None,
    publisher: str,
    model: str,
    lexicon: Paths,
    actors: Paths,
    min_confidence: float,
    follow: bool,
    allow_private: bool,
) -> "Options":
    from kg.pipeline import Options

    lexicons = tuple(Path(name) for name in _strings(lexicon))
    own = tuple(Path(name) for name in _strings(actors))
    return Options(
        published, publisher, model, lexicons, own, min_confidence, follow=follow, allow_private=allow_private
    )


def _filters(given: dict[str, Any]) -> Any:
    from kg.errors import ExportError
    from kg.export import parse_filters

    try:
        return parse_filters(**given)
    except TypeError as wrong:
        raise ExportError(f"filters {', '.join(given)}: wanted some of {', '.join(FILTERS)}") from wrong


def _strings(paths: Paths) -> list[str]:
    return [str(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]


def _text(term: Any) -> str | None:
    """The value of an RDF term; `""` and None stay apart."""
    return None if term is None else str(getattr(term, "value", term))
