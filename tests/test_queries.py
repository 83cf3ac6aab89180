"""Ready queries on a small graph, and what they refuse."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.model import Actor, Article, EventMention
from kg.queries import bind, named_queries, named_query, run_named

sys.path.append(str(Path(__file__).parent / "export"))
from small_graph import ALMATY, IRAN, ISRAEL_ARMY, LEADER, USA, make_article, make_graph, make_mention

ACCUSED_DAY, REJECTED_DAY = "2013-04-01", "2013-04-03"


def story() -> list[EventMention]:
    """Iran and the United States quarrel for some weeks; Israel's army strikes, or does not."""
    return [
        make_mention("ACCUSE", USA, IRAN, ACCUSED_DAY),
        make_mention("REJECT", IRAN, USA, REJECTED_DAY, said_by=LEADER, start=50),
        make_mention("REJECT", IRAN, USA, REJECTED_DAY, article="a2"),
        make_mention("SANCTION", USA, IRAN, "2013-04-10", article="a2", start=50),
        make_mention("SANCTION", USA, IRAN, "2013-05-10", article="a2", start=90),
        make_mention("ASSAULT", ISRAEL_ARMY, IRAN, "2013-05-11", article="a2", place=ALMATY, start=150),
        make_mention("ASSAULT", ISRAEL_ARMY, IRAN, "2013-05-11", article="a3", stance="negated"),
        make_mention("CONSULT", USA, IRAN, "2013-06-01", article="a3", stance="future", start=60),
        make_mention("REQUEST", LEADER, ISRAEL_ARMY, None, article="a3", start=120),
    ]


@pytest.fixture(scope="module")
def graph() -> Any:
    articles: list[Article] = [
        make_article("a1", "2013-04-04", "Late Post"),
        make_article("a2", "2013-04-03", "Early Post"),
        make_article("a3", "2013-05-12", "Other Post"),
    ]
    return make_graph(story(), articles)


def ask(graph: Any, name: str, **params: str) -> list[tuple[Any, ...]]:
    """The rows as plain values: numbers, text, and the last part of an IRI."""
    answer = run_named(graph, name, {key.rstrip("_"): value for key, value in params.items()})
    return [tuple(plain(cell) for cell in row) for row in answer.rows]


def plain(cell: Any) -> Any:
    if cell is None:
        return None
    text = cell.value
    if hasattr(cell, "datatype"):
        number = cell.datatype.value.rsplit("#", 1)[-1]
        return int(text) if number == "integer" else float(text) if number in ("decimal", "double") else text
    return text.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def event_id(graph: Any, type_: str) -> str:
    rows = graph.query(f"SELECT ?e {{ ?e sem:eventType plover:{type_} }}")
    return str(min(plain(row["e"]) for row in rows))


def test_events_between_two_countries_go_both_ways(graph: Any) -> None:
    rows = ask(graph, "events-between", country="irn", other="USA")
    assert [row[3] for row in rows] == ["ACCUSE", "REJECT", "SANCTION", "SANCTION", "CONSULT"]
    assert rows == sorted(ask(graph, "events-between", country="USA", other="IRN"), key=lambda row: row[0])


def test_events_between_can_be_narrowed(graph: Any) -> None:
    both = {"country": "IRN", "other": "USA"}
    rows = ask(graph, "events-between", **both, from_="2013-04-10", to="2013-05-31", type="SANCTION")
    assert [row[0] for row in rows] == ["2013-04-10", "2013-05-10"]
    assert [row[3] for row in ask(graph, "events-between", **both, stance="future")] == ["CONSULT"]


def test_top_dyads_counts_directed_pairs(graph: Any) -> None:
    assert ask(graph, "top-dyads")[:2] == [("USA", "IRN", 4), ("ISR", "IRN", 2)]
    assert ask(graph, "top-dyads", country="IRN") == [("IRN", "ISR", 1), ("IRN", "USA", 1)]


def test_top_dyads_of_a_period_is_exact_to_the_day(graph: Any) -> None:
    assert ask(graph, "top-dyads", from_="2013-04-10", to="2013-05-10") == [("USA", "IRN", 2)]
    assert ask(graph, "top-dyads", to="2013-04-03") == [("IRN", "USA", 1), ("USA", "IRN", 1)]


def test_a_limit_cuts_the_rows(graph: Any) -> None:
    assert len(ask(graph, "top-dyads", limit="1")) == 1


def test_monthly_series_counts_by_type(graph: Any) -> None:
    rows = ask(graph, "monthly-series", country="USA", other="IRN")
    assert ("2013-04", "SANCTION", 1) in rows and ("2013-05", "SANCTION", 1) in rows
    assert ask(graph, "monthly-series", type="ASSAULT") == [("2013-05", "ASSAULT", 2)]
    assert {row[0] for row in ask(graph, "monthly-series", from_="2013-05-31")} == {"2013-05", "2013-06"}


def test_balance_sets_cooperation_against_conflict(graph: Any) -> None:
    rows = {row[0]: row[1:] for row in ask(graph, "balance", country="USA", other="IRN")}
    assert rows["material conflict"][0] == 2 and rows["material conflict"][1] < 0
    assert rows["verbal cooperation"][0] == 1 and rows["verbal cooperation"][1] > 0
    done = ask(graph, "balance", country="USA", other="IRN", stance="factual")
    assert "verbal cooperation" not in {row[0] for row in done}


def test_types_counts_every_event(graph: Any) -> None:
    assert sum(row[3] for row in ask(graph, "types")) == 8
    assert {row[0] for row in ask(graph, "types", country="USA")} == {"ACCUSE", "SANCTION", "CONSULT"}


def test_the_network_of_an_actor_has_directions(graph: Any) -> None:
    rows = ask(graph, "network", actor="IRN")
    assert ("acts on", "USA", "United States", "REJECT", 1) in rows
    assert ("is acted on by", "USA", "United States", "SANCTION", 2) in rows
    # what is denied or planned binds nobody
    assert not [row for row in rows if row[3] == "CONSULT"]


def test_a_path_leads_from_actor_to_actor(graph: Any) -> None:
    assert ask(graph, "path", actor="ISR-MIL", other="USA") == [(2, "assaults", "IRN", "rejects")]
    assert ask(graph, "path", actor="USA", other="IRN")[0][0] == 1


def test_the_first_report_comes_first(graph: Any) -> None:
    rows = ask(graph, "first-reports", event=event_id(graph, "REJECT"))
    assert [row[:2] for row in rows] == [("2013-04-03", "Early Post"), ("2013-04-04", "Late Post")]


def test_provenance_leads_to_sentence_and_rule(graph: Any) -> None:
    rows = ask(graph, "provenance", event=event_id(graph, "ACCUSE"))
    assert [(row[0], row[5], row[7]) for row in rows] == [("a1", "United States accuses Iran.", "actions.csv:1")]


def test_what_one_asserts_and_another_denies_is_disputed(graph: Any) -> None:
    ((day, actor, type_, target, _, asserted, _, denied),) = ask(graph, "disputed")
    assert (day, actor, type_, target, asserted, denied) == ("2013-05-11", "ISR-MIL", "ASSAULT", "IRN", "a2", "a3")


def test_an_accusation_that_is_rejected_is_found(graph: Any) -> None:
    rows = ask(graph, "accused-denials", country="USA")
    assert [row[:4] for row in rows] == [(ACCUSED_DAY, "USA", "IRN", REJECTED_DAY)]


def test_events_at_a_place(graph: Any) -> None:
    (row,) = ask(graph, "events-at", place="1526384")
    assert row[2] == "Military of Israel assaults Iran (2013-05-11)"


def test_what_changed_since_a_day(graph: Any) -> None:
    assert {row[5] for row in ask(graph, "changed-since", from_="2013-05-01")} == {"a3"}


def test_the_most_active_actor_counts_on_both_sides(graph: Any) -> None:
    assert ask(graph, "most-active")[0] == ("IRN", "Iran", 7, 1, 6)


def test_escalation_is_told_step_by_step(graph: Any) -> None:
    rows = ask(graph, "escalation", country="USA", other="IRN")
    assert [row[1] for row in rows] == ["ACCUSE", "SANCTION", "SANCTION"]
    assert rows[0][3] > rows[1][3]


def test_what_a_speaker_says(graph: Any) -> None:
    (row,) = ask(graph, "said-by", actor="ali-khamenei")
    assert row[1] == "Iran rejects United States (2013-04-03)"


def test_what_is_announced(graph: Any) -> None:
    assert [row[0] for row in ask(graph, "announced", from_="2013-05-20")] == ["2013-06-01"]
    assert ask(graph, "announced", from_="2013-06-02") == []


def test_outlets_of_a_dyad(graph: Any) -> None:
    assert ask(graph, "outlets", country="USA", other="IRN") == [
        ("Early Post", 2, 1),
        ("Late Post", 1, 1),
        ("Other Post", 1, 1),
    ]


def test_there_are_enough_of_them_and_each_is_documented() -> None:
    assert len(named_queries()) >= 15
    for query in named_queries():
        assert query.purpose.endswith((".", "?"))
        assert all(parameter.meaning for parameter in query.parameters)
        marked = {name for name in query.text.split() if name.startswith("--")}
        assert not marked


def test_the_page_of_the_queries_is_current() -> None:
    root = Path(__file__).parents[1]
    spec = importlib.util.spec_from_file_location("queries_page", root / "schemas" / "compile" / "queries.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (root / "docs" / "queries.md").read_text(encoding="utf-8") == module.page()


EXAMPLES = {
    "day": "2013-05-01", "country": "IRN", "type": "REJECT", "stance": "factual", "actor": "USA", "event": "e",
    "place": "p", "integer": "3",
}  # fmt: skip


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_parameter_can_be_given_and_every_optional_one_left_out(graph: Any, name: str) -> None:
    query = named_query(name)
    run_named(graph, name, {p.name: EXAMPLES[p.kind] for p in query.parameters})
    for left_out in query.parameters:
        given_ = {p.name: EXAMPLES[p.kind] for p in query.parameters if p != left_out}
        if left_out.required:
            with pytest.raises(QueryError, match=f"--{left_out.name} is missing"):
                run_named(graph, name, given_)
        else:
            run_named(graph, name, given_)


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_parameter_of_a_query_is_used(name: str) -> None:
    query = named_query(name)
    least = {p.name: EXAMPLES[p.kind] for p in query.parameters if p.required}
    for parameter in query.parameters:
        if not parameter.required and parameter.name != "limit":
            assert bind(query, {**least, parameter.name: EXAMPLES[parameter.kind]}) != bind(query, least)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"country": "Iran"}, "--country 'Iran': wanted three letters"),
        ({"from": "2013-02-30"}, "--from '2013-02-30': wanted a day"),
        ({"limit": "-1"}, "--limit '-1': wanted a whole number"),
        ({"limit": "²"}, "--limit '²': wanted a whole number"),
        ({"wehre": "x"}, "--wehre: top-dyads has no such parameter"),
    ],
)
def test_a_wrong_parameter_is_named(graph: Any, params: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as told:
        run_named(graph, "top-dyads", params)
    assert message in str(told.value)


def test_an_unknown_query_lists_the_known_ones(graph: Any) -> None:
    with pytest.raises(QueryError, match="top-dyads"):
        run_named(graph, "drop-everything")


ATTACKS = (
    "x> } ; DROP ALL #",
    'x" } UNION { ?s ?p ?o } #',
    "IRN } SERVICE <http://evil.example/> { ?s ?p ?o",
    '2013-01-01"^^xsd:date) } # parameter',
    "UNDEF } # if x",
    "\n} DELETE WHERE { ?s ?p ?o }",
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_an_attack_is_refused_or_is_only_a_name(graph: Any, name: str, attack: str) -> None:
    size = len(graph.store)
    query = named_query(name)
    for parameter in query.parameters:
        given_ = {p.name: EXAMPLES[p.kind] for p in query.parameters if p.required} | {parameter.name: attack}
        if parameter.kind in ("actor", "event", "place"):
            # any text can be an identifier: of nothing that is in the graph
            assert run_named(graph, name, given_).rows == ()
        else:
            with pytest.raises(QueryError, match=f"--{parameter.name}"):
                run_named(graph, name, given_)
    assert len(graph.store) == size


@given(st.text(min_size=1, max_size=30))
def test_any_text_is_a_name_and_nothing_else(text: str) -> None:
    people = [Actor(text, "Somebody", "person"), Actor("other", "Another", "person")]
    other = make_graph([make_mention("ACCUSE", *people)])
    assert [row[1] for row in ask(other, "network", actor=text)] == ["other"]
