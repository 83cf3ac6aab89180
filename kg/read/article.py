"""From what a format's reader found to an `Article`: its full text, id, day, and whether it is to be coded at all."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256

from kg.errors import InputError, SkippedArticle
from kg.model import ID_DIGITS, Article
from kg.read.dates import parse_date
from kg.read.draft import Draft
from kg.read.fields import fit
from kg.read.language import is_english
from kg.vocabulary.addresses import canonical

# the language models take no longer text (spaCy's `max_length`); the longest news articles have some 100,000
MAX_CHARS = 1_000_000
# the first newspaper, the Relation of Strasbourg, is of 1605
_FIRST_YEAR = 1605
# it can be tomorrow already where the article was published
_AHEAD = timedelta(days=1)

NOT_ENGLISH = "not in English"
NO_WORDS = "no words in it, wanted an article"


def article_of(
    draft: Draft, today: date, published: date | None, publisher: str | None, warn: Callable[[str], None]
) -> Article | InputError:
    """The article, or why it is none. `published` and `publisher` override the draft's."""
    for note in draft.notes:
        warn(f"{draft.where}: {note}")
    title = fit(draft.title)
    text = full_text(title, fit(draft.text))
    if len(text) > MAX_CHARS:
        return InputError(draft.where, f"more than {MAX_CHARS:,} characters, wanted one article, not a collection")
    if not any(char.isalpha() for char in text):
        return SkippedArticle(draft.where, NO_WORDS)
    if not is_english(text):
        return SkippedArticle(draft.where, NOT_ENGLISH)
    return Article(
        id=draft.id or content_id(text),
        text=text,
        url=canonical(draft.url),
        title=title,
        publisher=draft.publisher if publisher is None else publisher,
        published=published or _day(draft, today, warn),
    )


def full_text(title: str, body: str) -> str:
    """Title, blank line, body; the body alone where it begins with the title already."""
    if not title or _begins(body.lstrip(), title):
        return body
    return f"{title}\n\n{body}" if body else title


def _begins(body: str, title: str) -> bool:
    """The title "Iran" does not begin a body "Iranian officials ..."."""
    return body.startswith(title) and not (title[-1].isalnum() and body[len(title) : len(title) + 1].isalnum())


def content_id(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def _day(draft: Draft, today: date, warn: Callable[[str], None]) -> date | None:
    """The first date that can be; others are told and not used."""
    for words in draft.published:
        day = parse_date(words)
        if day is None:
            warn(f"{draft.where}: publication date {words[:40]!r} is no clear date, wanted YYYY-MM-DD; not used")
        elif day > today + _AHEAD:
            warn(f"{draft.where}: publication date {day} is in the future; not used")
        elif day.year < _FIRST_YEAR:
            warn(f"{draft.where}: publication date {day} is before any newspaper; not used")
        else:
            return day
    return None
