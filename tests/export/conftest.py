"""A small graph of invented news, and one whose names are as hostile as names can be."""

from datetime import date

import pytest
from pyoxigraph import Store
from small_graph import HOSTILE, USA, make_article, make_graph, make_mention, news

from kg.graph.store import Graph
from kg.model import Actor, Article, Place


@pytest.fixture
def graph() -> Graph:
    articles = [make_article("a1", url="https://news.example/a1"), make_article("a2", "2013-03-03", "Other Test")]
    return make_graph(news(), articles)


@pytest.fixture
def store(graph: Graph) -> Store:
    return graph.store


@pytest.fixture
def hostile() -> Graph:
    """Each name is an actor, an article, a publisher, an address, a place and a sentence."""
    mentions, articles = [], []
    for number, name in enumerate(HOSTILE):
        actor = Actor(f"x {number} <&\"'{number}", name, "organization", "IRN", "GOV")
        mentions.append(
            make_mention(
                "ACCUSE",
                actor,
                USA,
                article=name,
                sentence=f"{name} accuses United States.",
                place=Place(f"p{number}", name, "IRN", 1.5, 2.5),
            )
        )
        articles.append(Article(name, name, name, name, "en", name, date(2013, 2, 7)))
    return make_graph(mentions, articles)
