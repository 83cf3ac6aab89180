"""Tries many hostile inputs on every reader, table, query and store, and keeps those that fail.

    python fuzz/many.py [--count 12000] [--seed 1] [TARGET...]

What fails is written to tests/hostile/cases/TARGET, where the tests try it ever after. Inputs are shared out so that
slow targets (a whole pipeline, a whole lexicon) get fewer.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random

HOSTILE = Path(__file__).resolve().parent.parent / "tests" / "hostile"
sys.path.append(str(HOSTILE))

from mutate import mutated, seeds  # noqa: E402 - found beside the tests
from targets import TARGETS  # noqa: E402
from test_hostile import in_time  # noqa: E402

# how often a target's turn comes
SHARE = {"lexicon": 0.05, "story": 0.3, "exports": 0.5, "queries": 0.5}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []])
    parser.add_argument("--count", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    names = asked.targets or list(TARGETS)
    weights = [SHARE.get(name, 1.0) for name in names]
    random, good, tried, failed = Random(asked.seed), seeds(), Counter[str](), 0
    slowest: dict[str, float] = {}
    for _ in range(asked.count):
        name = random.choices(names, weights)[0]
        data = mutated(random.choice(good[name]), random)
        start = time.perf_counter()
        try:
            with in_time():
                TARGETS[name](data)
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            failed += 1
            case = HOSTILE / "cases" / name / sha256(data).hexdigest()[:12]
            case.parent.mkdir(parents=True, exist_ok=True)
            case.write_bytes(data)
            print(f"{name}: {case}", traceback.format_exc(limit=-4), sep="\n", flush=True)
        tried[name] += 1
        slowest[name] = max(slowest.get(name, 0.0), time.perf_counter() - start)
    for name, count in sorted(tried.items()):
        print(f"{name:16} {count:6} inputs, the slowest {slowest[name]:.2f} s")
    print(f"{tried.total()} inputs tried, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
