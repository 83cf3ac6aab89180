"""Writes the page: one file with program, style and data, that asks no network and runs nothing from an article."""

import base64
import gc
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import msgspec
from pyoxigraph import Store

from kg.errors import ExportError
from kg.export.filters import EVERYTHING, Filters
from kg.export.page.data import page_data
from kg.export.page.read import Tables
from kg.export.rdf import export_rdf
from kg.export.whole import whole_text
from kg.vocabulary.names import DATA, prefixes
from kg.vocabulary.tables import schemas_dir

# Where the build puts the bundles, and the line in which it says why there are none.
BUNDLES = Path(__file__).parent / "dist"
PROBLEM = "problem.txt"

# Characters from which on data are packed, so that the page of a large graph can still be mailed. The fastest level
# makes a fifth of them.
PACKED_FROM = 4_000_000
GZIP_LEVEL = 1


def export_page(
    store: Store,
    out: Path,
    *,
    filters: Filters = EVERYTHING,
    base: str = DATA,
    sparql: bool = False,
    bundles: Path = BUNDLES,
) -> None:
    """Write the page whole or not at all; `sparql` puts the graph itself and its engine inside.

    `bundles` is the folder with the built program. Raises ExportError where it is not there.
    """
    program, style = bundle(bundles, "page.js", out), bundle(bundles, "page.css", out)
    with collecting_nothing():
        data = page_data(Tables(store), filters, title_of(out))
    scripts = [program]
    with whole_text(out) as file:
        if sparql:
            # before the program, which looks for it
            scripts.insert(0, bundle(bundles, "sparql.js", out))
        file.write(_head(str(data["title"]), scripts, style, wasm=sparql))
        _write_block(file, "data", *_block(json_text(data)))
        if sparql:
            for name, kind, text in _sparql_blocks(store, out, filters, base, bundles):
                _write_block(file, name, kind, text)
        for script in scripts:
            file.write(f"<script>{script}</script>\n")
        file.write("</body>\n</html>\n")


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Switches the search for garbage off: a million cells in no cycle are none, and it takes a quarter of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def title_of(out: Path) -> str:
    """The name of the file without its ends."""
    return out.name.removesuffix(".gz").removesuffix(".html") or "events"


def bundle(folder: Path, name: str, out: Path) -> str:
    """A built part of the page; raises ExportError that says what is missing."""
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        try:
            why = (folder / PROBLEM).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            why = "it was never built"
        raise ExportError(
            f"{out}: the page was not bundled at installation ({why}); install again where npm and a network are"
        ) from missing


def json_text(data: Any) -> str:
    """JSON that can end no script element and begin no comment in one, whatever stands in it."""
    return msgspec.json.encode(data).decode().replace("<", "\\u003c")


def _block(text: str) -> tuple[str, str]:
    """Kind and content of a block: as it is, or packed where it is long."""
    return ("application/json", text) if len(text) < PACKED_FROM else ("application/gzip", _packed(text.encode()))


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, GZIP_LEVEL, mtime=0)).decode()


def _head(title: str, scripts: list[str], style: str, wasm: bool) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts, style, wasm)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="Dyad">\n'
        f"<title>{escape(title)} · Dyad</title>\n<style>{style}</style>\n</head>\n<body>\n"
        "<noscript>This page draws the events with a program inside it; please let it run.</noscript>\n"
    )


def policy(scripts: list[str], style: str, wasm: bool) -> str:
    """What the browser lets the page do: run and style with what stands in it, and nothing else.

    No address is fetched, sent to or framed, and no text is ever taken for markup (trusted types).
    """
    may = [f"'sha256-{_digest(script)}'" for script in scripts] + ["'wasm-unsafe-eval'"] * wasm
    return (
        f"default-src 'none'; script-src {' '.join(may)}; style-src 'sha256-{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def _write_block(file: IO[str], name: str, kind: str, text: str) -> None:
    file.write(f'<script type="{kind}" id="{name}">{text}</script>\n')


def _sparql_blocks(
    store: Store, out: Path, filters: Filters, base: str, bundles: Path
) -> Iterator[tuple[str, str, str]]:
    """The graph in packed N-Triples, the engine, and the ready queries."""
    with TemporaryDirectory() as folder:
        lines = Path(folder) / "graph.nt"
        export_rdf(store, lines, ".nt", filters, base=base)
        yield "graph", "application/gzip", _packed(lines.read_bytes())
    yield "engine", "application/gzip", bundle(bundles, "oxigraph.wasm.gz.txt", out)
    files = sorted((schemas_dir() / "queries").glob("*.rq"))
    queries = [[path.stem, path.read_text(encoding="utf-8")] for path in files]
    names = {"base": base, "prefixes": prefixes(base), "queries": queries}
    yield "queries", "application/json", json_text(names)
