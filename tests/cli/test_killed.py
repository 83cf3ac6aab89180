"""A build that is killed in the middle: what was stored can be read, and a second run does only the rest."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import kg
from kg.pipeline import Options, build

ROOT = Path(__file__).parent.parent.parent
CODE = "import sys; sys.argv[0] = 'kg'; from kg.cli import main; main()"
COUNTRIES = ["Kenya", "Ghana", "Chile", "Peru", "Nepal", "Qatar", "Japan", "Spain", "Egypt", "Italy"]


def write(path: Path, count: int) -> None:
    with path.open("w") as out:
        for number in range(count):
            actor, target = COUNTRIES[number % 10], COUNTRIES[(number // 10 + number + 1) % 10]
            text = f"{actor} accused {target} of breaking promise number {number} on Monday."
            out.write(json.dumps({"id": f"n{number}", "text": text, "published": "2020-05-06"}) + "\n")


def test_killed_and_run_again_is_as_never_killed(tmp_path: Path) -> None:
    source, graph = tmp_path / "a.jsonl", tmp_path / "g.kg"
    write(source, 700)
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, "build", str(source), "-o", str(graph), "--quiet"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    limit = time.monotonic() + 60
    while time.monotonic() < limit and process.poll() is None:
        if graph.exists() and sum(f.stat().st_size for f in graph.rglob("*.log")) > 200_000:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()

    kept = len(kg.open(graph).articles())
    assert 0 < kept < 700
    again, summary = build([str(source)], graph, Options())
    assert summary.unchanged == kept
    assert summary.articles == 700 - kept
    whole, _ = build([str(source)], tmp_path / "whole.kg", Options())
    assert again.triples() == whole.triples()
