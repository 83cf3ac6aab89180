"""Feeds of every kind become articles with their day and publisher; what was read is not read again."""

import json
from datetime import date
from pathlib import Path

import pytest
from server import Site, answers, entry, page, rss, send

from kg.errors import InputError
from kg.model import Article
from kg.read import read_all
from kg.read.web import CHANGED, FAILED, KNOWN, NEW, UNCHANGED, Web
from kg.read.web.fetch import Fetcher
from kg.read.web.visits import Visits
from kg.vocabulary.addresses import address_id


def web(visits: Visits | None = None, **changed) -> Web:
    return Web(visits=visits, fetcher=lambda: Fetcher(allow_private=True, pause=0.0), **changed)


def read(net: Web, *inputs: object) -> tuple[list[Article], list[str]]:
    found = list(read_all([str(one) for one in inputs], web=net))
    told = [str(one) for one in found if isinstance(one, InputError)]
    assert not [line for line in told if "\n" in line]
    return [one for one in found if isinstance(one, Article)], told


ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Heron</title>
<entry><id>tag:1</id><title>Promise 1</title><link rel="alternate" href="/story/1"/>
<updated>2013-02-09T00:00:00Z</updated>
<published>2013-02-07T23:30:00+03:00</published>
<content type="html">&lt;p&gt;Kenya accused Somalia.&lt;/p&gt;&lt;p&gt;Somalia denied it.&lt;/p&gt;</content></entry>
</feed>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Heron", "items": [
        {"id": 1, "url": "/story/1", "title": "Promise 1", "date_published": "2013-02-07T10:00:00Z",
         "content_html": "<p>Kenya accused Somalia.</p><p>Somalia denied it.</p>"}, 5, {"id": "2"}]}
).encode()  # fmt: skip
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>Heron</title></channel>
<item rdf:about="/story/1"><title>Promise 1</title><link>/story/1</link><dc:date>2013-02-07T10:00:00Z</dc:date>
<description>Kenya accused Somalia.&lt;br/&gt;Somalia denied it.</description></item></rdf:RDF>"""
RSS = rss(entry(1, "Kenya accused Somalia.&lt;/p&gt;&lt;p&gt;Somalia denied it."), title="Heron")


@pytest.mark.parametrize("body", [RSS, ATOM, JSON, RDF], ids=["rss", "atom", "json", "rss 1.0"])
def test_an_entry_is_an_article_with_title_day_publisher_and_address(site: Site, body: bytes) -> None:
    site.pages["/feed"] = body
    (article,), _ = read(web(), site.url())
    assert article.text == "Promise 1\n\nKenya accused Somalia.\n\nSomalia denied it."
    assert (article.title, article.publisher, article.published) == ("Promise 1", "Heron", date(2013, 2, 7))
    assert article.url == site.url("/story/1")
    assert article.id == address_id(article.url)


def test_what_was_seen_is_not_read_again_and_what_changed_is(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "feeds.json"
    site.pages["/feed"] = rss(entry(1), entry(2))
    first = web(Visits(file))
    assert len(read(first, site.url())[0]) == 2
    first.done()
    again = web(Visits(file))
    site.pages["/feed"] = rss(entry(1), entry(2, "Kenya accused Somalia of another thing."), entry(3))
    articles, _ = read(again, site.url())
    assert [article.title for article in articles] == ["Promise 2", "Promise 3"]
    assert (again.counts[KNOWN], again.counts[CHANGED], again.counts[NEW]) == (1, 1, 1)


def test_what_was_not_stored_is_read_again(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = rss(entry(1))
    read(web(Visits(tmp_path / "feeds.json")), site.url())
    assert len(read(web(Visits(tmp_path / "feeds.json")), site.url())[0]) == 1


def test_a_feed_that_did_not_change_is_not_sent(site: Site, tmp_path: Path) -> None:
    def feed(handler) -> None:
        same = handler.headers["If-None-Match"] == '"v1"'
        send(handler, 304) if same else send(handler, 200, rss(entry(1)), ETag='"v1"')

    site.pages["/feed"] = feed
    net = web(Visits(tmp_path / "feeds.json"))
    assert len(read(net, site.url())[0]) == 1
    net.next_round()
    assert read(net, site.url()) == ([], [])
    assert net.counts[UNCHANGED] == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"feeds": {"x": 5}}', "\xff"])
def test_a_damaged_memory_of_feeds_loses_nothing(site: Site, tmp_path: Path, text: str) -> None:
    (tmp_path / "feeds.json").write_text(text)
    site.pages["/feed"] = rss(entry(1))
    net = web(Visits(tmp_path / "feeds.json"))
    assert len(read(net, site.url())[0]) == 1
    net.done()
    assert site.url() not in (tmp_path / "feeds.json").read_text()


def test_followed_entries_give_the_page_with_day_and_publisher_of_the_feed(site: Site) -> None:
    site.pages["/feed"] = rss(entry(1, "In short."))
    site.pages["/story/1"] = page("Kenya's foreign minister accused Somalia of violating the maritime border.")
    (article,), _ = read(web(follow=True), site.url())
    assert "maritime border" in article.text and "In short" not in article.text
    assert (article.title, article.publisher) == ("A headline of several words", "The Daily Heron")
    assert article.published == date(2013, 2, 7)


def test_one_page_behind_two_feeds_is_fetched_once(site: Site) -> None:
    site.pages |= {
        "/feed": rss(entry(1, link="/story/1?utm_source=a")), "/feed2": rss(entry(1, link="/story/1?utm_source=b")),
        "/story/1?utm_source=a": page("Kenya accused Somalia of violating the maritime border."),
    }  # fmt: skip
    (article,), told = read(web(follow=True), site.url(), site.url("/feed2"))
    assert told == []
    assert article.url == site.url("/story/1")


def test_a_page_that_cannot_be_had_leaves_what_the_feed_says(site: Site) -> None:
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /story/2", "/feed": rss(entry(1), entry(2))}
    articles, told = read(web(follow=True), site.url())
    assert [article.title for article in articles] == ["Promise 1", "Promise 2"]
    assert "404" in told[0] and "robots.txt" in told[1]


def test_a_page_that_fails_for_now_is_tried_again_the_next_time(site: Site) -> None:
    site.pages |= {"/feed": answers(200, rss(entry(1)), ETag='"v1"'), "/story/1": answers(500)}
    net = web(follow=True)
    articles, (told,) = read(net, site.url())
    assert articles == [] and "500" in told
    site.pages["/story/1"] = page("Kenya accused Somalia of violating the maritime border.")
    net.next_round()
    assert len(read(net, site.url())[0]) == 1
    assert "if-none-match" not in site.asked[-2][1]


def test_a_page_speaks_for_its_own_site_only(site: Site) -> None:
    text = "Kenya accused Somalia of violating the maritime border."
    for link in ("https://elsewhere.example/true", "/own"):
        site.pages["/page"] = page(text, f'<link rel="canonical" href="{site.url(link) if link == "/own" else link}">')
        (article,), _ = read(web(), site.url("/page"))
        assert article.url == site.url("/own" if link == "/own" else "/page")


def test_a_feed_does_not_replace_what_another_site_says(site: Site) -> None:
    link = "https://elsewhere.example/story"
    site.pages["/feed"] = rss(entry(1, link=link))
    (article,), _ = read(web(), site.url())
    assert article.url == link
    assert article.id != address_id(link)


def test_lists_of_feeds_are_read_from_files_and_from_the_web(site: Site, tmp_path: Path) -> None:
    outlines = "".join(f'<outline text="x" xmlUrl="{site.url(path)}"/>' for path in ("/feed", "/none", "/feed"))
    site.pages |= {"/feed": rss(entry(1)), "/list": f"<opml><body><outline>{outlines}</outline></body></opml>".encode()}
    (tmp_path / "feeds.opml").write_bytes(site.pages["/list"])
    for list_ in (site.url("/list"), tmp_path / "feeds.opml"):
        net = web()
        articles, (told,) = read(net, list_)
        assert len(articles) == 1 and "404" in told
        assert net.counts[FAILED] == 1


LAUGHS = (
    b"""<!DOCTYPE rss [<!ENTITY a "ha">%b]><rss version="2.0"><channel><title>&z;</title></channel></rss>"""
    % b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(25))
)
OUTSIDE = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>'


@pytest.mark.parametrize(
    "body",
    [b"", b"nonsense", b"<rss", b"<rss></rss>", b"<feed xmlns=''>", b"{}", b'{"version": 1}', b"[" * 100_000,
     b'{"a":' * 100_000, b"<rss><channel>" + b"<item>" * 20_000, b"<opml><body/></opml>", b"<opml", LAUGHS, OUTSIDE,
     LAUGHS.decode().encode("utf-16"), b"<opml>" * 10_000, b"\xff\xfe<rss>",
     b"<!-- <rss " + b" " * 5000 + b"-->" + LAUGHS],
)  # fmt: skip
def test_a_malformed_or_hostile_feed_is_one_line_or_nothing(site: Site, body: bytes) -> None:
    site.pages["/feed"] = body
    articles, told = read(web(), site.url())
    assert len(told) <= 2
    assert not any("root:" in article.text for article in articles)


def test_a_feed_that_breaks_half_way_gives_what_stood_before(site: Site) -> None:
    site.pages["/feed"] = rss(entry(1), entry(2))[:-60]
    articles, (told,) = read(web(), site.url())
    assert articles[0].title == "Promise 1"
    assert told == f"{site.url()}: feed is cut short"


def test_other_languages_and_empty_entries_are_counted_not_stored(site: Site) -> None:
    text = "Die Regierung hat am Mittwoch ein neues Gesetz beschlossen, sagte der Minister der Presse in der Stadt."
    site.pages["/feed"] = rss(
        entry(1),
        "<item><title>Gesetz</title><description>" + text + "</description></item>",
        "<item><guid>x</guid></item>",
    )
    articles, told = read(web(), site.url())
    assert len(articles) == 1
    assert "not in English" in told[0] and "empty entry" in told[1]


def test_without_leave_nothing_local_is_read(site: Site) -> None:
    site.pages["/feed"] = rss(entry(1))
    articles, (told,) = read(Web(), site.url())
    assert articles == [] and "not public" in told
    assert site.paths() == []


def test_a_missing_package_is_one_line_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.web.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"wanted: pip install 'dyad-kg\[feeds\]'"):
        list(read_all(["https://heron.example/feed"]))
