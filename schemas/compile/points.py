"""Writes `schemas/country_points.csv`: where a map draws a country, which is at its capital.

python schemas/compile/points.py

Capitals are the rows of `country_names.csv`, their points the rows of `places.csv`; a country without a capital in both
is drawn at its most populous place.
"""

import csv

from kg.vocabulary.tables import Row, lexicon_file, read_table, schemas_dir

OUT = schemas_dir() / "country_points.csv"
HEADER = ("code", "latitude", "longitude", "place", "origin")


def rows() -> list[tuple[str, ...]]:
    """One row a country, by code."""
    capitals = {(row["code"], row["name"]) for row in read_table(lexicon_file("country_names.csv")) if _capital(row)}
    best: dict[str, tuple[bool, int, tuple[str, ...]]] = {}
    for row in read_table(lexicon_file("places.csv"), ("name", "country")):
        code, name = row["country"], row["name"]
        found = ((code, name) in capitals, int(row["population"] or 0))
        if code not in best or found > best[code][:2]:
            best[code] = (*found, (code, row["latitude"], row["longitude"], name, f"GeoNames {row['geonames']}"))
    return [best[code][2] for code in sorted(best)]


def _capital(row: Row) -> bool:
    return row["what"] == "capital"


if __name__ == "__main__":
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows())
