"""Merging is the union of sets: order and repetition do not matter, and nothing of a removed article stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph.store import Graph, memory
from kg.graph.triples import Names, Run, TripleWriter
from kg.model import Actor, Article, Claim, Event, EventMention, Mention, Period, Place
from kg.vocabulary.codebook import load_codebook

BOOK = load_codebook()
NAMES = Names({"IRN": ("Iran", "Q794"), "USA": ("United States", "Q30")}, {"IRN": ("Islamic Republic of Iran",)})
ACTORS = (
    Actor("IRN", "Iran", "country", "IRN", "", "Q794"),
    Actor("USA", "United States", "country", "USA", "", "Q30"),
    Actor("IRN-MIL", "Military of Iran", "group", "IRN", "MIL"),
    Actor("nato", "NATO", "organization", "IGO", ""),
    None,
)
PLACES = (Place("1", "Almaty", "KAZ", 43.25, 76.95), Place("2", "Tehran", "IRN", 35.7, 51.4), None)

hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def mentions(draw: st.DrawFn, article: str) -> EventMention:
    day = date(2013, 2, 1) + timedelta(days=draw(st.integers(0, 1)))
    actor = draw(st.sampled_from(ACTORS))
    target = draw(st.sampled_from([a for a in ACTORS if a is not actor]))
    words = draw(hostile) or "x"
    span = Mention(words, 0, len(words))
    claim = Claim(
        "REJECT", span, span, actor and span, target and span, stance=draw(st.sampled_from(["factual", "future"]))
    )
    type_ = draw(st.sampled_from(["REJECT", "ASSAULT"]))
    event = Event(type_, actor, target, draw(st.sampled_from([None, Period(day, day)])), claim.stance)
    said_by = draw(st.sampled_from([None, ACTORS[1]]))
    return EventMention(event, replace(claim, type=type_), article, draw(st.sampled_from(PLACES)), said_by)


@st.composite
def articles(draw: st.DrawFn) -> list[tuple[Article, list[EventMention], str]]:
    found = []
    for id_ in draw(st.lists(hostile.filter(bool), min_size=1, max_size=4, unique=True)):
        text = draw(hostile)
        article = Article(id_, text, url=draw(hostile), title=draw(hostile))
        found.append((article, draw(st.lists(mentions(id_), max_size=4)), f"digest of {text}"))
    return found


def graph_of(batch: list[tuple[Article, list[EventMention], str]]) -> Graph:
    graph = memory(BOOK, TripleWriter(BOOK, Run("rules", "1", "m", "l"), names=NAMES))
    for article, found, digest in batch:
        graph.add(article, found, digest)
    return graph


@settings(deadline=None, max_examples=60)
@given(articles(), st.randoms())
def test_order_and_repetition_do_not_matter(batch, random) -> None:
    shuffled = [*batch, *batch[:1]]
    random.shuffle(shuffled)
    assert graph_of(shuffled).triples() == graph_of(batch).triples()


@settings(deadline=None, max_examples=60)
@given(articles())
def test_the_union_of_single_graphs_is_the_graph_of_all(batch) -> None:
    single = {line for one in batch for line in graph_of([one]).triples()}
    assert sorted(single) == graph_of(batch).triples()


@settings(deadline=None, max_examples=80)
@given(articles())
def test_a_removed_article_leaves_the_graph_that_never_saw_it(batch) -> None:
    for number, (article, _, _) in enumerate(batch):
        graph = graph_of(batch)
        graph.remove(article.id)
        assert graph.triples() == graph_of(batch[:number] + batch[number + 1 :]).triples()


@settings(deadline=None, max_examples=40)
@given(articles(), st.data())
def test_an_article_again_replaces_itself(batch, data) -> None:
    article = batch[0][0]
    again = (replace(article, text=article.text + "!"), data.draw(st.lists(mentions(article.id), max_size=3)), "new")
    graph = graph_of(batch)
    graph.add(*again)
    assert graph.triples() == graph_of([again, *batch[1:]]).triples()


def test_only_what_is_reported_as_fact_gives_a_direct_edge() -> None:
    span = Mention("x", 0, 1)
    for stance, edges in (("factual", 1), ("negated", 0), ("future", 0), ("hypothetical", 0)):
        event = Event("ASSAULT", ACTORS[0], ACTORS[1], None, stance)
        mention = EventMention(event, Claim("ASSAULT", span, span, span, span, stance=stance), "a")
        graph = graph_of([(Article("a", "x"), [mention], "d")])
        assert len(list(graph.query("SELECT * { actor:IRN act:assaults actor:USA }"))) == edges


def test_what_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(GraphError, match="article 'b' is not in the graph"):
        graph_of([(Article("a", "x"), [], "d")]).remove("b")


def test_a_bulk_load_gives_the_same_graph() -> None:
    from kg.graph.bulk import bulk_load

    span = Mention("x", 0, 1)
    batch = []
    for number in range(300):
        event = Event("ASSAULT", ACTORS[0], ACTORS[number % 3], Period(date(2013, 2, 1), date(2013, 2, 1)))
        mention = EventMention(event, Claim("ASSAULT", span, span, span, span), f"a{number}")
        batch.append((Article(f"a{number}", "x"), [mention], "d"))
    graph = memory(BOOK, TripleWriter(BOOK, Run("rules", "1", "m", "l"), names=NAMES))
    assert bulk_load(graph, batch) == 300
    graph.link(everything=True)
    other = graph_of(batch)
    other.link()
    assert graph.triples() == other.triples()
