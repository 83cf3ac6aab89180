"""Which fields of a record hold what of an article: our own names first, then those of dumps that are about.

The names stand in `schemas/article_fields.csv`, in the order in which they are looked for.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.read.draft import Draft
from kg.vocabulary.tables import read_table, schemas_dir

OWN = ("id", "text", "title", "published", "url", "publisher")
_TYPES = {str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}

# what XML and RDF cannot hold: control characters, halves of surrogate pairs, and two that are no characters;
# each gives way to one character, so that offsets stay
_UNFIT_CHARS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNFIT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), " ") | dict.fromkeys(
    (*range(55296, 57344), 65534, 65535), "�"
)


def fit(text: str) -> str:
    """The text with what XML and RDF cannot hold replaced, each by one character."""
    return text.translate(_UNFIT) if _UNFIT_CHARS.search(text) else text


def type_name(value: object) -> str:
    return _TYPES.get(type(value), "null")


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """The names under which each field of an article is looked for."""
    rows = list(read_table(schemas_dir() / "article_fields.csv", ("field", "name")))
    return {field: tuple(row["name"] for row in rows if row["field"] == field) for field in OWN}


def draft_of(record: Mapping[str, Any], where: str) -> Draft | InputError:
    """The article of a record. Our own names must hold text; names of others are passed by where they hold none."""
    if all(record.get(name) is None for name in names()["text"]):
        return InputError(where, "field text is missing")
    found: dict[str, str] = {}
    for field in OWN:
        own = record.get(field)
        if not isinstance(own, str | None) and _words(own, field) is None:
            return InputError(where, f"field {field} is {type_name(own)}, wanted text")
        values = (_words(record.get(name), field) for name in names()[field])
        found[field] = fit(next((value for value in values if value), ""))
    published = (found["published"],) if found["published"].strip() else ()
    title, identifier = found["title"].strip(), found["id"].strip()
    return Draft(where, found["text"], title, identifier, published, found["url"], found["publisher"])


def _words(value: object, field: str) -> str | None:
    """A value as text; None for what cannot be meant. Numbers may be identifiers and days (20130207)."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and field in ("id", "published"):
        return str(value)
    if isinstance(value, date | datetime) and field == "published":
        return value.isoformat()
    return None
