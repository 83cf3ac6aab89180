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

app = typer.Typer(
    help="Reads news and keeps a graph of who did what to whom, when, where, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (build, watch, extract, query, export, explore, explain, remove, validate, serve, evaluate, codebook):
    app.command(command.NAME, context_settings=getattr(command, "SETTINGS", None))(command.command)
for verb in (judge.same, judge.different, judge.link):
    app.command(verb.__name__)(verb)
app.add_typer(lexicon.app, name="lexicon")


def _version(wanted: bool) -> None:
    if wanted:
        from kg.pipeline import program_version

        typer.echo(program_version())
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
