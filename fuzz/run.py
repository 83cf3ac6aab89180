"""Coverage-guided fuzzing of one target by atheris: inputs that reach new lines are kept and changed further.

    pip install atheris
    python fuzz/run.py TARGET [--seconds 120]

Starts from the good inputs and the kept cases; what fails is written to tests/hostile/cases/TARGET.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

HOSTILE = Path(__file__).resolve().parent.parent / "tests" / "hostile"
sys.path.append(str(HOSTILE))

with atheris.instrument_imports(include=["kg"]):
    from mutate import TRAPS, seeds
    from targets import TARGETS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=120)
    asked = parser.parse_args()
    cases = HOSTILE / "cases" / asked.target
    cases.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name)
        for number, good in enumerate(seeds()[asked.target]):
            (corpus / f"seed{number}").write_bytes(good)
        words = corpus.with_suffix(".dict")
        words.write_text("".join(f'"{_escaped(trap)}"\n' for trap in TRAPS if len(trap) < 64))
        atheris.Setup(
            [
                "fuzz", str(corpus), str(cases), f"-max_total_time={asked.seconds}", f"-artifact_prefix={cases}/",
                "-timeout=20", "-rss_limit_mb=3000", "-max_len=20000", f"-dict={words}", "-print_final_stats=1",
            ],
            TARGETS[asked.target],
        )  # fmt: skip
        atheris.Fuzz()


def _escaped(trap: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in trap)


if __name__ == "__main__":
    main()
