"""Addresses are fetched politely and with bounds, from a server that misbehaves, and never from where they must not."""

import gzip
import time
from email.utils import formatdate
from ipaddress import ip_address

import pytest
from server import Site, answers, send, serving

from kg.errors import FetchError
from kg.read.web import fetch, robots
from kg.read.web.fetch import Fetcher
from kg.read.web.guard import is_public


def fetcher(**changed) -> Fetcher:
    return Fetcher(**{"allow_private": True, "pause": 0.0, **changed})


def refused(site: Site, path: str = "/feed", **changed) -> FetchError:
    with pytest.raises(FetchError) as told:
        fetcher(**changed).get(site.url(path))
    assert "\n" not in str(told.value)
    return told.value


# -- politeness


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    def feed(handler) -> None:
        same = handler.headers["If-None-Match"] == '"v1"' and handler.headers["If-Modified-Since"]
        send(handler, 304) if same else send(handler, 200, b"<rss/>", ETag='"v1"', Last_Modified="Thu, 07 Feb 2013")

    site.pages["/feed"] = feed
    first = fetcher().get(site.url())
    again = fetcher().get(site.url(), first.etag, first.modified)
    assert (first.body, again.body) == (b"<rss/>", None)


def test_we_say_who_we_are(site: Site) -> None:
    site.pages["/feed"] = b"<rss/>"
    fetcher().get(site.url())
    assert site.asked[0][1]["user-agent"].startswith("dyad-kg/")


@pytest.mark.parametrize("agent", ["*", "dyad-kg", "Dyad-KG"])
def test_robots_txt_is_obeyed(site: Site, agent: str) -> None:
    site.pages |= {"/robots.txt": f"User-agent: {agent}\nDisallow: /feed".encode(), "/feed": b"x", "/other": b"y"}
    assert "robots.txt" in refused(site).reason
    assert fetcher().get(site.url("/other")).body == b"y"
    assert site.paths() == ["/other"]


def test_robots_txt_that_fails_forbids_and_none_allows(site: Site) -> None:
    site.pages |= {"/robots.txt": answers(500), "/feed": b"x"}
    assert refused(site).passing
    assert site.paths() == []
    site.pages["/robots.txt"] = answers(403)
    assert fetcher().get(site.url()).body == b"x"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/b", True),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a\nAllow: /a/news", "/a/news/1", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /a%2Fb", "/a%2fb", False),
        ("Disallow: /*?print", "/story?print", False),
        ("Disallow: /b\nUser-agent: other\nDisallow: /", "/a", True),
    ],
)
def test_rules_of_robots_txt_are_read_as_the_standard_says(rules: str, path: str, allowed: bool) -> None:
    assert robots.parse(f"User-agent: *\n{rules}", "dyad-kg").allows(path) is allowed


def test_rules_of_many_stars_do_not_hold_us_up() -> None:
    hostile = robots.parse("User-agent: *\nDisallow: /" + "*a" * 5_000 + "b$", "dyad-kg")
    start = time.monotonic()
    assert hostile.allows("/" + "a" * 100_000)
    assert time.monotonic() - start < 1


def test_a_host_is_asked_at_most_so_often_and_slower_where_it_says_so(site: Site) -> None:
    site.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 7", "/feed": b"x"}
    slept: list[float] = []
    one = fetcher(pause=2.0, sleep=slept.append)
    for _ in range(2):
        one.get(site.url())
    assert [round(seconds) for seconds in slept] == [2, 7]


def test_a_server_that_asks_us_to_wait_is_left_alone(site: Site) -> None:
    for wait in ("120", formatdate(time.time() + 120, usegmt=True)):
        site.pages["/feed"] = answers(503, Retry_After=wait)
        site.asked.clear()
        one = fetcher()
        for _ in range(3):
            with pytest.raises(FetchError) as told:
                one.get(site.url())
            assert told.value.passing
        assert site.paths() == ["/feed"]


# -- bounds


@pytest.mark.parametrize(("code", "passing"), [(404, False), (410, False), (401, False), (429, True), (500, True)])
def test_what_a_server_refuses_is_one_line(site: Site, code: int, passing: bool) -> None:
    site.pages["/feed"] = answers(code, b"<html>sorry</html>")
    told = refused(site)
    assert str(code) in told.reason
    assert told.passing is passing


def test_redirects_are_followed_and_bounded(site: Site) -> None:
    for number in range(10):
        site.pages[f"/{number}"] = answers(302, Location=f"/{number + 1}")
    site.pages["/5"] = b"here"
    assert fetcher().get(site.url("/0")).body == b"here"
    site.pages["/5"] = answers(301, Location="/0")
    assert "redirects" in refused(site, "/0").reason


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://x.example/", "javascript:1", "http://[x", "\x01"])
def test_a_redirect_out_of_the_web_is_refused(site: Site, to: str) -> None:
    site.pages["/feed"] = answers(302, Location=to)
    refused(site)
    assert site.paths() == ["/feed"]


def test_what_is_too_large_is_not_read_to_its_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 100_000)
    sent = []

    def endless(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(bytes(10_000))
            sent.append(1)

    site.pages["/feed"] = endless
    assert "more than" in refused(site).reason
    assert len(sent) < 2_000


def test_a_bomb_of_gzip_is_defused(site: Site) -> None:
    site.pages["/feed"] = answers(200, gzip.compress(bytes(200_000_000)), Content_Encoding="gzip")
    assert "more than" in refused(site).reason


@pytest.mark.parametrize(
    ("body", "packing"), [(b"no gzip", "gzip"), (gzip.compress(b"x" * 999)[:-9], "gzip"), (b"x", "br"), (b"x", "zip")]
)
def test_packing_that_is_broken_or_unknown_is_told(site: Site, body: bytes, packing: str) -> None:
    site.pages["/feed"] = answers(200, body, Content_Encoding=packing)
    assert packing in refused(site).reason


def test_packed_pages_are_unpacked(site: Site) -> None:
    site.pages["/feed"] = answers(200, gzip.compress(b"<rss/>"), Content_Encoding="gzip")
    assert fetcher().get(site.url()).body == b"<rss/>"


@pytest.mark.parametrize("where", ["in the head", "in the body"])
def test_bytes_that_drip_end_in_time(site: Site, where: str) -> None:
    def drip(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "in the body" else b"X-Slow: "))
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/feed"] = drip
    start = time.monotonic()
    assert refused(site, whole=0.5).passing
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "raw",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nshort", b"HTTP/1.1 999\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000],
)  # fmt: skip
def test_an_answer_that_is_no_http_is_one_line(site: Site, raw: bytes) -> None:
    def answer(handler) -> None:
        handler.wfile.write(raw)
        handler.close_connection = True

    site.pages["/feed"] = answer
    refused(site)


def test_a_server_that_is_not_there_is_one_line_and_soon_not_asked_any_more() -> None:
    with serving() as gone:
        pass
    one = fetcher()
    for _ in range(3):
        with pytest.raises(FetchError, match="cannot be read") as told:
            one.get(gone.url())
        assert told.value.passing
    with pytest.raises(FetchError, match="not asked again"):
        one.get(gone.url())


def test_what_is_no_text_is_not_fetched(site: Site) -> None:
    site.pages["/feed"] = answers(200, b"\x89PNG", Content_Type="image/png")
    assert refused(site).reason == "image/png, wanted a feed or a page"


# -- addresses


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
     "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "192.0.2.1", "2001:db8::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_loopback_is_refused_however_it_is_written(site: Site, host: str) -> None:
    site.pages["/feed"] = b"secret"
    with pytest.raises(FetchError, match=r"not public|cannot be found"):
        Fetcher(pause=0.0).get(site.url(host=host))
    assert site.paths() == []


def test_a_redirect_to_a_private_address_is_refused() -> None:
    """127.0.0.1 stands for the public internet here, 127.0.0.2 for what is inside."""
    with serving("127.0.0.2") as inside, serving() as outside:
        inside.pages["/feed"] = b"secret"
        outside.pages["/feed"] = answers(302, Location=inside.url(host="127.0.0.2"))
        with pytest.raises(FetchError, match="not public"):
            fetcher(allow_private=False, permit=lambda a: str(a) == "127.0.0.1").get(outside.url())
        assert outside.paths() == ["/feed"]
        assert inside.paths() == []


def test_a_name_that_leads_elsewhere_a_moment_later_gains_nothing(site: Site) -> None:
    """DNS rebinding: what was looked up and checked is what is connected to."""
    given = iter(["127.0.0.1"])
    site.pages["/feed"] = b"x"
    one = fetcher(
        allow_private=False,
        permit=lambda a: str(a) == "127.0.0.1",
        look_up=lambda host, port: [next(given, "127.0.0.2")],
    )
    with pytest.raises(FetchError, match="not public"):  # robots.txt took the first answer
        one.get(site.url(host="rebind.example"))
    assert site.paths() == []


# -- secrets


def test_passwords_go_to_their_own_site_only_and_into_no_message(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with serving() as other:
        site.pages["/feed?key=s3cret"] = answers(302, Location=other.url("/away"))
        other.pages["/away"] = answers(404)
        with pytest.raises(FetchError) as told:
            fetcher().get(f"http://me:hunter2@127.0.0.1:{site.port}/feed?key=s3cret")
    with pytest.raises(FetchError) as direct:
        fetcher().get(f"http://me:hunter2@127.0.0.1:{site.port}/none?key=s3cret")
    assert "authorization" in site.asked[0][1]
    assert "authorization" not in other.asked[0][1]
    for text in (str(told.value), str(direct.value), caplog.text):
        assert "hunter2" not in text and "s3cret" not in text
