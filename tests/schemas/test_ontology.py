"""The ontology says what every term means, contradicts neither itself nor a graph, and its page is current."""

import importlib.util
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.graph.triples import TERMS
from kg.vocabulary.names import PREFIXES, prologue
from kg.vocabulary.tables import schemas_dir

sys.path.append(str(Path(__file__).parents[1] / "export"))
from small_graph import make_graph, news

ROOT = Path(__file__).parents[2]

DYAD, PLOVER, ACT = PREFIXES["dyad"], PREFIXES["plover"], PREFIXES["act"]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib calls what it deprecates itself


def read(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(schemas_dir() / name, format="turtle")


def own(graph: rdflib.Graph, space: str) -> list[rdflib.URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, rdflib.URIRef) and str(s).startswith(space)})


def test_every_term_of_the_program_is_in_the_ontology() -> None:
    defined = {str(term).removeprefix(DYAD) for term in own(read("ontology.ttl"), DYAD)}
    used = {name.removeprefix("dyad:") for name in TERMS if name.startswith("dyad:")} - {"precision"}
    assert used <= defined


def test_every_term_has_label_comment_example_domain_and_range() -> None:
    ontology = read("ontology.ttl")
    for term in own(ontology, DYAD):
        wanted = [RDFS.label, RDFS.comment, SKOS.example]
        if set(ontology.objects(term, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}:
            wanted += [RDFS.domain, RDFS.range]
        assert [str(p) for p in wanted if ontology.value(term, p) is None] == [], term


def test_every_concept_has_label_and_definition_and_every_edge_domain_and_range() -> None:
    codebook = read("plover.ttl")
    for term in own(codebook, PLOVER):
        assert codebook.value(term, SKOS.prefLabel) and codebook.value(term, SKOS.definition), term
    edges = own(codebook, ACT)
    assert len(edges) == 16
    for edge in edges:
        for property_ in (RDFS.label, RDFS.comment, RDFS.domain, RDFS.range, SKOS.example):
            assert codebook.value(edge, property_) is not None, (edge, property_)


def consequences(graph: rdflib.Graph) -> list[str]:
    """What an OWL 2 RL reasoner finds to be contradictory."""
    owlrl = pytest.importorskip("owlrl")
    closure = owlrl.CombinedClosure.RDFS_OWLRL_Semantics(graph, False, False, False)
    closure.closure()
    return list(closure.error_messages)


def whole() -> rdflib.Graph:
    graph = make_graph(news()).rdflib()
    for name in ("ontology.ttl", "plover.ttl"):
        graph += read(name)
    return graph


@pytest.mark.filterwarnings("ignore")
def test_the_ontology_and_a_graph_contradict_each_other_nowhere() -> None:
    assert consequences(whole()) == []


@pytest.mark.filterwarnings("ignore")
def test_a_contradiction_would_be_found() -> None:
    graph = whole()
    graph.update(prologue() + "INSERT DATA { actor:USA a dyad:Country, dyad:Person }")
    assert consequences(graph)


@pytest.mark.filterwarnings("ignore")
def test_other_vocabularies_understand_the_graph() -> None:
    pytest.importorskip("owlrl")
    graph = whole()
    consequences(graph)
    ask = prologue() + "ASK { ?event a sem:Event ; sem:hasActor actor:ali-khamenei ; sem:hasBeginTimeStamp ?day }"
    assert graph.query(ask).askAnswer
    assert graph.query(prologue() + "ASK { ?m a nif:OffsetBasedString ; nif:referenceContext/a nif:Context }").askAnswer


def test_the_page_of_the_ontology_is_current() -> None:
    found = importlib.util.spec_from_file_location("ontology_page", ROOT / "schemas" / "compile" / "ontology.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    assert module.OUT.read_text(encoding="utf-8") == module.page(), "run: python schemas/compile/ontology.py"
