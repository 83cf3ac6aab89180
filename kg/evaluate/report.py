"""Figures as lines of text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.evaluate.counts import Counts, Share
from kg.evaluate.events import EventScores
from kg.evaluate.gold import Record
from kg.evaluate.incidents import IncidentScores
from kg.evaluate.relations import QuadScores, RelationScores
from kg.evaluate.reliability import WIDTH, calibration_error, reliability
from kg.evaluate.silence import SilenceScores

MOST = 20  # lines of a confusion table
LABELLED_COUNTRIES = ("dyad", "full")  # levels that mean nothing where no countries are labelled


def _row(name: str, counts: Counts) -> str:
    return (
        f"{name:<12} P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}"
        f"   right {counts.hits}  false {counts.false}  missed {counts.missed}"
    )


def _share(name: str, share: Share) -> Iterator[str]:
    if share.value is not None:
        yield f"{name:<12} {share.value:.3f}   ({share.right} of {share.total})"


def _most(counted: Counter[str]) -> Iterator[str]:
    for text, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        yield f"  {count:>4}  {text}"


def _confusions(counted: Counter[str]) -> Iterator[str]:
    yield ""
    yield "labelled as found"
    yield from _most(counted)


def reliability_lines(judged: Mapping[str, list[tuple[float, bool]]]) -> Iterator[str]:
    """A table of each level: events by confidence, and the share of them that is right."""
    for name, answers in judged.items():
        if not answers:
            continue
        bins = reliability(answers)
        yield ""
        yield f"confidence and share right, at the level of {name}"
        for bin_ in bins:
            upto = f"{bin_.low:.1f} to {bin_.low + WIDTH:.1f}"
            yield f"  {upto:<12} events {bin_.events:>5}  confidence {bin_.confidence:.2f}  right {bin_.right:.2f}"
        yield f"  off by {calibration_error(bins):.3f} on average"


def event_lines(scores: EventScores) -> Iterator[str]:
    """Levels, types, stance, dates, silence, reliability and confusions."""
    for name, counts in scores.levels.items():
        if scores.countries or name not in LABELLED_COUNTRIES:
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
    yield from reliability_lines({name: scores.judged[name] for name in ("type", "spans")})
    yield from _confusions(scores.confusions)


def relation_lines(scores: Mapping[str, RelationScores]) -> Iterator[str]:
    """Roots, quad classes, macro F1 and silence of each way of choosing, and the confusions of the first."""
    for name, found in scores.items():
        yield name
        yield "  " + _row("root", found.roots)
        yield "  " + _row("quad class", found.quads)
        yield f"  {'macro F1':<12} {found.macro_f1:.3f}"
        yield f"  {'silent':<12} {found.silent:.3f}"
    yield from _confusions(next(iter(scores.values())).confusions)


def quad_lines(scores: Mapping[str, QuadScores]) -> Iterator[str]:
    """Quad classes of pentacode sets, of each way of choosing, and the confusions of the first."""
    for name, found in scores.items():
        yield name
        yield from _share("  quad class right where an event is labelled and coded ", found.coded)
        yield from _share("  quad class right of all that was coded                ", found.all_coded)
        yield from _share("  silent where an event is labelled                     ", found.silent)
        yield from _share("  silent on statements                                  ", found.silent_on_statements)
        yield from _share("  silent where no event is labelled                     ", found.silent_on_nothing)
    yield from _confusions(next(iter(scores.values())).confusions)


def incident_lines(scores: IncidentScores) -> Iterator[str]:
    """Reports, silence, and who was found."""
    yield _row("reports", scores.reports)
    yield from _share("silence", scores.silent)
    yield f"incidents in reports without one: {len(scores.false)}"
    yield from _share("perpetrators", scores.doers)
    yield from _share("hit", scores.sufferers)


def silence_lines(scores: SilenceScores) -> Iterator[str]:
    """Rate of false events, their types and rules."""
    yield f"false events per 100 sentences {scores.rate:.2f}   ({len(scores.false)} in {scores.sentences} sentences)"
    yield f"texts with a false event       {scores.noisy} of {scores.texts}"
    for name, counted in (("type", scores.types), ("rule", scores.rules)):
        if counted:
            yield ""
            yield f"false events by {name}"
            yield from _most(counted)


def _party(event: Record, end: str) -> str:
    return ((event.get(end) or {}).get("text")) or "-"


def what(event: Record) -> str:
    """An event in a line: type, parties, trigger and, where it was coded, rule and confidence."""
    trigger = (event.get("trigger") or {}).get("text", "")
    rule = f"   rule {event['rule']}" if "rule" in event else ""
    sure = f"   confidence {event['confidence']}" if "confidence" in event else ""
    name = event.get("type", event.get("code"))
    return f"{name} {_party(event, 'actor')} -> {_party(event, 'target')}   at {trigger!r}{rule}{sure}"


def error_lines(errors: Iterable[tuple[Record, str]], parses: Mapping[str, str] | None = None) -> Iterator[str]:
    """Each record with errors once: its text, a line an error, and its parse, from `parses` or its field `parse`."""
    by_record: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    parses = dict(parses or {})
    for record, line in errors:
        by_record.setdefault(record["id"], []).append(f"  {line}")
        texts[record["id"]] = record["text"]
        if "parse" in record:
            parses[record["id"]] = record["parse"]
    for id_, lines in sorted(by_record.items()):
        yield ""
        yield f"{id_}: {' '.join(texts[id_].split())}"
        yield from lines
        if id_ in parses:
            yield f"  parse  {parses[id_]}"


def event_errors(scores: EventScores) -> Iterator[tuple[Record, str]]:
    """Misses and false events."""
    for kind, errors in (("missed", scores.missed), ("false ", scores.false)):
        for record, event in errors:
            yield record, f"{kind} {what(event)}"


def sentence_errors(found: Iterable[tuple[str, Record]]) -> Iterator[tuple[Record, str]]:
    """False events of long texts, each under its own sentence."""
    for id_, event in found:
        sentence = event["sentence"]
        place = {"id": f"{id_} {sentence['start']:>6}", "text": sentence["text"], "parse": event.get("parse", "")}
        yield place, f"false  {what(event)}"
