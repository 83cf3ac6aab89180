"""What hostile input is thrown at: each target takes bytes, and fails where anything but one clear line comes of them.

Used by the tests beside it, and by `fuzz/` for much longer.
"""

import csv
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree
from pyoxigraph import RdfFormat, parse

from kg.errors import InputError, KgError, QueryError, TableError
from kg.export import export
from kg.graph.store import FILES
from kg.graph.triples import Names
from kg.model import Actor, Article
from kg.queries import bind, named_queries
from kg.read import read_all
from kg.read.dates import find_dates, parse_date
from kg.read.fields import fit
from kg.read.web import robots
from kg.read.web.feed import read_feed, read_opml
from kg.records import check_offsets
from kg.resolve.dates import resolve_date
from kg.vocabulary.actors_file import read_actors
from kg.vocabulary.addresses import address_id, canonical, same_site, shown
from kg.vocabulary.lexicon import load_lexicon
from kg.vocabulary.sparql import reaches_out
from kg.vocabulary.tables import read_table

sys.path.append(str(Path(__file__).parents[1] / "export"))
from small_graph import make_graph, make_mention

Target = Callable[[bytes], None]
TODAY = date(2026, 1, 1)


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="hostile"))


def one_line(problem: BaseException) -> None:
    lines = str(problem).splitlines()
    assert len(lines) == 1 and lines[0].strip(), f"not one line: {problem!r}"


def reader(suffix: str) -> Target:
    """Reads a file of a format: articles that the graph can hold, or one line each that says why not."""

    def target(data: bytes) -> None:
        path = folder() / f"a{suffix}"
        path.write_bytes(data)
        for found in read_all([str(path)], today=TODAY):
            if isinstance(found, InputError):
                one_line(found)
            else:
                assert found.text.strip() and found.id
                assert fit(found.text) == found.text

    return target


def feed(data: bytes) -> None:
    for read in (read_feed, read_opml):
        try:
            list(read(data, "feed"))
        except InputError as told:
            one_line(told)


def web(data: bytes) -> None:
    """Addresses and robots.txt of strangers."""
    text = data.decode("utf-8", "replace")
    robots.parse(text, "dyad-kg").allows("/" + text[:500])
    url = "http://" + text if len(data) % 2 else text
    clean = canonical(url)
    assert canonical(clean) == clean
    assert address_id(clean) == address_id(url)
    assert len(f"x{shown(url)}".splitlines()) == 1
    same_site(url, clean)


def dates(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for found in find_dates(text):
        assert text[found.start : found.end] == found.words
    parse_date(text)
    for published in (None, TODAY, date.min, date.max):
        period = resolve_date(text[:2_000], published)
        assert period is None or period.first <= period.last


def tables(data: bytes) -> None:
    """Tables of users: rows of the lexicon, lists of actors as CSV and as FollowTheMoney."""
    for name, read in (
        ("actions.csv", lambda path: list(read_table(path, ("word", "pos")))),
        ("own.csv", read_actors),
        ("own.json", read_actors),
    ):
        path = folder() / name
        path.write_bytes(data)
        try:
            read(path)
        except TableError as told:
            one_line(told)


def lexicon(data: bytes) -> None:
    own = folder() / "lexicon"
    own.mkdir(exist_ok=True)
    for name in ("actions.csv", "classes.csv", "operators.csv"):
        (own / name).write_bytes(data)
    try:
        load_lexicon([own])
    except TableError as told:
        one_line(told)


def queries(data: bytes) -> None:
    """Parameters never become text of a query, and no query reaches out."""
    text = data.decode("utf-8", "replace")
    reaches_out(text)
    for query in named_queries():
        given = {parameter.name: text for parameter in query.parameters}
        try:
            sparql = bind(query, given)
        except QueryError as told:
            one_line(told)
            continue
        assert reaches_out(sparql) is None
    try:
        empty().query(text)
    except KgError as told:
        one_line(told)


@cache
def empty():
    return make_graph([])


def store(data: bytes) -> None:
    """What goes into a graph comes out the same, but for what no RDF can hold."""
    text = fit(data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace")) if _decodes(data) else "x"
    text = text.strip() or "x"
    mention = make_mention(sentence=text, article=text[:40])
    article = Article(text[:40], text, text[:99], text[:50], "en", text[:30], TODAY)
    graph = make_graph([mention], [article])
    lines = "\n".join(graph.triples()).encode()
    again = {str(quad.triple) for quad in parse(lines, RdfFormat.N_TRIPLES)}
    assert again == {str(quad.triple) for quad in graph.store if "pending" not in str(quad.graph_name)}
    (row,) = graph.query("SELECT ?words ?title { ?m nif:anchorOf ?words . ?a a dyad:Article ; dct:identifier ?title }")
    assert row["words"].value == text
    graph.remove(article.id)
    assert graph.triples() == []


def exports(data: bytes) -> None:
    """Names of any kind go into every format and come out of it."""
    name = fit(data.decode("utf-8", "replace")).strip()[:200] or "x"
    actor = Actor("IRN", name, "country", "IRN", wikidata="Q794")
    graph = make_graph(
        [make_mention(actor=actor, sentence=f"{name} rejects talks.")], names=Names({"IRN": (name, "")}, {})
    )
    wanted = {str(quad.triple) for quad in graph.store if "pending" not in str(quad.graph_name)}
    for suffix, form in FILES.items():
        out = folder() / f"out{suffix}"
        export(graph, out)
        found = {str(quad.triple) for quad in parse(out.read_bytes(), form)}
        assert found == wanted, suffix
    for suffix in (".graphml", ".gexf"):
        export(graph, folder() / f"out{suffix}")
        etree.parse(folder() / f"out{suffix}")
    for suffix in (".csv", ".tsv"):
        out = folder() / f"out{suffix}"
        export(graph, out)
        with out.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file, delimiter="," if suffix == ".csv" else "\t")}) == 1
    export(graph, folder() / "out.cyjs")
    json.loads((folder() / "out.cyjs").read_bytes())


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return len(data) % 2 == 0
    return True


@cache
def pipeline():
    from kg.pipeline import Options, Pipeline

    return Pipeline(Options())


def story(data: bytes) -> None:
    """A text goes through the whole pipeline: every word that is kept stands at its offsets."""
    text = fit(data.decode("utf-8", "replace"))[:5_000]
    article = Article("a", text, published=TODAY)
    for mention in pipeline()([article])[0]:
        assert check_offsets(mention, article) == []


FORMATS = ".txt .html .json .jsonl .rss .warc .warc.wet .zip .tar .parquet .txt.gz .jsonl.gz .warc.gz .tgz".split()
TARGETS: dict[str, Target] = {
    **{f"read{suffix}": reader(suffix) for suffix in FORMATS},
    "feed": feed, "web": web, "dates": dates, "tables": tables, "lexicon": lexicon, "queries": queries,
    "store": store, "exports": exports, "story": story,
}  # fmt: skip
