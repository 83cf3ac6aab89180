"""`kg evaluate`: how good the coding is on labelled text."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Chosen, takes
from kg.errors import InputError

NAME = "evaluate"


@takes("min_confidence", "model", "lexicon")
def command(
    gold: Annotated[Path, typer.Argument(help="Labelled records, JSON Lines.")],
    relation: Annotated[bool, typer.Option("--relation", help="One labelled relation a record.")] = False,
    given: Annotated[bool, typer.Option("--given", help="Relations whose two parties are given, not found.")] = False,
    silent: Annotated[bool, typer.Option("--silent", help="Texts that hold no event: count what is coded.")] = False,
    ids: Annotated[Path | None, typer.Option(help="With --silent: file that lists which texts, one id a line.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List errors with sentence, rule and parse.")] = False,
    *,
    chosen: Chosen,
) -> None:
    """Precision, recall and F1 by level and type, and what confidence is worth, against labelled text."""
    from kg.evaluate.run import evaluate, evaluate_relations, evaluate_silence
    from kg.pipeline import Pipeline

    if silent and (relation or given):
        raise InputError("--silent", "goes neither with --relation nor with --given")
    if ids is not None and not silent:
        raise InputError("--ids", "goes with --silent only")
    pipeline = Pipeline(chosen.options())
    if silent:
        lines = evaluate_silence(gold, pipeline, ids, errors)
    elif relation or given:
        lines = evaluate_relations(gold, pipeline, given, errors)
    else:
        lines = evaluate(gold, pipeline, errors)
    for line in lines:
        print(line)
