"""Verb dictionaries: blocks of verbs with a code, synonym sets, and patterns around the verb."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.vocabulary.petrarch.codes import Codes, Meaning, UnknownCode
from kg.vocabulary.petrarch.lines import Converted, Line, Unconverted, code_of, read_lines, without_code
from kg.vocabulary.petrarch.patterns import PARTICLES, Conditions, Unsayable, class_name, conditions

FORMS = re.compile(r"\{([^}]*)\}")


@dataclass(slots=True)
class Block:
    """Verbs of one meaning: (line, word, own code, irregular forms), and their patterns."""

    code: str | None = None
    verbs: list[tuple[int, str, str | None, str]] = field(default_factory=list)
    patterns: list[Line] = field(default_factory=list)


def convert_verbs(path: Path, codes: Codes) -> Converted:
    """Rows for `actions.csv` and `classes.csv`. Raises TableError for a file that cannot be read."""
    found = Converted()
    for block in _blocks(path, found):
        _convert_block(path.name, block, codes, found)
    return found


def _blocks(path: Path, found: Converted) -> Iterator[Block]:
    block, synonyms = Block(), ""
    for line in read_lines(path):
        text = line.text
        if not text:
            synonyms = ""
            if block.patterns:  # a blank line ends a block that has its patterns
                yield block
                block = Block()
        elif text.startswith("---"):
            yield block
            block, synonyms = Block(code=code_of(text)), ""
        elif text.startswith("&"):
            synonyms = class_name(text.split()[0])
        elif text.startswith("+") and synonyms:
            _synonym(path.name, line, synonyms, found)
        elif text.startswith("~"):
            reason = "rewrites one coded clause into another; here the grammar does that"
            found.unconverted.append(Unconverted(path.name, line.number, reason, text))
        elif text.startswith("-"):
            block.patterns.append(line)
        else:
            synonyms = ""
            if block.patterns:
                yield block
                block = Block()
            _verb(path.name, line, block, found)
    yield block


def _synonym(file: str, line: Line, name: str, found: Converted) -> None:
    phrase = " ".join(line.text.lstrip("+").replace("_", " ").split()).lower()
    if len(phrase.split()) > 2:
        reason = "a phrase of more than two words cannot stand in a class"
        found.unconverted.append(Unconverted(file, line.number, reason, line.text))
        return
    # phrases are looked up by the base form of their last word
    single = phrase.removesuffix("s") if " " in phrase and not phrase.endswith("ss") else phrase
    words = [phrase] if single == phrase else [phrase, single]
    rows = found.tables.setdefault("classes.csv", [])
    known = next((row for row in rows if row["class"] == name), None)
    if known is None:
        rows.append({"class": name, "words": "|".join(words), "note": f"{file}, line {line.number}"})
    else:
        known["words"] += "|" + "|".join(words)


def _verb(file: str, line: Line, block: Block, found: Converted) -> None:
    forms = FORMS.search(line.text)
    word = FORMS.sub("", without_code(line.text)).strip().strip("_").replace("_", " ").lower()
    first, *rest = word.split() or [""]
    if "+" in word:
        reason = "which of the words is the verb is told by a sign, and its base form is not"
    elif not re.fullmatch(r"[a-z][a-z'-]*", first):
        reason = "no verb can be read here"
    elif rest and (len(rest) > 1 or rest[0] not in PARTICLES):
        reason = "a verb of several words, of which the second is no particle"
    else:
        block.verbs.append((line.number, word, code_of(line.text), forms[1].strip().lower() if forms else ""))
        return
    found.unconverted.append(Unconverted(file, line.number, reason, line.text))


def _convert_block(file: str, block: Block, codes: Codes, found: Converted) -> None:
    # where no heading gives the code of the block, its first verb does
    main = block.code if block.code is not None else next((c for _, _, c, _ in block.verbs if c is not None), None)
    by_code: dict[str, list[tuple[int, str, str]]] = {}
    for line, word, own, forms in block.verbs:
        by_code.setdefault(own or main or "---", []).append((line, word, forms))
    for code, verbs in by_code.items():
        line = verbs[0][0]
        joined = "|".join(word for _, word, _ in verbs)
        irregular = "; ".join(f"{word}: {forms}" for _, word, forms in verbs if forms)
        _row(file, line, f"{joined} [{code}]", code, joined, Conditions(), codes, found, irregular)
    words = [word for _, word, _, _ in block.verbs]
    for pattern in block.patterns:
        if not words:
            reason = "its verbs could not be converted, or it has none"
            found.unconverted.append(Unconverted(file, pattern.number, reason, pattern.text))
            continue
        try:
            wanted = conditions(without_code(pattern.text))
        except Unsayable as reason:
            found.unconverted.append(Unconverted(file, pattern.number, str(reason), pattern.text))
            continue
        fitting = [word for word in words if not (wanted.particle and " " in word)]
        verbs_ = "|".join(f"{word} {wanted.particle}".strip() for word in fitting)
        code = code_of(pattern.text) or "---"
        _row(file, pattern.number, pattern.text, code, verbs_, wanted, codes, found)


def _row(
    file: str,
    line: int,
    text: str,
    code: str,
    words: str,
    wanted: Conditions,
    codes: Codes,
    found: Converted,
    forms: str = "",
) -> None:
    try:
        meaning = codes.event(code)
    except UnknownCode as reason:
        found.unconverted.append(Unconverted(file, line, str(reason), text))
        return
    if meaning.lost:
        found.unconverted.append(Unconverted(file, line, f"in part: {meaning.lost}", text))
    found.add("actions.csv", **_cells(words, wanted, meaning, f"{file}, line {line}" + (f"; {forms}" if forms else "")))


def _cells(words: str, wanted: Conditions, meaning: Meaning, note: str) -> dict[str, str]:
    return {
        "word": words,
        "pos": "verb",
        "object": wanted.object,
        "preposition": wanted.preposition,
        "complement": wanted.complement,
        "type": meaning.type,
        "mode": meaning.mode,
        "contexts": "",
        "cameo": meaning.cameo,
        "actor": "",
        "target": wanted.target,
        "reciprocal": "yes" if meaning.mutual or wanted.mutual else "",
        "example": "",
        "note": note,
    }
