"""Reads labelled text: JSON Lines of {id, text, events: […]} and, where sentences hold them, `doubtful` events."""

from pathlib import Path
from typing import Any

import msgspec

from kg.errors import InputError

Record = dict[str, Any]


class _Gold(msgspec.Struct):
    id: str
    text: str
    events: list[dict[str, Any]]


def read_gold(path: Path, relation: bool = False) -> list[Record]:
    """Labelled records in the order of the file.

    Each event needs `type` (or `code`); with `relation` also `source_text` and `target_text`, and a record's first
    event is its relation.
    Raises InputError with file, line and field.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as failed:
        raise InputError(str(path), f"cannot be read: {failed.strerror}") from failed
    records: list[Record] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            checked = msgspec.json.decode(line, type=_Gold)
            records.append(msgspec.json.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            raise InputError(where, f"not a labelled record: {wrong}") from wrong
        _check(where, checked, relation)
    if not records:
        raise InputError(str(path), "holds no labelled records")
    return records


def _check(where: str, record: _Gold, relation: bool) -> None:
    if relation and not record.events:
        raise InputError(where, "holds no event, wanted the relation of its two parties")
    for event in record.events:
        if not isinstance(event.get("type", event.get("code")), str):
            raise InputError(where, "an event has no field 'type'")
        missing = [f for f in ("source_text", "target_text") if relation and not isinstance(event.get(f), str)]
        if missing:
            raise InputError(where, f"the event has no field '{missing[0]}'")
