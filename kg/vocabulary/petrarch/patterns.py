"""Patterns of verb dictionaries as conditions of our rows.

`*` is the verb, `+` the target, `$` the source, `^` any word, `%` source and target at once, `&NAME` a synonym set,
`{…}` a noun phrase, `(…)` a phrase with a preposition; an underscore ties words together. A row of ours asks for one
particle, one object, one preposition with what it governs, and one clause: what asks for more cannot be said.
"""

import re
from dataclasses import dataclass, replace

PARTICLES = frozenset(
    "up out off down away back over on in forward aside along apart through around together forth".split()
)
PREPOSITIONS = frozenset(
    "about above across after against along among around as at before behind between by concerning despite during for"
    " from in inside into near of on onto outside over through to toward towards under upon via with within"
    " without".split()
)
MOOD = frozenset(
    "not no never n't will would shall should could may might can must have has had is are was were be been".split()
)
TOKEN = re.compile(r"\{[^}]*\}|\([^)]*\)|\S+")
SOURCE = frozenset({"$"})
ANY = frozenset({"^"})


class Unsayable(ValueError):
    """A pattern that our rows cannot express; the message says why."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Cells of a row: what must stand around the verb, and where the target is."""

    particle: str = ""
    object: str = ""
    preposition: str = ""
    complement: str = ""
    target: str = ""
    mutual: bool = False


def class_name(label: str) -> str:
    """The name of a class for a synonym set; apart from those of the project, which it must not widen."""
    return "imported-" + label.strip("&_").lower().replace("_", "-")


def conditions(pattern: str) -> Conditions:
    """The conditions of a pattern such as `- * AID (TO +)`, without its code. Raises Unsayable."""
    tokens = TOKEN.findall(pattern.lstrip("- ").replace("**", "*"))
    if tokens.count("*") != 1:
        raise Unsayable("has no verb, or several")
    place = tokens.index("*")
    found = Conditions()
    for token in tokens[:place]:
        if token == "%":
            found = replace(found, mutual=True)
        elif token not in SOURCE | ANY:
            raise Unsayable(f"asks for {token} before the verb; a row cannot, the subject may be anybody")
    after = tokens[place + 1 :]
    while after:
        found, after = _next(found, after)
    return found


def _next(found: Conditions, after: list[str]) -> tuple[Conditions, list[str]]:
    """The conditions after one more element, and what is left of the pattern."""
    token, rest = after[0], after[1:]
    word = token.lower().strip("_")
    if token in ANY:
        return found, rest
    if token == "%":
        return replace(found, mutual=True), rest
    if token in SOURCE:
        raise Unsayable("has the source after the verb")
    if token == "+":
        if found.object or found.preposition or found.complement:
            raise Unsayable("has the target after an object, without a preposition")
        return replace(found, object="@party"), rest
    if token.startswith("("):
        return _prepositional(found, token.strip("()").split()), rest
    if word in PREPOSITIONS and rest and not (word in PARTICLES and _starts(found) and _preposition(rest)):
        return _bare_preposition(found, word, rest)
    if word in PARTICLES and _starts(found):
        return replace(found, particle=word), rest
    if word in PREPOSITIONS:
        return _add_preposition(found, word, "", ""), rest
    if word in MOOD:
        raise Unsayable(f"asks for {token}: negation and mood are read from the sentence")
    if word == "that":
        return _add_complement(found, "that"), rest
    if found.object not in ("", "@party"):
        raise Unsayable("several words in a row: which of them is the object is not told")
    return replace(found, object=_slot(token)), rest


def _starts(found: Conditions) -> bool:
    return not (found.particle or found.object or found.preposition)


def _preposition(rest: list[str]) -> bool:
    """Does a phrase with a preposition follow, so that the word before is a particle ("set off for")?"""
    return rest[0].startswith("(") or rest[0].lower() in PREPOSITIONS


def _bare_preposition(found: Conditions, word: str, rest: list[str]) -> tuple[Conditions, list[str]]:
    """`TO +`, `WITH &GROUP`, `TO MEET`."""
    governed, rest = rest[0], rest[1:]
    if governed == "+":
        return _add_preposition(found, word, "", word), rest
    if governed in SOURCE or governed.startswith("(") or governed == "%":
        raise Unsayable(f"{word.upper()} governs nothing that a row can name")
    if governed in ANY:
        return _add_preposition(found, word, "", ""), rest
    return _add_preposition(found, word, _slot(governed), ""), rest


def _prepositional(found: Conditions, inner: list[str]) -> Conditions:
    if not inner:
        return found
    word, rest = inner[0].lower(), [token for token in inner[1:] if token not in ANY]
    if word in PARTICLES - PREPOSITIONS and _starts(found) and "+" not in rest:  # "(ASIDE RIFT)"
        return replace(found, particle=word, object=_slot(" ".join(rest)) if rest else "")
    if word not in PREPOSITIONS:
        raise Unsayable(f"a phrase begins with {inner[0]}, which is no preposition that we know")
    target = word if "+" in rest else ""
    rest = [token for token in rest if token != "+"]
    if any(token in SOURCE or token == "%" for token in rest):
        raise Unsayable("has the source after the verb")
    return _add_preposition(found, word, _slot(" ".join(rest)) if rest else "", target)


def _add_preposition(found: Conditions, word: str, slot: str, target: str) -> Conditions:
    if found.preposition:
        # "with + over": the second one only says where the target is, or nothing
        raise Unsayable("asks for more than one preposition")
    return replace(found, preposition=f"{word}:{slot}" if slot else word, target=target or found.target)


def _add_complement(found: Conditions, kind: str) -> Conditions:
    if found.complement:
        raise Unsayable("asks for more than one clause")
    return replace(found, complement=kind)


def _slot(text: str) -> str:
    """A word, a phrase of two words, or a class."""
    words = [w for part in text.strip("{}").split() for w in ([part] if part.startswith("&") else part.split("_")) if w]
    if any(word.startswith("&") for word in words):
        if len(words) > 1:
            raise Unsayable("a phrase of a synonym set and other words cannot stand in one place")
        return "@" + class_name(words[0])
    if any(not re.fullmatch(r"[A-Za-z][A-Za-z'-]*", word) for word in words) or not words:
        raise Unsayable(f"{text!r} is no word that we can read")
    if len(words) > 2:
        raise Unsayable("a phrase of more than two words cannot stand in one place")
    phrase = " ".join(words).lower()
    # phrases are looked up by the base form of their last word
    if len(words) == 2 and phrase.endswith("s") and not phrase.endswith("ss"):
        return phrase.removesuffix("s")
    return phrase
