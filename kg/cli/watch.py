"""`kg watch`: a graph that grows with its feeds."""

import re
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import CODING, FETCHING, Chosen, takes
from kg.errors import InputError

NAME = "watch"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LEAST = 1.0  # seconds


@takes(*FETCHING, "publisher", *CODING, "base")
def command(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of feeds, or OPML lists of them.", metavar="FEEDS...")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Graph folder.")] = Path("events.kg"),
    every: Annotated[str, typer.Option(help="Time from one round to the next: 90s, 15m, 2h.")] = "15m",
    rounds: Annotated[int, typer.Option(min=0, help="Stop after so many rounds; 0 goes on without end.")] = 0,
    *,
    chosen: Chosen,
) -> None:
    """Follow feeds and add what is new to a graph folder, round after round, one line a round on stderr."""
    from kg.read.web import check_needed, is_address
    from kg.watch import watch

    pause = seconds(every)
    check_needed("kg watch")
    for feed in feeds:
        if not is_address(feed) and not Path(feed).is_file():
            raise InputError(feed, "no such file, wanted the address of a feed or an OPML list")
    for done in islice(watch(feeds, out, chosen.options(), pause), rounds or None):
        print(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {done}", file=sys.stderr, flush=True)


def seconds(text: str) -> float:
    """The seconds of "90s", "15m", "2h" or "1d". Raises InputError."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", text.strip())
    length = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if length < _LEAST:
        raise InputError(f"--every {text}", "wanted a time such as 90s, 15m or 2h")
    return length
