"""A graph follows its feeds through network loss, malformed feeds, a locked graph and restarts."""

import signal
import subprocess
from pathlib import Path

import pytest
from program import ENVIRONMENT, command
from server import Site, answers, entry, rss, serving

import kg
from kg.errors import InputError
from kg.graph.store import open_for_writing
from kg.pipeline import Options, build
from kg.vocabulary.codebook import load_codebook
from kg.watch import watch

OPTIONS = Options(allow_private=True)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.web.fetch.PAUSE", 0.0)


def stories(graph: Path) -> int:
    return len(kg.open(graph).articles())


def test_rounds_add_what_is_new_whatever_happens_between(tmp_path: Path) -> None:
    slept: list[float] = []
    graph, whole = tmp_path / "g.kg", tmp_path / "whole.kg"
    with serving() as site, serving() as other:
        site.pages["/feed"] = rss(entry(1), entry(2))
        other.pages["/feed"] = rss(entry(7))
        rounds = watch([site.url(), other.url()], graph, OPTIONS, every=900.0, sleep=slept.append)
        assert "2 feeds read (0 unchanged), 0 failed; 3 entries new" in str(next(rounds))
        assert stories(graph) == 3

        site.pages["/feed"] = b"<rss><channel"
        assert "1 failed" in str(next(rounds))
        site.pages["/feed"] = answers(500)
        line = str(next(rounds))
        assert "the server answers 500" in line and "\n" not in line

        site.pages["/feed"] = rss(entry(1, "Kenya thanked Somalia for keeping promise number 1."), entry(2), entry(3))
        held = open_for_writing(graph, load_codebook())
        line = str(next(rounds))
        assert "another program is writing to this graph" in line
        del held
        done = next(rounds)
        assert (done.counts["new"], done.counts["changed"], done.summary.articles) == (1, 1, 2)

        build([site.url(), other.url()], whole, OPTIONS)
    assert "2 failed" in str(next(rounds))  # both servers are gone
    assert len(slept) == 5 and all(800 < seconds <= 900 for seconds in slept)
    assert kg.open(graph).triples() == kg.open(whole).triples()


def test_the_command_logs_one_line_a_round_and_goes_on_where_it_was_killed(site: Site, tmp_path: Path) -> None:
    graph = tmp_path / "g.kg"
    site.pages["/feed"] = rss(entry(1), entry(2))
    words = command("watch", site.url(), "-o", graph, "--every", "1s", "--allow-private")
    running = subprocess.Popen(words, stderr=subprocess.PIPE, env=ENVIRONMENT, text=True)
    assert running.stderr is not None and "2 entries new" in running.stderr.readline()
    running.send_signal(signal.SIGKILL)
    running.communicate()

    site.pages["/feed"] = rss(entry(1), entry(2), entry(3))
    done = subprocess.run([*words, "--rounds", "2"], capture_output=True, env=ENVIRONMENT, text=True)
    first, second = done.stderr.splitlines()
    assert "1 entries new, 0 changed; 1 articles stored" in first
    assert "0 entries new, 0 changed; 0 articles stored" in second
    assert (done.returncode, done.stdout, stories(graph)) == (0, "", 3)


def test_a_build_from_a_feed_adds_and_an_article_taken_back_stays_away(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = rss(entry(1), entry(2))
    graph = kg.build(site.url(), tmp_path / "g.kg", allow_private=True)
    graph.remove(graph.articles()[0])
    del graph
    again = kg.build(site.url(), tmp_path / "g.kg", allow_private=True)
    assert len(again.articles()) == 1


def test_the_time_between_rounds_is_read() -> None:
    from kg.cli.watch import seconds

    assert [seconds(text) for text in ("90s", "15m", "2h", "1d")] == [90, 900, 7200, 86400]
    for text in ("15", "m", "0s", "-1m", "soon"):
        with pytest.raises(InputError, match="wanted a time such as"):
            seconds(text)
