"""`kg explore` writes the page and opens it."""

import webbrowser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.export.page.write import BUNDLES


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    if not (BUNDLES / "page.js").exists():
        pytest.skip("the page was not bundled when this was installed")
    found: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: found.append(address) or True)
    return found


def test_the_page_lies_beside_the_graph_and_is_opened(folder: Path, opened: list[str]) -> None:
    done = CliRunner().invoke(app, ["explore", str(folder)])
    page = folder.with_suffix(".html")
    assert done.output.strip() == str(page)
    assert opened == [page.resolve().as_uri()]
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_it_need_not_be_opened(folder: Path, tmp_path: Path, opened: list[str]) -> None:
    CliRunner().invoke(app, ["explore", str(folder), "-o", str(tmp_path / "x.html"), "--no-open"])
    assert (tmp_path / "x.html").exists()
    assert opened == []


def test_another_ending_is_refused(folder: Path, opened: list[str]) -> None:
    done = CliRunner().invoke(app, ["explore", str(folder), "-o", "x.pdf"])
    assert "wanted a name that ends in .html" in str(done.exception)
