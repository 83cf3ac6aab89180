"""The page in a real browser: opened from the disk, without a network, by mouse and keyboard."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.export import export
from kg.export.page.write import BUNDLES
from kg.graph.store import Graph, open_graph
from kg.vocabulary.codebook import load_codebook

CHROMIUM = shutil.which("chromium")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", *QUIET]
EDGE = "Ali Khamenei → United States"
EDGE_BACK = "United States → Ali Khamenei"

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; Debian has it as the package chromium"),
    pytest.mark.skipif(not (BUNDLES / "page.js").exists(), reason="the page was not bundled when this was installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def page_file(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("page") / "events.html"
    export(open_graph(built, load_codebook()), out, sparql=True)
    return out


class Opened:
    """A page in a browser without a network, and what it should never have done."""

    def __init__(self, browser: Any, file: Path, fragment: str = "", **options: Any) -> None:
        viewport = options.pop("viewport", {"width": 1400, "height": 860})
        self.context = browser.new_context(offline=True, viewport=viewport, **options)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.set_default_timeout(20_000)
        self.page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda asked: self.requests.append(asked.url))
        self.page.on("dialog", lambda dialog: self.errors.append(f"dialog {dialog.message}"))
        self.page.goto(f"{file.as_uri()}{fragment}")
        self.page.wait_for_selector("html[data-ready=yes]", state="attached")

    def find(self, words: str, choice: str) -> None:
        self.page.get_by_role("combobox", name="Search").fill(words)
        self.page.get_by_role("option").filter(has_text=choice).first.click()

    @property
    def status(self) -> str:
        return str(self.page.locator(".status").text_content())

    @property
    def fragment(self) -> str:
        return str(self.page.url).partition("#")[2]


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Any]:
    """Opens the example graph; afterwards nothing may have been asked of a network, and no error told."""
    made: list[Opened] = []

    def open_page(fragment: str = "", file: Path = page_file, **options: Any) -> Opened:
        made.append(Opened(browser, file, fragment, **options))
        return made[-1]

    yield open_page
    for one in made:
        one.context.close()
        assert one.errors == []
        assert [url for url in one.requests if not url.startswith(("file:", "blob:"))] == []


def test_search_leads_over_the_edge_to_the_sentence(opened: Any) -> None:
    page = opened().page
    page.get_by_role("combobox", name="Search").fill("khamenei united")
    page.get_by_role("option").filter(has_text=EDGE).click()
    assert page.locator(".panel h2").inner_text() == EDGE
    page.locator(".panel .event").filter(has_text="REJECT").first.click()
    marks = page.locator("blockquote").first.locator("mark")
    assert [mark.get_attribute("class") for mark in marks.all()] == ["actor", "action", "target"]
    assert marks.nth(1).inner_text() == "rejected"
    link = page.locator(".from a").first
    assert link.get_attribute("href").startswith("https://gulfledger.example/")
    assert page.locator("dl code").first.inner_text() == "actions.csv:reject"


def test_an_actor_is_found_by_another_name(opened: Any) -> None:
    one = opened()
    one.find("bibi", "Benjamin Netanyahu")
    assert one.page.locator(".panel h2").inner_text() == "Benjamin Netanyahu"


def test_a_click_on_an_edge_lists_its_events(opened: Any) -> None:
    page = opened().page
    ends = page.evaluate("() => ['ali-khamenei', 'USA'].map((id) => window.dyadPage.where(id))")
    middle = [(ends[0][axis] + ends[1][axis]) / 2 for axis in ("x", "y")]
    page.mouse.move(*middle)
    page.mouse.click(*middle)
    # each does something to the other: one of the two edges between them is on top
    assert page.locator(".panel h2").inner_text() in (EDGE, EDGE_BACK)
    assert page.locator(".panel li").first.is_visible()


def test_a_click_on_an_actor_shows_its_profile(opened: Any) -> None:
    page = opened().page
    at = page.evaluate("() => window.dyadPage.where('RUS')")
    page.mouse.click(at["x"], at["y"])
    assert page.locator(".panel h2").inner_text().startswith("Russia")
    assert page.get_by_role("heading", name="Top partners").is_visible()
    assert page.locator(".panel .balance").first.get_attribute("aria-label")


def test_dragging_over_the_time_line_filters_everything(opened: Any) -> None:
    one = opened()
    before = one.status
    box = one.page.locator(".plot").bounding_box()
    one.page.mouse.move(box["x"] + 200, box["y"] + 30)
    one.page.mouse.down()
    one.page.mouse.move(box["x"] + 900, box["y"] + 30, steps=5)
    one.page.mouse.up()
    assert one.status != before
    assert re.match(r"\d+ of \d+ events", one.status)
    assert "from=2013-" in one.fragment
    assert "to=" in one.fragment
    one.page.mouse.click(box["x"] + 1200, box["y"] + 30)
    assert one.status == before


def test_the_ends_of_the_time_line_move_by_keyboard(opened: Any) -> None:
    one = opened()
    handle = one.page.get_by_role("slider", name="First day")
    before = handle.get_attribute("aria-valuetext")
    handle.focus()
    for _ in range(3):
        one.page.keyboard.press("ArrowRight")
    assert handle.get_attribute("aria-valuetext") > before
    assert f"from={handle.get_attribute('aria-valuetext')}" in one.fragment


def test_the_player_moves_a_window_through_time(opened: Any) -> None:
    one = opened()
    one.page.get_by_role("button", name="Play").click()
    first = one.fragment
    one.page.wait_for_timeout(1200)
    one.page.get_by_role("button", name="Pause").click()
    assert "from=" in first
    assert one.fragment != first


def test_filters_narrow_and_can_be_cleared(opened: Any) -> None:
    one = opened()
    everything = one.status
    said = one.page.locator(".facets .value").filter(has_text="REJECT").locator(".n").inner_text()
    one.page.locator(".facets").get_by_label("REJECT").check()
    assert one.status.startswith(f"{said} of ")
    one.page.locator(".facets").get_by_label("factual").check()
    assert "type=REJECT" in one.fragment
    assert "stance=factual" in one.fragment
    one.page.get_by_role("button", name="Clear all filters").click()
    assert one.status == everything


def test_a_view_can_be_passed_on_by_its_address(opened: Any) -> None:
    one = opened()
    one.find("accuse", "ACCUSE")
    one.find("khamenei", "Ali Khamenei")
    one.page.get_by_role("tab", name="Map").click()
    other = opened(f"#{one.fragment}")
    assert other.status == one.status
    assert other.page.locator(".panel h2").inner_text() == "Ali Khamenei"
    assert other.page.get_by_role("tab", name="Map").get_attribute("aria-selected") == "true"


def test_the_map_has_places_and_arcs(opened: Any) -> None:
    page = opened().page
    page.get_by_role("tab", name="Map").click()
    page.get_by_role("button", name="Iran → United States").press("Enter")
    assert page.locator(".panel h2").inner_text() == "Iran → United States"
    place = page.locator(".map .spot:has(circle)").first
    name = place.get_attribute("aria-label").split(",")[0]
    place.press("Enter")
    assert page.locator(".panel h2").inner_text().startswith(name)


def test_the_table_is_sorted_and_downloaded(opened: Any) -> None:
    one = opened("#type=REJECT")
    one.page.get_by_role("tab", name="Table").click()
    one.page.get_by_role("columnheader", name="Confidence").get_by_role("button").click()
    with one.page.expect_download() as told:
        one.page.get_by_role("button", name="CSV").click()
    text = Path(told.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert told.value.suggested_filename == "events.csv"
    assert {row["type"] for row in rows} == {"REJECT"}
    sure = [float(row["confidence"]) for row in rows]
    assert sure == sorted(sure, reverse=True)
    assert all(row["sentence"] for row in rows)


@pytest.mark.parametrize("view", ["network", "map"])
def test_pictures_are_downloaded(opened: Any, view: str) -> None:
    page = opened(f"#view={view}").page
    with page.expect_download() as told:
        page.get_by_role("button", name="SVG").click()
    drawing = Path(told.value.path()).read_text(encoding="utf-8")
    assert drawing.startswith("<svg ")
    assert "Iran" in drawing
    with page.expect_download() as told:
        page.get_by_role("button", name="PNG").click()
    assert Path(told.value.path()).read_bytes().startswith(b"\x89PNG")


def test_edges_can_be_split_by_type(opened: Any) -> None:
    page = opened().page
    page.get_by_role("combobox", name="Edges").select_option("type")
    ends = page.evaluate("() => window.dyadPage.network.drawn.counts")
    page.get_by_role("combobox", name="Edges").select_option("dyad")
    assert ends["shown"] > page.evaluate("() => window.dyadPage.network.drawn.counts")["shown"]


def test_sparql_is_answered_in_the_page(opened: Any) -> None:
    page = opened("#view=sparql").page
    page.get_by_label("SPARQL query").fill("SELECT ?who { ?who act:rejects actor:USA }")
    page.get_by_role("button", name="Ask").click()
    assert page.locator(".result td").first.inner_text() == "actor:ali-khamenei"
    page.get_by_label("Ready query").select_option("top-dyads")
    page.get_by_role("button", name="Ask").click()
    page.locator(".result th").filter(has_text="events").wait_for()
    assert page.locator(".result tbody tr").count() > 5


def test_no_key_is_needed_but_the_keyboards(opened: Any) -> None:
    page = opened().page
    page.keyboard.press("/")
    page.keyboard.type("khamenei united")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator(".panel h2").inner_text() == EDGE
    page.keyboard.press("Escape")
    assert page.locator(".panel h2").inner_text() == "At a glance"


def test_a_phone_has_room_for_it(opened: Any) -> None:
    one = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    one.find("khamenei united", EDGE)
    assert one.page.locator(".panel").is_visible()
    wide = one.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 390
    one.page.get_by_role("button", name="Close details").click()
    one.page.get_by_role("button", name="Filters").click()
    assert one.page.locator(".facets").is_visible()


def test_details_of_an_address_open_on_a_phone(opened: Any) -> None:
    one = opened("#see=actor&see=IRN", viewport={"width": 390, "height": 844})
    assert one.page.locator(".panel h2").is_visible()


def test_dark_and_light_follow_the_system_and_the_button(opened: Any) -> None:
    page = opened(color_scheme="dark").page
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Light or dark").click()
    assert page.locator("html").get_attribute("data-theme") == "light"


def test_nothing_from_an_article_runs(opened: Any, hostile: Graph, tmp_path: Path) -> None:
    """Names with script, markup and formulas, and addresses of `javascript:`, are words and nothing more."""
    out = tmp_path / "hostile.html"
    export(hostile, out, sparql=True)
    one = opened(file=out)
    for view in ("Map", "Table", "SPARQL", "Network"):
        one.page.get_by_role("tab", name=view).click()
    one.find("<script>alert", "alert('x')")
    one.page.locator(".panel .event").first.click()
    assert "<script>alert('x')</script>" in one.page.locator("blockquote").first.inner_text()
    assert one.page.locator(".panel a[href^='javascript']").count() == 0
    assert one.page.locator("body script").count() == 6, "the blocks and programs of the page itself"


def test_an_empty_graph_says_so(opened: Any, tmp_path: Path) -> None:
    from small_graph import make_graph

    out = tmp_path / "empty.html"
    export(make_graph([]), out)
    page = opened(file=out).page
    assert page.locator(".panel h2").inner_text() == "No events"
    assert "No event has a known day" in page.locator(".time").inner_text()
