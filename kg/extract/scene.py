"""A sentence as the learned coder sees it: the rules' claims, who may be a party, the frames of its words."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from kg.extract.frames import Frame, frame_of
from kg.extract.grammar import VERBAL, core, members, owners, surface_subjects
from kg.extract.parties import NAME, NOBODY, OWNED, PRONOUN, ROLE, Parties
from kg.extract.tree import Word, Words
from kg.model import Claim, Mention
from kg.vocabulary.lexicon import Lexicon

KINDS = {NAME: "name", ROLE: "role", PRONOUN: "pronoun", OWNED: "owned", NOBODY: "thing"}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"})
MODIFYING = frozenset({"compound", "amod", "nmod", "poss"})
# where a noun that is no known party may still be one end of an act
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "dative", "appos", "ROOT"})
PREDICATIVE = frozenset({"acomp", "ROOT", "ccomp", "conj", "oprd", "attr", "xcomp", "advcl", "relcl"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
CONTENT = frozenset({"NOUN", "VERB", "ADJ"})


class Scene:
    """What is asked of a sentence again and again, worked out once."""

    def __init__(self, sentence: Words, claims: Sequence[Claim], lexicon: Lexicon, parties: Parties) -> None:
        self.sentence = sentence
        self.claims = claims
        self.lexicon = lexicon
        self.parties = parties
        self._claims_at: dict[int, list[Claim]] = {}
        self._ends: dict[Mention, Word] = {}
        for claim in claims:
            for token in self.span(claim.trigger):
                self._claims_at.setdefault(token.i, []).append(claim)
            for end in (claim.actor, claim.target):
                if end is not None:
                    self._ends[end] = self.span(end).root
        self.candidates: list[Word] = []
        self.order: list[int] = []  # indices of the candidates
        self.heads: frozenset[int] = frozenset()  # indices of the words above them
        self._set_candidates([token for token in sentence if self._may_be_end(token)])
        self.bag = _bag(sentence)

    def add_candidates(self, heads: Sequence[Word]) -> None:
        """Counts nouns among those that may be ends whatever they look like."""
        self._set_candidates({token.i: token for token in (*self.candidates, *heads)}.values())

    def _set_candidates(self, nouns: Iterable[Word]) -> None:
        self.candidates = sorted(nouns, key=lambda token: token.i)
        self.order = [token.i for token in self.candidates]
        self.heads = frozenset(token.head.i for token in self.candidates if token.head.i != token.i)

    def is_candidate(self, index: int) -> bool:
        place = bisect_left(self.order, index)
        return place < len(self.order) and self.order[place] == index

    def may_be_party(self, token: Word) -> bool:
        return self.parties.rank(token) >= OWNED

    def span(self, mention: Mention) -> Words:
        """The tokens of a mention."""
        found = self.sentence.doc.char_span(mention.start, mention.end)
        return found if found is not None else self.sentence

    def kind(self, token: Word) -> str:
        return KINDS[self.parties.rank(token)]

    def types(self, token: Word) -> Sequence[str]:
        """Types that rows of the lexicon give this word somewhere."""
        pos = "verb" if token.pos_ in VERBAL else "noun" if token.pos_ in ("NOUN", "PROPN") else "adjective"
        return self.lexicon.types.get((pos, token.lemma), ())

    def claims_at(self, token: Word) -> Sequence[Claim]:
        """The rules' claims whose trigger holds the token."""
        return self._claims_at.get(token.i, ())

    def root_of(self, end: Mention | None) -> Word | None:
        """The head of one end of the rules' claims."""
        return self._ends[end] if end is not None else None

    def _may_be_end(self, token: Word) -> bool:
        if token.pos_ not in NOMINAL or token.lower_ in RELATIVES:
            return False
        rank = self.parties.rank(token)
        if token.dep_ in MODIFYING:
            return rank >= ROLE or (token.dep_ == "poss" and rank >= PRONOUN)
        if token.pos_ in ("ADJ", "DET", "NUM"):
            return rank >= ROLE
        return rank >= PRONOUN or (token.pos_ in ("NOUN", "PROPN") and token.dep_ in ARGUMENTS)


def _bag(sentence: Words) -> list[str]:
    """Features of the sentence as a whole: its words of content and the labels of its names."""
    words = {t.lemma for t in sentence if t.pos_ in CONTENT and not t.ent_type_}
    labels = {t.ent_type_ for t in sentence if t.ent_type_}
    return [*(f"sentence={word}" for word in sorted(words)), *(f"sentence label={name}" for name in sorted(labels))]


def may_be_act(token: Word) -> bool:
    """Verbs, nouns and predicative adjectives can carry an act."""
    return token.pos_ in ("VERB", "NOUN") or (token.pos_ == "ADJ" and token.dep_ in PREDICATIVE)


def roles_around(act: Word, scene: Scene) -> Mapping[int, set[str]]:
    """What each noun is to an act by grammar: `subject`, `object`, `to:against` and the like, by token index.

    Roles that begin with `clause` stand in a clause below the act, those with `verb` belong to the verb above a noun.
    """
    roles: dict[int, set[str]] = {}

    def note(token: Word, role: str) -> None:
        roles.setdefault(token.i, set()).add(role)
        roles.setdefault(core(token).i, set()).add(role)

    def note_frame(frame: Frame, before: str) -> None:
        for noun in frame.subjects:
            for member in members(noun):
                note(member, f"{before}subject")
        for noun in frame.objects:
            for member in members(noun):
                note(member, f"{before}object")
        for name, noun in frame.preps:
            for member in members(noun):
                note(member, f"{before}to:{name}")

    frame = frame_of(act)
    if frame is None:
        return roles
    note_frame(frame, "")
    for owner in owners(act):
        note(owner, "owner")
    for _, clause in frame.clauses:
        inner = frame_of(clause) if clause.pos_ in VERBAL else None
        if inner is not None:
            note_frame(inner, "clause ")
    verb = act.head if act.head.pos_ in VERBAL else act.head.head if act.head.pos_ == "ADP" else None
    if act.pos_ == "NOUN" and verb is not None and verb.pos_ in VERBAL:
        for noun in surface_subjects(verb):
            note(noun, "verb subject")
        outer = frame_of(verb)
        if outer is not None:
            note_frame(outer, f"verb {act.dep_} ")
    return roles
