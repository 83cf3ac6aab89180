"""The shapes find what is wrong, and find nothing in what we write."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from kg.graph.store import Graph, open_graph
from kg.graph.triples import Names
from kg.graph.validate import check_texts, validate
from kg.model import Article
from kg.read import read_all
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.names import prologue
from kg.vocabulary.tables import schemas_dir

sys.path.append(str(Path(__file__).parents[1] / "export"))
from small_graph import make_graph, make_mention, news

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"

COUNTRIES = {"IRN": "Iran", "USA": "United States", "ISR": "Israel", "KAZ": "Kazakhstan"}
NAMES = Names({code: (name, "") for code, name in COUNTRIES.items()}, {})

# an event of the sound graph and its mention
EVENT = make_mention().event.id
MENTION = make_mention().id


def sound() -> Graph:
    news_again = [*news(), make_mention(article="a2", day="2013-02-08", start=300)]
    graph = make_graph(news_again, names=NAMES)
    graph.link()
    return graph


def test_a_sound_graph_breaks_nothing() -> None:
    graph = sound()
    assert graph.query("ASK { ?j a dyad:Judgement }")
    assert validate(graph) == []


BROKEN = {
    "a sentence whose end is wrong": (
        f"DELETE {{ mention:{MENTION} nif:endIndex ?e }} INSERT {{ mention:{MENTION} nif:endIndex 999 }}"
        f" WHERE {{ mention:{MENTION} nif:endIndex ?e }}",
        "text[begin:end] is the sentence",
    ),
    "a sentence that begins before the text": (
        f"DELETE {{ mention:{MENTION} nif:beginIndex ?e }} INSERT {{ mention:{MENTION} nif:beginIndex -1 }}"
        f" WHERE {{ mention:{MENTION} nif:beginIndex ?e }}",
        "a sentence begins before it ends",
    ),
    "other words than those of the sentence": (
        f'DELETE {{ mention:{MENTION} nif:anchorOf ?e }} INSERT {{ mention:{MENTION} nif:anchorOf "short" }}'
        f" WHERE {{ mention:{MENTION} nif:anchorOf ?e }}",
        "text[begin:end] is the sentence",
    ),
    "a trigger that is elsewhere": (
        f"DELETE {{ mention:{MENTION} dyad:triggerBegin ?b ; dyad:triggerEnd ?e }}"
        f" INSERT {{ mention:{MENTION} dyad:triggerBegin 0 ; dyad:triggerEnd 6 }}"
        f" WHERE {{ mention:{MENTION} dyad:triggerBegin ?b ; dyad:triggerEnd ?e }}",
        "the words of the trigger stand at its offsets",
    ),
    "a trigger outside of its sentence": (
        f"DELETE {{ mention:{MENTION} dyad:triggerEnd ?e }} INSERT {{ mention:{MENTION} dyad:triggerEnd 900 }}"
        f" WHERE {{ mention:{MENTION} dyad:triggerEnd ?e }}",
        "a trigger lies within its sentence",
    ),
    "an actor's words that are elsewhere": (
        f"DELETE {{ mention:{MENTION} dyad:actorBegin ?e }} INSERT {{ mention:{MENTION} dyad:actorBegin 1 }}"
        f" WHERE {{ mention:{MENTION} dyad:actorBegin ?e }}",
        "the words of the actor stand at their offsets",
    ),
    "an event without mention": ("DELETE WHERE { ?m dyad:reports ?e }", "an event is reported by at least one mention"),
    "a mention without event": ("DELETE WHERE { ?m dyad:reports ?e }", "a mention reports one event"),
    "an edge for a negated event": (
        "INSERT DATA { actor:ISR-MIL act:assaults actor:IRN }",
        "actor/ISR-MIL: a direct edge stands only where a factual event supports it",
    ),
    "a factual event without its edge": (
        "DELETE DATA { actor:ali-khamenei act:rejects actor:USA }",
        f"event/{EVENT}: a factual event has the direct edge of its type",
    ),
    "a country that is not written out": (
        f"DELETE WHERE {{ event:{EVENT} dyad:targetCountry ?c }}",
        "the countries of an event are written out",
    ),
    "a country that is not there": ("DELETE WHERE { actor:ISR ?p ?o }", "an actor has at most one country, which is"),
    "a country of none": ("DELETE WHERE { actor:USA dyad:country ?c }", "a country has a country"),
    "a dangling actor": ("DELETE WHERE { actor:ali-khamenei a ?c }", "at most one actor, with a name and a class"),
    "an actor without name": ("DELETE WHERE { actor:USA skos:prefLabel ?n }", "actor/USA: an actor has one name"),
    "an actor of two kinds": ("INSERT DATA { actor:USA a dyad:Person }", "an actor is exactly one of person"),
    "a day that is none": (
        f'INSERT DATA {{ event:{EVENT} dyad:first "2013-02-30"^^xsd:date }}',
        "the first day is a date",
    ),
    "a day that is text": (
        f'DELETE {{ event:{EVENT} dyad:last ?d }} INSERT {{ event:{EVENT} dyad:last "Thursday" }}'
        f" WHERE {{ event:{EVENT} dyad:last ?d }}",
        "the last day is a date",
    ),
    "a first day without a last": (f"DELETE WHERE {{ event:{EVENT} dyad:last ?d }}", "are both there or both unknown"),
    "days in the wrong order": (
        f'DELETE {{ event:{EVENT} dyad:last ?d }} INSERT {{ event:{EVENT} dyad:last "2013-02-01"^^xsd:date }}'
        f" WHERE {{ event:{EVENT} dyad:last ?d }}",
        "the first day is not after the last",
    ),
    "a month of another day": (
        f'DELETE {{ event:{EVENT} dyad:month ?m }} INSERT {{ event:{EVENT} dyad:month "2014-02"^^xsd:gYearMonth }}'
        f" WHERE {{ event:{EVENT} dyad:month ?m }}",
        "agree with the first day",
    ),
    "an unknown type": (f"INSERT DATA {{ event:{EVENT} sem:eventType plover:REJOICE }}", "exactly one PLOVER type"),
    "two stances": (f"INSERT DATA {{ event:{EVENT} dyad:stance dyad:future }}", "an event has one stance"),
    "no label": (f"DELETE WHERE {{ event:{EVENT} rdfs:label ?l }}", "an event has one label"),
    "an article that is not there": ("DELETE WHERE { article:a1 ?p ?o }", "a mention stands in one article"),
    "a run that is not there": ("DELETE WHERE { ?r a prov:Activity }", "a mention names the run that made it"),
    "a run without model": ("DELETE WHERE { ?r dyad:model ?m }", "a run names the language model"),
    "a confidence above one": (f"INSERT DATA {{ mention:{MENTION} dyad:confidence 7.0 }}", "lies from 0 to 1"),
    "a sector of no codebook": (
        f"INSERT DATA {{ mention:{MENTION} dyad:actorSector <http://x/GOV> }}",
        "a sector is one",
    ),
    "a place off the earth": (
        "DELETE { ?p geo:asWKT ?w } INSERT { ?p geo:asWKT 'POINT(500 12)'^^geo:wktLiteral } WHERE { ?p geo:asWKT ?w }",
        "a place has one point",
    ),
    "an article without hash": ("DELETE WHERE { article:a1 dyad:contentHash ?h }", "the hash of its content"),
    "a link that nobody judged": (
        f"INSERT DATA {{ event:{EVENT} dyad:sameEventAs event:{news()[3].event.id} }}",
        "events that are linked as the same were judged so",
    ),
    "a judgement of one": ("DELETE WHERE { ?j dyad:left ?e }", "a judgement is about two events or actors"),
    "a judgement of nobody": ("DELETE WHERE { ?j dyad:judge ?e }", "a judge is rules or user"),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.filterwarnings("ignore")
def test_a_broken_graph_is_caught(name: str) -> None:
    update, message = BROKEN[name]
    graph = sound()
    before = graph.triples()
    graph.store.update(prologue() + update)
    assert graph.triples() != before
    assert any(message in line for line in validate(graph)), validate(graph)


@pytest.mark.filterwarnings("ignore")
def test_another_validator_reads_the_same_from_the_shapes() -> None:
    from pyshacl import validate as run

    codebook = rdflib.Graph().parse(schemas_dir() / "plover.ttl")
    shapes = rdflib.Graph().parse(schemas_dir() / "shapes.ttl")
    graph = sound()
    for conforms in (True, False):
        if not conforms:
            graph.store.update(prologue() + "INSERT DATA { actor:ISR-MIL act:assaults actor:IRN }")
        data = graph.rdflib()
        for triple in codebook:
            data.add(triple)
        assert run(data, shacl_graph=shapes, inference="none")[0] is conforms


def test_words_that_are_not_at_their_offsets_in_the_article_are_told(built: Path) -> None:
    graph = open_graph(built, load_codebook())
    articles = [found for found in read_all([str(ARTICLES)]) if isinstance(found, Article)]
    assert check_texts(graph, articles) == []
    shifted = [replace(article, text=" " + article.text) for article in articles]
    found = check_texts(graph, shifted)
    assert any("sentence is not at its offsets" in line for line in found)
    assert any("target is not at its offsets" in line for line in found)
