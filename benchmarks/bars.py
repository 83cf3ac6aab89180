"""The figures that a release is measured by, in one table: `python benchmarks/bars.py SHARED`.

SHARED holds `gold/` and `corpora/`, which are no part of the repository; our own sentences are measured beside them.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from kg.evaluate.counts import root
from kg.evaluate.events import score_events
from kg.evaluate.given import code_given
from kg.evaluate.gold import read_gold
from kg.evaluate.incidents import score_incidents
from kg.evaluate.relations import answers, roots_of, score_quads, score_relations, score_roots
from kg.evaluate.run import code_file
from kg.evaluate.silence import SilenceScores, read_ids
from kg.pipeline import Options, Pipeline

ROOT = Path(__file__).parents[1]
Line = tuple[str, str, float]


def figures(shared: Path, pipeline: Pipeline, incidents: bool) -> Iterator[Line]:
    gold = shared / "gold"
    quads = {root(name): type_.quad for name, type_ in pipeline.codebook.types.items()}
    quads["YIELD"] = pipeline.codebook.types["RETREAT"].quad
    for path in (gold / "events_dev.jsonl", *sorted((ROOT / "tests" / "accuracy").glob("*.jsonl"))):
        yield from events(path, pipeline)
    path = gold / "plv_train.jsonl"
    records, found = read_gold(path, "relation"), code_file(path, pipeline, False).found
    scores = score_relations(records, found, quads)
    yield path.stem, "root F1, lenient", scores["lenient"].roots.f1
    yield path.stem, "root precision, lenient", scores["lenient"].roots.precision
    yield path.stem, "root F1, spans", scores["spans"].roots.f1
    yield path.stem, "silent", scores["lenient"].silent
    told = [answer.root for answer in code_given(records, pipeline)]
    yield path.stem, "given spans, macro F1", score_roots(records, told, quads).macro_f1
    path = gold / "conflibert_cameo.jsonl"
    records, found = read_gold(path, "relation"), code_file(path, pipeline, False).found
    right = score_quads(records, roots_of(answers(records, found, False)), quads).coded.value
    yield path.stem, "quad class right where coded", right or 0.0
    yield from silence(shared / "corpora" / "html_pages.jsonl", pipeline)
    if incidents:
        path = gold / "muc3_dev.jsonl"
        found_ = score_incidents(read_gold(path, "incidents"), code_file(path, pipeline, False).found)
        yield path.stem, "reports with incident, F1", found_.reports.f1
        yield path.stem, "silent without incident", found_.silent.value or 0.0


def events(path: Path, pipeline: Pipeline) -> Iterator[Line]:
    scores = score_events(read_gold(path), code_file(path, pipeline, False).found)
    yield path.stem, "type F1", scores.levels["type"].f1
    yield path.stem, "type precision", scores.levels["type"].precision
    yield path.stem, "spans F1", scores.levels["spans"].f1
    if scores.silent.value is not None:
        yield path.stem, "silent without event", scores.silent.value


def silence(path: Path, pipeline: Pipeline) -> Iterator[Line]:
    coded = code_file(path, pipeline, False, set(read_ids(ROOT / "benchmarks" / "nonpolitical.txt")))
    scores = SilenceScores()
    for id_, sentences in coded.sentences.items():
        scores.add(id_, sentences, coded.found.get(id_, ()))
    yield "non-political pages", "false events per 100 sentences", scores.rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--incidents", action="store_true", help="also the 1,300 reports of MUC, which take longest")
    arguments = parser.parse_args()
    for name, measure, figure in figures(arguments.shared, Pipeline(Options()), arguments.incidents):
        print(f"{name:<20} {measure:<32} {figure:.3f}", flush=True)


if __name__ == "__main__":
    main()
