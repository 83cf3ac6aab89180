"""Articles in Parquet: a row an article, with a column of texts. Needs pyarrow (extra `archives`)."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.read.draft import Draft
from kg.read.fields import draft_of, names
from kg.read.open import MAX_BYTES

_ROWS = 64  # decoded at once
# columns of text pack to a fifth; what unpacks further than that is a trap
_MOST_UNPACKED = 200


def read_parquet(stream: BinaryIO, where: str) -> Iterator[Draft | InputError]:
    """The articles of a file, some rows at a time. Raises InputError where it is none or has no column of texts."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as missing:
        raise InputError(where, "needs pyarrow, wanted: pip install 'dyad-kg[archives]'") from missing
    if not stream.seekable():
        raise InputError(where, "Parquet that cannot be read from its end, wanted a file")
    known = {name for names_ in names().values() for name in names_}
    try:
        file = parquet.ParquetFile(stream, pre_buffer=False)
        columns = [name for name in file.schema_arrow.names if name in known]
        if not set(columns) & set(names()["text"]):
            raise InputError(
                where, f"no column of texts, wanted one named text; found {_some(file.schema_arrow.names)}"
            )
        _check(file.metadata, where)
        row = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            for record in batch.to_pylist():
                row += 1
                yield draft_of(record, f"{where}, row {row}")
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, KeyError) as broken:
        raise InputError(where, f"broken Parquet: {' '.join(str(broken).split())[:120]}") from broken


def _check(metadata: Any, where: str) -> None:
    """Raises InputError where a part of a column unpacks to far more than it takes."""
    for group in range(metadata.num_row_groups):
        for column in range(metadata.num_columns):
            part = metadata.row_group(group).column(column)
            if part.total_uncompressed_size > max(MAX_BYTES, _MOST_UNPACKED * part.total_compressed_size):
                raise InputError(
                    where, f"column {part.path_in_schema} unpacks to more than {_MOST_UNPACKED} times its size"
                )


def _some(columns: list[str]) -> str:
    return ", ".join(columns[:6]) + (", …" if len(columns) > 6 else "")
