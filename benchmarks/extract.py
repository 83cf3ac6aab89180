"""How `kg extract` compares with the bare language model, in time and memory, on articles of yours.

    python benchmarks/extract.py ARTICLES... [--runs 3]

Takes what `kg extract` takes. Each measurement is a process of its own, the three take turns, and the best of the runs
counts; what a process needs to start and to load its tables is not in the figures, and is given apart.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

BARS = {"kg to bare pipeline": 1.25, "kg to default spaCy": 1.0, "own milliseconds a sentence": 1.0}
Measured = dict[str, float]


def texts(paths: list[str]) -> list[str]:
    from kg.model import Article
    from kg.read import read_all

    return [found.text for found in read_all(paths) if isinstance(found, Article)]


def warm(pipeline: "Pipeline", paths: list[str]) -> "Pipeline":
    """The pipeline with what it loads when first asked for: it has coded two articles."""
    from kg.pipeline import Summary

    _ = list(pipeline.mentions(islice(pipeline.read(paths, Summary()), 2), Summary()))
    return pipeline


def measure_kg(paths: list[str]) -> Measured:
    """The whole of `kg extract`, from files to records."""
    from kg.pipeline import Options, Pipeline, Summary
    from kg.records import encode, to_record

    pipeline, summary, size = warm(Pipeline(Options()), paths), Summary(), 0
    start = time.perf_counter()
    for _, mentions in pipeline.mentions(pipeline.read(paths, summary), summary):
        size += sum(len(encode(to_record(mention, None))) for mention in mentions)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "articles": summary.articles, "events": summary.mentions, "bytes": size}


def measure_own(paths: list[str]) -> Measured:
    """Reading, extraction and resolution without the parser's time."""
    from kg.pipeline import Options, Pipeline, Summary

    pipeline, summary = warm(Pipeline(Options()), paths), Summary()
    start = time.perf_counter()
    articles = list(pipeline.read(paths, summary))
    spent = time.perf_counter() - start
    sentences = 0
    for article, doc in pipeline.parser.parse(articles):
        sentences += sum(1 for _ in doc.sents)
        start = time.perf_counter()
        pipeline.code(article, doc)
        spent += time.perf_counter() - start
    return {"seconds": spent, "sentences": sentences}


def measure_bare(paths: list[str]) -> Measured:
    """The language model as the parser runs it, and nothing else."""
    from kg.model import Article
    from kg.parse import Parser

    articles = [Article(str(n), text) for n, text in enumerate(texts(paths))]
    parser = Parser()
    start = time.perf_counter()
    for _ in parser.parse(articles):
        pass
    return {"seconds": time.perf_counter() - start}


def measure_default(paths: list[str]) -> Measured:
    """spaCy as it comes: `spacy.load(model).pipe(texts)`."""
    import spacy

    from kg.parse import DEFAULT_MODEL

    loaded = texts(paths)
    nlp = spacy.load(DEFAULT_MODEL)
    start = time.perf_counter()
    for _ in nlp.pipe(loaded):
        pass
    return {"seconds": time.perf_counter() - start}


MEASURES: dict[str, Callable[[list[str]], Measured]] = {
    "kg": measure_kg,
    "own": measure_own,
    "bare": measure_bare,
    "default": measure_default,
}


def in_process(name: str, paths: list[str]) -> Measured:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--measure", name, *paths],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ,
    )
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return {**found, "start": time.perf_counter() - began - found["seconds"]}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", nargs="+")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.measure:
        found = MEASURES[chosen.measure](chosen.articles)
        found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
        return
    best: dict[str, Measured] = {}
    for _ in range(chosen.runs):
        for name in MEASURES:
            found = in_process(name, chosen.articles)
            if name not in best or found["seconds"] < best[name]["seconds"]:
                best[name] = found
    kg, own = best["kg"], best["own"]
    print(f"{kg['articles']:.0f} articles, {own['sentences']:.0f} sentences, {kg['events']:.0f} event mentions")
    for name, found in best.items():
        print(
            f"{name:8} {found['seconds']:7.2f} s, start {found['start']:.1f} s, {found['megabytes']:.0f} MB at the most"
        )
    results = {
        "kg to bare pipeline": kg["seconds"] / best["bare"]["seconds"],
        "kg to default spaCy": kg["seconds"] / best["default"]["seconds"],
        "own milliseconds a sentence": own["seconds"] / own["sentences"] * 1000,
    }
    for name, value in results.items():
        print(f"{name:28} {value:5.2f}  (bar {BARS[name]})")


if __name__ == "__main__":
    main()
