"""Scores sets that label one relation a sentence, between two given parties.

`spans` takes what was coded between the two; `lenient`, where that is nothing, the most frequent root of all that was
coded in the sentence. Labels are roots (plv sets) or digits of a pentacode (conflibert sets).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.counts import Counts, Share, root, type_of
from kg.evaluate.gold import Record, names_of

# words that two names may share without naming the same party
EMPTY_WORDS = frozenset("the a an of and in to for his its their 's".split())
# 0 is a statement, for which PLOVER has no type; None is no event at all
PENTACODE = {
    "1": "verbal cooperation",
    "2": "material cooperation",
    "3": "verbal conflict",
    "4": "material conflict",
}
Pair = tuple[str, str | None]  # the labelled root, and the one that was given


@dataclass(slots=True)
class RelationScores:
    """Figures of one way of choosing; `silent` is the share of sentences without an answer."""

    roots: Counts
    quads: Counts
    macro_f1: float
    silent: float
    confusions: Counter[str]


@dataclass(slots=True)
class QuadScores:
    """Figures of a pentacode set: `coded` where an event is labelled and something was coded, `all_coded` of all that
    was coded (wrong then on statements and on texts without event), and the shares of texts that were left silent."""

    coded: Share
    all_coded: Share
    silent: Share
    silent_on_statements: Share
    silent_on_nothing: Share
    confusions: Counter[str]


def is_pentacode(gold: Sequence[Record]) -> bool:
    return all(record["events"][0]["code"] in (None, "0", *PENTACODE) for record in gold)


def _names(found: Record | None, gold: Record, field: str) -> bool:
    """Does a found party name the given one: one text within the other, or a shared word?"""
    one = ((found or {}).get("text") or "").lower()
    if not one:
        return False
    others = [name.lower() for name in names_of(gold, field)]
    return any(o in one or one in o or bool(set(one.split()) & set(o.split()) - EMPTY_WORDS) for o in others)


def choose(found: Iterable[Record], gold: Record, strict: bool) -> Record | None:
    """The event that stands for all that was found, the first of the most frequent root; None where nothing does."""
    found = list(found)
    between = [
        event
        for event in found
        if _names(event.get("actor"), gold, "source_text") and _names(event.get("target"), gold, "target_text")
    ]
    pool = between or ([] if strict else found)
    if not pool:
        return None
    ((best, _),) = Counter(type_of(event) for event in pool).most_common(1)
    return next(event for event in pool if type_of(event) == best)


def answers(gold: Iterable[Record], found: Mapping[str, list[Record]], strict: bool) -> list[Record | None]:
    """What was coded for the relation of each record."""
    return [choose(found.get(record["id"], ()), record["events"][0], strict) for record in gold]


def roots_of(given: Iterable[Record | None]) -> list[str | None]:
    return [type_of(event) if event is not None else None for event in given]


def score_relations(
    gold: Sequence[Record], found: Mapping[str, list[Record]], quads: Mapping[str, str]
) -> dict[str, RelationScores]:
    """Figures for `lenient` and `spans`; `quads` maps roots to quad classes."""
    return {
        name: score_roots(gold, roots_of(answers(gold, found, strict)), quads)
        for name, strict in (("lenient", False), ("spans", True))
    }


def score_roots(gold: Iterable[Record], given: Iterable[str | None], quads: Mapping[str, str]) -> RelationScores:
    """Figures of one root (or None) a record."""
    pairs: list[Pair] = [
        (root(record["events"][0]["code"]), answer) for record, answer in zip(gold, given, strict=True)
    ]
    coded = [(label, answer) for label, answer in pairs if answer is not None]
    hits = sum(label == answer for label, answer in coded)
    right_quads = sum(quads[label] == quads.get(answer) for label, answer in coded)
    by_root = []
    for type_ in sorted({label for label, _ in pairs}):
        counts = Counts()
        for label, answer in pairs:
            counts.add(label == answer == type_, answer == type_ != label, label == type_ != answer)
        by_root.append(counts.f1)
    return RelationScores(
        roots=Counts(hits, len(coded) - hits, len(pairs) - hits),
        quads=Counts(right_quads, len(coded) - right_quads, len(pairs) - right_quads),
        macro_f1=sum(by_root) / len(by_root),
        silent=1 - len(coded) / len(pairs),
        confusions=Counter(f"{label} as {answer or 'nothing'}" for label, answer in pairs if label != answer),
    )


def is_right(label: str | None, answer: str | None, quads: Mapping[str, str]) -> bool:
    """Is the answer as labelled, by a root or by a digit of the pentacode? Statements and None want silence."""
    if label in (None, "0"):
        return answer is None
    return quads.get(answer or "") == PENTACODE[label] if label in PENTACODE else answer == root(label)


def score_quads(gold: Iterable[Record], given: Iterable[str | None], quads: Mapping[str, str]) -> QuadScores:
    """Figures of a pentacode set, of one root (or None) a record."""
    scores = QuadScores(Share(), Share(), Share(), Share(), Share(), Counter())
    for record, answer in zip(gold, given, strict=True):
        label = record["events"][0]["code"]
        wanted = PENTACODE.get(label or "")
        silence = scores.silent if wanted else scores.silent_on_statements if label else scores.silent_on_nothing
        silence.add(answer is None)
        if answer is not None:
            right = is_right(label, answer, quads)
            scores.all_coded.add(right)
            if wanted:
                scores.coded.add(right)
            if not right:
                scores.confusions[f"{wanted or ('statement' if label else 'no event')} as {answer}"] += 1
    return scores
