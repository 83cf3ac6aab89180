"""Adds the armed groups of the UCDP Actor Dataset 22.1 to `organizations.csv` and `organization_names.csv`.

    python schemas/compile/organizations.py FACTS

Source: Uppsala Conflict Data Program, UCDP Actor Dataset version 22.1, licence CC BY 4.0. Governments, communal
groups and nameless factions are left out. A group that a hand-made row already knows by one of its names lends it
its other names; any other becomes a row of its own. A name that stands in another actor table is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import facts
import tables

UCDP = "ucdp-actor-22.1"
FORMAL = {"1", "2"}  # column Org: formally or informally organized groups; 3 are communities, 4 governments
NAMELESS = re.compile(r"faction|forces of|forces loyal|^n/a$|supporters of|\bof and\b|^Civilians", re.IGNORECASE)
LONGEST = 80  # letters of a name; longer ones are descriptions
SHORTEST = 5  # letters of a name; shorter acronyms stand for too many other things
# names in UCDP that mean something else, or anything, in the news
GENERIC = {
    "Elements", "Union", "Maidan", "Rastas", "Royalists", "Neutralists", "Outlaws", "Spiders", "Cobras", "Be Strong",
    "Be Well", "Counterrevolutionaries", "Special Force", "Security Group", "The Base", "The Family", "The Nation",
    "The Reds", "The Resistance", "The Sentinel", "The Sweeper", "Unity Party", "Presidential guard", "Islamic Party",
    "Parliamentary Forces", "National Alliance", "Popular Front", "Patriotic Front", "Liberation Army", "Islamic Front",
    "Liberation Force", "Islamic Unity", "Islamic Community", "Muslim Society", "Revolutionary Left", "Elite Army",
    "Jihad Army", "Estados Unidos", "First Regiment", "Southern Bloc", "Third Command", "United Warriors",
    "Criterion Brigades", "The Zetas", "White Legion", "Lord's Army", "Black Axe", "Islamic Legion",
}  # fmt: skip
CRIME = re.compile(r"cartel|gang|comando|mafia|mara |drug|narco", re.IGNORECASE)
MILITIA = re.compile(r"self[- ]defen|militia|civil defen|vigilante|militias|guards?$", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    names: tuple[str, ...]  # the full English name first
    country: str


def clean(name: str) -> str:
    return " ".join(re.sub(r"\(.*?\)", " ", name.replace("’", "'").replace("\n", " ")).split()).strip(" ,-")


def usable(name: str) -> bool:
    proper = name[0].isupper() and "," not in name and name not in GENERIC
    return proper and SHORTEST <= len(name) <= LONGEST and not NAMELESS.search(name)


def groups(folder: Path) -> Iterator[Group]:
    for row in facts.rows(folder / "ucdp_actor_221.csv"):
        if row["Org"] not in FORMAL or NAMELESS.search(row["NameData"]):
            continue
        places = [facts.code_of(re.sub(r" ?\(.*", "", place).strip()) for place in row["Location"].split(",")]
        country = next((code for code in places if code), "")
        spellings = (row["NameOrigFullEng"], row["NewNameFullEng"], row["NameData"], row["NameOrig"], row["NewName"])
        names = tuple(dict.fromkeys(name for name in map(clean, spellings) if name and usable(name)))
        if names and country:
            yield Group(names, country)


def sector_of(name: str) -> tuple[str, str]:
    """Kind and sector: rebels unless the name says gang or militia."""
    if CRIME.search(name):
        return "criminal", "CRM"
    return "armed-group", "PRM" if MILITIA.search(name) else "REB"


def taken_elsewhere() -> set[str]:
    """Names of countries, regions and people; no group may take one."""
    listed = [row["name"] for table in ("country_names", "regions", "person_names") for row in tables.read(table)]
    return {folded(name) for name in listed}


def folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", facts.plain(name).lower().replace("'", "")).strip()


def main() -> None:
    folder = facts.folder()
    organizations = {row["id"]: row for row in tables.own_rows("organizations")}
    names = {row["name"]: row for row in tables.own_rows("organization_names")}
    owner = {folded(row["name"]): row["id"] for row in names.values()}
    claims: dict[str, set[str]] = defaultdict(set)
    taken = taken_elsewhere()
    found = list(groups(folder))
    for group in found:
        for name in group.names:
            claims[folded(name)].add(group.names[0] + group.country)
    for group in found:
        known = [owner[folded(name)] for name in group.names if folded(name) in owner]
        identifier = next((one for one in known if organizations[one]["country"] in (group.country, "IMG")), "")
        taken_by_others = taken | owner.keys()
        free = [n for n in group.names if folded(n) not in taken_by_others and len(claims[folded(n)]) == 1]
        if not identifier and free:
            identifier = facts.slug(free[0])
            if identifier in organizations:
                identifier = f"{identifier}-{group.country.lower()}"
            kind, sector = sector_of(free[0])
            organizations[identifier] = {"id": identifier, "name": free[0], "kind": kind, "country": group.country,
                                         "sector": sector, "origin": UCDP}  # fmt: skip
        for name in free:
            owner[folded(name)] = identifier
            names[name] = {"name": name, "id": identifier, "origin": UCDP}
    print(tables.write("organizations", organizations.values()), "organizations")
    print(tables.write("organization_names", names.values()), "names of organizations")


if __name__ == "__main__":
    main()
