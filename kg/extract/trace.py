"""Which rows of the lexicon a text is matched against: those that fit, in order, and the others of the same word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.lemmas import mended
from kg.extract.match import best_rule
from kg.extract.rules import RuleExtractor
from kg.extract.tree import Word
from kg.vocabulary.lexicon import Lexicon, Rule


@dataclass(frozen=True, slots=True)
class Trace:
    """A word that rows begin with. The first of the `fitting` rules decides."""

    word: Word
    pos: str
    fitting: tuple[Rule, ...]
    others: tuple[Rule, ...]


def trace(extractor: RuleExtractor, doc: Doc, lexicon: Lexicon) -> Iterator[Trace]:
    """The words of a text that have rules, in order."""
    for token in mended(doc, lexicon):
        frame = extractor._frame(token)
        if frame is None:
            continue
        key = frame.pos, frame.head.lemma
        rules = lexicon.rules[key]
        fitting = tuple(
            rule
            for rule in rules
            if best_rule(frame, replace(lexicon, rules={key: (rule,)}), extractor._may_be_party) is not None
        )
        yield Trace(token, frame.pos, fitting, tuple(rule for rule in rules if rule not in fitting))
