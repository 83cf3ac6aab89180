"""Compiles `countries.csv` and `country_names.csv` from rigour (MIT) and the World Factbook (CC0).

python schemas/compile/countries.py FACTS
"""

import re
from collections.abc import Iterator
from pathlib import Path

import facts
import tables
from rigour.territories import get_territories

RIGOUR, FACTBOOK = "rigour", "factbook-2026"
# names of places that are better known, of people, or of common words
RISKY_CAPITALS = {"Victoria", "Hamilton", "Stanley", "Plymouth", "Douglas", "Georgetown", "George Town", "The Valley",
                  "The Settlement", "West Island", "Jamestown", "Male", "Alofi", "Marigot", "Gustavia", "Carteret",
                  "San Juan", "Saint George's", "Kingstown", "Saint John's", "Philipsburg", "Saint-Pierre"}  # fmt: skip
HISTORIC = {"ANT", "CSK", "SCG", "DDR", "SUN", "YUG"}
NOT_STATES = {"ASC", "CPT", "CRQ", "CYB", "DGA", "ZAR", "XKX", "PSE", "TWN", "ESH"}  # own rows, or nobody's country


def kind_of(code: str, is_state: bool, parent: bool) -> str:
    if code in HISTORIC:
        return "historic"
    return "country" if is_state and not parent else "territory"


def compile_countries(factbook: set[str]) -> Iterator[tables.Row]:
    for territory in get_territories():
        code = (territory.alpha3 or "").upper()
        if "-" in territory.code or not code or code in NOT_STATES:
            continue
        dependent = territory.parent is not None or code not in factbook
        yield {"code": code, "name": territory.in_sentence.removeprefix("the "), "wikidata": territory.qid,
               "kind": kind_of(code, territory.is_country, dependent), "origin": RIGOUR,
               "successor": (territory.parent.alpha3 or "").upper() if territory.parent else ""}  # fmt: skip


def forms(noun: str) -> Iterator[tuple[str, str]]:
    """Singular and plural that a Factbook cell stands for, `Finn(s)` or `Guyanese (singular and plural)`."""
    for part in re.split(r",| or |/|;", re.sub(r"note - .*|\(US .*?\)|\(colloquial\)", "", noun)):
        word = part.strip()
        if re.fullmatch(r"[\w' -]+\(s\)", word):
            yield word.removesuffix("(s)"), "demonym"
            yield word.removesuffix("(s)") + "s", "plural"
        elif re.fullmatch(r"[\w'-]+\((wo)?men\)", word):
            stem = word.split("(")[0]
            yield stem, "demonym"
            yield stem.removesuffix("man") + "men", "plural"
        elif re.fullmatch(r"[\w' -]+(\((singular|plural|collective plural|singular and plural)\))?", word):
            yield word.split("(")[0].strip(), "plural" if "(plural" in word else "demonym"


def capitals(cell: str) -> Iterator[str]:
    """Capital names in a cell: `La Paz (administrative capital); Sucre (constitutional [...] capital)`."""
    if cell.startswith(("no ", "administered", "Episkopi")):
        return
    for part in re.split(r";| or |, (?=[A-Z]\w+ \()", cell):
        name = re.sub(r"[(\[].*|note.*| in Romanian.*|, D\.C\.", "", part).strip(" ,")
        if name and name[0].isupper() and len(name) < 30:
            yield name


def compile_names(folder: Path, known: dict[str, str]) -> Iterator[tables.Row]:
    for territory in get_territories():
        code = (territory.alpha3 or "").upper()
        if "-" in territory.code or code not in known:
            continue
        for name in {territory.name, territory.in_sentence.removeprefix("the "), territory.full_name}:
            if "(" not in name:
                yield {"name": name, "code": code, "what": "name", "origin": RIGOUR}
    for row in facts.rows(folder / "countries_factbook.tsv"):
        code = facts.code_of(row["name"])
        if code not in known:
            continue
        main = known[code] == "country"
        for name in (row["name"], row["long_name"]):
            if name and "(" not in name and name not in facts.UNUSUAL and name.lower() != "none":
                yield {"name": name, "code": code, "what": "name", "origin": FACTBOOK}
        for cell, whole in ((row["adjective"], "adjective"), (row["noun"], "")):
            for form, what in forms(cell):
                if form.lower() not in ("none", "na") and form[0].isupper():
                    yield {"name": form, "code": code, "what": whole or what, "origin": FACTBOOK}
        for capital in capitals(row["capital"]) if main else ():
            if capital not in RISKY_CAPITALS:
                yield {"name": capital, "code": code, "what": "capital", "origin": FACTBOOK}


RANK = {"country": 0, "partial": 1, "historic": 2, "territory": 3}
WHAT = {"name": 0, "adjective": 1, "demonym": 2, "plural": 3, "capital": 4, "metonym": 5}


def one_owner(rows: list[tables.Row], known: dict[str, str], own: list[tables.Row]) -> list[tables.Row]:
    """One row a name: what was written by hand wins, then a country over a territory, a name over an adjective."""
    taken = {row["name"] for row in own}
    best: dict[str, tables.Row] = {}
    for row in sorted(rows, key=lambda row: (RANK[known[row["code"]]], WHAT[row["what"]], row["code"], row["name"])):
        if row["name"] not in taken:
            best.setdefault(row["name"], row)
    return list(best.values()) + own


def main() -> None:
    folder = facts.folder()
    factbook = {facts.code_of(row["name"]) for row in facts.rows(folder / "countries_factbook.tsv")}
    own = tables.own_rows("countries")
    codes = {row["code"] for row in own}
    countries = [row for row in compile_countries(factbook) if row["code"] not in codes] + own
    print(tables.write("countries", countries), "countries")
    known = {row["code"]: row["kind"] for row in countries}
    names = one_owner(list(compile_names(folder, known)), known, tables.own_rows("country_names"))
    print(tables.write("country_names", names), "names of countries")


if __name__ == "__main__":
    main()
