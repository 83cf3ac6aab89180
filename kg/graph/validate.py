"""Checks a graph against the SHACL shapes in `schemas/shapes.ttl`."""

from kg.graph.store import Graph
from kg.vocabulary.tables import schemas_dir

SHACL = "http://www.w3.org/ns/shacl#"


def validate(graph: Graph) -> list[str]:
    """What breaks a shape, a line each as "node: what is wanted", sorted; empty for a valid graph.

    The graph is copied into memory: some 3 kB a triple.
    """
    from pyshacl import validate as run
    from rdflib import Graph as Rdf
    from rdflib import Namespace

    sh = Namespace(SHACL)
    shapes = Rdf().parse(schemas_dir() / "shapes.ttl", format="turtle")
    _, report, _ = run(graph.rdflib(), shacl_graph=shapes, inference="none")
    found = set()
    for result in report.subjects(sh.focusNode, None):
        node, message = report.value(result, sh.focusNode), report.value(result, sh.resultMessage)
        value = report.value(result, sh.value)
        found.add(f"{node}: {message}" + (f" (found {value})" if value is not None and value != node else ""))
    return sorted(found)
