"""Which noun phrases can be a party to an event, and where a party hides inside one that cannot."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from kg.extract.grammar import core, members, noun_preps, owners

NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "his", "their", "we", "us", "our", "i", "my"})
NEUTRAL = frozenset({"it", "its"})

# how sure a noun phrase is a party
NAME, ROLE, PRONOUN, OWNED, NOBODY = 4, 3, 2, 1, 0


class Parties:
    """Judges noun phrases by entity labels and by what the actor tables know.

    `is_role(lemma)` and `is_name(text)` come from the tables.
    """

    def __init__(self, is_role: Callable[[str], bool], is_name: Callable[[str], bool]) -> None:
        self._is_role = is_role
        self._is_name = is_name

    def rank(self, head: Token) -> int:
        """NAME, ROLE, PRONOUN, OWNED (a thing with a named owner) or NOBODY."""
        head = core(head)
        if head.pos_ == "PRON" or head.tag_ in ("PRP", "PRP$"):
            return PRONOUN if head.lower_ in PERSONAL | NEUTRAL else NOBODY
        if self.named(head):
            return NAME
        if head.pos_ in ("NOUN", "PROPN", "ADJ") and self._role(head):
            return ROLE
        if self._named_modifier(head) is not None:
            return OWNED
        return NOBODY

    def named(self, token: Token) -> bool:
        if token.ent_type_ in NAMED and token.pos_ in ("PROPN", "ADJ", "NOUN", "X"):
            return token.pos_ == "PROPN" or token.text[:1].isupper()
        return token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN") and self._is_name(token.text)

    def _role(self, head: Token) -> bool:
        lemma = head.lemma_.lower()
        if self._is_role(lemma) or self._is_role(head.lower_) or self._is_role(head.text):
            return True
        if head.pos_ == "PROPN" and not head.ent_type_ and head.text[:1].isupper():
            return True  # a name that the model does not label
        previous = head.nbor(-1) if head.i else None
        return previous is not None and previous.dep_ in ("compound", "amod") and self._is_role(
            f"{previous.lower_} {lemma}"
        )

    def _named_modifier(self, head: Token) -> Token | None:
        for child in head.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and (self.named(child) or self._hyphenated(child)):
                return child
        return None

    def _hyphenated(self, token: Token) -> bool:
        """"Saudi-led": spaCy splits it, the name is a child of "led"."""
        return token.lower_ in ("led", "backed", "based") and any(self.named(c) for c in token.children)

    def inside(self, head: Token) -> Iterator[Token]:
        """Parties inside a noun phrase that is none itself, most telling first.

        "a U.S. proposal": U.S.; "a proposal by France": France; "their offer": their.
        """
        for owner in owners(head):
            if self.rank(owner) >= PRONOUN:
                yield owner
        for name, obj in noun_preps(head):
            if name in ("by", "against", "of", "from", "on", "with", "to", "at", "in", "into", "over", "toward", "towards"):
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

    def modifiers(self, head: Token) -> Iterator[Token]:
        """Names that stand before a noun as adjective or compound: "U.S. proposal", "Saudi-led strike"."""
        for child in head.children:
            if child.dep_ in ("amod", "compound", "nmod"):
                if self.named(child):
                    yield child
                elif self._hyphenated(child):
                    yield from (c for c in child.children if self.named(c))

    def named_members(self, head: Token) -> list[Token]:
        """The coordinated parties that each get an event of their own: those with a name, else the first alone."""
        others = [m for m in list(members(head))[1:] if not _one_name(head, m)]
        named = [m for m in others if self.rank(m) == NAME or self._named_modifier(core(m)) is not None]
        return [head, *named]


def _one_name(head: Token, other: Token) -> bool:
    """Two tokens of one name that the parser split: "Omar al-Bashir"."""
    if other.is_punct or (other.i and other.nbor(-1).text == "-"):
        return True
    between = other.doc[min(head.i, other.i) + 1 : max(head.i, other.i)]
    return not any(t.pos_ in ("CCONJ", "PUNCT") and t.text != "-" for t in between)
