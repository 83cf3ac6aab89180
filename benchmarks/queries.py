"""How long the ready queries take on a large graph, each the best of three.

    python benchmarks/queries.py ICEWS14.tsv [--years 12] [--store FOLDER]

Twelve years are a million events. `--store` keeps the graph for the next run.
"""

import argparse
import tempfile
import time
from pathlib import Path

from pyoxigraph import Store
from synthetic import build_store

from kg.queries import named_queries, run_named
from kg.vocabulary.names import prefixes

RUNS = 3

# The first bar for provenance, the second for all others; in seconds.
BARS = {"provenance": 0.005}
BAR = 1.0


def first(store: Store, sparql: str) -> list[str]:
    (row,) = list(store.query(sparql, prefixes=prefixes()))
    return [cell.value.rsplit("/", 1)[-1] for cell in row]


def parameters(store: Store) -> dict[str, str]:
    """The busiest dyad and actors, so that the figures are those of the worst case."""
    top = run_named(store, "top-dyads", {"limit": "200"}).rows
    country, other = next((a.value, b.value) for a, b, _ in top if a.value != b.value)
    actors = [row[0].value.rsplit("/", 1)[-1] for row in run_named(store, "most-active", {"limit": "2"}).rows]
    (event,) = first(store, "SELECT ?e { ?e a dyad:Event } LIMIT 1")
    return {
        "country": country, "other": other, "actor": actors[0], "event": event, "place": "none", "type": "REJECT",
        "stance": "factual", "from": "2010-03-15", "to": "2013-10-15",
    }  # fmt: skip


def timed(store: Store, name: str, given: dict[str, str]) -> tuple[float, int]:
    best, rows = float("inf"), 0
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = len(run_named(store, name, given).rows)
        best = min(best, time.perf_counter() - start)
    return best, rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--years", type=int, default=12)
    parser.add_argument("--store", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = asked.store or Path(name) / "store"
        ready = folder.is_dir()
        store = Store.read_only(str(folder)) if ready else build_store(asked.source, folder, asked.years)
        known = parameters(store)
        print(f"{'query':18}{'given':34}{'rows':>8}{'ms':>10}")
        for query in named_queries():
            least = [p.name for p in query.parameters if p.required]
            most = [p.name for p in query.parameters if p.name in known]
            for names in (least, most) if most != least else (least,):
                given = {name: known[name] for name in names}
                if query.name == "path":
                    given["other"] = "united-nations"
                taken, rows = timed(store, query.name, given)
                late = "" if taken <= BARS.get(query.name, BAR) else "  over the bar"
                print(f"{query.name:18}{' '.join(names):34}{rows:8}{taken * 1000:10.1f}{late}", flush=True)


if __name__ == "__main__":
    main()
