"""What a worker process does: it loads what the work needs, once, and answers shard by shard until nobody asks."""

import os
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from kg.errors import KgError
from kg.protocols import Failed

READY = "ready"


def serve(connection: Connection, work: Callable[[Sequence[Any]], list[Any]]) -> None:
    """Sends READY, or Failed where the work cannot load, then a list of results for each shard received."""
    # Ctrl-C goes to all processes of a terminal; the one that shares the work out ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shards: SimpleQueue[Sequence[Any]] = SimpleQueue()
    Thread(target=_receive, args=(connection, shards), daemon=True).start()
    try:
        work(())
    except KgError as failed:
        _send(connection, Failed(str(failed)))
        return
    _send(connection, READY)
    while True:
        _send(connection, work(shards.get()))


def _send(connection: Connection, answer: Any) -> None:
    try:
        connection.send(answer)
    except OSError:
        os._exit(0)


def _receive(connection: Connection, shards: "SimpleQueue[Sequence[Any]]") -> None:
    """Takes shards in while others are worked on, so that nobody waits to hand one over.

    Ends the process with the one who asks, who may have been killed: a worker that is busy, or hangs, must not outlive
    it.
    """
    while True:
        try:
            shards.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)
