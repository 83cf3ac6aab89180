"""JSON-LD with our context: one line a node, keys as the context names them.

The context is written into the file, so that it reads without a network.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import IO, Any, cast

import msgspec
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.export.lines import LineReader
from kg.vocabulary.tables import schemas_dir

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"

# The ends of an IRI after which JSON-LD 1.1 lets a plain term serve as a prefix.
_GENERIC_DELIMITERS = tuple(":/?#[]@")


@dataclass(frozen=True, slots=True)
class Compactor:
    """What a context says about names: prefixes, and the term of a property for each kind of value."""

    context: dict[str, Any]
    prefixes: dict[str, str]
    terms: dict[tuple[str, str], str]

    def name(self, iri: str) -> str:
        """The shortest prefixed name, or the IRI itself."""
        names = [
            f"{prefix}:{iri[len(start) :]}"
            for prefix, start in self.prefixes.items()
            if iri.startswith(start) and not iri[len(start) :].startswith("//")
        ]
        return min(names, key=lambda name: (len(name), name), default=iri)

    def clashes(self, iri: str) -> bool:
        """Whether a reader would take the scheme of the IRI, left as it is, for one of our prefixes."""
        scheme, _, rest = iri.partition(":")
        return self.name(iri) == iri and scheme in self.context and not rest.startswith("//")


def load_compactor(prefixes: dict[str, str]) -> Compactor:
    """The compactor of `schemas/context.jsonld`, completed with the prefixes of the graph."""
    path = schemas_dir() / "context.jsonld"
    own = json.loads(path.read_text(encoding="utf-8"))["@context"] if path.exists() else {}
    return make_compactor({**own, **dict(sorted(prefixes.items()))})


def make_compactor(context: dict[str, Any]) -> Compactor:
    simple = {term: iri for term, iri in context.items() if isinstance(iri, str) and not term.startswith("@")}
    prefixes = {term: iri for term, iri in simple.items() if iri.endswith(_GENERIC_DELIMITERS) and iri[:1] != "@"}
    terms: dict[tuple[str, str], str] = {}
    for term, meaning in sorted(context.items()):
        entry = meaning if isinstance(meaning, dict) else {"@id": meaning}
        iri = entry.get("@id")
        if term.startswith("@") or term in prefixes or not isinstance(iri, str) or iri.startswith("@"):
            continue
        # other containers change the shape of the value; what they say is written in full instead
        if set(entry) - {"@id", "@type", "@language"}:
            continue
        kind = entry.get("@type", f"@{entry['@language']}" if entry.get("@language") else "")
        terms.setdefault((_whole(iri, prefixes), _whole(kind, prefixes)), term)
    return Compactor(context, prefixes, terms)


def _whole(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else name


def write_jsonld(lines: Iterator[bytes], file: IO[bytes], graph_name: str | None, prefixes: dict[str, str]) -> None:
    """Write sorted N-Triples as one document; the nodes stand in the order of the lines."""
    compactor = load_compactor(prefixes)
    file.write(b'{"@context": ' + msgspec.json.encode(compactor.context))
    if graph_name:
        file.write(b',\n"@id": ' + msgspec.json.encode(graph_name))
    file.write(b',\n"@graph": [')
    quads = parse(cast(IO[bytes], LineReader(lines)), format=RdfFormat.N_TRIPLES)
    separator = b"\n"
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        values: dict[str, list[Any]] = {}
        for quad in group:
            values.setdefault(cast(NamedNode, quad.predicate).value, []).append(quad.object)
        file.write(separator + msgspec.json.encode(_node(cast(NamedNode, subject).value, values, compactor)))
        separator = b",\n"
    file.write(b"\n]}\n")


def _node(iri: str, values: dict[str, list[Any]], compactor: Compactor) -> dict[str, Any]:
    if compactor.clashes(iri):
        expanded = Compactor({}, {}, {})
        return {"@context": None, **_node(iri, values, expanded)}
    node: dict[str, Any] = {"@id": compactor.name(iri)}
    for property_, objects in values.items():
        for value in objects:
            key, short = _pair(property_, value, compactor)
            node.setdefault(key, []).append(short)
    return {key: found[0] if isinstance(found, list) and len(found) == 1 else found for key, found in node.items()}


def _pair(property_: str, value: Any, compactor: Compactor) -> tuple[str, Any]:
    """The key and the value of one triple: by a term of the context that fits the value, else in full."""
    if isinstance(value, Literal):
        return _literal_pair(property_, value, compactor)
    iri = value.value if isinstance(value, NamedNode) else str(value)
    if property_ == _RDF_TYPE and not compactor.clashes(iri):
        return "@type", compactor.name(iri)
    if compactor.clashes(iri):
        return compactor.name(property_), {"@context": None, "@id": iri}
    for kind in ("@id", "@vocab"):
        term = compactor.terms.get((property_, kind))
        if term:
            return term, compactor.name(iri)
    return compactor.name(property_), {"@id": compactor.name(iri)}


def _literal_pair(property_: str, value: Literal, compactor: Compactor) -> tuple[str, Any]:
    text, language, datatype = value.value, value.language, value.datatype.value
    native = _native(text, datatype)
    if language:
        term = compactor.terms.get((property_, f"@{language}"))
        return (term, text) if term else (compactor.name(property_), {"@value": text, "@language": language})
    if datatype == f"{_XSD}string":
        term = compactor.terms.get((property_, ""))
        if "@language" in compactor.context:
            return compactor.name(property_), {"@value": text}
        return term or compactor.name(property_), text
    term = compactor.terms.get((property_, datatype))
    if term or native is not None:
        return term or compactor.name(property_), text if native is None else native
    return compactor.name(property_), {"@value": text, "@type": compactor.name(datatype)}


def _native(text: str, datatype: str) -> int | bool | None:
    """The JSON value that a reader turns into just this literal, where there is one."""
    if datatype == f"{_XSD}boolean" and text in ("true", "false"):
        return text == "true"
    # larger numbers lose digits in JavaScript
    if datatype == f"{_XSD}integer" and len(text) < 16 and text.lstrip("-").isdigit() and str(int(text)) == text:
        return int(text)
    return None
