"""The command `kg` in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODE = "import sys; sys.argv[0] = 'kg'; from kg.cli import main; main()"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def command(*words: object) -> list[str]:
    """What `kg WORDS` is to `subprocess`, which wants ENVIRONMENT too."""
    return [sys.executable, "-c", CODE, *map(str, words)]


def kg(*words: object, stdin: str = "", folder: Path | None = None) -> tuple[int, str, str]:
    """Exit code, output and messages of `kg WORDS`, run in a folder."""
    done = subprocess.run(command(*words), input=stdin.encode(), capture_output=True, env=ENVIRONMENT, cwd=folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode()
