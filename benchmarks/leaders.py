"""How many office holders of public lists are resolved by name alone, at a day in office, to their country and sector.

    python benchmarks/leaders.py FACTS [--errors 20]

FACTS holds leaders_wikidata_2022.csv, foreign_ministers_wikidata_2022.csv, leaders_factbook_2026.tsv and
leaders_cia_2019.tsv (of these the heads of state and government, foreign and defence ministers). Each holder of 1990 to
2026 is named in a sentence without a country. Right is his own country (any for which a list names him, a partly
recognized state's successor) and the sector GOV, of the pope REL.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.model import Article, Mention
from kg.pipeline import Options, Pipeline
from kg.resolve.groups import country_code
from kg.vocabulary.actors import ActorTables

FIRST, LAST = 1990, 2026
CHIEFS = re.compile(
    r"^(?:president|prime min|chancellor|king|queen|emperor|emir|amir|sultan|pope|supreme leader"
    r"|min\. (?:of|for) (?:foreign|defense|external|national defense))",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"^(?:(?:acting|interim|transitional|transition) )?(?:president|prime minister|king|queen|sultan|amir|emir|premier"
    r"|chancellor|supreme leader|taoiseach|emperor|pope|grand duke|prince|administrator|commissioner|co-prince) ",
    re.IGNORECASE,
)
UNNAMED = re.compile(r"vacant|represented|^\W*$|\bII?I?\b|;|\(", re.IGNORECASE)


@dataclass(frozen=True)
class Holder:
    name: str
    country: str
    day: date
    source: str


def holders(folder: Path, tables: ActorTables) -> Iterator[Holder]:
    """Each holder of each list once."""
    seen: set[tuple[str, str, str]] = set()
    for holder in listed(folder, tables):
        key = holder.name, holder.country, holder.source
        if holder.country and holder.name and not UNNAMED.search(holder.name) and key not in seen:
            seen.add(key)
            yield holder


def listed(folder: Path, tables: ActorTables) -> Iterator[Holder]:
    by_qid = {country.wikidata: code for code, country in tables.countries.items()}
    for row in rows(folder / "leaders_wikidata_2022.csv", ","):
        if row["start_year"] and int(row["end_year"] or LAST) >= FIRST and row["officeholderLabel"]:
            first, last = int(row["start_year"]), int(row["end_year"] or 2022)
            middle = (first + last) // 2
            # of those who came in the middle year the file tells no day: its last one
            day = date(max(middle, FIRST), 12, 31) if middle == first else date(max(middle, FIRST), 7, 1)
            yield Holder(row["officeholderLabel"], by_qid.get(row["countryid"], ""), day, "wikidata leaders")
    for row in rows(folder / "foreign_ministers_wikidata_2022.csv", ","):
        if row["name"] and row["start"]:
            day = date.fromisoformat(row["start"][:10]).replace(day=28)
            yield Holder(row["name"], by_qid.get(row["country"], ""), day, "wikidata ministers")
    for row in rows(folder / "leaders_factbook_2026.tsv", "\t"):
        name = TITLE.sub("", row["title_and_name"])
        yield Holder(printed(name), code(row["country"], tables), date(2026, 1, 10), "factbook")
    for row in rows(folder / "leaders_cia_2019.tsv", "\t"):
        if CHIEFS.match(row["office"]):
            yield Holder(printed(row["name"]), code(row["country"], tables), date(2018, 11, 1), "cia")


def rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def printed(name: str) -> str:
    """ "Javier Gerardo MILEI" as news writes it."""
    return " ".join(word.title() if word.isupper() and len(word) > 1 else word for word in name.split())


def code(name: str, tables: ActorTables) -> str:
    found = tables.country(name)
    return found[0] if found else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--errors", type=int, default=10)
    args = parser.parse_args()
    pipeline = Pipeline(Options())
    index, total, right = pipeline.resolver.actors, Counter[str](), Counter[str]()
    errors = []
    found = list(holders(args.facts, pipeline.tables))
    homes: dict[str, set[str]] = defaultdict(set)
    for holder in found:
        homes[holder.name].add(country_code(holder.country, pipeline.tables))
    articles = (Article(str(i), f"{holder.name} met reporters.") for i, holder in enumerate(found))
    for article, doc in pipeline.parser.parse(articles):
        holder = found[int(article.id)]
        mention = Mention(holder.name, 0, len(holder.name))
        actor = next((a for a, _ in index.resolve(mention, holder.day, index.context(doc, holder.day))), None)
        total[holder.source] += 1
        if actor is not None and actor.country in homes[holder.name] and actor.sector in ("GOV", "REL"):
            right[holder.source] += 1
        else:
            errors.append((holder, actor and (actor.id, actor.country, actor.sector)))
    for source, count in total.items():
        print(f"{source:20} {count:5} {right[source] / count:.4f}")
    print(f"{'all':20} {total.total():5} {right.total() / total.total():.4f}")
    for holder, got in errors[: args.errors]:
        print(holder, "got", got)


if __name__ == "__main__":
    main()
