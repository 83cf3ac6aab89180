"""Whether a clause is told as fact, denied, planned or only possible."""

from dataclasses import dataclass

from kg.extract.grammar import VERBAL
from kg.extract.tree import Word
from kg.vocabulary.lexicon import Lexicon

NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "n’t", "hardly", "no"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "going"})
REPORTED_FUTURE = frozenset({"would"})
POSSIBLE = frozenset({"could", "may", "might", "should", "can", "must", "ca"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
MAX_CLIMB = 6


@dataclass(frozen=True, slots=True)
class Modality:
    """`stance` without negation; `willed` where "will" or "would" stands on the act itself."""

    negated: bool = False
    stance: str = "factual"
    willed: bool = False


def modality(head: Word, lexicon: Lexicon) -> Modality:
    """Read off auxiliaries, negations and the governing words of a verb or noun."""
    negated, stance, willed = False, "factual", False
    token = head
    for step in range(MAX_CLIMB):
        if token.pos_ in VERBAL or step == 0:
            neg, own, will = _own(token)
            negated ^= neg
            willed = willed or will
            stance = _stronger(stance, own)
        above = _governor(token)
        if above is None:
            break
        effect = _effect(above, token, lexicon)
        if effect in ("future", "hypothetical"):
            stance = _stronger(stance, effect)
        elif effect == "not":
            negated = not negated
        elif effect in ("say", ""):
            break
        token = above
    return Modality(negated, stance, willed)


def _stronger(one: str, other: str) -> str:
    order = ("factual", "future", "hypothetical")
    return max(one, other, key=order.index)


def _own(token: Word) -> tuple[bool, str, bool]:
    negated, stance, willed = False, "factual", False
    auxiliaries = [c for c in token.children if c.dep_ in ("aux", "neg", "mark", "auxpass", "advmod", "det", "preconj")]
    if token.dep_ == "conj" and not any(c.dep_ in ("aux", "nsubj") for c in auxiliaries + list(token.children)):
        auxiliaries += [c for c in token.head.children if c.dep_ in ("aux",)]
    for word in auxiliaries:
        lower = word.lower_
        if word.dep_ == "neg" or (lower in NEGATIONS and word.dep_ in ("advmod", "det", "preconj")):
            negated = True
        elif (word.dep_ == "aux" and lower in FUTURE) or (word.dep_ == "aux" and lower in REPORTED_FUTURE):
            stance, willed = _stronger(stance, "future"), True
        elif word.tag_ == "TO" and _tops_headline(token):
            stance = _stronger(stance, "future")
        elif (word.dep_ == "aux" and lower in POSSIBLE) or (word.dep_ == "mark" and lower in CONDITIONS):
            stance = "hypothetical"
    return negated, stance, willed


def _tops_headline(infinitive: Word) -> bool:
    """ "Iran to resume talks": nothing is above the infinitive but, for some parses, the one who is to do it."""
    above = infinitive.head
    acts = infinitive.dep_ in ("acl", "relcl") and above.dep_ == "ROOT" and above.pos_ in ("NOUN", "PROPN")
    return infinitive.dep_ == "ROOT" or acts


def _governor(token: Word) -> Word | None:
    """The word whose complement or object the token is."""
    head = token.head
    if head.i == token.i:
        return None
    if token.dep_ == "aux":
        return None
    if token.dep_ in ("xcomp", "ccomp", "dobj", "acl", "acomp", "attr", "oprd") or (
        token.dep_ == "advcl" and any(c.tag_ == "TO" for c in token.children)
    ):
        return head
    if token.dep_ in ("pcomp", "pobj") and head.dep_ in ("prep", "agent"):
        return head.head
    if token.dep_ == "conj":
        return _governor(head) if head.pos_ == token.pos_ else None
    return None


def _effect(above: Word, token: Word, lexicon: Lexicon) -> str:
    pos = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective"}.get(above.pos_, "noun")
    if pos == "verb" and above.tag_ == "VBN" and above.dep_ == "amod":
        pos = "adjective"
    return lexicon.operators.get((pos, above.lemma), "same" if above.lemma == "be" else "")
