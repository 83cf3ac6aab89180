"""IRIs: the namespaces of the graph and how an identifier becomes part of an IRI and back."""

import re
from urllib.parse import quote, unquote

ROOT = "https://w3id.org/dyad/"
DATA = ROOT + "id/"  # base of the data; `--base` chooses another

PREFIXES = {
    "dyad": ROOT + "ontology#",
    "plover": ROOT + "plover#",
    "act": ROOT + "act#",
    "actor": DATA + "actor/",
    "event": DATA + "event/",
    "mention": DATA + "mention/",
    "article": DATA + "article/",
    "place": DATA + "place/",
    "run": DATA + "run/",
    "judgement": DATA + "judgement/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wd": "http://www.wikidata.org/entity/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
}
KINDS = ("actor", "event", "mention", "article", "place", "run", "judgement")
# characters that an identifier keeps in an IRI; all others are percent-encoded
SAFE = "-._~"
# most identifiers have no others, and are told so in a tenth of the time of encoding them
_PLAIN = re.compile(r"[A-Za-z0-9._~-]*")


def iri(kind: str, identifier: str, base: str = DATA) -> str:
    """IRI of a node; any text will do as identifier, `identifier` gives it back."""
    return f"{base}{kind}/{identifier if _PLAIN.fullmatch(identifier) else quote(identifier, safe=SAFE)}"


def identifier(node: str) -> str:
    """The identifier from which `iri` made a node's IRI."""
    return unquote(node.rsplit("/", 1)[-1])


def prefixes(base: str = DATA) -> dict[str, str]:
    """The prefixes that queries may use undeclared, for a base of the data."""
    return {name: base + space[len(DATA) :] if space.startswith(DATA) else space for name, space in PREFIXES.items()}


def prologue(base: str = DATA) -> str:
    """PREFIX declarations for SPARQL."""
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in prefixes(base).items())
