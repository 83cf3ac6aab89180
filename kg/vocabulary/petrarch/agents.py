"""Agent dictionaries: nouns such as `POLICE_OFFICER` with the sector that they give to the actor beside them."""

import re
from collections.abc import Iterator
from pathlib import Path

from kg.vocabulary.petrarch.codes import Codes, UnknownCode
from kg.vocabulary.petrarch.lines import Converted, Unconverted, code_of, read_lines, without_code

FORMS = re.compile(r"\{([^}]*)\}")
MARKER = re.compile(r"![A-Z_]+!")


def convert_agents(path: Path, codes: Codes) -> Converted:
    """Rows for `roles.csv`. Raises TableError for a file that cannot be read."""
    found = Converted()
    markers: dict[str, list[str]] = {}
    for line in read_lines(path):
        text = line.text
        if not text:
            continue
        if "=" in text and MARKER.match(text):
            name, _, values = text.partition("=")
            markers[name.strip()] = [value.strip() for value in values.split(",") if value.strip()]
            continue
        try:
            sector = _sector(code_of(text), codes)
            words = list(_words(text, markers))
        except UnknownCode as reason:
            found.unconverted.append(Unconverted(path.name, line.number, str(reason), text))
            continue
        for word, number in words:
            note = f"{path.name}, line {line.number}"
            found.add("roles.csv", word=word, sector=sector, number=number, kind="actor", note=note)
    return found


def _sector(code: str | None, codes: Codes) -> str:
    if code is None:
        raise UnknownCode("has no code")
    if code.endswith("~") and not code.startswith("~"):
        raise UnknownCode("a code that stands before that of the actor; our roles give a sector only")
    return codes.sector(code.strip("~"))


def _words(text: str, markers: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(word, `person` or `group`) of an entry: singular and plural, each with every value of a marker."""
    forms = FORMS.search(text)
    phrase = FORMS.sub("", without_code(text)).strip().strip("_")
    marker = MARKER.search(phrase)
    if marker:
        if marker[0] not in markers:
            raise UnknownCode(f"{marker[0]} is not defined above")
        # every form is listed, plurals among them
        for value in markers[marker[0]]:
            yield _plain(phrase.replace(marker[0], value)), "person"
        return
    single = _plain(phrase)
    if forms is not None and not forms[1].strip():  # one form for both: "police"
        yield single, "group"
        return
    yield single, "person"
    yield _plain(forms[1]) if forms is not None else _plural(single), "group"


def _plain(phrase: str) -> str:
    return " ".join(phrase.replace("_", " ").split()).lower()


def _plural(word: str) -> str:
    if word.endswith("ss"):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"
