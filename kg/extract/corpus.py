"""Reads the training sentences in `schemas/training/*.txt`, whose format its README describes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError
from kg.extract.tree import Tree, Words
from kg.vocabulary.lexicon import TYPES


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of the corpus with its events: (type, actor text, trigger, target text, reciprocal)."""

    text: str
    events: tuple[tuple[str, str, str, str, bool], ...]


def read_corpus(folder: Path) -> Iterator[Labelled]:
    """Blocks of all files in order of name. Raises TableError for a line that is not as the format says."""
    for path in sorted(folder.glob("*.txt")):
        yield from _read_file(path)


def _read_file(path: Path) -> Iterator[Labelled]:
    text = ""
    events: list[tuple[str, str, str, str, bool]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if not line.strip():
            if text:
                yield Labelled(text, tuple(events))
            text, events = "", []
        elif line.startswith("  "):
            events.append(_event(path.name, number, line.strip()))
        else:
            text = line.strip()


def _event(file: str, number: int, line: str) -> tuple[str, str, str, str, bool]:
    type_, _, rest = line.partition(": ")
    mutual = " <> " in rest
    parts = [part.strip() for part in rest.split(" <> " if mutual else " > ")]
    if type_ not in TYPES or len(parts) != 3:
        raise TableError(file, number, f"{line!r} is no event, wanted TYPE: actor > trigger > target")
    last = parts[2]
    for stance in (" (future)", " (negated)", " (hypothetical)"):
        last = last.removesuffix(stance)
    return type_, parts[0], parts[1], last, mutual


def find(doc: Tree, words: str) -> Words | None:
    """The span of some words in a document; `word#2` is its second occurrence, `-` is nobody."""
    if words == "-":
        return None
    words, _, count = words.partition("#")
    start = -1
    for _ in range(int(count or 1)):
        start = doc.text.find(words, start + 1)
    return doc.char_span(start, start + len(words)) if start >= 0 else None
