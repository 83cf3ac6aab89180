"""From files to articles: formats, encodings, the furniture of web pages, publication dates, identifiers."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError, SkippedArticle
from kg.model import Article
from kg.read import read_all

STORY = (
    "Kenya's foreign minister accused Somalia of violating the maritime border on Tuesday.\n\n"
    "Somalia denied the accusation and said that its boats had not left their own waters."
)
PAGE = f"""<!doctype html><html><head><title>Kenya accuses Somalia | The Daily Heron</title>
<meta property="og:site_name" content="The Daily Heron">
<meta property="article:published_time" content="2019-02-19T08:00:00Z">
<link rel="canonical" href="https://heron.example/kenya"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Kenya accuses Somalia</h1><p>{STORY.split(chr(10))[0]}</p><p>{STORY.split(chr(10))[2]}</p>
<p>Traders in both capitals said that they feared for the harvest if the border were to be closed again.</p></article>
<aside><h3>More news</h3><a href="/x">Ten recipes for a rainy day</a></aside>
<footer>Copyright 2024 The Daily Heron</footer></body></html>"""


def articles(*paths: Path, **options: object) -> list[Article]:
    found = list(read_all([str(path) for path in paths], **options))  # type: ignore[arg-type]
    assert not [problem for problem in found if isinstance(problem, InputError)]
    return found  # type: ignore[return-value]


def test_plain_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (article,) = articles(tmp_path)
    assert article.text == STORY
    assert article.published is None


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.html.gz"])
def test_a_page_gives_title_text_date_publisher_and_address(tmp_path: Path, name: str) -> None:
    raw = PAGE.encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    (article,) = articles(tmp_path)
    assert article.title == "Kenya accuses Somalia"
    assert article.published == date(2019, 2, 19)
    assert article.publisher == "The Daily Heron"
    assert article.url == "https://heron.example/kenya"
    assert "violating the maritime border" in article.text
    assert not {"recipes", "Copyright", "Sport"} & set(article.text.split())


def test_json_fields_and_options_that_override_them(tmp_path: Path) -> None:
    row = {"id": "k1", "text": STORY, "published": "2019-02-19", "publisher": "Heron", "url": "https://h.example/1"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (article,) = articles(tmp_path)
    assert (article.id, article.publisher, article.published) == ("k1", "Heron", date(2019, 2, 19))
    (article,) = articles(tmp_path, published=date(2020, 1, 1), publisher="Wire")
    assert (article.publisher, article.published) == ("Wire", date(2020, 1, 1))


def test_one_object_and_a_list_of_objects_are_json_too(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"id": "a", "text": STORY}, indent=2))
    (tmp_path / "two.json").write_text(
        json.dumps([{"id": "b", "text": STORY + " x"}, {"id": "c", "text": STORY + " y"}])
    )
    assert sorted(article.id for article in articles(tmp_path)) == ["a", "b", "c"]


def test_the_same_text_twice_is_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    first, again = read_all([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(again, InputError)
    assert "a.txt" not in again.reason


def test_folders_are_read_recursively_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/c/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{STORY} Number {name[-5]}.")
    assert [article.text[-2] for article in articles(tmp_path)] == ["1", "3", "2"]


def test_standard_input_may_be_text_page_or_lines(tmp_path: Path) -> None:
    for raw in (STORY.encode(), PAGE.encode(), json.dumps({"text": STORY}).encode()):
        (article,) = read_all(["-"], stdin=io.BytesIO(raw))
        assert isinstance(article, Article)
        assert "maritime border" in article.text


SCRAPED = """Menu
Subscribe
Kenya accuses Somalia over sea border

By Jane Doe
[staff]
February 19, 2019

Kenya's foreign minister accused Somalia of violating the maritime border on Tuesday.

Somalia denied the accusation and said that its boats had not left their own waters at any time.

The two neighbours have quarrelled over the strip of water for more than ten years, diplomats said.

Did you enjoy this article?

Related stories

Print Edition: The Garden Issue | June 3, 2024

Sign up for our newsletter, and the best of the week will be in your inbox.
"""


def test_a_scraped_page_loses_its_furniture_and_keeps_its_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SCRAPED)
    (article,) = articles(tmp_path)
    assert article.title == "Kenya accuses Somalia over sea border"
    assert article.published == date(2019, 2, 19)
    assert "quarrelled" in article.text
    for words in ("Subscribe", "newsletter", "Garden", "enjoy", "2024", "Related"):
        assert words not in article.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = STORY.replace("Kenya's", "Kenya’s").replace("boats", "café boats")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (article,) = articles(tmp_path)
    assert article.text == text


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"  \n\n ", "empty"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", ""),
        ("a.html.gz", b"no gzip at all", "gzip"),
        ("a.json", b'{"text": "x"', "JSON"),
        ("a.jsonl", b'{"title": "x"}\n', "text"),
        ("a.jsonl", b'{"text": ["x"]}\n', "text"),
    ],
)
def test_what_is_no_article_is_told_in_one_line(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(raw)
    (problem,) = read_all([str(tmp_path)])
    assert isinstance(problem, InputError)
    assert name in str(problem)
    assert reason.lower() in str(problem).lower()
    assert "\n" not in str(problem)


def test_a_date_that_is_none_is_told_and_the_article_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY, "published": "someday"}) + "\n")
    told: list[str] = []
    (article,) = articles(tmp_path, warn=told.append)
    assert article.published is None
    (line,) = told
    assert "a.jsonl, line 1" in line
    assert "someday" in line


def test_broken_html_still_gives_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("</p>", "").replace("</article>", "").replace("</html>", ""))
    (article,) = articles(tmp_path)
    assert "maritime border" in article.text


def test_other_languages_are_skipped_with_that_reason(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(
        "Le ministre des affaires étrangères a accusé mardi son voisin de ne pas respecter la frontière maritime."
    )
    (skipped,) = read_all([str(tmp_path)])
    assert isinstance(skipped, SkippedArticle)
    assert "English" in skipped.reason


def test_a_line_of_fifty_megabytes_is_told_or_read_not_choked_on(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * 50_000_000)
    (tmp_path / "short.txt").write_text(STORY)
    found = list(read_all([str(tmp_path)]))
    assert [type(f) for f in found][-1] is Article
    assert isinstance(found[0], InputError)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=400))
def test_any_text_is_an_article_or_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    for found in read_all([str(tmp_path / "a.txt")]):
        assert isinstance(found, Article) or "\n" not in str(found)
