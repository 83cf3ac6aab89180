"""Oxigraph's server program over a store, on a port of loopback that only the gate knows."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import GraphError

LOOPBACK = "127.0.0.1"

# Seconds until a started engine must answer; a large folder takes one or two.
START_LIMIT = 60


def find_engine() -> str:
    """The path of the server program; raises GraphError where it is not installed."""
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("oxigraph")
    if found is None:
        raise GraphError('serve: the server is not installed; run: pip install "dyad-kg[serve]"')
    return found


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(store: Path, writable: bool, time_limit: int) -> Iterator[int]:
    """Oxigraph's server over a store while the block runs; gives its port."""
    program, port = find_engine(), _free_port()
    mode = "serve" if writable else "serve-read-only"
    options = ["--location", str(store), "--bind", f"{LOOPBACK}:{port}", "--timeout-s", str(time_limit)]
    with subprocess.Popen([program, mode, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        # the engine must never wait for somebody to read its complaints
        said: list[bytes] = []
        reader = threading.Thread(target=_collect, args=(process, said), daemon=True)
        reader.start()
        try:
            _await(process, port, store, said)
            yield port
        finally:
            process.terminate()
            process.wait()
            reader.join()


def _collect(process: "subprocess.Popen[bytes]", said: list[bytes]) -> None:
    for line in process.stderr or ():
        # the first lines tell why it did not start
        if len(said) < 20:
            said.append(line)


def _await(process: "subprocess.Popen[bytes]", port: int, store: Path, said: list[bytes]) -> None:
    """Return when the engine answers; raises GraphError where it ends or is silent for too long."""
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            time.sleep(0.1)
            reason = b" ".join(said).decode("utf-8", "replace").split("Stack backtrace")[0].strip() or "no reason given"
            raise GraphError(f"serve: {store}: the server did not start: {reason}")
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise GraphError(f"serve: {store}: the server gave no answer within {START_LIMIT} seconds")
