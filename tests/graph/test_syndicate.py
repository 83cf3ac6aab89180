"""A wire story printed forty times is one report in the confidence and forty in the count, whatever the order."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.events import read_events
from kg.export.filters import parse_filters
from kg.export.subset import subset
from kg.graph.explain import explain
from kg.graph.store import Graph
from kg.graph.syndicate import reword_all
from kg.graph.triples import Names
from kg.graph.validate import validate
from kg.graph.wording import alike, keys, signature
from kg.model import Article, EventMention
from kg.queries import run_named
from kg.vocabulary.names import identifier

sys.path.append(str(Path(__file__).parents[1] / "export"))
from small_graph import make_article, make_graph, make_mention

WIRE = (
    "Iran's supreme leader on Thursday rejected an American offer of direct talks over the nuclear program of Iran. "
    "He told commanders of the air force that talks under pressure solve nothing, and that the other side holds a gun. "
    "Diplomats of six powers are to meet Iran's negotiators in Almaty on the 26th of the month, after eight months. "
    "An adviser to the president said that the words of the leader were the policy of the state, and would remain so. "
    "Oil rose by a dollar in London after the speech, which state television showed twice in the afternoon."
)
OTHER = (
    "There will be no bargaining with Washington while sanctions bite, the ayatollah let his people know in a speech. "
    "The White House had hoped for a word of another kind before the meeting in Kazakhstan, officials there admitted. "
    "For the currency, which has lost half of its worth within a year, the day ended where it had begun, in free fall. "
    "Shopkeepers of the bazaar spoke of closing for a week, as they did in October, unless the dollar came down."
)


def edited(text: str, number: int) -> str:
    """As an outlet prints it: a line of its own before it, a word changed, the end cut off."""
    words = text.split()
    words[7 + number % 40] = f"w{number}"
    return f"By our staff, edition {number}. " + " ".join(words[: len(words) - number % 12])


def article(id_: str, text: str, publisher: str = "") -> Article:
    return Article(id_, text, "", f"Title of {id_}", "en", publisher or f"Outlet {id_}")


def graph_of(texts: dict[str, str], confidence: float = 0.8) -> Graph:
    articles = [article(id_, text) for id_, text in texts.items()]
    graph = make_graph([make_mention(article=a.id, confidence=confidence) for a in articles], articles)
    graph.link()
    return graph


def wordings(graph: Graph) -> dict[str, str]:
    rows = graph.query("SELECT ?a ?w { ?a dyad:wording ?w }")
    return {identifier(row["a"].value): identifier(row["w"].value) for row in rows}


def test_a_story_printed_forty_times_is_one_report_and_forty_articles() -> None:
    graph = graph_of({**{f"a{n:02}": edited(WIRE, n) for n in range(40)}, "b": OTHER})
    assert set(wordings(graph).values()) == {"a00"} and len(wordings(graph)) == 40
    (event,) = read_events(graph.store)
    assert (event.reports, len(event.evidence)) == (2, 41)
    assert event.support == pytest.approx(1 - 0.2 * 0.2)


def test_the_reports_of_an_event_can_be_asked_for() -> None:
    graph = graph_of({"a": WIRE, "b": edited(WIRE, 1), "c": OTHER})
    (event,) = read_events(graph.store)
    rows = run_named(graph, "reports", {"event": event.id}).rows
    found = [(identifier(row[0].value), row[1].value, row[2].value) for row in rows]
    assert found == [
        ("a", "2", "2"),
        ("c", "1", "1"),
    ]


def test_the_evidence_shows_a_story_once_and_names_who_prints_it() -> None:
    texts = {"a": WIRE, "b": edited(WIRE, 1), "c": OTHER, "d": edited(WIRE, 2)}
    articles = [article(id_, text, "Herald" if id_ in "bd" else "") for id_, text in texts.items()]
    graph = make_graph([make_mention(article=id_) for id_ in texts], articles)
    graph.link()
    (event,) = read_events(graph.store)
    told = explain(graph, event.iri)
    assert told.count("[action: reject]") == 2
    assert "article a: Outlet a" in told and "article c: Outlet c" in told
    assert told.count("same wording") == 1 and "  same wording in 2 other articles: Herald (2)\n" in told


def test_what_a_copy_says_in_other_words_is_shown_with_it() -> None:
    sentences = {"a": "Iran rejects United States.", "b": "Iran rejects the United States.", "c": "Iran rejects it."}
    mentions = [make_mention(article=id_, sentence=text) for id_, text in sentences.items()]
    graph = make_graph(mentions, [article(id_, edited(WIRE, n)) for n, id_ in enumerate(sentences)])
    graph.link()
    (event,) = read_events(graph.store)
    told = explain(graph, event.iri)
    assert "same wording in 2 other articles: Outlet b, Outlet c" in told
    assert told.count("same wording as article a") == 2


def test_of_many_outlets_ten_are_named() -> None:
    graph = graph_of({f"a{n:02}": edited(WIRE, n) for n in range(40)})
    (event,) = read_events(graph.store)
    told = explain(graph, event.iri)
    assert "same wording in 39 other articles: Outlet a01, " in told and told.endswith("Outlet a10 and 29 more outlets")


def test_reports_of_different_hands_stay_apart() -> None:
    assert wordings(graph_of({"a": WIRE, "b": OTHER})) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (WIRE, WIRE.upper(), True),
        (WIRE, " ".join(WIRE.split()[:-15]), True),
        (WIRE, WIRE[: len(WIRE) // 3], False),
        (WIRE, f"{OTHER} {WIRE[:120]}", False),
        ("Peru thanked Chile.", "Peru thanked  Chile!", True),
        ("Peru thanked Chile.", "Peru thanked Chad.", False),
    ],
)
def test_what_is_one_wording(one: str, other: str, same: bool) -> None:
    a, b = signature(one), signature(other)
    assert (bool(set(keys(a)) & set(keys(b))) and alike(a, b)) is same


@pytest.mark.parametrize("shift", [0, 20, 60, 120, 200, 300])
def test_a_signature_tells_what_share_of_the_runs_two_texts_have_in_common(shift: int) -> None:
    words = [f"word{n}" for n in range(600)]
    one, other = (signature(" ".join(words[at : at + 300])) for at in (0, shift))
    share = max(0, 298 - shift) / (298 + min(shift, 298))
    assert sum(a == b for a, b in zip(one, other, strict=True)) / len(one) == pytest.approx(share, abs=0.13)


def test_a_signature_is_the_same_for_ever() -> None:
    assert signature("Peru thanked Chile.").hex()[:16] == "f6708065ae18ce40"
    assert signature(WIRE).hex()[:16] == "68a2a30825c743cd"
    assert signature("... !?") == b""


TEXTS = [*(edited(WIRE, n) for n in range(4)), *(edited(OTHER, n) for n in range(3)), "Rain fell on the parade."]
CHOSEN = st.lists(st.sampled_from(range(len(TEXTS))), min_size=2, max_size=8)


def add(graph: Graph, id_: str, text: str) -> None:
    mention: EventMention = make_mention(article=id_, confidence=0.8)
    graph.add(article(id_, text), [mention], f"digest of {id_}")
    graph.link()


@settings(deadline=None, max_examples=40)
@given(CHOSEN, st.randoms())
def test_wordings_do_not_depend_on_the_order_nor_on_the_way(chosen, random) -> None:
    texts = {f"a{n}": TEXTS[which] for n, which in enumerate(chosen)}
    whole = graph_of(texts)
    ids = list(texts)
    random.shuffle(ids)
    one_by_one = graph_of({ids[0]: texts[ids[0]]})
    for id_ in ids[1:]:
        add(one_by_one, id_, texts[id_])
    assert one_by_one.triples() == whole.triples()
    reword_all(one_by_one.store)
    assert one_by_one.triples() == whole.triples()


@settings(deadline=None, max_examples=40)
@given(CHOSEN, st.data())
def test_a_removed_or_replaced_article_leaves_no_trace(chosen, data) -> None:
    texts = {f"a{n}": TEXTS[which] for n, which in enumerate(chosen)}
    graph = graph_of(texts)
    gone = data.draw(st.sampled_from(sorted(texts)))
    add(graph, gone, TEXTS[-1])
    assert graph.triples() == graph_of({**texts, gone: TEXTS[-1]}).triples()
    graph.remove(gone)
    del texts[gone]
    assert graph.triples() == graph_of(texts).triples()


def test_a_chain_holds_together_until_its_link_is_taken_out() -> None:
    """B shares much with A and with C, which share too little with each other."""
    words = [f"word{n}" for n in range(400)]
    texts = {id_: " ".join(words[at : at + 280]) for id_, at in (("a", 0), ("b", 55), ("c", 110))}
    graph = graph_of(texts)
    assert wordings(graph) == {"a": "a", "b": "a", "c": "a"}
    graph.remove("b")
    assert wordings(graph) == {}
    assert graph.triples() == graph_of({"a": texts["a"], "c": texts["c"]}).triples()


def test_such_graphs_are_valid_and_a_broken_one_is_found() -> None:
    articles = [article(f"a{n}", edited(WIRE, n)) for n in range(3)]
    names = Names({"IRN": ("Iran", "Q794")}, {})
    graph = make_graph([make_mention(article=a.id) for a in articles], articles, names)
    graph.link()
    assert validate(graph) == []
    graph.store.update(
        "DELETE DATA { <https://w3id.org/dyad/id/article/a0> <https://w3id.org/dyad/ontology#wording>"
        " <https://w3id.org/dyad/id/article/a0> }"
    )
    assert any("smallest identifier" in line for line in validate(graph))


def test_a_part_of_a_graph_names_its_wordings_by_articles_of_its_own() -> None:
    days = ("2013-02-07", "2013-02-08", "2013-02-08")
    articles = [article(f"a{n}", edited(WIRE, n)) for n in range(3)]
    graph = make_graph([make_mention(article=f"a{n}", day=day) for n, day in enumerate(days)], articles)
    graph.link()
    chosen = {str(triple) for triple in subset(graph.store, parse_filters(first="2013-02-08"))}
    links = [triple for triple in chosen if "ontology#wording>" in triple]
    assert len(links) == 2 and all(line.endswith("article/a1>") for line in links)


def test_articles_without_events_carry_no_signature() -> None:
    graph = make_graph([make_mention()])
    graph.add(make_article("empty"), [], "digest")
    graph.link()
    assert not graph.query("ASK { article:empty dyad:wordingSignature ?s }")
