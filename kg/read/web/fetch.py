"""Fetches addresses of the web politely and with bounds: one connection a request, nothing read that is not allowed.

Needs httpx.
"""

import logging
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin

import httpcore
import httpx

from kg.errors import FetchError
from kg.read.web import robots as rules
from kg.read.web.guard import Guard, LookUp, Permit, is_public, look_up
from kg.vocabulary.addresses import shown, split

AGENT = "dyad-kg"
MAX_BYTES = 16 * 2**20  # of a page or feed, unpacked; the largest of 73 news pages has 2.4 million characters
MAX_REDIRECTS = 5  # as RFC 9309 wants at least for robots.txt; browsers follow 20
CONNECT, READ = 10.0, 20.0  # seconds without an answer
WHOLE = 60.0  # seconds for one request, however the bytes drip
PAUSE = 1.0  # seconds between two requests to a host
_ROBOTS_KEPT = 86_400.0  # seconds (RFC 9309, section 2.4)
_MOST_FAILURES, _CLOSED = 3, 300.0  # failures in a row, and seconds for which nothing more is asked
_LONGEST_WAIT = 86_400.0  # seconds; a server that wants more is asked again after a day
_MOST_HOSTS = 10_000  # remembered at once
_UNMODIFIED, _GONE = 304, 410
_BUSY = (408, 425, 429)
_REDIRECTS = (301, 302, 303, 307, 308)
_MEDIA = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream")
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered. `address` is where the redirects led; `body` is None where nothing has changed.

    `charset` is what the server says of the encoding, `etag` and `modified` are to be shown to it the next time.
    """

    address: str
    body: bytes | None
    charset: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(slots=True)
class _Host:
    """What is known of a site; times are monotonic seconds."""

    robots: rules.Robots = rules.EVERYTHING
    read_at: float | None = None
    next_at: float = 0.0
    closed_until: float = 0.0
    failures: int = 0


class Fetcher:
    """Remembers robots.txt and the last request of each host."""

    def __init__(
        self,
        allow_private: bool = False,
        pause: float | None = None,
        whole: float = WHOLE,
        permit: Permit = is_public,
        look_up: LookUp = look_up,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # httpx tells whole addresses at level INFO, and keys stand in them
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._guard = Guard((lambda address: True) if allow_private else permit, look_up)
        transport = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        # the one way to give httpx a network of one's own; httpx is pinned to the version it was tried with
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_keepalive_connections=0, network_backend=self._guard
        )
        timeout = httpx.Timeout(READ, connect=CONNECT)
        self._client = httpx.Client(transport=transport, timeout=timeout, trust_env=False)
        self._pause, self._whole, self._sleep = PAUSE if pause is None else pause, whole, sleep
        self._hosts: dict[str, _Host] = {}
        self._agent = f"{AGENT}/{_version()} (news graph builder; reads robots.txt)"

    def get(self, url: str, etag: str = "", modified: str = "") -> Page:
        """What stands at an address. Raises FetchError for what is not allowed, not there, too large or too slow."""
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._get(url, {name: value for name, value in headers.items() if value}, MAX_BYTES, obey=True)

    def _get(self, url: str, headers: dict[str, str], most: int, obey: bool) -> Page:
        """Follows redirects, each as careful as the first address."""
        first = url
        for _ in range(MAX_REDIRECTS + 1):
            host = self._host(url, first, obey)
            self._wait(host)
            try:
                answer = self._once(url, headers, most, cut=not obey)
            except FetchError as failed:
                _note_failure(host, failed)
                raise
            else:
                host.failures = 0
            finally:
                host.next_at = time.monotonic() + max(self._pause, host.robots.delay if obey else 0.0)
            if isinstance(answer, Page):
                return answer
            try:
                url = _with_password(urljoin(url, answer), url)
            except ValueError as wrong:
                raise FetchError(shown(first), f"leads to {answer[:80]!r}, which is no address") from wrong
        raise FetchError(shown(first), f"more than {MAX_REDIRECTS} redirects")

    def _host(self, url: str, first: str, obey: bool) -> _Host:
        """The site of an address, its robots.txt read. Raises FetchError where we may not read that address."""
        parts = split(url)
        if parts is None:
            where = f"{shown(first)} leads to {shown(url)!r}" if url != first else shown(url)
            raise FetchError(where, "no address of the web, wanted http:// or https://")
        name = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
        if name not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
            self._hosts.clear()
        host = self._hosts.setdefault(name, _Host())
        if host.closed_until > time.monotonic():
            raise FetchError(
                shown(url), "this server did not answer, or asked us to wait; not asked again", passing=True
            )
        if obey:
            if host.read_at is None or time.monotonic() - host.read_at > _ROBOTS_KEPT:
                host.robots = self._robots(name)
                host.read_at = time.monotonic()
            if not host.robots.allows((parts.path or "/") + (f"?{parts.query}" if parts.query else "")):
                raise FetchError(shown(url), "robots.txt of this site asks not to read it")
        return host

    def _robots(self, site: str) -> rules.Robots:
        """None is no rule; one that cannot be read for now forbids everything (RFC 9309, section 2.3.1)."""
        try:
            page = self._get(f"{site}/robots.txt", {}, rules.MAX_BYTES, obey=False)
        except FetchError as failed:
            if failed.passing:
                raise FetchError(f"{site}/robots.txt", failed.reason, passing=True) from failed
            return rules.EVERYTHING
        return rules.parse((page.body or b"").decode("utf-8", "replace"), AGENT)

    def _wait(self, host: _Host) -> None:
        left = host.next_at - time.monotonic()
        if left > 0:
            self._sleep(left)

    def _once(self, url: str, headers: dict[str, str], most: int, cut: bool) -> Page | str:
        """One request: a page, or the address it is redirected to. `cut` takes the beginning of what is too long."""
        self._guard.deadline = time.monotonic() + self._whole
        sent = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*", **headers}
        self._client.cookies.clear()
        try:
            plain, auth = _without_password(url)
            request = self._client.build_request("GET", plain, headers=sent)
            answer = self._client.send(request, stream=True, auth=auth, follow_redirects=False)
            try:
                return _answer(url, answer, most, cut)
            finally:
                answer.close()
        except FetchError as known:
            raise FetchError(shown(url), known.reason, known.passing, known.wait) from known
        except httpx.TimeoutException as slow:
            raise FetchError(shown(url), "no answer in time", passing=True) from slow
        except (httpx.InvalidURL, UnicodeError) as wrong:
            raise FetchError(shown(url), "no address of the web, wanted http:// or https://") from wrong
        except (httpx.HTTPError, httpx.StreamError, OSError) as failed:
            reason = " ".join(str(failed).split()) or type(failed).__name__
            raise FetchError(shown(url), f"cannot be read: {reason[:200]}", passing=True) from failed


def _note_failure(host: _Host, failed: FetchError) -> None:
    """A server that asked us to wait, or that fails again and again, is left alone for a while."""
    host.failures += failed.passing
    wait = _CLOSED if host.failures >= _MOST_FAILURES else 0.0
    if wait or failed.wait:
        host.failures = 0
        host.closed_until = time.monotonic() + min(max(wait, failed.wait), _LONGEST_WAIT)


def _answer(url: str, answer: httpx.Response, most: int, cut: bool) -> Page | str:
    code, kind = answer.status_code, answer.headers.get("content-type", "")
    if code in _REDIRECTS and "location" in answer.headers:
        return str(answer.headers["location"])
    if code == _UNMODIFIED:
        return Page(url, None)
    if code in _BUSY or code >= 500:
        raise FetchError(url, f"the server answers {code}", passing=True, wait=_retry_after(answer))
    if code >= 300:
        raise FetchError(url, "is gone for good (410)" if code == _GONE else f"the server answers {code}")
    if kind.lower().startswith(_MEDIA):
        raise FetchError(url, f"{kind.partition(';')[0][:60]}, wanted a feed or a page")
    body = b"".join(_unpacked(answer, most, cut))
    return Page(
        url,
        body,
        charset=answer.charset_encoding or "",
        etag=answer.headers.get("etag", ""),
        modified=answer.headers.get("last-modified", ""),
    )


def _unpacked(answer: httpx.Response, most: int, cut: bool) -> Iterator[bytes]:
    """The bytes of an answer, no more than `most` at any time, however well they are packed."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError("", f"packed as {packing[:40]}, wanted gzip")
    unpack = zlib.decompressobj(_GZIP_OR_ZLIB) if packing not in ("", "identity") else None
    count = 0
    try:
        for chunk in answer.iter_raw():
            data = unpack.decompress(chunk, most + 1 - count) if unpack else chunk
            count += len(data)
            if count > most and cut:
                yield data[: most - count]
                return
            if count > most:
                raise FetchError("", f"more than {most // 2**10:,} KB, wanted a feed or a page")
            yield data
    except zlib.error as broken:
        raise FetchError("", f"broken {packing}: {broken}") from broken
    if unpack is not None and not unpack.eof:
        raise FetchError("", f"{packing} is cut short", passing=True)


def _retry_after(answer: httpx.Response) -> float:
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:10])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _without_password(url: str) -> tuple[str, tuple[str, str] | None]:
    parsed = httpx.URL(url)
    if not parsed.userinfo:
        return url, None
    return str(parsed.copy_with(username=None, password=None)), (parsed.username, parsed.password)


def _with_password(url: str, before: str) -> str:
    """A redirect within a site keeps the password, one to another site does not get it."""
    new, old = split(url), split(before)
    if new is None or old is None or (new.scheme, new.hostname, new.port) != (old.scheme, old.hostname, old.port):
        return url
    return new._replace(netloc=old.netloc).geturl() if "@" in old.netloc and "@" not in new.netloc else url


def _version() -> str:
    try:
        return version("dyad-kg")
    except PackageNotFoundError:
        return "0"
