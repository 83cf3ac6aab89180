"""Does a rule fit a frame? The most specific rule that fits decides."""

from collections.abc import Callable, Iterable, Iterator

from kg.extract.frames import Frame
from kg.extract.grammar import core, members, noun_preps
from kg.extract.tree import Word
from kg.vocabulary.lexicon import Lexicon, Rule, Slot

PartyTest = Callable[[Word], bool]


def best_rule(frame: Frame, lexicon: Lexicon, is_party: PartyTest) -> Rule | None:
    """The first rule in order of weight whose conditions the frame meets, None where none does."""
    for rule in lexicon.rules.get((frame.pos, frame.head.lemma), ()):
        if _fits(rule, frame, lexicon, is_party):
            return rule
    return None


def _fits(rule: Rule, frame: Frame, lexicon: Lexicon, is_party: PartyTest) -> bool:
    if rule.particle and not _particle_fits(rule, frame):
        return False
    if rule.object is not None and not _object_fits(rule.object, frame, lexicon, is_party):
        return False
    if rule.prepositions and not _preposition_fits(rule, frame, lexicon, is_party):
        return False
    return not rule.complements or _complement_fits(rule, frame, lexicon)


def _particle_fits(rule: Rule, frame: Frame) -> bool:
    if rule.particle.endswith("-"):
        return _after_hyphen(frame.head, rule.particle[:-1])
    if rule.pos == "noun":
        return f"{rule.particle} {rule.word}" in compounds(frame.head)
    return rule.particle in frame.particles or _next_word(frame.head, rule.particle)


def _after_hyphen(head: Word, word: str) -> bool:
    return head.i > 1 and head.nbor(-1).text == "-" and head.nbor(-2).lower_ == word


def _next_word(head: Word, word: str) -> bool:
    """The particle stands right after the word though the parser hung it elsewhere."""
    return head.i + 1 < len(head.doc) and head.nbor(1).lower_ == word


def _object_fits(slot: Slot, frame: Frame, lexicon: Lexicon, is_party: PartyTest) -> bool:
    if frame.pos == "noun":
        return fills_any(slot, frame.objects, lexicon, is_party)
    if slot.absent and not frame.objects:
        return True
    return fills_any(slot, (m for o in frame.objects for m in members(o)), lexicon, is_party)


def _preposition_fits(rule: Rule, frame: Frame, lexicon: Lexicon, is_party: PartyTest) -> bool:
    for name, obj in frame.preps:
        if name in rule.prepositions:
            slot = rule.prepositions[name]
            if slot is None or fills_any(slot, members(obj), lexicon, is_party):
                return True
    for name, slot in rule.prepositions.items():
        # "accused of attacking": the preposition governs a clause
        if slot is None and any(c.lower_ == name and c.dep_ in ("prep", "agent") for c in frame.head.children):
            return True
    return False


def _complement_fits(rule: Rule, frame: Frame, lexicon: Lexicon) -> bool:
    for kind, clause in frame.clauses:
        if not rule.complements & ({"any", kind} if kind != "must" else {"any", "that", "must"}):
            continue
        slot = rule.complement_slot
        if slot is None or _clause_fills(slot, clause, lexicon):
            return True
    return False


def _clause_fills(slot: Slot, clause: Word, lexicon: Lexicon) -> bool:
    lemma = clause.lemma
    if lemma in slot.words:
        return True
    rules = lexicon.rules.get(("verb", lemma), ())
    if any(rule.type in slot.types for rule in rules if not rule.object or rule.object.anything or rule.object.party):
        return True
    objects = [c.lemma for c in clause.children if c.dep_ == "dobj"]
    return any(slot.types & lexicon.event_nouns.get(name, frozenset()) for name in objects)


def fills_any(slot: Slot, tokens: Iterable[Word], lexicon: Lexicon, is_party: PartyTest) -> bool:
    return any(fills(slot, token, lexicon, is_party) for token in tokens)


def _measured_or_modified(slot: Slot, token: Word) -> bool:
    """Sums of money, and nouns whose modifier is the word wanted: "curfew hours", "aid workers"."""
    if token.ent_type_ == "MONEY" and "money" in slot.words:
        return True
    return any(c.dep_ == "compound" and c.lemma in slot.words for c in token.lefts)


def compounds(token: Word) -> Iterator[str]:
    """The longer names of a noun: "war game", "cease-fire", "state of emergency"."""
    lemma = token.lemma
    if token.i:
        before = token.nbor(-1)
        if before.text == "-" and token.i > 1:
            yield f"{token.nbor(-2).lower_}-{lemma}"
    for child in token.lefts:
        if child.dep_ in ("compound", "amod", "nmod"):
            yield f"{child.lower_} {lemma}"
    for name, inner in noun_preps(token):
        if name == "of":
            yield f"{lemma} of {inner.lemma}"


def fills(slot: Slot, token: Word, lexicon: Lexicon, is_party: PartyTest) -> bool:
    """Whether a noun may stand in a slot: by its lemma, its last two words, its event type, or as a party."""
    if slot.anything:
        return True
    whole, token = token, core(token)
    lemma = token.lemma
    if slot.words and whole.i != token.i and f"{whole.lemma} of {lemma}" in slot.words:
        return True
    if lemma in slot.words or token.lower_ in slot.words:
        return True
    if slot.words and (any(p in slot.words for p in compounds(token)) or _measured_or_modified(slot, token)):
        return True
    if slot.types and any(
        slot.types & lexicon.event_nouns.get(name, frozenset()) for name in (lemma, *compounds(token))
    ):
        return True
    if slot.person and token.ent_type_ == "PERSON":
        return True
    return slot.party and is_party(token)


def fills_words(slot: Slot, token: Word) -> bool:
    """Whether a noun is one of the slot's own words, so that it belongs to the act rather than to its parties."""
    return token.lemma in slot.words or any(phrase in slot.words for phrase in compounds(token))
