"""A graph folder: one writer, many readers, older and newer versions, damage."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.errors import GraphError
from kg.graph.store import VERSION, create, open_for_writing, open_graph
from kg.graph.triples import Names, Run, TripleWriter
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.names import prologue

sys.path.append(str(Path(__file__).parents[1] / "export"))
from small_graph import make_article, news

BOOK = load_codebook()
ROOT = Path(__file__).parents[2]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "g.kg"
    graph = create(folder, BOOK, TripleWriter(BOOK, Run("rules", "1", "m", "l"), names=Names({}, {})))
    for id_ in ("a1", "a2"):
        graph.add(make_article(id_), [mention for mention in news() if mention.article == id_], id_)
    graph.link()
    return folder


def test_a_graph_of_the_first_version_can_be_read_and_is_brought_up_to_date_when_written_to(kept: Path) -> None:
    now = kg.open(kept).triples()
    old = open_for_writing(kept, BOOK)
    old.store.update(prologue() + "DELETE { ?e ?p ?o } WHERE { VALUES ?p { dyad:actorDay dyad:targetDay } ?e ?p ?o }")
    del old
    meta = kept / "dyad-graph.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "dyad": 1}))
    assert len(kg.open(kept).triples()) < len(now)
    assert open_for_writing(kept, BOOK).triples() == now
    assert json.loads(meta.read_text())["dyad"] == VERSION


def test_labels_of_an_older_version_are_written_anew(kept: Path) -> None:
    now = kg.open(kept).triples()
    old = open_for_writing(kept, BOOK)
    other = 'INSERT { ?e rdfs:label "Cuba retreats"@en }'
    old.store.update(f"{prologue()} DELETE {{ ?e rdfs:label ?l }} {other} WHERE {{ ?e a dyad:Event ; rdfs:label ?l }}")
    del old
    meta = kept / "dyad-graph.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "dyad": 2}))
    assert open_for_writing(kept, BOOK).triples() == now


def test_a_graph_of_a_newer_version_says_what_to_do(kept: Path) -> None:
    (kept / "dyad-graph.json").write_text('{"dyad": 9, "base": "x"}')
    with pytest.raises(
        GraphError, match="graph of version 9, this program knows versions 1 to 3; use the program that"
    ):
        open_graph(kept, BOOK)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"dyad": null, "base": "x"}', '{"dyad": "2", "base": "x"}'])
def test_a_damaged_folder_is_one_clear_line(kept: Path, text: str) -> None:
    (kept / "dyad-graph.json").write_text(text)
    with pytest.raises(GraphError, match=r"g\.kg: (not a graph folder|graph of version)") as told:
        open_graph(kept, BOOK)
    assert "\n" not in str(told.value)


def test_a_store_that_is_damaged_is_told(kept: Path) -> None:
    (kept / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(GraphError, match="the graph cannot be opened"):
        open_graph(kept, BOOK)


WRITER = """
import sys
from pathlib import Path
from kg.graph.store import open_for_writing
from kg.vocabulary.codebook import load_codebook
graph = open_for_writing(Path(sys.argv[1]), load_codebook())
print("open", flush=True)
sys.stdin.read()
"""


def test_one_writer_at_a_time_and_readers_beside_it(kept: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(kept)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "open\n"
        with pytest.raises(GraphError, match="another program is writing to this graph; wait until it has ended"):
            open_for_writing(kept, BOOK)
        readers = [kg.open(kept) for _ in range(3)]
        assert [reader.query("ASK { ?s a dyad:Event }") for reader in readers] == [True] * 3
        writer.communicate("")
    assert open_for_writing(kept, BOOK).digest("a1") == "a1"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_gets_a_copy_with_prefixes(kept: Path) -> None:
    graph = kg.open(kept).rdflib()
    assert len(graph) == len(kg.open(kept))
    assert dict(graph.namespaces())["plover"].endswith("plover#")


def test_queries_reach_no_other_machine_and_no_file(kept: Path) -> None:
    graph = open_graph(kept, BOOK)
    with pytest.raises(kg.KgError, match="SERVICE is switched off"):
        graph.query('SELECT * { VALUES ?x { """a"b""" } SERVICE <http://x> { ?s ?p "x" } }')
    assert list(graph.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")) == []
    with pytest.raises(kg.KgError, match="query"):
        graph.query("LOAD <file:///etc/passwd>")


def test_a_graph_put_in_order_holds_the_same(kept: Path) -> None:
    before = kg.open(kept).triples()
    open_for_writing(kept, BOOK).compact()
    assert kg.open(kept).triples() == before
