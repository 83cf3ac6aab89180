"""Both ends of the arrow: which words of a clause name the actor and which the target."""

from collections.abc import Iterable, Iterator

from kg.extract.frames import Frame, verb_frame
from kg.extract.grammar import VERBAL, antecedent, core, governors, noun_preps, owners, surface_subjects
from kg.extract.match import fills_words
from kg.extract.parties import NOBODY, OWNED, PRONOUN, ROLE, Parties
from kg.extract.tree import Word
from kg.vocabulary.lexicon import Lexicon, Rule

# prepositions that lead to the one acted upon, most telling first
TOWARDS = (
    "against",
    "on",
    "upon",
    "to",
    "with",
    "at",
    "toward",
    "towards",
    "from",
    "of",
    "over",
    "for",
    "into",
    "between",
    "among",
)
# types whose target may be the place where they happen
LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID", "CONSULT"})
PLACES = ("in", "near", "inside", "outside", "across", "around", "along")
MAX_DEPTH = 3
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
# acts that are addressed to somebody, who answers them
ADDRESSED = frozenset({"AGREE", "REQUEST", "THREATEN", "ACCUSE", "CONCEDE"})
# types whose object is the means, never the one acted upon
CONTENT_ONLY = frozenset({"MOBILIZE"})


def actors_of_verb(frame: Frame, parties: Parties) -> list[Word]:
    """Heads of those who act; empty where the text names nobody."""
    found: list[Word] = []
    for subject in frame.subjects:
        rank = parties.rank(subject)
        if rank >= PRONOUN:
            found += parties.named_members(subject)
        elif rank in (OWNED, NOBODY):
            hidden = next(iter(_actors_inside(subject, parties)), None)
            if hidden is not None:
                found.append(hidden)
            elif frame.head.dep_ == "acl":
                # "passed a resolution criticizing …": the resolution speaks for those who passed it
                found += [s for s in governors(subject) if parties.rank(s) >= PRONOUN]
    return found


def _actors_inside(noun: Word, parties: Parties) -> Iterator[Word]:
    """Who stands behind a thing that acts: "Khamenei's remarks", "a statement by Iran", "the U.S. offer"."""
    yield from (o for o in owners(noun) if parties.rank(o) >= PRONOUN)
    yield from (o for name, o in noun_preps(noun) if name in ("by", "from", "of") and parties.rank(o) >= ROLE)
    if noun.pos_ == "PROPN" or parties.acts_for_owner(noun):
        yield from parties.modifiers(noun)
        yield from _roles_before(noun, parties)


def actors_of_noun(frame: Frame, rule: Rule, parties: Parties) -> list[Word]:
    """Who does what a noun names: possessor, "by", nationality, or the subject of the verb that carries it."""
    noun = frame.head
    candidates: list[Word] = list(frame.subjects)
    if rule.target != "possessor":
        candidates += owners(noun)
    if rule.actor == "of":
        candidates += [o for name, o in frame.preps if name == "of"]
    candidates += [o for name, o in frame.preps if name == "between"]
    candidates += list(parties.modifiers(noun)) + _roles_before(noun, parties)
    if rule.actor != "of":
        candidates += [o for name, o in frame.preps if name == "from"]
    for candidate in candidates:
        if parties.rank(candidate) >= PRONOUN:
            return parties.named_members(candidate)
    return []


def _roles_before(noun: Word, parties: Parties) -> list[Word]:
    """ "government shelling", "rebel attacks"."""
    return [c for c in noun.children if c.dep_ in ("compound", "nmod") and parties.rank(c) >= ROLE]


def targets_of(frame: Frame, rule: Rule, actors: Iterable[Word], parties: Parties) -> list[Word]:
    """Heads of those acted upon, empty where the text names nobody."""
    taken = {t.i for a in actors for t in (a, core(a))}
    for candidate in _target_candidates(frame, rule, parties, 0):
        candidate = antecedent(candidate)
        if candidate.i in taken or core(candidate).i in taken or _inside(candidate, taken):
            continue
        if parties.rank(candidate) >= PRONOUN:
            return [m for m in parties.named_members(candidate) if m.i not in taken]
    return []


def thing_acted_upon(frame: Frame, rule: Rule, lexicon: Lexicon) -> Word | None:
    """The object where it is no party but a thing: "attacked the convoy"; None for the act's own words."""
    if frame.pos != "verb" or rule.target not in ("", "object") or rule.type in CONTENT_ONLY:
        return None
    for noun in things(frame):
        if rule.object is not None and fills_words(rule.object, noun) and rule.type not in HIT_THINGS:
            continue
        return noun
    return None


def things(frame: Frame) -> Iterator[Word]:
    """The nouns acted upon, parties or not, without times and sums."""
    return (n for n in map(core, frame.objects) if n.pos_ in ("NOUN", "PROPN") and n.ent_type_ not in MEASURED)


MEASURED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
HIT_THINGS = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def _inside(token: Word, taken: set[int]) -> bool:
    """The token is a modifier of an actor's head: "Iran" in "Iran's government"."""
    return token.head.i in taken and token.dep_ in ("poss", "compound", "amod", "nmod", "appos")


def _open(noun: Word, parties: Parties) -> Iterator[Word]:
    """The noun where it is a party, else the parties in it; pronoun owners point back at the actor and are left out."""
    noun = core(noun)
    if parties.rank(noun) >= PRONOUN and not _own(noun, parties):
        yield noun
    else:
        yield from (t for t in parties.inside(noun) if t.dep_ != "poss" or parties.rank(t) >= ROLE)


def _own(noun: Word, parties: Parties) -> bool:
    """ "its troops", "their homes": part of the actor; "their Chinese counterparts" are not."""
    if noun.pos_ == "PROPN" or next(iter(parties.modifiers(noun)), None) is not None:
        return False
    return any(o.tag_ == "PRP$" and o.lower_ in OWN for o in owners(noun)) and not parties.faces_owner(noun)


def _target_candidates(frame: Frame, rule: Rule, parties: Parties, depth: int) -> Iterator[Word]:
    if rule.target == "none":
        return
    if rule.target == "subject":
        yield from surface_subjects(frame.head)
        return
    if frame.pos == "noun":
        yield from _noun_targets(frame, rule, parties)
        if rule.type in ADDRESSED:
            # "Khamenei was responding to offers from the United States"
            yield from governors(frame.head)
    wanted = list(_wanted(rule))
    explicit = rule.target not in ("", "object", "within", "complement")
    if explicit:
        yield from _by_preposition(frame, wanted, parties)
    if frame.pos == "verb" and rule.target != "complement":
        for obj in frame.objects:
            if explicit and rule.object is not None and fills_words(rule.object, obj):
                if rule.type not in CONTENT_ONLY:
                    yield from (t for t in parties.inside(core(obj)) if t.dep_ != "poss" or parties.rank(t) >= ROLE)
            else:
                yield from _open(obj, parties)
    yield from _by_preposition(frame, [*wanted, *rule.prepositions], parties)
    for _, clause in frame.clauses:
        yield from _in_clause(clause, frame, rule, parties, depth)
    yield from _by_preposition(frame, TOWARDS, parties)
    if rule.type in LOCAL:
        yield from _by_preposition(frame, PLACES, parties)


def _wanted(rule: Rule) -> list[str]:
    """The target column names prepositions where it is not one of the fixed words."""
    if rule.target in ("", "object", "within", "of", "possessor", "complement", "none", "subject"):
        return ["of"] if rule.target == "of" else []
    return [name.strip() for name in rule.target.split("|")]


def _by_preposition(frame: Frame, names: Iterable[str], parties: Parties) -> Iterator[Word]:
    for name in names:
        for preposition, obj in frame.preps:
            if preposition == name or preposition.endswith(f" {name}"):
                yield from _open(obj, parties)


def _noun_targets(frame: Frame, rule: Rule, parties: Parties) -> Iterator[Word]:
    if rule.target == "possessor":
        yield from owners(frame.head)
    if rule.target == "of":
        yield from _by_preposition(frame, ["of"], parties)
    yield from _by_preposition(
        frame,
        [*rule.prepositions, "against", "on", "to", "with", "between", "at", "toward", "towards", "into"],
        parties,
    )


def _in_clause(clause: Word, frame: Frame, rule: Rule, parties: Parties, depth: int) -> Iterator[Word]:
    """Parties of an embedded clause: its own subject, then whom it acts upon."""
    if depth >= MAX_DEPTH or clause.pos_ not in VERBAL | {"ADJ"}:
        return
    inner = verb_frame(clause)
    above = {s.i for s in (*frame.subjects, *frame.objects)}
    for subject in (*surface_subjects(clause), *inner.subjects):
        if subject.i not in above:
            yield from _open(subject, parties)
    for obj in inner.objects:
        if obj.i not in above:
            yield from _open(obj, parties)
    yield from _by_preposition(inner, TOWARDS, parties)
    yield from (t for t in _by_preposition(inner, PLACES, parties) if t.ent_type_ in ("GPE", "LOC"))
    for _, deeper in inner.clauses:
        yield from _in_clause(deeper, inner, rule, parties, depth + 1)
    for adjective in clause.children:
        if adjective.dep_ == "acomp":
            yield from (o for _, o in noun_preps(adjective) if parties.rank(o) >= ROLE)
