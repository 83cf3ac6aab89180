"""The merged graph in an Oxigraph store, in memory or in a folder: add, replace, remove, query, explain.

An article is added or replaced in one transaction, so that a killed process leaves each article whole or not at all.
Removing an article takes its mentions, then the events, edges, actors, places and runs that nothing else supports.
"""

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import GraphError, QueryError
from kg.graph.judged import USER, Judged, change, quads
from kg.graph.link import link_all, link_changed, marked, marks
from kg.graph.migrate import migrate
from kg.graph.removal import Removal, judgements_in
from kg.graph.settle import settle
from kg.graph.syndicate import together
from kg.graph.terms import EVENT, GRAPH, HASH, LABEL, value
from kg.graph.terms import A as TYPE_OF
from kg.graph.triples import TripleWriter
from kg.model import Article, EventMention
from kg.vocabulary.codebook import Codebook
from kg.vocabulary.names import DATA, PREFIXES, identifier, iri, prefixes
from kg.vocabulary.sparql import malformed, reaches_out

VERSION = 3
META = "dyad-graph.json"
# lines after which the engine writes out what it keeps in memory, of its own accord at far more: so memory stays flat
FLUSH = 50_000
PART = f"{META}.part"  # META while it is written
FILES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


@contextmanager
def writing() -> Iterator[None]:
    """Tells in one line what the system refuses."""
    try:
        yield
    except (OSError, RuntimeError) as failed:
        raise GraphError(f"the graph cannot be written: {failed}") from failed


class Graph:
    """The one interface to a graph, wherever it is kept."""

    def __init__(self, store: Store, codebook: Codebook, base: str = DATA, writer: TripleWriter | None = None) -> None:
        self.store = store
        self.base = base
        self._codebook = codebook
        self.writer = writer
        self._unwritten = 0

    # -- writing -------------------------------------------------------------------------------------------------

    def add(self, article: Article, mentions: Iterable[EventMention], digest: str) -> None:
        """Adds an article, or replaces what an article of the same id said before."""
        self.add_many([(article, list(mentions), digest)])

    def add_many(self, batch: Iterable[tuple[Article, list[EventMention], str]]) -> None:
        """Adds articles in one transaction; those that are there with other content are removed first."""
        if self.writer is None:
            raise GraphError("this graph is open for reading only")
        lines: dict[str, None] = {}
        changed: set[Any] = set()
        kept: list[Judged] = []
        with writing():
            for article, mentions, digest in batch:
                if self.digest(article.id) is not None:
                    kept += judgements_in(self._take(article.id).quads)
                lines.update(dict.fromkeys(self.writer.article(article, mentions, digest)))
                changed |= {NamedNode(iri("event", mention.event.id, self.base)) for mention in mentions}
                if mentions:
                    changed.add(NamedNode(iri("article", article.id, self.base)))
            text = "\n".join(lines).encode()
            self.store.extend(chain(parse(text, RdfFormat.N_TRIPLES), marks(changed)))
            self._judge_again(kept)
            self._unwritten += len(lines)
            if self._unwritten > FLUSH:
                self.store.flush()
                self._unwritten = 0

    def _judge_again(self, kept: list[Judged]) -> None:
        """What users judged of an article's events stays when the article is replaced, as far as the events do."""
        again = [j for j in kept if j.judge == USER and all(any(self._about(end)) for end in j.pair)]
        if again:
            self.store.extend(quad for found in again for quad in quads(found))
            settle(self.store, {end for found in again for end in found.pair})

    def _about(self, node: str) -> Iterator[Quad]:
        return self.store.quads_for_pattern(NamedNode(node), TYPE_OF, None, GRAPH)

    def remove(self, article_id: str) -> None:
        """Takes an article back. Raises GraphError where it is not in the graph."""
        with writing():
            linked = not marked(self.store)
            self._take(article_id)
            if linked:
                link_changed(self.store, self.base)

    def _take(self, article_id: str) -> Removal:
        """Takes an article out and marks what is to be compared again, in one transaction."""
        if self.digest(article_id) is None:
            raise GraphError(f"article {article_id!r} is not in the graph")
        article = iri("article", article_id, self.base)
        removal = Removal(self.store, self._codebook, NamedNode(article))
        partners = {NamedNode(end) for found in judgements_in(removal.quads) for end in found.pair}
        partners |= set(map(NamedNode, together(self.store, article)))
        self.store.update(change(removal.quads, marks((removal.weakened | partners) - removal.gone)))
        return removal

    def link(self, everything: bool = False) -> None:
        """Links events that tell of the same act: those that changed since the last time, or all, as after a bulk load.

        Raises GraphError where the graph cannot be written.
        """
        with writing():
            if everything:
                # a dozen look-ups an event are to come, and what was loaded in parts lies in many files
                self.store.optimize()
            (link_all if everything else link_changed)(self.store, self.base)

    def compact(self) -> None:
        """Puts a graph in order on disk, as after much was added; what it holds stays the same."""
        with writing():
            self.store.optimize()

    # -- reading -------------------------------------------------------------------------------------------------

    def digest(self, article_id: str) -> str | None:
        """The content hash of an article in the graph, None where it is not there."""
        return next((value for _, value in self._hashes(NamedNode(iri("article", article_id, self.base)))), None)

    def _hashes(self, node: NamedNode | None) -> Iterator[tuple[str, str]]:
        for quad in self.store.quads_for_pattern(node, HASH, None, GRAPH):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject.value, quad.object.value

    def counts(self) -> tuple[int, int]:
        """Numbers of events and actors."""
        found = (
            next(iter(self.query(f"SELECT (COUNT(*) AS ?n) {{ ?s a {kind} }}"))) for kind in ("dyad:Event", "sem:Actor")
        )
        events, actors = (int(row["n"].value) for row in found)
        return events, actors

    def articles(self) -> Iterator[str]:
        """Ids of the articles, sorted."""
        yield from sorted(identifier(node) for node, _ in self._hashes(None))

    def query(self, sparql: str) -> Any:
        """Runs a SPARQL query; the usual prefixes need no declaration.

        Returns what pyoxigraph returns: solutions, a boolean, or triples. Raises QueryError with line and column.
        """
        keyword = reaches_out(sparql)
        if keyword is not None:
            raise QueryError(f"query: {keyword} is switched off; queries see this graph alone")
        try:
            return self.store.query(sparql, prefixes=prefixes(self.base))
        except SyntaxError as wrong:
            raise QueryError(f"query: {malformed(sparql, str(wrong), PREFIXES)}") from wrong
        except (ValueError, OSError, RuntimeError) as wrong:
            raise QueryError(f"query: {wrong}") from wrong

    def triples(self) -> list[str]:
        """All triples as sorted lines of N-Triples: equal graphs give equal lists."""
        return sorted(f"{quad.triple} ." for quad in self.store.quads_for_pattern(None, None, None, GRAPH))

    def __len__(self) -> int:
        """Number of triples."""
        return len(self.store) - len(marked(self.store))

    def rdflib(self) -> Any:
        """The graph as an rdflib Graph with its prefixes bound: a copy in memory."""
        import rdflib

        graph = rdflib.Graph()
        for name, space in prefixes(self.base).items():
            graph.bind(name, space)
        data = self.store.dump(format=RdfFormat.N_TRIPLES, from_graph=GRAPH)
        return graph.parse(data=data, format="nt")

    def events_of(self, text: str) -> list[str]:
        """IRIs of the events whose identifier or label is or begins with a text, sorted.

        An IRI, with or without angle brackets, and an `event:` name are understood too.
        """
        text = text.strip("<>").removeprefix("event:")
        name = identifier(text)
        whole = iri("event", name, self.base)
        if Quad(NamedNode(whole), TYPE_OF, EVENT, GRAPH) in self.store:
            return [whole]
        start = Literal(iri("event", name, self.base)), Literal(text)
        found = self.store.query(
            f"SELECT ?e {{ ?e a {EVENT} ; {LABEL} ?label"
            f" FILTER(STRSTARTS(STR(?e), {start[0]}) || STRSTARTS(STR(?label), {start[1]})) }}"
        )
        return sorted({value(row["e"]) for row in cast(Iterable[Any], found)})


def _meta(folder: Path) -> Path:
    return folder / META


def memory(codebook: Codebook, writer: TripleWriter | None = None, base: str = DATA) -> Graph:
    """An empty graph in memory."""
    return Graph(Store(), codebook, base, writer)


def create(folder: Path, codebook: Codebook, writer: TripleWriter, base: str = DATA) -> Graph:
    """Opens a graph folder for writing, made where it is not there. Raises GraphError (version, lock, damage).

    A folder that is there keeps its base; another one than the usual is refused there.
    """
    if folder.exists() and not folder.is_dir():
        raise GraphError(f"{folder}: is a file, wanted a graph folder or no such name yet")
    if folder.exists() and any(there.name != PART for there in folder.iterdir()):
        own, _ = check_folder(folder)
        if base not in (DATA, own):
            raise GraphError(f"{folder}: its base is {own}, not {base}; wanted no --base, or another folder")
        return _open_existing(folder, codebook, writer.at(own))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_meta(folder, base)
    except OSError as failed:
        raise GraphError(f"{folder}: cannot be made: {failed.strerror}") from failed
    return Graph(_open(folder, read_only=False), codebook, base, writer)


def open_for_writing(folder: Path, codebook: Codebook) -> Graph:
    """Opens an existing graph folder to take articles out of it, or to judge. Raises GraphError."""
    if not folder.is_dir():
        raise GraphError(f"{folder}: no such graph folder")
    return _open_existing(folder, codebook, None)


def _open_existing(folder: Path, codebook: Codebook, writer: TripleWriter | None) -> Graph:
    """Opens for writing; a graph of an older version is brought up to date first."""
    base, version = check_folder(folder)
    graph = Graph(_open(folder, read_only=False), codebook, base, writer)
    if version < VERSION:
        with writing():
            migrate(graph.store, version)
            _write_meta(folder, base)
    return graph


def _write_meta(folder: Path, base: str) -> None:
    """Whole or not at all, also where the power fails: a folder without it is no graph."""
    part = folder / PART
    with part.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"dyad": VERSION, "base": base}) + "\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(_meta(folder))


def open_graph(path: Path, codebook: Codebook) -> Graph:
    """Opens a graph folder, or an RDF file by its suffix (`.gz` may follow), for reading. Raises GraphError.

    What a file holds in named graphs is read as one graph.
    """
    if not path.exists():
        raise GraphError(f"{path}: no such graph; wanted a graph folder or a file {' '.join(FILES)}")
    if path.is_dir():
        base, _ = check_folder(path)
        return Graph(_open(path, read_only=True), codebook, base)
    name = path.name.removesuffix(".gz")
    form = FILES.get(Path(name).suffix)
    if form is None:
        raise GraphError(f"{path}: not a graph; wanted a graph folder or a file {' '.join(FILES)}")
    store = Store()
    try:
        # EOFError and zlib's error are those of an archive that is cut off or damaged
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            store.bulk_load(cast(IO[bytes], file), form)
    except (SyntaxError, ValueError, OSError, EOFError, zlib.error) as wrong:
        raise GraphError(f"{path}: not {Path(name).suffix[1:]}: {' '.join(str(wrong).split())}") from wrong
    for named in list(store.named_graphs()):
        store.bulk_extend(
            Quad(q.subject, q.predicate, q.object) for q in list(store.quads_for_pattern(None, None, None, named))
        )
        store.remove_graph(named)
    return Graph(store, codebook, _base_of(store))


def _base_of(store: Store) -> str:
    """The base of the data of a graph that was read from a file, told by the name of an event."""
    event = next(iter(store.quads_for_pattern(None, TYPE_OF, EVENT, None)), None)
    return value(event.subject).rpartition("event/")[0] or DATA if event is not None else DATA


def check_folder(folder: Path) -> tuple[str, int]:
    """Base and version of a graph folder that this program understands."""
    try:
        meta = json.loads(_meta(folder).read_text(encoding="utf-8"))
        version, base = meta["dyad"], str(meta["base"])
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise GraphError(f"{folder}: not a graph folder, or damaged: {META} is missing or unreadable") from wrong
    if version not in range(1, VERSION + 1):
        raise GraphError(
            f"{folder}: graph of version {version}, this program knows versions 1 to {VERSION};"
            " use the program that made it, or export it there to .nq"
        )
    return base, version


def _open(folder: Path, read_only: bool) -> Store:
    path = str(folder / "store")
    try:
        return Store.read_only(path) if read_only else Store(path)
    except (OSError, RuntimeError) as failed:
        if "lock" in str(failed).lower():
            raise GraphError(f"{folder}: another program is writing to this graph; wait until it has ended") from failed
        what = " ".join(str(failed).split())
        damaged = "Corruption" in what or "No such file" in what
        hint = "; it is damaged: take a copy of it, or build it again from the articles" if damaged else ""
        raise GraphError(f"{folder}: the graph cannot be opened: {what}{hint}") from failed


__all__ = ["Graph", "create", "memory", "open_for_writing", "open_graph"]
