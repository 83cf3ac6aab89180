"""Runs the pipeline over shards: in worker processes of this machine, or on a Spark cluster.

Whatever runs it, the results are the same, in the same order.
"""

from collections.abc import Callable
from math import inf

from kg.protocols import Runner
from kg.scale.first_here import PAYS, FirstHere
from kg.scale.local import LIMIT, Workers
from kg.scale.machine import workers_that_fit

__all__ = ["LIMIT", "choose_runner"]


def choose_runner(workers: int = 0, limit: float = LIMIT, tell: Callable[[str], None] | None = None) -> Runner | None:
    """Who reads the articles: `workers` processes, 0 for as many as pay; None for this process alone.

    `limit` are the seconds that an article may take, 0 for no limit. One worker is a process of its own only where a
    limit is asked for.
    """
    if workers == 1 and limit in (0, LIMIT):
        return None
    count = workers or workers_that_fit()
    processes = Workers(count, limit or None, tell or (lambda message: None))
    return processes if workers else FirstHere(processes, PAYS if count > 1 else inf)
