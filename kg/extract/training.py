"""Trains the learned coder from `schemas/training/*.txt`; `schemas/compile/coder.py` writes the weights.

The corpus was written for this project; no evaluation set is read. Needs scikit-learn (extra `train`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Span

from kg.errors import TableError
from kg.extract.features import features
from kg.extract.linear import NONE, LinearModel, save_model
from kg.extract.rules import RuleExtractor
from kg.model import Article, Claim, Mention
from kg.vocabulary.lexicon import TYPES, Lexicon

MIN_COUNT = 2  # a feature seen once teaches nothing general
STRENGTH = 0.3  # inverse regularization, best of 0.1, 0.3, 1 and 3 in five-fold cross-validation on the corpus


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of the corpus with its events: (type, actor text, trigger, target text, reciprocal)."""

    text: str
    events: tuple[tuple[str, str, str, str, bool], ...]


def read_corpus(folder: Path) -> Iterator[Labelled]:
    """Blocks of all files in order of name. Raises TableError for a line that is not as the format says."""
    for path in sorted(folder.glob("*.txt")):
        yield from _read_file(path)


def _read_file(path: Path) -> Iterator[Labelled]:
    text = ""
    events: list[tuple[str, str, str, str, bool]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if not line.strip():
            if text:
                yield Labelled(text, tuple(events))
            text, events = "", []
        elif line.startswith("  "):
            events.append(_event(path.name, number, line.strip()))
        else:
            text = line.strip()


def _event(file: str, number: int, line: str) -> tuple[str, str, str, str, bool]:
    type_, _, rest = line.partition(": ")
    mutual = " <> " in rest
    parts = [part.strip() for part in rest.split(" <> " if mutual else " > ")]
    if type_ not in TYPES or len(parts) != 3:
        raise TableError(file, number, f"{line!r} is no event, wanted TYPE: actor > trigger > target")
    last = parts[2]
    for stance in (" (future)", " (negated)", " (hypothetical)"):
        last = last.removesuffix(stance)
    return type_, parts[0], parts[1], last, mutual


def find(doc: Doc, words: str) -> Span | None:
    """The span of some words in a document; `word#2` is its second occurrence, `-` is nobody."""
    if words == "-":
        return None
    words, _, count = words.partition("#")
    start = -1
    for _ in range(int(count or 1)):
        start = doc.text.find(words, start + 1)
    return doc.char_span(start, start + len(words), alignment_mode="expand") if start >= 0 else None


def examples(
    labelled: Iterable[Labelled], docs: Iterable[Doc], extractor: RuleExtractor, lexicon: Lexicon
) -> Iterator[tuple[list[str], str]]:
    """(features, type or NONE): every labelled pair, and the pairs that rules coded though no event was labelled."""
    for block, doc in zip(labelled, docs, strict=True):
        claims = extractor.claims(Article("", doc.text), doc)
        known = []
        for type_, actor_text, _, target_text, mutual in block.events:
            actor, target = find(doc, actor_text), find(doc, target_text)
            pairs = [(actor, target), (target, actor)] if mutual else [(actor, target)]
            for one, other in pairs:
                known.append((one, other))
                anchor = one if one is not None else other
                if anchor is not None:
                    sentence = anchor.root.sent
                    yield features(sentence, one, other, _within(claims, sentence), lexicon), type_
        yield from _wrong(claims, doc, known, lexicon)


def _wrong(
    claims: list[Claim], doc: Doc, known: list[tuple[Span | None, Span | None]], lexicon: Lexicon
) -> Iterator[tuple[list[str], str]]:
    for claim in claims:
        actor, target = _span(doc, claim.actor), _span(doc, claim.target)
        if not any(_same(actor, a) and _same(target, t) for a, t in known):
            trigger = _span(doc, claim.trigger)
            if trigger is None:
                continue
            sentence = trigger.sent
            yield features(sentence, actor, target, _within(claims, sentence), lexicon), NONE


def _span(doc: Doc, mention: Mention | None) -> Span | None:
    return doc.char_span(mention.start, mention.end, alignment_mode="expand") if mention else None


def _same(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return one.start < other.end and other.start < one.end


def _within(claims: list[Claim], sentence: Span) -> list[Claim]:
    return [c for c in claims if sentence.start_char <= c.trigger.start < sentence.end_char]


def train(pairs: list[tuple[list[str], str]]) -> LinearModel:
    """Fits the model; the same pairs give the same weights."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names, _ in pairs for name in names)
    kept = [{name: 1.0 for name in names if counts[name] >= MIN_COUNT} for names, _ in pairs]
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(kept)
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced").fit(
        matrix, [label for _, label in pairs]
    )
    return LinearModel(
        tuple(fitted.classes_),
        dict(vectorizer.vocabulary_),
        fitted.coef_.T.astype(np.float32),
        fitted.intercept_.astype(np.float32),
    )


__all__ = ["Labelled", "examples", "read_corpus", "save_model", "train"]
