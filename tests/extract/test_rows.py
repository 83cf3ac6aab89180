"""Every row of `actions.csv` carries a sentence that it codes."""

import csv
from collections.abc import Iterator

import pytest

from kg.extract.load import load_rules
from kg.extract.rules import RuleExtractor
from kg.model import Article
from kg.pipeline import Pipeline
from kg.vocabulary.lexicon import NOTHING, PERFORM, UNDERGO, Lexicon, Rule, load_lexicon
from kg.vocabulary.tables import lexicon_file

LEXICON = load_lexicon()
with lexicon_file("actions.csv").open(encoding="utf-8") as table:
    ROWS = list(enumerate(csv.DictReader(table), 2))


@pytest.fixture(scope="module")
def rules(pipeline: Pipeline) -> RuleExtractor:
    return load_rules(pipeline.tables, LEXICON)


def rules_of(lexicon: Lexicon, line: int) -> Iterator[Rule]:
    return (rule for found in lexicon.rules.values() for rule in found if rule.line == line)


@pytest.mark.parametrize(("line", "row"), ROWS, ids=[f"{line}-{row['word'][:20]}" for line, row in ROWS])
def test_row_fires_in_its_example(line: int, row: dict[str, str], rules: RuleExtractor, pipeline: Pipeline) -> None:
    doc = pipeline.parser.one(row["example"])
    claims = rules.claims(Article(str(line), row["example"]), doc)
    fitting = [rule.line for rule in rules.fitting(doc)]
    assert line in fitting, f"other rows fire: {fitting}"
    if row["type"] not in (NOTHING, PERFORM, UNDERGO):
        assert row["type"] in [claim.type for claim in claims]


def test_each_example_stands_once() -> None:
    examples = [row["example"] for _, row in ROWS]
    assert len(set(examples)) == len(examples)


def test_lines_are_those_of_the_file() -> None:
    assert all(any(rules_of(LEXICON, line)) for line, _ in ROWS)
