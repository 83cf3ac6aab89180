"""One noun phrase by its words and the article around it: a state, a holder of office, a body, a group of a country.

A phrase that names nobody is None: nothing is invented. Country and sector follow the day of the event.
"""

from dataclasses import replace
from datetime import date

from spacy.tokens import Span, Token

from kg.model import Actor
from kg.resolve.compose import Composer, Ties, hits_in
from kg.resolve.context import PLACE_LABELS, Context
from kg.resolve.groups import country_actor, country_code, group_actor, region_actor, unknown_actor
from kg.resolve.hits import Hit, hit_country
from kg.resolve.persons import PersonReader
from kg.resolve.phrase import Phrase, PhraseReader, entity_at, in_title_case
from kg.vocabulary.actors import ActorTables

# sectors that members of a body keep beside it: NATO troops are NATO's and military
ARMED = frozenset({"MIL", "REB", "COP", "PRM", "UAF"})
FORCES = frozenset({"MIL", "COP"})  # of a state: one node for all that news calls its army or police
MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})
# who leads a state: its prime minister where `actor_words.csv` calls it parliamentary
LEADER, PREMIERS = "leader", ("prime minister", "chancellor", "taoiseach")
# labels that the model gives to names of people which it does not know
MISTAKEN = frozenset({"", "NORP", "PERSON"})
# sectors of bodies that stand for themselves where they have a name: "the Arkel Front", not the state's police
CIVIL = frozenset({"OPP", "REB", "CRM", "SOC", "PTY", "BUS", "LAB", "EDU", "MED", "JRN", "PRM", "REL"})
FEW = 5  # states that have an office of a name, above which the name does not tell whose it is
MUNITION = "munition"  # in the note of a role: what explodes is not of the state in which it does


class NounReader:
    """Reads phrases with the tables."""

    def __init__(self, tables: ActorTables, reader: PhraseReader, composer: Composer, persons: PersonReader) -> None:
        self._tables = tables
        self._reader = reader
        self._composer = composer
        self._persons = persons
        none: frozenset[str] = frozenset()
        self._states = tables.words.get("state", none)
        self._areas = tables.words.get("area", none) | self._states
        self._bodies = tables.words.get("body", none)
        self._crowds, self._honorifics = tables.words.get("people", none), tables.words.get("honorific", none)

    def at(self, context: Context, start: int, end: int, day: date | None) -> Actor | None:
        """The actor of the phrase at tokens `start` to `end`."""
        phrase = self._reader.read(context.doc, start, end, context.at)
        if phrase is None:
            return None
        head = context.doc[phrase.head]
        if phrase.hit is not None and (phrase.role is None or phrase.role_start >= phrase.hit.start):
            return self._named(context, phrase, phrase.hit, day)
        if head.ent_type_ == "PERSON" and head.pos_ == "PROPN" and phrase.role is None:
            name = entity_at(head, phrase)
            return self._persons.read(context, name, day, phrase)
        ties = self._composer.ties(context, phrase)
        if head.lemma_.lower() in self._areas:
            return self._area(context, phrase, ties)
        if phrase.role is not None:
            return self._role(context, phrase, ties, day)
        sector = self._composer.sector(context, phrase)
        if head.ent_type_ == "ORG" and head.pos_ == "PROPN" and not head.text.islower():
            town = self._composer.place(context, entity_at(head, phrase).text, phrase.head)
            if town and (town in context.codes() or len(entity_at(head, phrase)) == phrase.end - phrase.start == 1):
                return country_actor(town, self._tables)
            return self._unknown_body(context, phrase, ties, sector)
        code = self._owner_code(ties)
        if head.ent_type_ in PLACE_LABELS:
            code = self._composer.place(context, entity_at(head, phrase).text, phrase.head) or code
        elif head.pos_ == "PROPN" and not code:
            code = self._composer.city(context, phrase.start, phrase.head + 1)
        if sector:
            return group_actor(code or ties.city or self._home(context, phrase), sector, self._tables)
        if code in self._tables.countries:
            return country_actor(code, self._tables)
        if head.lemma_.lower() in self._crowds and head.pos_ != "PROPN":  # "thousands", "others"
            return group_actor(self._home(context, phrase), "CVL", self._tables)
        return self._hit_actor(context, ties.before[-1], day) if ties.before else self._unlisted(context, phrase, day)

    def _unlisted(self, context: Context, phrase: Phrase, day: date | None) -> Actor | None:
        """A name of no table: a place counts as the state in which it lies, any other as a person."""
        head = context.doc[phrase.head]
        if head.pos_ != "PROPN" or not head.text[:1].isupper():
            return None
        if head.ent_type_ in PLACE_LABELS:
            home = self._home(context, phrase)
            return country_actor(home, self._tables) if home in self._tables.countries else None
        if head.ent_type_ not in MISTAKEN or head.lower_.rstrip(".") in self._honorifics:
            return None
        if not head.ent_type_ and in_title_case(head):
            return None
        name = entity_at(head, phrase)
        code = country_code(context.only(head.sent), self._tables)
        return self._persons.read(context, name, day, phrase) or unknown_actor(name.text, "person", code, "")

    def _named(self, context: Context, phrase: Phrase, hit: Hit, day: date | None) -> Actor | None:
        if hit.kind == "person":
            return self._persons.read(context, context.doc[hit.start : hit.end], day, phrase, hit.ids)
        if hit.kind == "country" and hit.what in ("plural", "demonym", "adjective"):
            if context.doc[phrase.head].dep_ in MODIFIER:  # "a Dorvan proposal": the state
                return self._hit_actor(context, hit, day)
            sector = self._composer.sector(context, phrase)
            return group_actor(hit.code, sector or "CVL", self._tables)
        if hit.kind == "organization" and (group := self._composed(context.doc[hit.start : hit.end], hit)):
            return group
        if hit.kind == "organization" and (other := self._other_state(context, phrase, hit)):
            return group_actor(other, self._tables.organizations[hit.ids[0]].sector, self._tables)
        return self._hit_actor(context, hit, day)

    def _composed(self, name: Span, hit: Hit) -> Actor | None:
        """ "the Dorvan army" is the military of Dorva, as its soldiers are, though the table lists it by name."""
        body = self._tables.organizations[hit.ids[0]]
        if body.sector not in FORCES:
            return None
        for i in range(len(name) - 1, 0, -1):
            country = self._tables.country(name[:i].text)
            role = self._tables.role(name[i:].text.lower())
            if country is not None and role is not None and role.number == "group" and role.sector == body.sector:
                return group_actor(country[0], body.sector, self._tables)
        return None

    def _other_state(self, context: Context, phrase: Phrase, hit: Hit) -> str:
        """ "Dorva's Justice Department": the state before the name of a body that the table has of another state."""
        home = self._tables.organizations[hit.ids[0]].country
        if home not in self._tables.countries:
            return ""
        ties = self._composer.ties(context, phrase)
        bracketed = [hit for hit in ties.after if context.doc[hit.start - 1].text == "("]
        codes = [hit.code for hit in (*bracketed, *ties.before) if hit.kind == "country"]
        return codes[-1] if codes and home not in codes else ""

    def _area(self, context: Context, phrase: Phrase, ties: Ties) -> Actor | None:
        """ "the Dorvan town of Arkel", "Arkel province": the state in which it lies."""
        code = self._owner_code(ties) or self._composer.city(context, phrase.start, phrase.end)
        if code in self._tables.countries:
            return country_actor(code, self._tables)
        if context.doc[phrase.head].tag_ == "NNS" and context.doc[phrase.head].lemma_.lower() in self._states:
            return self._states_of(context, phrase, ties)
        sector = self._composer.sector(context, phrase) if phrase.role is None else None
        home = self._home(context, phrase)
        return group_actor(home, sector or "", self._tables) if sector or home in self._tables.countries else None

    def _states_of(self, context: Context, phrase: Phrase, ties: Ties) -> Actor:
        """ "EU countries", "South American states", "70 countries": the body or the part of the world, no one state."""
        for hit in (*reversed(ties.before), *ties.after):
            if hit.kind == "organization":
                body = self._tables.organizations[hit.ids[0]]
                return Actor(body.id, body.name, "organization", body.country, body.sector, body.wikidata)
        head = context.doc[phrase.head]
        areas = [hit for hit in hits_in(context.at, phrase.start, phrase.head) if hit.kind == "region"]
        return region_actor(f"{context.doc[areas[-1].start : areas[-1].end]} {head.lower_}" if areas else head.lower_)

    def _hit_actor(self, context: Context, hit: Hit, day: date | None) -> Actor | None:
        tables = self._tables
        if hit.kind == "organization":
            body = tables.organizations[hit.ids[0]]
            code = country_code(body.country, tables)
            return Actor(body.id, body.name, "organization", code, body.sector, body.wikidata)
        if hit.kind == "person":
            return self._persons.read(context, context.doc[hit.start : hit.end], day, None, hit.ids)
        if hit.kind == "region" and not hit.code:
            return region_actor(context.doc[hit.start : hit.end].text) if hit.what == "area" else None
        if hit.code not in tables.countries:
            return None
        if hit.what == "metonym":
            return group_actor(hit.code, "GOV", tables)
        return country_actor(hit.code, tables)

    def _owner_code(self, ties: Ties) -> str:
        """Country of the phrase by the names in it."""
        for hit in (*ties.before, *ties.after, *ties.leaders):
            code = hit_country(hit, self._tables)
            if code:
                return code
        return ties.city

    def _home(self, context: Context, phrase: Phrase) -> str:
        return context.home(phrase.head, context.doc[phrase.head].sent)

    # -- roles and bodies ----------------------------------------------------------------------------------------

    def _role(self, context: Context, phrase: Phrase, ties: Ties, day: date | None) -> Actor | None:
        """ "Dorvan officials", "the army chief of Dorva", "Hezbollah fighters", "gunmen"."""
        role = phrase.role
        assert role is not None
        sector = self._composer.sector(context, phrase) or ""
        bodies = [hit for hit in (*reversed(ties.before), *ties.after[:1]) if hit.kind == "organization"]
        if bodies and (head := self._head_of(context, phrase, bodies[0], day)):
            return head
        if role.principal and (whom := self._principal(context, phrase, day)):
            return whom
        if bodies and not (sector == "OPP" or self._composer.is_former(context.doc, phrase.start, phrase.head)):
            body = self._hit_actor(context, bodies[0], day)
            if body is not None and (body.sector or body.country not in self._tables.countries):
                return replace(body, sector=body.sector or (sector if sector in ARMED else ""))
        code = self._owner_code(ties) or self._composer.city(context, phrase.tail, phrase.end)
        holder = self.holder(context, phrase, code, day)
        if holder is not None:
            return holder
        if MUNITION in role.note and not ties.before:
            sector, role = "UAF", replace(role, sector="UAF")
        if role.kind == "principal" or "principal" in role.note:
            sector = sector or ("GOV" if code else "")
        named = not code and any(self._is_name(token) for token in context.doc[phrase.start : phrase.role_start])
        if named and (not sector or (role.number == "group" and sector in CIVIL)):
            return self._unknown_body(context, phrase, ties, sector)
        if not code and not sector:
            modified = any(token.pos_ in ("ADJ", "NOUN") for token in context.doc[phrase.start : phrase.role_start])
            if role.word not in self._bodies or not modified:
                return None
            sector = "SOC"  # "anti-war groups"
        return group_actor(code or self._home(context, phrase), sector, self._tables)

    def _head_of(self, context: Context, phrase: Phrase, hit: Hit, day: date | None) -> Actor | None:
        """ "the UN secretary-general" on a day."""
        body, role = self._tables.organizations[hit.ids[0]], phrase.role
        if role is None or role.number != "person" or self._composer.is_former(context.doc, phrase.start, phrase.head):
            return None
        for office in self._tables.office_words.get(role.word, (role.word,)):
            for title in (f"{office} of {body.id}", f"{office.replace('-', ' ')} of {body.id}"):
                spell = self._tables.holder(body.country, title, day)
                if spell is not None:
                    return self._persons.holder(spell, day)
        return None

    def _principal(self, context: Context, phrase: Phrase, day: date | None) -> Actor | None:
        """ "a spokesman for the Dorvan army" stands for the army: the group for which he speaks."""
        doc, tail = context.doc, phrase.tail
        if tail + 1 >= phrase.end or doc[tail].lower_ not in ("for", "of"):
            return None
        whom = self.at(context, tail + 1, phrase.end, day)
        if whom is None or whom.kind == "person" or not whom.sector or whom.sector == "GOV":
            return None
        return whom

    def holder(self, context: Context, phrase: Phrase, code: str, day: date | None) -> Actor | None:
        """ "the U.S. president", "Iran's supreme leader" on a day; the one of the article's main state without it."""
        doc, role = context.doc, phrase.role
        if role is None or role.number != "person" or doc[phrase.head].tag_ in ("NNS", "NNPS"):
            return None
        if self._composer.is_former(doc, phrase.start, phrase.head):
            return None
        if self._composer.is_opposition(doc, phrase.start, phrase.head + 1):
            return None
        party = all(doc[i].ent_type_ == "NORP" or doc[i].pos_ == "DET" for i in range(phrase.start, phrase.role_start))
        if not code and party:  # "the president", "the Republican president"
            code = self._seat(context, role.word) or self._home(context, phrase)
        offices = self._tables.office_words.get(role.word, (role.word,))
        if role.word == LEADER and code in self._tables.words.get("parliamentary", frozenset()):
            offices = PREMIERS
        for office in offices:
            spell = self._tables.holder(code, office, day or (context.day if context.exact else None))
            if spell is not None:
                return self._persons.holder(spell, day)
        return None

    def _seat(self, context: Context, office: str) -> str:
        """The state of an office that few have ("the supreme leader"): the only one of them that the article names."""
        states = self._tables.having(office)
        named = [code for code in states if code in context.codes()] if len(states) <= FEW else []
        return named[0] if len(named) == 1 else ""

    def _unknown_body(self, context: Context, phrase: Phrase, ties: Ties, sector: str | None) -> Actor:
        """ "the ALDE group": a body of no table, by its name."""
        name = entity_at(context.doc[phrase.head], phrase)
        named = [token for token in context.doc[phrase.start : phrase.head] if self._is_name(token)]
        if phrase.role is not None and named:
            name = context.doc[named[0].i : phrase.head + 1 if phrase.role.number == "group" else named[-1].i + 1]
        words = [token for token in name if token.lower_ not in ("the", "'s", "\u2019s")] or list(name)
        text = context.doc[words[0].i : words[-1].i + 1].text
        code = country_code(self._owner_code(ties) or context.only(context.doc[phrase.head].sent), self._tables)
        for word in reversed(words):
            sector = sector or self._tables.role_sector(word.lower_)
        return unknown_actor(text, "organization", code, sector or "")

    def _is_name(self, token: Token) -> bool:
        """A word of an unknown name: no form of address, nothing that the model takes for a person or place."""
        if token.pos_ != "PROPN" or token.ent_type_ not in ("", "ORG") or not token.text[:1].isupper():
            return False
        return token.lower_.rstrip(".") not in self._honorifics
