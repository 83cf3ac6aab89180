"""Names of people as sources write them, and when two of them mean the same person."""

import difflib
import re
from dataclasses import dataclass

from facts import plain

TITLES = re.compile(
    r"^(represented by|both reside .*|(His|Her) (Majesty|Highness|Excellency|Royal Highness)|Interim|Acting|Caretaker|"
    r"Transition(al)?|Co-|Vice|Deputy|First|President of the [\w ]+ Council|President of the Swiss Confederation|"
    r"President|Prime Minister|Premier|Chancellor|King|Queen|Sultan|Amir|Emir|Emperor|Pope|Crown Prince|Prince|"
    r"Grand Duke|Governor[- ]General|Governor|Supreme Leader|Taliban Leader|Chief of State|Chief Minister|"
    r"Chief Executive|Commissioner|Minister of State|Head of Government|Sheikh|Shaykh|Ayatollah|Gen\.|Lt\.|Maj\.|"
    r"Brig\.|Col\.|Capt\.|Adm\.|Vice Adm\.|Sr\.|Dr\.|Dame|Sir|Lord|Baroness|Cardinal|Archbishop|Field Mar\.|Ret\.|"
    r"General|Marshal|Captain|Colonel|Administrator Superior|Administrator|Mayor|Lieutenant General|Secretary|"
    r"\(Ret\.\)|\(ret\.\)|\(Acting\)|,|the|of)\s+", re.IGNORECASE)  # fmt: skip
TAIL = re.compile(
    r",? (Dr|Jr|Sr|Sheikh|Tun|Datuk|Ret|Gen|Brig|Col|Maj|Capt|Adm|Sir|Dame|Baron|Lord|RN|KCMG|QC)\.?(?=[ ,]|$)|"
    r"\(.*?\)|\[.*?\]|\".*?\"|,.*$| of Norway$|[“”]", re.IGNORECASE)  # fmt: skip
PARTICLES = {"al", "bin", "ibn", "de", "da", "do", "dos", "del", "la", "van", "von", "der", "den", "el", "of", "and",
             "di", "e", "y", "bint", "abd", "ould", "i", "ii", "iii", "iv", "v", "vi"}  # fmt: skip
SAME_TOKEN = 0.8  # ratio of difflib at which two spellings of one name count as the same, tried on 300 pairs


@dataclass(frozen=True)
class Person:
    """A name in a source: as printed without title, and its surname where the source marks it by capitals."""

    full: str
    surname: str

    @property
    def short(self) -> str:
        """First given name and surname, as news would say it; the full name where no surname is marked."""
        words = self.full.split()
        marked = self.surname.split()
        if not marked or words[: len(marked)] == marked or len(words) == len(marked):
            return self.full
        return f"{words[0]} {self.surname}"


def person(text: str) -> Person:
    """Read `President Javier Gerardo MILEI`: capitals mark the surname, title and honours go."""
    name = " ".join(text.replace("’", "'").split())  # noqa: RUF001
    while (bare := TITLES.sub("", name)) != name:
        name = bare
    name = " ".join(TAIL.sub("", name).split()).strip(" ,")
    capitals = [w for w in name.split() if len(re.sub(r"[^A-Za-zÀ-ž]", "", w)) > 1 and w == w.upper()]
    words = [cased(w) if w in capitals and w not in ("II", "III", "IV", "VI", "VII", "XVI") else w for w in name.split()]
    return Person(" ".join(words), " ".join(cased(w) for w in capitals if not re.fullmatch("[IVX]+", w)))


def cased(word: str) -> str:
    """`AL-SISI` to `al-Sisi` is beyond capitals alone: `Al-Sisi`, `O'NEILL` to `O'Neill`, `MCDONALD` to `McDonald`."""
    name = "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
    name = re.sub(r"(?<=[A-Za-z]')([a-z])", lambda found: found[1].upper(), name) if name[1:2] == "'" else name
    return re.sub(r"^Mc([a-z])", lambda found: "Mc" + found[1].upper(), name)


def tokens(name: str) -> list[str]:
    words = re.findall(r"[a-z]+", plain(name).lower().replace("'", "").replace("-", " "))
    return [word for word in words if word not in PARTICLES and len(word) > 1]


def close(one: str, two: str) -> bool:
    return one == two or (one[0] == two[0] and difflib.SequenceMatcher(None, one, two).ratio() >= SAME_TOKEN)


def same(one: str, two: str) -> bool:
    """True where the shorter name's parts are all found in the longer one, spelling aside; one part is not enough
    unless both are one part (kings)."""
    short, long = sorted((tokens(one), tokens(two)), key=len)
    if not short or (len(short) == 1 and len(long) > 1):
        return "".join(short) == "".join(long) and bool(short)
    if sorted("".join(short)) == sorted("".join(long)):
        return True
    return all(any(close(part, other) for other in long) for part in short)
