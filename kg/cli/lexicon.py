"""`kg lexicon`: work on rows: check them, see which one decides in a sentence, find idle ones, import dictionaries."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Chosen, Inputs, takes

app = typer.Typer(help="Work on the lexicon.", no_args_is_help=True, rich_markup_mode=None)


class Kind(StrEnum):
    verbs = "verbs"
    actors = "actors"
    agents = "agents"


@app.command()
def check(folders: Annotated[list[Path], typer.Argument(help="Folders with own rows.")]) -> None:
    """Check the rows of own tables; the first wrong one is told with file, line and what was wanted."""
    from kg.vocabulary.lexicon import load_lexicon
    from kg.vocabulary.load_actors import load_actor_tables

    own_tables = Chosen(lexicon=folders).options().lexicons
    lexicon = load_lexicon(own_tables)
    load_actor_tables(lexicons=own_tables)
    own = [rule for rules in lexicon.rules.values() for rule in rules if rule.own]
    print(f"{len(own)} own rules, {len(lexicon.classes)} classes with ours: all well")
    for rule in own:
        if not rule.example:
            print(f"{rule.id}, line {rule.line}: has no example, so that nothing shows whether it ever decides")
            break


@app.command(name="try")
@takes("min_confidence", "model", "lexicon")
def try_(
    sentence: Annotated[str, typer.Argument(help="An English sentence.")],
    *,
    chosen: Chosen,
) -> None:
    """Show the events of a sentence, the rows that decide and those that might have, and the parse."""
    from kg.evaluate.rows import try_sentence
    from kg.pipeline import Pipeline

    for line in try_sentence(sentence, Pipeline(chosen.options())):
        print(line)


@app.command()
@takes("model", "lexicon")
def unused(inputs: Inputs, *, chosen: Chosen) -> None:
    """List the rows that decide nowhere in a corpus: your own, or ours where none are given."""
    from kg.evaluate.rows import unused
    from kg.pipeline import Pipeline

    for line in unused(inputs, Pipeline(chosen.options())):
        print(line)


@app.command(name="import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Dictionaries of TABARI or PETRARCH: verbs, actors, agents.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables.")],
    kind: Annotated[Kind | None, typer.Option(help="What the files hold, if not what they look like.")] = None,
) -> None:
    """Turn dictionaries of older coders into own rows: a folder for --lexicon, and a list for --actors."""
    from kg.vocabulary.petrarch.write import LEFT_OUT, convert, write

    for name, rows in write(convert(files, kind or ""), out):
        remark = "  entries that our tables cannot say, with file, line and reason" if name == LEFT_OUT else ""
        print(f"{rows:>7}  {out / name}{remark}")
