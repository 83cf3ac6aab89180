"""A real HTTP server on loopback that does what a test tells it to, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = BaseHTTPRequestHandler
Answer = bytes | Callable[[Handler], None]


@dataclass
class Site:
    """`pages` are what stands at each path; `asked` are (path, headers) of all requests but those for robots.txt."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def send(handler: Handler, code: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(code)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def answers(code: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda handler: send(handler, code, body, **headers)


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    site = Site()

    class Own(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/robots.txt":
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            found = site.pages.get(self.path)
            try:
                if found is None:
                    send(self, 404, b"nothing here")
                elif isinstance(found, bytes):
                    send(self, 200, found)
                else:
                    found(self)
            except OSError:  # the reader has had enough
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Own)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def rss(*entries: str, title: str = "The Daily Heron") -> bytes:
    channel = f"<title>{title}</title>{''.join(entries)}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def entry(number: int, text: str = "", link: str | None = None, day: str = "07 Feb 2013") -> str:
    text = text or f"Kenya accused Somalia of breaking promise number {number}."
    link = link if link is not None else f"/story/{number}"
    return (
        f"<item><title>Promise {number}</title><link>{link}</link><guid>entry-{number}</guid>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description><pubDate>Thu, {day} 10:00:00 GMT</pubDate></item>"
    )


def page(text: str, head: str = "") -> bytes:
    more = "Traders in both capitals said that they feared for the harvest if the border were to be closed again."
    return (
        f"<!doctype html><html><head><title>A page | Heron</title>{head}</head><body><article>"
        f"<h1>A headline of several words</h1><p>{text}</p><p>{more}</p></article></body></html>"
    ).encode()
