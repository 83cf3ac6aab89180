"""Worker processes of this machine: results in the order of the shards, whatever happens to a worker.

A worker that dies, or takes longer than the limit, is replaced. What it was at is given out again item by item, so that
an innocent neighbour is not lost; an item of which a worker dies alone is given up.
"""

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from typing import Any, TypeVar

from kg.errors import WorkerError
from kg.protocols import Failed
from kg.scale.worker import READY, serve

In = TypeVar("In")
Out = TypeVar("Out")
Work = Callable[[Sequence[In]], "list[Out | Failed]"]

# shards that a worker has: one at work, one to go on with
IN_HAND = 2
# shards a worker that may be waiting for an earlier one, so that memory is bounded
AHEAD = 4
# workers in a row that may die before they have loaded
STILLBORN = 3
# seconds for one article; the longest that is parsed (200,000 characters) takes ten
LIMIT = 120.0


@dataclass(slots=True)
class Task:
    """Some items of a shard, from its `at`-th on."""

    shard: int
    at: int
    items: Sequence[Any]


@dataclass(slots=True)
class Worker:
    process: Any
    connection: connection.Connection
    ready: bool = False
    overran: bool = False
    # when the first of its tasks was begun
    since: float = 0.0
    tasks: deque[Task] = field(default_factory=deque)

    def give(self, task: Task) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        # where it has died, reading from it will tell
        with suppress(OSError):
            self.connection.send(task.items)


class Workers:
    """Runs the work in `count` processes; `limit` are the seconds that an item may take, None for no limit.

    Processes start with the first shard and end with the last result, or when the iterator is closed.
    """

    def __init__(
        self, count: int, limit: float | None = LIMIT, tell: Callable[[str], None] = lambda message: None
    ) -> None:
        self.count, self.limit, self._tell = count, limit, tell

    def map(self, work: "Work[In, Out]", shards: Iterable[Sequence[In]]) -> "Iterator[list[Out | Failed]]":
        """Raises WorkerError where no worker can start, or the work cannot load."""
        run = Run(work, self.count, self.limit, self._tell)
        try:
            yield from run.results(iter(shards))
        finally:
            run.close()


class Run:
    """One run over shards: who is at what, and what is there already."""

    def __init__(self, work: Any, count: int, limit: float | None, tell: Callable[[str], None]) -> None:
        self._work, self._count, self._limit, self._tell = work, count, limit, tell
        self._workers: list[Worker] = []
        self._again: deque[Task] = deque()
        self._open: dict[int, list[Any]] = {}
        self._missing: dict[int, int] = {}
        self._given = 0
        self._stillborn = 0

    def results(self, shards: Iterator[Sequence[Any]]) -> Iterator[list[Any]]:
        turn, more = 0, True
        while more or turn < self._given:
            more = more and self._hand_out(shards, turn)
            while self._missing.get(turn) == 0:
                del self._missing[turn]
                yield self._open.pop(turn)
                turn += 1
                more = more and self._hand_out(shards, turn)
            if turn < self._given:
                self._listen()

    def close(self) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _hand_out(self, shards: Iterator[Sequence[Any]], turn: int) -> bool:
        """Gives every worker something to do; false where no shards are left."""
        self._hand_out_again()
        while self._has_room() and self._given - turn < AHEAD * self._count:
            items = next(shards, None)
            if items is None:
                return False
            self._open[self._given] = [None] * len(items)
            self._missing[self._given] = len(items)
            self._give(Task(self._given, 0, items))
            self._given += 1
        return True

    def _hand_out_again(self) -> None:
        while self._again and self._has_room():
            self._give(self._again.popleft())

    def _has_room(self) -> bool:
        return len(self._workers) < self._count or any(len(worker.tasks) < IN_HAND for worker in self._workers)

    def _give(self, task: Task) -> None:
        """To the worker with the least to do; to a new one where all are busy and more are wanted."""
        least = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if least is None or (least.tasks and len(self._workers) < self._count):
            least = self._start()
        least.give(task)

    def _start(self) -> Worker:
        # numpy reads it when it is first loaded: one thread a worker
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._work), daemon=True)
        with _uninterrupted():
            process.start()
        theirs.close()
        worker = Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _listen(self) -> None:
        """Waits for answers, deaths and the end of somebody's time."""
        self._hand_out_again()
        by_connection = {worker.connection: worker for worker in self._workers}
        for ready in connection.wait(list(by_connection), self._patience()):
            worker = by_connection[ready]  # type: ignore[index]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._take(worker, answer)
        if self._limit is not None:
            now = time.monotonic()
            for worker in self._workers:
                if worker.ready and worker.tasks and now - worker.since > self._limit and not worker.connection.poll():
                    worker.overran = True
                    worker.process.kill()

    def _patience(self) -> float | None:
        """Seconds until the first worker has had its time, None where none is at work."""
        if self._limit is None:
            return None
        begun = [worker.since for worker in self._workers if worker.ready and worker.tasks]
        return max(0.0, min(begun) + self._limit - time.monotonic()) if begun else None

    def _take(self, worker: Worker, answer: Any) -> None:
        worker.since = time.monotonic()
        if answer == READY:
            worker.ready, self._stillborn = True, 0
        elif isinstance(answer, Failed):
            raise WorkerError(answer.reason)
        else:
            self._fill(worker.tasks.popleft(), answer)

    def _fill(self, task: Task, results: Sequence[Any]) -> None:
        self._open[task.shard][task.at : task.at + len(results)] = results
        self._missing[task.shard] -= len(results)

    def _bury(self, worker: Worker) -> None:
        """Takes a dead worker out; what it had not begun waits for others, what it was at is tried item by item."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        waiting = list(worker.tasks)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn > STILLBORN:
                raise WorkerError(f"worker processes cannot start: one {_cause(worker.process.exitcode)}")
            self._again.extendleft(reversed(waiting))
            return
        self._again.extendleft(reversed(waiting[1:]))
        if not waiting:
            return
        first = waiting[0]
        reason = f"took longer than {self._limit:g} seconds" if worker.overran else _cause(worker.process.exitcode)
        if len(first.items) == 1:
            self._fill(first, [Failed(reason if worker.overran else f"the worker that read it {reason}")])
            return
        self._tell(f"a worker {reason}; its {len(first.items)} articles are read again one by one")
        singles = [Task(first.shard, first.at + n, [item]) for n, item in enumerate(first.items)]
        self._again.extendleft(reversed(singles))


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was killed ({signal.Signals(-code).name})"
    return f"ended by an error (exit code {code})"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits; processes started meanwhile never see it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # its own start would let Ctrl-C in again
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
