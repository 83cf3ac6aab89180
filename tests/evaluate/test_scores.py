"""The figures of `kg evaluate`, worked out by hand."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.events import score_events
from kg.evaluate.gold import read_gold
from kg.evaluate.relations import score_relations
from kg.evaluate.run import evaluate
from kg.pipeline import Pipeline

TEXT = "Kenya accused Somalia of spying. Peru thanked Chile."


def span(words: str, country: str = "", sector: str = "") -> dict:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words), "country": country, "sector": sector}


def event(type_: str, trigger: str, actor: dict | None, target: dict | None, **more: object) -> dict:
    return {"type": type_, "trigger": span(trigger), "actor": actor, "target": target, "stance": "factual", **more}


ACCUSED = event("ACCUSE", "accused", span("Kenya", "KEN"), span("Somalia", "SOM"))
THANKED = event("SUPPORT", "thanked", span("Peru", "PER"), span("Chile", "CHL"))


def figures(gold: list[dict], found: list[dict], **more: object) -> dict[str, tuple[int, int, int]]:
    scores = score_events([{"id": "a", "text": TEXT, "events": gold, **more}], {"a": found})
    return {name: (c.hits, c.false, c.missed) for name, c in scores.levels.items()}


def test_each_level_asks_for_more() -> None:
    wrong_span = {**ACCUSED, "target": span("Chile", "SOM")}
    wrong_sector = {**THANKED, "actor": span("Peru", "PER", "GOV")}
    assert figures([ACCUSED, THANKED], [wrong_span, wrong_sector]) == {
        "type": (2, 0, 0),
        "spans": (1, 1, 1),
        "dyad": (2, 0, 0),
        "full": (1, 1, 1),
    }


def test_an_answer_as_good_counts() -> None:
    gold = {**ACCUSED, "type_alt": ["THREATEN"], "actor": {**ACCUSED["actor"], "country_alt": ["TZA"]}}
    found = {**ACCUSED, "type": "THREATEN", "actor": {**ACCUSED["actor"], "country": "TZA"}}
    assert figures([gold], [found])["dyad"] == (1, 0, 0)


def test_old_names_of_types_count_as_new_ones() -> None:
    assert figures([{**ACCUSED, "type": "DISAPPROVE"}], [ACCUSED])["type"] == (1, 0, 0)


def test_both_directions_of_a_reciprocal_event_are_one_hit() -> None:
    back = {**ACCUSED, "actor": ACCUSED["target"], "target": ACCUSED["actor"]}
    assert figures([{**ACCUSED, "reciprocal": True}], [ACCUSED, back])["spans"] == (1, 0, 0)
    assert figures([ACCUSED], [back])["spans"] == (0, 1, 1)


def test_doubtful_events_and_later_mentions_are_neither_hit_nor_false() -> None:
    assert figures([], [THANKED], doubtful=[THANKED])["type"] == (0, 0, 0)
    again = {**THANKED, "type": "ACCUSE"}
    assert figures([{**ACCUSED, "also": [span("thanked")]}], [ACCUSED, again])["type"] == (1, 0, 0)


def test_silence_is_counted_where_nothing_is_labelled() -> None:
    records = [{"id": i, "text": TEXT, "events": []} for i in "ab"]
    scores = score_events(records, {"b": [THANKED]})
    assert (scores.silent.value, scores.false_in_silence) == (0.5, 1)


def test_relations_by_spans_and_leniently() -> None:
    quads = {"ACCUSE": "verbal conflict", "SUPPORT": "verbal cooperation"}
    gold = [
        {"id": "a", "events": [{"code": "ACCUSE", "source_text": "Kenya", "target_text": "the Somalia team"}]},
        {"id": "b", "events": [{"code": "ACCUSE", "source_text": "Peru", "target_text": "Chile"}]},
    ]
    scores = score_relations(gold, {"a": [ACCUSED, THANKED, THANKED], "b": [ACCUSED]}, quads)
    assert (scores["lenient"].roots.hits, scores["spans"].roots.hits) == (2, 1)
    assert scores["spans"].silent == 0.5


def test_a_labelled_file_is_coded_and_scored(tmp_path: Path, pipeline: Pipeline) -> None:
    path = tmp_path / "gold.jsonl"
    record = {"id": "a", "text": TEXT, "events": [ACCUSED, {**THANKED, "type": "REJECT"}]}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    lines = list(evaluate(path, pipeline, errors=True))
    assert lines[0].startswith("type         P 0.500  R 0.500")
    assert any("missed REJECT Peru -> Chile   at 'thanked'" in line for line in lines)
    assert any("SUPPORT Peru -> Chile" in line and "rule actions.csv:thank" in line for line in lines)


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "x", "events": []}\n{"id": "b", "text": "x", "events": [{}]}\n')
    with pytest.raises(InputError, match=r"gold.jsonl, line 2: an event has no field 'type'"):
        read_gold(path)
