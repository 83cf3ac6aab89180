"""Reads the fact files that the actor tables are compiled from; none of them is part of this project.

The folder is an argument of every script: World Factbook (CC0), CIA Chiefs of State 2019 (public domain),
Wikidata extracts of 2022 (CC0), UCDP actor list 22.1 (CC BY 4.0).
"""

import argparse
import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rigour.territories import lookup_territory

# names that rigour does not know or gives to a part of the country
UNUSUAL = {
    "DRC": "COD", "The Dominican": "DOM", "Congo (Brazzaville)": "COG", "Congo, Republic of the": "COG",
    "Congo, Democratic Republic of the": "COD", "Democratic Republic of Congo": "COD", "The Gambia": "GMB",
    "Burma": "MMR", "Holy See (Vatican City)": "VAT", "Falkland Islands (Islas Malvinas)": "FLK",
    "Korea, North": "PRK", "Korea, South": "KOR", "Virgin Islands": "VIR", "Micronesia, Federated States of": "FSM",
    "Bahamas, The": "BHS", "Gambia, The": "GMB", "Macau": "MAC", "Hong Kong": "HKG", "Kingdom of Denmark": "DNK",
    "Kingdom of the Netherlands": "NLD", "Georgia": "GEO", "Jersey": "JEY", "Ireland": "IRL", "Palestine": "PSE",
    "State of Palestine": "PSE", "People's Republic of China": "CHN", "Saint Martin": "MAF", "Guernsey": "GGY",
    "Svalbard (sometimes referred to as Spitsbergen, the largest island in the archipelago)": "SJM",
}  # fmt: skip
# letters that Unicode does not take apart into a base letter and a mark
UNDIVIDED = {
    0x131: "i", 0x142: "l", 0x141: "L", 0xF8: "o", 0xD8: "O", 0x111: "d", 0x110: "D", 0xF0: "d", 0xFE: "th",
    0xDF: "ss", 0xE6: "ae", 0xC6: "Ae", 0x259: "a", 0x18F: "A", 0x2019: "'", 0x2018: "'", 0x2BB: "'", 0x153: "oe",
}  # fmt: skip


def folder() -> Path:
    """The folder of fact files, as given on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("facts", type=Path, help="folder with the fact files")
    return Path(parser.parse_args().facts)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")


@cache
def code_of(country: str) -> str:
    """The ISO alpha-3 code of a country's name in any of the sources, or `""`."""
    if country in UNUSUAL:
        return UNUSUAL[country]
    territory = lookup_territory(country)
    while territory is not None and not territory.alpha3 and territory.parent is not None:
        territory = territory.parent
    return (territory.alpha3 or "").upper() if territory is not None else ""


def plain(name: str) -> str:
    """A name without accents, for comparing and for identifiers."""
    letters = unicodedata.normalize("NFD", name.translate(UNDIVIDED))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def slug(name: str) -> str:
    """The identifier that a name gives: lower case, ASCII, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower().replace("'", "").replace(".", "")).strip("-")
