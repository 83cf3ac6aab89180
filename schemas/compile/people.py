"""Names of people as sources write them, and when two of them mean the same person."""

import difflib
import re
from dataclasses import dataclass

from facts import plain

TITLES = (
    "represented by both reside his her majesty highness excellency royal interim acting caretaker transition "
    "transitional vice deputy first president prime minister premier chancellor king queen sultan amir emir "
    "emperor pope crown prince grand duke governor governor-general general lieutenant supreme leader taliban "
    "chief of state executive commissioner head government sheikh shaykh ayatollah gen. lt. maj. brig. col. "
    "capt. adm. sr. dr. dame sir lord baroness cardinal archbishop field mar. marshal captain captains colonel "
    "administrator superior mayor secretary bailiff high the republic council ministers and chairman island "
    "cnsp foreign political affairs for swiss confederation commonwealth commander mr. mrs. ms. tun datuk "
    "(ret.) (acting) co-prince regent chairperson board presidency presidential leadership rear vice-president "
    "vice-marshal seri hrh brigadier major air rev. reverend prof. professor eng. dato dato' tan sri prefect"
)
TITLE_WORDS = frozenset(TITLES.split())
NOT_A_NAME = re.compile(r"\(.*?\)|\[.*?\]|\".*?\"|[“”]| of (the )?[A-Z][a-z]+$|\b(Jr|Sr|Dr)\.?(?=[ ,]|$)|;.*$")
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
    dropped = ""
    parts = NOT_A_NAME.sub("", text.replace("’", "'")).split(",")
    words = next((part for part in parts if any(map(is_capitals, part.split()))), parts[0]).split()
    while words and (words[0].lower() in TITLE_WORDS or (dropped == "of" and not is_capitals(words[0]))):
        dropped, words = words[0].lower(), words[1:]
    surname = [cased(word) for word in words if is_capitals(word)]
    full = [cased(word) if is_capitals(word) else word for word in words]
    return Person(" ".join(full), " ".join(surname))


def is_capitals(word: str) -> bool:
    """True for `MILEI` and `al-KHULAYFI`, false for `II` and initials."""
    letters = re.sub(r"[^A-Za-zÀ-ž]", "", re.sub(r"^(al|el|ad|an|as|at|ar|az|ash|ul|Mc|Mac|de|d'|O')-?", "", word))
    return len(letters) > 1 and letters == letters.upper() and not re.fullmatch("[IVX]+", letters)


def cased(word: str) -> str:
    """`MILEI` to `Milei`, `al-KHULAYFI` to `al-Khulayfi`, `O'NEILL` to `O'Neill`, `MCDONALD` to `McDonald`."""
    parts = [part if part.islower() else part[:1] + part[1:].lower() for part in word.split("-")]
    name = re.sub(r"^(O|D|N)'([a-z])", lambda found: f"{found[1]}'{found[2].upper()}", "-".join(parts))
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
