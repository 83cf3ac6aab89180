"""Cost of the store: building against the raw engine, one article more, linking, memory.

    python benchmarks/store.py ICEWS14.tsv [--years 12]

Building from ready event mentions is compared with pyoxigraph's bulk load of the same triples from a file, in the same
run; adding, replacing and removing one article of ten events with doing so in a small graph.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from synthetic import article_of, lines, mentions

from kg.graph.bulk import bulk_load
from kg.graph.store import Graph, create
from kg.graph.triples import Run, TripleWriter
from kg.vocabulary.codebook import load_codebook

RUN = Run("rules", "0", "none", "none")
SMALL, TIMES = 2_000, 15


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak() -> float:
    """The most memory this process has taken, in MB; pages of mapped files count too."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def writer() -> TripleWriter:
    return TripleWriter(load_codebook(), RUN)


def build(source: Path, folder: Path, years: int, events: int | None = None) -> Graph:
    graph = create(folder, load_codebook(), writer())
    found = groupby(mentions(source, years, events), key=lambda mention: mention.article)
    batch = ((article_of(group := list(each)), group, "none") for _, each in found)
    bulk_load(graph, batch)
    return graph


def raw(source: Path, folder: Path, years: int) -> float:
    """Seconds of the bare engine for the same triples from N-Quads."""
    file = folder / "raw.nq"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines(source, years))
    code = (
        "import time, sys; from pyoxigraph import Store, RdfFormat; s = Store(sys.argv[1]); t = time.perf_counter();"
        " s.bulk_load(path=sys.argv[2], format=RdfFormat.N_QUADS); print(time.perf_counter() - t)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder / "raw", file], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def one_article(graph: Graph, source: Path) -> dict[str, float]:
    """Median milliseconds to add, link, replace and remove an article of ten events."""
    found = list(mentions(source, 1, 10 * TIMES))
    taken: dict[str, list[float]] = {"add": [], "link": [], "replace": [], "remove": []}
    for number in range(TIMES):
        own = [replace(m, article=f"new-{number}") for m in found[number * 10 : number * 10 + 10]]
        article = article_of(own)
        taken["add"].append(seconds(lambda a=article, o=own: graph.add(a, o, "one")))
        taken["link"].append(seconds(graph.link))
        taken["replace"].append(seconds(lambda a=article, o=own: graph.add(a, o[:9], "two")))
        graph.link()
        taken["remove"].append(seconds(lambda a=article: graph.remove(a.id)))
    return {name: sorted(values)[TIMES // 2] * 1000 for name, values in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--no-raw", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = build(asked.source, folder / "small.kg", 1, SMALL)
        graph.link(everything=True)
        few = one_article(graph, asked.source)
        del graph
        start = time.perf_counter()
        graph = build(asked.source, folder / "large.kg", asked.years)
        taken, memory = time.perf_counter() - start, peak()
        print(f"built {len(graph)} triples in {taken:.1f} s, at most {memory:.0f} MB", flush=True)
        linking = seconds(lambda: graph.link(everything=True))
        print(f"linked in {linking:.1f} s, at most {peak():.0f} MB", flush=True)
        for verb, cost in one_article(graph, asked.source).items():
            print(
                f"{verb:8} {cost:8.1f} ms, {few[verb]:8.1f} ms in a small graph: {cost / few[verb]:.2f} x", flush=True
            )
        if not asked.no_raw:
            bare = raw(asked.source, folder, asked.years)
            print(f"raw bulk load of the same lines {bare:.1f} s: build {taken / bare:.2f} x", flush=True)


if __name__ == "__main__":
    main()
