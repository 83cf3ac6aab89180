"""Checks a graph against the SHACL shapes in `schemas/shapes.ttl`, and its offsets against the articles themselves."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.errors import GraphError
from kg.graph.store import Graph
from kg.graph.terms import ACT, GRAPH, REPORTS, A, node, value
from kg.model import Article
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.names import identifier
from kg.vocabulary.tables import schemas_dir

SHACL = "http://www.w3.org/ns/shacl#"

# Nodes that are checked at once, to keep memory flat.
BATCH = 1_500

# How the shapes ask for the direct edge of a type, which stands in plover.ttl and not in a graph.
EDGE = "?type dyad:edge ?verb ."


def validate(graph: Graph) -> list[str]:
    """What breaks a shape, a line each as "node: what is wanted", sorted; empty for a valid graph.

    What the shapes say in SPARQL the store answers over the whole graph; the rest is checked in parts, each copied into
    memory with what it refers to.
    """
    from rdflib import Graph as Rdf
    from rdflib import Namespace

    sh = Namespace(SHACL)
    shapes = Rdf().parse(schemas_dir() / "shapes.ttl", format="turtle")
    classes = {str(class_): shape for shape, class_ in shapes.subject_objects(sh.targetClass)}
    found: set[str] = set()
    for class_, shape in classes.items():
        for constraint in list(shapes.objects(shape, sh.sparql)):
            select, message = str(shapes.value(constraint, sh.select)), str(shapes.value(constraint, sh.message))
            found |= {f"{name}: {message}" for name in _answers(graph, class_, select)}
    shapes.remove((None, sh.sparql, None))
    quads = (q for class_ in classes for q in graph.store.quads_for_pattern(None, A, NamedNode(class_), GRAPH))
    nodes = iter(sorted({value(quad.subject) for quad in quads}))
    while batch := list(islice(nodes, BATCH)):
        found |= _broken(shapes, _part(graph, batch), batch)
    return sorted(found)


def _answers(graph: Graph, class_: str, select: str) -> set[str]:
    """The nodes of a class of which a query of the shapes gives a row."""
    rows = " ".join(f"({node(f'plover:{t.name}')} {node(f'act:{t.verb}')})" for t in load_codebook().types.values())
    head, brace, body = (
        select.replace("$this", "?this").replace(EDGE, f"VALUES (?type ?verb) {{ {rows} }}").partition("{")
    )
    return {row["this"].value for row in graph.query(f"{head}{brace} ?this a <{class_}> . {body}")}


def _broken(shapes: Any, lines: bytes, nodes: list[str]) -> set[str]:
    from pyshacl import validate as run
    from rdflib import Graph as Rdf
    from rdflib import Namespace, URIRef

    sh = Namespace(SHACL)
    data = Rdf().parse(data=lines, format="nt")
    _, report, _ = run(data, shacl_graph=shapes, inference="none", focus_nodes=[URIRef(n) for n in nodes])
    if not isinstance(report, Rdf):
        raise GraphError(f"the shapes cannot be applied: {report}")
    found = set()
    for result in report.subjects(sh.focusNode, None):
        focus, message = report.value(result, sh.focusNode), report.value(result, sh.resultMessage)
        what = report.value(result, sh.value)
        found.add(f"{focus}: {message}" + (f" (found {what})" if what is not None and what != focus else ""))
    return found


def _part(graph: Graph, nodes: list[str]) -> bytes:
    """N-Triples of some nodes, of what they refer to, and of what reports them."""
    quads: set[Quad] = set()
    further: set[NamedNode] = set()
    for name in nodes:
        own = list(graph.store.quads_for_pattern(NamedNode(name), None, None, GRAPH))
        quads.update(own)
        further |= {q.object for q in own if isinstance(q.object, NamedNode)}
        quads.update(graph.store.quads_for_pattern(None, REPORTS, NamedNode(name), GRAPH))
    for other in further:
        quads.update(graph.store.quads_for_pattern(other, A, None, GRAPH))
    return (
        serialize(
            (quad.triple for quad in quads if not quad.predicate.value.startswith(ACT)), format=RdfFormat.N_TRIPLES
        )
        or b""
    )


SPANS = """SELECT ?m ?article ?begin ?end ?sentence ?tb ?te ?trigger ?ab ?ae ?actor ?gb ?ge ?target {
  ?m nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?sentence ;
     dyad:triggerBegin ?tb ; dyad:triggerEnd ?te ; dyad:trigger ?trigger .
  OPTIONAL { ?m dyad:actorBegin ?ab ; dyad:actorEnd ?ae ; dyad:actorText ?actor }
  OPTIONAL { ?m dyad:targetBegin ?gb ; dyad:targetEnd ?ge ; dyad:targetText ?target }
}"""
NAMED = (("sentence", "begin", "end"), ("trigger", "tb", "te"), ("actor", "ab", "ae"), ("target", "gb", "ge"))


def check_texts(graph: Graph, articles: Iterable[Article]) -> list[str]:
    """Where the words of a mention are not those at its offsets in the article: text[begin:end] == words, always.

    Only mentions of the articles given are looked at; a line each, sorted.
    """
    texts = {article.id: article.text for article in articles}
    found = []
    for row in graph.query(SPANS):
        text = texts.get(identifier(row["article"].value))
        if text is not None:
            found += [f"{row['m'].value}: {name} is not at its offsets" for name in _wrong(row, text)]
    return sorted(found)


def _wrong(row: Any, text: str) -> Iterator[str]:
    for name, begin, end in NAMED:
        if row[name] is not None and text[int(row[begin].value) : int(row[end].value)] != row[name].value:
            yield name
