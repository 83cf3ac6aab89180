"""The event table: one row an event, with the column names that users of POLECAT, GDELT or ICEWS know.

Columns, names and meanings stand in `schemas/event_table.csv`.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import ExportError
from kg.export.clean import cell
from kg.export.events import GraphEvent
from kg.export.scores import QUAD_NAMES, goldstein, quad_class
from kg.export.whole import whole_file, whole_text
from kg.vocabulary.tables import read_table, schemas_dir

LAYOUTS = ("polecat", "gdelt", "icews")

# Rows that a Parquet file gathers in a group.
ROW_GROUP = 100_000

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what the layout calls the field; `kind` is text, day, integer or number."""

    field: str
    name: str
    kind: str
    meaning: str


def columns(layout: str = "polecat") -> list[Column]:
    """The columns of a layout in their order; raises ExportError for a layout that is not there."""
    if layout not in LAYOUTS:
        raise ExportError(f"--layout {layout!r}: no such layout, wanted one of {', '.join(LAYOUTS)}")
    rows = read_table(schemas_dir() / "event_table.csv", ("field", "kind", "meaning"))
    return [Column(row["field"], row[layout], row["kind"], row["meaning"]) for row in rows if row[layout]]


def row_values(event: GraphEvent) -> dict[str, Value]:
    """The row of an event by field; None is an empty cell."""
    best, actor, target = event.best, event.actor, event.target
    digits = event.first.replace("-", "")
    cameo = next((mention.cameo for mention in event.evidence if mention.cameo), "")
    number = quad_class(event)
    return {
        "event_id": event.id,
        "first_day": event.first,
        "last_day": event.last,
        "day_number": int(digits) if digits else None,
        "month_number": int(digits[:6]) if digits else None,
        "year": int(digits[:4]) if digits else None,
        "label": event.label,
        "type": event.type,
        "mode": next((mention.mode for mention in event.evidence if mention.mode), ""),
        "contexts": ";".join(sorted({name for mention in event.evidence for name in mention.contexts})),
        "goldstein": goldstein(event),
        "quad_name": QUAD_NAMES.get(number, ""),
        "quad_number": number or None,
        "cameo": cameo,
        "cameo_base": cameo[:3],
        "cameo_root": cameo[:2],
        "stance": event.stance,
        "actor_id": actor.id if actor else "",
        "actor_name": actor.name if actor else "",
        "actor_country": event.actor_country,
        "actor_sector": best.actor_sector if best else "",
        "actor_wikidata": actor.wikidata if actor else "",
        "target_id": target.id if target else "",
        "target_name": target.name if target else "",
        "target_country": event.target_country,
        "target_sector": best.target_sector if best else "",
        "target_wikidata": target.wikidata if target else "",
        **_place_values(event),
        **_evidence_values(event),
    }


def _place_values(event: GraphEvent) -> dict[str, Value]:
    place = next((mention.place for mention in event.evidence if mention.place), None)
    return {
        "place": place.name if place else "",
        "place_country": place.country if place else "",
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_id": place.id if place else "",
    }


def _evidence_values(event: GraphEvent) -> dict[str, Value]:
    best = event.best
    article = best.article if best else None
    return {
        "mentions": len(event.evidence),
        "articles": len({mention.article.iri for mention in event.evidence}),
        "outlets": len({mention.article.publisher for mention in event.evidence if mention.article.publisher}),
        "reports": event.reports,
        "confidence": event.confidence,
        "support": event.support,
        "article_id": article.id if article else "",
        "publisher": article.publisher if article else "",
        "issued": article.issued if article else "",
        "headline": article.title if article else "",
        "url": article.url if article else "",
        "sentence": best.sentence if best else "",
        "trigger": best.trigger if best else "",
        "said_by": best.said_by if best else "",
    }


def write_csv(events: Iterable[GraphEvent], out: Path, layout: str = "polecat") -> None:
    """Write the table as CSV (RFC 4180, UTF-8).

    Text that a spreadsheet would run as a formula gets a quote before it.
    """
    chosen = columns(layout)
    with whole_text(out) as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in chosen])
        for event in events:
            values = row_values(event)
            row = (values[column.field] for column in chosen)
            writer.writerow([cell(value) if isinstance(value, str) else value for value in row])


def write_parquet(events: Iterable[GraphEvent], out: Path, layout: str = "polecat") -> None:
    """Write the table as Parquet with typed columns; raises ExportError where pyarrow is not installed."""
    try:
        # no types are shipped
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise ExportError(f'{out}: Parquet needs pyarrow; run: pip install "dyad-kg[tables]"') from missing
    chosen = columns(layout)
    kinds = {
        "text": pyarrow.string(),
        "day": pyarrow.date32(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
    }
    schema = pyarrow.schema([pyarrow.field(c.name, kinds[c.kind], metadata={"description": c.meaning}) for c in chosen])
    with whole_file(out) as file, pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in _batches(events):
            arrays = [_array(pyarrow, [values[c.field] for values in batch], kinds[c.kind]) for c in chosen]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _batches(events: Iterable[GraphEvent]) -> Iterator[list[dict[str, Value]]]:
    rest = iter(events)
    while batch := [row_values(event) for event in islice(rest, ROW_GROUP)]:
        yield batch


def _array(pyarrow: Any, values: list[Value], kind: Any) -> Any:
    if kind == pyarrow.date32():
        return pyarrow.array([value or None for value in values], pyarrow.string()).cast(kind)
    return pyarrow.array(values, kind)


def polars_frame(events: Iterable[GraphEvent], layout: str = "polecat") -> Any:
    """The event table as a Polars frame, days as days; needs polars."""
    import polars

    chosen = columns(layout)
    kinds = {"text": polars.String, "day": polars.Date, "integer": polars.Int64, "number": polars.Float64}
    rows = [row_values(event) for event in events]
    return polars.DataFrame(
        {c.name: [_polars_value(values[c.field], c.kind) for values in rows] for c in chosen},
        schema={c.name: kinds[c.kind] for c in chosen},
    )


def _polars_value(value: Value, kind: str) -> Any:
    return date.fromisoformat(str(value)) if kind == "day" and value else (value if kind != "day" else None)


def event_frame(events: Iterable[GraphEvent], layout: str = "polecat") -> Any:
    """The event table as a pandas frame, days as days; needs pandas."""
    import pandas

    chosen = columns(layout)
    rows = [row_values(event) for event in events]
    frame = pandas.DataFrame({c.name: [values[c.field] for values in rows] for c in chosen})
    convert: dict[str, Callable[[Any], Any]] = {
        "day": lambda series: pandas.to_datetime(series.replace("", None)),
        "integer": lambda series: series.astype("Int64"),
        "number": lambda series: series.astype("Float64"),
        "text": lambda series: series,
    }
    return frame.assign(**{c.name: convert[c.kind](frame[c.name]) for c in chosen})
