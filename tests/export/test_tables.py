"""Event tables and quadruples, read back by csv, pandas, Polars and pyarrow."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ExportError
from kg.export import Filters, export
from kg.export.events import read_events
from kg.export.table import LAYOUTS, columns, event_frame
from kg.graph.store import Graph

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_an_event_by_day(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.csv")
    table = rows(tmp_path / "g.csv")
    assert [row["Event Type"] for row in table] == ["SANCTION", "REJECT", "CONSULT", "ASSAULT", "ASSAULT", "ACCUSE"]
    assert (table[1]["Mentions"], table[1]["Articles"], table[1]["Outlets"]) == ("2", "2", "2")
    assert (table[0]["Actor Name"], table[0]["Recipient Name"]) == ("", "Iran")
    assert table[5]["Event Date"] == ""


@pytest.mark.parametrize(
    ("layout", "wanted"),
    [
        ("polecat", {"Event Type": "REJECT", "Quad Code": "verbal conflict", "Recipient Country": "USA"}),
        ("gdelt", {"SQLDATE": "20130207", "EventRootCode": "12", "QuadClass": "3", "Actor1Name": "Ali Khamenei"}),
        ("icews", {"Event Date": "2013-02-07", "CAMEO Code": "1212", "Source Country": "IRN", "Intensity": "-4.0"}),
    ],
)
def test_layouts_speak_the_words_of_their_users(graph: Graph, tmp_path: Path, layout: str, wanted: Any) -> None:
    export(graph, tmp_path / "g.csv", layout=layout)
    row = rows(tmp_path / "g.csv")[1]
    assert wanted.items() <= row.items()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_column_names_are_told_apart_and_explained(layout: str) -> None:
    names = [column.name for column in columns(layout)]
    assert len(names) == len(set(names))
    assert all(column.meaning for column in columns(layout))


def test_an_unknown_layout_is_refused_and_leaves_nothing(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="polecat, gdelt, icews"):
        export(graph, tmp_path / "g.csv", layout="excel")
    assert list(tmp_path.iterdir()) == []


def test_no_cell_is_a_formula(hostile: Graph, tmp_path: Path) -> None:
    export(hostile, tmp_path / "g.csv")
    table = rows(tmp_path / "g.csv")
    texts = [value for row in table for name, value in row.items() if name not in ("Event Intensity", "Latitude")]
    assert not [text for text in texts if text.lstrip().startswith(FORMULA[:4]) or text.startswith(FORMULA[4:])]


def test_csv_keeps_quotes_commas_and_line_ends(hostile: Graph, tmp_path: Path) -> None:
    export(hostile, tmp_path / "g.csv")
    names = {row["Actor Name"] for row in rows(tmp_path / "g.csv")}
    assert 'a "quoted" <tag> & entity &lt; ]]> name' in names
    assert "two\nlines\r\nand\ta tab\r" in names
    assert "right \u202e to left \u2067 שלום" in names


def test_parquet_has_types_and_no_quotes_before_formulas(hostile: Graph, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    export(hostile, tmp_path / "g.parquet")
    frame = polars.read_parquet(tmp_path / "g.parquet")
    assert frame["Event Date"].dtype == polars.Date
    assert frame["Mentions"].dtype == polars.Int64
    assert "=cmd|' /C calc'!A0" in set(frame["Actor Name"])


def test_the_pandas_frame_knows_days_and_numbers(graph: Graph) -> None:
    pytest.importorskip("pandas")
    frame = event_frame(read_events(graph.store))
    assert str(frame["Event Date"].dtype).startswith("datetime64")
    assert frame["Mentions"].sum() == 7
    assert len(frame) == 6


def test_quadruples_leave_out_what_lacks_an_end_or_a_day(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.tsv")
    lines = [line.split("\t") for line in (tmp_path / "g.tsv").read_text("utf-8").splitlines()]
    assert [line[1] for line in lines] == ["REJECT", "future CONSULT", "negated ASSAULT", "ASSAULT"]
    assert all(len(line) == 4 for line in lines)


def test_tkg_numbers_give_the_names_back(hostile: Graph, graph: Graph, tmp_path: Path) -> None:
    for number, each in enumerate((graph, hostile)):
        folder = tmp_path / f"g{number}.tkg"
        export(each, folder)
        export(each, tmp_path / "g.tsv")
        names = {}
        for kind in ("entity", "relation"):
            lines = (folder / f"{kind}2id.txt").read_text("utf-8").split("\n")[:-1]
            names[kind] = {line.split("\t")[1]: line.split("\t")[0] for line in lines}
        quads = [
            line.split("\t")
            for part in ("train", "valid", "test")
            for line in (folder / f"{part}.txt").read_text("utf-8").splitlines()
        ]
        told = sorted((names["entity"][a], names["relation"][r], names["entity"][t]) for a, r, t, _ in quads)
        words = [line.split("\t") for line in (tmp_path / "g.tsv").read_text("utf-8").split("\n")[:-1]]
        assert told == sorted((a, r, t) for a, r, t, _ in words)
        stat = (folder / "stat.txt").read_text("utf-8").split()
        assert stat[:2] == [str(len(names["entity"])), str(len(names["relation"]))]
        assert {int(quad[3]) % 24 for quad in quads} == {0}


def test_a_tkg_of_nothing_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing to write"):
        export(graph, tmp_path / "g.tkg", filters=Filters(types=frozenset({"AID"})))


def test_follow_the_money_entities_point_at_each_other(hostile: Graph, graph: Graph, tmp_path: Path) -> None:
    for each in (graph, hostile):
        export(each, tmp_path / "g.ftm.json")
        found = [json.loads(line) for line in (tmp_path / "g.ftm.json").read_text("utf-8").splitlines()]
        ids = {entity["id"] for entity in found}
        assert len(ids) == len(found)
        events = [entity["properties"] for entity in found if entity["schema"] == "Event"]
        ends = {end for event in events for name in ("organizer", "involved", "proof") for end in event.get(name, [])}
        assert ends == ids - {entity["id"] for entity in found if entity["schema"] == "Event"}
        urls = [url for entity in found for url in entity["properties"].get("sourceUrl", [])]
        assert all(url.startswith("https://") for url in urls)


def test_follow_the_money_knows_iran_by_its_code(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "g.ftm.json")
    found = [json.loads(line) for line in (tmp_path / "g.ftm.json").read_text("utf-8").splitlines()]
    (iran,) = [entity for entity in found if entity["properties"].get("name") == ["Iran"]]
    assert (iran["schema"], iran["properties"]["country"]) == ("PublicBody", ["ir"])


def test_the_polars_frame_has_the_same_cells(graph: Graph) -> None:
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    from kg.export.table import polars_frame

    for layout in ("polecat", "gdelt", "icews"):
        ours, other = polars_frame(read_events(graph.store), layout), event_frame(read_events(graph.store), layout)
        assert ours.columns == list(other.columns)
        assert polars.Date in ours.dtypes or layout == "gdelt"
        for column in ours.columns:
            texts = [None if pandas.isna(cell) else cell for cell in other[column]]
            assert [str(c) for c in ours[column]] == [str(c).removesuffix(" 00:00:00") for c in texts]
