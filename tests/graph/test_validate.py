"""The shapes find what is wrong, and find nothing in what we write."""

from pathlib import Path

import pytest
import rdflib

from kg.graph.store import open_graph
from kg.graph.validate import validate
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.tables import schemas_dir

HEAD = """
@prefix dyad: <https://w3id.org/dyad/ontology#> . @prefix plover: <https://w3id.org/dyad/plover#> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <http://example.org/> .
"""
EVENT = (
    'e:x a dyad:Event ; rdfs:label "x"@en ; dyad:stance dyad:factual ; sem:eventType plover:REJECT ; dyad:actor e:a .'
)
ACTOR = 'e:a a dyad:Country, sem:Actor ; skos:prefLabel "A"@en .'


def found(tmp_path: Path, turtle: str) -> list[str]:
    path = tmp_path / "g.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return validate(open_graph(path, load_codebook()))


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (EVENT + ACTOR, "http://example.org/x: an event is reported by at least one mention"),
        (EVENT, "http://example.org/x: at most one actor, with a name and a class"),
        (EVENT.replace("REJECT", "REJOICE") + ACTOR, "http://example.org/x: an event has exactly one PLOVER type"),
        (EVENT + ACTOR + 'e:x dyad:first "2013-02-30"^^xsd:date .', "the first day is a date"),
        (ACTOR + "e:a a dyad:Person .", "http://example.org/a: an actor is exactly one of person"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_what_breaks_a_shape_is_told(tmp_path: Path, turtle: str, message: str) -> None:
    assert any(message in line for line in found(tmp_path, turtle))


def test_every_term_of_the_program_is_in_the_ontology() -> None:
    from kg.graph.triples import TERMS

    ontology = rdflib.Graph().parse(schemas_dir() / "ontology.ttl", format="turtle")
    space = "https://w3id.org/dyad/ontology#"
    defined = {str(s).removeprefix(space) for s in ontology.subjects() if str(s).startswith(space)}
    used = {name.removeprefix("dyad:") for name in TERMS if name.startswith("dyad:")} - {"precision"}
    assert used <= defined
    for subject in set(ontology.subjects()):
        if str(subject).startswith(space):
            assert ontology.value(subject, rdflib.SKOS.definition), f"{subject} has no definition"
