"""Writes `reference.json`: what the reference script prints for a made-up answer to `half_a.jsonl`.

The script is not part of the repository: `python tests/evaluate/make_reference.py SCORE.PY`.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.evaluate.gold import Record, read_gold

HERE = Path(__file__).parent
GOLD = HERE.parent / "accuracy" / "half_a.jsonl"
REFERENCE = HERE / "reference.json"


def made_up(gold: list[Record]) -> dict[str, list[Record]]:
    """The labels as answers, with types, ends and stances wrong here and there, some twice, some left out."""
    found: dict[str, list[Record]] = {}
    for number, record in enumerate(gold):
        for place, label in enumerate((*record["events"], *record.get("doubtful", ()))):
            turn = number + place
            answer = {**label, "article": record["id"]}
            if turn % 3 == 0:
                answer["type"] = "CONSULT"
            if turn % 4 == 0:
                answer["actor"] = None
            if turn % 5 == 0:
                answer["stance"] = "future"
            if turn % 6 == 0:
                answer["actor"], answer["target"] = answer["target"], answer["actor"]
            if turn % 7:
                found.setdefault(record["id"], []).extend([answer] * (1 + (turn % 11 == 0)))
        if not record["events"] and number % 4 == 0:
            nothing = {"type": "ASSAULT", "actor": None, "target": None, "trigger": None, "article": record["id"]}
            found.setdefault(record["id"], []).append(nothing)
    return found


def relations(gold: list[Record]) -> list[Record]:
    """The same texts as a set of relations: the first event of each whose two parties are named."""
    return [
        {
            **record,
            "events": [
                {"code": e["type"], "source_text": e["actor"]["text"], "target_text": e["target"]["text"]}
                for e in record["events"]
                if e["actor"] and e["target"]
            ][:1],
        }
        for record in gold
        if any(e["actor"] and e["target"] for e in record["events"])
    ]


def ask(script: Path, gold: list[Record], found: dict[str, list[Record]], *options: str) -> Any:
    """The figures that the reference script prints."""
    ids = {record["id"] for record in gold}
    with tempfile.TemporaryDirectory() as folder:
        labels, answers = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        labels.write_text("".join(json.dumps(record) + "\n" for record in gold))
        answers.write_text("".join(json.dumps(e) + "\n" for id_ in ids for e in found.get(id_, ())))
        command = [sys.executable, script, "--json", *options, labels, answers]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def reference(script: Path) -> dict[str, Any]:
    gold = read_gold(GOLD)
    found = made_up(gold)
    return {"events": ask(script, gold, found), "relations": ask(script, relations(gold), found, "--relation")}


if __name__ == "__main__":
    REFERENCE.write_text(json.dumps(reference(Path(sys.argv[1])), indent=1) + "\n", encoding="utf-8")
