"""What we publish for programs agrees with the tables and with what we write."""

import csv
import importlib.util
import json
from pathlib import Path

import jsonschema
import pytest
import rdflib
from rdflib.compare import isomorphic

import kg
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.tables import schemas_dir

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib calls what it deprecates itself


def load(path: Path):
    found = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_published_codebook_is_that_of_the_tables() -> None:
    made = load(ROOT / "schemas" / "compile" / "plover.py").build(load_codebook())
    assert isomorphic(made, rdflib.Graph().parse(schemas_dir() / "plover.ttl", format="turtle"))


def test_every_type_is_defined_with_two_examples() -> None:
    for type_ in load_codebook().types.values():
        assert type_.definition and type_.criteria and all(type_.examples)


def test_every_mode_and_context_is_defined_with_two_examples() -> None:
    book = load_codebook()
    assert (len(book.modes), len(book.contexts)) == (67, 37)
    for found in (*book.modes.values(), *book.contexts.values()):
        assert found.definition and found.criteria and all(found.examples), found.code
    texts = [example for found in (*book.types.values(), *book.modes.values()) for example in found.examples]
    assert len(set(texts)) == len(texts)


def test_every_cameo_code_but_statements_has_a_type_and_a_score() -> None:
    book = load_codebook()
    for code in book.cameo.values():
        if len(code.code) < 3:
            continue
        assert bool(code.type) == (not code.code.startswith("01")), code.code
        assert not code.mode or (code.type, code.mode) in book.modes, code.code
        assert any(code.code[:length] in book.cameo_scores for length in (2, 3, 4)), code.code


def test_records_keep_to_their_schema() -> None:
    schema = json.loads((schemas_dir() / "event.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    records = list(kg.extract(ROOT / "examples" / "articles"))
    assert len(records) > 80
    for record in records:
        validator.validate(record)


def test_articles_of_the_examples_keep_to_their_schema() -> None:
    schema = json.loads((schemas_dir() / "article.schema.json").read_text(encoding="utf-8"))
    for line in (ROOT / "examples" / "articles" / "wire" / "2013-02.jsonl").read_text().splitlines():
        jsonschema.validate(json.loads(line), schema)


def test_every_table_is_described_for_editors() -> None:
    text = (schemas_dir() / "README.md").read_text(encoding="utf-8")
    for table in (schemas_dir() / "lexicon").glob("*.csv"):
        assert table.name in text or (table.name.startswith("codebook_") and "codebook_*.csv" in text), table.name
    with (schemas_dir() / "lexicon" / "actions.csv").open(encoding="utf-8") as rows:
        assert all(f"`{column}`" in text for column in next(csv.reader(rows)))


def test_the_training_sentences_are_well_formed() -> None:
    assert load(ROOT / "schemas" / "training" / "check.py").main([]) == 0
