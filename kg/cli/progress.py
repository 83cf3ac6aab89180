"""The bar of a long build, on a terminal."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Summary

CLEAR_LINE = "\r\x1b[K"  # to the left, and empty what is there (ECMA-48)
WIDTH = 20  # characters of the bar


def progress(quiet: bool, inputs: list[str]) -> "Callable[[Summary], None] | None":
    """Shows how far a build is, where there is a terminal; how many articles there are is counted before."""
    if quiet or not sys.stderr.isatty():
        return None
    from kg.read import count

    total, start = count(inputs), time.monotonic()

    def show(summary: "Summary") -> None:
        seconds = time.monotonic() - start
        print(CLEAR_LINE + line(summary, total, seconds), end="", file=sys.stderr, flush=True)

    return show


def line(summary: "Summary", total: int | None, seconds: float) -> str:
    """ "[#####.....] 120 of 240 articles, 6.5 a second, 0:18 left"; without a total what is done alone."""
    done = summary.articles + summary.unchanged + sum(summary.skipped.values())
    # what was read before costs next to nothing, and what is still to come is new
    rate = (done - summary.unchanged) / max(seconds, 1e-9)
    if not total or done > total:
        return f"{done:,} articles, {rate:.1f} a second"
    full = WIDTH * done // total
    left = int((total - done) / rate) if rate else 0
    bar = "#" * full + "." * (WIDTH - full)
    return f"[{bar}] {done:,} of {total:,} articles, {rate:.1f} a second, {left // 60}:{left % 60:02} left"


def end_line() -> str:
    """What goes before a line that is to stay, where a bar may stand."""
    return CLEAR_LINE if sys.stderr.isatty() else ""
