"""Which person of the tables a name means: by the day, the title before it, and the countries around it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property

from spacy.tokens import Span, Token

from kg.model import Actor
from kg.resolve.groups import country_code
from kg.resolve.spelling import sound, variants
from kg.vocabulary.actors import ActorTables, Spell, key

# how much each sign weighs that a candidate is meant
IN_OFFICE, TITLE, NEAR, NAMED, SALIENT = 4.0, 2.5, 3.0, 2.0, 1.5
ENOUGH = 3.0  # for a surname alone
RECENT, REMEMBERED = "1990", 12  # who left office earlier, or more years ago, is not named by surname alone
# what writers add to a name: a nickname in quotation marks, "Jr."
ADDED = re.compile(r"[\"\u201c(][^\"\u201d)]*[\"\u201d)]|,? (?:Jr|Sr|junior|senior)\b\.?", re.IGNORECASE)
NOBODY: tuple[str, ...] = ()


class PeopleIndex:
    """The people of the tables by full name, other spellings and surname."""

    def __init__(self, tables: ActorTables) -> None:
        self._tables = tables
        self._top = tables.words["top"]
        surname_first = tables.words["surnamefirst"]
        surnames: dict[str, set[str]] = defaultdict(set)
        for name, ids in tables.person_names.items():
            if " " not in name:
                surnames[name].update(ids)
        for person, held in tables.spells.items():
            words = held[0].name.split()
            if len(words) > 1:
                family = words[0] if held[0].country in surname_first else words[-1]
                surnames[key(family)].add(person)
                if family[:3].lower() in ("al-", "el-"):
                    surnames[key(family[3:])].add(person)
        self._surnames: Mapping[str, tuple[str, ...]] = _frozen(surnames)

    @cached_property
    def _sounds(self) -> Mapping[str, tuple[str, ...]]:
        """People by the sound of full name and surname; made when a name is first spelt as no table spells it."""
        sounds: dict[str, set[str]] = defaultdict(set)
        for person, held in self._tables.spells.items():
            if " " in held[0].name:
                sounds[sound(held[0].name)].add(person)
        for name, ids in self._surnames.items():
            sounds[sound(name)].update(ids)
        sounds.pop("", None)
        return _frozen(sounds)

    @cached_property
    def _reigning(self) -> Mapping[str, tuple[str, ...]]:
        """People by the first name under which they reign."""
        titles, reigning = self._tables.words["regnal"], defaultdict(set)
        for person, held in self._tables.spells.items():
            if any(titles.intersection(spell.office.split()) for spell in held):
                reigning[key(held[0].name.split()[0])].add(person)
        return _frozen(reigning)

    @cached_property
    def _loose(self) -> Mapping[str, tuple[str, ...]]:
        """People by other ways to write a full name."""
        loose: dict[str, set[str]] = defaultdict(set)
        for name, ids in self._tables.person_names.items():
            for other in variants(name):
                loose[other].update(ids)
        return _frozen(loose)

    def candidates(self, name: str) -> tuple[str, ...]:
        """Ids of the people whom a full name or a surname can mean, exact spellings before others."""
        name = " ".join(ADDED.sub(" ", name).split())
        exact = self._tables.people(name)
        if " " not in name.strip():
            return tuple(
                sorted({*exact, *self._surnames.get(key(name), NOBODY)} or self._sounds.get(sound(name), NOBODY))
            )
        if exact:
            return exact
        return tuple(sorted(self._loose.get(key(name)) or self._sounds.get(sound(name), NOBODY)))

    def reigning(self, name: str) -> tuple[str, ...]:
        """Ids of the kings, popes and princes of that first name."""
        return self._reigning.get(key(name), NOBODY)

    def choose(
        self,
        ids: Iterable[str],
        day: date | None,
        title: str = "",
        near: Collection[str] = (),
        named: Collection[str] = (),
        surname: bool = False,
    ) -> Spell | None:
        """The spell of office of the person meant, None where nobody or several fit a surname equally well.

        `title` are the words before the name, `near` countries in its phrase, `named` those of the article.
        """
        best: dict[str, tuple[float, Spell]] = {}
        for person in ids:
            for spell in self._tables.spells[person]:
                score = self._score(spell, day, title, near, named)
                if person not in best or score > best[person][0] or (day is None and score == best[person][0]):
                    best[person] = (score, spell)
        ranked = sorted(best.values(), key=lambda found: found[1].person)
        if day is None:  # without a day the one who came last
            ranked.sort(key=lambda found: found[1].first, reverse=True)
        ranked.sort(key=lambda found: -found[0])
        if not ranked:
            return None
        if surname and (ranked[0][0] < ENOUGH or (len(ranked) > 1 and ranked[1][0] == ranked[0][0])):
            famous = self._famous(best, day)
            if famous is None:
                return None
            ranked = [(ENOUGH, famous)]
        if near and ranked[0][1].country not in near and ranked[0][1].country not in ("IGO", "IMG", "NGO"):
            # the text says another country: a namesake
            return None
        return ranked[0][1]

    def _famous(self, best: Mapping[str, tuple[float, Spell]], day: date | None) -> Spell | None:
        """The one of several namesakes who led a country, unless that was long before or after the day."""
        leaders = [spell for _, spell in best.values() if spell.office in self._top and spell.last >= RECENT]
        if len(leaders) != 1:
            return None
        spell = leaders[0]
        if day is not None and not spell.first <= day.isoformat() <= f"{int(spell.last[:4]) + REMEMBERED}":
            return None
        return spell

    def _score(
        self, spell: Spell, day: date | None, title: str, near: Collection[str], named: Collection[str]
    ) -> float:
        score = 0.0
        code = country_code(spell.country, self._tables)
        if day is not None and spell.covers(day):
            score += IN_OFFICE
        elif day is not None and spell.first > day.isoformat():
            score -= IN_OFFICE / 2
        if title and (title == spell.office or (title in spell.office.split() and len(title) > 2)):
            score += TITLE
        if code in near or spell.country in near:
            score += NEAR
        elif code in named or spell.country in named:
            score += NAMED
        return score + (SALIENT if spell.office in self._top else 0.0)

    def actor(self, spell: Spell, day: date | None, former: bool, sector: str | None = None) -> Actor:
        """The person with the sector of the day; `sector` is what the words say, which counts out of office."""
        tables = self._tables
        held = tables.spells[spell.person]
        over = day is not None and all(other.last < day.isoformat() for other in held)
        office = next((s for s in held if day is not None and s.covers(day) and s.sector != "ELI"), None)
        if former or (over and sector in (None, "", "GOV")):
            sector = "ELI"
        return Actor(
            spell.person,
            held[0].name,
            "person",
            country_code(tables.home(spell.person), tables),
            sector if sector and (former or office is None) else (office or spell).sector,
            next((s.wikidata for s in held if s.wikidata), ""),
        )


def name_tokens(entity: Span) -> list[Token]:
    """A person's name without possessive and punctuation at its ends."""
    tokens = [token for token in entity if token.tag_ != "POS"]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    while tokens and tokens[0].is_punct:
        tokens.pop(0)
    return tokens


def _frozen(names: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    # the garbage collector does not walk through tuples of text
    return {name: tuple(sorted(ids)) for name, ids in names.items()}
