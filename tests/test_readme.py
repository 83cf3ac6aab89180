"""Every command of the README runs, and prints what the README says. `python tests/test_readme.py` writes it anew."""

import re
import shlex
import tempfile
from pathlib import Path

from program import ROOT, kg

from kg.export.page.write import BUNDLES

README = ROOT / "README.md"
BLOCK = re.compile(r"```sh\n(?P<commands>.*?)```\n(?:\n```\n(?P<output>.*?)```\n)?", re.DOTALL)
# run by CI before the tests, or without end; and what needs the page, where it was not bundled at installation
PAGE = () if (BUNDLES / "page.js").exists() else ("kg explore", "kg export events.kg -o events.html")
NOT_HERE = ("pip", "pytest", *PAGE)


def run(command: str, folder: Path) -> str:
    words = shlex.split(command, comments=True)
    code, printed, told = kg(*words[1:], folder=folder)
    assert code == 0, f"{command}: {told}"
    return printed


def answers(folder: Path) -> list[tuple[str, str | None, str]]:
    """(commands, output in the README, real output) of each block, run in order in a folder with the examples."""
    (folder / "examples").symlink_to(ROOT / "examples")
    found = []
    for block in BLOCK.finditer(README.read_text(encoding="utf-8")):
        commands = [c.strip() for line in block["commands"].splitlines() for c in line.split(" && ")]
        real = [run(command, folder) for command in commands if command and not command.startswith(NOT_HERE)]
        found.append((block["commands"], block["output"], "".join(real)))
    return found


def test_commands_print_what_the_readme_says(tmp_path: Path) -> None:
    blocks = answers(tmp_path)
    assert len(blocks) >= 5
    for commands, expected, real in blocks:
        assert expected is None or expected == real, commands


def test_python_of_the_readme_runs(monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    names: dict = {}
    exec(code[1], names)
    assert names["record"]["type"]
    assert names["graph"].query("ASK { ?who act:rejects actor:USA }") is True


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        text = README.read_text(encoding="utf-8")
        for _, old, new in answers(Path(scratch)):
            text = text.replace(f"```\n{old}```", f"```\n{new}```") if old else text
        README.write_text(text, encoding="utf-8")
