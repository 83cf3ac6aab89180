"""Check the training corpus in this folder: `python check.py [FILE ...]`, exit status 1 if anything is wrong.

One block a sentence, blocks parted by a blank line; the first line is the sentence, every further line
an event, indented by two spaces:

    TYPE: actor > trigger > target            one way
    TYPE: actor <> trigger <> target          both did it to each other

`-` stands for an actor or target that the sentence does not name. Each text is a substring of the sentence;
`text#2` means its second occurrence, occurrences being counted as plain substrings. A last word in brackets,
`(future)`, `(negated)` or `(hypothetical)`, gives the stance, which is otherwise factual.
"""

import re
import sys
from collections import Counter
from pathlib import Path

TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
EVENT = re.compile(r"^  ([A-Z]+): (.+?) (<?>) (.+?) \3 (.+?)(?: \((future|negated|hypothetical)\))?$")
NUMBERED = re.compile(r"^(.*)#([2-9])$")
LENGTHS = range(3, 71)
NOTHING = "-"


def place(sentence: str, text: str) -> tuple[int, int] | None:
    """Where the text stands in the sentence, or None where it is absent or cuts a word."""
    match = NUMBERED.match(text)
    wanted, nth = (match[1], int(match[2])) if match else (text, 1)
    start = -1
    for _ in range(nth):
        start = sentence.find(wanted, start + 1)
        if start < 0:
            return None
    end = start + len(wanted)
    cut_before = start > 0 and sentence[start - 1].isalnum() and wanted[0].isalnum()
    cut_after = end < len(sentence) and sentence[end].isalnum() and wanted[-1].isalnum()
    return None if cut_before or cut_after else (start, end)


def event_faults(sentence: str, line: str) -> list[str]:
    """What is wrong with one event line."""
    match = EVENT.match(line)
    if match is None:
        return [f"not an event line: {line!r}"]
    kind, actor, _, trigger, target, _ = match.groups()
    faults = [] if kind in TYPES else [f"unknown type {kind}"]
    parts = [text for text in (actor, target) if text != NOTHING] + [trigger]
    faults += [f"not in the sentence, or cuts a word: {text!r}" for text in parts if place(sentence, text) is None]
    if actor == target != NOTHING:
        faults.append(f"actor and target are the same words: {actor!r}")
    return faults


def block_faults(block: str) -> list[str]:
    """What is wrong with one block."""
    sentence, *lines = block.split("\n")
    faults = [] if sentence == sentence.strip() else [f"stray space around {sentence!r}"]
    if len(sentence.split()) not in LENGTHS:
        faults.append(f"too short or too long: {len(sentence.split())} words")
    if len(set(lines)) != len(lines):
        faults.append("the same event twice")
    return faults + [fault for line in lines for fault in event_faults(sentence, line)]


def blocks_of(path: Path) -> list[str]:
    """The blocks of one file, in order."""
    return [block for block in path.read_text(encoding="utf-8").strip("\n").split("\n\n") if block.strip()]


def main(names: list[str]) -> int:
    """Check the named files, or all in this folder; print faults, then counts."""
    paths = [Path(name) for name in names] or sorted(Path(__file__).parent.glob("*.txt"))
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    wrong = 0
    for path in paths:
        for block in blocks_of(path):
            sentence, *lines = block.split("\n")
            faults = block_faults(block) + (["seen before"] if sentence in seen else [])
            seen.add(sentence)
            kinds.update([line.split(":")[0].strip() for line in lines] or ["none"])
            wrong += len(faults)
            for fault in faults:
                print(f"{path.name}: {sentence[:60]}...: {fault}")
    print(f"{len(seen)} sentences, {wrong} faults;", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
