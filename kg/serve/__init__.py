"""Serves a graph folder as a SPARQL 1.1 endpoint: Oxigraph's server, behind a gate that keeps it to this graph.

The server itself listens on a port of loopback that only the gate knows; the gate listens where it was told to.
It lets no query turn to other machines (`SERVICE`, `LOAD`), lets nothing be changed unless asked to, answers no page
of another site, and tells a query that ran out of time by its status. The query page is Oxigraph's own editor, with
the usual prefixes written down.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import FrameType

import msgspec

from kg.errors import GraphError
from kg.serve.engine import LOOPBACK, find_engine, running
from kg.serve.gate import Gate, Rules
from kg.vocabulary.names import DATA, prefixes
from kg.vocabulary.tables import schemas_dir

__all__ = ["LOOPBACK", "PORT", "TIME_LIMIT", "find_engine", "serving", "until_ended"]

PORT = 7878
TIME_LIMIT = 30  # seconds a query may take

# The prefixes that the page declares: those that most questions need.
PAGE_PREFIXES = ("act", "actor", "dyad", "event", "nif", "plover", "rdfs", "skos")

# What the page asks first: it shows that the graph is there, and what it looks like.
FIRST_QUERY = """
SELECT ?label ?event WHERE {
  ?event a dyad:Event ; dyad:stance dyad:factual ; dyad:first ?first ; rdfs:label ?label .
}
ORDER BY DESC(?first)
LIMIT 20
"""


def query_page(name: str, base: str = DATA) -> bytes:
    """The page that browsers get: an editor with a first query."""
    text = (schemas_dir() / "query_page.html").read_text(encoding="utf-8")
    declared = "".join(f"PREFIX {prefix}: <{prefixes(base)[prefix]}>\n" for prefix in PAGE_PREFIXES)
    values = {"NAME": name, "QUERY": declared + FIRST_QUERY}
    for mark, value in values.items():
        # "</script>" in a name must not end the script
        text = text.replace(f'"{mark}"', msgspec.json.encode(value).decode().replace("<", "\\u003c"))
    return text.replace("TITLE", escape(name)).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True


@contextmanager
def serving(
    folder: Path,
    *,
    host: str = LOOPBACK,
    port: int = PORT,
    writable: bool = False,
    time_limit: int = TIME_LIMIT,
    base: str = DATA,
) -> Iterator[str]:
    """Serve a graph folder while the block runs; gives the address of the server. Port 0 takes a free one.

    `base` is that of the data, for the prefixes on the query page.
    What is written to the folder by others while it is served shows after a restart. Raises GraphError.
    """
    store = folder / "store"
    if not store.is_dir():
        raise GraphError(f"serve: {folder}: not a graph folder; wanted one that kg build made")
    page = query_page(folder.resolve().name, base)
    with running(store, writable, time_limit) as engine:
        gate = type("Gate", (Gate,), {"rules": Rules(engine, host, writable, time_limit, page)})
        try:
            server = _Server((host, port), gate)
        except OSError as wrong:
            raise GraphError(f"serve: {host}:{port} cannot be listened on: {wrong.strerror or wrong}") from wrong
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{host}:{server.server_address[1]}/"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def until_ended(service: AbstractContextManager[str], tell: Callable[[str], None]) -> None:
    """Serve until the program is interrupted or told to end; `tell` gets the address once all is there."""
    # without this the engine would outlive a gate that is told to end
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with service as address:
            tell(address)
            threading.Event().wait()
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
