"""Where on earth a name lies: cities of GeoNames (CC BY 4.0), regions and countries of the project's tables.

An ambiguous name is decided by the countries of the event, then by other names in the text, then by population.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Mention, Place
from kg.vocabulary.tables import lexicon_file, read_table

DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeast northwest southeast southwest"
    " northeastern northwestern southeastern southwestern northwest upper lower greater the downtown outskirts of"
    " city province region district state town village capital port".split()
)


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Places by lower-case name, the most populous first; `countries` maps a country's names to its code."""

    cities: Mapping[str, tuple[Place, ...]]
    regions: Mapping[str, Place]
    countries: Mapping[str, Place]

    def resolve(self, where: Mention | None, *, text: str, countries: Sequence[str]) -> Place | None:
        """The place of a mention; `text` is what stands around it, `countries` the codes of the event's parties."""
        if where is None:
            return None
        name = _name(where.text)
        for candidate in (name, _without_direction(name)):
            if candidate in self.regions:
                return self.regions[candidate]
            if candidate in self.countries:
                return self.countries[candidate]
            if candidate in self.cities:
                return self._choose(self.cities[candidate], text.lower(), countries)
        return None

    def _choose(self, places: Sequence[Place], text: str, countries: Sequence[str]) -> Place:
        named = {place.country for name, place in self.countries.items() if len(name) > MIN_NAME and name in text}
        for codes in (set(countries), named):
            for place in places:
                if place.country in codes:
                    return place
        return places[0]


MIN_NAME = 3


def load_places() -> PlaceIndex:
    """Reads the tables: about 33,000 cities. Raises TableError."""
    cities: dict[str, list[tuple[int, Place]]] = defaultdict(list)
    for row in read_table(lexicon_file("places.csv"), ("name", "geonames", "country")):
        place = Place(row["geonames"], row["name"], row["country"], float(row["latitude"]), float(row["longitude"]))
        cities[_name(row["name"])].append((int(row["population"]), place))
    return PlaceIndex(
        {name: tuple(p for _, p in sorted(found, key=lambda f: (-f[0], f[1].id))) for name, found in cities.items()},
        _regions(),
        _countries(),
    )


def _regions() -> dict[str, Place]:
    found = {}
    for row in read_table(lexicon_file("regions.csv"), ("name",)):
        if row["kind"] != "adjective" and row["latitude"]:
            place = Place(
                row["wikidata"] or _name(row["name"]).replace(" ", "-"),
                row["name"],
                row["code"],
                float(row["latitude"]),
                float(row["longitude"]),
            )
            found[_name(row["name"])] = place
    return found


def _countries() -> dict[str, Place]:
    names = {row["code"]: row["name"] for row in read_table(lexicon_file("countries.csv"), ("code", "name"))}
    found = {_name(name): Place(code, name, code) for code, name in names.items()}
    for row in read_table(lexicon_file("country_names.csv"), ("name", "code")):
        if row["what"] == "name" and row["code"] in names:
            found.setdefault(_name(row["name"]), Place(row["code"], names[row["code"]], row["code"]))
    return found


def _name(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").removesuffix("'s").lower().removeprefix("the ").split())


def _without_direction(name: str) -> str:
    words = name.split()
    while words and words[0] in DIRECTIONS:
        words.pop(0)
    while words and words[-1] in DIRECTIONS and len(words) > 1:
        words.pop()
    return " ".join(words)
