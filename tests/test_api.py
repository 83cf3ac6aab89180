"""What Python users rely on."""

from datetime import date
from pathlib import Path

import pytest

import kg
from kg.errors import GraphError, QueryError

ROOT = Path(__file__).parent.parent
SENTENCE = "Kenya threatened to close its border with Somalia."


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_public_names() -> None:
    assert sorted(kg.__all__) == ["Coding", "KgError", "KnowledgeGraph", "build", "code", "export", "extract", "open"]
    assert all(getattr(kg, name) is not None for name in kg.__all__)


def test_a_graph_in_memory_answers_questions(tmp_path: Path) -> None:
    graph = kg.build(write(tmp_path / "a.txt", SENTENCE), published=date(2020, 5, 4))
    assert graph.query("SELECT ?who { ?who act:threatens actor:SOM }") == [
        {"who": "https://w3id.org/dyad/id/actor/KEN"}
    ]
    assert graph.query("ASK { ?who act:assaults actor:SOM }") is False
    assert [row["type"].rsplit("#")[-1] for row in graph.ask("events-between", country="KEN", other="SOM")]


def test_networks_have_actors_as_nodes_and_events_as_edges(built: Path) -> None:
    graph = kg.open(built)
    by_event, by_dyad = graph.to_networkx(), graph.to_networkx(by="dyad")
    assert set(by_event.nodes) == set(by_dyad.nodes)
    assert by_event.number_of_edges() > by_dyad.number_of_edges() > 0


def test_records_carry_offsets_into_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SENTENCE)
    (record,) = kg.extract(path)
    for name in ("trigger", "actor", "target", "sentence"):
        part = record[name]
        assert SENTENCE[part["start"] : part["end"]] == part["text"]
    assert record["date"] is None


def test_a_folder_opened_is_for_reading(built: Path) -> None:
    graph = kg.open(built)
    assert len(graph.articles()) >= 12
    with pytest.raises(QueryError, match="1:9"):
        graph.query("SELECT (")
    with pytest.raises(GraphError, match="not in the graph"):
        graph.explain("no such event")


def test_less_sure_evidence_is_only_counted(tmp_path: Path) -> None:
    graph = kg.build(write(tmp_path / "a.txt", SENTENCE))
    assert SENTENCE[:5] in graph.explain("Kenya threatens Somalia")
    assert graph.explain("Kenya threatens Somalia", min_confidence=1.0).endswith("and 1 less sure than 1.0")


def test_an_article_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one.txt", SENTENCE), write(tmp_path / "two.txt", "Peru accused Chile of spying.")
    graph = kg.build([one, two])
    (article,) = {r["article"] for r in kg.extract(two)}
    graph.remove(article)
    assert graph.triples() == kg.build([one]).triples()
