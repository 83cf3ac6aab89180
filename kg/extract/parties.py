"""Which noun phrases can be a party to an event, and where a party hides inside one that cannot."""

from collections.abc import Callable, Iterator

from kg.extract.grammar import core, members, noun_preps, owners
from kg.extract.spans import entity_around
from kg.extract.tree import Word
from kg.vocabulary.lexicon import Lexicon

NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "his", "their", "we", "us", "our", "i", "my"})
NEUTRAL = frozenset({"it", "its"})

# PLOVER sectors whose acts are political by themselves; "" is a state or an organization as a whole
POLITICAL = frozenset("GOV MIL COP JUD LEG SPY PTY OPP REB PRM UAF ELI REF PRE".split()) | {""}
SOCIAL = frozenset("CVL LAB AGR EDU SOC MED REL JRN".split())

READER = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
LOOK_BACK = 50  # tokens, about two sentences of news

# how sure a noun phrase is a party
NAME, ROLE, PRONOUN, OWNED, NOBODY = 4, 3, 2, 1, 0


class Parties:
    """Judges noun phrases by entity labels and by what the actor tables know.

    `role_sector(word)` gives the PLOVER sector of a role noun, None for other words; `name_sector(text)` that of a
    country, person or organization of the tables (`""` for a country or organization without sector), None for others.
    `last_words` are the words in which role nouns of several words end.
    """

    def __init__(
        self,
        role_sector: Callable[[str], str | None],
        name_sector: Callable[[str], str | None],
        last_words: frozenset[str],
        lexicon: Lexicon,
    ) -> None:
        self._role_sector = role_sector
        self._name_sector = name_sector
        self._last_words = last_words
        self._states = lexicon.classes.get("state", frozenset())
        self._counterparts = lexicon.classes.get("counterpart", frozenset())
        self._instruments = lexicon.classes.get("instrument", frozenset()) | frozenset(lexicon.event_nouns)

    def rank(self, head: Word) -> int:
        """NAME, ROLE, PRONOUN, OWNED (a thing with a named owner) or NOBODY."""
        if head.rank is None:
            head.rank = self._rank(core(head))
        return head.rank

    def _rank(self, head: Word) -> int:
        if head.pos_ == "PRON" or head.tag_ in ("PRP", "PRP$"):
            return PRONOUN if head.lower_ in PERSONAL | NEUTRAL else NOBODY
        if self.named(head):
            return NAME
        if head.pos_ in ("NOUN", "PROPN", "ADJ") and self._role(head):
            return ROLE
        if self._named_modifier(head) is not None:
            return OWNED
        return NOBODY

    def named(self, token: Word) -> bool:
        if token.ent_type_ in NAMED and token.pos_ in ("PROPN", "ADJ", "NOUN", "X"):
            return token.pos_ == "PROPN" or token.text[:1].isupper()
        return (
            token.text[:1].isupper()
            and token.pos_ in ("PROPN", "ADJ", "NOUN")
            and self._name_sector(token.text) is not None
        )

    def _role(self, head: Word) -> bool:
        if self._sector(head) is not None:
            return True
        # a name that the model does not label
        return head.pos_ == "PROPN" and not head.ent_type_ and head.text[:1].isupper()

    def _sector(self, head: Word) -> str | None:
        """Sector of a role noun, the longest first: "human rights group" before "group"."""
        lemma = head.lemma
        phrases = [lemma, head.lower_, head.text]
        if lemma in self._last_words:
            words = [t.lower_ for t in head.doc[max(head.i - 2, 0) : head.i]]
            phrases = [" ".join([*words, lemma]), " ".join([*words[-1:], lemma]), *phrases]
        return next((sector for phrase in phrases if (sector := self._role_sector(phrase)) is not None), None)

    def political(self, head: Word, wide: bool = False) -> bool:
        """Whether a party acts in politics: states, officials, armed groups, parties, courts, police, named nations.

        `wide` lets social groups in (workers, students, residents), as protests want.
        """
        if wide:
            return self._politics(core(head), wide)
        if head.political is None:
            head.political = self._politics(core(head), wide)
        return head.political

    def _politics(self, head: Word, wide: bool) -> bool:
        sectors = POLITICAL | SOCIAL if wide else POLITICAL
        if head.pos_ == "PRON" or head.tag_ == "PRP$":
            return head.lower_ not in READER and self._politics_before(head)
        role = self._sector(head)
        if head.ent_type_ == "NORP" or (role in sectors and (role or head.lemma in self._states)):
            return True
        if self._known(head) in sectors:
            return True
        for child in head.children:
            if child.dep_ in ("compound", "amod", "nmod", "poss", "appos") and (
                child.ent_type_ == "NORP" or self._known(child) in sectors or self._sector(child) in sectors - {""}
            ):
                return True
        return self._sector(head) is not None and any(self._known(place) in sectors for place in _homes(head))

    def acts_for_owner(self, thing: Word) -> bool:
        """A statement, a decision, a missile: what it does its owner does."""
        return thing.lemma in self._instruments

    def faces_owner(self, party: Word) -> bool:
        """ "their counterparts", "its neighbour": others than their owner, unlike "its troops"."""
        return party.lemma in self._counterparts

    def _politics_before(self, pronoun: Word) -> bool:
        """A pronoun in a text on politics: some state, official or nation is named shortly before."""
        before = pronoun.doc[max(pronoun.i - LOOK_BACK, 0) : pronoun.i]
        return any(t.ent_type_ == "NORP" or (t.ent_type_ and self._known(t) in POLITICAL) for t in before)

    def _known(self, token: Word) -> str | None:
        """Sector of a name in the tables, looked up as the whole entity, then as the word."""
        if not token.text[:1].isupper():
            return None
        entity = entity_around(token)
        if entity is not None:
            sector = self._name_sector(entity.text)
            if sector is not None:
                return sector
        return self._name_sector(token.text)

    def _named_modifier(self, head: Word) -> Word | None:
        for child in head.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and (self.named(child) or self._hyphenated(child)):
                return child
        return None

    def _hyphenated(self, token: Word) -> bool:
        """ "Saudi-led": spaCy splits it, the name is a child of "led"."""
        return token.lower_ in ("led", "backed", "based") and any(self.named(c) for c in token.children)

    def inside(self, head: Word) -> Iterator[Word]:
        """Parties inside a noun phrase that is none itself, most telling first.

        "a U.S. proposal": U.S.; "a proposal by France": France; "their offer": their.
        """
        for owner in owners(head):
            if self.rank(owner) >= PRONOUN:
                yield owner
        for name, obj in noun_preps(head):
            if name in (
                "by",
                "against",
                "of",
                "from",
                "on",
                "with",
                "to",
                "at",
                "in",
                "into",
                "over",
                "toward",
                "towards",
            ):
                if self.rank(obj) >= ROLE:
                    yield obj
                elif name in ("of", "on", "against"):
                    yield from self.inside(obj)
        yield from self.modifiers(head)
        for child in head.children:
            if child.dep_ in ("acl", "relcl"):
                for agent in child.children:
                    if agent.dep_ == "agent":
                        yield from (c for c in agent.children if c.dep_ == "pobj" and self.rank(c) >= ROLE)

    def modifiers(self, head: Word) -> Iterator[Word]:
        """Names that stand before a noun as adjective or compound: "U.S. proposal", "Saudi-led strike"."""
        for child in head.children:
            if child.dep_ in ("amod", "compound", "nmod"):
                if self.named(child):
                    yield child
                elif self._hyphenated(child):
                    yield from (c for c in child.children if self.named(c))

    def named_members(self, head: Word) -> list[Word]:
        """The coordinated parties that each get an event of their own: those with a name, else the first alone."""
        others = [m for m in list(members(head))[1:] if not _one_name(head, m)]
        named = [m for m in others if self.rank(m) == NAME or self._named_modifier(core(m)) is not None]
        return [head, *named]


def _one_name(head: Word, other: Word) -> bool:
    """Two tokens of one name that the parser split: "Omar al-Bashir"."""
    if other.is_punct or (other.i and other.nbor(-1).text == "-"):
        return True
    between = other.doc[min(head.i, other.i) + 1 : max(head.i, other.i)]
    return not any(t.pos_ in ("CCONJ", "PUNCT") and t.text != "-" for t in between)


def _homes(head: Word) -> Iterator[Word]:
    """What stands after "of", "in" or "from" behind a noun."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
            yield from (c for c in child.children if c.dep_ == "pobj")
