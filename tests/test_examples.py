"""The example articles give the expected graph, and the example scripts run.

`python tests/test_examples.py` writes the expected events anew; read the difference before you commit it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph.store import open_graph
from kg.graph.validate import validate
from kg.vocabulary.codebook import load_codebook

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "examples.txt"
EVENTS = """
SELECT ?label ?id (COUNT(DISTINCT ?mention) AS ?mentions) (GROUP_CONCAT(DISTINCT ?title; separator=" | ") AS ?titles) {
  { SELECT * { ?mention dyad:reports ?event ; nif:referenceContext/dct:title ?title . ?event rdfs:label ?label
               BIND(STRAFTER(STR(?event), "/event/") AS ?id) } ORDER BY ?title }
} GROUP BY ?label ?id ORDER BY ?label ?id
"""


def events(folder: Path) -> str:
    """An event a line: label, identifier, number of mentions, titles of the articles."""
    rows = open_graph(folder, load_codebook()).query(EVENTS)
    return "".join(
        f"{r['label'].value}  [{r['id'].value}, {r['mentions'].value} in: {r['titles'].value}]\n" for r in rows
    )


def test_the_examples_give_the_expected_events(built: Path) -> None:
    assert events(built) == GOLDEN.read_text(encoding="utf-8")


def test_the_graph_of_the_examples_keeps_to_its_shapes(built: Path) -> None:
    assert validate(open_graph(built, load_codebook())) == []


@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_example_scripts_run(script: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") >= 3


if __name__ == "__main__":
    import tempfile

    from kg.pipeline import Options, build

    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "events.kg"
        build([str(ROOT / "examples" / "articles")], made, Options())
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(events(made), encoding="utf-8")
