"""Temporal knowledge graphs: who did what to whom on which day, as learning programs read them."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.errors import ExportError
from kg.export.clean import one_line
from kg.export.events import GraphEvent
from kg.export.whole import whole_folder, whole_text

FILES = frozenset({"train.txt", "valid.txt", "test.txt", "entity2id.txt", "relation2id.txt", "stat.txt"})

# ICEWS14 counts hours from its first day.
HOURS = 24

# The days of the first four fifths train, of the next tenth validate, of the last tenth test, as is usual.
TRAIN, VALID = 0.8, 0.9

Quadruple = tuple[str, str, str, str]


def quadruples(events: Iterable[GraphEvent]) -> Iterator[Quadruple]:
    """Actor, type, target and first day of each event that has all four; names, with the id where two share one.

    A stance other than factual goes before the type: what was denied or planned is another relation.
    """
    whole = [event for event in events if event.actor and event.target and event.first]
    parties = {party.id: party for event in whole for party in (event.actor, event.target) if party}
    labels = {id_: one_line(party.name) for id_, party in parties.items()}
    seen: dict[str, int] = {}
    for label in labels.values():
        seen[label] = seen.get(label, 0) + 1
    labels = {id_: label if seen[label] == 1 else f"{label} ({id_})" for id_, label in labels.items()}
    for event in whole:
        if event.actor and event.target:
            relation = event.type if event.stance == "factual" else f"{event.stance} {event.type}"
            yield labels[event.actor.id], relation, labels[event.target.id], event.first


def write_tsv(events: Iterable[GraphEvent], out: Path) -> None:
    """Quadruples in words, tab between them, one a line, without a header."""
    with whole_text(out) as file:
        file.writelines("\t".join(row) + "\n" for row in quadruples(events))


def write_tkg(events: Iterable[GraphEvent], out: Path) -> None:
    """A folder as that of ICEWS14: numbered quadruples split by day, `entity2id`, `relation2id`, `stat`.

    Numbers follow the order of the names. The time is in hours from the first day. Raises ExportError where no event
    has actor, target and day.
    """
    rows = sorted(quadruples(events), key=lambda row: (row[3], row))
    if not rows:
        raise ExportError(f"{out}: no event has an actor, a target and a day; nothing to write")
    entities = {name: number for number, name in enumerate(sorted({row[at] for row in rows for at in (0, 2)}))}
    relations = {name: number for number, name in enumerate(sorted({row[1] for row in rows}))}
    days = sorted({row[3] for row in rows})
    zero = date.fromisoformat(days[0])
    parts: dict[str, list[str]] = {"train.txt": [], "valid.txt": [], "test.txt": []}
    names = {day: _part(at / len(days)) for at, day in enumerate(days)}
    for actor, relation, target, day in rows:
        hour = (date.fromisoformat(day) - zero).days * HOURS
        parts[names[day]].append(f"{entities[actor]}\t{relations[relation]}\t{entities[target]}\t{hour}\n")
    with whole_folder(out, FILES) as folder:
        for name, lines in parts.items():
            _write(folder / name, lines)
        _write(folder / "entity2id.txt", [f"{name}\t{number}\n" for name, number in entities.items()])
        _write(folder / "relation2id.txt", [f"{name}\t{number}\n" for name, number in relations.items()])
        _write(folder / "stat.txt", [f"{len(entities)}\t{len(relations)}\t{len(days)}\n"])


def _part(share: float) -> str:
    if share < TRAIN:
        return "train.txt"
    return "valid.txt" if share < VALID else "test.txt"


def _write(path: Path, lines: list[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.writelines(lines)
