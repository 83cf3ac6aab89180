"""Ready questions to a graph: the queries of `schemas/queries/*.rq`, each with typed parameters.

A file begins with its purpose and a line for each parameter (`# @param name kind required|optional|DEFAULT meaning`).
Marks at the end of a line say what the line needs:
`# parameter [NAME]` takes the value of a parameter in place of UNDEF, `# codebook` the types with their scores,
`# limit [NAMES]` the number of rows that are wanted, `# if NAMES` and `# unless NAMES` keep the line where one, or
none, of the parameters is given; a limit goes where one of its names is given.

What a user gives never becomes text of a query: it is checked, made an RDF term, and the engine writes the term down.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.model import STANCES
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.codes import country_code
from kg.vocabulary.names import DATA, PREFIXES, iri, prefixes
from kg.vocabulary.tables import schemas_dir

Term = NamedNode | Literal

# The parameter that no line of a query takes: the runner stops after so many rows.
LIMIT = "limit"

_PARAM = re.compile(r"# @param (?P<name>[\w-]+) (?P<kind>\w+) (?P<need>\S+) (?P<meaning>.+)")
_MARK = re.compile(r"# (?P<mark>parameter|codebook|limit|if|unless)(?P<names>(?: [\w-]+)*)$")
_VARIABLE = re.compile(r"VALUES \?(\w+)")
_XSD = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind` is day, country, actor, event, place, type, stance or integer; `default` is None where there is none."""

    name: str
    kind: str
    required: bool
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    name: str
    purpose: str
    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query in its order; a cell is None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def _read(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    parameters = tuple(
        Parameter(
            found["name"],
            found["kind"],
            found["need"] == "required",
            None if found["need"] in ("required", "optional") else found["need"],
            found["meaning"],
        )
        for found in map(_PARAM.match, text.splitlines())
        if found
    )
    return NamedQuery(path.stem, text.partition("\n")[0].removeprefix("# "), parameters, text)


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """The ready queries by name."""
    return tuple(_read(path) for path in sorted((schemas_dir() / "queries").glob("*.rq")))


def named_query(name: str) -> NamedQuery:
    """Raises QueryError for a name that is not there."""
    for query in named_queries():
        if query.name == name:
            return query
    known = ", ".join(query.name for query in named_queries())
    raise QueryError(f"--named {name!r}: no such query, wanted one of {known}")


def _day(text: str, base: str) -> Term:
    return Literal(date.fromisoformat(text).isoformat(), datatype=NamedNode(f"{_XSD}date"))


def _country(text: str, base: str) -> Term:
    return NamedNode(iri("actor", country_code(text), base))


def _type(text: str, base: str) -> Term:
    if text.upper() not in load_codebook().types:
        raise ValueError
    return NamedNode(PREFIXES["plover"] + text.upper())


def _stance(text: str, base: str) -> Term:
    if text.lower() not in STANCES:
        raise ValueError
    return NamedNode(PREFIXES["dyad"] + text.lower())


def _node(kind: str, text: str, base: str) -> Term:
    """The node that an identifier, a prefixed name or a whole IRI means."""
    start = f"{base}{kind}/"
    if text.startswith(start):
        return NamedNode(text)
    return NamedNode(iri(kind, text.removeprefix(f"{kind}:"), base))


# What each kind of parameter takes, as an error message tells it.
_WANTED = {
    "day": "a day as 2013-02-07",
    "country": "three letters of ISO 3166-1 as IRN",
    "type": "a PLOVER type as REJECT",
    "stance": "one of " + ", ".join(STANCES),
    "actor": "an actor's id as ali-khamenei",
    "event": "an event's id",
    "place": "a place's id",
    "integer": "a whole number above 0",
}

_MAKERS = {"day": _day, "country": _country, "type": _type, "stance": _stance}


def _term(parameter: Parameter, value: str, base: str) -> Term:
    """The term that a parameter's text means; raises QueryError where it means none."""
    try:
        if parameter.kind in _MAKERS:
            return _MAKERS[parameter.kind](value, base)
        if not value:
            raise ValueError
        return _node(parameter.kind, value, base)
    except ValueError as wrong:
        told = str(wrong) if parameter.kind == "country" else f"wanted {_WANTED[parameter.kind]}"
        raise QueryError(f"--{parameter.name} {value!r}: {told}") from wrong


def _limit(query: NamedQuery, given: Mapping[str, str]) -> int:
    default = next((p.default for p in query.parameters if p.name == LIMIT), None)
    text = given.get(LIMIT) or default or "1000"
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise QueryError(f"--{LIMIT} {text!r}: wanted {_WANTED['integer']}")
    return int(text)


def bind(query: NamedQuery, given: Mapping[str, str], base: str = DATA) -> str:
    """The SPARQL of a query with its parameters filled in. Raises QueryError for what is missing, unknown or wrong."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise QueryError(f"--{name}: {query.name} has no such parameter, wanted {', '.join(known) or 'none'}")
    for parameter in query.parameters:
        if parameter.required and not given.get(parameter.name):
            what = f"{_WANTED[parameter.kind]} ({parameter.meaning.lower()})"
            raise QueryError(f"--{parameter.name} is missing: {query.name} wants {what}")
    terms = {name: _term(known[name], value, base) for name, value in given.items() if value and name != LIMIT}
    limit = _limit(query, given)
    lines = (_bound(line, terms, limit) for line in query.text.splitlines() if not line.startswith("#"))
    return "\n".join(line for line in lines if line is not None) + "\n"


def _bound(line: str, terms: Mapping[str, Term], limit: int) -> str | None:
    """A line without its mark and with the value it wants; None where the line is not wanted."""
    found = _MARK.search(line)
    if not found:
        return line
    body, mark, names = line[: found.start()].rstrip(), found["mark"], found["names"].split()
    if mark == "codebook":
        return body.replace("UNDEF", _codebook_rows())
    if mark == "limit":
        return None if any(name in terms for name in names) else body.replace("UNDEF", str(limit))
    if mark == "parameter":
        variable = _VARIABLE.search(body)
        name = names[0] if names else variable[1] if variable else ""
        # the engine's own writing of a term: escaped, one token, whatever it holds
        return body.replace("UNDEF", str(terms[name])) if name in terms else None
    given = any(name in terms for name in names)
    return body if given == (mark == "if") else None


@cache
def _codebook_rows() -> str:
    rows = (
        (NamedNode(PREFIXES["plover"] + type_.name), Literal(type_.quad), Literal(type_.score))
        for type_ in load_codebook().types.values()
    )
    return " ".join(f"({' '.join(map(str, row))})" for row in rows)


def run_named(graph: Any, name: str, params: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> Answer:
    """Run a ready query over a graph, or over a bare pyoxigraph store of the usual base.

    `params` are as a user types them, by the name of the parameter; empty text is not given.
    Raises QueryError for an unknown name and for parameters that are missing, unknown or wrong.
    """
    query, given = named_query(name), dict(params)
    base = getattr(graph, "base", DATA)
    sparql, limit = bind(query, given, base), _limit(query, given)
    store = getattr(graph, "store", graph)
    try:
        found = store.query(sparql, prefixes=prefixes(base))
        columns = tuple(variable.value for variable in found.variables)
        return Answer(columns, tuple(tuple(row) for row in islice(found, limit)))
    except (SyntaxError, OSError, RuntimeError) as wrong:
        raise QueryError(f"--named {name}: {wrong}") from wrong
