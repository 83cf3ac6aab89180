"""`kg evaluate` gives the figures of the reference script, which `reference.json` keeps for a made-up answer."""

import json
from pathlib import Path
from typing import Any

import pytest
from make_reference import GOLD, REFERENCE, made_up, reference, relations

from kg.evaluate.counts import Counts, root
from kg.evaluate.events import score_events
from kg.evaluate.gold import read_gold
from kg.evaluate.relations import score_relations
from kg.vocabulary.codebook import load_codebook

SCRIPTS = [folder / "shared" / "gold" / "score.py" for folder in Path(__file__).parents]
SCRIPT = next((path for path in SCRIPTS if path.exists()), None)
EXPECTED = json.loads(REFERENCE.read_text(encoding="utf-8"))
RECORDS = read_gold(GOLD)


def figures(counts: Counts) -> dict[str, Any]:
    return {
        "p": pytest.approx(counts.precision),
        "r": pytest.approx(counts.recall),
        "f1": pytest.approx(counts.f1),
        "tp": counts.hits,
        "fp": counts.false,
        "fn": counts.missed,
    }


def test_events_have_the_figures_of_the_reference() -> None:
    ours, expected = score_events(RECORDS, made_up(RECORDS)), EXPECTED["events"]
    for level, counts in ours.levels.items():
        assert expected[level] == figures(counts), level
    assert expected["types at spans"] == {name: figures(counts) for name, counts in ours.types.items()}
    assert expected["stance accuracy"] == pytest.approx(ours.stance.value)
    assert expected["silence"]["records"] == ours.silent.total
    assert expected["silence"]["noisy"] == ours.silent.total - ours.silent.right
    assert expected["silence"]["false"] == ours.false_in_silence


def test_relations_have_the_figures_of_the_reference() -> None:
    quads = {root(name): type_.quad for name, type_ in load_codebook().types.items()}
    quads["YIELD"] = "material cooperation"
    ours = score_relations(relations(RECORDS), made_up(RECORDS), quads)
    for name, found in ours.items():
        expected = EXPECTED["relations"][name]
        assert expected["root"] == figures(found.roots)
        assert expected["quad"] == figures(found.quads)
        assert expected["macro f1"] == pytest.approx(found.macro_f1)
        assert expected["silent"] == pytest.approx(found.silent)


@pytest.mark.skipif(SCRIPT is None, reason="the reference script is not part of the repository")
def test_the_reference_is_what_the_script_prints_today() -> None:
    assert SCRIPT is not None
    assert reference(SCRIPT) == EXPECTED
