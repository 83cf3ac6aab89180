"""Commands on a graph folder: judge, export with filters, in every layout."""

import csv
from pathlib import Path

import pytest
from test_bad_input import kg

import kg as dyad


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
