"""The one place that knows every stage: from inputs to event mentions, and from there into a graph."""

import gc
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, KgError
from kg.model import Article, EventMention
from kg.protocols import Failed, Runner
from kg.records import Json, to_record
from kg.vocabulary.identity import lexicon_hash, program_version
from kg.vocabulary.names import DATA

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.coder import LearnedCoder
    from kg.graph.store import Graph
    from kg.graph.triples import Run
    from kg.parse import Parser
    from kg.read.web import Web
    from kg.resolve import EventResolver

OBJECTS = 50_000  # made since the last search for garbage, from which on it is searched for again
SHARD = 8  # articles that are worked on together: a batch of the parser
# what a kill can cost: articles, and seconds of work, that wait to be stored in one transaction
STORE_BATCH = 50
STORE_SECONDS = 1.0
# articles after which a graph is put in order on disk: queries of a large one take a half to a third of the time then
COMPACT_AFTER = 10_000
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose. `published` and `publisher` override what the articles say.

    `follow` reads the pages behind the entries of feeds; `allow_private` fetches from private addresses too.
    """

    published: date | None = None
    publisher: str = ""
    model: str = ""
    lexicons: tuple[Path, ...] = ()
    actors: tuple[Path, ...] = ()
    min_confidence: float = 0.0
    base: str = DATA
    follow: bool = False
    allow_private: bool = False


@dataclass(slots=True)
class Summary:
    """What a run did. `skipped` counts articles by reason; `events` and `actors` those of the graph as it is now."""

    articles: int = 0
    unchanged: int = 0
    mentions: int = 0
    events: int = 0
    actors: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


class Here:
    """Runs work in this very process."""

    def map(self, work: Any, shards: Iterable[Any]) -> Iterator[Any]:
        return map(work, shards)


class Pipeline:
    """The stages. Those that read language are loaded at once, or by `runner` where the articles are read.

    Sent to another process, it loads its stages there.
    """

    def __init__(self, options: Options, tell: Tell | None = None, runner: Runner | None = None) -> None:
        from kg.vocabulary.codebook import load_codebook
        from kg.vocabulary.load_actors import load_actor_tables

        self.options = options
        self.codebook = load_codebook()
        self._tell = tell or (lambda message: None)
        self.tables = load_actor_tables(options.actors, self._tell, options.lexicons)
        self._runner = runner or Here()
        if runner is None:
            self._load()

    def __reduce__(self) -> "tuple[type[Pipeline], tuple[Options]]":
        return Pipeline, (self.options,)

    def _load(self) -> None:
        _ = self.extractor, self.resolver, self.parser
        # tables never become garbage: walking through them again and again took an eighth of the time of extraction
        gc.freeze()
        # words of a parse point at each other and are many: 700, as Python has it, are not half an article
        gc.set_threshold(OBJECTS, 10, 10)

    @cached_property
    def parser(self) -> "Parser":
        from kg.parse import DEFAULT_MODEL, Parser

        return Parser(self.options.model or DEFAULT_MODEL)

    @cached_property
    def extractor(self) -> "LearnedCoder":
        from kg.extract.load import load_extractor

        return load_extractor(self.tables, self.options.lexicons)

    @cached_property
    def resolver(self) -> "EventResolver":
        from kg.resolve import load_resolver

        return load_resolver(self.tables)

    def read(self, inputs: Iterable[str], summary: Summary, web: "Web | None" = None) -> Iterator[Article]:
        """Articles of all inputs; what cannot be read is told, counted and skipped. `web` reads addresses."""
        from kg.read import read_all

        chosen = self.options
        net = web if web is not None else self.web()
        for found in read_all(
            inputs, published=chosen.published, publisher=chosen.publisher or None, warn=self._tell, web=net
        ):
            if isinstance(found, InputError):
                summary.skipped[found.reason] += 1
                self._tell(str(found))
            else:
                yield found

    def web(self, folder: Path | None = None) -> "Web":
        """What reads addresses; it knows what it has read before for the graph in a folder."""
        from kg.read.web import Web
        from kg.read.web.visits import NAME, Visits

        visits = Visits(folder / NAME) if folder is not None else Visits()
        return Web(self.options.follow, self.options.allow_private, visits)

    def mentions(self, articles: Iterable[Article], summary: Summary) -> Iterator[tuple[Article, list[EventMention]]]:
        """Each article with its event mentions, in order. An article on which a stage fails is counted and skipped."""
        waiting: deque[Sequence[Article]] = deque()

        def shards() -> Iterator[Sequence[Article]]:
            rest = iter(articles)
            while shard := tuple(islice(rest, SHARD)):
                waiting.append(shard)
                yield shard

        for results in self._runner.map(self, shards()):
            for article, found in zip(waiting.popleft(), results, strict=True):
                if isinstance(found, Failed):
                    summary.skipped[found.reason] += 1
                    self._tell(f"{article.id}: {found.reason}")
                else:
                    summary.articles += 1
                    summary.mentions += len(found)
                    yield article, found

    def __call__(self, articles: Sequence[Article]) -> list[list[EventMention] | Failed]:
        """The event mentions of each article, or why a stage failed on it."""
        if not articles:
            self._load()
        return [self._coded(article, doc) for article, doc in self.parser.parse(articles)]

    def _coded(self, article: Article, doc: "Doc") -> list[EventMention] | Failed:
        try:
            return self.code(article, doc)
        except KgError as failed:
            return Failed(str(failed))

    def code(self, article: Article, doc: "Doc") -> list[EventMention]:
        """Event mentions of one parsed article, in the order of the text."""
        claims = self.extractor.claims(article, doc)
        least = self.options.min_confidence
        return [m for m in self.resolver.resolve(article, doc, claims) if m.claim.confidence >= least]

    def record(self, mention: EventMention) -> Json:
        """An event mention as `kg extract` prints it."""
        claim = mention.claim
        return to_record(mention, self.codebook.goldstein(claim.type, claim.mode, claim.cameo))

    def open(self, folder: Path | None) -> "Graph":
        """A graph to write to: in a folder, made where it is not there, or in memory. Raises GraphError."""
        from kg.graph.store import create, memory
        from kg.graph.triples import Names, TripleWriter

        base = self.options.base
        writer = TripleWriter(self.codebook, self.run(), base, Names(*self.tables.names()))
        return memory(self.codebook, writer, base) if folder is None else create(folder, self.codebook, writer, base)

    def run(self) -> "Run":
        """What is written of this run into the graph."""
        from kg.graph.triples import Run

        return Run("learned", program_version(), self.parser.identity, lexicon_hash(self.options.lexicons))


def extract(
    inputs: Iterable[str], options: Options, tell: Tell | None = None, runner: Runner | None = None
) -> Iterator[Json]:
    """Records of the event mentions of all inputs, in the order of the articles.

    Raises InputError for an input that is not there.
    """
    from kg.read import check

    inputs = list(inputs)
    check(inputs)
    pipeline = Pipeline(options, tell, runner)
    summary = Summary()
    for _, mentions in pipeline.mentions(pipeline.read(inputs, summary), summary):
        yield from map(pipeline.record, mentions)


def build(
    inputs: Iterable[str],
    folder: Path | None,
    options: Options,
    tell: Tell | None = None,
    progress: Callable[[Summary], None] | None = None,
    runner: Runner | None = None,
) -> "tuple[Graph, Summary]":
    """Builds into a graph folder, or in memory where `folder` is None.

    Articles that stand in the graph with the same content are not parsed again; others are replaced. What is stored
    when the process ends, stays. Raises GraphError where the folder cannot be written, InputError for an input that is
    not there; then no folder is made.
    """
    from kg.read import check

    start, inputs = time.monotonic(), list(inputs)
    check(inputs)
    summary = Summary()
    pipeline = Pipeline(options, tell, runner)
    graph = pipeline.open(folder)
    add(pipeline, graph, inputs, summary, progress, pipeline.web(folder))
    summary.events, summary.actors = graph.counts()
    summary.seconds = time.monotonic() - start
    return graph, summary


def add(
    pipeline: Pipeline,
    graph: "Graph",
    inputs: Iterable[str],
    summary: Summary,
    progress: Callable[[Summary], None] | None = None,
    web: "Web | None" = None,
) -> None:
    """Adds the articles of some inputs to a graph that `Pipeline.open` gave, and links what is near to another."""
    fresh = _fresh(pipeline.read(inputs, summary, web), graph, summary)
    for batch in _batches(pipeline.mentions(fresh, summary)):
        graph.add_many([(article, mentions, digest(article)) for article, mentions in batch])
        if progress is not None:
            progress(summary)
    graph.link()
    if summary.articles >= COMPACT_AFTER:
        graph.compact()
    if web is not None:
        web.done()


def _batches(
    coded: Iterable[tuple[Article, list[EventMention]]],
) -> Iterator[list[tuple[Article, list[EventMention]]]]:
    """What is stored together: so many articles, fewer where they take long."""
    batch, since = [], time.monotonic()
    for one in coded:
        batch.append(one)
        if len(batch) >= STORE_BATCH or time.monotonic() - since > STORE_SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch


def _fresh(articles: Iterable[Article], graph: "Graph", summary: Summary) -> Iterator[Article]:
    """Articles that the graph does not hold with this content."""
    for article in articles:
        if graph.digest(article.id) == digest(article):
            summary.unchanged += 1
        else:
            yield article


def digest(article: Article) -> str:
    """Hash of all that is read of an article."""
    published = article.published.isoformat() if article.published else ""
    parts = (article.text, article.title, article.url, article.publisher, published)
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
