"""Writes `docs/ontology.md`, the terms of the graph for people, from `schemas/*.ttl`.

python schemas/compile/ontology.py
"""

from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.vocabulary.names import PREFIXES

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT.parent / "docs" / "ontology.md"
DYAD, PLOVER = PREFIXES["dyad"], PREFIXES["plover"]

HEAD = """# The terms of the graph

Made from `schemas/ontology.ttl` and `schemas/plover.ttl` by `schemas/compile/ontology.py`; change those, not this page.

An event (`dyad:Event`, a `sem:Event`) is kept apart from its mentions (`dyad:EventMention`, a `nif:OffsetBasedString`)
in articles (`dyad:Article`, a `nif:Context`). Actors are `sem:Actor`, places `sem:Place` and `geo:Feature` with a point
as `geo:asWKT`, types, modes, contexts and sectors `skos:Concept`, runs `prov:Activity`, judgements `prov:Entity`.
Titles, days and addresses of articles are Dublin Core (`dct:title`, `dct:issued`, `dct:publisher`, `dct:source`,
`dct:identifier`).
"""


def page() -> str:
    """The whole page."""
    ontology = rdflib.Graph().parse(ROOT / "ontology.ttl", format="turtle")
    codebook = rdflib.Graph().parse(ROOT / "plover.ttl", format="turtle")
    kinds = (
        ("Classes", OWL.Class),
        ("Properties to nodes", OWL.ObjectProperty),
        ("Properties to values", OWL.DatatypeProperty),
    )
    parts = [HEAD]
    for title, kind in kinds:
        terms = sorted(term for term in ontology.subjects(RDF.type, kind) if str(term).startswith(DYAD))
        parts += [f"\n## {title}\n", *(_term(ontology, term) for term in terms)]
    values = sorted(t for k in ("Stance", "Verdict") for t in ontology.subjects(RDF.type, rdflib.URIRef(DYAD + k)))
    parts += ["\n## Values\n", *(_term(ontology, term) for term in values)]
    parts += ["\n## Types of events and their direct edges\n\n", *_types(codebook)]
    return "".join(parts)


def _short(graph: rdflib.Graph, term: rdflib.term.Node) -> str:
    if isinstance(term, rdflib.BNode):
        union = graph.value(term, OWL.unionOf)
        return " or ".join(_short(graph, member) for member in graph.items(union)) if union else "-"
    for name, space in PREFIXES.items():
        if str(term).startswith(space):
            return f"`{name}:{str(term)[len(space) :]}`"
    return f"<{term}>"


def _term(graph: rdflib.Graph, term: rdflib.term.Node) -> str:
    lines = [
        f"\n### {_short(graph, term)} ({graph.value(term, RDFS.label)})\n",
        f"\n{graph.value(term, RDFS.comment)}\n",
    ]
    facts = []
    names = (
        ("a kind of", RDFS.subClassOf),
        ("a kind of", RDFS.subPropertyOf),
        ("from", RDFS.domain),
        ("to", RDFS.range),
    )
    for name, property_ in names:
        facts += [f"{name} {_short(graph, value)}" for value in sorted(graph.objects(term, property_))]
    if facts:
        lines.append(f"\n{', '.join(facts)}\n".replace("\na kind", "\nA kind").replace("\nfrom", "\nFrom"))
    lines += [f"\n```\n{example}\n```\n" for example in sorted(graph.objects(term, SKOS.example))]
    return "".join(lines)


def _types(graph: rdflib.Graph) -> list[str]:
    lines = ["| type | direct edge | quad class | score | definition |\n|---|---|---|---|---|\n"]
    edge, quad, score = (rdflib.URIRef(DYAD + name) for name in ("edge", "quadClass", "goldstein"))
    for term in sorted(graph.subjects(edge, None)):
        cells = (
            _short(graph, term),
            _short(graph, graph.value(term, edge)),
            graph.value(term, quad),
            graph.value(term, score),
        )
        lines.append("| " + " | ".join(map(str, (*cells, graph.value(term, SKOS.definition)))) + " |\n")
    return lines


if __name__ == "__main__":
    OUT.write_text(page(), encoding="utf-8")
