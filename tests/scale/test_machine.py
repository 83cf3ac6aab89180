"""How many workers are started where nobody says how many."""

from pathlib import Path

from kg.scale.machine import workers_that_fit


def test_a_container_of_one_core_or_little_memory_gets_one_worker(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("100000 100000\n")
    assert workers_that_fit(tmp_path) == 1
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text(f"{2**30}\n")
    assert workers_that_fit(tmp_path) == 1


def test_elsewhere_there_are_as_many_as_cores_at_the_most(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("max\n")
    assert workers_that_fit(tmp_path) >= 1
    assert workers_that_fit(tmp_path) <= workers_that_fit(Path("/no/such/group"))
