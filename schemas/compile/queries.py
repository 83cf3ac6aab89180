"""Writes `docs/queries.md`, the ready queries for people, from `schemas/queries/*.rq`.

python schemas/compile/queries.py
"""

from pathlib import Path

from kg.queries import NamedQuery, Parameter, named_queries

OUT = Path(__file__).resolve().parent.parent.parent / "docs" / "queries.md"

HEAD = """# The ready queries

Made from `schemas/queries/*.rq` by `schemas/compile/queries.py`; change those, not this page.

A ready query is asked by its name, its parameters are options:

```
kg query events.kg --named top-dyads --from 2013-01-01 --country IRN
kg query events.kg --named top-dyads --format csv > dyads.csv
```

and from Python `kg.open("events.kg").ask("top-dyads", from_="2013-01-01", country="IRN")`. What stands here is also
printed by `kg query events.kg --named list`. A value is checked and put in as one RDF term, whatever it holds. The text
of a query is in its file, to be changed to your needs: without the lines whose marks do not fit it is plain SPARQL.
"""

# A value for each kind of parameter, and the name that stands for it in the table.
EXAMPLES = {
    "day": ("2013-01-01", "day, as 2013-02-07"),
    "country": ("IRN", "country, ISO 3166-1 alpha-3"),
    "type": ("REJECT", "PLOVER type"),
    "stance": ("factual", "stance"),
    "actor": ("ali-khamenei", "actor's identifier"),
    "event": ("98c95a880db65a0bf15b", "event's identifier"),
    "place": ("2867714", "place's identifier"),
    "integer": ("10", "number"),
}
# the second of two of a kind
OTHER = "USA"


def page() -> str:
    """The whole page."""
    return HEAD + "".join(map(_query, named_queries()))


def _query(query: NamedQuery) -> str:
    needed = [parameter for parameter in query.parameters if parameter.required] or list(query.parameters[:1])
    example = " ".join(f"--{parameter.name} {_example(parameter)}" for parameter in needed)
    rows = "".join(f"| `--{p.name}` | {EXAMPLES[p.kind][1]} | {_need(p)} | {p.meaning} |\n" for p in query.parameters)
    return (
        f"\n## {query.name}\n\n{query.purpose}\n\n```\nkg query events.kg --named {query.name} {example}\n```\n\n"
        f"| option | value | | meaning |\n|---|---|---|---|\n{rows}"
    )


def _example(parameter: Parameter) -> str:
    return OTHER if parameter.name == "other" else EXAMPLES[parameter.kind][0]


def _need(parameter: Parameter) -> str:
    if parameter.required:
        return "needed"
    return f"else {parameter.default}" if parameter.default else "optional"


if __name__ == "__main__":
    OUT.write_text(page(), encoding="utf-8")
