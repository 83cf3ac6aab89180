"""What is wrong with a query is told in one line: where, and what was wanted."""

import pytest

from kg.errors import QueryError
from kg.graph.store import memory
from kg.vocabulary.codebook import load_codebook
from kg.vocabulary.sparql import is_update


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELECT * { foo:bar ?p ?o }", "the prefix 'foo:' is neither usual nor declared"),
        ("PREFIX a: <http://x/> SELECT * { ?s a:b ?o . ?o b:c ?s }", "the prefix 'b:' is neither usual nor declared"),
        ("SELECT ?x {\n ?x act:rejects }", "error at 2:17, before '}': wanted "),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "The SELECT contains a variable that is unbound"),
        ("SELECT * { ?s ?p ?o", "the end: wanted "),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is no query; wanted SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("prefix a: <http://x/> insert data { a:b a:b a:b }", "INSERT is no query"),
        ("SELEKT ?x { }", "SELEKT is no query"),
    ],
)
def test_a_malformed_query_is_told_in_one_line(sparql: str, told: str) -> None:
    with pytest.raises(QueryError) as wrong:
        memory(load_codebook()).query(sparql)
    assert told in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize("sparql", ["ASK { }", "BASE <http://DELETE/> SELECT * { }", "# DROP ALL\nDESCRIBE actor:DROP"])
def test_a_query_is_no_update(sparql: str) -> None:
    assert is_update(sparql) is None
