"""Runs the pipeline over shards: in worker processes of this machine, or on a Spark cluster.

Whatever runs it, the results are the same, in the same order.
"""

from collections.abc import Callable

from kg.protocols import Runner
from kg.scale.local import LIMIT, WhenItPays, Workers
from kg.scale.machine import workers_that_fit

__all__ = ["LIMIT", "choose_runner"]


def choose_runner(workers: int = 0, limit: float = LIMIT, tell: Callable[[str], None] | None = None) -> Runner | None:
    """Who reads the articles: `workers` processes, 0 for as many as pay; None for this process alone.

    `limit` is for workers: the seconds that one of them may take for an article, 0 for no limit.
    """
    count = workers or workers_that_fit()
    if count == 1 and limit in (0, LIMIT):
        return None
    processes = Workers(count, limit or None, tell or (lambda message: None))
    return processes if workers else WhenItPays(processes)
