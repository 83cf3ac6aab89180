"""Whether an act lies behind or ahead, by its verb: that tells last Wednesday from next Wednesday."""

from spacy.tokens import Doc, Token

from kg.model import Mention

AHEAD = frozenset({"will", "shall", "'ll", "\u2019ll", "wo", "would"})
CLIMB = 6  # steps from a noun or participle up to the verb that bears the tense


def is_past(mention: Mention, doc: Doc) -> bool | None:
    """True for what was done, False for what will be, None where the verb does not tell ("meets", a headline)."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return None
    token = span.root
    for _ in range(CLIMB):
        told = _told(token)
        if told is not None:
            return told
        if token.head.i == token.i:
            break
        token = token.head
    return None


def _told(verb: Token) -> bool | None:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(helper.lower_ in AHEAD for helper in helpers):
        return False
    if any(helper.lower_ == "to" for helper in helpers):
        if verb.head.lemma_ in ("go", "be") and verb.head.tag_ in ("VBG", "VBZ", "VBP"):  # "is to meet"
            return False
        return None
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return True
    if verb.tag_ == "VBN":
        present = [h for h in helpers if h.lemma_ == "be" and h.tag_ in ("VBZ", "VBP")]
        return None if present and not any(h.lemma_ == "have" for h in helpers) else True
    return None
