"""`kg codebook`: what the codes mean."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.vocabulary.codebook import CameoCode, Codebook, Described, EventType

NAME = "codebook"


def command(
    code: Annotated[str, typer.Argument(metavar="[TYPE]", help="A type, mode, context or CAMEO code.")] = "",
) -> None:
    """Show the codebook: types with their modes, contexts, CAMEO codes; definition, criteria, examples, scores."""
    from kg.vocabulary.codebook import load_codebook

    book = load_codebook()
    for line in _found(book, code) if code else _all(book):
        print(line)


def _all(book: "Codebook") -> Iterator[str]:
    for known in book.types.values():
        yield f"{known.name:<10} {known.quad:<21} {known.score:>5}  {known.definition}"
    yield ""
    yield "contexts"
    for context in book.contexts.values():
        yield f"  {context.code:<23} {context.definition}"


def _found(book: "Codebook", code: str) -> Iterator[str]:
    """Raises InputError for a code that is not in the book."""
    type_ = book.types.get(code.upper())
    if type_ is not None:
        return _type(book, type_)
    cameo = book.cameo.get(code.removeprefix("c"))
    if cameo is not None:
        return iter([_cameo(book, cameo)])
    found = [(f"mode of {owner}", one) for (owner, mode), one in book.modes.items() if mode == code.lower()]
    if code.lower() in book.contexts:
        found.append(("context", book.contexts[code.lower()]))
    if not found:
        wanted = f"wanted one of {', '.join(book.types)}, a mode, a context or a CAMEO code"
        raise InputError(f"codebook {code}", f"no such type, {wanted}")
    return (line for kind, one in found for line in (f"{one.code} ({kind}{_score(one.score)})", *_described(one)))


def _type(book: "Codebook", found: "EventType") -> Iterator[str]:
    yield f"{found.name} ({found.quad}, score {found.score})"
    yield ""
    yield found.definition
    yield found.criteria
    yield ""
    yield from (f"  {example}" for example in found.examples)
    modes = [one for (owner, _), one in book.modes.items() if owner == found.name]
    yield ""
    yield f"modes: {', '.join(one.code for one in modes) or 'none'}"
    for one in modes:
        yield ""
        yield f"{one.code}{_score(one.score)}"
        yield from _described(one)
    yield ""
    yield "CAMEO codes, with their scores on the Goldstein scale"
    yield from (f"  {_cameo(book, one)}" for one in book.cameo.values() if one.type == found.name)
    yield ""
    yield f"direct edge: act:{found.verb}"


def _described(found: "Described") -> Iterator[str]:
    yield f"  {found.definition}"
    yield f"  {found.criteria}"
    yield from (f"    {example}" for example in found.examples)


def _score(score: float | None) -> str:
    return f", score {score}" if score is not None else ""


def _cameo(book: "Codebook", found: "CameoCode") -> str:
    kind = f"{found.type} {found.mode}".strip() or "no event"
    score = book.goldstein(found.type, found.mode, found.code)
    return f"{found.code:<5} {found.name} ({kind}{_score(score)})" + (f"; {found.note}" if found.note else "")
