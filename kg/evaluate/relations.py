"""Scores sets that label one relation a sentence, between two given parties.

`spans` takes what was coded between the two; `lenient`, where that is nothing, the most frequent root of all that was
coded in the sentence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.counts import Counts, root, type_of
from kg.evaluate.gold import Record

# words that two names may share without naming the same party
EMPTY_WORDS = frozenset("the a an of and in to for his its their 's".split())


@dataclass(slots=True)
class RelationScores:
    """Figures of one way of choosing; `silent` is the share of sentences without an answer."""

    roots: Counts
    quads: Counts
    macro_f1: float
    silent: float
    confusions: Counter[str]


def _names(found: Record | None, text: str) -> bool:
    """Does a found party name the given one: one text within the other, or a shared word?"""
    one, other = ((found or {}).get("text") or "").lower(), text.lower()
    if not one:
        return False
    return one in other or other in one or bool(set(one.split()) & set(other.split()) - EMPTY_WORDS)


def choose(found: Iterable[Record], gold: Record, strict: bool) -> str | None:
    """The one root that stands for all that was found; None where nothing does."""
    found = list(found)
    between = [
        event
        for event in found
        if _names(event.get("actor"), gold["source_text"]) and _names(event.get("target"), gold["target_text"])
    ]
    pool = between or ([] if strict else found)
    return Counter(type_of(event) for event in pool).most_common(1)[0][0] if pool else None


def score_relations(
    gold: Iterable[Record], found: Mapping[str, list[Record]], quads: Mapping[str, str]
) -> dict[str, RelationScores]:
    """Figures for `lenient` and `spans`; `quads` maps roots to quad classes."""
    records = list(gold)
    scores = {}
    for name, strict in (("lenient", False), ("spans", True)):
        pairs = [
            (root(record["events"][0]["code"]), choose(found.get(record["id"], []), record["events"][0], strict))
            for record in records
        ]
        scores[name] = _figures(pairs, quads)
    return scores


def _figures(pairs: list[tuple[str, str | None]], quads: Mapping[str, str]) -> RelationScores:
    coded = [(gold, answer) for gold, answer in pairs if answer is not None]
    hits = sum(gold == answer for gold, answer in coded)
    right_quads = sum(quads[gold] == quads.get(answer) for gold, answer in coded)
    by_root = []
    for type_ in sorted({gold for gold, _ in pairs}):
        counts = Counts()
        for gold, answer in pairs:
            counts.add(gold == answer == type_, answer == type_ != gold, gold == type_ != answer)
        by_root.append(counts.f1)
    return RelationScores(
        roots=Counts(hits, len(coded) - hits, len(pairs) - hits),
        quads=Counts(right_quads, len(coded) - right_quads, len(pairs) - right_quads),
        macro_f1=sum(by_root) / len(by_root),
        silent=1 - len(coded) / len(pairs),
        confusions=Counter(f"{gold} as {answer or 'nothing'}" for gold, answer in pairs if gold != answer),
    )
