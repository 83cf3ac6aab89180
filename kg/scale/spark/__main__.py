"""Codes articles on a cluster: `python -m kg.scale.spark`, or `spark-submit` with this file.

Writes `mentions` (Parquet, a row an event mention) and `graph` (parts of N-Triples: one after the other they are the
merged graph, sorted, each line once). `coded` beside them is what both are made of, and may be deleted.
"""

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, KgError
from kg.pipeline import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

JSON_SUFFIXES = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")


def run(
    spark: "SparkSession", paths: Sequence[str], out: str, options: Options, parts: int = 0
) -> list[tuple[str, int]]:
    """Codes files and writes all there is; gives the number of articles left out by reason."""
    from kg.scale.spark import PARTS_A_CORE, code, mentions, skipped, triples

    parts = parts or PARTS_A_CORE * spark.sparkContext.defaultParallelism
    # joins too: Spark's own 200 are far too many for a laptop, and too few for a cluster
    spark.conf.set("spark.sql.shuffle.partitions", parts)
    code(articles_of(spark, paths), options, parts).write.partitionBy("kind").parquet(f"{out}/coded")
    coded = spark.read.schema("key string, node string, value string, kind string").parquet(f"{out}/coded")
    mentions(coded).write.parquet(f"{out}/mentions")
    triples(coded, options.base).write.text(f"{out}/graph")
    return [(row["reason"], row["count"]) for row in skipped(coded).orderBy("reason").collect()]


def articles_of(spark: "SparkSession", paths: Sequence[str]) -> "DataFrame":
    """JSON Lines by their suffix, anything else as Parquet; columns that only some inputs have are null elsewhere."""
    lines = [path for path in paths if path.endswith(JSON_SUFFIXES)]
    others = [path for path in paths if path not in lines]
    if not others:
        return spark.read.json(lines)
    found = spark.read.parquet(*others)
    return found.unionByName(spark.read.json(lines), allowMissingColumns=True) if lines else found


def main(words: Sequence[str] | None = None) -> None:
    asked = _parser().parse_args(words)
    # workers run what runs here, where nobody says otherwise
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        sys.exit('kg: Spark is not installed, wanted: pip install "dyad-kg[spark]"')
    # what Spark takes of pandas is its version; the rows go by Arrow
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    spark = SparkSession.builder.appName("dyad").getOrCreate()
    try:
        left_out = run(spark, asked.inputs, asked.out, _options(asked), asked.parts)
    except (KgError, PySparkException) as failed:
        sys.exit(f"kg: {str(failed).splitlines()[0]}")
    for reason, count in left_out:
        print(f"  skipped {count}: {reason}", file=sys.stderr)
    print(f"{asked.out}/mentions and {asked.out}/graph are written", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kg.scale.spark", description=__doc__)
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="JSON Lines, or Parquet; any address Spark reads")
    parser.add_argument("--out", "-o", required=True, help="a folder that is not there yet")
    parser.add_argument("--parts", type=int, default=0, help="pieces of the articles, 0 for eight a core")
    parser.add_argument("--published", default="", help="publication date for all articles, YYYY-MM-DD")
    parser.add_argument("--publisher", default="", help="publisher for all articles")
    parser.add_argument("--model", default="", help="spaCy model, installed on every machine")
    parser.add_argument("--lexicon", type=Path, action="append", default=[], help="folder with own rows")
    parser.add_argument("--actors", type=Path, action="append", default=[], help="own list of actors")
    parser.add_argument("--min-confidence", type=float, default=0.0, help="leave out events that are less sure")
    parser.add_argument("--base", default=Options().base, help="base IRI of the data")
    return parser


def _options(asked: argparse.Namespace) -> Options:
    try:
        published = date.fromisoformat(asked.published) if asked.published else None
    except ValueError as wrong:
        raise InputError(f"--published {asked.published}", "no date, wanted YYYY-MM-DD") from wrong
    return Options(
        published,
        asked.publisher,
        asked.model,
        tuple(asked.lexicon),
        tuple(asked.actors),
        asked.min_confidence,
        asked.base,
    )


if __name__ == "__main__":
    main()
