"""`kg lexicon`: check rows, and see which rule fires for a sentence."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Lexicon, Model

app = typer.Typer(help="Work on the lexicon.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def check(folders: Annotated[list[Path], typer.Argument(help="Folders with own rows.")]) -> None:
    """Check the rows of own tables; the first wrong one is told with file, line and what was wanted."""
    from kg.vocabulary.lexicon import load_lexicon

    lexicon = load_lexicon(folders)
    print(f"{sum(map(len, lexicon.rules.values()))} rules, {len(lexicon.classes)} classes")


@app.command(name="try")
def try_(
    sentence: Annotated[str, typer.Argument(help="An English sentence.")],
    model: Model = "",
    lexicon: Lexicon = [],  # noqa: B006 - typer reads the default, nobody changes it
) -> None:
    """Show the events of a sentence with the rules that fired."""
    from kg.cli.options import options
    from kg.model import Article
    from kg.pipeline import Pipeline

    pipeline = Pipeline(options("", "", model, lexicon, 0.0))
    mentions = pipeline.code(Article("sentence", sentence), pipeline.parser.one(sentence))
    for mention in mentions:
        claim, event = mention.claim, mention.event
        ends = [
            f"{m.text} ({a.id})" if m and a else "-"
            for m, a in ((claim.actor, event.actor), (claim.target, event.target))
        ]
        print(
            f"{event.type} {claim.mode}  {ends[0]} > {claim.trigger.text} > {ends[1]}  [{event.stance}]  {claim.rule}"
        )
    if not mentions:
        print("no event")
