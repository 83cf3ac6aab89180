"""`kg codebook`: what the types mean."""

from typing import Annotated

import typer

from kg.errors import InputError

NAME = "codebook"


def command(
    type_: Annotated[str, typer.Argument(metavar="[TYPE]", help="A PLOVER type; all where left out.")] = "",
) -> None:
    """Show the event types: definition, criteria, examples, modes."""
    from kg.vocabulary.codebook import load_codebook

    book = load_codebook()
    if not type_:
        for known in book.types.values():
            print(f"{known.name:<10} {known.quad:<21} {known.score:>5}  {known.definition}")
        return
    found = book.types.get(type_.upper())
    if found is None:
        raise InputError(f"codebook {type_}", f"no such type, wanted one of {', '.join(book.types)}")
    modes = ", ".join(mode for owner, mode in book.modes if owner == found.name) or "none"
    print(f"{found.name} ({found.quad}, score {found.score})\n\n{found.definition}\n{found.criteria}\n")
    print("\n".join(f"  {example}" for example in found.examples))
    print(f"\nmodes: {modes}\ndirect edge: act:{found.verb}")
