"""Where on earth a name lies: towns and provinces of GeoNames (CC BY 4.0), regions and countries of our own tables.

An ambiguous name is decided by what stands around it ("Paris, Texas"), by the countries of the event, by the states
that sentence and article name, and by how well known a place is. Where the article was filed is the weakest hint.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, log10, radians

from kg.model import Mention, Place
from kg.resolve.place_table import Listed, listed, place_key, place_words
from kg.vocabulary.tables import lexicon_file, read_table

WORD = re.compile(r"\w+")
STATE_OF = re.compile(r"\b(?:[Ss]tate|[Pp]rovince|[Rr]egion) of (?:the )?\Z")
BESIDE = re.compile(r"((?:[A-Z][\w.\u2019'-]*\s?){1,3}),\s+\Z")
CONTAINER = re.compile(r"(?:\s*,\s*(?:in\s+)?|\s+in\s+)((?:(?:the\s+)?[A-Z][\w.\u2019'-]*\s?){1,4})")
# How much each sign weighs that a place is meant. A tenfold population weighs one, tenfold spellings three.
INSIDE, PARTY, SENTENCE, ARTICLE, FILED = 8.0, 3.0, 2.0, 1.0, 0.7
SPELLINGS, OTHER_NAME, PROVINCE, STATED, COUNTRY, CURATED = 3.0, 0.4, 0.5, 3.0, 13.0, 10.0
SMALL = 15_000  # inhabitants: a smaller town is meant only where its country is named
FAMOUS = 25  # spellings: but not one that the world writes about
NEAR = 400.0  # km from the middle of a container to a place inside
KM = 111.2  # of a degree of latitude


@dataclass(frozen=True, slots=True)
class Around:
    """What tells which of several places is meant, in ISO codes.

    `parties` are the countries of the event's actors, `sentence` and `article` the states named there, `filed` is the
    one of the dateline; `text` is the sentence; `town` stands before a comma before the place ("Atlanta, Georgia").
    """

    parties: Sequence[str] = ()
    sentence: Sequence[str] = ()
    article: Sequence[str] = ()
    filed: str = ""
    text: str = ""
    town: str = ""

    def support(self, country: str) -> float:
        return (
            PARTY * _share(country, self.parties)
            + SENTENCE * _share(country, self.sentence)
            + ARTICLE * _share(country, self.article)
            + FILED * (country == self.filed)
        )


def _share(country: str, named: Sequence[str]) -> float:
    """Less for each of several states: an act of many happens in one."""
    return 1 / len(set(named)) ** 0.5 if country in named else 0.0


NOTHING = Around()


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Regions of the project's own table and countries by key; towns are looked up in the table of places."""

    regions: Mapping[str, Place]
    countries: Mapping[str, Place]

    def resolve(self, where: Mention | None, around: Around = NOTHING) -> Place | None:
        """The place of a mention, None where no table has it or only towns too small to be meant."""
        if where is None:
            return None
        name, *containers = [part.strip() for part in where.text.split(",")]
        after = around.text.find(where.text)
        if after >= 0:
            found = CONTAINER.match(around.text, after + len(where.text))
            if found is not None:
                containers.append(found[1].strip(" ."))
        stated = after >= 0 and STATE_OF.search(around.text, 0, after) is not None
        beside = BESIDE.search(around.text, 0, after) if after > 0 else None
        held_by = [place for text in containers if (place := self._container(text)) is not None]
        for candidate in dict.fromkeys((place_key(name), without_direction(place_key(name)))):
            words = f"state of {name}" if stated else where.text
            place = self._choose(candidate, words, held_by, replace(around, town=beside[1] if beside else ""))
            if place is not None:
                return place
        return None

    def _container(self, text: str) -> Place | None:
        """The country or province after a comma; a country before a province of its name."""
        name = place_key(text)
        known = self.countries.get(name) or self.regions.get(name)
        return known or next((row.place for row in listed(name) if row.kind == "province"), None)

    def _choose(self, name: str, words: str, held_by: Sequence[Place], around: Around) -> Place | None:
        ranked: list[tuple[float, str, Place]] = []
        towns = listed(name)
        at_home = {row.place.country for row in towns if row.kind == "town"}
        stated = not place_words("province").isdisjoint(WORD.findall(words.lower()))
        around_town = (
            {row.place.country for row in listed(around.town) if row.names >= FAMOUS} if around.town else set()
        )
        for place, prior in ((self.countries.get(name), COUNTRY), (self.regions.get(name), CURATED)):
            if place is not None:
                score = prior + around.support(place.country) + _inside(place, held_by)
                if place.id != place.country and place.country in at_home and not stated:
                    score -= STATED  # the town rather than the region around it
                ranked.append((score, place.id, place))
        for row in towns:
            place = row.place
            score = around.support(place.country) + _inside(place, held_by)
            if row.population < SMALL and row.names < FAMOUS and score < ARTICLE:
                continue
            score += log10(row.population + 10) + SPELLINGS * log10(row.names + 1)
            if row.kind == "province":
                score += STATED if stated else -PROVINCE if place.country in at_home else SPELLINGS
                if stated and place.country in around.article:
                    score += INSIDE
            if place_key(place.name) != name:
                score -= OTHER_NAME
            ranked.append((score, place.id, place))
        ranked = [(score + INSIDE * (p.country in around_town), id_, p) for score, id_, p in ranked]
        return max(ranked, key=lambda found: (found[0], found[1]))[2] if ranked else None


def _inside(place: Place, held_by: Sequence[Place]) -> float:
    """Whether a place lies in what stands after it: its own country, and near the middle of a province."""
    if not held_by:
        return 0.0
    container = held_by[0]
    if container.country and place.country != container.country:
        return -INSIDE
    if container.id == container.country or container.latitude is None or place.latitude is None:
        return INSIDE
    away = distance(place, container)
    return INSIDE + (1.0 - away / NEAR if away < 2 * NEAR else -INSIDE)


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places with coordinates, on a flat map between them: good to a percent within 1,000 km."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return float("inf")
    east = (one.longitude - other.longitude + 180) % 360 - 180
    width = cos(radians((one.latitude + other.latitude) / 2))
    return KM * hypot(one.latitude - other.latitude, east * width)


def load_places() -> PlaceIndex:
    """Reads regions and countries; the towns are read when the first one is looked up. Raises TableError."""
    return PlaceIndex(_regions(), _countries())


def _regions() -> dict[str, Place]:
    found = {}
    for row in read_table(lexicon_file("regions.csv"), ("name",)):
        if row["kind"] != "adjective" and row["latitude"]:
            name = place_key(row["name"])
            at = float(row["latitude"]), float(row["longitude"])
            found[name] = Place(row["wikidata"] or name.replace(" ", "-"), row["name"], row["code"].split("|")[0], *at)
    return found


def _countries() -> dict[str, Place]:
    rows = {row["code"]: row for row in read_table(lexicon_file("countries.csv"), ("code", "name"))}
    found = {place_key(row["name"]): Place(code, row["name"], code) for code, row in rows.items()}
    for row in read_table(lexicon_file("country_names.csv"), ("name", "code")):
        if row["what"] == "name" and row["code"] in rows:
            found.setdefault(place_key(row["name"]), Place(row["code"], rows[row["code"]]["name"], row["code"]))
    return found


def without_direction(name: str) -> str:
    """ "northern Mali", "the outskirts of Aleppo", "Helmand province": the name alone."""
    words, around = name.split(), place_words("around")
    while len(words) > 1 and words[0] in around:
        words.pop(0)
    while len(words) > 1 and words[-1] in around:
        words.pop()
    return " ".join(words)


__all__ = ["Around", "Listed", "PlaceIndex", "distance", "load_places"]
