"""Codes labelled text and scores the result: the work behind `kg evaluate`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.evaluate import report
from kg.evaluate.counts import root, type_of
from kg.evaluate.events import score_events
from kg.evaluate.given import Answer, code_given
from kg.evaluate.gold import Record, kind_of, read_gold
from kg.evaluate.incidents import score_incidents
from kg.evaluate.parses import parse_of
from kg.evaluate.relations import answers, is_pentacode, is_right, score_quads, score_roots
from kg.evaluate.silence import SilenceScores, read_ids
from kg.pipeline import Pipeline, Summary
from kg.records import to_record

WAYS = (("lenient", False), ("spans", True))  # of choosing one of the events of a text, and whether it is strict


@dataclass(slots=True)
class Coded:
    """What was found, and the parses and numbers of sentences, by record."""

    found: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    parses: dict[str, str] = field(default_factory=dict)
    sentences: dict[str, int] = field(default_factory=dict)


def evaluate(gold: Path, pipeline: Pipeline, errors: bool = False) -> Iterator[str]:
    """Lines of a report on how well a file of full events, or of MUC templates, is coded.

    `errors` lists misses and false events with their rules and parses. Raises InputError for what is no labelled file.
    """
    kind = kind_of(gold)
    records = read_gold(gold, kind)
    coded = code_file(gold, pipeline, errors)
    if kind == "incidents":
        incidents = score_incidents(records, coded.found)
        yield from report.incident_lines(incidents)
        if errors:
            yield from report.error_lines(report.sentence_errors(incidents.false))
        return
    scores = score_events(records, coded.found)
    yield from report.event_lines(scores)
    if errors:
        yield from report.error_lines(report.event_errors(scores), coded.parses)


def evaluate_relations(gold: Path, pipeline: Pipeline, given: bool = False, errors: bool = False) -> Iterator[str]:
    """Lines of a report on a file that labels one relation a record, as roots or as pentacode.

    With `given` the two parties are handed to the coder, as by `kg.code`, rather than found. Raises InputError.
    """
    records = read_gold(gold, "relation")
    quads = {root(name): type_.quad for name, type_ in pipeline.codebook.types.items()}
    # PLOVER's two ways of giving way are one root, which the labelled sets count as material
    quads["YIELD"] = pipeline.codebook.types["RETREAT"].quad
    ways: dict[str, list[str | None]] = {}
    judged: dict[str, list[tuple[float, bool]]] = {}
    if given:
        told = list(code_given(records, pipeline))
        sure = {"given": [(answer.root, answer.confidence) for answer in told]}
        remarks = [(answer.parse, [_because(answer)] if answer.reasons else []) for answer in told]
    else:
        coded = code_file(gold, pipeline, errors)
        chosen = {name: answers(records, coded.found, strict) for name, strict in WAYS}
        sure = {
            name: [(type_of(event), event["confidence"]) if event else (None, 0.0) for event in events]
            for name, events in chosen.items()
        }
        remarks = [
            (coded.parses.get(r["id"], ""), [f"found  {report.what(event)}" for event in coded.found.get(r["id"], ())])
            for r in records
        ]
    for name, given_answers in sure.items():
        ways[name] = [answer for answer, _ in given_answers]
        judged[name] = [
            (confidence, is_right(record["events"][0]["code"], answer, quads))
            for record, (answer, confidence) in zip(records, given_answers, strict=True)
            if answer is not None
        ]
    if is_pentacode(records):
        yield from report.quad_lines({name: score_quads(records, way, quads) for name, way in ways.items()})
    else:
        yield from report.relation_lines({name: score_roots(records, way, quads) for name, way in ways.items()})
    yield from report.reliability_lines(judged)
    if errors:
        yield from report.error_lines(_relation_errors(records, next(iter(ways.values())), remarks, quads))


def _because(answer: Answer) -> str:
    return "because " + ", ".join(f"{name} {weight:+.2f}" for name, weight in answer.reasons)


def _relation_errors(
    records: Sequence[Record],
    way: Sequence[str | None],
    remarks: Sequence[tuple[str, list[str]]],
    quads: Mapping[str, str],
) -> Iterator[tuple[Record, str]]:
    """Wrong answers; `remarks` are the parse of each record, and lines on what was found in it."""
    for record, answer, (parse, lines) in zip(records, way, remarks, strict=True):
        label = record["events"][0]
        if is_right(label["code"], answer, quads):
            continue
        wanted = f"wanted {label['code']} {label['source_text']} -> {label['target_text']}"
        for line in (f"{wanted}, got {answer or 'nothing'}", *lines):
            yield {**record, "parse": parse}, line


def evaluate_silence(texts: Path, pipeline: Pipeline, ids: Path | None = None, errors: bool = False) -> Iterator[str]:
    """Lines of a report on texts that hold no political event: how many are coded nevertheless.

    `ids` lists those texts of the file that hold none; without it all do. Raises InputError.
    """
    wanted = set(read_ids(ids)) if ids is not None else {record["id"] for record in read_gold(texts, "silent")}
    coded = code_file(texts, pipeline, errors, wanted)
    absent = sorted(wanted - set(coded.sentences))
    if absent:
        raise InputError(str(texts), f"has no readable text {absent[0]!r}, which {ids or 'it'} names")
    scores = SilenceScores()
    for id_, sentences in coded.sentences.items():
        scores.add(id_, sentences, coded.found.get(id_, ()))
    yield from report.silence_lines(scores)
    if errors:
        yield from report.error_lines(report.sentence_errors(scores.false))


def code_file(gold: Path, pipeline: Pipeline, parsed: bool, wanted: set[str] | None = None) -> Coded:
    """Codes the records of a file, or those `wanted`; with `parsed` their parses are kept, and those of each event's
    sentence as its field `parse`."""
    coded = Coded()
    articles = pipeline.read([str(gold)], Summary())
    chosen = (article for article in articles if wanted is None or article.id in wanted)
    for article, doc in pipeline.parser.parse(chosen):
        sentences = list(doc.sents)
        coded.sentences[article.id] = sum(any(token.is_alpha for token in sentence) for sentence in sentences)
        for mention in pipeline.code(article, doc):
            record = to_record(mention, None)
            if parsed:
                around = mention.claim.sentence
                span = doc.char_span(around.start, around.end, alignment_mode="expand")
                record["parse"] = parse_of(span) if span is not None else ""
            coded.found[article.id].append(record)
        if parsed:
            coded.parses[article.id] = " | ".join(map(parse_of, sentences))
    return coded
