"""Converts dictionaries of any kind and writes the tables into a folder."""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from kg.errors import TableError
from kg.vocabulary.petrarch.actors import convert_actors
from kg.vocabulary.petrarch.agents import convert_agents
from kg.vocabulary.petrarch.codes import Codes
from kg.vocabulary.petrarch.lines import Converted, Unconverted, read_lines
from kg.vocabulary.petrarch.verbs import convert_verbs

CONVERTERS: dict[str, Callable[[Path, Codes], Converted]] = {
    "verbs": convert_verbs,
    "actors": convert_actors,
    "agents": convert_agents,
}
LEFT_OUT = "unconverted.csv"


def kind_of(path: Path) -> str:
    """What a dictionary holds, by its lines. Raises TableError where that cannot be told."""
    texts = [line.text for line in read_lines(path) if line.text]
    if any(re.match(r"---\s|&\w|-\s.*\*", text) for text in texts):
        return "verbs"
    if any(re.search(r"\[(~\w+|\w+~)\]", text) for text in texts):
        return "agents"
    if any("[" in text for text in texts):
        return "actors"
    raise TableError(path.name, 0, "is no dictionary of verbs, actors or agents; wanted codes in [ ]")


def convert(paths: Iterable[Path], kind: str = "") -> Converted:
    """All dictionaries together; `kind` is one of `verbs`, `actors`, `agents`, told by each file where left out.

    Raises TableError.
    """
    codes, all_ = Codes(), Converted()
    for path in paths:
        found = CONVERTERS[kind or kind_of(path)](path, codes)
        for table, rows in found.tables.items():
            all_.tables.setdefault(table, []).extend(rows)
        all_.unconverted += found.unconverted
    return all_


def write(found: Converted, folder: Path) -> list[tuple[str, int]]:
    """Writes the tables and `unconverted.csv`; gives the name and number of rows of each. Raises TableError."""
    left = [{name: str(value) for name, value in asdict(one).items()} for one in found.unconverted]
    tables = {**found.tables, LEFT_OUT: left}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in tables:
            if name != LEFT_OUT and (folder / name).exists():
                raise TableError(str(folder / name), 0, "stands there already; choose an empty folder")
        for name, rows in tables.items():
            columns = list(rows[0]) if rows else list(Unconverted.__dataclass_fields__)
            with (folder / name).open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    except OSError as failed:
        raise TableError(str(folder), 0, f"cannot be written: {failed.strerror}") from failed
    return [(name, len(rows)) for name, rows in tables.items()]
