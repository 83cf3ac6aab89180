"""Worker processes: results in order, and nothing lost but what kills or holds up a worker by itself."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from itertools import islice

import pytest

from kg.errors import WorkerError
from kg.protocols import Failed
from kg.scale.first_here import FirstHere
from kg.scale.local import Workers


def double(numbers: Sequence[int]) -> list[int]:
    time.sleep(0.01 * (7 - numbers[0] % 7) if numbers else 0)
    return [2 * number for number in numbers]


def die_of_13(numbers: Sequence[int]) -> list[int]:
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in numbers]


def hang_at_13(numbers: Sequence[int]) -> list[int]:
    while 13 in numbers:
        time.sleep(0.01)
    return [2 * number for number in numbers]


def fail_to_load(numbers: Sequence[int]) -> list[int]:
    if not numbers:
        raise WorkerError("actions.csv, line 5: type is empty")
    return list(numbers)


def die_at_once(numbers: Sequence[int]) -> list[int]:
    os._exit(3)


def in_threes(last: int) -> Iterator[tuple[int, ...]]:
    return (tuple(range(n, n + 3)) for n in range(0, last, 3))


def test_results_come_in_the_order_of_the_shards() -> None:
    results = list(Workers(2).map(double, in_threes(60)))
    assert [n for shard in results for n in shard] == [2 * n for n in range(60)]


def test_nothing_to_do_starts_nothing() -> None:
    assert list(Workers(2).map(die_at_once, ())) == []


def test_an_item_that_kills_its_worker_is_named_and_its_neighbours_are_kept() -> None:
    told: list[str] = []
    results = list(Workers(2, tell=told.append).map(die_of_13, in_threes(30)))
    numbers = [n for shard in results for n in shard]
    assert numbers[13] == Failed("the worker that read it was killed (SIGKILL)")
    assert numbers[:13] + numbers[14:] == [2 * n for n in range(30) if n != 13]
    assert told == ["a worker was killed (SIGKILL); its 3 articles are read again one by one"]


def test_an_item_that_hangs_is_given_up_after_its_time() -> None:
    results = list(Workers(2, limit=0.5).map(hang_at_13, in_threes(30)))
    numbers = [n for shard in results for n in shard]
    assert numbers[13] == Failed("took longer than 0.5 seconds")
    assert numbers[:13] + numbers[14:] == [2 * n for n in range(30) if n != 13]


def test_shards_are_taken_as_they_are_needed() -> None:
    taken = 0

    def shards() -> Iterator[tuple[int, ...]]:
        nonlocal taken
        for shard in in_threes(3000):
            taken += 1
            yield shard

    results = Workers(2).map(double, shards())
    list(islice(results, 20))
    assert taken <= 20 + 2 * 4 + 1
    results.close()


def test_what_cannot_load_is_one_error() -> None:
    with pytest.raises(WorkerError, match=r"^actions.csv, line 5: type is empty$"):
        list(Workers(2).map(fail_to_load, in_threes(9)))


def test_workers_that_die_before_they_begin_are_not_started_for_ever() -> None:
    with pytest.raises(WorkerError, match=r"^worker processes cannot start: one ended by an error \(exit code 3\)$"):
        list(Workers(2).map(die_at_once, in_threes(9)))


def test_small_inputs_do_not_wait_for_a_process() -> None:
    runner = FirstHere(Workers(2), pays=0.1)
    here = next(runner.map(lambda numbers: [os.getpid()], in_threes(3)))
    assert here == [os.getpid()]
    assert [n for shard in runner.map(double, in_threes(90)) for n in shard] == [2 * n for n in range(90)]


def test_what_hangs_here_is_given_to_a_worker_that_finds_out_what_it_is() -> None:
    results = list(FirstHere(Workers(1, limit=0.5), pays=100).map(hang_at_13, in_threes(30)))
    numbers = [n for shard in results for n in shard]
    assert numbers[13] == Failed("took longer than 0.5 seconds")
    assert numbers[:13] + numbers[14:] == [2 * n for n in range(30) if n != 13]
