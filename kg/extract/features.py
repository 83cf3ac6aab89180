"""What a linear model sees of a sentence and two parties: words, tree, lexicon, the rules' own opinion."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.grammar import VERBAL
from kg.extract.modality import modality
from kg.extract.tree import Word, Words
from kg.model import Claim, Mention
from kg.vocabulary.lexicon import TYPES, Lexicon

MAX_PATH = 12  # steps in the tree
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
FIGURES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


def features(
    sentence: Words, actor: Words | None, target: Words | None, claims: Sequence[Claim], lexicon: Lexicon
) -> list[str]:
    """Names of the features that hold, without order or count; `claims` are the rules' claims of the sentence."""
    words = list(_masked(sentence, actor, target))
    found = {f"w={word}" for word in words}
    found.update(f"2={a}_{b}" for a, b in itertools.pairwise(words))
    found.update(_between(words))
    found.update(_tree(actor, target, lexicon))
    found.update(_lexicon(sentence, lexicon))
    found.update(_opinions(claims, actor, target))
    if actor is None or target is None:
        found.add("alone")
    return sorted(found)


def _masked(sentence: Words, actor: Words | None, target: Words | None) -> Iterator[str]:
    """Lemmas, with the parties, names and figures replaced by what they are."""
    for token in sentence:
        if token.is_punct or token.is_space:
            continue
        if actor is not None and actor.start <= token.i < actor.end:
            if token.i == actor.root.i:
                yield "ACTOR"
        elif target is not None and target.start <= token.i < target.end:
            if token.i == target.root.i:
                yield "TARGET"
        elif token.ent_type_ in NAMES:
            if token.ent_iob_ == "B":
                yield token.ent_type_
        elif token.ent_type_ in FIGURES:
            if token.ent_iob_ == "B":
                yield "FIGURE"
        else:
            yield token.lemma


def _between(words: list[str]) -> Iterator[str]:
    """Words from one party to the other, and the few before and after them."""
    try:
        a, t = words.index("ACTOR"), words.index("TARGET")
    except ValueError:
        return
    order = "a<t" if a < t else "t<a"
    inside = words[min(a, t) + 1 : max(a, t)]
    yield f"order={order}"
    yield from (f"b={word}" for word in inside)
    yield from (f"b2={x}_{y}" for x, y in itertools.pairwise(inside))
    if inside:
        yield f"first={order}_{inside[0]}"
        yield f"last={order}_{inside[-1]}"
    yield from (f"after={word}" for word in words[max(a, t) + 1 : max(a, t) + 4])


def _ancestry(token: Word) -> list[Word]:
    return [token, *(up for _, up in zip(range(MAX_PATH), token.ancestors, strict=False))]


def _tree(actor: Words | None, target: Words | None, lexicon: Lexicon) -> Iterator[str]:
    """Governors of the parties, their common governor with its mood, and the words on the way."""
    for name, party in (("a", actor), ("t", target)):
        if party is not None:
            head = party.root
            yield f"{name}dep={head.dep_}"
            yield f"{name}gov={head.dep_}_{head.head.lemma}"
            verb = next((up for up in head.ancestors if up.pos_ in VERBAL), None)
            if verb is not None:
                yield f"{name}verb={verb.lemma}"
                yield from (f"{name}verbtype={t}" for t in _types(verb, lexicon))
    if actor is None or target is None:
        return
    up_actor, up_target = _ancestry(actor.root), _ancestry(target.root)
    places = {token.i for token in up_target}
    meeting = next((token for token in up_actor if token.i in places), None)
    if meeting is None:
        return
    mood = modality(meeting, lexicon)
    yield f"lca={meeting.lemma}"
    yield f"mood={mood.stance}{'-not' if mood.negated else ''}"
    yield from (f"lcatype={t}" for t in _types(meeting, lexicon))
    way = [t for t in up_actor if t.i != actor.root.i] + [t for t in up_target if t.i != target.root.i]
    for token in way:
        if token.i not in {up.i for up in _ancestry(meeting)[1:]}:
            yield f"way={token.lemma}"
            yield from (f"waytype={t}" for t in _types(token, lexicon))


def _types(token: Word, lexicon: Lexicon) -> set[str]:
    pos = "verb" if token.pos_ in VERBAL else "noun" if token.pos_ in ("NOUN", "PROPN") else "adjective"
    return {rule.type for rule in lexicon.rules.get((pos, token.lemma), ()) if rule.type in TYPES}


def _lexicon(sentence: Words, lexicon: Lexicon) -> Iterator[str]:
    for token in sentence:
        if token.pos_ in VERBAL or token.pos_ in ("NOUN", "ADJ"):
            yield from (f"type={t}" for t in _types(token, lexicon))
            effect = lexicon.operators.get(("verb", token.lemma)) if token.pos_ in VERBAL else None
            if effect:
                yield f"effect={effect}"


def _opinions(claims: Iterable[Claim], actor: Words | None, target: Words | None) -> Iterator[str]:
    """What the rules coded in the sentence, between these very parties or elsewhere."""
    silent = True
    for claim in claims:
        silent = False
        a, t = _touches(claim.actor, actor), _touches(claim.target, target)
        where = "pair" if a and t else "actor" if a else "target" if t else "other"
        if _touches(claim.actor, target) and _touches(claim.target, actor) and not claim.reciprocal:
            where = "swapped"
        yield f"rule-{where}={claim.type}"
        yield f"rule-any={claim.type}"
        if where == "pair":
            yield f"rule={claim.rule}"
            yield f"stance={claim.stance}_{claim.type}"
    if silent:
        yield "no-rule"


def _touches(mention: Mention | None, span: Words | None) -> bool:
    if mention is None or span is None:
        return mention is None and span is None
    return mention.start < span.end_char and span.start_char < mention.end
