"""`kg extract`: event mentions as JSON Lines."""

import sys

from kg.cli.options import (
    Actors,
    AllowPrivate,
    Confidence,
    Follow,
    Inputs,
    Lexicon,
    Model,
    Published,
    Publisher,
    Quiet,
    TimeLimit,
    Workers,
    options,
    teller,
)

NAME = "extract"


def command(
    inputs: Inputs,
    published: Published = "",
    publisher: Publisher = "",
    model: Model = "",
    lexicon: Lexicon = [],  # noqa: B006 - typer reads the default, nobody changes it
    actors: Actors = [],  # noqa: B006 - typer reads the default, nobody changes it
    min_confidence: Confidence = 0.0,
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    workers: Workers = 0,
    time_limit: TimeLimit = 120.0,
    quiet: Quiet = False,
) -> None:
    """Print the event mentions of articles, one JSON object a line."""
    from kg.pipeline import extract
    from kg.records import encode, to_record
    from kg.scale import choose_runner
    from kg.vocabulary.codebook import load_codebook

    codebook = load_codebook()
    chosen = options(published, publisher, model, lexicon, min_confidence, "", actors, follow, allow_private)
    out = sys.stdout.buffer
    tell = teller(quiet)
    for mention in extract(inputs, chosen, tell, choose_runner(workers, time_limit, tell)):
        claim = mention.claim
        out.write(encode(to_record(mention, codebook.goldstein(claim.type, claim.mode, claim.cameo))) + b"\n")
    out.flush()
