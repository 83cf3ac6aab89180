"""How much of the actor names of coded events, and of lists of office holders, the tables resolve.

    python benchmarks/actors.py ICEWS.tsv [--errors 20]

The file has the columns source, target and date (ISO). A name of ICEWS tells its country where it is that of a country
or ends in one in brackets ("Police (Kenya)"): scored is whether the actor that the name resolves to on the day is of
that country, each name counted as often as it stands. Of names that do not tell ("Shinzo Abe", "UN Security Council")
the share that the tables know is counted.
"""

import argparse
import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

from spacy.tokens import Doc

from kg.model import Actor, Article, Mention
from kg.pipeline import Options, Pipeline

BRACKET = re.compile(r"^(?P<name>.+?) \((?P<home>[^()]+)\)$")


def read_names(path: Path) -> Counter[str]:
    with path.open(encoding="utf-8", newline="") as file:
        names: Counter[str] = Counter()
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            names[row["source"]] += 1
            names[row["target"]] += 1
        return names


def home(name: str, pipeline: Pipeline) -> str:
    """The country that the name itself tells, `""` where it tells none."""
    found = BRACKET.match(name)
    country = pipeline.tables.country(found["home"] if found else name)
    if country is None or country[1] != "name":
        return ""
    row = pipeline.tables.countries[country[0]]
    return row.successor if row.successor and row.kind in ("partial", "historic") else country[0]


def resolved(doc: Doc, day: date, pipeline: Pipeline) -> Actor | None:
    index, name = pipeline.resolver.actors, doc.text
    found = list(index.resolve(Mention(name, 0, len(name)), day, index.context(doc, day)))
    return found[0][0] if found else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("icews", type=Path)
    parser.add_argument("--errors", type=int, default=10, help="how many of the most frequent errors are shown")
    args = parser.parse_args()
    pipeline, day = Pipeline(Options()), date(2014, 7, 1)
    told, right, silent, known = 0, 0, 0, 0
    errors: Counter[str] = Counter()
    names = read_names(args.icews)
    for article, doc in pipeline.parser.parse(Article(name, name) for name in names):
        name, count = article.id, names[article.id]
        actor, country = resolved(doc, day, pipeline), home(name, pipeline)
        if country:
            told += count
            if actor is not None and actor.country == country:
                right += count
            else:
                errors[f"{name}: wanted {country}, got {actor and (actor.id, actor.country)}"] += count
        else:
            silent += count
            if actor is not None and (actor.kind != "person" or actor.id in pipeline.tables.spells):
                known += count
            else:
                errors[f"{name}: not known, got {actor and (actor.id, actor.country)}"] += count
    print(f"names that tell their country: {told}, right {right / told:.4f}")
    print(f"other names: {silent}, known {known / silent:.4f}")
    for error, count in errors.most_common(args.errors):
        print(f"{count:6} {error}")


if __name__ == "__main__":
    main()
