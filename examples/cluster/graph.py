"""A graph of articles on Spark, step by step as in a notebook: python examples/cluster/graph.py

Needs Java 17 and `pip install "dyad-kg[spark]"`. On a cluster leave `master` out and read your own articles, for
instance `spark.read.parquet("s3a://archive/articles")`.
"""

import os
import sys

from pyspark.sql import SparkSession

from kg.scale.spark import code, mentions, triples

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
spark = SparkSession.builder.master("local[2]").appName("dyad").getOrCreate()
spark.conf.set("spark.sql.shuffle.partitions", 4)  # some eight a core; 200, as it comes, is much for a laptop

# 1. Articles: a text, and where known id, title, published, publisher, url
articles = spark.createDataFrame(
    [
        ("lake-1", "Kenya accused Uganda of fishing in its waters without leave.", "2020-05-04", "The Heron"),
        ("lake-2", "Kenya has accused Uganda of fishing in its waters.", "2020-05-05", "Lake Post"),
        ("lake-3", "Uganda rejected a proposal by Kenya for talks on the lake.", "2020-05-06", "Lake Post"),
    ],
    "id string, text string, published string, publisher string",
)

# 2. Read them, once: everything below is made of this
coded = code(articles, parts=2).persist()

# 3. Event mentions as a table
found = mentions(coded)
found.select("article", "actor.name", "type", "target.name", "date.first").orderBy("article").show()

# 4. The graph as sorted N-Triples, with what is near to what
lines = triples(coded).persist()
print(lines.count(), "triples")
print(lines.where("value LIKE '%sameEventAs%'").count(), "links between near events")
lines.write.mode("overwrite").text("graph")
