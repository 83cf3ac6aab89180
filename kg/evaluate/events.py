"""Scores event mentions against labelled ones at four levels of strictness.

`type`: the right type in the right text. `spans`: and the spans of actor and target overlap the labelled ones (or are
missing in both). `dyad`: the right type, and both countries. `full`: and both sectors.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.evaluate.counts import Counts, Share, root, type_of
from kg.evaluate.gold import Record

ENDS = ("actor", "target")
Same = Callable[[Record, Record], bool]
Pair = tuple[Record, Record]


def overlap(one: Record | None, other: Record | None) -> bool:
    """Do two spans share a character? Two missing spans agree."""
    if not one or not other:
        return not one and not other
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _agree(gold: Record, found: Record, end: str, name: str) -> bool:
    """Is a field of an end as labelled? `<name>_alt` lists answers that are as good."""
    labelled = gold.get(end) or {}
    answer = (found.get(end) or {}).get(name) or ""
    return answer in (labelled.get(name) or "", *labelled.get(f"{name}_alt", ()))


LEVELS: dict[str, Same] = {
    "type": lambda gold, found: True,
    "spans": lambda gold, found: all(overlap(gold.get(end), found.get(end)) for end in ENDS),
    "dyad": lambda gold, found: all(_agree(gold, found, end, "country") for end in ENDS),
    "full": lambda gold, found: all(_agree(gold, found, end, name) for end in ENDS for name in ("country", "sector")),
}


@dataclass(slots=True)
class EventScores:
    """All figures of a set. `types` and `confusions` are those at the level of spans and of triggers."""

    levels: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in LEVELS})
    types: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    stance: Share = field(default_factory=Share)
    dates: Share = field(default_factory=Share)
    silent: Share = field(default_factory=Share)  # records without events that got none
    false_in_silence: int = 0
    confusions: Counter[str] = field(default_factory=Counter)
    missed: list[Pair] = field(default_factory=list)
    false: list[Pair] = field(default_factory=list)
    # by level: confidence of each event that counts, and whether it is right
    judged: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: {name: [] for name in LEVELS})
    countries: bool = False  # are countries labelled at all?


def _fits(gold: Record, found: Record, same: Same) -> bool:
    if type_of(found) not in {type_of(gold), *map(root, gold.get("type_alt", ()))}:
        return False
    back = {**gold, "actor": gold.get("target"), "target": gold.get("actor")}
    return same(gold, found) or bool(gold.get("reciprocal") and same(back, found))


def pair(gold: Iterable[Record], found: Iterable[Record], same: Same) -> tuple[list[Pair], list[Record]]:
    """Pairs each labelled event with one found event, those with a shared trigger first; and what is left over.

    The other direction of a reciprocal event is neither hit nor left over.
    """
    all_, hits = list(found), []
    left = list(range(len(all_)))
    for event in gold:
        fitting = [n for n in left if _fits(event, all_[n], same)]
        if not fitting:
            continue
        best = min(fitting, key=lambda n: not overlap(event.get("trigger"), all_[n].get("trigger")))
        hits.append((event, all_[best]))
        taken = {best}
        if event.get("reciprocal"):
            back = all_[best].get("target")
            taken |= {n for n in fitting if n != best and overlap(all_[n].get("actor"), back)}
        left = [n for n in left if n not in taken]
    return hits, [all_[n] for n in left]


def _again(record: Record, found: Record) -> bool:
    """Is it a later mention (`also`) of a labelled event?"""
    trigger = found.get("trigger")
    return bool(trigger) and any(overlap(a, trigger) for event in record["events"] for a in event.get("also", ()))


def score_events(gold: Iterable[Record], found: Mapping[str, list[Record]]) -> EventScores:
    """Scores what was found (by record id) in labelled records."""
    scores = EventScores()
    for record in gold:
        events, doubtful = record["events"], record.get("doubtful", [])
        predicted = found.get(record["id"], [])
        scores.countries |= any("country" in (event.get(end) or {}) for event in events for end in ENDS)
        if not events and not doubtful:
            scores.silent.add(not predicted)
            scores.false_in_silence += len(predicted)
        for level, same in LEVELS.items():
            hits, left = pair(events, predicted, same)
            _, wrong = pair(doubtful, left, LEVELS["type"])
            wrong = [f for f in wrong if not _again(record, f)]
            scores.levels[level].add(len(hits), len(wrong), len(events) - len(hits))
            answers = [(found, True) for _, found in hits] + [(found, False) for found in wrong]
            scores.judged[level] += [(found["confidence"], right) for found, right in answers if "confidence" in found]
            if level == "spans":
                _details(scores, record, hits, wrong)
    return scores


def _details(scores: EventScores, record: Record, hits: list[Pair], wrong: list[Record]) -> None:
    missed = [event for event in record["events"] if not any(event is hit for hit, _ in hits)]
    for gold, found in hits:
        scores.types[type_of(gold)].hits += 1
        scores.stance.add(found.get("stance") in (gold.get("stance", "factual"), *gold.get("stance_alt", ())))
        if gold.get("date"):
            day = found.get("date") or {}
            scores.dates.add(all(day.get(end) == gold["date"][end] for end in ("first", "last")))
    for event in missed:
        scores.types[type_of(event)].missed += 1
        scores.missed.append((record, event))
        scores.confusions[f"{type_of(event)} as {_instead(event, wrong)}"] += 1
    for event in wrong:
        scores.types[type_of(event)].false += 1
        scores.false.append((record, event))


def _instead(event: Record, wrong: list[Record]) -> str:
    """What was coded at the trigger of a missed event."""
    for found in wrong:
        if event.get("trigger") and found.get("trigger") and overlap(event["trigger"], found["trigger"]):
            return f"{type_of(found)} with other ends" if type_of(found) == type_of(event) else type_of(found)
    return "nothing"
