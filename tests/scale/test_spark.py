"""On Spark the same articles give the same graph, line for line. One Spark is started for all of this."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

import kg
from kg.records import encode

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "examples" / "articles"
STORY = (
    "Peru closed its embassy in Chile on Friday after a row over a stretch of desert that both have claimed for longer"
    " than anybody in either capital cares to remember, and that nobody lives in."
)
RECORDS = [
    {"id": "a1", "text": "Kenya accused Somalia of spying on its ports.", "published": "2020-05-04"},
    {"id": "a2", "text": "Kenya has accused Somalia of spying on ports.", "published": "2020-05-05"},
    {"id": "a2", "text": "Kenya has accused Somalia of spying on ports.", "published": "2020-05-05"},
    {"id": "b1", "text": STORY, "published": "2020-05-08", "publisher": "The Heron"},
    {"id": "b2", "text": STORY, "published": "2020-05-08", "publisher": "Lake Post"},
    {"id": "b3", "text": STORY + " Talks are off.", "published": "2020-05-08", "publisher": 'The "Odd" Post'},
    {"text": "Der Minister sagte am Mittwoch, die Regierung habe ein neues Gesetz beschlossen."},
    {"id": "c1", "text": "", "title": ""},
]
# the example as it stands, then the command, in one Spark
DRIVER = """
import runpy, sys
runpy.run_path(sys.argv[1], run_name="__main__")
from kg.scale.spark.__main__ import main
main(sys.argv[2:])
"""

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples and some more, as JSON Lines."""
    from kg.model import Article
    from kg.read import read_all

    path = tmp_path_factory.mktemp("source") / "articles.jsonl"
    examples = [
        {
            "id": found.id,
            "text": found.text,
            "title": found.title,
            "url": found.url,
            "publisher": found.publisher,
            "published": found.published.isoformat() if found.published else None,
        }
        for found in read_all([str(ARTICLES)])
        if isinstance(found, Article)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in [*examples, *RECORDS]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def done(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """The folder of a run, what it printed, and what it told."""
    folder = tmp_path_factory.mktemp("spark")
    settings = "--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false pyspark-shell"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYSPARK_SUBMIT_ARGS": f"--master local[2] {settings}",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    example = ROOT / "examples" / "cluster" / "graph.py"
    ran = subprocess.run(
        [sys.executable, "-c", DRIVER, example, source, "-o", folder / "out", "--parts", "3"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return folder, ran.stdout, ran.stderr


@pytest.fixture(scope="module")
def alone(source: Path) -> kg.KnowledgeGraph:
    """The graph of one machine."""
    return kg.build(source)


def lines(folder: Path) -> list[str]:
    """The parts of a graph one after the other."""
    return [line for part in sorted(folder.glob("part-*")) for line in part.read_text(encoding="utf-8").splitlines()]


def test_the_parts_are_the_graph_of_one_machine(done: tuple[Path, str, str], alone: kg.KnowledgeGraph) -> None:
    assert lines(done[0] / "out" / "graph") == alone.triples()


def test_near_events_and_articles_of_one_wording_are_among_them(alone: kg.KnowledgeGraph) -> None:
    """Else the test above would show less than it seems to."""
    assert alone.query("ASK { ?one dyad:sameEventAs ?other }")
    assert len(alone.query("SELECT ?article { ?article dyad:wording ?first }")) == 3


def test_mentions_are_the_records_of_one_machine(done: tuple[Path, str, str], source: Path) -> None:
    rows = parquet.read_table(done[0] / "out" / "mentions").to_pylist()
    expected = list(kg.extract(source))
    assert len(rows) == len(expected)
    assert list(rows[0]) == list(expected[0])
    keys = ("article", "event", "type", "stance", "rule", "confidence", "sentence", "trigger", "topic", "contexts")
    found = sorted(encode({key: row[key] for key in keys}) for row in rows)
    assert found == sorted(encode({key: record[key] for key in keys}) for record in expected)
    dated = next(row for row in rows if row["date"])
    assert dated["date"]["first"].year > 2000


def test_what_was_left_out_is_counted_by_reason(done: tuple[Path, str, str]) -> None:
    told = [line for line in done[2].splitlines() if line.startswith("  skipped")]
    assert "  skipped 1: read already" in told
    assert "  skipped 1: not in English" in told


def test_the_example_shows_its_events(done: tuple[Path, str, str]) -> None:
    folder, out, _ = done
    assert "ACCUSE" in out
    assert f"{len(lines(folder / 'graph'))} triples" in out
    assert "2 links between near events" in out
