"""`kg build`: articles to graph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import CODING, FETCHING, RUNNING, Chosen, Inputs, takes, teller
from kg.cli.progress import end_line, progress
from kg.vocabulary.plain import counted

if TYPE_CHECKING:
    from kg.pipeline import Summary

NAME = "build"
FOLDER = ".kg"


@takes("published", "publisher", *CODING, "base", *FETCHING, *RUNNING)
def command(
    inputs: Inputs,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Graph folder, or a file in a format of kg export: .ttl .csv .graphml …")
    ] = Path("events.kg"),
    *,
    chosen: Chosen,
) -> None:
    """Build a graph from articles; into an existing graph it adds, and an article again replaces itself."""
    from kg.export import export
    from kg.pipeline import build

    asked = chosen.options()
    file, tell = _is_file(out), teller(chosen.quiet)
    shown = progress(chosen.quiet, inputs)
    graph, summary = build(inputs, None if file else out, asked, tell, shown, chosen.runner(tell))
    if file:
        export(graph, out)
    if not chosen.quiet:
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
        f"{out}: {counted(summary.articles, 'article')} read, {summary.unchanged} read before, {skipped} skipped;"
        f" {counted(summary.mentions, 'event mention')}; the graph holds {counted(summary.events, 'event')},"
        f" {counted(summary.actors, 'actor')}; {summary.seconds:.1f} seconds"
    ]
    lines += [f"  skipped {count}: {reason}" for reason, count in summary.skipped.most_common()]
    return "\n".join(lines)
