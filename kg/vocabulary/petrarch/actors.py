"""Actor dictionaries: a name, its synonyms, and codes with the days in which they hold."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kg.vocabulary.actor_rows import key
from kg.vocabulary.actors_file import slug
from kg.vocabulary.petrarch.codes import Codes, UnknownCode
from kg.vocabulary.petrarch.lines import CODE, Converted, Line, Unconverted, read_lines, without_code
from kg.vocabulary.tables import lexicon_file, read_table

SPELL = re.compile(
    r"(?P<code>\w+)?\s*(?:(?P<sign>[<>])\s*(?P<day>\d{6,8})|(?P<first>\d{6,8})\s*-\s*(?P<last>\d{6,8}))?$"
)
# a code of these belongs to bodies rather than to people
BODIES = frozenset({"IGO", "NGO", "NGM", "MNC", "IMG"})
# years of two digits: from 1930 on, as the dictionaries begin with leaders of the Second World War
CENTURY = 30


@dataclass(slots=True)
class Entry:
    """A primary name with what belongs to it."""

    line: Line
    name: str
    code: str | None
    names: list[str] = field(default_factory=list)
    spells: list[tuple[Line, str]] = field(default_factory=list)


def convert_actors(path: Path, codes: Codes) -> Converted:
    """Rows for a list of actors (`--actors`). Raises TableError for a file that cannot be read."""
    found = Converted()
    countries = {key(row["name"]): row["code"] for row in read_table(lexicon_file("country_names.csv"), ("name",))}
    for entry in _entries(path, found):
        _convert(path.name, entry, codes, countries, found)
    return found


def _entries(path: Path, found: Converted) -> list[Entry]:
    entries: list[Entry] = []
    for line in read_lines(path):
        if not line.text:
            continue
        if line.text.startswith("[") and entries:
            spells = CODE.findall(line.text)
            entries[-1].spells += [(line, spell.strip()) for spell in spells]
        elif line.text.startswith("+") and entries:
            entries[-1].names.append(_name(without_code(line.text)))
            entries[-1].spells += [(line, spell.strip()) for spell in CODE.findall(line.text)]
        elif line.text.startswith(("+", "[")):
            reason = "belongs to no name above it"
            found.unconverted.append(Unconverted(path.name, line.number, reason, line.text))
        else:
            spells = CODE.findall(line.text)
            plain = [spell for spell in spells if not re.search(r"[<>\d]\d{5}", spell)]
            entry = Entry(line, _name(without_code(line.text)), plain[-1].strip() if plain else None)
            # TABARI also wrote the dated codes behind the name
            entry.spells += [(line, spell.strip()) for spell in spells if spell not in plain]
            entries.append(entry)
    return entries


def _name(text: str) -> str:
    """ "MOHAMMAD_ZAHIR_SHAH_" is "Mohammad Zahir Shah"; short names are acronyms and keep their capitals."""
    words = [word for word in text.lstrip("+").replace("_", " ").split() if word != "{}"]
    if len(words) == 1 and len(words[0]) <= 4:
        return words[0]
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)


def _convert(file: str, entry: Entry, codes: Codes, countries: dict[str, str], found: Converted) -> None:
    def leave(line: Line, reason: str) -> None:
        found.unconverted.append(Unconverted(file, line.number, reason, line.text))

    spells = []
    for line, spell in entry.spells:
        try:
            spells.append(_spell(spell))
        except UnknownCode as reason:
            leave(line, str(reason))
    if entry.code is not None:
        spells.append((entry.code, "", ""))
    spells = [spell for spell in spells if spell[0].strip("-")]
    if not spells:
        leave(entry.line, "has no code, or a null code alone")
        return
    if all(len(code) == 3 and code not in BODIES for code, _, _ in spells):
        lacking = [name for name in (entry.name, *entry.names) if key(name) not in countries]
        told = f"names that ours lack: {', '.join(lacking)}" if lacking else "ours have all these names"
        leave(entry.line, f"a country, whose names stand in a table of their own; {told}")
        return
    person = _is_person(entry, spells)
    dated = [spell for spell in spells if spell[1] or spell[2]]
    if dated and not person:
        leave(entry.line, "in part: a body has one code; the last one is kept, without its days")
        spells = [(spells[-1][0], "", "")]
    if person and dated:
        spells = dated  # the plain code is what holds outside of these days, and nothing is known of then
    names = [name for name in dict.fromkeys(entry.names) if name != entry.name]
    for code, first, last in spells:
        try:
            country, sector = codes.actor(code)
        except UnknownCode as reason:
            leave(entry.line, str(reason))
            continue
        found.add(
            "actors.csv",
            name=entry.name,
            id=slug(entry.name),
            kind="person" if person else "organization" if country else "group",
            country=country,
            sector=sector,
            aliases="|".join(names),
            first=first,
            last=last,
            note=f"{file}, line {entry.line.number}: {code}",
        )


def _is_person(entry: Entry, spells: list[tuple[str, str, str]]) -> bool:
    """People have several words and days of office, or are of the government or the former elites of a country."""
    if " " not in entry.name or any(code[:3] in BODIES for code, _, _ in spells):
        return False
    return any(first or last for _, first, last in spells) or any(code[3:6] in ("ELI",) for code, _, _ in spells)


def _spell(text: str) -> tuple[str, str, str]:
    """(code, first day, last day) of "AFGGOV 331108-730717", "IRN <19790401", "USAELI". Raises UnknownCode."""
    found = SPELL.match(text)
    if not found or not found["code"]:
        raise UnknownCode(f"[{text}] is no code with its days")
    if found["sign"]:
        day = _day(found["day"])
        # "before" and "after" include the day itself
        return (found["code"], "", day) if found["sign"] == "<" else (found["code"], day, "")
    if found["first"]:
        first, last = _day(found["first"]), _day(found["last"])
        if last < first:
            raise UnknownCode(f"[{text}] ends before it begins")
        return found["code"], first, last
    return found["code"], "", ""


def _day(text: str) -> str:
    """ISO day of YYYYMMDD or YYMMDD; a day that a month does not have is its last one. Raises UnknownCode."""
    if len(text) == 6:
        text = ("20" if int(text[:2]) < CENTURY else "19") + text
    if len(text) != 8:
        raise UnknownCode(f"{text} is no day, wanted YYYYMMDD or YYMMDD")
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    try:
        start = date(year, max(month, 1), 1)
    except ValueError as wrong:
        raise UnknownCode(f"{text} is no day: {wrong}") from wrong
    following = (start + timedelta(days=31)).replace(day=1)
    return str(min(start.replace(day=1) + timedelta(days=max(day, 1) - 1), following - timedelta(days=1)))
