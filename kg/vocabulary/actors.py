"""What the actor tables know: countries, people with their offices, organizations, roles, regions.

Lookups ignore "the", possessives, accents, hyphens, dots of acronyms and, but for short acronyms, case.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.vocabulary.actor_rows import Country, Organization, Role, Spell, capitalized, key

__all__ = ["ActorTables", "Role", "Spell", "key"]

# days between which the length of spells is counted
FIRST_DAY, VALID_TO = "1900-01-01", "2026-12-31"


@dataclass(frozen=True, slots=True)
class ActorTables:
    """Loaded tables; keys of names are those of `key`."""

    countries: Mapping[str, Country]
    country_names: Mapping[str, tuple[str, str]]
    organizations: Mapping[str, Organization]
    organization_names: Mapping[str, str]
    small_names: frozenset[str]
    spells: Mapping[str, tuple[Spell, ...]]
    person_names: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    offices: Mapping[tuple[str, str], tuple[Spell, ...]]
    roles: Mapping[str, Role]
    regions: Mapping[str, tuple[str, str, str]]
    words: Mapping[str, frozenset[str]]
    office_words: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, tuple[str, ...]]

    def country(self, text: str) -> tuple[str, str] | None:
        """(code, what) of a country's name, adjective, demonym, capital or metonym; `what` tells which."""
        return self.country_names.get(key(text)) if capitalized(text) else None

    def region(self, text: str) -> str | None:
        """Country code of a region or contested territory, `""` for one of several countries."""
        found = self.regions.get(key(text)) if capitalized(text) else None
        return found[0].split("|")[0] if found is not None else None

    def organization(self, text: str) -> Organization | None:
        """Names that the table writes without capitals ("world powers") are found without them."""
        name = key(text)
        found = self.organization_names.get(name) if capitalized(text) or name in self.small_names else None
        return self.organizations[found] if found else None

    def people(self, text: str) -> tuple[str, ...]:
        """Ids of the people who bear a name."""
        return self.person_names.get(key(text), ()) if capitalized(text) else ()

    def holder(self, country: str, office: str, day: date | None) -> Spell | None:
        """Who held an office of a country on a day; None where nobody or several did, or the day is not known."""
        if day is None:
            return None
        found = [spell for spell in self.offices.get((country, office), ()) if spell.covers(day)]
        return found[0] if len({spell.person for spell in found}) == 1 else None

    def having(self, office: str) -> list[str]:
        """Countries that have an office of that name at some time."""
        return [country for country, name in self.offices if name == office]

    def home(self, person: str) -> str:
        """The country of a person: the one served longest, whatever the day, so that a person has one."""
        held = self.spells[person]
        if len({spell.country for spell in held}) == 1:
            return held[0].country
        years: dict[str, int] = defaultdict(int)
        for spell in held:
            years[spell.country] += _days(spell)
        return max(years, key=lambda code: (years[code], code))

    def names(self) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, ...]]]:
        """(name, QID) by country code, and the other names of organizations and people by their id."""
        return {code: (c.name, c.wikidata) for code, c in self.countries.items()}, dict(self.aliases)

    def role(self, word: str) -> Role | None:
        return self.roles.get(word)

    def role_sector(self, word: str) -> str | None:
        """PLOVER sector of a role noun (`""` for a nation or group of no sector); None for other words."""
        role = self.roles.get(word)
        return role.sector if role is not None else None

    def name_sector(self, text: str) -> str | None:
        """Sector of a name in any table, `""` for a country or a body without sector; None for unknown names."""
        name = key(text)
        if not capitalized(text) and name not in self.small_names:
            return None
        if name in self.country_names or name in self.regions:
            return ""
        if name in self.organization_names:
            return self.organizations[self.organization_names[name]].sector
        people = self.person_names.get(name) or self.surnames.get(name)
        return self.spells[people[0]][-1].sector if people else None

    def is_role(self, lemma: str) -> bool:
        return lemma in self.roles

    def is_country_word(self, text: str) -> bool:
        return self.country(text) is not None

    def is_organization(self, text: str) -> bool:
        return self.organization(text) is not None

    def actor_like(self, words: Sequence[str], lemmas: Sequence[str]) -> bool:
        """Whether a noun phrase can be a party: it ends in a role noun or holds a name of the tables."""
        if not words:
            return False
        if any(self.is_role(w) for w in (lemmas[-1].lower(), words[-1].lower())):
            return True
        return any(self.name_sector(" ".join(words[i:])) is not None for i in range(len(words))) or any(
            self.name_sector(word) is not None for word in words
        )


def _days(spell: Spell) -> int:
    """Length of a spell of office; one without end lasts until the tables close."""
    last = date.fromisoformat(min(spell.last, VALID_TO))
    return max((last - date.fromisoformat(max(spell.first, FIRST_DAY))).days, 1)
