"""When and where: the words of time and place that belong to the clause of an act."""

from collections.abc import Iterator

from kg.extract.grammar import VERBAL
from kg.extract.spans import entities, entity_around, mention
from kg.extract.tree import Word, Words
from kg.model import Mention

TIMES = frozenset({"DATE", "TIME"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
# "five years" and "57-year-old" measure; they do not date
LENGTHS = ("year-old", "years old", "-year-old", "aged")
LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "off", "along", "throughout", "on", "over"}
)
LEAD_IN = frozenset({"since", "until", "till", "before", "after", "by", "between", "from", "during", "within", "over"})
MAX_CLIMB = 10


def when(head: Word, sentence: Words) -> Mention | None:
    """The date or time that the act's own clause names; a date of another clause does not count."""
    clause = _clause(head)
    best: tuple[int, Words] | None = None
    for entity in entities(sentence):
        if entity.label_ not in TIMES or any(word in entity.text.lower() for word in LENGTHS):
            continue
        steps = _belongs(entity.root, head, clause)
        if steps is not None and (
            best is None or (steps, abs(entity.start - head.i)) < (best[0], abs(best[1].start - head.i))
        ):
            best = (steps, entity)
    return _with_lead_in(best[1]) if best else None


def _with_lead_in(entity: Words) -> Mention:
    """ "since Monday" rather than "Monday": the word before may change the days meant."""
    start = entity.start
    if start and entity.doc[start - 1].lower_ in LEAD_IN and entity.doc[start - 1].dep_ in ("prep", "mark"):
        start -= 1
    return mention(entity.doc, start, entity.end)


def where(head: Word, taken: set[int]) -> Mention | None:
    """The place in which the act is said to happen, as a prepositional phrase of verb or noun; `taken` are the ends."""
    for prep in _prepositions(head):
        if prep.lower_ not in LOCATIVE:
            continue
        for place in prep.children:
            if place.dep_ == "pobj" and place.ent_type_ in PLACES and place.i not in taken:
                return _place(place)
    return None


def _prepositions(head: Word) -> Iterator[Word]:
    for child in head.children:
        if child.dep_ == "prep":
            yield child
    for child in head.children:
        if child.dep_ in ("dobj", "nsubjpass", "prep", "attr"):
            yield from (c for c in child.children if c.dep_ == "prep")
            for obj in child.children:
                if obj.dep_ == "pobj":
                    yield from (c for c in obj.children if c.dep_ == "prep")
    if head.dep_ in ("dobj", "pobj") and head.head.pos_ in VERBAL | {"ADP"}:
        yield from (c for c in head.head.children if c.dep_ == "prep" and c.i > head.i)


def _place(place: Word) -> Mention:
    start = min(
        (c.left_edge.i for c in place.children if c.dep_ in ("compound", "amod", "det") and c.i < place.i),
        default=place.i,
    )
    end = place.i + 1
    entity = entity_around(place)
    if entity is not None:
        start, end = min(start, entity.start), entity.end
    return mention(place.doc, start, end)


def _clause(token: Word) -> Word:
    """The verb in whose clause a token stands."""
    for _ in range(MAX_CLIMB):
        if token.pos_ in VERBAL or token.head.i == token.i:
            return token
        token = token.head
    return token


def _belongs(time: Word, head: Word, clause: Word) -> int | None:
    """Steps from the time up to the act's word or clause; None where another clause lies between."""
    token = time
    for step in range(MAX_CLIMB):
        if token.i in (head.i, clause.i):
            return step
        if token.pos_ in VERBAL and token.i != time.i:
            return _shared(token, clause, step)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _shared(verb: Word, clause: Word, step: int) -> int | None:
    """A time of the governing verb dates the act where the act is its complement: "agreed on Monday to meet"."""
    if clause.dep_ in ("xcomp", "conj", "ccomp", "advcl") and clause.head.i == verb.i and clause.dep_ != "ccomp":
        return step + 1
    return None
