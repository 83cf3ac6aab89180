"""News pages in HTML: body by trafilatura, date by htmldate, title by the page's own heading."""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.plain import without_furniture

if TYPE_CHECKING:
    from datetime import date

MAX_PAGE = 20_000_000  # characters; the largest of 73 news pages has 2.4 million, most of them scripts

# scripts and drawings are half of a page and none of its text; JSON-LD stays, it holds dates
_SCRIPT = re.compile(r"<(script|style|svg|template)\b(?![^>]*ld\+json)[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_HEADING_WORDS = 4
_SITE = re.compile(r"\s+(?:\||[-–—»])\s+")


def read_html(raw: bytes, where: str, today: "date", charset: str = "") -> Draft:
    """The article of a page; `charset` is what a server said of it. Raises InputError where the page holds none."""
    # slow imports (0.4 s) that nobody should pay for who reads other formats
    from htmldate import find_date
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction, load_html

    decoded = decode(raw, where, charset)
    if len(decoded.text) > MAX_PAGE:
        raise InputError(where, f"page of {len(decoded.text):,} characters, wanted {MAX_PAGE:,} at most")
    page = _SCRIPT.sub(" ", decoded.text.replace("\0", " "))
    try:
        tree: Any = load_html(page)
        if tree is None:
            raise InputError(where, "no HTML page, wanted tags with text")
        title, url, publisher = _title(tree), _canonical(tree), _meta(tree, "og:site_name")
        # the date first: the body's reader takes the tree apart
        day = find_date(tree, original_date=True, max_date=today.isoformat())
        found: Any = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=False)
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as broken:
        # the libraries promise nothing for broken pages; these are what they let through
        raise InputError(where, f"broken HTML: {type(broken).__name__} {broken}"[:200]) from broken
    body = (found.text or "") if found is not None else ""
    paragraphs = without_furniture([line.strip() for line in body.splitlines() if line.strip()])
    if not paragraphs:
        raise InputError(where, "no article found in the page")
    if title and paragraphs[0] == title:
        paragraphs = paragraphs[1:]
    return Draft(
        where,
        "\n\n".join(paragraphs),
        title,
        published=(day,) if day else (),
        url=url,
        publisher=publisher,
        notes=(decoded.note,) if decoded.note else (),
    )


def _spaced(text: str | None) -> str:
    return " ".join((text or "").split())


def _meta(tree: Any, name: str) -> str:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name")):
            return _spaced(meta.get("content"))
    return ""


def _title(tree: Any) -> str:
    """The page's heading, else the title it shows to networks, else the window's without the site's name.

    Of several headings the one that shares most words with the window's title; short ones are names of sections.
    """
    window = next((_spaced(title.text_content()) for title in tree.iter("title")), "")
    headings = [_spaced(h1.text_content()) for h1 in tree.iter("h1")]
    headings = [heading for heading in headings if len(heading.split()) >= _HEADING_WORDS]
    words = set(window.casefold().split())
    if headings:
        return max(headings, key=lambda heading: len(words & set(heading.casefold().split())))
    return _meta(tree, "og:title") or _SITE.split(window)[0]


def _canonical(tree: Any) -> str:
    """The address that the page gives itself; `""` for none or one that is not of the web."""
    links = [link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"]
    for url in (*links, _meta(tree, "og:url")):
        try:
            if urlsplit(url).scheme in ("http", "https"):
                return str(url)
        except ValueError:
            continue
    return ""
