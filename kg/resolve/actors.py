"""Who the mentions of an article are: what is read once of the article, and what points back to words before it.

A mention that names nobody has no actor: nothing is invented. Country and sector follow the day of the event.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.model import Actor, Mention
from kg.resolve.compose import Composer
from kg.resolve.context import DATELINE_REACH, PLACE_LABELS, SETTING, Context, Named, is_setting, read_context
from kg.resolve.coreference import antecedent, phrase_of, wanted
from kg.resolve.groups import country_actor, country_code, group_actor
from kg.resolve.hits import NameIndex
from kg.resolve.nouns import NounReader
from kg.resolve.people import name_tokens
from kg.resolve.persons import PersonReader
from kg.resolve.phrase import PhraseReader
from kg.resolve.places import PlaceIndex
from kg.vocabulary.actors import ActorTables
from kg.vocabulary.dateline import filed_at

# the labels of the language model that names of the tables stand for
LABELS = {"organization": "ORG", "country": "GPE", "person": "PERSON"}
PAIR_REACH = 120  # tokens, about five sentences
Resolved = tuple[Actor, Mention | None]
Found = tuple[Resolved, ...] | None


class ActorIndex:
    """Resolves mentions against the actor tables."""

    def __init__(self, tables: ActorTables, places: PlaceIndex) -> None:
        self._tables = tables
        self._places = places
        self._names = NameIndex(tables)
        self._reader = PhraseReader(tables)
        self._composer = Composer(tables, places, self._reader)
        self._persons = PersonReader(tables, self._reader, self._composer)
        self._nouns = NounReader(tables, self._reader, self._composer, self._persons)
        none: frozenset[str] = frozenset()
        self._pairs = tables.words.get("pair", none)
        self._states = tables.words.get("state", none)
        self._speakers = tables.words.get("speaker", none)
        self._honorifics = tables.words.get("honorific", none)

    # -- the article ---------------------------------------------------------------------------------------------

    def context(self, doc: Doc, published: date | None) -> Context:
        """Reads an article once: the names in it, the people and bodies it introduces by their full names."""
        context = self._with_places(read_context(doc, self._names.scan(doc), published))
        for entity in doc.ents:
            if entity.label_ == "PERSON" and len(name := name_tokens(entity)) > 1:
                surname, known = name[-1].text, context.at.get(name[-1].i)
                if known is not None and known.kind in ("country", "region"):  # "Petróleos de Venezuela"
                    continue
                if surname[:1].isupper() and surname not in context.people:
                    actor = self._persons.read(context, doc[name[0].i : name[-1].i + 1], context.day)
                    if actor is not None:
                        context.people[surname] = (actor, _mention(entity))
        for long, short in context.brackets(doc):
            actor = self._nouns.at(context, long.start, long.end, context.day)
            if actor is not None and actor.kind == "organization":
                context.acronyms.setdefault(short, (actor, _mention(long)))
        return context

    def _with_places(self, context: Context) -> Context:
        """The context with what towns, people and bodies tell of the states in which it plays."""
        filed = filed_at(context.text, DATELINE_REACH)
        if filed:
            place = self._places.resolve(Mention(filed, 0, len(filed)))
            context = replace(context, filed=place.country if place is not None else "")
        towns = []
        for entity in context.doc.ents:
            if entity.label_ in PLACE_LABELS | {"ORG"} and entity.start not in context.at:
                if entity.label_ == "ORG":  # "the Copenhagen City Court"
                    code = self._composer.city(context, entity.start, entity.end) if len(entity) > 1 else ""
                else:
                    code = self._composer.place(context, entity.text, entity.start)
                if code:
                    towns.append(Named(entity.start, code, is_setting(context.doc, entity.start)))
        hints = []
        if not context.named:
            seen = sorted({id(hit): hit for hit in context.at.values()}.values(), key=lambda hit: hit.start)
            for hit in seen:
                codes = {spell.country for id_ in hit.ids for spell in self._tables.spells.get(id_, ())} or {hit.code}
                code = country_code(codes.pop(), self._tables)
                if not codes and code in self._tables.countries:
                    hints.append(Named(hit.start, code, False))
        return replace(context, towns=tuple(towns), hints=tuple(hints))

    # -- mentions ------------------------------------------------------------------------------------------------

    def resolve(self, mention: Mention, day: date | None, context: Context) -> Iterator[Resolved]:
        """The actor of a mention with the earlier mention that it rests on, if any; two for "both countries"."""
        span = context.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return
        for read in (self._pair, self._state, self._possessed, self._antecedent, self._repeated, self._introduced):
            found = read(span, day, context)
            if found is not None:
                yield from found
                return
        last = context.at.get(span.end - 1)
        if last is not None and last.end > span.end:  # "Dorvan" of "Dorvan army"
            hits = self._names.scan(context.doc, span.start, span.end)
            context = replace(context, at={i: hit for hit in hits for i in range(hit.start, hit.end)})
        actor = self._nouns.at(context, span.start, span.end, day)
        if actor is not None:
            yield actor, None

    def is_scene(self, mention: Mention, context: Context) -> bool:
        """A town after "in", "at", "near": where an act happens, and no party to it."""
        span = context.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or span.root.ent_type_ not in PLACE_LABELS or span.root.head.lower_ not in SETTING:
            return False
        hit = context.at.get(span.root.i)
        if hit is not None:
            return hit.kind == "region" and hit.what not in ("area", "partial", "contested", "territory")
        return bool(self._composer.place(context, span.text, span.root.i))

    def is_speaker(self, mention: Mention) -> bool:
        """ "I", "we": words for who speaks."""
        return mention.text.lower() in self._speakers

    def _titled(self, span: Span) -> bool:
        """ "Mr. Tolo": a surname after a form of address."""
        return len(span) == 2 and span[0].lower_.rstrip(".") in self._honorifics

    def _number(self, lemma: str) -> str | None:
        role = self._tables.role(lemma)
        return role.number if role else None

    # -- what points back: the actors of a mention, none where they are unknown, None where it is another kind ------

    def _pair(self, span: Span, day: date | None, context: Context) -> Found:
        """ "the two countries", "both sides": the two states named last before, each with where it was named."""
        head = span.root
        if head.tag_ != "NNS" or head.lemma_.lower() not in self._pairs or any(i in context.at for i in _range(span)):
            return None
        if not any(token.lower_ in ("both", "two") for token in span[:3]):
            return None
        found: dict[str, Resolved] = {}
        for named in reversed(context.named):
            if named.token < span.start and named.token > span.start - PAIR_REACH and named.code not in found:
                found[named.code] = self._named(named, context)
            if len(found) == 2:
                return tuple(reversed(found.values()))
        return None

    def _state(self, span: Span, day: date | None, context: Context) -> Found:
        """ "the country": the state named last before; "his country": that of whom the pronoun points back to."""
        head = span.root
        if head.lemma_.lower() not in self._states:
            return None
        if _bare(span, head):
            before = [n for n in context.named if head.i - PAIR_REACH < n.token < span.start]
            return tuple(self._named(named, context) for named in before[-1:])
        if span[0].tag_ == "PRP$":
            for owner, via in self.resolve(_mention(span[:1]), day, context):
                if owner.country in self._tables.countries:
                    return ((country_actor(owner.country, self._tables), via),)
        return None

    def _named(self, named: Named, context: Context) -> Resolved:
        where = context.doc[named.token : named.token + 1]
        return country_actor(named.code, self._tables), _mention(where)

    def _possessed(self, span: Span, day: date | None, context: Context) -> Found:
        """ "its troops", "the group's leaders": a role of what the pronoun or description before it points back to."""
        doc = context.doc
        owner = next((child for child in span.root.children if child.dep_ == "poss"), None)
        if owner is None or owner.i < span.start or owner.i in context.at:
            return None
        if any(i in context.at for i in range(owner.i + 1, span.root.i + 1)):  # "their Dorvan counterparts"
            return None
        whose = phrase_of(owner)
        if owner.tag_ != "PRP$" and not (_bare(whose, owner) and (wanted(owner) or self._tables.role(owner.lemma_))):
            return None
        found = next(self.resolve(_mention(whose), day, context), None)
        phrase = self._reader.read(doc, owner.i + 1, span.end, context.at)
        if found is None or phrase is None or phrase.role is None:
            return None
        actor, via = found[0], found[1] or _mention(whose)
        if actor.kind == "organization" and actor.sector not in ("", "GOV"):
            return ((actor, via),)
        sector = self._composer.sector(context, phrase) or ("GOV" if phrase.role.principal else "")
        if actor.country not in self._tables.countries or not sector:
            return None
        holder = self._nouns.holder(context, phrase, actor.country, day)
        return ((holder or group_actor(actor.country, sector, self._tables), via),)

    def _antecedent(self, span: Span, day: date | None, context: Context) -> Found:
        """ "he", "the group": the phrase before that it stands for."""
        if wanted(span.root) is None:
            return None
        earlier = antecedent(span.root, self._number, lambda token: LABELS.get(_hit_kind(context, token), ""))
        return self._at(phrase_of(earlier), day, context) if earlier is not None else ()

    def _repeated(self, span: Span, day: date | None, context: Context) -> Found:
        """ "the ministry" after "the Dorvan defence ministry": the phrase of that head that says whose it is."""
        doc, head = context.doc, span.root
        role = self._tables.role(head.lemma_.lower())
        if not _bare(span, head) or role is None or head.tag_ not in ("NN", "NNP") or role.number == "thing":
            return None
        for i in range(span.start - 1, max(span.start - PAIR_REACH, -1), -1):
            token = doc[i]
            if token.lemma_.lower() != head.lemma_.lower() or token.tag_ == "NNS":
                continue
            owner = token.head if token.dep_ == "compound" and token.head.ent_type_ == "PERSON" else token
            phrase = phrase_of(owner)
            if any(context.at.get(j) is not None for j in _range(phrase)) or owner is not token:
                return self._at(phrase, day, context) or None
        return None

    def _introduced(self, span: Span, day: date | None, context: Context) -> Found:
        """ "ALDE", "Mr. Tolo": who was named in full before."""
        known = context.acronyms.get(span.text.removeprefix("the ").removeprefix("The "))
        if known is not None:
            return (known,)
        surname = context.people.get(span[-1].text if self._titled(span) else span.text)
        return (surname,) if surname is not None and surname[1].start < span.start_char else None

    def _at(self, phrase: Span, day: date | None, context: Context) -> tuple[Resolved, ...]:
        actor = self._nouns.at(context, phrase.start, phrase.end, day)
        return ((actor, _mention(phrase)),) if actor is not None else ()


def _hit_kind(context: Context, token: Token) -> str:
    hit = context.at.get(token.i)
    return hit.kind if hit is not None and hit.end == token.i + 1 and hit.what in ("", "name") else ""


def _mention(span: Span) -> Mention:
    return Mention(span.text, span.start_char, span.end_char)


def _range(span: Span) -> range:
    return range(span.start, span.end)


def _bare(span: Span, head: Token) -> bool:
    """ "the country", "this nation", without anything that says which."""
    return len(span) <= 2 and head.i == span.end - 1 and span[0].lower_ in ("the", "this", "that")


__all__ = ["ActorIndex", "Context"]
