"""Scores sets that label incidents of violence over a whole report, as MUC templates: is there one, by whom, to whom.

A report without template holds no such incident, though it may tell of other acts: only violence and force count here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.evaluate.counts import Counts, Share
from kg.evaluate.gold import Record

INCIDENTS = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # attacks and kidnappings; robbery, forced work stoppage; arson
DOERS, SUFFERERS = ("PerpInd", "PerpOrg"), ("Target", "Victim")


@dataclass(slots=True)
class IncidentScores:
    """`reports`: is an incident found where one is labelled; `silent`: none where none is labelled; the shares of
    labelled perpetrators found as actors, and of things and people hit found as targets."""

    reports: Counts = field(default_factory=Counts)
    silent: Share = field(default_factory=Share)
    doers: Share = field(default_factory=Share)
    sufferers: Share = field(default_factory=Share)
    false: list[tuple[str, Record]] = field(default_factory=list)


def score_incidents(gold: Iterable[Record], found: Mapping[str, list[Record]]) -> IncidentScores:
    """Scores what was found (by record id)."""
    scores = IncidentScores()
    for record in gold:
        events = [event for event in found.get(record["id"], ()) if event["type"] in INCIDENTS]
        factual = [event for event in events if event.get("stance", "factual") == "factual"]
        labelled = record["templates"]
        scores.reports.add(bool(labelled and factual), bool(factual and not labelled), bool(labelled and not factual))
        if not labelled:
            scores.silent.add(not factual)
            scores.false += [(record["id"], event) for event in factual]
        for template in labelled:
            for fields, end, share in ((DOERS, "actor", scores.doers), (SUFFERERS, "target", scores.sufferers)):
                for entity in (entity for name in fields for entity in template.get(name, ())):
                    share.add(any(_names(event.get(end), entity) for event in events))
    return scores


def _names(party: Record | None, entity: list[list[object]]) -> bool:
    """Is a found party one of the names of a labelled one?"""
    text = ((party or {}).get("text") or "").lower()
    names = [str(name).lower() for name, *_ in entity]
    return bool(text) and any(name in text or text in name for name in names)
