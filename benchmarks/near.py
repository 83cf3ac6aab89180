"""How well the same event is found again across articles, by exact keys alone and with the links of near-duplicates.

    python benchmarks/near.py ECBPLUS.jsonl [--stories STORIES.jsonl]

The first file holds {id, text, url_date, events: [{start, end, cluster}]}: mentions with clusters across documents. The
mentions on which a trigger of ours lies are scored, by B-cubed (Bagga and Baldwin 1998), MUC, CEAF-e and their mean
(CoNLL); null clusters are singletons. The second holds stories {story, wikinews_date, sources: [{title, text, url}]},
whose clusters nobody has labelled: counted is how many links stay within a story.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import kg
from kg.vocabulary.names import identifier

Clusters = dict[Any, Any]

REPORTS = """SELECT ?event ?article ?begin ?end {
  ?m dyad:reports ?event ; nif:referenceContext ?article ; dyad:triggerBegin ?begin ; dyad:triggerEnd ?end
} ORDER BY ?article ?begin ?end ?event"""
LINKS = "SELECT ?a ?b { ?a dyad:sameEventAs ?b FILTER(STR(?a) < STR(?b)) }"


def groups(clusters: Clusters) -> list[frozenset[Any]]:
    found = defaultdict(set)
    for mention, cluster in clusters.items():
        found[cluster].add(mention)
    return [frozenset(group) for group in found.values()]


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(gold: Clusters, found: Clusters) -> tuple[float, float, float]:
    def half(one: Clusters, other: Clusters) -> float:
        return sum(
            len([m for m in group if other[m] == other[mention]]) / len(group)
            for group in groups(one)
            for mention in group
        ) / len(one)

    precision, recall = half(found, gold), half(gold, found)
    return precision, recall, f1(precision, recall)


def muc(gold: Clusters, found: Clusters) -> float:
    def half(one: Clusters, other: Clusters) -> float:
        all_groups = groups(one)
        wanted = sum(len(group) - 1 for group in all_groups)
        return sum(len(group) - len({other[m] for m in group}) for group in all_groups) / wanted if wanted else 0.0

    return f1(half(found, gold), half(gold, found))


def ceaf(gold: Clusters, found: Clusters) -> float:
    import numpy
    from scipy.optimize import linear_sum_assignment

    ours, theirs = groups(found), groups(gold)
    alike = numpy.array([[2 * len(a & b) / (len(a) + len(b)) for b in theirs] for a in ours])
    best = alike[linear_sum_assignment(-alike)].sum()
    return f1(best / len(ours), best / len(theirs))


def print_scores(name: str, gold: Clusters, found: Clusters) -> None:
    b3 = b_cubed(gold, found)
    scores = (muc(gold, found), b3[2], ceaf(gold, found))
    mean = sum(scores) / 3
    print(
        f"{name:22} B-cubed P {b3[0]:.3f} R {b3[1]:.3f} F1 {b3[2]:.3f}   MUC {scores[0]:.3f}"
        f"  CEAF-e {scores[2]:.3f}  CoNLL {mean:.3f}"
    )


def joined(events: set[str], links: list[tuple[str, str]]) -> dict[str, str]:
    """The smallest event of those that hang together with each."""
    first = {event: event for event in events}

    def root(event: str) -> str:
        while first[event] != event:
            event = first[event]
        return event

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return {event: root(event) for event in events}


def build(articles: list[dict[str, Any]]) -> kg.KnowledgeGraph:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
        return kg.build(path)


def labelled(path: Path) -> None:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    graph = build([{"id": r["id"], "text": r["text"], "published": r["url_date"]} for r in records])
    gold: Clusters = {}
    exact: Clusters = {}
    events = {record["id"]: record["events"] for record in records}
    for row in graph.query(REPORTS):
        article, begin, end = identifier(row["article"]), int(row["begin"]), int(row["end"])
        over = [(min(e["end"], end) - max(e["start"], begin), -e["start"], e) for e in events[article]]
        best = max(over, key=lambda item: item[:2], default=(0, 0, None))
        if best[0] > 0 and best[2]:
            mention = article, best[2]["start"], best[2]["end"]
            gold.setdefault(mention, best[2]["cluster"] or mention)
            exact.setdefault(mention, row["event"])
    links = [(row["a"], row["b"]) for row in graph.query(LINKS)]
    same = joined({*exact.values(), *(end for pair in links for end in pair)}, links)
    print(f"{len(gold)} labelled mentions read, {len(set(gold.values()))} labelled events; {len(links)} links")
    print_scores("each for itself", gold, {mention: mention for mention in gold})
    print_scores("exact keys", gold, exact)
    print_scores("with near-duplicates", gold, {mention: same[event] for mention, event in exact.items()})


def stories(path: Path) -> None:
    articles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        day = story["wikinews_date"] and datetime.strptime(story["wikinews_date"], "%B %d, %Y").date().isoformat()
        for number, source in enumerate(story["sources"]):
            kept = {name: source.get(name) or "" for name in ("title", "text", "url")}
            articles.append({"id": f"{story['story']}-{number}", "published": day, **kept})
    graph = build(articles)
    told = defaultdict(set)
    for row in graph.query(REPORTS):
        told[row["event"]].add(identifier(row["article"]).split("-")[0])
    links = [(row["a"], row["b"]) for row in graph.query(LINKS)]
    within = sum(bool(told[one] & told[other]) for one, other in links)
    same = joined(set(told), links)
    print(f"{len(articles)} articles, {len(told)} events, {len(set(same.values()))} with near-duplicates as one")
    print(f"{len(links)} links, {within} of them within a story")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--stories", type=Path)
    asked = parser.parse_args()
    labelled(asked.labelled)
    if asked.stories:
        stories(asked.stories)


if __name__ == "__main__":
    main()
