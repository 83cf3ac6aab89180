"""A build that ends before its end: what was stored can be read, and the next run does only the rest."""

import json
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from program import ENVIRONMENT, command

import kg
from kg.pipeline import Options, build

COUNTRIES = ["Kenya", "Ghana", "Chile", "Peru", "Nepal", "Qatar", "Japan", "Spain", "Egypt", "Italy"]
COUNT = 700
SOME = 1_000_000  # bytes in the log of a build that is well on its way
LONGEST = 60  # seconds that anything here may take


def write(path: Path, count: int) -> None:
    with path.open("w") as out:
        for number in range(count):
            actor, target = COUNTRIES[number % 10], COUNTRIES[(number // 10 + number + 1) % 10]
            text = f"{actor} accused {target} of breaking promise number {number} on Monday."
            out.write(json.dumps({"id": f"n{number}", "text": text, "published": "2020-05-06"}) + "\n")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "a.jsonl"
    write(path, COUNT)
    return path


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The graph of an undisturbed build."""
    graph, _ = build([str(source)], tmp_path_factory.mktemp("whole") / "g.kg", Options())
    return graph.triples()


def start(*words: object, limit: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command(*words),
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=limit,
    )


def wait_for(happened: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and process.poll() is None and not happened():
        time.sleep(0.02)


def stored(graph: Path) -> int:
    """Bytes that wait in the store's log."""
    return sum(file.stat().st_size for file in graph.rglob("*.log"))


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def workers(pid: int) -> list[int]:
    return [child for child in children(pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_killed_and_run_again_is_as_never_killed(source: Path, whole: list[str], tmp_path: Path) -> None:
    graph = tmp_path / "g.kg"
    process = start("build", source, "-o", graph, "--quiet", "--workers", 1)
    wait_for(lambda: stored(graph) > SOME, process)
    process.kill()
    process.communicate()

    kept = len(kg.open(graph).articles())
    assert 0 < kept < COUNT
    again, summary = build([str(source)], graph, Options())
    assert summary.unchanged == kept
    assert summary.articles == COUNT - kept
    assert again.triples() == whole


def test_killed_at_any_moment_the_build_goes_on(source: Path, whole: list[str], tmp_path: Path) -> None:
    graph, chance = tmp_path / "g.kg", random.Random(7)
    for _ in range(3):
        process = start("build", source, "-o", graph, "--quiet", "--workers", 2)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.3, 3))
        process.kill()
        process.communicate()
    again, _ = build([str(source)], graph, Options())
    assert again.triples() == whole


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_a_worker_that_is_killed_costs_nothing(source: Path, whole: list[str], tmp_path: Path) -> None:
    graph = tmp_path / "g.kg"
    process = start("build", source, "-o", graph, "--workers", 2)
    wait_for(lambda: stored(graph) > SOME, process)
    os.kill(workers(process.pid)[0], signal.SIGKILL)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert f"{COUNT} articles read" in err
    assert kg.open(graph).triples() == whole


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("count", [1, 2])
def test_ctrl_c_is_one_line_and_leaves_no_process(source: Path, tmp_path: Path, count: int) -> None:
    graph = tmp_path / "g.kg"
    process = start("build", source, "-o", graph, "--workers", count)
    wait_for(lambda: stored(graph) > SOME, process)
    others = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=LONGEST)
    assert (process.returncode, err) == (130, "kg: stopped; what was stored stays\n")
    end = time.monotonic() + LONGEST
    while any(Path(f"/proc/{other}").exists() for other in others) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(Path(f"/proc/{other}").exists() for other in others)
    assert 0 < len(kg.open(graph).articles()) < COUNT


def test_a_full_disk_is_one_line_and_the_build_goes_on_when_there_is_room(
    source: Path, whole: list[str], tmp_path: Path
) -> None:
    graph = tmp_path / "g.kg"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))

    process = start("build", source, "-o", graph, "--workers", 1, limit=little_room)
    _, err = process.communicate()
    assert process.returncode == 2
    assert err.count("\n") == 1, err
    assert err.startswith("kg: the graph cannot be written: ")
    again, summary = build([str(source)], graph, Options())
    assert summary.unchanged > 0
    assert again.triples() == whole
