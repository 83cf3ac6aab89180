"""A graph as sorted lines of N-Triples, in little memory: the ground of every RDF format that is written."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import IO, Any, cast

from pyoxigraph import RdfFormat, Store, serialize

from kg.export.events import GRAPH

# Bytes of lines that are sorted at once; what does not fit goes to a temporary file and is merged at the end.
RUN_BYTES = 192 * 1024 * 1024

# Triples that are turned into lines at once.
BATCH = 50_000


class SortedLines:
    """A sink for N-Triples that gives the distinct lines back in order."""

    def __init__(self, run_bytes: int = RUN_BYTES) -> None:
        self._run_bytes = run_bytes
        self._pending: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []
        self._open = ExitStack()

    def write(self, data: bytes) -> int:
        self._pending.append(bytes(data))
        self._size += len(data)
        if self._size >= self._run_bytes:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Nothing to do: the engine's writer wants it to be there."""

    def _sorted(self) -> list[bytes]:
        """The whole lines received so far in order; the beginning of an unfinished one stays pending."""
        lines = b"".join(self._pending).split(b"\n")
        rest = lines.pop()
        self._pending, self._size = ([rest] if rest else []), len(rest)
        lines.sort()
        return lines

    def _spill(self) -> None:
        # closed by `close`
        run = tempfile.TemporaryFile(prefix="dyad-export-")  # noqa: SIM115
        self._open.enter_context(run)
        run.writelines(line + b"\n" for line in self._sorted())
        run.seek(0)
        self._runs.append(run)

    def lines(self) -> Iterator[bytes]:
        """Distinct lines in the order of their bytes, without line ends. To be called once."""
        rest = self._sorted()
        if not self._runs:
            # in the engine's and the interpreter's own loops: a line costs a third of what it costs in `_merged`
            return filter(None, dict.fromkeys(rest))
        return self._merged(rest)

    def _merged(self, rest: list[bytes]) -> Iterator[bytes]:
        before = None
        for line in heapq.merge(*((line[:-1] for line in run) for run in self._runs), rest):
            if line and line != before:
                yield line
                before = line

    def close(self) -> None:
        self._open.close()


@contextmanager
def sorted_lines(store: Store, triples: Iterable[Any] | None = None) -> Iterator[Iterator[bytes]]:
    """The triples of a store, or those given, as sorted distinct lines of N-Triples without line ends."""
    sink = SortedLines()
    try:
        if triples is None:
            store.dump(cast(IO[bytes], sink), RdfFormat.N_TRIPLES, from_graph=GRAPH)
        else:
            rest = iter(triples)
            while batch := list(islice(rest, BATCH)):
                sink.write(serialize(batch, format=RdfFormat.N_TRIPLES) or b"")
        yield sink.lines()
    finally:
        sink.close()


class LineReader:
    """Lines as a binary file to read from, for a parser."""

    # Lines put together at a time.
    CHUNK = 20_000

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._data = b""
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        if self._at >= len(self._data):
            self._data, self._at = b"\n".join((*islice(self._lines, self.CHUNK), b"")), 0
        data = self._data[self._at : self._at + size]
        self._at += len(data)
        return data
