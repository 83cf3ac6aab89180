"""Codes labelled text and scores the result: the work behind `kg evaluate`."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.evaluate.counts import root
from kg.evaluate.events import score_events
from kg.evaluate.gold import Record, read_gold
from kg.evaluate.relations import score_relations
from kg.evaluate.report import error_lines, event_lines, relation_lines
from kg.pipeline import Options, Pipeline, Summary
from kg.records import to_record

if TYPE_CHECKING:
    from spacy.tokens import Doc


def evaluate(gold: Path, options: Options, relation: bool = False, errors: bool = False) -> Iterator[str]:
    """Lines of a report on how well a labelled file is coded.

    With `relation` each record labels one relation between two given parties; `errors` lists misses and false events
    (of files with full events) with their rules and parses. Raises InputError for what is not a labelled file.
    """
    records = read_gold(gold, relation)
    pipeline = Pipeline(options)
    found, parses = _code(gold, pipeline, errors)
    if relation:
        quads = {root(name): type_.quad for name, type_ in pipeline.codebook.types.items()}
        # PLOVER's two ways of giving way are one root, which the labelled sets count as material
        quads["YIELD"] = pipeline.codebook.types["RETREAT"].quad
        yield from relation_lines(score_relations(records, found, quads))
        return
    scores = score_events(records, found)
    yield from event_lines(scores)
    if errors:
        yield from error_lines(scores, parses)


def _code(gold: Path, pipeline: Pipeline, parsed: bool) -> tuple[dict[str, list[Record]], dict[str, str]]:
    """Records found by article, and, where wanted, each article's parse."""
    found: dict[str, list[Record]] = defaultdict(list)
    parses: dict[str, str] = {}
    for article, doc in pipeline.parser.parse(pipeline.read([str(gold)], Summary())):
        for mention in pipeline.code(article, doc):
            found[article.id].append(to_record(mention, None))
        if parsed:
            parses[article.id] = _parse(doc)
    return found, parses


def _parse(doc: "Doc") -> str:
    """Each word with its lemma's tag, relation and head: "rejects/VBZ/ROOT"."""
    return " ".join(f"{t.text}/{t.tag_}/{t.dep_}>{t.head.i - t.sent.start}" for t in doc if not t.is_space)
