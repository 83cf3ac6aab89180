"""Finds the names of the tables in a parsed text, longest first, whatever the model's labels say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.resolve.place_table import place_words
from kg.vocabulary.actors import ActorTables, key

PIECE = re.compile(r"\w+")
LONGEST = 12  # tokens of a name
BREAKS = frozenset(',;:()[]"\u201c\u201d\u2014|')
JOINTS = frozenset({"de", "del", "da", "do", "di"})
TAILS = frozenset({"'s", "\u2019s", "'", "\u2019"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the tables at tokens `start` to `end` (exclusive).

    `kind` is `country`, `organization`, `region` or `person`; `what` tells name, adjective, plural, capital or metonym
    of a country; `code` is the country's, `ids` are of the people or the organization.
    `participle` is "backed" in "U.S.-backed", where that is one token.
    """

    start: int
    end: int
    kind: str
    what: str = ""
    code: str = ""
    ids: tuple[str, ...] = ()
    participle: str = ""


def hit_country(hit: Hit, tables: ActorTables) -> str:
    """The country of a name."""
    return tables.home(hit.ids[0]) if hit.kind == "person" else hit.code


class NameIndex:
    """All names of the tables by key, and by the first word under which a text is searched for them."""

    def __init__(self, tables: ActorTables) -> None:
        names: dict[str, tuple[str, str, str, tuple[str, ...]]] = {}
        for name, ids in tables.person_names.items():
            names[name] = ("person", "", "", ids)
        for name, (code, _, kind) in tables.regions.items():
            names[name] = ("region", kind, code, ())
        for name, id_ in tables.organization_names.items():
            names[name] = ("organization", "", tables.organizations[id_].country, (id_,))
        for name, (code, what) in tables.country_names.items():
            names[name] = ("country", what, code, ())
        self._names: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = names
        self._longest: dict[str, int] = {}
        for name in names:
            pieces = PIECE.findall(name.casefold())
            if pieces:
                self._longest[pieces[0]] = max(self._longest.get(pieces[0], 0), min(2 * len(pieces), LONGEST))
        self._small = frozenset(PIECE.findall(name)[0] for name in tables.small_names if PIECE.search(name))
        self._small_names = tables.small_names

    def scan(self, doc: Doc, first: int = 0, last: int | None = None) -> list[Hit]:
        """Names in the order of the text; no two overlap."""
        hits: list[Hit] = []
        i, count = first, len(doc) if last is None else last
        for token in doc[first:count]:
            if token.i < i:
                continue
            hit = self._at(doc, token.i, token.text, count)
            i = hit.end if hit is not None else token.i + 1
            if hit is not None:
                hits.append(hit)
        return hits

    def _at(self, doc: Doc, i: int, text: str, limit: int) -> Hit | None:
        first = _first(text)
        longest = self._longest.get(first, 0)
        capital = not text.islower()
        if not capital and first not in self._small:
            return None
        if longest:
            for end in range(self._end(doc, i, min(longest, limit - i)), i, -1):
                name = key(doc[i:end].text)
                found = self._names.get(name)
                if found is None or not (capital or name in self._small_names):
                    continue
                if not _misled(doc, i, end, found[0]) and not _part_of_name(doc, i, end, found):
                    return Hit(i, end, *found)
        return self._hyphenated(i, text) if "-" in text else None

    def _end(self, doc: Doc, i: int, longest: int) -> int:
        """Token after the last one that a name starting here can hold."""
        end = i + 1
        while end < len(doc) and end - i < longest:
            token = doc[end]
            if token.text in BREAKS or token.is_space or token.is_sent_start:
                break
            end += 1
        while end > i + 1 and doc[end - 1].text in TAILS:
            end -= 1
        return end

    def _hyphenated(self, i: int, text: str) -> Hit | None:
        """ "U.S.-backed" as one token: the name before its last hyphen."""
        name, _, participle = text.rpartition("-")
        found = self._names.get(key(name)) if participle.islower() else None
        return Hit(i, i + 1, *found, participle) if found is not None else None


@lru_cache(maxsize=16384)
def _first(text: str) -> str:
    match = PIECE.search(key(text).casefold())
    return match[0] if match else ""


def _misled(doc: Doc, start: int, end: int, kind: str) -> bool:
    """A country's name as given name ("Jordan Peterson"), a surname that is one word of another full name."""
    token = doc[start]
    if token.ent_type_ != "PERSON" or end - start > 1:
        return kind == "person" and end - start == 1 and not _noun(token)
    if kind == "person":
        return token.ent_iob_ == "I" or _inside(doc, end)
    given = token.pos_ != "ADJ" and kind != "organization"  # "Estonian MEP" is no given name
    return given and _inside(doc, end) and token.ent_iob_ == "B" and doc[end].pos_ == "PROPN"


def _part_of_name(doc: Doc, start: int, end: int, found: tuple[str, str, str, tuple[str, ...]]) -> bool:
    """ "Santa Cruz" in "Santa Cruz Barillas", "Lima" in "Santa Rosa de Lima": another place."""
    kind, what = found[:2]
    if kind == "country" and what == "capital" and start > 1:
        return doc[start - 1].lower_ in JOINTS and doc[start - 2].pos_ == "PROPN"
    if kind != "region" or what not in ("region", "place") or doc[start].ent_type_ not in ("GPE", "LOC"):
        return False
    return _inside(doc, end) and doc[end].pos_ == "PROPN" and doc[end].text.lower() not in place_words("tail")


def _noun(token: Token) -> bool:
    return token.pos_ in ("PROPN", "NOUN")


def _inside(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].ent_iob_ == "I"
