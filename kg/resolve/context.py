"""What one article tells for all its mentions: the names in it, where it is set, whom it has named in full."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.model import Actor, Mention
from kg.resolve.hits import Hit

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
SETTING = frozenset({"in", "at", "near", "inside", "across", "throughout", "outside", "around", "within"})
YEAR = re.compile(r"\b(?:19[4-9]\d|20[0-4]\d)\b")
SEVERAL = "|"  # between the countries of a people
SETTING_REACH = 14  # tokens between a group and the place where the sentence sets its act
LOOK_BEFORE = 3  # tokens between a preposition and the name it governs
DATELINE_REACH = 400  # characters from the start: title and first paragraph


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
    names to who was named in full first, and where. `towns` are the states of the towns named, `hints` those of the
    people and bodies: they count where no state is named. `filed` is the state of the dateline.
    """

    doc: Doc
    text: str
    at: Mapping[int, Hit]
    named: tuple[Named, ...]
    day: date | None
    exact: bool
    towns: tuple[Named, ...] = ()
    hints: tuple[Named, ...] = ()
    filed: str = ""
    people: dict[str, tuple[Actor, Mention]] = field(default_factory=dict)
    acronyms: dict[str, tuple[Actor, Mention]] = field(default_factory=dict)

    def brackets(self, doc: Doc) -> Iterator[tuple[Span, str]]:
        """Names followed by their acronym in brackets: "the Arkel Liberation Army (ALA)"."""
        for i in (opening.i for opening in doc[1:-2] if opening.text == "("):
            short = doc[i + 1].text
            if doc[i + 2].text == ")" and short.isupper() and len(short) > 1:
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
        """Where those belong who are named at a token without nationality; `""` where the article tells nothing.

        The state in which the sentence sets its act, else the state named last before in it, else next, else that of a
        town, person or body of the sentence, else the one that the article names most.
        """
        inside, towns = _within(self.named, sentence), _within(self.towns, sentence)
        setting = [n for n in (*inside, *towns) if n.setting and abs(n.token - token) <= SETTING_REACH]
        if setting:
            return min(setting, key=lambda n: abs(n.token - token)).code
        before = [n for n in inside if n.token < token]
        if before and closes(sentence.doc[token]):
            return before[0].code
        if before:
            return before[-1].code
        others = [] if inside else (towns or _within(self.hints, sentence))
        if inside or others:
            return (inside or others)[0].code
        return self.main()

    def main(self) -> str:
        """The state that the article names most often, the first of several; without any that of towns, then people."""
        for found in (self.named, self.towns, self.hints):
            counts = Counter(n.code for n in found)
            if counts:
                return max(counts, key=lambda code: counts[code])
        return ""

    def only(self, sentence: Span) -> str:
        """The one state of the sentence, else of the article; `""` where there are several."""
        for found in (self.named, self.towns, self.hints):
            inside = {n.code for n in _within(found, sentence)} or {n.code for n in found}
            if inside:
                return next(iter(inside)) if len(inside) == 1 else ""
        return ""

    def beside(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """States that the sentence and the article name, but for the words at tokens `start` to `end` themselves."""
        sentence = self.doc[start].sent
        others = [n for n in self.named if not start <= n.token < end]
        return [n.code for n in others if sentence.start <= n.token < sentence.end], [n.code for n in others]


def _within(found: Sequence[Named], sentence: Span) -> Sequence[Named]:
    first = bisect_left(found, sentence.start, key=lambda n: n.token)
    return found[first : bisect_left(found, sentence.end, key=lambda n: n.token)]


def read_context(doc: Doc, hits: Iterable[Hit], published: date | None) -> Context:
    """The context of an article with the names found in it; people and acronyms are still empty."""
    at: dict[int, Hit] = {}
    named = []
    for hit in settled(hits):
        for i in range(hit.start, hit.end):
            at[i] = hit
        if hit.code and hit.kind in ("country", "region"):
            named.append(Named(hit.start, hit.code, is_setting(doc, hit.start)))
    text = doc.text
    day, exact = day_of(text, published)
    return Context(doc, text, at, tuple(named), day, exact)


def settled(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits with one country each: a people of several ("Pashtun") is of the one that the text names beside it."""
    found = list(hits)
    codes = {hit.code for hit in found if hit.kind == "country"}
    for hit in found:
        if SEVERAL in hit.code:
            homes = hit.code.split(SEVERAL)
            here = [code for code in homes if code in codes]
            hit = replace(hit, code=here[0] if len(here) == 1 else homes[0])
        yield hit


def day_of(text: str, published: date | None) -> tuple[date | None, bool]:
    """The day for looking offices up, and whether it is exact: publication, else the one year that a text names."""
    if published is not None:
        return published, True
    years = set(YEAR.findall(text))
    return (date(int(years.pop()), 7, 1), False) if len(years) == 1 else (None, False)


def closes(token: Token) -> bool:
    """ "..., state media reported": a speaker after his words is of the country that the sentence names first."""
    verb = token.head
    return token.dep_ == "nsubj" and any(c.dep_ in ("ccomp", "parataxis") and c.i < token.i for c in verb.children)


def is_setting(doc: Doc, token: int) -> bool:
    """A name after "in", "near": "in the eastern Dorvan town of X"."""
    return any(doc[i].lower_ in SETTING for i in range(max(token - LOOK_BEFORE, 0), token))
