"""Addresses of the web: without what only tells where a reader came from, and a key that all addresses of a page share.

The rules stand in `schemas/addresses.csv`.
"""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from kg.model import ID_DIGITS
from kg.vocabulary.tables import read_table, schemas_dir

_PORTS = {"http": 80, "https": 443}
# how a page is named in the path of an AMP cache: c or v, then s where it is https
_CACHED = re.compile(r"^/[a-z]/(s/)?(?P<page>[^/]+\.[^/]+/.*)$")
_MOST_SHOWN = 200  # characters
_HOST = re.compile(r"^[\w:][\w.:-]*$")
_SAFE = "%?/:=~!$&'()*+,;@-._"


@cache
def _rules(kind: str) -> tuple[str, ...]:
    """The texts of a kind, the longest first."""
    rows = read_table(schemas_dir() / "addresses.csv", ("kind", "text", "example", "key"))
    return tuple(sorted((row["text"] for row in rows if row["kind"] == kind), key=lambda text: (-len(text), text)))


def split(url: str) -> SplitResult | None:
    """The parts of a web address; None for what is none, such as `mailto:` or a port of letters."""
    try:
        parts = urlsplit(url.strip())
        known = parts.scheme in _PORTS and (parts.port or 1) and _HOST.match(parts.hostname or "")
        return parts if known else None
    except ValueError:
        return None


def canonical(url: str) -> str:
    """The address without tracking parameters, password, fragment and default port.

    One that has none of these, and what is no address, comes back as it is.
    """
    parts = split(url)
    if parts is None:
        return url
    host, query, fragment = _host(parts), _query(parts.query, _rules("parameter")), _fragment(parts)
    if (host, query, fragment) == (parts.netloc, parts.query, parts.fragment):
        return url.strip()
    path, query, fragment = (quote(part, safe=_SAFE) for part in (parts.path, query, fragment))
    return urlunsplit((parts.scheme, host, path, query, fragment))


def shown(url: str) -> str:
    """An address for messages and logs: no password, and of a query only that there is one, for keys stand in it."""
    parts = split(url)
    if parts is None:
        text = re.sub(r"//[^/@]*@", "//", url).partition("?")[0]
    else:
        text = urlunsplit((parts.scheme, _host(parts), parts.path, "…" if parts.query else "", ""))
    return "".join(char if char.isprintable() else "\ufffd" for char in text[:_MOST_SHOWN])


def address_key(url: str) -> str:
    """What all addresses of one page share: http or https, with `www.` or `m.`, as AMP, from a cache of AMP pages."""
    parts = split(url)
    if parts is None:
        return url
    cached = _CACHED.match(parts.path)
    if cached and (parts.hostname or "").endswith(_rules("amp cache")):
        return address_key(f"{parts.scheme}://{cached['page']}" + (f"?{parts.query}" if parts.query else ""))
    host, path = _host(parts), unquote(parts.path)
    host = next((host.removeprefix(start) for start in _rules("host begin") if _is_begin(host, start)), host)
    path = next((path[len(start) - 1 :] for start in _rules("amp path begin") if path.startswith(start)), path)
    path = path.rstrip("/")
    path = next((path.removesuffix(end) for end in _rules("amp path end") if path.endswith(end)), path)
    told = _query(parts.query, _rules("parameter") + _rules("amp parameter")).split("&")
    query = "&".join(sorted(unquote(part) for part in told if part))
    fragment = unquote(_fragment(parts))
    return host + path.rstrip("/") + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, or of its pages for telephones."""
    hosts = [split(url) for url in (one, other)]
    return None not in hosts and len({address_key(f"http://{_host(parts)}/") for parts in hosts if parts}) == 1


def address_id(url: str) -> str:
    """The identifier of the article at an address."""
    return sha256(address_key(url).encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def _is_begin(host: str, start: str) -> bool:
    """`m.` begins m.heron.example, and is no more than the name in m.example."""
    return host.startswith(start) and "." in host.removeprefix(start)


def _fragment(parts: SplitResult) -> str:
    """A fragment names a place in a page, but for pages that their scripts put together."""
    return parts.fragment if parts.fragment.startswith(("!", "/")) else ""


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _query(query: str, unwanted: Sequence[str]) -> str:
    return "&".join(part for part in query.split("&") if not _is_unwanted(part.partition("=")[0], unwanted))


def _is_unwanted(name: str, unwanted: Sequence[str]) -> bool:
    return any(
        name.startswith(rule[:-1]) if rule.endswith("*") else name.casefold() == rule.casefold() for rule in unwanted
    )
