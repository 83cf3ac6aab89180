"""The pipeline over a Spark DataFrame of articles: event mentions as rows, the graph as sorted lines of N-Triples.

The result is that of one machine, line for line: what is near to what is found by joins with the same rules.
"""

from typing import TYPE_CHECKING

from kg.pipeline import Options
from kg.read.fields import names
from kg.scale.spark import work
from kg.scale.spark.records import RECORD
from kg.vocabulary.names import DATA

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["code", "events", "judgements", "mentions", "skipped", "triples", "wordings"]

# parts a core, so that cores end at about the same time
PARTS_A_CORE = 8
TEXT = ("{} string," * len(work.ARTICLE)).format(*work.ARTICLE).rstrip(",")


def code(articles: "DataFrame", options: Options = Options(), parts: int = 0) -> "DataFrame":  # noqa: B008 - frozen
    """What is found in articles, as rows from which the other functions take theirs; keep it (Parquet, or persist).

    Articles have the columns `text` and, where known, `id`, `title`, `published`, `publisher`, `url`, or the names that
    `schemas/article_fields.csv` lists. Of rows with one id one is kept. `parts` are how many pieces are worked on, 0
    for eight a core. Files that `options` names must be there on every machine.
    """
    parts = parts or max(PARTS_A_CORE * articles.sparkSession.sparkContext.defaultParallelism, 1)
    known = [name for some in names().values() for name in some if name in articles.columns]
    found = articles.select(*known).mapInArrow(work.as_articles(options), TEXT)
    ordered = found.repartition(parts, "id").sortWithinPartitions("id", "digest")
    return ordered.mapInArrow(work.as_coded(options), "kind string, key string, node string, value string")


def _kind(coded: "DataFrame", kind: str) -> "DataFrame":
    from pyspark.sql.functions import col

    return coded.where(col("kind") == kind)


def mentions(coded: "DataFrame") -> "DataFrame":
    """A row an event mention, with the columns of `schemas/event.schema.json`."""
    from pyspark.sql.functions import from_json

    return _kind(coded, work.MENTION).select(from_json("value", RECORD).alias("m")).select("m.*")


def skipped(coded: "DataFrame") -> "DataFrame":
    """How many articles were left out, by reason."""
    return _kind(coded, work.SKIPPED).groupBy("node").count().withColumnRenamed("node", "reason")


def triples(coded: "DataFrame", base: str = DATA) -> "DataFrame":
    """The whole graph, one line of N-Triples a row, each once, sorted: its parts one after the other are one file."""
    lines = _kind(coded, work.TRIPLE).select("value")
    everything = lines.union(judgements(events(coded).localCheckpoint(), base)).union(wordings(coded))
    return everything.distinct().repartitionByRange("value").sortWithinPartitions("value")


def events(coded: "DataFrame") -> "DataFrame":
    """What is compared of each event: its first mentions, and under what it stands and looks for others."""
    from pyspark.sql import Window
    from pyspark.sql.functions import array_sort, col, collect_list, row_number, struct

    from kg.graph.seen import MOST_TELLINGS

    order = Window.partitionBy("key").orderBy("node")
    first = _kind(coded, work.TELLING).withColumn("rank", row_number().over(order)).where(col("rank") <= MOST_TELLINGS)
    told = first.groupBy(col("key").alias("event")).agg(array_sort(collect_list(struct("node", "value"))).alias("told"))
    return told.select("event", col("told.value").alias("tellings")).mapInArrow(
        work.as_events, "event string, seen string, under array<string>, look array<string>"
    )


def judgements(found: "DataFrame", base: str) -> "DataFrame":
    """Lines of the judgements about events that are near to each other, and of their links.

    `found` is read four times: keep it.
    """
    from pyspark.sql.functions import col, explode

    stands = found.select(col("event").alias("left"), explode("under").alias("block"))
    looks = found.select(col("event").alias("right"), explode("look").alias("block"))
    pairs = stands.join(looks, "block").where(col("left") < col("right")).select("left", "right").distinct()
    both = pairs.join(found.select(col("event").alias("left"), col("seen").alias("left_seen")), "left").join(
        found.select(col("event").alias("right"), col("seen").alias("right_seen")), "right"
    )
    return both.mapInArrow(work.as_judgements(base), "value string")


def wordings(coded: "DataFrame") -> "DataFrame":
    """Lines that say which articles are of one wording."""
    from pyspark.sql.functions import col

    signed = _kind(coded, work.WORDING_OF).select(col("key").alias("article"), col("value").alias("signature"))
    keyed = signed.mapInArrow(work.as_wording_keys, "key string, article string, signature string")
    left, right = (
        keyed.select("key", col("article").alias(side), col("signature").alias(f"{side}_signature"))
        for side in ("left", "right")
    )
    pairs = left.join(right, "key").where(col("left") < col("right")).drop("key").distinct()
    alike = pairs.mapInArrow(work.as_alike, "left string, right string")
    return _smallest(alike).mapInArrow(work.as_wordings, "value string")


def _smallest(pairs: "DataFrame") -> "DataFrame":
    """Each node of a pair with the smallest node to which pairs lead from it."""
    from pyspark.sql.functions import col, least
    from pyspark.sql.functions import min as smallest

    edges = pairs.select(col("left").alias("node"), col("right").alias("other")).union(pairs.select("right", "left"))
    edges = edges.localCheckpoint()
    labels = edges.groupBy("node").agg(smallest("other").alias("label"))
    labels = labels.select("node", least("node", "label").alias("label")).localCheckpoint()
    while True:
        near = edges.join(labels.withColumnRenamed("node", "other"), "other").groupBy("node")
        moved = labels.join(near.agg(smallest("label").alias("found")), "node")
        after = moved.select("node", least("label", "found").alias("label"), "label").toDF("node", "label", "before")
        after = after.localCheckpoint()
        labels = after.select("node", "label")
        if after.where(col("label") != col("before")).isEmpty():
            return labels
