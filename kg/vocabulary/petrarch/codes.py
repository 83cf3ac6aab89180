"""What codes of CAMEO mean in PLOVER."""

from dataclasses import dataclass

from kg.vocabulary.lexicon import NOTHING
from kg.vocabulary.tables import lexicon_file, read_table, schemas_dir


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type and mode of an event code; `mutual` where the target does the same; `lost` is what could not be kept."""

    type: str
    mode: str
    cameo: str
    mutual: bool = False
    lost: str = ""


class UnknownCode(ValueError):
    """A code that means nothing here; the message says why."""


class Codes:
    """The tables of event and sector codes."""

    def __init__(self) -> None:
        rows = list(read_table(lexicon_file("codebook_cameo.csv"), ("code",)))
        self._events = {row["code"].removeprefix("c"): (row["type"], row["mode"]) for row in rows}
        self._sectors = {
            row["code"]: row["sector"] for row in read_table(schemas_dir() / "petrarch_sectors.csv", ("code",))
        }
        self._countries = {row["code"] for row in read_table(lexicon_file("countries.csv"), ("code",))}

    def event(self, code: str) -> Meaning:
        """The meaning of `070`, `---` (no event), `030:030` (both to each other) or `042:043`. Raises UnknownCode."""
        first, _, second = (part.strip() for part in code.partition(":"))
        if not first and second:
            raise UnknownCode("codes only what the target does to the source")
        type_, mode, cameo = self._one(first)
        if not second or second == "---":
            return Meaning(type_, mode, cameo)
        other, _, _ = self._one(second)
        if other == type_:
            lost = "" if second == first else f"the other direction has the code {second}"
            return Meaning(type_, mode, cameo, True, lost)
        return Meaning(type_, mode, cameo, False, f"the other direction has the code {second}")

    def _one(self, code: str) -> tuple[str, str, str]:
        if not code.strip("-"):
            return NOTHING, "", ""
        if not code.isdigit():
            raise UnknownCode(f"{code!r} is no code of CAMEO")
        known = code
        while known and known not in self._events:
            known = known[:-1]
        if len(known) < 2:
            raise UnknownCode(f"{code!r} is no code of CAMEO")
        # a root such as 07 stands as 070 among the codes of events
        type_, mode = self._events.get(known if len(known) > 2 else f"{known}0", ("", ""))
        # statements (01) are no events of PLOVER
        return (type_, mode, known) if type_ else (NOTHING, "", "")

    def actor(self, code: str) -> tuple[str, str]:
        """(country, sector) of `IRNMIL`, `IGOUNO`, `SYRREB`; `""` where it does not tell. Raises UnknownCode."""
        country, roles = code[:3], [code[i : i + 3] for i in range(3, len(code), 3)]
        if country in ("NGM", "MNC"):
            return "NGO" if country == "NGM" else "", self._sectors[country]
        if country in ("IGO", "NGO", "IMG"):
            return country, next((self._sectors[role] for role in roles if role in self._sectors), "")
        if country in self._countries:
            return country, next((self._sectors[role] for role in roles if role in self._sectors), "")
        if country in self._sectors:  # a group of no country: REBSAF
            return "", self._sectors[country]
        raise UnknownCode(f"{code!r} begins with no country and no sector that we know")

    def sector(self, code: str) -> str:
        """The sector of an agent's `GOVFRM`. Raises UnknownCode."""
        for start in range(0, len(code), 3):
            if code[start : start + 3] in self._sectors:
                return self._sectors[code[start : start + 3]]
        raise UnknownCode(f"{code!r} is no sector that we know")
