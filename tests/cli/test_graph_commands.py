"""Commands on a graph folder: judge, export with filters, in every layout."""

import csv
import subprocess
from pathlib import Path

import pytest
from program import ENVIRONMENT, command, kg

import kg as dyad
from kg.export import FORMATS


def test_same_and_undo_leave_the_graph_as_it_was(folder: Path) -> None:
    before = dyad.open(folder).triples()
    code, out, err = kg("same", folder, "ali-khamenei", "IRN", "--reason", "he speaks for it")
    assert (code, out, err) == (0, "IRN same as ali-khamenei\n", "")
    assert dyad.open(folder).query("ASK { actor:IRN dyad:sameActorAs actor:ali-khamenei }")
    assert kg("same", folder, "IRN", "ali-khamenei", "--undo")[0] == 0
    assert dyad.open(folder).triples() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("different", "IRN", "IRN"), "IRN and IRN are one node; wanted two"),
        (("same", "IRN", "Atlantis"), "'Atlantis' is neither an event nor an actor of this graph"),
        (("different", "IRN", "USA", "--undo"), "nobody has judged IRN and USA to be different"),
    ],
)
def test_a_judgement_that_cannot_be_is_one_line(folder: Path, words: tuple[str, ...], message: str) -> None:
    code, out, err = kg(words[0], folder, *words[1:])
    assert (code, out, err) == (2, "", f"kg: {message}\n")


def test_a_link_of_all_finds_what_the_build_found(folder: Path) -> None:
    before = dyad.open(folder).triples()
    assert kg("link", folder, "--all")[0] == 0
    assert dyad.open(folder).triples() == before


def test_layouts_and_reifiers_can_be_asked_for(built: Path, tmp_path: Path) -> None:
    assert kg("export", built, "-o", tmp_path / "g.csv", "--layout", "gdelt", "--country", "USA")[0] == 0
    with (tmp_path / "g.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and all("USA" in (row["Actor1CountryCode"], row["Actor2CountryCode"]) for row in rows)
    assert kg("export", built, "-o", tmp_path / "g.nt", "--rdf12")[0] == 0
    assert "#reifies> <<(" in (tmp_path / "g.nt").read_text()


def test_a_name_that_is_no_graph_is_refused_before_any_work(tmp_path: Path) -> None:
    code, _, err = kg("build", tmp_path, "-o", tmp_path / "events.docx")
    assert code == 2
    assert "a graph folder has no suffix, or .kg" in err
    assert list(tmp_path.iterdir()) == []


def test_a_graph_keeps_the_base_that_it_was_made_with(tmp_path: Path) -> None:
    graph, base = tmp_path / "g.kg", "https://example.org/kb/"
    assert kg("build", "-", "-o", graph, "--base", base, stdin="Kenya accused Somalia of spying.")[0] == 0
    assert kg("build", "-", "-o", graph, stdin="Peru accused Chile of spying.")[0] == 0
    assert not [line for line in dyad.open(graph).triples() if "w3id.org/dyad/id/" in line]
    code, _, err = kg("build", "-", "-o", graph, "--base", "https://example.com/", stdin="Peru thanked Chile.")
    assert code == 2
    assert f"its base is {base}" in err


@pytest.mark.parametrize("name", ["g.nq", "g.trig.gz"])
def test_a_file_of_a_named_graph_is_a_graph(built: Path, tmp_path: Path, name: str) -> None:
    assert kg("export", built, "-o", tmp_path / name, "--graph-name", "https://example.org/news")[0] == 0
    assert dyad.open(tmp_path / name).triples() == dyad.open(built).triples()


def test_what_is_near_to_an_event_is_told_with_it(built: Path) -> None:
    told = dyad.open(built).explain("Police of Peru coerce")
    assert "same as Police of Peru coerce" in told
    assert "a day apart" in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_output_is_one_line(built: Path) -> None:
    words = command("query", built, "SELECT * { ?s ?p ?o }")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    assert (done.returncode, done.stderr) == (2, "kg: output: No space left on device\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("g.csv", "--by", "dyad"), "--by means nothing for .csv, only for .graphml .gexf .cyjs .neo4j"),
        (("g.rdf", "--rdf12"), "--rdf12 means nothing for .rdf"),
        (("g.ttl", "--country", "Iran"), "--country 'Iran': wanted three letters of ISO 3166-1 as IRN"),
        (("g.ttl", "--country", "Chad"), "wanted three letters of ISO 3166-1 as TCD"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(
    built: Path, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    code, _, err = kg("export", built, "-o", tmp_path / words[0], *words[1:])
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert message in err


def test_an_export_that_holds_nothing_says_so(built: Path, tmp_path: Path) -> None:
    code, _, err = kg("export", built, "-o", tmp_path / "g.csv", "--country", "ABW")
    assert (code, err) == (0, f"{tmp_path / 'g.csv'}: no event passes the filters\n")


def test_the_help_names_every_format() -> None:
    _, out, _ = kg("export", "--help")
    assert [suffix for suffix in FORMATS if f" {suffix} " not in out] == []
