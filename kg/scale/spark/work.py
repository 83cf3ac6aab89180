"""What is done to the rows of a part of a DataFrame, in a Python worker of an executor.

Each function takes and gives batches of rows one after another; the model is loaded once in each worker and kept.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import msgspec
import pyarrow
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import InputError
from kg.graph.judged import RULES, judged, links, quads
from kg.graph.near import Seen, compare, worth_comparing
from kg.graph.seen import Reader, brief_of, looked_up, united
from kg.graph.terms import GRAPH, WORDING
from kg.graph.triples import Names, TripleWriter
from kg.graph.wording import alike, keys, signature
from kg.model import Article, EventMention
from kg.pipeline import SHARD, Options, Pipeline, digest
from kg.protocols import Failed
from kg.read.article import article_of
from kg.read.fields import draft_of
from kg.records import encode
from kg.vocabulary.names import iri

Batches = Iterator[pyarrow.RecordBatch]
Row = tuple[str, ...]

ARTICLE = ("id", "text", "url", "title", "publisher", "published", "digest", "skipped")
CODED = ("kind", "key", "node", "value")
# kinds of coded rows, and what key, node and value are
MENTION = "mention"  # article, "", record as JSON
TRIPLE = "triple"  # "", "", line of N-Triples
TELLING = "telling"  # event, mention, what the mention tells of the event
WORDING_OF = "wording"  # article, "", signature
SKIPPED = "skipped"  # article, reason, ""

# what is compared of an event, the keys under which it stands, and those under which others are that may be near
EVENT = ("event", "seen", "under", "look")
LISTS = ("under", "look")

# articles whose triples are made together
TOGETHER = 8 * SHARD
# rows handed back at once
ROWS = 5_000
READ_ALREADY = "read already"
OTHER_TEXT = "the id stands for another text; the one of the smaller hash is kept"


class Told(msgspec.Struct):
    """What one mention tells of an event, and under what the event is looked for."""

    seen: Seen
    under: list[str]


@cache
def _loaded(options: Options) -> tuple[Pipeline, TripleWriter]:
    pipeline = Pipeline(options)
    return pipeline, TripleWriter(pipeline.codebook, pipeline.run(), options.base, Names(*pipeline.tables.names()))


def _batches(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Batches:
    """Columns hold text, or in EVENT lists of text."""
    types = [pyarrow.list_(pyarrow.string()) if name in LISTS else pyarrow.string() for name in columns]
    rest = iter(rows)
    while some := list(islice(rest, ROWS)):
        arrays = [pyarrow.array(column, type_) for column, type_ in zip(zip(*some, strict=True), types, strict=True)]
        yield pyarrow.RecordBatch.from_arrays(arrays, names=list(columns))


def _rows(batches: Batches) -> Iterator[dict[str, Any]]:
    return (row for batch in batches for row in batch.to_pylist())


# -- articles ------------------------------------------------------------------------------------------------------


def as_articles(options: Options) -> Callable[[Batches], Batches]:
    """Records with the fields that `kg.read` knows to rows of ARTICLE; `skipped` tells why one is none."""

    return lambda batches: _batches((_article(row, options) for row in _rows(batches)), ARTICLE)


def _article(values: dict[str, Any], options: Options) -> Row:
    where = str(values.get("id") or "a row")
    draft = draft_of(values, where)
    publisher = options.publisher or None
    found = (
        draft
        if isinstance(draft, InputError)
        else article_of(draft, date.today(), options.published, publisher, lambda line: None)
    )
    if isinstance(found, InputError):
        # an id of its own, so that it stays when rows of one id become one
        return (f"\0{where}", "", "", "", "", "", "", found.reason)
    day = found.published.isoformat() if found.published else ""
    return (found.id, found.text, found.url, found.title, found.publisher, day, digest(found), "")


def _articles(rows: Iterable[dict[str, Any]]) -> Iterator[Article | Row]:
    """Articles, one an id, of rows that are sorted by id and digest; rows of CODED for the others."""
    last, kept = "", ""
    for row in rows:
        if row["skipped"]:
            yield SKIPPED, row["id"][1:], row["skipped"], ""
        elif row["id"] == last:
            yield SKIPPED, row["id"], READ_ALREADY if row["digest"] == kept else OTHER_TEXT, ""
        else:
            last, kept = row["id"], row["digest"]
            day = date.fromisoformat(row["published"]) if row["published"] else None
            yield Article(row["id"], row["text"], row["url"], row["title"], "en", row["publisher"], day)


def as_coded(options: Options) -> Callable[[Batches], Batches]:
    """Rows of ARTICLE, sorted by id and digest, to rows of CODED."""

    def work(batches: Batches) -> Batches:
        return _batches(_coded(_articles(_rows(batches)), options), CODED)

    return work


def _coded(found: Iterator[Article | Row], options: Options) -> Iterator[Row]:
    pipeline, writer = _loaded(options)
    while some := list(islice(found, TOGETHER)):
        yield from (row for row in some if not isinstance(row, Article))
        articles = [article for article in some if isinstance(article, Article)]
        coded: list[tuple[Article, list[EventMention]]] = []
        for at in range(0, len(articles), SHARD):
            shard = articles[at : at + SHARD]
            for article, mentions in zip(shard, pipeline(shard), strict=True):
                if isinstance(mentions, Failed):
                    yield SKIPPED, article.id, mentions.reason, ""
                else:
                    coded.append((article, mentions))
        yield from _records(coded, pipeline)
        yield from _graph(coded, writer, options.base)


def _records(coded: Iterable[tuple[Article, list[EventMention]]], pipeline: Pipeline) -> Iterator[Row]:
    for article, mentions in coded:
        for mention in mentions:
            yield MENTION, article.id, "", encode(pipeline.record(mention)).decode()


def _graph(coded: Sequence[tuple[Article, list[EventMention]]], writer: TripleWriter, base: str) -> Iterator[Row]:
    store = Store()
    lines = dict.fromkeys(
        line for article, mentions in coded for line in writer.article(article, mentions, digest(article))
    )
    store.extend(parse("\n".join(lines).encode(), RdfFormat.N_TRIPLES))
    yield from ((TRIPLE, "", "", f"{quad.triple} .") for quad in store)
    reader = Reader(store)
    for article, mentions in coded:
        if mentions and (signed := signature(article.text)):
            yield WORDING_OF, iri("article", article.id, base), "", b64encode(signed).decode()
        for mention in mentions:
            event, node = iri("event", mention.event.id, base), iri("mention", mention.id, base)
            under = [f"{property_.value} {key}" for property_, key in reader.stands_under(event)]
            yield TELLING, event, node, msgspec.json.encode(Told(reader.told_by(event, node), under)).decode()


# -- near-duplicates -----------------------------------------------------------------------------------------------


def as_events(batches: Batches) -> Batches:
    """Rows of (event, tellings in the order of their mentions) to rows of EVENT."""

    def rows() -> Iterator[Any]:
        for row in _rows(batches):
            told = [msgspec.json.decode(one, type=Told) for one in row["tellings"]]
            seen = united([one.seen for one in told])
            look = [f"{property_.value} {key}" for property_, key in looked_up(brief_of(seen))]
            yield row["event"], msgspec.json.encode(seen).decode(), told[0].under, look

    return _batches(rows(), EVENT)


def as_judgements(base: str) -> Callable[[Batches], Batches]:
    """Pairs of events, the smaller IRI left, to lines of the judgements about them."""

    def found(batches: Batches) -> Iterator[Quad]:
        for row in _rows(batches):
            left, right = (msgspec.json.decode(row[side], type=Seen) for side in ("left_seen", "right_seen"))
            if not worth_comparing(brief_of(left), brief_of(right)):
                continue
            near = compare(left, right)
            if near is not None:
                one = judged(left.id, right.id, True, RULES, base, near.reason, near.score)
                yield from (*quads(one), *links(*one.pair))

    return lambda batches: _batches(_lines(found(batches)), ("value",))


def _lines(found: Iterator[Quad]) -> Iterator[Row]:
    """By way of the engine, which writes a term in one form: 0.900 is 0.9."""
    while some := list(islice(found, ROWS)):
        store = Store()
        store.extend(some)
        yield from ((f"{quad.triple} .",) for quad in store)


# -- wordings ------------------------------------------------------------------------------------------------------


def as_wording_keys(batches: Batches) -> Batches:
    """Rows of (article, signature) to rows of (key, article, signature)."""
    return _batches(
        (
            (key, row["article"], row["signature"])
            for row in _rows(batches)
            for key in keys(b64decode(row["signature"]))
        ),
        ("key", "article", "signature"),
    )


def as_alike(batches: Batches) -> Batches:
    """Of rows of (left, right, left_signature, right_signature) the pairs that are of one wording."""
    return _batches(
        (
            (row["left"], row["right"])
            for row in _rows(batches)
            if alike(b64decode(row["left_signature"]), b64decode(row["right_signature"]))
        ),
        ("left", "right"),
    )


def as_wordings(batches: Batches) -> Batches:
    """Rows of (node, label) to lines that say which article a wording goes by."""
    found = (Quad(NamedNode(row["node"]), WORDING, NamedNode(row["label"]), GRAPH) for row in _rows(batches))
    return _batches(_lines(found), ("value",))


__all__ = ["as_alike", "as_articles", "as_coded", "as_events", "as_judgements", "as_wording_keys", "as_wordings"]
