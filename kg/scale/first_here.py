"""Work begins in this very process, and goes on in workers when there is much of it or something hangs."""

import signal
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from types import FrameType
from typing import TypeVar

from kg.protocols import Failed
from kg.scale.local import Work, Workers

In = TypeVar("In")
Out = TypeVar("Out")

# seconds of work after which the start of workers (two to three seconds each) is won back
PAYS = 5.0


class FirstHere:
    """Small inputs do not wait for processes to start.

    What takes longer here than the workers' limit for an item is given to them, who find out which item it is.
    """

    def __init__(self, workers: Workers, pays: float = PAYS) -> None:
        self._workers, self._pays = workers, pays

    def map(self, work: "Work[In, Out]", shards: Iterable[Sequence[In]]) -> "Iterator[list[Out | Failed]]":
        spent, rest = 0.0, iter(shards)
        for shard in rest:
            start = time.monotonic()
            try:
                with _within(self._workers.limit):
                    results = work(shard)
            except _Overran:
                rest = chain([shard], rest)
                break
            spent += time.monotonic() - start
            yield results
            if spent > self._pays:
                break
        yield from self._workers.map(work, rest)


class _Overran(BaseException):
    """No part of the work may take it for an error of its own."""


@contextmanager
def _within(seconds: float | None) -> Iterator[None]:
    """Raises _Overran after so many seconds; where the system or the thread does not allow for it, never."""
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _Overran

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
