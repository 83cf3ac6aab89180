"""The page holds what the graph holds, and nothing in it can run but its own program."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from small_graph import HOSTILE, IRAN, LEADER, USA, make_article, make_graph, make_mention

from kg.errors import ExportError
from kg.export import Filters, export, parse_filters
from kg.export.events import read_events
from kg.export.page.data import choose, page_data
from kg.export.page.read import Tables
from kg.export.page.write import BUNDLES, export_page, json_text, policy
from kg.graph.store import Graph

BLOCK = re.compile(r'<script type="(?P<kind>[^"]+)" id="(?P<name>\w+)">(?P<text>[^<]*)</script>')


@pytest.fixture
def bundles(tmp_path: Path) -> Path:
    """Stands for what the build makes."""
    folder = tmp_path / "bundles"
    folder.mkdir()
    for name in ("page.js", "page.css", "sparql.js", "oxigraph.wasm.gz.txt"):
        (folder / name).write_text(f"/* {name} */", encoding="utf-8")
    return folder


def page_of(graph: Graph, folder: Path, bundles: Path, **options: Any) -> str:
    export_page(graph.store, folder / "out.html", bundles=bundles, **options)
    return (folder / "out.html").read_text(encoding="utf-8")


def data_of(graph: Graph, filters: Filters | None = None, most: int = 1000) -> dict[str, Any]:
    return page_data(Tables(graph.store), filters or Filters(), "events", most)


def test_the_page_holds_the_events_that_every_other_export_holds(graph: Graph) -> None:
    data = data_of(graph)
    assert data["events"]["id"] == [event.id for event in read_events(graph.store)]
    assert sum(data["mentions"]["count"]) == 7


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "2013-02-22", "last": "2013-03-01"},
        {"types": ["ASSAULT"]},
        {"stances": ["future", "negated"]},
        {"countries": ["USA"]},
        {"min_confidence": 0.7},
        {"types": ["REJECT"], "min_confidence": 0.95},
    ],
)
def test_filters_mean_what_they_mean_elsewhere(graph: Graph, asked: dict[str, Any]) -> None:
    filters = parse_filters(**asked)
    wanted = list(read_events(graph.store, filters))
    chosen = choose(Tables(graph.store), filters)
    assert [row[0] for row in chosen.events] == [event.iri for event in wanted]
    mentions = [[row[0] for row in chosen.mentions.get(event.iri, ())] for event in wanted]
    assert mentions == [[mention.iri for mention in event.evidence] for event in wanted]


def test_the_sentence_has_actor_action_and_target_marked(graph: Graph) -> None:
    data = data_of(graph)
    at = data["sentences"].index("Ali Khamenei rejects United States.")
    row = data["mentions"]["sentence"].index(at)
    spans = data["mentions"]["spans"][6 * row : 6 * row + 6]
    words = [data["sentences"][at][spans[i] : spans[i + 1]] for i in (0, 2, 4)]
    assert words == ["Ali Khamenei", "reject", "United States"]


def test_offsets_count_as_javascript_counts(tmp_path: Path) -> None:
    """A dove is one character to Python and two units of UTF-16 to a browser."""
    dove = asdict(USA) | {"id": "dove", "name": "🕊 Peace"}
    graph = make_graph([make_mention(actor=type(USA)(**dove))])
    assert data_of(graph)["mentions"]["spans"][:4] == [0, 8, 9, 15]


def test_of_a_large_graph_the_strongest_dyads_are_kept_and_the_page_says_so() -> None:
    days = [f"2013-02-{day:02}" for day in range(1, 6)]
    strong = [make_mention(day=day) for day in days]
    data = data_of(make_graph([*strong, make_mention(actor=IRAN, day="2013-01-01")]), most=5)
    assert (len(data["events"]["id"]), data["total"]) == (5, 6)
    assert [data["actors"]["name"][i] for i in set(data["events"]["actor"])] == [LEADER.name]


def test_an_event_of_unknown_day_is_in_the_page(graph: Graph) -> None:
    assert data_of(graph)["events"]["first"][-1] is None


def test_an_empty_graph_gives_a_page(tmp_path: Path, bundles: Path) -> None:
    assert '"id":[]' in page_of(make_graph([]), tmp_path, bundles)


def test_no_text_can_end_the_block_that_holds_it(hostile: Graph, tmp_path: Path, bundles: Path) -> None:
    page = page_of(hostile, tmp_path, bundles)
    block = next(found for found in BLOCK.finditer(page) if found["name"] == "data")
    names = set(json.loads(block["text"])["actors"]["name"])
    assert set(HOSTILE) <= names
    assert page.count("<script") == page.count("</script>") == 2


def test_the_name_of_the_file_cannot_become_markup(graph: Graph, tmp_path: Path, bundles: Path) -> None:
    out = tmp_path / "<img src=x onerror=alert(1)>.html"
    export_page(graph.store, out, bundles=bundles)
    assert "<img" not in out.read_text(encoding="utf-8")


def test_json_needs_no_unescaping_to_be_read() -> None:
    text = json_text({"a": "</script><!--<script>"})
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!--<script>"}


def test_the_policy_lets_only_the_own_program_run() -> None:
    rules = policy(["program"], "style", wasm=False)
    assert "unsafe" not in rules
    assert rules.startswith("default-src 'none'")
    assert "require-trusted-types-for 'script'" in rules
    assert "connect-src" not in rules, "nothing may be fetched"


def test_only_pages_with_sparql_may_run_webassembly(graph: Graph, tmp_path: Path, bundles: Path) -> None:
    assert "wasm-unsafe-eval" not in page_of(graph, tmp_path, bundles)
    page = page_of(graph, tmp_path, bundles, sparql=True)
    assert "'wasm-unsafe-eval'" in page
    assert {found["name"] for found in BLOCK.finditer(page)} == {"data", "graph", "engine", "queries"}


def test_same_graph_same_bytes(graph: Graph, tmp_path: Path, bundles: Path) -> None:
    assert page_of(graph, tmp_path, bundles, sparql=True) == page_of(graph, tmp_path, bundles, sparql=True)


def test_a_missing_bundle_is_told_in_one_line(graph: Graph, tmp_path: Path) -> None:
    empty = tmp_path / "none"
    empty.mkdir()
    (empty / "problem.txt").write_text("npm did not answer", encoding="utf-8")
    with pytest.raises(ExportError, match=r"page was not bundled .*npm did not answer") as told:
        export_page(graph.store, tmp_path / "x.html", bundles=empty)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "x.html").exists()


def test_small_pages_are_small(graph: Graph, tmp_path: Path) -> None:
    if not (BUNDLES / "page.js").exists():
        pytest.skip("the page was not bundled when this was installed")
    mentions = [
        make_mention(day=f"20{year}-{month:02}-{day:02}", article=f"a{year}{month}", sentence=f"{'Words ' * 40}{day}.")
        for year in range(10, 15)
        for month in range(1, 11)
        for day in range(1, 5)
    ]
    out = tmp_path / "x.html"
    export(make_graph(mentions, [make_article("a1")]), out)
    assert out.stat().st_size < 1_500_000, "the bar for 200 events"
