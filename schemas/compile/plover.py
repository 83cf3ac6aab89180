"""Writes `schemas/plover.ttl` from the codebook's tables: `python schemas/compile/plover.py`."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.vocabulary.codebook import Codebook, Described, load_codebook, load_sectors
from kg.vocabulary.names import PREFIXES

OUT = Path(__file__).resolve().parent.parent / "plover.ttl"
PLOVER, DYAD, ACT = (rdflib.Namespace(PREFIXES[name]) for name in ("plover", "dyad", "act"))
SCHEME = rdflib.URIRef(PREFIXES["plover"].rstrip("#"))


def build(book: Codebook) -> rdflib.Graph:
    """The codebook as one SKOS concept scheme; types are top concepts, modes are narrower, contexts stand beside."""
    graph = rdflib.Graph()
    for name in ("plover", "dyad", "act"):
        graph.bind(name, PREFIXES[name])
    graph.add((SCHEME, RDF.type, SKOS.ConceptScheme))
    graph.add((SCHEME, DCTERMS.title, rdflib.Literal("PLOVER event types, modes, contexts and sectors", lang="en")))
    graph.add((SCHEME, DCTERMS.source, rdflib.Literal("Codes: PLOVER 0.8. Definitions and examples: our own words.")))
    for type_ in book.types.values():
        node = _concept(graph, type_.name, type_.name.lower())
        graph.add((SCHEME, SKOS.hasTopConcept, node))
        _describe(graph, node, type_.definition, type_.criteria, type_.examples)
        graph.add((node, DYAD.quadClass, rdflib.Literal(type_.quad)))
        graph.add((node, DYAD.goldstein, rdflib.Literal(str(type_.score), datatype=XSD.decimal)))
        graph.add((node, DYAD.edge, ACT[type_.verb]))
        _edge(graph, type_.verb, node)
    for owner, mode in book.modes:
        graph.add((_concept(graph, mode, mode), SKOS.broader, PLOVER[owner]))
    for mode in {mode for _, mode in book.modes}:
        _describe_mode(graph, mode, {owner: found for (owner, name), found in book.modes.items() if name == mode})
    for context in book.contexts.values():
        node = _concept(graph, context.code, context.name.lower())
        graph.add((node, DYAD.kind, rdflib.Literal("context")))
        _describe(graph, node, context.definition, context.criteria, context.examples)
    for sector in load_sectors().values():
        node = _concept(graph, sector.code, sector.name.lower())
        graph.add((node, DYAD.kind, rdflib.Literal("sector")))
        graph.add((node, SKOS.definition, rdflib.Literal(sector.definition, lang="en")))
    return graph


def _describe(
    graph: rdflib.Graph, node: rdflib.URIRef, definition: str, criteria: str, examples: Iterable[str]
) -> None:
    graph.add((node, SKOS.definition, rdflib.Literal(definition, lang="en")))
    graph.add((node, SKOS.scopeNote, rdflib.Literal(criteria, lang="en")))
    for example in examples:
        graph.add((node, SKOS.example, rdflib.Literal(example, lang="en")))


def _describe_mode(graph: rdflib.Graph, mode: str, ways: Mapping[str, Described]) -> None:
    """A mode of one type, or of several that share its name: then each sentence says of which type it speaks."""
    if len(ways) == 1:
        (found,) = ways.values()
        _describe(graph, PLOVER[mode], found.definition, found.criteria, found.examples)
        return
    of = sorted(ways.items())
    _describe(
        graph,
        PLOVER[mode],
        " ".join(f"{owner}: {found.definition}" for owner, found in of),
        " ".join(f"{owner}: {found.criteria}" for owner, found in of),
        (f"{owner}: {example}" for owner, found in of for example in found.examples),
    )


def _edge(graph: rdflib.Graph, verb: str, type_: rdflib.URIRef) -> None:
    """The property of direct edges from actor to target."""
    edge, actor = ACT[verb], rdflib.URIRef(PREFIXES["sem"] + "Actor")
    comment = (
        f"The actor did this to the target: at least one event of type {type_.split('#')[-1]} is reported as a fact."
    )
    graph.add((edge, RDF.type, RDF.Property))
    graph.add((edge, RDF.type, OWL.ObjectProperty))
    graph.add((edge, RDFS.label, rdflib.Literal(verb, lang="en")))
    graph.add((edge, RDFS.comment, rdflib.Literal(comment, lang="en")))
    graph.add((edge, RDFS.domain, actor))
    graph.add((edge, RDFS.range, actor))
    graph.add((edge, SKOS.example, rdflib.Literal(f"actor:IRN act:{verb} actor:USA .")))


def _concept(graph: rdflib.Graph, code: str, label: str) -> rdflib.URIRef:
    node = PLOVER[code]
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, SCHEME))
    graph.set((node, SKOS.notation, rdflib.Literal(code)))
    graph.add((node, SKOS.prefLabel, rdflib.Literal(label, lang="en")))
    return node


if __name__ == "__main__":
    build(load_codebook()).serialize(OUT, format="turtle")
