"""RSS, Atom and JSON feeds, and OPML lists of feeds, from their bytes.

Read by lxml and not by feedparser, whose search for addresses of authors took 203 s for 200,000 letters, and whose time
grows with the square of the nesting: a feed could hold a reader up for days.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html.entities import html5
from typing import Any
from urllib.parse import urljoin

import msgspec

from kg.errors import InputError
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.fields import fit
from kg.read.plain import without_furniture
from kg.read.web.markup import line_of, local, paragraphs_in, paragraphs_of
from kg.vocabulary.addresses import address_id, address_key, same_site, split

FEED, JSON, OPML, PAGE, OTHER = "feed", "json", "opml", "page", "other"
_HEAD = 4096  # bytes in which the first tag stands
_TAG = re.compile(rb"<\s*(rss|feed|rdf:rdf|channel|opml|html|head|body|!doctype\s+html)\b", re.IGNORECASE)
_KINDS = {b"rss": FEED, b"feed": FEED, b"rdf:rdf": FEED, b"channel": FEED, b"opml": OPML}
MAX_FEEDS = 10_000  # of one list
_KEY_DIGITS = 20
_ROOTS = ("rss", "feed", "rdf", "channel")
_CONTENTS = ("encoded", "content", "description", "summary")
_DAYS = ("pubdate", "published", "issued", "date", "updated", "modified", "created")
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
# elements of other namespaces that count, by what they stand for; those of media, podcasts and maps do not
_FOREIGN = {
    "{http://purl.org/rss/1.0/modules/content/}encoded": "encoded",
    "content:encoded": "encoded",
    "dc:date": "date",
    f"{{{_DC}}}date": "date",
    f"{{{_DC}}}title": "title",
    **{f"{{{_TERMS}}}{name}": name for name in ("issued", "modified", "created", "date")},
}
_DECLARATION = re.compile(r"^<\?xml[^>]{0,200}\?>")
_END = re.compile(rb"</\s*(rss|feed|rdf:rdf|channel)\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed. `key` tells it from others of the feed, `print` one wording of it from the next.

    `published` are the words of dates, the most trusted first; `link` is `""` where there is none of the web.
    """

    key: str
    print: str
    link: str
    title: str
    text: str
    published: tuple[str, ...]
    publisher: str


def kind_of(body: bytes) -> str:
    """What bytes hold, by their first tag: a feed, a JSON feed, an OPML list, a page, or something else."""
    head = body[:_HEAD].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{"):
        return JSON
    tag = _TAG.search(head)
    return OTHER if tag is None else _KINDS.get(tag[1].lower(), PAGE)


def read_feed(body: bytes, where: str, base: str = "", charset: str = "") -> Iterator[Item]:
    """The entries of a feed in its order; links are completed by `base`. Raises InputError where it is none.

    A feed that is cut short gives the entries before the cut, and then raises InputError.
    """
    if kind_of(body) == JSON:
        yield from _json_feed(body, where, base)
        return
    tree = _tree(body, where, charset)
    if tree is None or local(tree) not in _ROOTS:
        raise InputError(where, "no feed, wanted RSS, Atom or JSON Feed")
    channel = next((node for node in tree if local(node) == "channel"), tree)
    name = _line(_own(channel, "title"))
    for node in tree.iter("{*}item", "{*}entry"):
        yield _item(node, name, base)
    if not _END.search(body[-_HEAD:].replace(b"\0", b"")):
        raise InputError(where, "feed is cut short")


def draft_of(item: Item, where: str, feed: str = "") -> Draft:
    """The article of an entry as its feed tells it. `feed` is the address of the feed.

    What a feed says of another site's page must not pass for that page, so it gets an identifier of its own.
    """
    if not item.link:
        id_ = address_id(f"{feed} {item.key}") if feed else ""
    else:
        id_ = address_id(item.link if not feed or same_site(item.link, feed) else f"{feed} {address_key(item.link)}")
    return Draft(where, item.text, item.title, id_, item.published, item.link, item.publisher, by_address=True)


def _tree(body: bytes, where: str, charset: str = "") -> Any:
    """The root of XML, as far as it goes; None where it does not begin. No entity is filled in but HTML's."""
    from lxml import etree

    text = _DECLARATION.sub("", decode(body, where, charset).text.lstrip())
    text = _ENTITY.sub(lambda found: _character(found[1]) or found[0], text)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as broken:
        raise InputError(where, f"broken XML: {' '.join(str(broken).split())}"[:200]) from broken


def _character(name: str) -> str:
    """The character of an entity of HTML; `""` for those that XML knows itself, and for unknown ones."""
    return "" if name in ("amp", "lt", "gt", "quot", "apos") else html5.get(f"{name};", "")


def _own(node: Any, *names: str) -> Any:
    """The first child of one of some names, in their order, in the node's own namespace or as in _FOREIGN."""
    space = str(node.tag).rpartition("}")[0]
    for name in names:
        for child in node.iterchildren("{*}*"):
            own = str(child.tag).rpartition("}")[0] in (space, "")
            if (own and local(child) == name) or (child.tag in _FOREIGN and _FOREIGN[child.tag] == name):
                return child
    return None


def _line(node: Any) -> str:
    return " ".join(_paragraphs(node))


def _paragraphs(node: Any) -> list[str]:
    """The paragraphs of an element that holds text, HTML as text, or HTML as elements."""
    if node is None:
        return []
    return paragraphs_in(node) if any(local(child) for child in node) else paragraphs_of("".join(node.itertext()))


def _item(node: Any, name: str, base: str) -> Item:
    told = [without_furniture(_paragraphs(_own(node, field))) for field in _CONTENTS]
    text = max(("\n\n".join(paragraphs) for paragraphs in told), key=len)
    source = _own(node, "source")
    titled = None if source is None else _own(source, "title")
    publisher = _line(titled) or (_line(source) if titled is None else "") or name
    days = [words for field in _DAYS if (words := _line(_own(node, field)))]
    about = next((value for name, value in node.items() if name.endswith("}about")), "")
    id_ = _line(_own(node, "guid", "id")) or about
    return _made(id_, _link(base, _address(node)), _line(_own(node, "title")), text, days, publisher)


def _address(node: Any) -> str:
    """Where an entry leads to: a link's text, or its href where it has no other relation than alternate."""
    for link in node.iterchildren("{*}link"):
        if link.get("rel", "alternate") == "alternate":
            found = link.get("href") or "".join(link.itertext())
            if found.strip():
                return str(found)
    guid = _own(node, "guid")
    return "" if guid is None or guid.get("isPermaLink", "true") == "false" else "".join(guid.itertext())


def _text(markup: str) -> str:
    return "\n\n".join(without_furniture(paragraphs_of(markup)))


def _made(id_: str, link: str, title: str, text: str, days: list[str], publisher: str) -> Item:
    print_ = _digest(link, title, text, *days)
    key = _digest(id_ or link or print_)
    return Item(key, print_, link, fit(title), fit(text), tuple(map(fit, days)), fit(publisher))


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_DIGITS]


def _link(base: str, link: object) -> str:
    """The whole address; `""` for what is none of the web."""
    try:
        whole = urljoin(base, fit(str(link or "")).strip())
    except ValueError:
        return ""
    return whole if split(whole) else ""


class _JsonItem(msgspec.Struct):
    id: str | int | float | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


class _JsonFeed(msgspec.Struct):
    """What is read of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

    version: str
    items: list[msgspec.Raw]
    title: str | None = None


def _json_feed(body: bytes, where: str, base: str) -> Iterator[Item]:
    try:
        feed = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise InputError(where, f"not a JSON feed: {wrong}"[:200]) from wrong
    for raw in feed.items:
        try:
            item = msgspec.json.decode(raw, type=_JsonItem)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        plain = [line for line in (item.content_text or "").splitlines() if line.strip()]
        text = _text(item.content_html or item.summary or "") if item.content_html or not plain else "\n\n".join(plain)
        days = [day for day in (item.date_published, item.date_modified) if day]
        id_ = "" if item.id is None else str(item.id)
        yield _made(id_, _link(base, item.url), line_of(item.title or ""), text, days, feed.title or "")


def read_opml(body: bytes, where: str) -> list[str]:
    """The addresses of the feeds in a list, each once, in its order. Raises InputError for none."""
    tree = _tree(body, where)
    outlines = tree.iter("{*}outline") if tree is not None else ()
    found = dict.fromkeys(
        url.strip() for outline in outlines for name, url in outline.items() if name.lower() == "xmlurl"
    )
    feeds = [url for url in found if split(url)]
    if not feeds:
        raise InputError(where, "list without feeds, wanted OPML with xmlUrl")
    if len(feeds) > MAX_FEEDS:
        raise InputError(where, f"list of {len(feeds):,} feeds, wanted {MAX_FEEDS:,} at most")
    return feeds
