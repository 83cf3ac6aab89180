"""Serves a graph folder as a SPARQL 1.1 endpoint: Oxigraph's server, behind a gate that keeps it to this graph.

The server itself listens on a port of loopback that only the gate knows; the gate listens where it was told to.
It lets no query turn to other machines (`SERVICE`, `LOAD`), lets nothing be changed unless asked to, answers no page
of another site, and tells a query that ran out of time by its status. The query page is Oxigraph's own.
"""

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from urllib.parse import parse_qs, urlsplit

from kg.errors import GraphError
from kg.vocabulary.sparql import reaches_out

LOOPBACK = "127.0.0.1"
PORT = 7878
TIME_LIMIT = 30  # seconds a query may take

# The engine looks at the clock between rows only; after so many more seconds the gate gives up on it.
GRACE = 5

# Seconds until a started engine must answer; a large folder takes one or two.
START_LIMIT = 60

# Bytes of a request that the gate reads to look into it.
LARGEST_REQUEST = 64 * 1024 * 1024

# Answers up to this size are looked at before they are sent on.
HELD_BACK = 64 * 1024

# What the engine writes into the middle of an answer when the time is over.
CANCELLED = b"The SPARQL operation has been cancelled"

# Names under which a browser may speak to a server on loopback; another name is an attack by DNS.
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

_PASSED_ON = ("accept", "content-type")
_PAGE = ("/", "/yasgui.min.css", "/yasgui.min.js", "/logo.svg")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate lets through."""

    engine: int
    host: str
    writable: bool
    time_limit: int


def find_engine() -> str:
    """The path of the server program; raises GraphError where it is not installed."""
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("oxigraph")
    if found is None:
        raise GraphError('serve: the server is not installed; run: pip install "dyad-kg[serve]"')
    return found


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def _engine(store: Path, writable: bool, time_limit: int) -> Iterator[int]:
    """Oxigraph's server over a store while the block runs; gives its port."""
    program, port = find_engine(), _free_port()
    mode = "serve" if writable else "serve-read-only"
    options = ["--location", str(store), "--bind", f"{LOOPBACK}:{port}", "--timeout-s", str(time_limit)]
    with subprocess.Popen([program, mode, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        # the engine must never wait for somebody to read its complaints
        said: list[bytes] = []
        reader = threading.Thread(target=_collect, args=(process, said), daemon=True)
        reader.start()
        try:
            _await(process, port, store, said)
            yield port
        finally:
            process.terminate()
            process.wait()
            reader.join()


def _collect(process: "subprocess.Popen[bytes]", said: list[bytes]) -> None:
    for line in process.stderr or ():
        # the first lines tell why it did not start
        if len(said) < 20:
            said.append(line)


def _await(process: "subprocess.Popen[bytes]", port: int, store: Path, said: list[bytes]) -> None:
    """Return when the engine answers; raises GraphError where it ends or is silent for too long."""
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            time.sleep(0.1)
            reason = b" ".join(said).decode("utf-8", "replace").split("Stack backtrace")[0].strip() or "no reason given"
            raise GraphError(f"serve: {store}: the server did not start: {reason}")
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise GraphError(f"serve: {store}: the server gave no answer within {START_LIMIT} seconds")


class _Gate(BaseHTTPRequestHandler):
    """Looks at each request and passes on what the rules allow."""

    protocol_version = "HTTP/1.1"
    rules: Rules

    def do_GET(self) -> None:
        self._handle(b"")

    def do_HEAD(self) -> None:
        self._handle(b"")

    def do_POST(self) -> None:
        self._with_body()

    def do_PUT(self) -> None:
        self._with_body()

    def do_DELETE(self) -> None:
        self._handle(b"")

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: queries may hold what nobody else should read."""

    def _with_body(self) -> None:
        length = self.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            self._refuse(411, "the length of the request is missing")
        elif int(length) > LARGEST_REQUEST:
            self._refuse(413, f"larger than {LARGEST_REQUEST} bytes")
        else:
            self._handle(self.rfile.read(int(length)))

    def _handle(self, body: bytes) -> None:
        refusal = self._stranger() or self._forbidden(body)
        if refusal is not None:
            self._refuse(403, refusal)
            return
        wait = self.rules.time_limit + GRACE
        backend = HTTPConnection(LOOPBACK, self.rules.engine, timeout=wait)
        try:
            names = (name for name in _PASSED_ON if name in self.headers)
            backend.request(self.command, self.path, body or None, {name: self.headers[name] for name in names})
            self._answer(backend.getresponse())
        except TimeoutError:
            self._refuse(504, f"the query took longer than {self.rules.time_limit} seconds")
        except (ConnectionError, HTTPException) as wrong:
            self.close_connection = True
            self.log_error("%s", wrong)
        finally:
            backend.close()

    def _stranger(self) -> str | None:
        """Why a request does not come from where it says; None where all is well."""
        host = urlsplit(f"//{self.headers.get('host', '')}").hostname or ""
        if self.rules.host in _LOCAL_NAMES and host not in _LOCAL_NAMES:
            return f"host {host!r} is not this machine"
        origin = self.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != self.headers.get("host"):
            return "pages of other sites may not ask"
        return None

    def _forbidden(self, body: bytes) -> str | None:
        """Why a request is not allowed; None where it is."""
        path = urlsplit(self.path).path
        if path in _PAGE:
            return None if self.command in ("GET", "HEAD") else "only to be read"
        if path not in ("/query", "/update", "/store"):
            return "no such place; wanted / or /query"
        if not self.rules.writable and (path == "/update" or self.command in ("PUT", "DELETE")):
            return "this server only reads; it was started without --writable"
        if path == "/store":
            if not self.rules.writable and self.command not in ("GET", "HEAD"):
                return "this server only reads; it was started without --writable"
            return None
        for text in self._texts(body):
            keyword = reaches_out(text)
            if keyword is not None:
                return f"{keyword} is switched off; queries see this graph alone"
        return None

    def _texts(self, body: bytes) -> Iterator[str]:
        """Every text of a request that the engine may read as SPARQL: the body in either form, and the address."""
        for form in (urlsplit(self.path).query, body.decode("utf-8", "replace")):
            fields = parse_qs(form, keep_blank_values=True, max_num_fields=None)
            yield from (text for name in ("query", "update") for text in fields.get(name, ()))
        if "form-urlencoded" not in self.headers.get("content-type", ""):
            yield body.decode("utf-8", "replace")

    def _answer(self, response: HTTPResponse) -> None:
        held = response.read(HELD_BACK)
        if len(held) < HELD_BACK and held.endswith(CANCELLED):
            self._refuse(504, f"the query took longer than {self.rules.time_limit} seconds")
            return
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "connection", "server", "date"):
                self.send_header(name, value)
        whole = len(held) < HELD_BACK
        self.send_header("X-Content-Type-Options", "nosniff")
        if whole:
            size = response.getheader("content-length") if self.command == "HEAD" else str(len(held))
            self.send_header("Content-Length", size or "0")
        else:
            # the end of the answer is the end of the connection
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(held)
        if not whole:
            shutil.copyfileobj(response, self.wfile)

    def _refuse(self, status: int, reason: str) -> None:
        text = f"{reason}\n".encode()
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)


class _Server(ThreadingHTTPServer):
    daemon_threads = True


@contextmanager
def serving(
    folder: Path, *, host: str = LOOPBACK, port: int = PORT, writable: bool = False, time_limit: int = TIME_LIMIT
) -> Iterator[str]:
    """Serve a graph folder while the block runs; gives the address of the server. Port 0 takes a free one.

    What is written to the folder by others while it is served shows after a restart. Raises GraphError.
    """
    store = folder / "store"
    if not store.is_dir():
        raise GraphError(f"serve: {folder}: not a graph folder; wanted one that kg build made")
    with _engine(store, writable, time_limit) as engine:
        gate = type("Gate", (_Gate,), {"rules": Rules(engine, host, writable, time_limit)})
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


def serve(
    folder: Path, host: str = LOOPBACK, port: int = PORT, *, writable: bool = False, time_limit: int = TIME_LIMIT
) -> None:
    """Serve a graph folder until the program is interrupted or told to end. Raises GraphError."""
    # without this the engine would outlive a gate that is told to end
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with serving(folder, host=host, port=port, writable=writable, time_limit=time_limit) as address:
            mode = "to read and write" if writable else "to read"
            print(f"{folder} is served {mode} at {address}query (page: {address}); Ctrl-C ends it", file=sys.stderr)
            threading.Event().wait()
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
