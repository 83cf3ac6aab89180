"""Relations as roots or pentacode, given parties, incidents, and texts that hold nothing."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.gold import kind_of
from kg.evaluate.incidents import score_incidents
from kg.evaluate.relations import score_quads
from kg.evaluate.reliability import Bin, calibration_error, reliability
from kg.evaluate.run import evaluate, evaluate_relations, evaluate_silence
from kg.evaluate.silence import read_ids
from kg.pipeline import Options, Pipeline

QUADS = {"ACCUSE": "verbal conflict", "AID": "material cooperation"}


def write(path: Path, *records: dict) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def relation(id_: str, text: str, code: str | None, actor: object, target: object) -> dict:
    return {"id": id_, "text": text, "events": [{"code": code, "source_text": actor, "target_text": target}]}


def test_events_of_confidence_080_are_right_in_80_of_100() -> None:
    bins = reliability([(0.8, True)] * 4 + [(0.8, False), (0.7, False), (1.0, True)])
    assert bins == [
        Bin(pytest.approx(0.7), 1, pytest.approx(0.7), 0.0),
        Bin(pytest.approx(0.8), 5, pytest.approx(0.8), pytest.approx(0.8)),
        Bin(pytest.approx(0.9), 1, 1.0, 1.0),
    ]
    assert calibration_error(bins) == pytest.approx(0.1)


def test_statements_want_silence_in_a_pentacode_set() -> None:
    gold = [relation(str(n), "", code, "A", "B") for n, code in enumerate(["3", "2", "0", None])]
    scores = score_quads(gold, ["ACCUSE", None, "ACCUSE", None], QUADS)
    assert (scores.coded.right, scores.coded.total) == (1, 1)
    assert (scores.all_coded.right, scores.all_coded.total) == (1, 2)
    assert (scores.silent.value, scores.silent_on_statements.value, scores.silent_on_nothing.value) == (0.5, 0.0, 1.0)


def test_given_parties_are_coded_with_their_offsets(tmp_path: Path, pipeline: Pipeline) -> None:
    accused = "Kenya accused Somalia of spying."
    gold = write(tmp_path / "gold.jsonl", relation("a", accused, "ACCUSE", "Kenya", "Somalia"))
    lines = list(evaluate_relations(gold, pipeline, given=True))
    assert lines[0] == "given"
    assert lines[1].startswith("  root         P 1.000  R 1.000")
    assert any("confidence and share right" in line for line in lines)


def test_wrong_answers_on_given_parties_are_listed_with_what_spoke_for_them(tmp_path: Path, pipeline: Pipeline) -> None:
    gold = write(tmp_path / "gold.jsonl", relation("a", "Kenya accused Somalia.", "AID", "Kenya", "Somalia"))
    lines = list(evaluate_relations(gold, pipeline, given=True, errors=True))
    assert "  wanted AID Kenya -> Somalia, got ACCUSE" in lines
    assert any(line.startswith("  because ") and " +" in line for line in lines)
    assert lines[-1].startswith("  parse  Kenya/NNP/nsubj>1")


def test_least_confidence_leaves_given_pairs_silent(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", relation("a", "Kenya accused Somalia.", "ACCUSE", "Kenya", "Somalia"))
    lines = list(evaluate_relations(gold, Pipeline(Options(min_confidence=1.0)), given=True))
    assert "  silent       1.000" in lines


def test_tokens_find_their_words(tmp_path: Path, pipeline: Pipeline) -> None:
    text = "Kenya's army bombed Somali villages."
    gold = write(tmp_path / "gold.jsonl", relation("a", text, "4", ["Kenya 's army"], ["Somali villages"]))
    (line,) = [line for line in evaluate_relations(gold, pipeline, given=True) if "labelled and coded" in line]
    assert line.endswith("(1 of 1)")


def test_wrong_relations_are_listed_with_what_was_found(tmp_path: Path, pipeline: Pipeline) -> None:
    text = "Kenya accused Somalia of spying."
    gold = write(tmp_path / "gold.jsonl", relation("a", text, "AID", "Kenya", "Somalia"))
    lines = list(evaluate_relations(gold, pipeline, errors=True))
    assert "  wanted AID Kenya -> Somalia, got ACCUSE" in lines
    assert any(
        line.startswith("  found  ACCUSE Kenya -> Somalia") and "rule actions.csv:accuse" in line for line in lines
    )
    assert any(line.startswith("  parse  Kenya/NNP/nsubj>1") for line in lines)


def test_a_relation_needs_both_parties(tmp_path: Path, pipeline: Pipeline) -> None:
    record = {"id": "a", "text": "x", "events": [{"code": "AID", "source_text": "x"}]}
    with pytest.raises(InputError, match=r"line 1: the event has no field 'target_text'"):
        list(evaluate_relations(write(tmp_path / "gold.jsonl", record), pipeline))


def test_all_that_is_coded_in_silent_texts_is_false(tmp_path: Path, pipeline: Pipeline) -> None:
    loud, quiet = {"id": "loud", "text": "Peru thanked Chile."}, {"id": "quiet", "text": "It rained. It stopped."}
    texts = write(tmp_path / "texts.jsonl", loud, quiet)
    assert next(evaluate_silence(texts, pipeline)) == "false events per 100 sentences 33.33   (1 in 3 sentences)"
    ids = tmp_path / "ids.txt"
    ids.write_text("# chosen\nquiet  rain\n", encoding="utf-8")
    assert next(evaluate_silence(texts, pipeline, ids)).endswith("0.00   (0 in 2 sentences)")


def test_false_events_of_silent_texts_stand_under_their_sentence(tmp_path: Path, pipeline: Pipeline) -> None:
    texts = write(tmp_path / "texts.jsonl", {"id": "a", "text": "It rained. Peru thanked Chile."})
    lines = list(evaluate_silence(texts, pipeline, errors=True))
    assert "a     11: Peru thanked Chile." in lines
    assert any("SUPPORT Peru -> Chile" in line for line in lines)


def test_a_listed_text_must_be_there(tmp_path: Path, pipeline: Pipeline) -> None:
    texts, ids = write(tmp_path / "texts.jsonl", {"id": "a", "text": "It rained."}), tmp_path / "ids.txt"
    ids.write_text("b\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no readable text 'b'"):
        list(evaluate_silence(texts, pipeline, ids))
    ids.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match="names no texts"):
        read_ids(ids)


def test_incidents_are_counted_by_report() -> None:
    template = {"PerpInd": [[["two gunmen", 0]]], "PerpOrg": [], "Victim": [[["the mayor", 9], ["mayor", 13]]]}
    gold = [{"id": "a", "templates": [template]}, {"id": "b", "templates": []}]
    shot = {"type": "ASSAULT", "actor": {"text": "gunmen"}, "target": {"text": "the mayor of X"}}
    met = {"type": "CONSULT", "actor": None, "target": None}
    scores = score_incidents(gold, {"a": [shot], "b": [met]})
    assert (scores.reports.hits, scores.silent.value) == (1, 1.0)
    assert (scores.doers.value, scores.sufferers.value) == (1.0, 1.0)


def test_files_with_templates_are_scored_as_incidents(tmp_path: Path, pipeline: Pipeline) -> None:
    gold = write(tmp_path / "gold.jsonl", {"id": "a", "text": "GUNMEN KILLED THE MAYOR.", "templates": []})
    assert kind_of(gold) == "incidents"
    assert any(line.startswith("incidents in reports without one") for line in evaluate(gold, pipeline))
