"""Puts the commands together."""

from typing import Annotated

import typer

from kg.cli import (
    build,
    codebook,
    evaluate,
    explain,
    explore,
    export,
    extract,
    judge,
    lexicon,
    query,
    remove,
    serve,
    validate,
    watch,
)

# what the list of commands says of each; longer texts would be cut off there
SHORT = {
    "build": "Build a graph from articles, or add to one.",
    "extract": "Print event mentions as JSON Lines.",
    "query": "Ask SPARQL, or one of the ready questions.",
    "export": "Write a graph to a file in another format.",
    "explain": "Show the evidence for an event.",
    "remove": "Take articles out of a graph.",
    "validate": "Check a graph against the SHACL shapes.",
    "serve": "Serve a graph folder as a SPARQL endpoint.",
    "evaluate": "Measure precision and recall on labelled text.",
    "codebook": "Show what the event types mean.",
    "explore": "Open a graph as a page in the browser.",
    "watch": "Keep a graph up to date with feeds.",
    "same": "Judge two events, or two actors, to be the same.",
    "different": "Judge two events, or two actors, to be different.",
    "link": "Link events that are near to each other.",
}

app = typer.Typer(
    help="Reads news and keeps a graph of who did what to whom, when, where, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (build, watch, extract, query, export, explore, explain, remove, validate, serve, evaluate, codebook):
    settings = getattr(command, "SETTINGS", None)
    app.command(command.NAME, context_settings=settings, short_help=SHORT.get(command.NAME))(command.command)
for verb in (judge.same, judge.different, judge.link):
    app.command(verb.__name__, short_help=SHORT.get(verb.__name__))(verb)
app.add_typer(lexicon.app, name="lexicon")


def _version(wanted: bool) -> None:
    if wanted:
        from kg.vocabulary.identity import program_version

        typer.echo(program_version())
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
