"""Follows feeds for as long as it is left running: round after round, what is new goes into a graph."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.pipeline import Options, Pipeline, Summary, add
from kg.read.web import CHANGED, FAILED, NEW, READ, UNCHANGED, Web

if TYPE_CHECKING:
    from collections import Counter

# Failures that a line names; the others are counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did. `problems` are lines for people; `counts` tells of feeds and entries."""

    number: int
    summary: Summary
    counts: "Counter[str]"
    problems: tuple[str, ...]

    def __str__(self) -> str:
        """One line."""
        count, done = self.counts, self.summary
        feeds = f"{count[READ] + count[UNCHANGED]} feeds read ({count[UNCHANGED]} unchanged), {count[FAILED]} failed"
        entries = f"{count[NEW]} entries new, {count[CHANGED]} changed"
        stored = f"{done.articles} articles stored, {done.mentions} event mentions"
        line = f"round {self.number}: {feeds}; {entries}; {stored}; {done.seconds:.1f} s"
        more = len(self.problems) - _NAMED
        told = [*self.problems[:_NAMED], *([f"{more} more problems"] if more > 0 else [])]
        return " | ".join([line, *(" ".join(problem.split()) for problem in told)])


def watch(
    feeds: Sequence[str],
    folder: Path,
    options: Options,
    every: float,
    web: Web | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Round]:
    """Reads feeds again and again, `every` so many seconds, without end; yields what each round did.

    Between rounds the graph is closed, so that other programs can write to it. Nothing that happens to feeds, network
    or graph ends it; what a round could not store, the next one reads again.
    """
    problems: list[str] = []
    pipeline = Pipeline(options, problems.append)
    net = web if web is not None else pipeline.web(folder)
    number = 0
    while True:
        number += 1
        start = time.monotonic()
        yield _round(pipeline, net, feeds, folder, number, problems)
        sleep(max(0.0, start + every - time.monotonic()))


def _round(pipeline: Pipeline, web: Web, feeds: Sequence[str], folder: Path, number: int, problems: list[str]) -> Round:
    start, summary = time.monotonic(), Summary()
    problems.clear()
    try:
        add(pipeline, pipeline.open(folder), feeds, summary, web=web)
    except KgError as failed:
        problems.append(str(failed))
        web.visits.load()
    counts = web.counts.copy()
    web.next_round()
    summary.seconds = time.monotonic() - start
    return Round(number, summary, counts, tuple(problems))
