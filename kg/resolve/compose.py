"""Country and sector of a phrase by its words: "Dorvan officials", "the army's spokesman", "police in Arkel"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.model import Mention
from kg.resolve.context import Context
from kg.resolve.groups import country_code
from kg.resolve.hits import TAILS, Hit
from kg.resolve.phrase import COMMAS, Phrase, PhraseReader, singular_of
from kg.resolve.place_table import place_words
from kg.resolve.places import Around, PlaceIndex
from kg.vocabulary.actors import ActorTables

# prepositions that tie a group to a place or body, nearest tie first
TIES = ("of", "from", "in", "for", "at", "to", "with", "near", "across", "within", "inside", "on", "under")
OWNING = frozenset(TIES) - {"with", "to", "on", "under"}
WITHIN = frozenset(TIES[:5]) | {"near", "across", "within", "inside"}
# sectors that "former" makes a former elite
ELITE = frozenset({"", "GOV", "LEG", "SPY", "PTY", "JUD"})
# sectors that "opposition" and "rebel" before the noun override
TO_OPPOSITION = frozenset({"", "LEG", "GOV", "PTY", "CVL", "SOC", "ELI", "OPP"})
TO_REBELS = frozenset({"", "CVL", "MIL", "GOV", "PTY", "UAF", "LEG", "PRM", "COP"})
TO_REFUGEES = frozenset({"", "CVL"})


@dataclass(frozen=True, slots=True)
class Ties:
    """Names before and after a head that tell whose it is, the most telling first in each."""

    before: tuple[Hit, ...]
    leaders: tuple[Hit, ...]
    patrons: tuple[Hit, ...]
    after: tuple[Hit, ...]
    city: str  # country code of a town before the head


class Composer:
    """Reads country and sector off the words of a phrase."""

    def __init__(self, tables: ActorTables, places: PlaceIndex, reader: PhraseReader) -> None:
        self._tables = tables
        self._places = places
        self._reader = reader
        words = tables.words
        self._leader, self._patron = words.get("leader", frozenset()), words.get("patron", frozenset())
        self._former, self._opposition = words.get("former", frozenset()), words.get("opposition", frozenset())
        self._generic = words.get("body", frozenset()) | words.get("area", frozenset())
        self._rebel, self._refugee = words.get("rebel", frozenset()), words.get("refugee", frozenset())

    # -- country -------------------------------------------------------------------------------------------------

    def ties(self, context: Context, phrase: Phrase, first: int | None = None) -> Ties:
        """Names in the phrase; those before the head are looked for from token `first` on."""
        doc, at = context.doc, context.at
        start = phrase.start if first is None else first
        until = phrase.hit.start if phrase.hit is not None else min(phrase.role_start, phrase.head)
        before: list[Hit] = []
        leaders: list[Hit] = []
        patrons: list[Hit] = []
        for hit in hits_in(at, start, until):
            participle = hit.participle or _participle(doc, hit.end)
            if participle in self._leader:
                leaders.append(hit)
            elif participle in self._patron:
                patrons.append(hit)
            elif hit.kind != "region" or hit.code:
                before.append(hit)
        after = tuple(self._after(context, phrase))
        city = "" if before else self.city(context, start, until)
        return Ties(tuple(before), tuple(leaders), tuple(patrons), after, city)

    def _after(self, context: Context, phrase: Phrase) -> Iterator[Hit]:
        """Names in complements: after "of" first, then the others in the order of the text."""
        found = []
        for hit in hits_in(context.at, phrase.tail, self._end(context.doc, phrase)):
            tie = self._tie(context.doc, hit.start, phrase.tail)
            participle = hit.participle or _participle(context.doc, hit.end)
            if tie in OWNING and participle not in self._patron and (hit.kind != "region" or hit.code):
                found.append((tie != "of", hit.start, hit))
        yield from (hit for _, _, hit in sorted(found, key=lambda f: f[:2]))

    def _end(self, doc: Doc, phrase: Phrase) -> int:
        """End of the phrase with a prepositional complement that the mention leaves out."""
        end = phrase.end
        if end < len(doc) and doc[end].lower_ in OWNING and doc[end].head.i == phrase.head:
            return min(doc[end].right_edge.i + 1, end + 8)
        return end

    def _tie(self, doc: Doc, token: int, first: int) -> str:
        """The preposition before a name within the complement."""
        if token and doc[token - 1].text == "(":  # "Election Commission (Dorva)"
            return "of"
        for i in range(token - 1, first - 1, -1):
            if doc[i].lower_ in TIES:
                return doc[i].lower_
            if doc[i].text in COMMAS:
                return ""
        return ""

    def city(self, context: Context, start: int, end: int) -> str:
        """Country of a town or province named in tokens without a hit: "a Turvak court"."""
        doc = context.doc
        run: list[int] = []
        for i in range(start, end + 1):
            if i < end and i not in context.at and doc[i].pos_ == "PROPN" and doc[i].ent_type_ != "PERSON":
                run.append(i)
            elif run:
                for first in range(len(run)):
                    for last in range(len(run), first, -1):
                        before, after = run[:first], run[last:]
                        if not all(self._common(doc[i]) for i in (*before, *after[-1:])):
                            continue  # "Amara Tolo" is no town, "Copenhagen City Court" names one
                        code = self.place(context, doc[run[first] : run[last - 1] + 1].text, run[first])
                        if code:
                            return code
                run = []
        return ""

    def _common(self, token: Token) -> bool:
        """A word of a name that is a common noun: "City", "Court", "Greater"."""
        word = token.lower_
        if word in self._generic or word in place_words("around"):
            return True
        return self._tables.role(word) is not None or self._tables.role(singular_of(word)) is not None

    def place(self, context: Context, text: str, token: int) -> str:
        """Country of a place name; ambiguous names by the states that sentence and article name."""
        start = context.doc[token].idx
        sentence, article = context.beside(token, token + len(text.split()))
        around = Around(sentence=sentence, article=article, filed=context.filed)
        found = self._places.resolve(Mention(text, start, start + len(text)), around)
        return country_code(found.country, self._tables) if found is not None else ""

    # -- sector --------------------------------------------------------------------------------------------------

    def sector(self, context: Context, phrase: Phrase) -> str | None:
        """Sector that the words of the phrase give; None where no word of it is a role."""
        doc = context.doc
        role = phrase.role
        words = self._modifiers(context, phrase)
        sector = role.sector if role is not None else None
        if not sector:
            inner = self._modifier_sector(context, phrase)
            sector = inner if inner is not None else sector
        if words & self._opposition and (sector in TO_OPPOSITION or sector is None):
            return "OPP"
        if words & self._rebel and (sector in TO_REBELS or sector is None):
            return "REB"
        if words & self._refugee and (sector in TO_REFUGEES or sector is None):
            return "REF"
        person = role is not None and role.number == "person" and doc[phrase.head].tag_ != "NNPS"
        if words & self._former and person and sector in ELITE:
            return "ELI"
        return sector

    def is_former(self, doc: Doc, start: int, end: int) -> bool:
        return any(doc[i].lower_ in self._former for i in range(start, end))

    def is_opposition(self, doc: Doc, start: int, end: int) -> bool:
        return any(doc[i].lower_ in self._opposition for i in range(start, end))

    def _modifiers(self, context: Context, phrase: Phrase) -> frozenset[str]:
        doc = context.doc
        last = phrase.head
        words = {doc[i].lower_ for i in range(phrase.start, last)} | {
            doc[i].lemma_.lower() for i in range(phrase.start, last)
        }
        words |= {doc[i : i + 3].text.lower() for i in range(phrase.start, max(last - 2, phrase.start))}
        return frozenset(words)

    def _modifier_sector(self, context: Context, phrase: Phrase) -> str | None:
        """Sector of a role noun before the head: "a police vehicle", "a rebel-held town"; nearest first."""
        doc = context.doc
        until = phrase.role_start if phrase.role is not None else phrase.head
        for i in range(until - 1, phrase.start - 1, -1):
            if doc[i].text in TAILS:
                return None
            if i in context.at or doc[i].tag_ in ("DT", "PRP$"):
                continue
            role, _ = self._reader.role(doc, phrase.start, i)
            if role is not None and role.sector and not (role.number == "person" and doc[i].pos_ == "ADJ"):
                return role.sector
        return None


def hits_in(at: Mapping[int, Hit], start: int, end: int) -> list[Hit]:
    """Hits that start in tokens `start` to `end`, in order."""
    found: list[Hit] = []
    for i in range(start, end):
        hit = at.get(i)
        if hit is not None and (not found or found[-1] is not hit) and hit.start >= start:
            found.append(hit)
    return found


def _participle(doc: Doc, i: int) -> str:
    """ "backed" in "Dorva-backed", "Dorva backed", "" where the name is followed by none."""
    if i + 1 < len(doc) and doc[i].text in ("-", "\u2010", "\u2011"):
        return doc[i + 1].lower_
    return doc[i].lower_ if i < len(doc) and doc[i].tag_ == "VBN" else ""


def last_possessive(doc: Doc, start: int, end: int, skip: Sequence[Hit] = ()) -> int | None:
    """Token of the last possessive mark before the end of a phrase's modifiers."""
    inside = {i for hit in skip for i in range(hit.start, hit.end)}
    return next((i for i in range(end - 1, start, -1) if doc[i].text in TAILS and i not in inside), None)
