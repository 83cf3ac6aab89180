"""Hostile input of all kinds gives articles, or one clear line; never a traceback, a hang or a wrong byte."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from mutate import mutated, seeds
from targets import TARGETS

CASES = Path(__file__).parent / "cases"
SEEDS = seeds()
# of each target; `fuzz/run.py` and `fuzz/many.py` try many more
TRIES = {"story": 12, "exports": 20, "lexicon": 6, "read.html": 30, "queries": 20}
LONGEST = 20  # seconds of the processor for one input


@contextmanager
def in_time() -> Iterator[None]:
    """Fails where an input takes too long. Time of the processor counts: the machine may be busy with other things."""

    def late(*_: object) -> None:
        raise AssertionError(f"took longer than {LONGEST} seconds")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("name", TARGETS)
def test_good_input_with_things_wrong_is_taken_or_told(name: str) -> None:
    random = Random(name)
    for _ in range(TRIES.get(name, 60)):
        data = mutated(random.choice(SEEDS[name]), random)
        with in_time():
            TARGETS[name](data)


@pytest.mark.parametrize("case", sorted(CASES.glob("*/*")), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_cases_that_once_failed_fail_no_more(case: Path) -> None:
    with in_time():
        TARGETS[case.parent.name](case.read_bytes())
