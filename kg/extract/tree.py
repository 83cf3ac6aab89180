"""A parse read off into plain objects that go by spaCy's names.

spaCy makes a new object at each `token.head` and looks a string up at each `token.pos_`. Grammar asks for both a
thousand times a sentence, and for what it has found out of a word before.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, overload

import numpy as np
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from kg.extract.frames import Frame

ATTRIBUTES: list[int | str] = [
    *"ORTH LOWER LEMMA POS TAG DEP ENT_TYPE ENT_IOB IDX IS_PUNCT IS_SPACE SENT_START SPACY".split()
]
NAMES, LEMMA = 7, 2  # so many columns hold words; which one the lemma
IOB = ("", "I", "O", "B")


class Word:
    """A token. `children` stand in the order of the text; the head of a root is the word itself."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "frame",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_space",
        "lemma",
        "lower_",
        "measures",
        "political",
        "pos_",
        "rank",
        "tag_",
        "text",
    )
    children: "Sequence[Word]"
    dep_: str
    doc: "Tree"
    ent_iob_: str
    ent_type_: str
    head: "Word"
    i: int
    idx: int
    is_punct: bool
    is_space: bool
    lemma: str  # in lower case
    lower_: str
    measures: bool  # of a number: it only measures what follows "of"
    pos_: str
    tag_: str
    text: str
    # what was found out of the word, None before that is asked
    frame: "Frame | None"
    rank: int | None
    political: bool | None

    def __repr__(self) -> str:
        return self.text

    def nbor(self, step: int) -> "Word":
        return self.doc.words[self.i + step]

    @property
    def sent(self) -> "Words":
        return self.doc.sentence_at(self.i)

    @property
    def lefts(self) -> "list[Word]":
        return [child for child in self.children if child.i < self.i]

    @property
    def ancestors(self) -> "Iterator[Word]":
        """From the head up."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def subtree(self) -> "Iterator[Word]":
        """The word and all below it, in no order to rely on."""
        yield self
        for child in self.children:
            yield from child.subtree

    @property
    def left_edge(self) -> "Word":
        return min(self.subtree, key=lambda word: word.i)

    def is_ancestor(self, other: "Word") -> bool:
        return any(up is self for up in other.ancestors)


class Words:
    """A run of words, `end` exclusive; character offsets are those of the text."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Tree", start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    def __getitem__(self, place: int) -> Word:
        return self.doc.words[self.start + place if place >= 0 else self.end + place]

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def label_(self) -> str:
        """The entity label of the first word."""
        return self.doc.words[self.start].ent_type_

    @property
    def sent(self) -> "Words":
        return self.doc.sentence_at(self.start)

    @property
    def root(self) -> Word:
        """The word from which the others hang: that with the shortest way to the top, the first of equals."""
        outward = [w for w in self if w.head is w or not self.start <= w.head.i < self.end]
        return min(outward, key=_height) if outward else self[0]


def _height(word: Word) -> float:
    """Steps to the top of the tree; blanks and signs are no root where there is a word."""
    if (word.is_space or word.is_punct) and not word.children and word.head is not word:
        return inf
    return sum(1 for _ in word.ancestors)


class Tree:
    """The words of a parsed text with its sentences."""

    __slots__ = ("_starts", "sents", "text", "words")

    def __init__(self, doc: Doc) -> None:
        rows = doc.to_array(ATTRIBUTES)
        strings = doc.vocab.strings
        names = {number: strings[number] for number in np.unique(rows[:, :NAMES]).tolist()}
        lemmas = {number: names[number].lower() for number in np.unique(rows[:, LEMMA]).tolist()}
        self.words = [Word() for _ in range(len(doc))]
        starts = []
        parts = []
        for i, (word, row) in enumerate(zip(self.words, rows.tolist(), strict=True)):
            orth, lower, lemma, pos, tag, dep, label, iob, idx, punct, space, begins, blank = row
            word.doc = self
            word.i = i
            word.idx = idx
            word.text = names[orth]
            word.lower_ = names[lower]
            word.lemma = lemmas[lemma]
            word.pos_ = names[pos]
            word.measures = word.pos_ == "NUM"
            word.tag_ = names[tag]
            word.dep_ = names[dep]
            word.ent_type_ = names[label]
            word.ent_iob_ = IOB[iob]
            word.is_punct = punct == 1
            word.is_space = space == 1
            word.frame = word.rank = word.political = None
            parts.append(f"{word.text} " if blank else word.text)
            if begins == 1 or not i:
                starts.append(i)
        self.text = "".join(parts)
        self.sents = [Words(self, *ends) for ends in pairwise((*starts, len(doc)))]
        self._starts = starts
        self._hang(doc.to_array(["HEAD"]).astype(np.int64).ravel().tolist())

    def _hang(self, steps: Sequence[int]) -> None:
        """Sets heads, which stand so many words after their dependents, and children."""
        below: dict[int, list[Word]] = defaultdict(list)
        for i, (word, step) in enumerate(zip(self.words, steps, strict=True)):
            word.head = self.words[i + step]
            word.children = ()
            if step:
                below[i + step].append(word)
        for head, children in below.items():
            self.words[head].children = children

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, place: int) -> Word: ...

    @overload
    def __getitem__(self, place: slice) -> Words: ...

    def __getitem__(self, place: int | slice) -> Word | Words:
        if isinstance(place, int):
            return self.words[place]
        start, end, _ = place.indices(len(self.words))
        return Words(self, start, end)

    def sentence_at(self, index: int) -> Words:
        return self.sents[bisect_right(self._starts, index) - 1]

    def char_span(self, start: int, end: int) -> Words | None:
        """The words that touch some characters, `end` exclusive; None where there are none."""
        first = bisect_right(self.words, start, key=lambda word: word.idx) - 1
        last = bisect_left(self.words, end, key=lambda word: word.idx)
        return Words(self, max(first, 0), last) if last > max(first, 0) else None

    def same(self, span: Span) -> Words:
        """The words of a span of the parse that this was read from."""
        return Words(self, span.start, span.end)
