"""`kg evaluate`: how good the coding is on labelled text."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Lexicon, Model, options

NAME = "evaluate"


def command(
    gold: Annotated[Path, typer.Argument(help="Labelled records, JSON Lines.")],
    relation: Annotated[bool, typer.Option("--relation", help="One given relation a sentence.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List misses and false events with their rules.")] = False,
    model: Model = "",
    lexicon: Lexicon = [],  # noqa: B006 - typer reads the default, nobody changes it
) -> None:
    """Precision, recall and F1 by level and type against labelled text."""
    from kg.evaluate.run import evaluate

    for line in evaluate(gold, options("", "", model, lexicon, 0.0), relation, errors):
        print(line)
