"""What `kg lexicon` shows to an editor of rows."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import TableError
from kg.evaluate.rows import try_sentence, unused
from kg.pipeline import Options, Pipeline
from kg.vocabulary.lexicon import load_lexicon

HEADER = "word,pos,object,preposition,complement,type,mode,contexts,cameo,actor,target,reciprocal,example,note\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with two rows: one for a verb of ours, and one for a verb that nobody uses."""
    folder = tmp_path / "own"
    folder.mkdir()
    rows = "accuse,verb,,,,THREATEN,,,,,,,,\nzigzag,verb,,,,RETREAT,,,,,,,,\n"
    (folder / "actions.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_a_sentence_is_shown_with_deciding_and_competing_rows(pipeline: Pipeline) -> None:
    lines = list(try_sentence("Kenya accused Somalia of spying.", pipeline))
    assert lines[0].startswith("ACCUSE allege  Kenya (KEN) > accused > Somalia (SOM)  [factual]  confidence 0.")
    assert lines[1].startswith("  rule actions.csv:accuse/of,for  (actions.csv, line ")
    heading = lines.index("accused: verb 'accuse'")
    assert lines[heading + 1].startswith("  decides   actions.csv, line ")
    assert lines[heading + 2].startswith("  fits too  actions.csv, line ")
    assert lines[-1].startswith("parse  Kenya/NNP/nsubj>1 accused/VBD/ROOT>1")


def test_both_rows_of_a_light_verb_are_named(pipeline: Pipeline) -> None:
    lines = list(try_sentence("Kenya carried out an attack on Somalia.", pipeline))
    assert lines[1].count("actions.csv, line ") == 2


def test_a_sentence_without_event_says_so(pipeline: Pipeline) -> None:
    assert next(try_sentence("It rained.", pipeline)) == "no event"


def test_own_rows_decide_where_ours_ask_for_as_much(own: Path) -> None:
    plain = [rule.own for rule in load_lexicon([own]).rules["verb", "accuse"] if rule.weight == 0]
    assert plain == [1, 0]
    lines = list(try_sentence("Kenya accused.", Pipeline(Options(lexicons=(own,)))))
    assert "  decides   own/actions.csv, line 2  accuse  THREATEN" in lines


def test_rows_that_never_decide_are_listed(own: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Kenya accused Somalia. Kenya accused.", encoding="utf-8")
    lines = list(unused([str(article)], Pipeline(Options(lexicons=(own,)))))
    assert lines == ["1 of 2 rows decide nowhere in 1 articles", "  own/actions.csv, line 3: zigzag = RETREAT"]


def test_ours_are_listed_where_none_are_given(pipeline: Pipeline, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Kenya accused Somalia.", encoding="utf-8")
    lines = list(unused([str(article)], pipeline))
    rows = {rule.line for rules in load_lexicon().rules.values() for rule in rules}
    assert lines[0].endswith(f"of {len(rows)} rows decide nowhere in 1 articles")
    assert not any(line.endswith(": accuse / @party = ACCUSE") for line in lines)
    assert any(line.endswith(": invite / @party = CONSULT") for line in lines)


def test_own_rows_are_checked(own: Path) -> None:
    run = CliRunner().invoke(app, ["lexicon", "check", str(own)])
    assert run.output.startswith("2 own rules,")
    assert "has no example" in run.output
    (own / "roles.csv").write_text("word,sector\nskipper,MIL\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"roles.csv, line 1: column 'number' is missing"):
        CliRunner().invoke(app, ["lexicon", "check", str(own)], catch_exceptions=False)


def test_dictionaries_are_imported_into_a_folder(tmp_path: Path) -> None:
    words = tmp_path / "agents.txt"
    words.write_text("SKIPPER [~MIL]\nJUGGLER [~JUG]\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["lexicon", "import", str(words), "-o", str(tmp_path / "own")])
    assert [line.split()[0] for line in run.output.splitlines()] == ["2", "1"]
    assert "is no sector that we know" in (tmp_path / "own" / "unconverted.csv").read_text()
