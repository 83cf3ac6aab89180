"""Bombs, endless words and texts without an end take neither memory nor time without bound."""

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_hostile import in_time

from kg.errors import InputError
from kg.model import Article
from kg.pipeline import Pipeline
from kg.read import read_all

ROOT = Path(__file__).parents[2]
GOOD = "Kenya accused Somalia of breaking a promise on Monday."
MB = 10**6
# reads all inputs and tells how many articles there were, and its most memory in MB: what Linux says since the program
# began, for `getrusage` counts the memory of the test run that started it
READ = """
import re, sys
from pathlib import Path
from kg.read import read_all
from kg.model import Article
found = [one for path in sys.argv[1:] for one in read_all([path])]
most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(sum(isinstance(one, Article) for one in found), most)
"""
MOST_MEMORY = 800  # MB; a page of 20 million characters, parsed, takes 400


def test_bombs_take_no_memory_and_what_lies_beside_them_is_read(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 20}">' for n in range(12))
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(bytes(200 * MB)))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(gzip.compress(bytes(200 * MB))))
    (tmp_path / "c.rss").write_text(f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><rss><channel><title>&a12;</title>')
    (tmp_path / "d.json").write_text("[" * 2 * MB)
    (tmp_path / "e.jsonl").write_text('{"text": ' * MB + "\n" + json.dumps({"text": f"{GOOD} Again."}) + "\n")
    (tmp_path / "f.html").write_text("<div>" * MB + GOOD)
    (tmp_path / "g.warc").write_text("WARC/1.0\r\nContent-Length: 5000000000\r\n\r\n" + "x" * MB)
    with zipfile.ZipFile(tmp_path / "h.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(200 * MB))
    (tmp_path / "i.txt").write_text(GOOD)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    articles, memory = map(int, done.stdout.split())
    assert articles == 2
    assert memory < MOST_MEMORY


def test_a_sentence_of_ten_megabytes_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kenya accused Somalia and " * (10 * MB // 26))
    (found,) = read_all([str(tmp_path / "a.txt")])
    assert isinstance(found, InputError) and "more than 1,000,000 characters" in found.reason


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, "a." * 50_000, "Kenya accused Somalia and " * 1_500, f"{GOOD}\n\n" * 500, "e" + "\u0301" * 99_000],
    ids=["brackets", "dots", "no end", "many sentences", "accents"],
)
def test_no_text_holds_the_pipeline_up(text: str, pipeline: Pipeline) -> None:
    with in_time():
        (found,) = pipeline([Article("a", text)])
    assert isinstance(found, list)


def test_a_sentence_too_long_to_be_one_is_not_coded(pipeline: Pipeline) -> None:
    text = "Kenya accused Somalia of spying, " + "and it rained, " * 200 + f"at last.\n\n{GOOD}"
    (found,) = pipeline([Article("a", text)])
    assert {mention.claim.sentence.text for mention in found} == {GOOD}
