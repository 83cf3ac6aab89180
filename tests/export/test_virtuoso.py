"""The recipe of docs/stores.md for Virtuoso: a packed dump is loaded by the real server, and comes back whole."""

import gzip
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from kg.export import export
from kg.graph.store import Graph

NAME = "https://example.org/news"
pytestmark = pytest.mark.skipif(
    shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None,
    reason="Debian's virtuoso-opensource is not here",
)

INI = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def isql(port: int, *commands: str) -> str:
    words = [
        "isql-vt",
        f"127.0.0.1:{port}",
        "dba",
        "dba",
        "ERRORS=STDOUT",
        *(f"exec={command}" for command in commands),
    ]
    return subprocess.run(words, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, int, int]]:
    port, http = free_port(), free_port()
    (tmp_path / "v.ini").write_text(INI.format(folder=tmp_path, port=port, http=http))
    with subprocess.Popen(
        ["virtuoso-t", "+foreground", "+configfile", str(tmp_path / "v.ini")], cwd=tmp_path
    ) as process:
        try:
            end = time.monotonic() + 60
            while "1 Rows" not in isql(port, "SELECT 1") and time.monotonic() < end:
                time.sleep(0.3)
            yield tmp_path, port, http
        finally:
            process.kill()


def test_virtuoso_loads_the_dump_with_every_hostile_name(hostile: Graph, server: tuple[Path, int, int]) -> None:
    folder, port, http = server
    export(hostile, folder / "dump.nq.gz", graph_name=NAME)
    told = isql(
        port,
        f"ld_dir('{folder}', 'dump.nq.gz', '{NAME}')",
        "rdf_loader_run()",
        "checkpoint",
        "SELECT ll_state, ll_error FROM DB.DBA.LOAD_LIST",
    )
    # state 2, no error
    assert ["2", "NULL"] in [line.split() for line in told.splitlines()], told
    client = SPARQLWrapper(f"http://127.0.0.1:{http}/sparql", returnFormat=JSON)
    client.setMethod(POST)
    client.setQuery(f"SELECT (COUNT(*) AS ?n) FROM <{NAME}> {{ ?s ?p ?o }}")
    (row,) = client.query().convert()["results"]["bindings"]
    lines = gzip.decompress((folder / "dump.nq.gz").read_bytes()).splitlines()
    assert int(row["n"]["value"]) == len(lines) == len(hostile)
    client.setQuery(f"SELECT ?n FROM <{NAME}> {{ ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }}")
    names = {row["n"]["value"] for row in client.query().convert()["results"]["bindings"]}
    kept = {row["n"].value for row in hostile.query("SELECT ?n { ?s skos:prefLabel ?n }")}
    # what JSON over HTTP cannot carry of control characters is no matter of the load
    assert {name for name in kept if name.isprintable()} <= names
