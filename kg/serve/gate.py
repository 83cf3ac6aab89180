"""Looks at each request before the engine sees it: nothing leaves this graph, nothing changes it unless asked for."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from kg.serve.engine import LOOPBACK
from kg.vocabulary.sparql import reaches_out

# The engine looks at the clock between rows only; after so many more seconds the gate gives up on it.
GRACE = 5

# Bytes of a request that the gate reads to look into it.
LARGEST_REQUEST = 64 * 1024 * 1024

# Answers up to this size are looked at before they are sent on.
HELD_BACK = 64 * 1024

# What the engine writes into the middle of an answer when the time is over.
CANCELLED = b"The SPARQL operation has been cancelled"

# Names under which a browser may speak to a server on loopback; another name is an attack by DNS.
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

_PASSED_ON = ("accept", "content-type")
# what the query page is made of, beside the page itself
_PARTS = ("/yasgui.min.css", "/yasgui.min.js", "/logo.svg")
_READ_ONLY = "this server only reads; it was started without --writable"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate lets through, and the query page that it shows."""

    engine: int
    host: str
    writable: bool
    time_limit: int
    page: bytes


class Gate(BaseHTTPRequestHandler):
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
        if urlsplit(self.path).path == "/":
            self._page()
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
        only_reads = self.command in ("GET", "HEAD")
        if path == "/" or path in _PARTS:
            return None if only_reads else "only to be read"
        if path not in ("/query", "/sparql", "/update", "/store"):
            return "no such place; wanted / or /query"
        if not self.rules.writable and not (only_reads or path in ("/query", "/sparql")):
            return _READ_ONLY
        if path == "/store":
            return None
        for name, text in self._texts(body):
            keyword = reaches_out(text)
            if keyword is not None:
                return f"{keyword} is switched off; queries see this graph alone"
            if name == "update" and not self.rules.writable:
                return _READ_ONLY
        return None

    def _texts(self, body: bytes) -> Iterator[tuple[str, str]]:
        """Every text of a request that the engine may read as SPARQL, by what it is (`query`, `update`): the body in
        either form, and the address."""
        for form in (urlsplit(self.path).query, body.decode("utf-8", "replace")):
            fields = parse_qs(form, keep_blank_values=True, max_num_fields=None)
            yield from ((name, text) for name in ("query", "update") for text in fields.get(name, ()))
        kind = self.headers.get("content-type", "")
        if "form-urlencoded" not in kind:
            yield "update" if "sparql-update" in kind else "query", body.decode("utf-8", "replace")

    def _page(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.rules.page)))
        # the editor would ask a site for prefixes
        self.send_header("Content-Security-Policy", "connect-src 'self'; frame-ancestors 'none'")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(self.rules.page)

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
