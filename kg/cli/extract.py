"""`kg extract`: event mentions as JSON Lines."""

import sys

from kg.cli.options import CODING, FETCHING, RUNNING, Chosen, Inputs, takes, teller

NAME = "extract"


@takes("published", "publisher", *CODING, *FETCHING, *RUNNING)
def command(inputs: Inputs, *, chosen: Chosen) -> None:
    """Print the event mentions of articles, one JSON object a line."""
    from kg.pipeline import extract
    from kg.records import encode

    out = sys.stdout.buffer
    tell = teller(chosen.quiet)
    for record in extract(inputs, chosen.options(), tell, chosen.runner(tell)):
        out.write(encode(record) + b"\n")
    out.flush()
