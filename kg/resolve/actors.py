"""Which actor a noun phrase names: a state, a person in office, an organization, or a group of a country.

A phrase that names nobody resolves to None: nothing is invented. Country and sector follow the day of the event.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.model import Actor, Mention
from kg.resolve.coreference import antecedent, wanted
from kg.resolve.groups import country_actor, country_code, group_actor, unknown_actor
from kg.resolve.places import PlaceIndex
from kg.vocabulary.actors import ActorTables, Organization, Spell

FORMER = frozenset({"former", "ex", "ousted", "deposed", "late", "onetime", "exiled"})
OPPOSITION = frozenset({"opposition", "dissident", "anti-government"})
REBEL = frozenset({"rebel", "insurgent", "guerrilla", "separatist", "militant", "jihadist"})
WITHIN = ("of", "in", "from", "for", "at", "near")
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
MAX_DEPTH = 3
PEOPLE = frozenset({"people", "man", "woman", "child", "person", "other", "member", "family", "boy", "girl", "student"})


@dataclass(slots=True)
class Context:
    """What is known of one article while its claims are resolved: the people it has named in full, by surname."""

    doc: Doc
    people: dict[str, Actor] = field(default_factory=dict)
    countries: list[tuple[int, str]] = field(default_factory=list)  # (token, code) of every state named


class ActorIndex:
    """Resolves mentions against the actor tables."""

    def __init__(self, tables: ActorTables, places: PlaceIndex) -> None:
        self._tables = tables
        self._places = places

    def context(self, doc: Doc, day: date | None) -> Context:
        """Reads an article once for the people it names in full, so that surnames alone find them again."""
        context = Context(doc)
        for entity in doc.ents:
            if entity.label_ in ("GPE", "NORP", "LOC"):
                code = self._place_country(entity.root)
                if code:
                    context.countries.append((entity.start, code))
        for entity in doc.ents:
            if entity.label_ == "PERSON" and len(entity) > 1 and entity.root.pos_ == "PROPN":
                surname = entity[-1].text
                if surname not in context.people and surname[:1].isupper():
                    context.people[surname] = self._person(entity, entity.root, day, context)
        return context

    def resolve(self, mention: Mention, day: date | None, context: Context) -> tuple[Actor | None, Mention | None]:
        """The actor of a mention, and the earlier mention that a pronoun or description rests on."""
        span = context.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return None, None
        head = span.root
        if wanted(head) is not None:
            earlier = antecedent(head, self._number)
            if earlier is None:
                return None, None
            phrase = _phrase(earlier)
            actor = self._resolve(phrase, earlier, day, context, 0)
            return actor, Mention(phrase.text, phrase.start_char, phrase.end_char)
        return self._resolve(span, head, day, context, 0), None

    def _number(self, lemma: str) -> str | None:
        role = self._tables.role(lemma)
        return role.number if role else None

    # -- one phrase --------------------------------------------------------------------------------------------

    def _resolve(self, span: Span, head: Token, day: date | None, context: Context, depth: int) -> Actor | None:
        if depth > MAX_DEPTH:
            return None
        for text in _texts(span, head):
            named = self._named(text, span, head, day, context)
            if named is not None:
                return named
        if head.ent_type_ == "PERSON" and head.pos_ == "PROPN":
            entity = _entity(head) or span
            return self._person(entity, head, day, context)
        inner = _measured(head)
        if inner is not None:
            return self._resolve(_phrase(inner), inner, day, context, depth + 1)
        return self._composed(span, head, day, context, depth)

    def _named(self, text: str, span: Span, head: Token, day: date | None, context: Context) -> Actor | None:
        """A name of the tables that covers the whole phrase or its entity."""
        tables = self._tables
        country = tables.country(text)
        if country is not None:
            code, what = country
            if what == "metonym":
                return group_actor(code, "GOV", tables)
            if what in ("plural", "demonym") and head.dep_ not in ("amod", "compound"):
                return group_actor(code, "CVL", tables)
            return country_actor(code, tables)
        organization = tables.organization(text)
        if organization is not None:
            return self._organization(organization, span)
        if tables.people(text):
            return self._known_person(tables.people(text), span, day)
        region = tables.region(text)
        if region is not None and region in tables.countries:
            return country_actor(region, tables)
        return None

    def _organization(self, organization: Organization, span: Span) -> Actor:
        return Actor(
            organization.id,
            organization.name,
            "organization",
            country_code(organization.country, self._tables),
            organization.sector,
            organization.wikidata,
        )

    # -- people ------------------------------------------------------------------------------------------------

    def _person(self, entity: Span, head: Token, day: date | None, context: Context) -> Actor:
        name = _bare_name(entity)
        known = self._tables.people(name)
        if known:
            return self._known_person(known, _phrase(head), day)
        if " " not in name:
            earlier = context.people.get(name)
            if earlier is not None:
                return earlier
            famous = self._tables.surnames.get(_key(name), ())
            spells = [s for p in famous for s in self._tables.spells[p]]
            if famous and self._plausible(spells, head, day):
                return self._known_person(famous, _phrase(head), day)
        code = self._country_around(head, day, context) or self._only_country(head, context)
        return unknown_actor(name, "person", country_code(code, self._tables), self._title_sector(head))

    def _plausible(self, spells: list[Spell], head: Token, day: date | None) -> bool:
        """A surname alone is a leader's where he holds office on the day, or the text names his country close by."""
        if any(spell.covers(day) for spell in spells):
            return True
        near = head.doc[max(head.i - 40, 0) : head.i + 20]
        codes = {found[0] for token in near if token.ent_type_ and (found := self._tables.country(token.text))}
        return any(spell.country in codes for spell in spells)

    def _known_person(self, people: tuple[str, ...], span: Span, day: date | None) -> Actor:
        """Of several people of one name the one in office on the day, else the first."""
        tables = self._tables
        held = [spell for person in people for spell in tables.spells[person]]
        current = [spell for spell in held if spell.covers(day)] if day is not None else []
        best = current[0] if current else held[-1]
        former = any(token.lower_ in FORMER for token in span[: max(len(span) - 1, 0)])
        over = day is not None and not current and all(spell.last < day.isoformat() for spell in held)
        sector = "ELI" if former or over else best.sector
        return Actor(
            best.person,
            best.name,
            "person",
            country_code(best.country, tables),
            sector,
            next((s.wikidata for s in tables.spells[best.person] if s.wikidata), ""),
        )

    def _title_sector(self, head: Token) -> str:
        """Sector by the titles before a name or the apposition after it."""
        words = [c for c in head.children if c.dep_ in ("compound", "amod", "nmod", "appos")]
        if head.dep_ == "appos":
            words.append(head.head)
        if any(w.lower_ in FORMER for w in words):
            return "ELI"
        if any(w.lower_ in OPPOSITION for c in words for w in (c, *c.children)):
            return "OPP"
        for word in words:
            sector = self._role_sector(word)
            if sector:
                return sector
        return ""

    # -- composition -------------------------------------------------------------------------------------------

    def _role_sector(self, head: Token) -> str | None:
        words = [t.lower_ for t in head.doc[max(head.i - 2, head.sent.start) : head.i]]
        lemma = head.lemma_.lower()
        for text in (" ".join([*words, lemma]), " ".join([*words[-1:], lemma]), lemma, head.lower_, head.text):
            role = self._tables.role(text)
            if role is not None:
                return role.sector
        return None

    def _composed(self, span: Span, head: Token, day: date | None, context: Context, depth: int) -> Actor | None:
        """Country and sector by rule: "Iranian officials", "police in Lagos", "the rebel army"."""
        tables = self._tables
        owner = self._owner(head, day, context, depth)
        sector = self._sector(head, owner)
        code = self._country_of_owner(owner) or self._country_within(head, day, context)
        if head.ent_type_ == "ORG" and head.pos_ == "PROPN" and owner is None:
            code = code or self._country_around(head, day, context)
            return self._unknown_organization(span, head, code, sector or "")
        if sector is None:
            if head.ent_type_ in ("GPE", "LOC", "FAC"):
                place = self._places.resolve(_mention(span), text=head.sent.text, countries=())
                code = place.country if place is not None else code
            return country_actor(code, tables) if code in tables.countries else owner
        if owner is not None and owner.kind == "organization" and sector in ("", owner.sector, "CVL", "GOV"):
            return owner
        officer = self._office_holder(head, code, day)
        if officer is not None:
            return officer
        if not code and not sector:
            return None
        return group_actor(code or self._nearest_country(head, context), sector, tables)

    def _sector(self, head: Token, owner: Actor | None) -> str | None:
        modifiers = {c.lower_ for c in head.children if c.dep_ in ("amod", "compound", "nmod", "poss")}
        sector = self._role_sector(head)
        if sector is None:
            return None
        if modifiers & FORMER and sector not in ("MIL", "COP", "CVL"):
            return "ELI"
        if modifiers & OPPOSITION:
            return "OPP"
        if modifiers & REBEL and sector in ("", "CVL", "MIL", "GOV"):
            return "REB"
        if sector == "" or self._principal(head):
            return owner.sector if owner is not None else self._modifier_sector(head)
        return sector

    def _principal(self, head: Token) -> bool:
        role = self._tables.role(head.lemma_.lower())
        return role is not None and "principal" in role.note

    def _modifier_sector(self, head: Token) -> str:
        for child in head.children:
            if child.dep_ in ("compound", "amod", "nmod"):
                role = self._tables.role(child.lemma_.lower())
                if role is not None and role.sector:
                    return role.sector
        return ""

    def _owner(self, head: Token, day: date | None, context: Context, depth: int) -> Actor | None:
        """Whose it is: the possessor, nationality or body before the head, else the one after "of"."""
        for child in _modifiers(head):
            if child.tag_ == "PRP$":
                earlier = antecedent(child, self._number)
                actor = self._resolve(_phrase(earlier), earlier, day, context, depth + 1) if earlier else None
            elif child.text[:1].isupper() or child.dep_ == "poss":
                actor = self._resolve(_modifier_span(child), child, day, context, depth + 1)
            else:
                actor = None
            if actor is not None and (actor.country or actor.kind == "organization"):
                return actor
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "for", "from"):
                for obj in prep.children:
                    if obj.dep_ == "pobj" and obj.ent_type_ not in ("DATE", "CARDINAL"):
                        actor = self._resolve(_phrase(obj), obj, day, context, depth + 1)
                        if actor is not None and (actor.country or actor.kind == "organization"):
                            return actor
        return None

    def _country_of_owner(self, owner: Actor | None) -> str:
        if owner is None:
            return ""
        return owner.id if owner.kind == "country" else owner.country

    def _country_within(self, head: Token, day: date | None, context: Context) -> str:
        """Country of a place after "in", "from", "at"."""
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in WITHIN:
                for obj in prep.children:
                    if obj.dep_ == "pobj" and (obj.ent_type_ in NAME_LABELS or obj.text[:1].isupper()):
                        code = self._place_country(obj)
                        if code:
                            return code
        return ""

    def _place_country(self, token: Token) -> str:
        entity = _entity(token)
        for text in ([entity.text] if entity is not None else []) + [token.text]:
            found = self._tables.country(text)
            if found is not None:
                return found[0]
            region = self._tables.region(text)
            if region:
                return region
        for child in token.children:
            if child.dep_ in ("poss", "compound", "amod") and (found := self._tables.country(child.text)):
                return found[0]
        span = entity if entity is not None else token.doc[token.i : token.i + 1]
        place = self._places.resolve(_mention(span), text=token.sent.text, countries=())
        return place.country if place is not None else ""

    def _country_around(self, head: Token, day: date | None, context: Context) -> str:
        """Country in the titles of a name, in its apposition, or in the phrase it is appositive to."""
        for token in (
            head,
            *(c for c in head.children if c.dep_ == "appos"),
            *([head.head] if head.dep_ == "appos" else []),
        ):
            for child in _modifiers(token):
                for word in (child, *child.children):
                    found = self._tables.country(word.text)
                    if found is not None:
                        return found[0]
            code = self._country_within(token, day, context)
            if code:
                return code
        return ""

    def _only_country(self, head: Token, context: Context) -> str:
        """The one state that the sentence names; "" where there are none or several."""
        sentence = head.sent
        codes = {code for place, code in context.countries if sentence.start <= place < sentence.end}
        return codes.pop() if len(codes) == 1 else ""

    def _nearest_country(self, head: Token, context: Context) -> str:
        """Where a group without nationality belongs: the state named last in its sentence, else next, else before."""
        sentence = head.sent
        before = [code for place, code in context.countries if sentence.start <= place < head.i]
        after = [code for place, code in context.countries if head.i < place < sentence.end]
        earlier = [code for place, code in context.countries if place < sentence.start]
        return before[-1] if before else after[0] if after else earlier[-1] if earlier else ""

    def _office_holder(self, head: Token, code: str, day: date | None) -> Actor | None:
        """ "the U.S. president", "Iran's supreme leader" on a day."""
        if head.tag_ == "NNS" or not code:
            return None
        before = [t.lower_ for t in head.doc[max(head.i - 1, 0) : head.i]]
        if {c.lower_ for c in head.children} & FORMER | {c.lower_ for c in head.children} & OPPOSITION:
            return None
        lemma = head.lemma_.lower()
        for office in (" ".join([*before, lemma]), lemma):
            spell = self._tables.holder(code, office, day)
            if spell is not None:
                return self._known_person((spell.person,), head.doc[head.i : head.i], day)
        return None

    def _unknown_organization(self, span: Span, head: Token, code: str, sector: str) -> Actor:
        entity = _entity(head) or span
        words = [t for t in entity if t.lower_ not in ("the", "'s")]
        name = entity.doc[words[0].i : words[-1].i + 1].text if words else entity.text
        sector = sector or next((s for t in reversed(words) if (s := self._tables.role_sector(t.lower_))), "")
        return unknown_actor(name, "organization", country_code(code, self._tables), sector)


def _key(name: str) -> str:
    from kg.vocabulary.actors import key

    return key(name)


def _mention(span: Span) -> Mention:
    return Mention(span.text, span.start_char, span.end_char)


def _texts(span: Span, head: Token) -> Iterator[str]:
    """The phrase, its entity, and its longest run of names up to the head: longest first."""
    yield span.text
    entity = _entity(head)
    if entity is not None and entity.text != span.text:
        yield entity.text
    if head.pos_ in ("PROPN", "ADJ") or head.text[:1].isupper():
        start = head.i
        while start > span.start and head.doc[start - 1].pos_ == "PROPN":
            start -= 1
        for first in range(start, head.i + 1):
            yield head.doc[first : head.i + 1].text


def _entity(token: Token) -> Span | None:
    if not token.ent_type_:
        return None
    start, end = token.i, token.i + 1
    while start > 0 and token.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(token.doc) and token.doc[end].ent_iob_ == "I":
        end += 1
    return token.doc[start:end]


def _bare_name(entity: Span) -> str:
    """A person's name without possessive and titles that stand in the span."""
    tokens = [t for t in entity if (t.tag_ != "POS" and not t.is_punct) or t.text in ("-", ".")]
    return entity.doc[tokens[0].i : tokens[-1].i + 1].text if tokens else entity.text


def _modifiers(head: Token) -> list[Token]:
    """Possessors, then names and adjectives before the head, nearest to the head last."""
    owners = [c for c in head.children if c.dep_ == "poss"]
    others = [c for c in head.children if c.dep_ in ("amod", "compound", "nmod") and c.i < head.i]
    deeper = [g for c in others for g in c.children if g.dep_ in ("compound", "amod") and c.lower_ != "backed"]
    hyphenated = [g for c in others if c.lower_ == "led" for g in c.children]
    return owners + [c for c in others if c.lower_ not in ("backed", "led")] + deeper + hyphenated


def _modifier_span(token: Token) -> Span:
    if token.dep_ == "poss":
        return _phrase(token)
    return _entity(token) or token.doc[token.i : token.i + 1]


def _phrase(head: Token) -> Span:
    """The noun phrase without relative clauses and appositions."""
    start, end = head.i, head.i + 1
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "conj", "cc", "punct"):
            continue
        if child.i < head.i:
            start = min(start, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in WITHIN:
            end = max(end, child.right_edge.i + 1)
    return head.doc[start:end]


def _measured(head: Token) -> Token | None:
    """ "dozens of soldiers": soldiers."""
    if head.lemma_.lower() in MEASURES or head.pos_ == "NUM":
        for prep in head.children:
            if prep.lower_ == "of":
                return next((c for c in prep.children if c.dep_ == "pobj"), None)
    return None


MEASURES = frozenset(
    "number dozen hundred thousand million score group series couple lot handful majority member some many most part"
    " rest wave pair team crowd one two three several half none each any leader".split()
) - {"leader", "group", "team", "member"}


__all__ = ["ActorIndex", "Context", "replace"]
