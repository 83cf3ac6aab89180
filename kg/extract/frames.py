"""A word of action with what stands around it: who does it, to whom, with which prepositions and clauses."""

from dataclasses import dataclass

from kg.extract.grammar import (
    OBJECTS,
    SUBJECTS,
    adjective_subjects,
    antecedent,
    clauses_of,
    is_passive,
    noun_preps,
    preposition_objects,
    surface_subjects,
)
from kg.extract.tree import Word


@dataclass(frozen=True, slots=True)
class Frame:
    """A word of action with what stands around it in the tree.

    `subjects` act, `objects` are acted upon, also in the passive; `preps` are (preposition, object) pairs of the
    word itself and of its object; `clauses` are (kind, head) with kind `to`, `that` or `ing`.
    """

    head: Word
    pos: str
    passive: bool
    subjects: tuple[Word, ...]
    objects: tuple[Word, ...]
    preps: tuple[tuple[str, Word], ...]
    clauses: tuple[tuple[str, Word], ...]
    particles: tuple[str, ...]


def verb_frame(verb: Word) -> Frame:
    """Subjects and objects by who acts and who is acted upon: those of a passive change places."""
    passive = is_passive(verb)
    surface = surface_subjects(verb)
    objects = [antecedent(c) for c in verb.children if c.dep_ in OBJECTS and c.pos_ != "ADP"]
    agents: list[Word] = []
    preps: list[tuple[str, Word]] = []
    for child in verb.children:
        if child.dep_ == "agent" or (passive and child.dep_ == "prep" and child.lower_ == "by"):
            agents += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "prep" or (child.dep_ == "dative" and child.pos_ == "ADP"):
            preps += preposition_objects(child)
        elif child.dep_ in ("prt", "advmod"):
            preps += [pair for c in child.children if c.dep_ == "prep" for pair in preposition_objects(c)]
    if passive:
        objects = [antecedent(s) for s in surface] + objects
        subjects = agents
    else:
        subjects = surface
        objects += _relative_object(verb)
    for obj in objects:
        preps += noun_preps(obj)
    particles = tuple(c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep", "acomp", "oprd"))
    return Frame(
        verb, "verb", passive, tuple(subjects), tuple(objects), tuple(preps), tuple(clauses_of(verb)), particles
    )


def _relative_object(verb: Word) -> list[Word]:
    """The noun that a relative clause without its own object speaks of: "the offer that Iran rejected"."""
    if verb.dep_ != "relcl" or any(c.dep_ in OBJECTS for c in verb.children):
        return []
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not subjects or any(antecedent(s).i == verb.head.i for s in subjects):
        return []
    return [verb.head]


def noun_frame(noun: Word) -> Frame:
    """Subjects are those after "by", objects the words right before: "rebel attacks"."""
    modifiers = tuple(c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod") and c.i < noun.i)
    preps = noun_preps(noun)
    agents = [obj for name, obj in preps if name == "by"]
    clauses = clauses_of(noun)
    return Frame(noun, "noun", False, tuple(agents), modifiers, tuple(preps), tuple(clauses), ())


def adjective_frame(adjective: Word) -> Frame:
    """The subject is who or what has the quality."""
    subjects = adjective_subjects(adjective, 0)
    if not subjects and adjective.dep_ == "amod":
        subjects = [adjective.head]
    return Frame(
        adjective,
        "adjective",
        False,
        tuple(subjects),
        (),
        tuple(noun_preps(adjective)),
        tuple(clauses_of(adjective)),
        (),
    )


def part_of_speech(token: Word) -> str | None:
    """`verb`, `noun` or `adjective` as rows of the lexicon name them, None for all other words."""
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
        return "verb" if token.dep_ != "amod" else "adjective"
    if token.pos_ in ("NOUN", "PROPN"):
        return "noun"
    return "adjective" if token.pos_ == "ADJ" else None


def frame_of(token: Word) -> Frame | None:
    """What stands around a word of content, worked out once; None for other words."""
    if token.frame is None:
        pos = part_of_speech(token)
        if pos is not None:
            token.frame = FRAMES[pos](token)
    return token.frame


FRAMES = {"verb": verb_frame, "noun": noun_frame, "adjective": adjective_frame}
