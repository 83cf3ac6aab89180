"""Which person a name means, by his surname, his titles, his country and the appositions beside his name."""

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.model import Actor
from kg.resolve.compose import Composer, Ties
from kg.resolve.context import Context
from kg.resolve.coreference import phrase_of
from kg.resolve.groups import country_actor, country_code, unknown_actor
from kg.resolve.hits import hit_country
from kg.resolve.people import PeopleIndex, name_tokens
from kg.resolve.phrase import Phrase, PhraseReader
from kg.vocabulary.actor_rows import Spell
from kg.vocabulary.actors import ActorTables

CIVILIAN = "CVL"  # PLOVER's sector for a person of whom nothing else is told
# what a person's title says less than his table
WEAK = frozenset({"", "GOV", "ELI"})


class PersonReader:
    """Resolves names of people: those of the tables by office and date, others by name and country."""

    def __init__(self, tables: ActorTables, reader: PhraseReader, composer: Composer) -> None:
        self._tables = tables
        self._reader = reader
        self._composer = composer
        self._people = PeopleIndex(tables)
        self._honorifics = tables.words.get("honorific", frozenset())
        self._regnal = tables.words["regnal"]

    def holder(self, spell: Spell, day: date | None) -> Actor:
        """The person of a spell in office."""
        return self._people.actor(spell, day, former=False)

    def read(
        self,
        context: Context,
        name: Span,
        day: date | None,
        phrase: Phrase | None = None,
        ids: tuple[str, ...] = (),
    ) -> Actor | None:
        """A person by name, with what stands before the name and in the apposition beside it."""
        doc, words = context.doc, self._without_titles(_before_of(name_tokens(name)))
        if not words:
            return None
        text = doc[words[0].i : words[-1].i + 1].text
        surname = len(words) == 1
        first = words[0].i
        reigns = surname and first > 0 and doc[first - 1].lower_ in self._regnal
        if surname and not reigns and text in context.people:
            return context.people[text][0]
        start = min(phrase.start if phrase is not None else first, _titles(doc, first))
        sides = [side for side in (self._reader.read(doc, *span, context.at) for span in _appositions(name)) if side]
        near, sector, title = self._beside(context, start, first, sides)
        after = context.at.get(words[-1].i + 2)
        if doc[words[-1].i + 1 : words[-1].i + 2].text == "of" and after is not None and after.code:
            near.append(country_code(after.code, self._tables))  # "Amara Tolo of Dorva"
        former = any(
            self._composer.is_former(doc, a, b) for a, b in ((start, first), *((p.start, p.head) for p in sides))
        )
        known = self._people.reigning if reigns else self._people.candidates
        candidates = ids or known(text)
        spell = self._people.choose(candidates, day, title, near, context.codes(), surname)
        if spell is not None:
            return self._people.actor(spell, day, former, sector if sector not in WEAK else None)
        if surname and (words[0].ent_type_ != "PERSON" or not title):
            home = self._composer.place(context, text, first)
            if home and home in context.codes():  # a town that the model took for a person
                return country_actor(home, self._tables)
        if surname and words[0].ent_type_ != "PERSON":
            return None
        sentence = doc[name.start].sent
        code = near[0] if near else context.only(sentence) or (context.home(first, sentence) if title else "")
        if former and sector in WEAK:
            sector = "ELI"
        full = doc[first - 1 : first + 1].text if reigns else text
        return unknown_actor(full, "person", country_code(code, self._tables), sector or CIVILIAN)

    def _without_titles(self, words: list[Token]) -> list[Token]:
        """A name without the titles that the model took into it: "Crown Prince", "Mr."."""
        tables = self._tables
        for size in (2, 1):
            if len(words) > size:
                title = " ".join(word.lower_ for word in words[:size]).rstrip(".")
                role = tables.roles.get(title)
                if title in tables.office_words or title in self._honorifics or (role and role.number == "person"):
                    return self._without_titles(words[size:])
        return words

    def _beside(self, context: Context, start: int, end: int, sides: list[Phrase]) -> tuple[list[str], str, str]:
        """Countries, sector and title by the words before a name and in its appositions."""
        doc, near, sector, title = context.doc, [], "", ""
        while start < end and doc[end - 1].lower_.rstrip(".") in self._honorifics:  # "president Sheikh Sharif"
            end -= 1
        before = self._reader.read(doc, start, end, context.at) if start < end else None
        for phrase in ([before] if before else []) + sides:
            ties = self._composer.ties(context, phrase)
            own = [phrase.hit] if phrase.hit is not None else []
            for hit in (*own, *ties.before, *ties.after):
                code = country_code(hit_country(hit, self._tables), self._tables)
                if code and code not in near and hit.kind != "person":
                    near.append(code)
            if not near and ties.city:
                near.append(ties.city)
            if phrase.role is not None:
                title = title or phrase.role.word
                sector = sector or self._composer.sector(context, phrase) or self._body_sector(phrase, ties)
        return near, sector, title

    def _body_sector(self, phrase: Phrase, ties: Ties) -> str:
        """ "a spokesman for Hezbollah" is of the sector of Hezbollah."""
        for hit in (*ties.after, *ties.before):
            if hit.kind == "organization":
                return self._tables.organizations[hit.ids[0]].sector
        return "GOV" if phrase.role is not None and "principal" in phrase.role.note else ""


def _before_of(words: list[Token]) -> list[Token]:
    """A name without "of Dorva", which the model takes into it."""
    cut = next((i for i, word in enumerate(words) if i and word.lower_ == "of"), len(words))
    return words[:cut]


def _titles(doc: Doc, start: int) -> int:
    """Where the titles and nationalities before a name begin."""
    first = start
    sentence = doc[start].sent.start if start < len(doc) else 0
    while first > sentence and doc[first - 1].pos_ in ("PROPN", "ADJ", "NOUN") and not doc[first - 1].is_punct:
        first -= 1
    return first


def _appositions(name: Span) -> Iterator[tuple[int, int]]:
    """Token ranges of the phrases that stand in apposition to a name, on either side."""
    head = name.root
    for child in head.children:
        if child.dep_ == "appos":
            phrase = phrase_of(child)
            yield phrase.start, phrase.end
    if head.dep_ == "appos":
        phrase = phrase_of(head.head)
        yield phrase.start, min(phrase.end, name.start)
