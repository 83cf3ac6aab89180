"""Plain text of scraped pages: which line is the title, what belongs to the story, which day is that of publication."""

from pathlib import Path

import pytest

from kg.model import Article
from kg.read import read_all
from kg.read.furniture import effect_of, is_prose

STORY = (
    "Fishermen in Lamu blocked the harbour on Monday in protest at new fees.",
    "The harbour master said that the fees would stay until the pier was repaired.",
    "A spokeswoman for the fishermen in Lamu called the pier an excuse.",
)
MENU = ("Home", "News", "Sport", "Weather", "Harbour Crossword Monday", "Archive", "Jobs", "Sign in")


def page(tmp_path: Path, *lines: str) -> Article:
    (tmp_path / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (found,) = read_all([str(tmp_path / "a.txt")])
    assert isinstance(found, Article), found
    return found


def test_a_title_stands_over_the_story_not_in_the_menu(tmp_path: Path) -> None:
    article = page(tmp_path, *MENU, "Lamu fishermen block harbour", "5 March 2019", *STORY)
    assert article.title == "Lamu fishermen block harbour"
    assert str(article.published) == "2019-03-05"


def test_a_question_can_be_a_title(tmp_path: Path) -> None:
    article = page(tmp_path, *MENU, "Why did fishermen block the harbour in Lamu?", "Published: 5 March 2019", *STORY)
    assert article.title == "Why did fishermen block the harbour in Lamu?"
    assert article.text.count("Why did fishermen") == 1


def test_a_story_goes_on_below_a_box_though_labels_stand_between_its_paragraphs(tmp_path: Path) -> None:
    label = "Article content"
    more = (
        "Officials in Lamu wanted the pier mended by Monday and promised that the fees would then fall again.",
        "The fishermen in Lamu doubted that it would be and said that they had heard such a promise before.",
    )
    body = [line for paragraph in (*STORY, "Read more", *more) for line in (paragraph, label)]
    article = page(tmp_path, *MENU, "Lamu fishermen block harbour", *body)
    assert all(paragraph in article.text for paragraph in (*STORY, *more))
    assert label not in article.text


def test_a_long_line_of_capitals_is_a_menu() -> None:
    assert not is_prose(" ".join(["Harbour News", "Sea Charts", "Tide Tables", "Letters And Opinion"] * 5))
    assert is_prose("the harbour master and two of his men were said to have left the pier " * 3)


@pytest.mark.parametrize(
    ("line", "effect"),
    [("Copyright © 2019 The Lamu Post", "stop"), ("Copyright Ann Other/The Lamu Post", "credit")],
)
def test_the_copyright_of_a_picture_does_not_end_the_page(line: str, effect: str) -> None:
    assert effect_of(line) == effect
