"""What resolution costs: loading of the tables, memory, and time a sentence, in seconds of this process alone.

    python benchmarks/resolve.py ARTICLES.jsonl

The file holds {id, text, title, published}. Parsing and extraction are not counted.
"""

import argparse
import time
from itertools import islice
from pathlib import Path

MEGABYTE = 1_000_000
ARTICLES = 60  # enough for a steady figure


def resident() -> float:
    """Memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / MEGABYTE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    args = parser.parse_args()
    import spacy  # noqa: F401  loaded before the clock starts

    from kg.extract.load import load_extractor
    from kg.parse import DEFAULT_MODEL, Parser
    from kg.read import read_all
    from kg.resolve import load_resolver
    from kg.vocabulary.load_actors import load_actor_tables

    model = Parser(DEFAULT_MODEL)
    before, start = resident(), time.process_time()
    tables = load_actor_tables()
    resolver = load_resolver(tables)
    loaded, held = time.process_time() - start, resident()
    extractor = load_extractor(tables, ())
    found = [a for a in islice(read_all([args.articles], warn=print), ARTICLES) if hasattr(a, "text")]
    spent, sentences, mentions = [0.0, 0.0], 0, 0
    for article, doc in model.parse(found):
        claims = list(extractor.claims(article, doc))
        sentences += sum(1 for _ in doc.sents)
        for again in (0, 1):  # the second time finds the caches filled, as a long build does
            start = time.process_time()
            mentions += sum(1 for _ in resolver.resolve(article, doc, claims))
            spent[again] += time.process_time() - start
    print(f"tables: {loaded:.2f} s, {held - before:.0f} MB")
    print(f"{len(found)} articles, {sentences} sentences, {mentions // 2} mentions")
    print(f"{1000 * spent[0] / sentences:.3f} ms a sentence at first, {1000 * spent[1] / sentences:.3f} ms after")


if __name__ == "__main__":
    main()
