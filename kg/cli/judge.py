"""`kg same`, `kg different`, `kg link`: which events, and which actors, are one."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Folder
from kg.vocabulary.names import identifier

One = Annotated[str, typer.Argument(help="Identifier of an event, or how it begins; or of an actor.", metavar="A")]
Other = Annotated[str, typer.Argument(help="The other event or actor.", metavar="B")]
Undo = Annotated[bool, typer.Option("--undo", help="Take this judgement back.")]
Reason = Annotated[str, typer.Option(metavar="WORDS", help="Why, in your words; kept with the judgement.")]


def same(graph: Folder, one: One, other: Other, undo: Undo = False, reason: Reason = "") -> None:
    """Judge two events, or two actors, to be the same: they are linked, nothing is merged."""
    _judge(graph, one, other, True, undo, reason)


def different(graph: Folder, one: One, other: Other, undo: Undo = False, reason: Reason = "") -> None:
    """Judge two events, or two actors, to be different: nothing links them any more."""
    _judge(graph, one, other, False, undo, reason)


def link(
    graph: Folder,
    everything: Annotated[bool, typer.Option("--all", help="Compare all events anew, not only changed ones.")] = False,
) -> None:
    """Link events that tell of the same act with another day, actor or type; kg build does so at its end."""
    from kg.graph.store import open_for_writing
    from kg.vocabulary.codebook import load_codebook

    open_for_writing(graph, load_codebook()).link(everything)


def _judge(graph: Path, one: str, other: str, are_same: bool, undo: bool, reason: str) -> None:
    from kg.graph.judgements import judge, take_back
    from kg.graph.store import open_for_writing
    from kg.vocabulary.codebook import load_codebook

    opened = open_for_writing(graph, load_codebook())
    if undo:
        take_back(opened, one, other, are_same)
        print(f"taken back: {one} {'same as' if are_same else 'different from'} {other}")
        return
    made = judge(opened, one, other, are_same, reason)
    print(f"{identifier(made.left)} {'same as' if made.same else 'different from'} {identifier(made.right)}")
