"""Who is subject, object and complement of what in a spaCy tree; no words of politics in here.

Token lists stand in the order of the text. Coordinations are not expanded here: see `members`.
"""

from collections.abc import Iterator

from kg.extract.tree import Word, Words

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})
VERBAL = frozenset({"VERB", "AUX"})
STOPS = frozenset(".?!")
STOP_REACH = 4  # words at the end of a sentence: a full stop, a quotation mark, a blank


def members(token: Word) -> Iterator[Word]:
    """The token and what is coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from members(child)


def is_passive(verb: Word) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") or (c.dep_ == "agent") for c in verb.children):
        return True
    if (verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl", "amod")) or (
        # the tagger takes a participle for a past tense: "new ones levied Wednesday"
        verb.tag_ == "VBD" and verb.dep_ == "acl" and not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)
    ):
        return not any(c.dep_ in ("aux",) and c.lemma == "have" for c in verb.children) and not any(
            c.dep_ in ("nsubj", "dobj") for c in verb.children
        )
    if verb.dep_ == "ROOT" and _headline_passive(verb):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN":
        own = any(c.dep_ in ("nsubj", "aux") for c in verb.children)
        return not own and is_passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    return False


def _headline_passive(verb: Word) -> bool:
    """ "Envoy expelled from Chad", "Protesters shot dead": headlines leave "was" out."""
    if any(c.dep_ in ("aux", "auxpass", "dobj", "dative", "ccomp") for c in verb.children) or _has_full_stop(verb.sent):
        return False
    return verb.tag_ == "VBN" or (verb.tag_ == "VBD" and any(c.dep_ == "oprd" for c in verb.children))


def _has_full_stop(sentence: Words) -> bool:
    return any(token.text in STOPS for token in list(sentence)[-STOP_REACH:])


def _children(token: Word, deps: frozenset[str]) -> list[Word]:
    return [c for c in token.children if c.dep_ in deps]


def antecedent(token: Word) -> Word:
    """The noun that a relative pronoun stands for, else the token."""
    if token.lower_ in RELATIVES and token.tag_ in ("WDT", "WP", "IN", "WP$"):
        for up in token.ancestors:
            if up.dep_ in ("relcl", "acl"):
                return up.head
            if up.dep_ not in ("conj", "xcomp", "ccomp", "prep", "pcomp"):
                break
    if token.lower_ in ("one", "ones") and token.pos_ == "NOUN":
        # "sanctions, including new ones": the last common noun of the same number
        for before in reversed(token.doc[max(token.i - ONES_REACH, token.sent.start) : token.i]):
            # the noun that governs "one" is another: "the arrest of a third one"
            if before.tag_ == token.tag_ and not before.is_ancestor(token):
                return before
    return token


ONES_REACH = 12  # tokens


def core(token: Word) -> Word:
    """The noun meant by a measure: "hundreds of soldiers" gives soldiers."""
    for _ in range(3):
        if not token.measures:
            return token
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of else None
        if inner is None:
            return token
        token = inner
    return token


def surface_subjects(verb: Word) -> list[Word]:
    """Grammatical subjects, inherited through coordination, control, participles and relative clauses."""
    return _surface_subjects(verb, 0)


MAX_CLIMB = 8  # clauses; deeper chains are parser errors


def _surface_subjects(verb: Word, depth: int) -> list[Word]:
    if depth > MAX_CLIMB:
        return []
    own = [
        antecedent(c)
        for c in _children(verb, SUBJECTS | PASSIVE_SUBJECTS)
        if c.lower_ not in ("it", "there") or c.dep_ != "expl"
    ]
    if own:
        return own
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return []
    if dep == "conj":
        return _surface_subjects(head, depth + 1) if head.pos_ in VERBAL else []
    if dep in ("xcomp", "ccomp") and head.pos_ in VERBAL:
        controlled = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
        if head.lemma == "promise":
            controlled = []
        if controlled and dep == "xcomp" and not is_passive(head):
            return controlled
        return _surface_subjects(head, depth + 1) if dep == "xcomp" else []
    if dep == "xcomp" or (dep == "advcl" and head.pos_ == "ADJ"):
        return adjective_subjects(head, depth)
    if dep == "advcl":
        return _surface_subjects(head, depth + 1) if head.pos_ in VERBAL else []
    if dep in ("acl", "relcl"):
        return _modifier_subjects(verb, head, depth)
    if dep == "pcomp":
        return _gerund_subjects(head, depth)
    if dep in ("prep", "agent"):
        return []
    return []


def adjective_subjects(adjective: Word, depth: int) -> list[Word]:
    """Subjects of the verb whose predicate an adjective is: "Iran is open to talks"."""
    if adjective.head.pos_ in VERBAL and adjective.dep_ in ("acomp", "attr", "oprd", "conj"):
        return _surface_subjects(adjective.head, depth + 1)
    return []


def _modifier_subjects(verb: Word, noun: Word, depth: int) -> list[Word]:
    to_infinitive = any(c.tag_ == "TO" for c in verb.children)
    if to_infinitive or noun.pos_ == "ADJ":
        return owners(noun) or governors(noun, depth)
    return [noun]


def _gerund_subjects(prep: Word, depth: int) -> list[Word]:
    governor = prep.head
    if governor.pos_ in VERBAL:
        if prep.lower_ in ("of", "for", "from", "with") and not is_passive(governor):
            objects = [c for c in governor.children if c.dep_ == "dobj"]
            if objects:
                return objects
        return _surface_subjects(governor, depth + 1)
    if governor.pos_ in ("NOUN", "PROPN"):
        if prep.lower_ in ("of", "for", "from", "about", "over"):
            # "accusations against Iran of arming rebels": the one accused acts
            against = [o for p, o in noun_preps(governor) if p in ("against", "on")]
            if against:
                return against
        return owners(governor) or governors(governor, depth)
    if governor.pos_ == "ADJ":
        return adjective_subjects(governor, depth)
    return []


def owners(noun: Word) -> list[Word]:
    """Possessors: "Khamenei's rejection", "its decision"."""
    return [c for c in noun.children if c.dep_ == "poss"]


def governors(noun: Word, depth: int = 0) -> list[Word]:
    """Subjects of the verb whose object the noun is: "Iran made an offer to talk"."""
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd", "acomp") and head.pos_ in VERBAL:
        return _surface_subjects(head, depth + 1)
    if noun.dep_ == "conj":
        return governors(head, depth + 1) if depth < MAX_CLIMB else []
    if noun.dep_ == "pobj" and head.head.pos_ in VERBAL and depth < MAX_CLIMB:
        return _surface_subjects(head.head, depth + 1)
    return []


def noun_preps(noun: Word) -> list[tuple[str, Word]]:
    """(preposition, object) pairs of a noun, also of a preposition chained to another ("in front of")."""
    found = []
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent"):
            found += preposition_objects(prep)
    return found


def preposition_objects(prep: Word) -> list[tuple[str, Word]]:
    found = []
    for child in prep.children:
        if child.dep_ == "pobj":
            found.append((prep.lower_, antecedent(child)))
        elif child.dep_ == "prep":
            found += [(f"{prep.lower_} {name}", obj) for name, obj in preposition_objects(child)]
    if not found and prep.i + 1 < len(prep.doc) and prep.dep_ == "prep" and not list(prep.children):
        # relative "to which", or a parser that hung the object elsewhere
        return []
    return found


def clauses_of(token: Word) -> list[tuple[str, Word]]:
    """Complement clauses: (`to`, `that` or `ing`, head)."""
    found = []
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "acl", "advcl") and child.pos_ in VERBAL | {"ADJ", "NOUN", "PROPN"}:
            kind = clause_kind(child)
            if child.dep_ == "acl" and kind != "to":
                continue
            if child.dep_ == "advcl" and kind != "to":
                continue
            found.append((kind, child))
        elif child.dep_ in ("prep", "agent"):
            found += [("ing", c) for c in child.children if c.dep_ == "pcomp"]
        elif child.dep_ in ("acomp", "oprd"):
            found += [(kind, c) for kind, c in clauses_of(child)]
    return found


def clause_kind(verb: Word) -> str:
    if any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children):
        return "to"
    if verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children):
        return "ing"
    if any(c.dep_ == "aux" and c.lower_ in OBLIGING for c in verb.children) or (
        verb.lemma in ("need", "have") and any(c.dep_ == "xcomp" for c in verb.children)
    ):
        return "must"
    return "that"


OBLIGING = frozenset({"must", "should", "ought"})
