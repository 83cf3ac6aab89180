"""Reads labelled text: JSON Lines of {id, text, …}, where the other fields depend on what is labelled.

`events`: full events in `events` and, where sentences hold them, `doubtful` ones. `relation`: one relation a record,
the first of `events`, with its parties as text. `incidents`: MUC templates in `templates`. `silent`: nothing, the texts
hold no event.
"""

from pathlib import Path
from typing import Any, Literal

import msgspec

from kg.errors import InputError

Record = dict[str, Any]
Kind = Literal["events", "relation", "incidents", "silent"]


class _Gold(msgspec.Struct):
    id: str
    text: str
    events: list[dict[str, Any]] | None = None
    templates: list[dict[str, Any]] | None = None


def read_gold(path: Path, kind: Kind = "events") -> list[Record]:
    """Labelled records in the order of the file.

    Full events need `type` (or `code`), relations `code` (None: no relation), `source_text` and `target_text` (a text,
    or several that name the party). Raises InputError with file, line and field.
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
        _check(where, checked, kind)
    if not records:
        raise InputError(str(path), "holds no labelled records")
    return records


def kind_of(path: Path) -> Kind:
    """`incidents` for a file whose first record carries MUC templates, else `events`."""
    try:
        with path.open("rb") as lines:
            first = next((line for line in lines if line.strip()), b"")
    except OSError:
        return "events"  # told by `read_gold`
    return "incidents" if b'"templates"' in first and b'"events"' not in first else "events"


def _check(where: str, record: _Gold, kind: Kind) -> None:
    if kind == "silent":
        return
    if kind == "incidents":
        if record.templates is None:
            raise InputError(where, "not a labelled record: it has no field 'templates'")
        return
    if record.events is None:
        raise InputError(where, "not a labelled record: it has no field 'events'")
    if kind == "relation":
        if not record.events:
            raise InputError(where, "holds no event, wanted the relation of its two parties")
        _check_relation(where, record.events[0])
        return
    for event in record.events:
        if not isinstance(event.get("type", event.get("code")), str):
            raise InputError(where, "an event has no field 'type'")


def _check_relation(where: str, event: dict[str, Any]) -> None:
    if not isinstance(event.get("code", 0), str | None):
        raise InputError(where, "the event has no field 'code'")
    for name in ("source_text", "target_text"):
        if name not in event or not isinstance(event[name], str | list | None):
            raise InputError(where, f"the event has no field '{name}'")


def names_of(event: Record, field: str) -> list[str]:
    """The texts that name a party of a relation: none, one, or several as good."""
    value = event.get(field)
    return [value] if isinstance(value, str) else list(value or ())
