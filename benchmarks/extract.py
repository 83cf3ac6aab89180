"""How `kg extract` compares with the bare language model, in time, on articles of yours.

    python benchmarks/extract.py ARTICLES... [--runs 1]

Takes what `kg extract` takes. What is compared takes turns every few articles, for the speed of a machine drifts by
more than what is measured; the sum over all turns counts. The order of each turn is drawn by lot, the same in each run,
for who comes after another process finds the caches cold. spaCy as it comes has a process of its own, since the parser
sets spaCy's ways for a whole process. What is loaded at the start is not in the figures. For memory see
`benchmarks/scale.py memory`.
"""

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Article
    from kg.pipeline import Pipeline

BARS = {"kg to bare pipeline": 1.25, "kg to default spaCy": 1.0, "own milliseconds a sentence": 1.0}
TURN = 8  # articles, a batch of the parser
Shard = Sequence["Article"]


def read(paths: list[str]) -> "list[Article]":
    from kg.model import Article
    from kg.read import read_all

    return [found for found in read_all(paths) if isinstance(found, Article)]


def turns(articles: Shard, runs: int) -> list[Shard]:
    return [articles[at : at + TURN] for at in range(0, len(articles), TURN)] * runs


class Turns:
    """What takes turns; each gives the seconds that it took over some articles."""

    def __init__(self, pipeline: "Pipeline", default: "subprocess.Popen[str]") -> None:
        self._pipeline = pipeline
        self._default = default
        self.mentions = 0
        self.sentences = 0

    def kg(self, shard: Shard) -> float:
        """All that `kg extract` does but reading: from articles to records."""
        from kg.pipeline import Summary
        from kg.records import encode

        began = time.perf_counter()
        for _, found in self._pipeline.mentions(shard, Summary()):
            self.mentions += sum(1 for mention in found if encode(self._pipeline.record(mention)))
        return time.perf_counter() - began

    def own(self, shard: Shard) -> float:
        """Extraction and resolution alone."""
        spent = 0.0
        for article, doc in self._pipeline.parser.parse(shard):
            self.sentences += sum(1 for _ in doc.sents)
            began = time.perf_counter()
            self._pipeline.code(article, doc)
            spent += time.perf_counter() - began
        return spent

    def bare(self, shard: Shard) -> float:
        """The language model as the parser runs it, and nothing else."""
        began = time.perf_counter()
        for _ in self._pipeline.parser.parse(shard):
            pass
        return time.perf_counter() - began

    def default(self, shard: Shard) -> float:
        """spaCy as it comes: `spacy.load(model).pipe(texts)`. Its process knows itself which articles come next."""
        assert self._default.stdin and self._default.stdout
        self._default.stdin.write("next\n")
        self._default.stdin.flush()
        return float(self._default.stdout.readline())


def as_it_comes(paths: list[str], runs: int) -> None:
    """Works on a turn for each line of standard input, and prints the seconds."""
    import spacy

    from kg.parse import DEFAULT_MODEL

    nlp = spacy.load(DEFAULT_MODEL)
    for shard, _ in zip(turns(read(paths), runs), sys.stdin, strict=False):
        began = time.perf_counter()
        for _ in nlp.pipe(article.text for article in shard):
            pass
        print(time.perf_counter() - began, flush=True)


def measured(works: Turns, shards: list[Shard]) -> Counter[str]:
    """Seconds by what took them."""
    order: list[Callable[[Shard], float]] = [works.kg, works.bare, works.own, works.default]
    works.kg(shards[0][:2])  # what is loaded when first asked for
    works.mentions = 0
    seconds: Counter[str] = Counter()
    lot = random.Random(0)
    for shard in shards:
        lot.shuffle(order)
        for work in order:
            seconds[work.__name__] += work(shard)
    return seconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", nargs="+")
    arguments.add_argument("--runs", type=int, default=1)
    arguments.add_argument("--default", action="store_true", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.default:
        as_it_comes(chosen.articles, chosen.runs)
        return
    command = [sys.executable, __file__, "--default", "--runs", str(chosen.runs), *chosen.articles]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as default:
        from kg.pipeline import Options, Pipeline

        works = Turns(Pipeline(Options()), default)
        began = time.perf_counter()
        articles = read(chosen.articles)
        reading = (time.perf_counter() - began) * chosen.runs
        seconds = measured(works, turns(articles, chosen.runs))
    print(f"{len(articles)} articles, {works.sentences} sentences, {works.mentions} event mentions")
    print("  ".join(f"{name} {taken:.2f} s" for name, taken in {**seconds, "reading": reading}.items()))
    kg = seconds["kg"] + reading
    results = {
        "kg to bare pipeline": kg / seconds["bare"],
        "kg to default spaCy": kg / seconds["default"],
        "own milliseconds a sentence": (seconds["own"] + reading) / works.sentences * 1000,
    }
    for name, value in results.items():
        print(f"{name:28} {value:5.2f}  (bar {BARS[name]})")


if __name__ == "__main__":
    main()
