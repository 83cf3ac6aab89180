"""Trains the three models of the learned coder; `schemas/compile/coder.py` writes their weights.

The training sentences were written for this project; no evaluation set is read. Needs scikit-learn (extra `train`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from kg.extract.act_features import act_features
from kg.extract.corpus import Labelled, find
from kg.extract.end_features import act_of, end_features
from kg.extract.ends_learned import ACTOR, BOTH, TARGET
from kg.extract.features import features
from kg.extract.grammar import core
from kg.extract.lemmas import mended
from kg.extract.linear import NONE, LinearModel
from kg.extract.parties import Parties
from kg.extract.rules import RuleExtractor
from kg.extract.scene import Scene, may_be_act
from kg.extract.spans import head_of
from kg.extract.tree import Tree, Word, Words
from kg.model import Article, Claim, Mention
from kg.vocabulary.lexicon import Lexicon

MIN_COUNT = 2  # a feature seen once teaches nothing general
# Inverse regularization. Of pairs: best of 0.1, 0.3, 1 and 3 in five-fold cross-validation on the training sentences.
# Of acts and ends: 0.03 to 0.3 do not differ there; on real news the stricter ones do better.
PAIR_STRENGTH, ACT_STRENGTH, END_STRENGTH = 0.3, 0.1, 0.1
OFTEN = 8  # a word that many times in the training sentences and never an act is none without looking further

Pairs = list[tuple[list[str], str]]


@dataclass(frozen=True, slots=True)
class LabelledAct:
    """An event of the training sentences found in its parse."""

    token: Word
    type: str
    actors: frozenset[int]  # token indices of the ends' heads
    targets: frozenset[int]
    ends: frozenset[int]  # all token indices of both ends
    trigger: frozenset[int]


@dataclass(frozen=True, slots=True)
class Examples:
    """(features, label) for acts and for ends, and the words that are never acts."""

    acts: Pairs
    ends: Pairs
    quiet: frozenset[str]


def labelled_acts(block: Labelled, doc: Tree) -> Iterator[LabelledAct]:
    """The events of a block whose trigger can carry an act."""
    for type_, actor_text, trigger_text, target_text, mutual in block.events:
        trigger = find(doc, trigger_text)
        if trigger is None:
            continue
        words = [t for t in trigger if may_be_act(t)]
        if not words:
            continue
        token = trigger.root if may_be_act(trigger.root) else min(words, key=lambda t: len(list(t.ancestors)))
        spans = [find(doc, actor_text), find(doc, target_text)]
        heads = [
            frozenset({head_of(span).i, core(head_of(span)).i}) if span is not None else frozenset() for span in spans
        ]
        both = heads[0] | heads[1]
        yield LabelledAct(
            token,
            type_,
            both if mutual else heads[0],
            both if mutual else heads[1],
            frozenset(t.i for span in spans if span is not None for t in span),
            frozenset(t.i for t in trigger),
        )


def examples(
    labelled: Iterable[Labelled], docs: Iterable[Doc], extractor: RuleExtractor, lexicon: Lexicon, parties: Parties
) -> Examples:
    """What the models of acts and ends learn from; sentences in the order given."""
    acts: Pairs = []
    ends: Pairs = []
    heard: Counter[str] = Counter()
    said: set[str] = set()
    for block, doc in zip(labelled, docs, strict=True):
        claims = extractor.claims(Article("", doc.text), doc)
        tree = mended(doc, lexicon)
        known = list(labelled_acts(block, tree))
        for sentence in tree.sents:
            scene = Scene(sentence, _within(claims, sentence), lexicon, parties)
            for token, label in _labels(sentence, known):
                acts.append((act_features(token, scene) + scene.bag, label))
                heard[token.lemma] += 1
                if label != NONE:
                    said.add(token.lemma)
            ends += _end_examples([act for act in known if sentence.start <= act.token.i < sentence.end], scene)
    quiet = frozenset(word for word, count in heard.items() if count >= OFTEN and word not in said)
    return Examples(acts, ends, quiet - {word for pos, word in lexicon.rules})


def _labels(sentence: Words, known: Sequence[LabelledAct]) -> Iterator[tuple[Word, str]]:
    """Each word with its type or NONE; further words of a trigger teach nothing."""
    types = {act.token.i: act.type for act in known}
    skipped = {i for act in known for i in act.trigger} - set(types)
    for token in sentence:
        if may_be_act(token) and token.i not in skipped:
            yield token, types.get(token.i, NONE)


def _end_examples(known: Sequence[LabelledAct], scene: Scene) -> Iterator[tuple[list[str], str]]:
    grouped: dict[tuple[int, str], list[LabelledAct]] = defaultdict(list)
    for event in known:
        grouped[event.token.i, event.type].append(event)
    for (_, type_), same in grouped.items():
        token = same[0].token
        act = act_of(token, type_, scene)
        actors = {i for one in same for i in one.actors}
        targets = {i for one in same for i in one.targets}
        around = {i for one in same for i in one.ends}
        for noun in scene.candidates:
            label = _end_label(noun, actors, targets)
            if label != NONE or noun.i not in around:
                yield end_features(act, noun, scene), label


def _end_label(noun: Word, actors: set[int], targets: set[int]) -> str:
    if noun.i in actors:
        return BOTH if noun.i in targets else ACTOR
    return TARGET if noun.i in targets else NONE


def pair_examples(
    labelled: Iterable[Labelled], docs: Iterable[Doc], extractor: RuleExtractor, lexicon: Lexicon
) -> Iterator[tuple[list[str], str]]:
    """(features, type or NONE): every labelled pair, and the pairs that rules coded though no event was labelled."""
    for block, doc in zip(labelled, docs, strict=True):
        claims, tree = extractor.claims(Article("", doc.text), doc), mended(doc, lexicon)
        known = []
        for type_, actor_text, _, target_text, mutual in block.events:
            actor, target = find(tree, actor_text), find(tree, target_text)
            pairs = [(actor, target), (target, actor)] if mutual else [(actor, target)]
            for one, other in pairs:
                known.append((one, other))
                anchor = one if one is not None else other
                if anchor is not None:
                    sentence = anchor.root.sent
                    yield features(sentence, one, other, _within(claims, sentence), lexicon), type_
        yield from _wrong(claims, tree, known, lexicon)


def _wrong(
    claims: list[Claim], doc: Tree, known: list[tuple[Words | None, Words | None]], lexicon: Lexicon
) -> Iterator[tuple[list[str], str]]:
    for claim in claims:
        actor, target = _span(doc, claim.actor), _span(doc, claim.target)
        if not any(_same(actor, a) and _same(target, t) for a, t in known):
            trigger = _span(doc, claim.trigger)
            if trigger is None:
                continue
            sentence = trigger.sent
            yield features(sentence, actor, target, _within(claims, sentence), lexicon), NONE


def _span(doc: Tree, mention: Mention | None) -> Words | None:
    return doc.char_span(mention.start, mention.end) if mention else None


def _same(one: Words | None, other: Words | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return one.start < other.end and other.start < one.end


def _within(claims: list[Claim], sentence: Words) -> list[Claim]:
    return [c for c in claims if sentence.start_char <= c.trigger.start < sentence.end_char]


def train(pairs: Pairs, strength: float, quiet: frozenset[str] = frozenset(), balanced: bool = False) -> LinearModel:
    """Fits a model; the same pairs give the same weights. `balanced` gives rare labels as much say as frequent ones."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names, _ in pairs for name in names)
    kept = [{name: 1.0 for name in names if counts[name] >= MIN_COUNT} for names, _ in pairs]
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced" if balanced else None)
    fitted = model.fit(matrix, [label for _, label in pairs])
    return LinearModel(
        tuple(fitted.classes_),
        dict(vectorizer.vocabulary_),
        fitted.coef_.T.astype(np.float32),
        fitted.intercept_.astype(np.float32),
        quiet,
    )
