"""Names that mean harm go through the whole path, from an article to every format, and stay names."""

import csv
import json
from pathlib import Path

import networkx
import pytest
import rdflib
from test_bad_input import kg

import kg as dyad
from kg.export import FORMATS
from kg.graph.store import open_graph
from kg.graph.validate import validate
from kg.vocabulary.codebook import load_codebook

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib calls what it deprecates itself

HOSTILE = (
    "=cmd|' /C calc'!A0",
    'a "quoted" <tag> & entity ]]>',
    "escape \x1b[31m and \x07 bell",
    "two\nlines\r\nand\ta tab",
    "javascript:alert(1)",
    "right \u202e to left \u2067 שלום",
    "emoji 🕊️ \U0010ffff",
    "back\\slash {brace} `tick` %41",
    "../../etc/passwd",
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {"id": text, "title": text, "publisher": text, "url": text, "published": "2013-02-07"}
        | {"text": f"{text}\n\nKenya accused Somalia of spying. The rains were late."}
        for text in HOSTILE
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    dyad.build(folder / "in.jsonl", folder / "g.kg")
    return folder / "g.kg"


def test_the_graph_is_sound_and_knows_every_article(graph: Path) -> None:
    assert len(dyad.open(graph).articles()) == len(HOSTILE)
    assert validate(open_graph(graph, load_codebook())) == []


READERS = {".ttl": "turtle", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld", ".rdf": "xml"}


@pytest.mark.parametrize("suffix", READERS)
def test_every_triple_comes_back_from_every_form_of_rdf(graph: Path, tmp_path: Path, suffix: str) -> None:
    dyad.open(graph).export(tmp_path / f"g{suffix}")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(tmp_path / f"g{suffix}", format=READERS[suffix])
    whole = rdflib.Graph().parse(data="\n".join(dyad.open(graph).triples()), format="nt")
    assert set(dataset.triples((None, None, None))) == set(whole)


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix not in READERS])
def test_every_other_format_is_written_and_opens(graph: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"g{suffix}"
    dyad.open(graph).export(out)
    if suffix == ".graphml":
        assert networkx.read_graphml(out).number_of_edges() == 1
    elif suffix == ".gexf":
        assert networkx.read_gexf(out).number_of_edges() == 1
    elif suffix == ".cyjs":
        assert networkx.cytoscape_graph(json.loads(out.read_text("utf-8"))).number_of_edges() == 1
    elif suffix == ".csv":
        with out.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert str(len(HOSTILE)) in [row["Articles"] for row in rows]
        assert not [row for row in rows if row["Headline"].startswith(("=", "+", "-", "@"))]
    else:
        assert out.exists()


def test_a_terminal_shows_them_and_does_not_obey(graph: Path) -> None:
    for words in (("explain", graph, "Kenya"), ("query", graph, "SELECT ?t { ?a dct:title ?t }")):
        code, out, _ = kg(*words)
        assert code == 0
        assert "calc" in out
        assert not {"\x1b", "\x07", "\u202e", "\r"} & set(out)


def test_any_article_can_be_taken_back_by_its_id(graph: Path) -> None:
    opened = dyad.build([], graph)
    for article in opened.articles():
        opened.remove(article)
    assert len(opened) == 0
