"""How many processes this machine has room for: cores and memory that are ours, also in a container."""

import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
WORKER_BYTES = 600 * 2**20  # a worker takes 350 MB, or 570 with the larger model
LEFT_BYTES = 2**30  # for the one who shares out, and for everybody else


def workers_that_fit(group: Path = CGROUP) -> int:
    """At least 1."""
    cores, memory = _cores(group), _memory(group)
    if memory is not None:
        cores = min(cores, int((memory - LEFT_BYTES) / WORKER_BYTES))
    return max(1, cores)


def _cores(group: Path) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _words(group / "cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit():
        cores = min(cores, int(quota) // int(period))
    return cores


def _memory(group: Path) -> int | None:
    """Bytes; None where the system does not tell."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    limit = _words(group / "memory.max")
    return min(memory, int(limit)) if limit.isdigit() else memory


def _words(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
