"""Who says so: the speaker to whom a clause is attributed."""

from kg.extract.grammar import VERBAL, surface_subjects
from kg.extract.tree import Word
from kg.vocabulary.lexicon import Lexicon

MAX_CLIMB = 8


def speaker(head: Word, lexicon: Lexicon) -> Word | None:
    """Head of the noun phrase of the nearest speaker above a clause; None where the newspaper itself speaks.

    The verb of saying stands above ("K said that …") or, with a quotation, beside or below ("…", K said).
    """
    token = head
    for _ in range(MAX_CLIMB):
        for child in token.children:
            if child.dep_ in ("parataxis", "ccomp", "advcl") and child.i > token.i and _says(child, lexicon):
                inverted = [c for c in child.children if c.dep_ == "nsubj"]
                if inverted and not any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in child.children):
                    return inverted[0]
        source = _according_to(token)
        if source is not None:
            return source
        if token.dep_ == "ROOT":
            return None
        above = token.head
        if token.dep_ in ("ccomp", "parataxis") and above.pos_ in VERBAL and _says(above, lexicon):
            found = surface_subjects(above)
            return found[0] if found else None
        token = above
    return None


def _says(verb: Word, lexicon: Lexicon) -> bool:
    return lexicon.operators.get(("verb", verb.lemma)) == "say"


def _according_to(token: Word) -> Word | None:
    for child in token.children:
        if child.lower_ == "according":
            for to in child.children:
                for obj in to.children:
                    if obj.dep_ == "pobj":
                        return obj
    return None
