"""What one article tells for all its mentions: the names in it, where it is set, whom it has named in full."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span

from kg.model import Actor, Mention
from kg.resolve.hits import Hit

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
SETTING = frozenset({"in", "at", "near", "inside", "across", "throughout", "outside", "around", "within"})
YEAR = re.compile(r"\b(?:19[4-9]\d|20[0-4]\d)\b")
SETTING_REACH = 14  # tokens between a group and the place where the sentence sets its act
LOOK_BEFORE = 3  # tokens between a preposition and the name it governs


@dataclass(frozen=True, slots=True)
class Named:
    """A state named at a token; `setting` where the words say that something happened there."""

    token: int
    code: str
    setting: bool


@dataclass(frozen=True, slots=True)
class Context:
    """Read once for an article. `day` is None where neither publication nor the text tells the year.

    `exact` is False where `day` is only the middle of the year that the text names. `people` maps the last words of
    names to who was named in full first, and where.
    """

    doc: Doc
    at: Mapping[int, Hit]
    named: tuple[Named, ...]
    day: date | None
    exact: bool
    people: dict[str, tuple[Actor, Mention]] = field(default_factory=dict)
    acronyms: dict[str, tuple[Actor, Mention]] = field(default_factory=dict)

    def brackets(self, doc: Doc) -> Iterator[tuple[Span, str]]:
        """Names followed by their acronym in brackets: "the Arkel Liberation Army (ALA)"."""
        for i in range(1, len(doc) - 2):
            short = doc[i + 1].text
            if doc[i].text == "(" and doc[i + 2].text == ")" and short.isupper() and len(short) > 1:
                hit, first = self.at.get(i - 1), i - 1
                if hit is not None:
                    yield doc[hit.start : hit.end], short
                elif doc[i - 1].ent_type_ == "ORG":
                    while first > 0 and doc[first].ent_iob_ == "I":
                        first -= 1
                    yield doc[first:i], short

    def codes(self) -> frozenset[str]:
        return frozenset(n.code for n in self.named)

    def home(self, token: int, sentence: Span) -> str:
        """Where those belong who are named at a token without nationality; `""` where the article names no state.

        The state in which the sentence sets its act, else the state named last before in it, else next, else the one
        that the article names most.
        """
        first = bisect_left(self.named, sentence.start, key=lambda n: n.token)
        last = bisect_left(self.named, sentence.end, key=lambda n: n.token)
        inside = self.named[first:last]
        setting = [n for n in inside if n.setting and abs(n.token - token) <= SETTING_REACH]
        if setting:
            return min(setting, key=lambda n: abs(n.token - token)).code
        before = [n for n in inside if n.token < token]
        if before:
            return before[-1].code
        if inside:
            return inside[0].code
        return self.main()

    def main(self) -> str:
        """The state that the article names most often, the first of several."""
        counts = Counter(n.code for n in self.named)
        return max(counts, key=lambda code: counts[code]) if counts else ""

    def only(self, sentence: Span) -> str:
        """The one state of the sentence, else of the article; `""` where there are several."""
        inside = {n.code for n in self.named if sentence.start <= n.token < sentence.end} or self.codes()
        return next(iter(inside)) if len(inside) == 1 else ""


def read_context(doc: Doc, hits: Iterable[Hit], published: date | None) -> Context:
    """The context of an article with the names found in it; people and acronyms are still empty."""
    at: dict[int, Hit] = {}
    named = []
    for hit in hits:
        for i in range(hit.start, hit.end):
            at[i] = hit
        if hit.code and hit.kind in ("country", "region"):
            named.append(Named(hit.start, hit.code, is_setting(doc, hit.start)))
    day, exact = day_of(doc.text, published)
    return Context(doc, at, tuple(named), day, exact)


def day_of(text: str, published: date | None) -> tuple[date | None, bool]:
    """The day for looking offices up, and whether it is exact: publication, else the one year that a text names."""
    if published is not None:
        return published, True
    years = set(YEAR.findall(text))
    return (date(int(years.pop()), 7, 1), False) if len(years) == 1 else (None, False)


def is_setting(doc: Doc, token: int) -> bool:
    """A name after "in", "near": "in the eastern Dorvan town of X"."""
    return any(doc[i].lower_ in SETTING for i in range(max(token - LOOK_BEFORE, 0), token))
