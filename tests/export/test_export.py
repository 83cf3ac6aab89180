"""What holds for every format: filters, whole files, clear refusals."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ExportError
from kg.export import FORMATS, Filters, export, format_of, parse_filters
from kg.export.events import read_events
from kg.graph.store import Graph

FILES = [suffix for suffix in FORMATS if suffix not in (".tkg", ".neo4j", ".html")]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("x.ttl", ".ttl"), ("a.b.nq.gz", ".nq"), ("X.CSV", ".csv"), ("x.ftm.json", ".ftm.json"), ("d.tkg", ".tkg")],
)
def test_the_end_of_the_name_tells_the_format(name: str, suffix: str) -> None:
    assert format_of(Path(name)) == suffix


@pytest.mark.parametrize("name", ["x.xlsx", "x", "x.json", "x.parquet.gz", "x.gz"])
def test_an_unknown_end_lists_the_known_ones(name: str) -> None:
    with pytest.raises(ExportError, match=r"wanted one of \.ttl \.nt .*\.csv"):
        format_of(Path(name))


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        (Filters(types=frozenset({"ASSAULT"})), ["ASSAULT", "ASSAULT"]),
        (Filters(stances=frozenset({"negated", "future"})), ["CONSULT", "ASSAULT"]),
        (Filters(countries=frozenset({"USA"})), ["REJECT", "ACCUSE"]),
        (Filters(first=date(2013, 2, 28), last=date(2013, 3, 1)), ["CONSULT", "ASSAULT"]),
        (Filters(last=date(2013, 2, 6)), ["SANCTION"]),
        (Filters(types=frozenset({"ASSAULT"}), min_confidence=0.7), ["ASSAULT"]),
        (Filters(types=frozenset({"ASSAULT"}), first=date(2013, 3, 2)), ["ASSAULT"]),
    ],
)
def test_filters_choose_events(graph: Graph, filters: Filters, types: list[str]) -> None:
    assert [event.type for event in read_events(graph.store, filters)] == types


def text_of(path: Path) -> str:
    if path.is_dir():
        return "".join(part.read_text("utf-8") for part in sorted(path.iterdir()))
    if path.suffix == ".parquet":
        import polars

        return str(polars.read_parquet(path).to_dicts())
    return path.read_text("utf-8")


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix not in (".tkg", ".html")])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(first=date(2013, 3, 2), last=date(2013, 3, 2)),
        Filters(countries=frozenset({"ISR"}), stances=frozenset({"factual"})),
        Filters(types=frozenset({"ASSAULT"}), min_confidence=0.5, stances=frozenset({"factual"})),
    ],
)
def test_every_format_holds_what_the_filters_choose(
    graph: Graph, tmp_path: Path, suffix: str, filters: Filters
) -> None:
    export(graph, tmp_path / f"g{suffix}", filters=filters)
    text = text_of(tmp_path / f"g{suffix}")
    assert "Military of Israel" in text
    assert "Khamenei" not in text and "United Nations" not in text


def test_a_confidence_filter_leaves_out_weak_mentions_too(graph: Graph) -> None:
    (event,) = [e for e in read_events(graph.store, Filters(min_confidence=0.8)) if e.type == "REJECT"]
    assert [mention.article.id for mention in event.evidence] == ["a1"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"first": "yesterday"}, "--from 'yesterday': not a day, wanted as 2013-02-07"),
        ({"first": "2014-01-01", "last": "2013-01-01"}, "is after --to"),
        ({"stances": ["maybe"]}, "wanted one of factual, negated"),
        ({"types": ["fight"], "known_types": ["ASSAULT"]}, "wanted one of ASSAULT"),
        ({"min_confidence": 90}, "wanted a number from 0 to 1"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(asked: Any, message: str) -> None:
    with pytest.raises(ExportError, match=message):
        parse_filters(**asked)


@pytest.mark.parametrize("suffix", FILES)
def test_two_exports_have_the_same_bytes(graph: Graph, tmp_path: Path, suffix: str) -> None:
    export(graph, tmp_path / f"one{suffix}")
    export(graph, tmp_path / f"two{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_folder_that_is_not_there_is_named(graph: Graph, tmp_path: Path, suffix: str) -> None:
    if suffix == ".html":
        pytest.skip("the page has its own tests")
    with pytest.raises(ExportError, match="missing"):
        export(graph, tmp_path / "missing" / f"g{suffix}")


FULL_DISK = """
import resource, signal, sys
sys.path[:0] = {path!r}
from pathlib import Path
import small_graph
from kg.errors import ExportError
from kg.export import export
graph = small_graph.make_graph(small_graph.news())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
for suffix in {suffixes!r}:
    try:
        export(graph, Path({out!r}) / ("g" + suffix))
    except ExportError as told:
        assert "cannot be written" in str(told), told
    else:
        raise SystemExit(suffix + " was written to a full disk")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_a_full_disk_leaves_the_old_file_and_no_half_one(graph: Graph, tmp_path: Path) -> None:
    suffixes = [*FILES, ".tkg", ".neo4j"]
    (tmp_path / "g.ttl").write_text("old")
    root = Path(__file__).resolve().parents[2]
    code = FULL_DISK.format(path=[str(Path(__file__).parent), str(root)], suffixes=suffixes, out=str(tmp_path))
    # bytecode could not be written either
    run = [sys.executable, "-B", "-c", code]
    done = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, env={**os.environ}, check=False)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["g.ttl"]
    assert (tmp_path / "g.ttl").read_text() == "old"


def test_a_folder_of_others_is_not_overwritten(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "work.tkg").mkdir()
    (tmp_path / "work.tkg" / "thesis.txt").write_text("years of work")
    with pytest.raises(ExportError, match=r"thesis\.txt"):
        export(graph, tmp_path / "work.tkg")
    assert (tmp_path / "work.tkg" / "thesis.txt").read_text() == "years of work"


def test_a_folder_of_an_earlier_export_is_replaced(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.tkg")
    export(graph, tmp_path / "g.tkg", filters=Filters(types=frozenset({"REJECT"})))
    assert (tmp_path / "g.tkg" / "stat.txt").read_text().startswith("2\t1\t")
    assert [path.name for path in tmp_path.iterdir()] == ["g.tkg"]


def test_a_file_name_that_is_a_folder_is_refused(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "g.csv").mkdir()
    with pytest.raises(ExportError, match="is a folder, wanted a file"):
        export(graph, tmp_path / "g.csv")
