"""How often texts without political events get one: everything that is coded in them is false."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.gold import Record


@dataclass(slots=True)
class SilenceScores:
    """`noisy` counts texts with a false event; `types` and `rules` count the false events."""

    texts: int = 0
    noisy: int = 0
    sentences: int = 0
    false: list[tuple[str, Record]] = field(default_factory=list)  # with the text's id
    types: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """False events per 100 sentences."""
        return 100 * len(self.false) / self.sentences if self.sentences else 0.0

    def add(self, id_: str, sentences: int, found: Iterable[Record]) -> None:
        events = list(found)
        self.texts += 1
        self.noisy += bool(events)
        self.sentences += sentences
        for event in events:
            self.false.append((id_, event))
            self.types[event["type"]] += 1
            self.rules[event.get("rule") or "no rule"] += 1


def read_ids(path: Path) -> list[str]:
    """Identifiers of texts, one at the beginning of a line; what follows a blank or stands after # is a remark.

    Raises InputError.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as failed:
        raise InputError(str(path), f"cannot be read as a list of identifiers: {failed}") from failed
    ids = [words[0] for line in lines if (words := line.split("#")[0].split())]
    if not ids:
        raise InputError(str(path), "names no texts, wanted one identifier a line")
    return ids
