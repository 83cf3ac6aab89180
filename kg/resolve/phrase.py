"""The build of a noun phrase by the order of its words: what is counted, what stands before the head, head, role.

Works on tokens and word classes, not on the dependency tree: parsers hang modifiers and attachments wrongly more often
than they miss a noun.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.resolve.hits import TAILS, Hit
from kg.vocabulary.actors import ActorTables, Role

NOUNS = frozenset({"NOUN", "PROPN"})
STOPS = frozenset({"IN", "TO", "WDT", "WP", "WRB", "WP$", "-LRB-", "-RRB-", "RP"})
VERBS = frozenset({"VBN", "VBD", "VBG", "VBZ", "VBP", "VB", "MD"})
COMMAS = frozenset({",", ";", ":", "\u2013", "\u2014", "--", "(", ")"})
LEADING = frozenset({"DET", "NUM", "PUNCT", "SPACE", "ADV", "ADP", "SCONJ", "CCONJ", "PART"})
ROLE_WORDS = 5  # longest role of the table in words
TITLE_CASE = 0.6  # share of words with capitals in a headline in which a capital makes no name
LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `start` to `end`, its `head` (last noun before any complement), a `hit` that ends there.

    `role` is the longest role noun that ends at the head and starts at `role_start`; `tail` is where complements begin.
    """

    start: int
    end: int
    head: int
    tail: int
    hit: Hit | None
    role: Role | None
    role_start: int


class PhraseReader:
    """Reads phrases with the words of the tables."""

    def __init__(self, tables: ActorTables) -> None:
        self._tables = tables
        self._measures = tables.words.get("measure", frozenset())

    def read(self, doc: Doc, start: int, end: int, at: Mapping[int, Hit]) -> Phrase | None:
        """The phrase in tokens `start` to `end`; `at` holds the hits by each of their tokens. None without a noun."""
        start = self._past_measures(doc, start, end, at)
        found = self._head(doc, start, end, at)
        if found is None:
            return None
        head, tail = found
        role, first = self.role(doc, start, head)
        of_role = self._role_with_of(doc, first if role else head, head, end, at)
        if of_role is not None:
            role, tail = of_role
            if tail < end and doc[tail].pos_ == "PROPN" and doc[tail].text not in COMMAS:  # a title before a name
                inner = self._head(doc, tail, end, at)
                if inner is not None:
                    return Phrase(start, end, inner[0], inner[1], at.get(inner[0]), *self.role(doc, tail, inner[0]))
        return Phrase(start, end, head, tail, at.get(head), role, first)

    def _past_measures(self, doc: Doc, start: int, end: int, at: Mapping[int, Hit]) -> int:
        """Start after "at least four", "dozens of", "a group of"."""
        i = start
        while i < end:
            token = doc[i]
            if i in at:
                break
            if token.ent_type_ == "CARDINAL" and i + 1 < end and doc[i + 1].pos_ != "PUNCT" and token.pos_ != "NOUN":
                i += 1  # "more than one million refugees"
                start = i
                continue
            if token.pos_ in LEADING or (
                token.tag_ in ("PDT", "JJR", "JJS", "PRP$") and i == start and token.tag_ != "PRP$"
            ):
                i += 1
                continue
            of = self._measured(doc, i, end)
            if of is None:
                break
            i = of + 1
            start = i
        return start

    def _measured(self, doc: Doc, i: int, end: int) -> int | None:
        """Place of "of" after a measure word at or shortly after a token, None where there is none."""
        for j in range(i, min(i + 3, end - 1)):
            token = doc[j]
            if doc[j + 1].lower_ == "of" and (token.lemma_.lower() in self._measures or token.pos_ == "NUM"):
                role, _ = self.role(doc, i, j)
                longer = f"{token.lemma_.lower()} of {doc[j + 2].lower_}" if j + 2 < end else ""
                if longer in self._tables.roles or (role is not None and " " in role.word):
                    return None
                return j + 1
            if token.pos_ not in ("ADJ", "NOUN", "NUM"):
                return None
        return None

    def _head(self, doc: Doc, start: int, end: int, at: Mapping[int, Hit]) -> tuple[int, int] | None:
        """(head, where complements begin)."""
        last: int | None = None
        i = start
        while i < end:
            token = doc[i]
            hit = at.get(i)
            if hit is not None and not hit.participle and not self._before_participle(doc, hit.end, end):
                last, i = min(hit.end, end) - 1, min(hit.end, end)
                continue
            if last is not None and self._ends(doc, token, i, end):
                return last, i
            if token.pos_ in NOUNS or (last is None and self._stands_for_noun(doc, i, end)):
                last = i
            i += 1
        return None if last is None else (last, end)

    def _stands_for_noun(self, doc: Doc, i: int, end: int) -> bool:
        return doc[i].pos_ == "PRON" or (doc[i].pos_ in ("NUM", "ADJ") and self._is_last(doc, i, end))

    def _ends(self, doc: Doc, token: Token, i: int, end: int) -> bool:
        if token.text in TAILS or token.text in ("-", "/", "'", "."):
            return False
        if token.tag_ in VERBS:
            return token.dep_ not in ("amod", "compound") and not token.text[:1].isupper()
        if token.tag_ == "CC":  # "military and intelligence services" goes on to its head
            return not self._shared_head(doc, i, end)
        return token.text in COMMAS or token.tag_ in STOPS or token.pos_ == "DET"

    def _shared_head(self, doc: Doc, i: int, end: int) -> bool:
        """Two modifiers of one head: "left-wing and liberal groups", but not "activists and journalists"."""
        before = doc[i - 1]
        return before.pos_ == "ADJ" or (before.dep_ in ("compound", "amod", "nmod") and before.head.i > i < end)

    def _before_participle(self, doc: Doc, i: int, end: int) -> bool:
        return i + 1 < end and doc[i].text == "-" and doc[i + 1].tag_ in VERBS | {"JJ"}

    def _is_last(self, doc: Doc, i: int, end: int) -> bool:
        return i + 1 >= end or self._ends(doc, doc[i + 1], i + 1, end)

    def role(self, doc: Doc, start: int, head: int) -> tuple[Role | None, int]:
        """The longest role noun that ends at the head, and where it starts."""
        for first in range(max(start, head - ROLE_WORDS + 1), head + 1):
            for text in forms(doc, first, head):
                role = self._tables.roles.get(text)
                if role is not None:
                    return role, first
        return None, head

    def _role_with_of(
        self, doc: Doc, first: int, head: int, end: int, at: Mapping[int, Hit]
    ) -> tuple[Role, int] | None:
        """ "head of state", "secretary of defense": the role goes on after "of"."""
        if head + 2 >= end or doc[head + 1].lower_ != "of" or head + 2 in at:
            return None
        for last in range(min(head + 4, end - 1), head + 1, -1):
            for text in forms(doc, first, last):
                role = self._tables.roles.get(text)
                if role is not None:
                    return role, last + 1
        return None


def forms(doc: Doc, first: int, last: int) -> tuple[str, ...]:
    """The words of a phrase as a table may write them: as they stand, and with the last one in the singular."""
    text = doc[first : last + 1].text.lower().replace("\u2019", "'")
    token = doc[last]
    stem = text[: len(text) - len(token.text)]
    lemma = token.lemma_.lower()
    found = [text]
    if lemma != token.lower_:
        found.append(stem + lemma)
    singular = singular_of(token.lower_)
    if singular not in (token.lower_, lemma):
        found.append(stem + singular)
    if first == last and token.text != token.lower_:
        found.append(token.text)
    return tuple(found)


def singular_of(word: str) -> str:
    """The tagger takes capitalized plurals for names and leaves them as they are."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def entity_at(head: Token, phrase: Phrase) -> Span:
    """The entity at a head within its phrase, the head alone where there is none."""
    start, end = head.i, head.i + 1
    if head.ent_type_:
        while start > phrase.start and head.doc[start].ent_iob_ == "I":
            start -= 1
        while end < phrase.end and head.doc[end].ent_iob_ == "I":
            end += 1
    return head.doc[start:end]


def in_title_case(token: Token) -> bool:
    """A word of a headline in which nearly every word has a capital."""
    words = [t for t in token.sent if t.is_alpha and len(t) > 3]
    return len(words) >= LEAST_WORDS and sum(t.text[:1].isupper() for t in words) > TITLE_CASE * len(words)
