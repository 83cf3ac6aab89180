"""Events told with another day, actor or type are linked, whatever the order, and links can be taken back."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import JudgementError
from kg.graph.judgements import judge, take_back
from kg.graph.store import Graph
from kg.graph.triples import Names
from kg.model import Actor, EventMention
from kg.vocabulary.names import iri

sys.path.append(str(Path(__file__).parents[1] / "export"))
from small_graph import IRAN, ISRAEL_ARMY, LEADER, USA, make_article, make_graph, make_mention

NAMES = Names({"IRN": ("Iran", "Q794"), "USA": ("United States", "Q30")}, {})
SENTENCE = "The leader rejected the American offer of direct talks about the nuclear program."
SAME = "SELECT ?a ?b { ?a dyad:sameEventAs ?b FILTER(STR(?a) < STR(?b)) }"


def links(graph: Graph) -> list[tuple[str, str]]:
    return sorted((row["a"].value, row["b"].value) for row in graph.query(SAME))


def linked(*mentions: EventMention) -> Graph:
    graph = make_graph(list(mentions), names=NAMES)
    graph.link()
    return graph


def told(article: str, **changed) -> EventMention:
    given = {"actor": LEADER, "target": USA, "day": "2013-02-07", "sentence": SENTENCE, **changed}
    return make_mention(given.pop("type_", "REJECT"), article=article, **given)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"day": "2013-02-08"}, "a day apart"),
        ({"actor": IRAN}, "actors one vaguer"),
        ({"type_": "ACCUSE"}, "types ACCUSE and REJECT"),
        ({"day": "2013-02-01", "last": "2013-02-28"}, "one date within the other"),
        ({"actor": Actor("khamenei-irn-1f", "Khamenei", "person", "IRN", "GOV")}, "actors of one name"),
    ],
)
def test_another_telling_of_the_same_act_is_linked_with_its_reason(changed, reason: str) -> None:
    graph = linked(told("a1"), told("a2", **changed))
    assert len(links(graph)) == 1
    (row,) = graph.query("SELECT ?why ?score { ?j a dyad:Judgement ; dyad:reason ?why ; dyad:score ?score }")
    assert reason in row["why"].value
    assert 0.7 < float(row["score"].value) <= 1


@pytest.mark.parametrize(
    "changed",
    [
        {"day": "2013-02-10"},
        {"stance": "negated"},
        {"target": ISRAEL_ARMY},
        {"actor": USA, "target": LEADER},
        {"day": None},
        {"sentence": "Rain fell on the parade in Almaty."},
        {"day": "2013-01-01", "last": "2013-12-31"},
    ],
)
def test_another_act_is_not_linked(changed) -> None:
    if "sentence" in changed:
        changed = {**changed, "day": "2013-02-08"}
    assert links(linked(told("a1"), told("a2", **changed))) == []


def test_what_one_sentence_tells_of_two_stays_two() -> None:
    assert links(linked(told("a1"), told("a1", actor=IRAN))) == []


def test_events_mentions_and_outlets_are_counted_as_before() -> None:
    apart, together = (
        make_graph([told("a1"), told("a2", day="2013-02-08")]),
        linked(told("a1"), told("a2", day="2013-02-08")),
    )
    for graph in (apart, together):
        (row,) = graph.query("SELECT (COUNT(DISTINCT ?e) AS ?n) (COUNT(?m) AS ?k) { ?m dyad:reports ?e }")
        assert (row["n"].value, row["k"].value) == ("2", "2")


DAYS = ("2013-02-06", "2013-02-07", "2013-02-08", None)
TELLINGS = st.lists(
    st.tuples(st.sampled_from(DAYS), st.sampled_from([LEADER, IRAN]), st.sampled_from(["REJECT", "ACCUSE"])),
    min_size=2,
    max_size=6,
)


def mentions_of(tellings) -> list[EventMention]:
    return [told(f"a{n}", day=day, actor=actor, type_=type_) for n, (day, actor, type_) in enumerate(tellings)]


def add(graph: Graph, mention: EventMention) -> None:
    graph.add(make_article(mention.article), [mention], f"digest of {mention.article}")
    graph.link()


@settings(deadline=None, max_examples=40)
@given(TELLINGS, st.randoms())
def test_links_do_not_depend_on_the_order_nor_on_the_way(tellings, random) -> None:
    mentions = mentions_of(tellings)
    whole = linked(*mentions)
    random.shuffle(mentions)
    one_by_one = linked(mentions[0])
    for mention in mentions[1:]:
        add(one_by_one, mention)
    assert one_by_one.triples() == whole.triples()
    one_by_one.link(everything=True)
    assert one_by_one.triples() == whole.triples()


@settings(deadline=None, max_examples=40)
@given(TELLINGS)
def test_a_removed_article_takes_its_links_along(tellings) -> None:
    mentions = mentions_of(tellings)
    graph = linked(*mentions)
    graph.remove(mentions[0].article)
    assert graph.triples() == linked(*mentions[1:]).triples()


# -- what people judge

A, B, C = (told(f"a{n}", day=day).event.id for n, day in enumerate(("2013-02-06", "2013-03-07", "2013-04-08")))


@pytest.fixture
def three() -> Graph:
    days = ("2013-02-06", "2013-03-07", "2013-04-08")
    return linked(*(told(f"a{n}", day=day) for n, day in enumerate(days)))


def pairs(*ids: tuple[str, str]) -> list[tuple[str, str]]:
    return sorted(tuple(sorted((iri("event", a), iri("event", b)))) for a, b in ids)


def test_same_links_and_undo_unlinks(three: Graph) -> None:
    before = three.triples()
    judge(three, A, f"event:{B}", True, "both tell of the letter")
    assert links(three) == pairs((A, B))
    assert three.query(f"ASK {{ event:{A} dyad:sameEventAs event:{B} . event:{B} dyad:sameEventAs event:{A} }}")
    take_back(three, B[:12], A, True)
    assert three.triples() == before


def test_actors_are_judged_too(three: Graph) -> None:
    judge(three, "ali-khamenei", "USA", True)
    assert three.query("ASK { actor:USA dyad:sameActorAs actor:ali-khamenei }")
    judge(three, "ali-khamenei", "USA", False)
    assert not three.query("ASK { ?a dyad:sameActorAs ?b }")


def test_different_breaks_a_link_of_the_rules_until_it_is_undone() -> None:
    graph = linked(told("a1"), told("a2", day="2013-02-08"))
    before = graph.triples()
    one, other = (iri.rsplit("/")[-1] for iri in links(graph)[0])
    judge(graph, one, other, False)
    assert links(graph) == []
    graph.link(everything=True)
    assert links(graph) == []
    take_back(graph, one, other, False)
    assert graph.triples() == before


def test_what_is_different_is_not_joined_by_way_of_a_third() -> None:
    days = ("2013-02-06", "2013-02-07", "2013-02-08")
    graph = linked(*(told(f"a{n}", day=day) for n, day in enumerate(days)))
    assert len(links(graph)) == 2
    first, last = (told("a", day=day).event.id for day in (days[0], days[2]))
    judge(graph, first, last, False)
    assert len(links(graph)) == 1


def test_judgements_that_cannot_be_are_refused(three: Graph) -> None:
    judge(three, A, B, True)
    with pytest.raises(JudgementError, match="are one node"):
        judge(three, A, A, True)
    with pytest.raises(JudgementError, match="wanted two of a kind"):
        judge(three, A, "USA", True)
    with pytest.raises(JudgementError, match="is neither an event nor an actor"):
        judge(three, A, "no-such", True)
    judge(three, B, C, True)
    with pytest.raises(JudgementError, match=f"judged the same already, by way of {B}: it would close a circle"):
        judge(three, A, C, True)
    with pytest.raises(JudgementError, match=f"cannot be different: they are judged the same by way of {B}"):
        judge(three, A, C, False)
    take_back(three, B, C, True)
    judge(three, A, C, False)
    with pytest.raises(JudgementError, match=r"cannot be the same: .* are judged different"):
        judge(three, B, C, True)
    with pytest.raises(JudgementError, match="nobody has judged"):
        take_back(three, B, C, True)


def test_judgements_go_with_what_they_judge_and_stay_when_an_article_is_replaced(three: Graph) -> None:
    judge(three, A, B, True)
    three.add(make_article("a0"), [told("a0", day="2013-02-06", confidence=0.4)], "new")
    assert links(three) == pairs((A, B))
    three.remove("a0")
    assert links(three) == []
    assert not three.query("ASK { ?j a dyad:Judgement }")
