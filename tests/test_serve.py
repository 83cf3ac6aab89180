"""A served graph, asked over real HTTP by clients that know nothing of it."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from program import ENVIRONMENT, command
from pyoxigraph import RdfFormat, Store

from kg.errors import GraphError
from kg.serve import query_page, serving
from kg.vocabulary.names import prologue
from kg.vocabulary.sparql import reaches_out

sys.path.append(str(Path(__file__).parent / "export"))
from small_graph import make_graph, news

pytestmark = pytest.mark.skipif(
    shutil.which("oxigraph", path=str(Path(sys.executable).parent)) is None, reason="the extra `serve` is not installed"
)

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def folder_of_news(folder: Path) -> Path:
    lines = make_graph(news()).store.dump(format=RdfFormat.N_QUADS)
    (folder / "store").mkdir(parents=True)
    store = Store(str(folder / "store"))
    store.load(lines, RdfFormat.N_QUADS)
    store.flush()
    return folder


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(folder_of_news(tmp_path_factory.mktemp("served")), port=0, time_limit=1) as address:
        yield address


def ask(url: str, path: str = "query", method: str | None = None, **fields: str) -> tuple[int, str]:
    headers = {"Accept": "application/sparql-results+json"} if path == "query" else {}
    request = Request(f"{url}{path}", urlencode(fields).encode() if fields else None, headers, method=method)
    return send(request)


def send(request: Request) -> tuple[int, str]:
    try:
        with urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def test_an_independent_client_gets_typed_answers(url: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{url}query", returnFormat=wrapper.JSON)
    client.setQuery(f"{prologue()} SELECT ?who {{ ?who act:rejects actor:USA }}")
    found: Any = client.query().convert()
    assert [row["who"]["value"] for row in found["results"]["bindings"]] == [
        "https://w3id.org/dyad/id/actor/ali-khamenei"
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_asks_it_as_its_own_store(url: str) -> None:
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    remote = Graph(store=SPARQLStore(f"{url}query"))
    assert len(list(remote.query(f"{prologue()} SELECT ?e {{ ?e a dyad:Event }}"))) == 6


def test_the_query_page_is_there_and_needs_no_other_machine(url: str) -> None:
    status, page = ask(url, "")
    assert status == 200 and "yasgui.min.js" in page
    assert not re.findall(r'(?:src|href)="\w+:', page)
    assert ask(url, "yasgui.min.js")[0] == 200


def test_the_page_asks_where_it_stands_and_its_first_query_is_answered(url: str) -> None:
    _, page = ask(url, "")
    (written,) = re.findall(r'yasqe: \{ value: ("(?:[^"\\]|\\.)*")', page)
    status, text = ask(url, query=json.loads(written))
    assert status == 200 and len(json.loads(text)["results"]["bindings"]) == 3
    assert 'new URL("query", window.location.href)' in page


def test_the_name_of_a_folder_is_only_a_name_on_the_page() -> None:
    page = query_page("</script><script>alert(1)</script>\"'\\").decode()
    assert page.count("</script>") == 2
    assert "alert(1)</script>" not in page


def test_a_query_may_be_sent_to_sparql_too(url: str) -> None:
    assert ask(url, "sparql", query="ASK { ?s ?p ?o }")[0] == 200
    assert ask(url, "sparql", query="SELECT * { SERVICE <http://x/> { ?s ?p ?o } }")[0] == 403


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("sparql", "POST"),
        ("update", "POST"),
        ("store?default", "POST"),
        ("store?default", "PUT"),
        ("store", "DELETE"),
    ],
)
def test_nothing_can_be_changed(url: str, path: str, method: str) -> None:
    before = ask(url, query=COUNT)
    fields = {} if method == "DELETE" else {"update": "DROP ALL"}
    status, reason = ask(url, path, method, **fields)
    assert status == 403 and "--writable" in reason
    assert ask(url, query=COUNT) == before


def test_queries_do_not_leave_the_graph(url: str) -> None:
    status, reason = ask(url, query=f"SELECT * {{ SERVICE <{url}query> {{ ?s ?p ?o }} }}")
    assert status == 403 and "SERVICE is switched off" in reason
    inside = Request(f"{url}query", f"SELECT * {{ service <{url}query> {{ ?s ?p ?o }} }}".encode())
    inside.add_header("Content-Type", "application/sparql-query")
    assert send(inside)[0] == 403
    assert ask(url, "query?" + urlencode({"query": "SELECT * { SERVICE ?x { ?s ?p ?o } }"}))[0] == 403


def test_no_file_can_be_read(url: str) -> None:
    status, text = ask(url, query="SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert status == 200 and json.loads(text)["results"]["bindings"] == []


def test_a_query_that_takes_too_long_is_ended(url: str) -> None:
    status, reason = ask(url, query=SLOW)
    assert status == 504 and "longer than 1 seconds" in reason
    assert ask(url, query=COUNT)[0] == 200


def test_a_malformed_query_is_told_as_such(url: str) -> None:
    status, reason = ask(url, query="SELEKT")
    assert status == 400 and "expected" in reason


@pytest.mark.parametrize(("header", "value"), [("Origin", "https://evil.example"), ("Host", "evil.example:7878")])
def test_pages_of_other_sites_get_nothing(url: str, header: str, value: str) -> None:
    request = Request(f"{url}query?{urlencode({'query': COUNT})}", headers={header: value})
    assert send(request)[0] == 403


def test_a_large_answer_arrives_whole(url: str) -> None:
    status, text = ask(url, query="SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5000")
    assert status == 200 and len(json.loads(text)["results"]["bindings"]) == 5000


def test_writable_only_where_asked_for_and_still_alone(tmp_path: Path) -> None:
    with serving(folder_of_news(tmp_path / "w"), port=0, writable=True) as url:
        assert ask(url, "update", update="INSERT DATA { <http://a/> <http://b/> 'new' }")[0] == 204
        assert "true" in ask(url, query="ASK { ?s ?p 'new' }")[1]
        status, reason = ask(url, "update", update="LOAD <http://127.0.0.1:1/x.ttl>")
        assert status == 403 and "LOAD" in reason


def test_a_folder_that_is_no_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="not a graph folder"), serving(tmp_path, port=0):
        pass


def test_a_damaged_folder_is_told_in_one_line(tmp_path: Path) -> None:
    folder = folder_of_news(tmp_path / "damaged")
    (folder / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(GraphError, match="did not start") as told, serving(folder, port=0):
        pass
    assert "backtrace" not in str(told.value)


def test_a_port_that_is_taken_is_told(tmp_path: Path, url: str) -> None:
    taken = int(url.rstrip("/").rsplit(":", 1)[-1])
    second = serving(folder_of_news(tmp_path / "second"), port=taken)
    with pytest.raises(GraphError, match="cannot be listened on"), second:
        pass


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { } }",
        'SELECT * { VALUES ?x { """a"b""" } SERVICE <u> { ?s ?p "x" } }',
        "SELECT * { FILTER(1<2)SERVICE?s{?a?b?c}FILTER(2>1) }",
        "SELECT * { ?s ?p 'it' } # it's\nSERVICE <x> { }",
        "LOAD <http://x/>",
    ],
)
def test_a_keyword_cannot_hide(sparql: str) -> None:
    assert reaches_out(sparql) in ("SERVICE", "LOAD")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service a <http://x/SERVICE> }",
        'SELECT * { ?s rdfs:label \'secret SERVICE\', """the "SERVICE" """ } # SERVICE',
        "PREFIX service: <http://x/> SELECT * { ?s service:load service:SERVICE }",
    ],
)
def test_a_word_that_is_no_keyword_is_let_through(sparql: str) -> None:
    assert reaches_out(sparql) is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_the_engine_ends_with_the_gate(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = command("serve", folder, "--port", port, "--writable")
    with subprocess.Popen(words, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}/query" in process.stderr.readline()
        assert ask(f"http://127.0.0.1:{port}/", query=COUNT)[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    # an engine left behind would still hold the lock of the store
    with serving(folder, port=0, writable=True) as url:
        assert ask(url, query=COUNT)[0] == 200
