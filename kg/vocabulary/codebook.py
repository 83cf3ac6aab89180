"""PLOVER types, modes and contexts, CAMEO codes, and the Goldstein scale, from the `codebook_*.csv` tables.

CAMEO codes stand in the tables with a leading `c`, so that spreadsheets keep their zeros.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.vocabulary.tables import Row, lexicon_file, read_table

TEXTS = ("definition", "criteria", "example", "example2")  # our own words, which no row may lack


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type: its name, the verb of its direct edge, quad class, score and our description.

    `phrase` and `plural` say the type in a label, of one actor and of several; what stands in brackets ("retreats
    [from]") is for a target.
    """

    name: str
    verb: str
    phrase: str
    plural: str
    quad: str
    score: float
    definition: str
    criteria: str
    examples: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Described:
    """A mode of a type, or a context, with our description; `score` is None where the codebook gives none."""

    code: str
    name: str
    score: float | None
    definition: str
    criteria: str
    examples: tuple[str, str]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code without its leading `c`, with the PLOVER type and mode that it comes to (`""` for statements and
    roots). `note` tells why, where the published mapping is not followed."""

    code: str
    name: str
    type: str
    mode: str
    note: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """Modes are found by (type, mode)."""

    types: Mapping[str, EventType]
    modes: Mapping[tuple[str, str], Described]
    contexts: Mapping[str, Described]
    cameo: Mapping[str, CameoCode]
    cameo_scores: Mapping[str, float]

    def goldstein(self, type_: str, mode: str = "", cameo: str = "") -> float | None:
        """Score on the Goldstein scale, -10 to +10: that of the CAMEO code or of the nearest code above it,
        else that of the PLOVER mode, else that of the type."""
        while len(cameo) > 1:
            if cameo in self.cameo_scores:
                return self.cameo_scores[cameo]
            cameo = cameo[:-1]
        found = self.modes.get((type_, mode))
        if found is not None and found.score is not None:
            return found.score
        return self.types[type_].score if type_ in self.types else None

    def verb(self, type_: str) -> str:
        """Local name of the direct edge's property: `rejects`."""
        return self.types[type_].verb

    def phrase(self, type_: str, several: bool, target: bool) -> str:
        """The type in the words of a label: "retreats from", "retreat", "makes a request to"."""
        known = self.types[type_]
        words, _, tie = (known.plural if several else known.phrase).partition(" [")
        return f"{words} {tie.removesuffix(']')}" if target and tie else words

    def quad(self, type_: str) -> str:
        return self.types[type_].quad


def load_codebook() -> Codebook:
    """Raises TableError."""
    cameo = {row["code"].removeprefix("c"): row for row in read_table(lexicon_file("codebook_cameo.csv"), ("code",))}
    return Codebook(
        types={
            row["type"]: EventType(
                row["type"],
                row["verb"],
                row["phrase"],
                row["plural"],
                row["quad"],
                float(row["score"]),
                row["definition"],
                row["criteria"],
                (row["example"], row["example2"]),
            )
            for row in read_table(
                lexicon_file("codebook_types.csv"), ("type", "verb", "phrase", "plural", "quad", "score", *TEXTS)
            )
        },
        modes={
            (row["type"], row["mode"]): _described(row, row["mode"], row["mode"])
            for row in read_table(lexicon_file("codebook_modes.csv"), ("type", "mode", *TEXTS))
        },
        contexts={
            row["context"]: _described(row, row["context"], row["name"])
            for row in read_table(lexicon_file("codebook_contexts.csv"), ("context", "name", *TEXTS))
        },
        cameo={
            code: CameoCode(code, row["name"], row["type"], row["mode"], row["note"]) for code, row in cameo.items()
        },
        cameo_scores={code: float(row["goldstein"]) for code, row in cameo.items() if _number(row["goldstein"])},
    )


def _described(row: Row, code: str, name: str) -> Described:
    score = float(row["score"]) if row["score"] else None
    return Described(code, name, score, row["definition"], row["criteria"], (row["example"], row["example2"]))


def _number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


@dataclass(frozen=True, slots=True)
class Sector:
    """What an actor is; `name` is what a group of it is called ("Military"), `plural` whether that means several."""

    code: str
    name: str
    plural: bool
    definition: str


@cache
def load_sectors() -> dict[str, Sector]:
    """The PLOVER sectors by code."""
    rows = read_table(lexicon_file("codebook_sectors.csv"), ("sector", "name"))
    return {
        row["sector"]: Sector(row["sector"], row["name"], row["plural"] == "yes", row["definition"]) for row in rows
    }
