"""Codes of countries as people type them."""

import re
from functools import cache

from kg.vocabulary.tables import lexicon_file, read_table

_CODE = re.compile(r"[A-Z]{3}")


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-3 in capitals, or IGO, NGO, IMG; raises ValueError that tells what was wanted.

    A code that no table has passes: users' own lists of actors may hold it.
    """
    code = text.strip().upper()
    if _CODE.fullmatch(code):
        return code
    named = _codes_by_name().get(text.strip().casefold())
    raise ValueError(f"wanted three letters of ISO 3166-1 as {named or 'IRN'}")


@cache
def _codes_by_name() -> dict[str, str]:
    return {row["name"].casefold(): row["code"] for row in read_table(lexicon_file("countries.csv"), ("code", "name"))}
