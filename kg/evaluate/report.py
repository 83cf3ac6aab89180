"""Figures as lines of text."""

from collections import Counter
from collections.abc import Iterator

from kg.evaluate.counts import Counts, Share
from kg.evaluate.events import EventScores
from kg.evaluate.gold import Record
from kg.evaluate.relations import RelationScores

MOST = 20  # lines of a confusion table


def _row(name: str, counts: Counts) -> str:
    return (
        f"{name:<12} P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}"
        f"   right {counts.hits}  false {counts.false}  missed {counts.missed}"
    )


def _share(name: str, share: Share) -> Iterator[str]:
    if share.value is not None:
        yield f"{name:<12} {share.value:.3f}   ({share.right} of {share.total})"


def _confusions(counted: Counter[str]) -> Iterator[str]:
    yield ""
    yield "labelled as found"
    for text, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        yield f"  {count:>4}  {text}"


def event_lines(scores: EventScores) -> Iterator[str]:
    """Levels, types, stance, dates, silence and confusions."""
    for name, counts in scores.levels.items():
        yield _row(name, counts)
    yield ""
    yield "by type, at the level of spans"
    for name, counts in sorted(scores.types.items()):
        yield "  " + _row(name, counts)
    yield ""
    yield from _share("stance", scores.stance)
    yield from _share("dates", scores.dates)
    yield from _share("silence", scores.silent)
    if scores.silent.total:
        yield f"false events in texts without events: {scores.false_in_silence}"
    yield from _confusions(scores.confusions)


def relation_lines(scores: dict[str, RelationScores]) -> Iterator[str]:
    """Roots, quad classes, macro F1 and silence of both ways of choosing."""
    for name, found in scores.items():
        yield name
        yield "  " + _row("root", found.roots)
        yield "  " + _row("quad class", found.quads)
        yield f"  {'macro F1':<12} {found.macro_f1:.3f}"
        yield f"  {'silent':<12} {found.silent:.3f}"
    yield from _confusions(scores["lenient"].confusions)


def _party(event: Record, end: str) -> str:
    return ((event.get(end) or {}).get("text")) or "-"


def error_lines(scores: EventScores, parses: dict[str, str]) -> Iterator[str]:
    """Misses and false events with sentence and rule; `parses` adds the parse of a record once."""
    by_record: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for kind, errors in (("missed", scores.missed), ("false ", scores.false)):
        for record, event in errors:
            trigger = (event.get("trigger") or {}).get("text", "")
            rule = f"   rule {event['rule']}" if "rule" in event else ""
            what = f"{event.get('type', event.get('code'))} {_party(event, 'actor')} -> {_party(event, 'target')}"
            by_record.setdefault(record["id"], []).append(f"  {kind} {what}   at {trigger!r}{rule}")
            texts[record["id"]] = record["text"]
    for id_, lines in sorted(by_record.items()):
        yield ""
        yield f"{id_}: {' '.join(texts[id_].split())}"
        yield from lines
        yield f"  parse  {parses.get(id_, '')}"
