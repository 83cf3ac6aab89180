"""From tokens to mentions: the noun phrase of a head, the words of a trigger, the sentence."""

from collections.abc import Iterable, Iterator

from kg.extract.tree import Tree, Word, Words
from kg.model import Mention

# what a noun phrase leaves out: relative clauses, appositions, coordination, loose dependents
OUTSIDE = frozenset({"relcl", "acl", "appos", "conj", "cc", "preconj", "punct", "dep", "parataxis", "advcl", "ccomp"})
# prepositions that tell which one is meant rather than when or how
DEFINING = frozenset({"of", "in", "from", "for", "at", "near", "with"})
TEMPORAL = frozenset({"DATE", "TIME"})


def entities(sentence: Words) -> Iterator[Words]:
    """The named entities that lie whole within a sentence; `Words.ents` goes through the whole document each time."""
    doc, start = sentence.doc, sentence.start
    while start < sentence.end:
        if doc[start].ent_iob_ != "B":
            start += 1
            continue
        end = _entity_end(doc[start])
        if end <= sentence.end:
            yield Words(doc, start, end)
        start = end


def entity_around(token: Word) -> Words | None:
    """The named entity of which a word is part."""
    doc, start = token.doc, token.i
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    return Words(doc, start, _entity_end(doc[start])) if doc[start].ent_iob_ == "B" else None


def _entity_end(first: Word) -> int:
    end = first.i + 1
    while end < len(first.doc) and first.doc[end].ent_iob_ == "I":
        end += 1
    return end


def phrase(head: Word) -> tuple[int, int]:
    """Token range (end exclusive) of the noun phrase around a head, without relative clauses and appositions."""
    first = last = head.i
    for child in head.children:
        if child.dep_ in OUTSIDE:
            continue
        if child.dep_ == "prep" and not _defines(child):
            continue
        if child.i < head.i:
            first = min(first, child.left_edge.i)
        elif child.dep_ not in ("amod", "advmod", "npadvmod", "nsubj", "aux", "cop"):
            last = max(last, _right_end(child))
    return _trim(head.doc, first, last + 1)


def _defines(prep: Word) -> bool:
    if prep.lower_ not in DEFINING:
        return False
    objects = [c for c in prep.children if c.dep_ == "pobj"]
    if not objects or objects[0].ent_type_ in TEMPORAL:
        return False
    if prep.lower_ == "for" and objects[0].tag_ == "NNS" and prep.head.pos_ != "PROPN":
        return False  # "world powers for nuclear talks"
    return prep.lower_ != "with" or objects[0].lemma in ("tie", "link", "connection")


def _right_end(token: Word) -> int:
    """The last token below one, again without relative clauses, appositions and second members."""
    last = token.i
    for child in token.children:
        if child.i > token.i and child.dep_ not in OUTSIDE:
            if child.dep_ == "prep" and not _defines(child):
                continue
            last = max(last, _right_end(child))
        elif child.i > token.i and child.dep_ == "conj" and token.dep_ == "pobj":
            last = max(last, _right_end(child))
    return last


def _trim(doc: Tree, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ in ("cc", "preconj")):
        start += 1
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"):
        end -= 1
    return start, end


def mention(doc: Tree, start: int, end: int) -> Mention:
    span = doc[start:end]
    return Mention(span.text, span.start_char, span.end_char)


def noun_mention(head: Word) -> Mention:
    """The phrase of a party: its noun phrase, or the modifier itself where an adjective or possessor names it."""
    if head.dep_ in ("amod", "compound", "nmod") and head.pos_ in ("ADJ", "PROPN", "NOUN"):
        return _modifier_mention(head)
    start, end = phrase(head)
    if start > 1 and head.doc[start - 1].text == "(":
        # "The World Health Organization (WHO) is …": the parser takes the acronym for the subject
        start = min(start, phrase(_before_bracket(head.doc[start - 2]))[0])
    return mention(head.doc, start, end)


def _before_bracket(token: Word) -> Word:
    for up in (token, *token.ancestors):
        if up.dep_ not in ("compound", "nmod", "pobj", "prep", "amod") and up.i <= token.i:
            return up
    return token


def _modifier_mention(head: Word) -> Mention:
    """ "U.S." in "a U.S. proposal", "Saudi" in "a Saudi-led strike", "New York" in "New York police"."""
    first = head.i
    for child in head.children:
        if child.dep_ in ("compound", "amod", "nmod") and child.i < head.i:
            first = min(first, child.left_edge.i)
    return mention(head.doc, *_trim(head.doc, first, head.i + 1))


def head_of(span: Words) -> Word:
    """The noun that a party's words turn on, also where the parser tore them apart."""
    root = span.root
    if root.pos_ not in ("ADP", "DET", "PUNCT", "VERB", "PART"):
        return root
    nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN", "PRON", "ADJ")]
    within = {t.i for t in nouns if t.pos_ in ("NOUN", "PROPN")}
    free = [t for t in nouns if not any(up.i in within for up in t.ancestors)]
    if not free:
        return root
    return free[-1] if root.pos_ == "DET" else free[0]


def trigger_mention(head: Word, extra: Iterable[Word] = ()) -> Mention:
    """The word of action with its particle or noun where these stand close by: "carried out", "opened fire"."""
    tokens = sorted({head.i, *(t.i for t in extra)})
    while len(tokens) > 1 and tokens[-1] - tokens[0] > MAX_TRIGGER_WORDS:
        tokens.pop() if tokens[-1] != head.i else tokens.pop(0)
    return mention(head.doc, tokens[0], tokens[-1] + 1)


MAX_TRIGGER_WORDS = 6


def sentence_mention(span: Words) -> Mention:
    start, end = _trim_space(span.doc, span.start, span.end)
    return mention(span.doc, start, end)


def _trim_space(doc: Tree, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    return start, end
