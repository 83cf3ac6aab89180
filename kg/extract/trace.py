"""Which rows of the lexicon a text is matched against: those that fit, in order, and the others of the same word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.lemmas import mend_lemmas
from kg.extract.match import best_rule
from kg.extract.rules import RuleExtractor
from kg.vocabulary.lexicon import Lexicon, Rule


@dataclass(frozen=True, slots=True)
class Trace:
    """A word that rows begin with. The first of the `fitting` rules decides."""

    word: Token
    pos: str
    fitting: tuple[Rule, ...]
    others: tuple[Rule, ...]


def trace(extractor: RuleExtractor, doc: Doc, lexicon: Lexicon) -> Iterator[Trace]:
    """The words of a text that have rules, in order."""
    mend_lemmas(doc, lexicon)
    for token in doc:
        frame = extractor._frame(token)
        if frame is None:
            continue
        key = frame.pos, frame.head.lemma_.lower()
        rules = lexicon.rules[key]
        fitting = tuple(
            rule
            for rule in rules
            if best_rule(frame, replace(lexicon, rules={key: (rule,)}), extractor._may_be_party) is not None
        )
        yield Trace(token, frame.pos, fitting, tuple(rule for rule in rules if rule not in fitting))
