"""`kg extract`: event mentions as JSON Lines."""

import sys

from kg.cli.options import CODING, FETCHING, RUNNING, Chosen, Inputs, takes, teller

NAME = "extract"


@takes("published", "publisher", *CODING, *FETCHING, *RUNNING)
def command(inputs: Inputs, *, chosen: Chosen) -> None:
    """Print the event mentions of articles, one JSON object a line."""
    from kg.pipeline import extract
    from kg.records import encode, to_record
    from kg.vocabulary.codebook import load_codebook

    codebook = load_codebook()
    out = sys.stdout.buffer
    tell = teller(chosen.quiet)
    for mention in extract(inputs, chosen.options(), tell, chosen.runner(tell)):
        claim = mention.claim
        out.write(encode(to_record(mention, codebook.goldstein(claim.type, claim.mode, claim.cameo))) + b"\n")
    out.flush()
