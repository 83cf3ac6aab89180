"""Spellings of one name: transliterations, name order, middle names and initials.

Used to look names up in the tables alone. Two unknown names are never one because they sound alike.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.vocabulary.actors import key

# articles and particles of names that writers set, join or leave out
PARTICLES = frozenset("al el ul bin ibn ben bint abu de da di van von der den la le dr mr mrs ms sir".split())
# Letters that transliterations exchange; the order matters: digraphs first.
EXCHANGED = (
    (re.compile(r"ts?ch"), "c"),
    (re.compile(r"sh|sch"), "s"),
    (re.compile(r"dzh|dj"), "j"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"kh|gh|q|g|ck|k"), "k"),
    (re.compile(r"th|dh|d|t"), "t"),
    (re.compile(r"ph|v|w|f"), "f"),
    (re.compile(r"[sz]"), "s"),
    (re.compile(r"ou|oo|o|u"), "u"),
    (re.compile(r"[yiej]+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[^ ])h"), ""),
)
LEAST = 5  # letters: shorter names sound alike too often


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """One form for the spellings of a name: "Gaddafi", "Qaddafi" and "Gadhafi" share it. `""` for names too short."""
    words = [word for word in re.split(r"[\W_]+", key(name).casefold()) if word and word not in PARTICLES]
    if sum(len(word) for word in words) < LEAST:
        return ""
    text = " ".join(words)
    for letters, one in EXCHANGED:
        text = letters.sub(one, text)
    return text


def variants(name: str) -> Iterator[str]:
    """Other ways to write a full name: without middle names and initials, without particles, in the other order."""
    words = key(name).split()
    if len(words) < 2:
        return
    plain = [word for word in words if word.casefold() not in PARTICLES]
    if len(plain) >= 2:
        yield " ".join(plain)
        yield f"{plain[0]} {plain[-1]}"
    if len(words) == 2:
        yield f"{words[1]} {words[0]}"
    if len(words) == 3:  # family name first: "Roh Moo hyun"
        yield f"{words[1]} {words[2]} {words[0]}"
