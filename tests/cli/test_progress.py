"""What a long build shows on the way."""

from collections import Counter
from pathlib import Path

import pytest

from kg.cli.build import report
from kg.cli.progress import line
from kg.pipeline import Summary
from kg.read import count


def test_a_bar_tells_how_much_is_left() -> None:
    summary = Summary(articles=55, skipped=Counter({"not in English": 5}))
    assert line(summary, 120, 30.0) == "[##########..........] 60 of 120 articles, 2.0 a second, 0:30 left"


def test_what_was_read_before_does_not_make_the_rest_look_fast() -> None:
    summary = Summary(articles=25, unchanged=30, skipped=Counter({"not in English": 5}))
    assert line(summary, 120, 30.0) == "[##########..........] 60 of 120 articles, 1.0 a second, 1:00 left"


@pytest.mark.parametrize("total", [None, 0, 59])
def test_without_a_total_what_is_done_is_told(total: int | None) -> None:
    assert line(Summary(articles=60), total, 30.0) == "60 articles, 2.0 a second"


def test_articles_are_counted_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.html").write_text("two")
    (tmp_path / "c.jsonl").write_text('{"text": "three"}\n{"text": "four"}')
    assert count([str(tmp_path)]) == 4
    (tmp_path / "d.warc").write_text("")
    assert [count([str(tmp_path)]), count(["-"]), count(["https://heron.example/feed"])] == [None] * 3


def test_the_report_counts_in_english() -> None:
    summary = Summary(articles=1, mentions=2, events=1, actors=2, seconds=0.25)
    assert report(summary, Path("g.kg")) == (
        "g.kg: 1 article read, 0 read before, 0 skipped; 2 event mentions;"
        " the graph holds 1 event, 2 actors; 0.2 seconds"
    )
