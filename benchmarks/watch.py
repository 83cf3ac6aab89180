"""Time of a round of `kg watch` that adds one article to a large graph, parsing included.

    python benchmarks/watch.py ICEWS14.tsv [--years 12] [--rounds 9] [--keep FOLDER]

Twelve years of the file are a million events. The feed is served on loopback; each round it has one entry more. Rounds
are compared with those of a small graph in the same run.
"""

import argparse
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from statistics import median

from synthetic import article_of, mentions

from kg.graph.bulk import bulk_load
from kg.graph.store import create
from kg.graph.triples import Run, TripleWriter
from kg.pipeline import Options
from kg.read.web import Web
from kg.read.web.fetch import Fetcher
from kg.read.web.visits import NAME, Visits
from kg.vocabulary.codebook import load_codebook
from kg.watch import watch

SMALL = 2_000  # events
STORY = (
    "<p>Kenya's foreign minister accused Somalia on Tuesday of violating the maritime border, case number {}.</p>"
    "<p>Somalia denied the accusation. Its prime minister is to meet the president of Kenya in Nairobi next week.</p>"
    "<p>The African Union called on both neighbours to return to talks, and Uganda offered to send mediators.</p>"
    "<p>Traders in both capitals said that they feared for the harvest if the border were to be closed again.</p>"
)


def build(source: Path, folder: Path, years: int, events: int | None = None) -> None:
    book = load_codebook()
    graph = create(folder, book, TripleWriter(book, Run("rules", "0", "none", "none")))
    found = groupby(mentions(source, years, events), key=lambda mention: mention.article)
    bulk_load(graph, ((article_of(group := list(each)), group, "none") for _, each in found))
    print(f"{folder}: {len(graph)} triples", flush=True)


class Feed(BaseHTTPRequestHandler):
    entries = 0

    def do_GET(self) -> None:
        items = "".join(
            f"<item><title>Border, case {n}</title><link>/{n}</link><pubDate>Tue, 19 Feb 2019 10:00:00 GMT</pubDate>"
            f"<description><![CDATA[{STORY.format(n)}]]></description></item>"
            for n in range(Feed.entries)
        )
        body = f"<rss><channel><title>Heron</title>{items}</channel></rss>".encode()
        found = self.path == "/feed"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body) if found else 0))
        self.end_headers()
        self.wfile.write(body if found else b"")

    def log_message(self, *_: object) -> None:
        pass


def rounds(url: str, folder: Path, count: int) -> list[float]:
    """Seconds of each round that adds an article; the first two, which load and warm, are left out."""
    web = Web(visits=Visits(folder / NAME), fetcher=lambda: Fetcher(allow_private=True, pause=0.0))
    taken = []
    for number, done in enumerate(watch([url], folder, Options(), every=0.0, web=web)):
        print(f"  {done}", file=sys.stderr, flush=True)
        if number >= 2:
            assert done.summary.articles == 1
            taken.append(done.summary.seconds)
        if len(taken) == count:
            return taken
        Feed.entries += 1
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--years", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--keep", type=Path, help="Where the graphs are kept for the next time.")
    asked = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/feed"
    with tempfile.TemporaryDirectory() as name:
        root = asked.keep or Path(name)
        root.mkdir(parents=True, exist_ok=True)
        for size, years, events in (("small", 1, SMALL), ("large", asked.years, None)):
            folder = root / f"{size}.kg"
            if not folder.exists():
                build(asked.source, folder, years, events)
            taken = rounds(url, folder, asked.rounds)
            print(
                f"{size}: median {median(taken):.2f} s, at least {min(taken):.2f}, at most {max(taken):.2f}", flush=True
            )


if __name__ == "__main__":
    main()
