"""Bad input gets one clear line and an exit code; what is good beside it is kept."""

import json
from pathlib import Path

import pytest
from program import ROOT, kg

GOOD = "Kenya accused Somalia of spying."


def test_bad_files_are_named_and_the_good_one_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    (folder / "lines.jsonl").write_text(
        '{"id": "j1", "text": "Peru thanked Chile."}\n{"text": 5}\n{"id": "j3"}\n{oops\n'
    )
    (folder / "german.txt").write_text(
        "Die Regierung hat am Mittwoch ein neues Gesetz beschlossen, sagte der Minister."
    )
    code, _, err = kg("build", folder, "-o", tmp_path / "g.kg")
    assert code == 0
    assert "2 articles read" in err
    for words in (
        "empty.txt",
        "binary.txt",
        "picture.html",
        "lines.jsonl, line 2",
        "lines.jsonl, line 3",
        "lines.jsonl, line 4",
        "german.txt",
    ):
        assert sum(words in line for line in err.splitlines()) == 1, words
    assert "text" in next(line for line in err.splitlines() if "line 2" in line)
    assert "Traceback" not in err
    assert (
        kg("query", tmp_path / "g.kg", "ASK { actor:KEN act:accuses actor:SOM . actor:PER act:supports actor:CHL }")[1]
        == "yes\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("build", "no-such-folder"), "no-such-folder"),
        (("query", "no-such-graph", "ASK {}"), "no-such-graph: no such graph"),
        (("extract", "--published", "yesterday", "x"), "--published yesterday: no date, wanted YYYY-MM-DD"),
        (("codebook", "REJOICE"), "no such type, wanted one of AGREE"),
        (("evaluate", "no-such-gold.jsonl"), "no-such-gold.jsonl: cannot be read"),
        (("build", "--base", "here", "x"), "--base here: wanted an IRI that ends in / or #"),
    ],
)
def test_usage_errors_are_one_line(words: tuple[str, ...], message: str) -> None:
    code, out, err = kg(*words)
    assert code == 2
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_malformed_sparql_is_told_with_its_place(built: Path) -> None:
    code, _, err = kg("query", built, "SELECT ?x {\n ?x act:rejects }")
    assert code == 2
    assert err.startswith("kg: query: error at 2:")
    assert err.count("\n") == 1


def test_an_unknown_suffix_is_refused_before_any_work(built: Path, tmp_path: Path) -> None:
    code, _, err = kg("export", built, "-o", tmp_path / "events.docx")
    assert code == 2
    assert "events.docx" in err
    assert ".graphml" in err


def test_an_unknown_event_and_article_are_told(built: Path) -> None:
    assert "event 'xyz' is not in" in kg("explain", built, "xyz")[2]
    assert "xyz" in kg("remove", built, "xyz")[2]


def test_a_graph_of_another_version_is_refused(folder: Path) -> None:
    meta = folder / "dyad-graph.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "dyad": 99}))
    code, _, err = kg("query", folder, "ASK {}")
    assert code == 2
    assert "version 99" in err


def test_standard_input_and_overrides() -> None:
    code, out, _ = kg("extract", "-", "--published", "2020-05-04", stdin=GOOD)
    assert code == 0
    (record,) = map(json.loads, out.splitlines())
    assert record["date"]["first"] == "2020-05-04"
    assert record["type"] == "ACCUSE"


def test_built_again_nothing_is_parsed_twice(folder: Path) -> None:
    code, _, err = kg("build", ROOT / "examples" / "articles", "-o", folder)
    assert code == 0
    assert "0 articles read" in err


def test_the_same_id_with_another_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "Peru thanked Chile."}\n{"id": "a", "text": "Peru accused Chile."}\n')
    _, out, err = kg("extract", path)
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["SUPPORT"]
    assert "line 2" in err


def test_an_input_that_is_not_there_leaves_no_empty_graph(tmp_path: Path) -> None:
    code, _, err = kg("build", tmp_path / "nothing", "-o", tmp_path / "g.kg")
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert "nothing: no such file" in err


def test_a_folder_that_is_not_there_is_told_before_any_work(tmp_path: Path) -> None:
    code, _, err = kg("build", "-", "-o", tmp_path / "missing" / "g.ttl", stdin=GOOD)
    assert code == 2
    assert f"there is no folder {tmp_path / 'missing'}" in err
