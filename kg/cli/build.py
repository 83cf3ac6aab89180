"""`kg build`: articles to graph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import (
    Actors,
    AllowPrivate,
    Base,
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
from kg.cli.progress import end_line, progress

if TYPE_CHECKING:
    from kg.pipeline import Summary

NAME = "build"
FOLDER = ".kg"


def command(
    inputs: Inputs,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Graph folder, or a file in a format of kg export: .ttl .csv .graphml …")
    ] = Path("events.kg"),
    published: Published = "",
    publisher: Publisher = "",
    model: Model = "",
    lexicon: Lexicon = [],  # noqa: B006 - typer reads the default, nobody changes it
    actors: Actors = [],  # noqa: B006 - typer reads the default, nobody changes it
    min_confidence: Confidence = 0.0,
    base: Base = "",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    workers: Workers = 0,
    time_limit: TimeLimit = 120.0,
    quiet: Quiet = False,
) -> None:
    """Build a graph from articles; into an existing graph it adds, and an article again replaces itself."""
    from kg.export import export
    from kg.pipeline import build
    from kg.scale import choose_runner

    chosen = options(published, publisher, model, lexicon, min_confidence, base, actors, follow, allow_private)
    file, tell = _is_file(out), teller(quiet)
    runner = choose_runner(workers, time_limit, tell)
    graph, summary = build(inputs, None if file else out, chosen, tell, progress(quiet, inputs), runner)
    if file:
        export(graph, out)
    if not quiet:
        print(end_line() + report(summary, out), file=sys.stderr)


def _is_file(out: Path) -> bool:
    """Whether the name asks for a file in one of the formats of exports, and not for a graph folder.

    A name that looks like a file of another kind is refused before any work is done.
    """
    from kg.errors import ExportError
    from kg.export import format_of

    if out.is_dir() or out.suffix in ("", FOLDER):
        return False
    try:
        format_of(out)
    except ExportError as wrong:
        raise ExportError(f"{wrong}; a graph folder has no suffix, or {FOLDER}") from None
    if not out.parent.is_dir():
        raise ExportError(f"{out}: there is no folder {out.parent}")
    return True


def report(summary: "Summary", out: Path) -> str:
    """What a build did, in a few lines."""
    skipped = sum(summary.skipped.values())
    lines = [
        f"{out}: {_number(summary.articles, 'article')} read, {summary.unchanged} read before, {skipped} skipped;"
        f" {_number(summary.mentions, 'event mention')}; the graph holds {_number(summary.events, 'event')},"
        f" {_number(summary.actors, 'actor')}; {summary.seconds:.1f} seconds"
    ]
    lines += [f"  skipped {count}: {reason}" for reason, count in summary.skipped.most_common()]
    return "\n".join(lines)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
