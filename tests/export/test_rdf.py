"""RDF files, read back by rdflib, a parser that shares nothing with the writer."""

import gzip
from datetime import date
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store
from rdflib.compare import isomorphic
from small_graph import make_graph, make_mention

from kg.errors import ExportError
from kg.export import Filters, export
from kg.export.clean import xml_characters
from kg.export.events import GRAPH
from kg.export.lines import SortedLines, sorted_lines
from kg.graph.store import Graph, open_graph
from kg.graph.triples import Names
from kg.graph.validate import validate
from kg.vocabulary.codebook import load_codebook

READERS = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld", ".rdf": "xml"}
# rdflib 7.6 calls what it deprecates itself
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ACT = "https://w3id.org/dyad/act#"


def read(path: Path) -> rdflib.Graph:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    suffix = Path(path.name.removesuffix(".gz")).suffix
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=READERS[suffix])
    plain = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        plain.add(triple)
    return plain


def held(store: Store) -> rdflib.Graph:
    return rdflib.Graph().parse(data=store.dump(format=RdfFormat.N_TRIPLES, from_graph=GRAPH), format="nt")


@pytest.mark.parametrize("suffix", READERS)
def test_every_triple_comes_back(graph: Graph, tmp_path: Path, suffix: str) -> None:
    export(graph, tmp_path / f"g{suffix}")
    assert isomorphic(read(tmp_path / f"g{suffix}"), held(graph.store))


@pytest.mark.parametrize("suffix", [suffix for suffix in READERS if suffix != ".rdf"])
def test_hostile_names_come_back_as_they_were(hostile: Graph, tmp_path: Path, suffix: str) -> None:
    export(hostile, tmp_path / f"g{suffix}")
    assert isomorphic(read(tmp_path / f"g{suffix}"), held(hostile.store))


def test_rdf_xml_replaces_only_what_xml_cannot_hold(hostile: Graph, tmp_path: Path) -> None:
    export(hostile, tmp_path / "g.rdf")
    label = rdflib.SKOS.prefLabel
    wanted = {xml_characters(str(name)) for name in held(hostile.store).objects(None, label)}
    assert {str(name) for name in read(tmp_path / "g.rdf").objects(None, label)} == wanted


@pytest.mark.parametrize("suffix", [*READERS, ".nq.gz"])
def test_same_graph_same_bytes_whatever_the_order(graph: Graph, tmp_path: Path, suffix: str) -> None:
    other = Store()
    other.extend(reversed(list(graph.store)))
    export(graph, tmp_path / f"one{suffix}")
    export(other, tmp_path / f"two{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".jsonld"])
def test_a_graph_name_names_every_quad(graph: Graph, tmp_path: Path, suffix: str) -> None:
    name = "https://example.org/news"
    export(graph, tmp_path / f"g{suffix}", graph_name=name)
    dataset = rdflib.Dataset()
    dataset.parse(data=(tmp_path / f"g{suffix}").read_bytes(), format=READERS[suffix])
    assert {len(g) for g in dataset.graphs() if str(g.identifier) == name} == {len(graph)}


def test_a_graph_name_that_is_no_iri_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="not an IRI"):
        export(graph, tmp_path / "g.nq", graph_name="two words")


def test_reifiers_name_the_direct_edge_of_each_factual_event(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.ttl", reify=True)
    store = Store()
    store.load(path=str(tmp_path / "g.ttl"), format=RdfFormat.TURTLE)
    rows = store.query("SELECT ?e { ?e <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( ?s ?p ?o )>> }")
    # REJECT, ASSAULT by Iran and ACCUSE; not the denied, the planned and the one without an actor
    assert len(list(rows)) == 3


@pytest.mark.parametrize("suffix", [".rdf", ".jsonld"])
def test_reifiers_are_refused_where_there_is_no_syntax(graph: Graph, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ExportError, match=r"wanted \.ttl"):
        export(graph, tmp_path / f"g{suffix}", reify=True)
    assert list(tmp_path.iterdir()) == []


def test_a_filtered_graph_holds_the_chosen_events_and_all_they_need(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.ttl", filters=Filters(types=frozenset({"REJECT"})))
    part, whole = read(tmp_path / "g.ttl"), held(graph.store)
    assert set(part) <= set(whole)
    verbs = {str(p) for p in part.predicates() if str(p).startswith(ACT)}
    assert verbs == {f"{ACT}rejects"}
    # nothing is pointed at that the whole graph describes and the part does not
    described = set(whole.subjects())
    pointed = {o for p, o in part.predicate_objects() if p != rdflib.RDF.type and o in described}
    assert pointed <= set(part.subjects())


def test_lines_that_do_not_fit_into_memory_come_out_the_same(graph: Graph) -> None:
    small = SortedLines(run_bytes=500)
    graph.store.dump(small, RdfFormat.N_TRIPLES, from_graph=GRAPH)  # type: ignore[call-overload]
    with sorted_lines(graph.store) as lines:
        assert list(small.lines()) == list(lines)
    small.close()


def test_an_iri_whose_scheme_is_one_of_our_prefixes_survives_json_ld(tmp_path: Path) -> None:
    store = Store()
    line = b"<act:boom> <http://purl.org/dc/terms/source> <event:x> .\n<http://a.example/> a <act:y> ."
    store.load(line, RdfFormat.TURTLE)
    export(store, tmp_path / "g.jsonld")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=(tmp_path / "g.jsonld").read_bytes(), format="json-ld")
    assert {str(t[0]) for t in dataset.triples((None, None, None))} == {"act:boom", "http://a.example/"}
    assert {str(t[2]) for t in dataset.triples((None, None, None))} == {"event:x", "act:y"}


def test_a_filtered_graph_is_sound_and_keeps_links_between_what_is_chosen(tmp_path: Path) -> None:
    sentence = "Ali Khamenei reject long nuclear talks of United States."
    twice = [
        make_mention(day=day, article=article, sentence=sentence)
        for day, article in (("2013-02-07", "a1"), ("2013-02-08", "a2"))
    ]
    whole = make_graph(twice, names=Names({"IRN": ("Iran", ""), "USA": ("United States", "")}, {}))
    whole.link()
    for last, links in ((date(2013, 2, 8), 2), (date(2013, 2, 7), 0)):
        export(whole, tmp_path / "g.nt", filters=Filters(last=last))
        part = open_graph(tmp_path / "g.nt", load_codebook())
        assert len(list(part.query("SELECT * { ?a dyad:sameEventAs ?b }"))) == links
        assert validate(part) == []
