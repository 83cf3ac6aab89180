"""How fast a graph is written, against the raw engine and against rdflib, in one run.

    python benchmarks/export.py ICEWS14.tsv [--years 1] [--rdflib-events 3000]

The graph is made from a file of quadruples (`source`, `relation`, `target`, `date`, with a header), the same events
over again in each further year. Prints seconds and ratios.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store
from synthetic import build_store

from kg.export import FORMATS, export
from kg.serve import find_engine


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def row(name: str, taken: float, against: float, what: str) -> None:
    print(f"{name:34}{taken:9.2f} s {taken / against:8.2f} x {what}", flush=True)


def raw(store: Store, folder: Path, out: Path) -> dict[str, float]:
    """Seconds of the engine alone: a dump of the store by library and by program, and a conversion of files."""
    oxigraph = find_engine()
    taken = {}
    for suffix, form in ((".nq", RdfFormat.N_QUADS), (".ttl", RdfFormat.TURTLE)):
        file = out / f"raw{suffix}"
        graph = None if suffix == ".nq" else DefaultGraph()
        taken[f"dump{suffix}"] = seconds(lambda f=file, form=form, g=graph: store.dump(str(f), form, from_graph=g))
        turned = [oxigraph, "convert", "--from-file", str(out / "raw.nq"), "--to-file", str(out / f"turned{suffix}")]
        if suffix == ".ttl":
            turned += ["--from-default-graph"]
        taken[f"convert{suffix}"] = seconds(lambda t=turned: subprocess.run(t, check=True))
    return taken


def compare_rdflib(source: Path, events: int, out: Path) -> None:
    import rdflib

    small = build_store(source, out / "small", 1, events)
    graph = rdflib.Graph().parse(data=small.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")
    names = {".ttl": "turtle", ".nq": "nquads", ".rdf": "xml", ".jsonld": "json-ld"}
    for suffix, name in names.items():
        ours = seconds(lambda s=suffix: export(small, out / f"small{s}"))
        dataset = rdflib.Dataset()
        for triple in graph if suffix == ".nq" else ():
            dataset.add(triple)
        written = dataset if suffix == ".nq" else graph
        theirs = seconds(lambda w=written, n=name: w.serialize(str(out / "rdflib.out"), format=n))
        faster = f"{theirs / ours:6.1f} x faster ({len(graph)} triples)"
        print(f"{suffix:8} ours {ours:6.2f} s, rdflib {theirs:7.2f} s: {faster}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--rdflib-events", type=int, default=3000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        store = build_store(asked.source, out / "graph", asked.years)
        print(f"{len(store)} triples", file=sys.stderr)
        engine = raw(store, out / "graph", out)
        for suffix in FORMATS:
            if suffix in (".html", ".parquet"):
                continue
            taken = seconds(lambda s=suffix: export(store, out / f"ours{s}"))
            kind = ".nq" if suffix in (".nt", ".nq") else ".ttl"
            row(suffix, taken, engine[f"dump{kind}"], f"of the engine's dump as {kind}")
            if suffix in (".nq", ".ttl"):
                row("", taken, engine[f"convert{suffix}"], "of oxigraph convert, which reads a file, not a store")
        compare_rdflib(asked.source, asked.rdflib_events, out)


if __name__ == "__main__":
    main()
