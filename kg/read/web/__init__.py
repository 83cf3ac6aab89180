"""Articles from addresses of the web: feeds, lists of feeds, and pages. Needs httpx (extra `feeds`)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import FetchError, InputError
from kg.read.draft import Draft
from kg.read.html import read_html
from kg.read.web.feed import FEED, JSON, OPML, PAGE, Item, draft_of, kind_of, read_feed, read_opml
from kg.read.web.visits import Visits
from kg.vocabulary.addresses import address_id, address_key, same_site, shown

if TYPE_CHECKING:
    from kg.read.web.fetch import Fetcher, Page

_NEEDED = ("httpx",)
LIST_SUFFIX = ".opml"
# what is counted
READ, UNCHANGED, FAILED, NEW, CHANGED, KNOWN = "read", "unchanged", "failed", "new", "changed", "known"


def is_address(path: str) -> bool:
    return path.startswith(("http://", "https://"))


def check_needed(where: str) -> None:
    """Raises InputError where a package is missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise InputError(
            where, f"addresses of the web need {' and '.join(missing)}, wanted: pip install 'dyad-kg[feeds]'"
        )


class Web:
    """Reads addresses; knows what it has read before. `counts` are of this round."""

    def __init__(
        self,
        follow: bool = False,
        allow_private: bool = False,
        visits: Visits | None = None,
        fetcher: "Callable[[], Fetcher] | None" = None,
    ) -> None:
        """`follow` reads the pages behind the entries of feeds. `fetcher` makes what fetches, the first time."""
        self.follow, self.allow_private = follow, allow_private
        self.visits = visits if visits is not None else Visits()
        self.counts: Counter[str] = Counter()
        self._make = fetcher
        self._fetcher: Fetcher | None = None
        self._read: set[str] = set()

    def done(self) -> None:
        """To be called when all articles that were read are stored. Raises GraphError."""
        self.visits.save()

    def next_round(self) -> None:
        """Counts anew, and reads pages again that were read before."""
        self._read.clear()
        self.counts.clear()

    def drafts(self, url: str, today: date) -> Iterator[Draft | InputError]:
        """The new articles at an address; what cannot be read comes as InputErrors."""
        yield from self._drafts(url, today, in_list=False)

    def drafts_of_list(self, file: Path, today: date) -> Iterator[Draft | InputError]:
        """The new articles of the feeds in an OPML file."""
        try:
            feeds = read_opml(file.read_bytes(), str(file))
        except OSError as refused:
            yield InputError(str(file), f"cannot be read: {refused.strerror or refused}")
        except InputError as wrong:
            yield wrong
        else:
            for feed in feeds:
                yield from self._drafts(feed, today, in_list=True)

    def _drafts(self, url: str, today: date, in_list: bool) -> Iterator[Draft | InputError]:
        name, where = address_id(url), shown(url)
        known = self.visits.of(name)
        try:
            page = self._fetch(url, known.etag, known.modified)
            if page.body is None:
                self.counts[UNCHANGED] += 1
                return
            kind = kind_of(page.body)
            if kind == OPML and not in_list:
                for feed in read_opml(page.body, where):
                    yield from self._drafts(feed, today, in_list=True)
            elif kind in (FEED, JSON):
                yield from self._entries(name, where, page, today)
            elif kind == PAGE:
                yield self._page(page, where, today)
                self.visits.remember(name, page.etag, page.modified, {})
            else:
                raise InputError(where, "neither a feed nor a page")
            self.counts[READ] += 1
        except InputError as wrong:
            self.counts[FAILED] += 1
            yield wrong

    def _fetch(self, url: str, etag: str = "", modified: str = "") -> "Page":
        if self._fetcher is None:
            from kg.read.web.fetch import Fetcher

            self._fetcher = self._make() if self._make else Fetcher(self.allow_private)
        return self._fetcher.get(url, etag, modified)

    def _entries(self, name: str, where: str, page: "Page", today: date) -> Iterator[Draft | InputError]:
        """Entries that are new or have changed. One whose page cannot be read just now is tried again next time."""
        known, seen, whole = self.visits.of(name).entries, dict[str, str](), False
        try:
            waiting = 0
            for number, item in enumerate(read_feed(page.body or b"", where, page.address, page.charset), start=1):
                print_ = f"{item.print}+" if self.follow else item.print
                if known.get(item.key) == print_ or item.key in seen:
                    self.counts[KNOWN] += item.key not in seen
                    seen[item.key] = print_
                    continue
                found = self._draft(item, page.address, f"{where}, entry {number}", today)
                yield from found
                if any(isinstance(problem, FetchError) and problem.passing for problem in found):
                    waiting += 1
                    continue
                self.counts[CHANGED if item.key in known else NEW] += 1
                seen[item.key] = print_
            whole = not waiting
        finally:
            # what is not whole is to be sent again
            self.visits.remember(name, page.etag if whole else "", page.modified if whole else "", seen)

    def _draft(self, item: Item, feed: str, where: str, today: date) -> list[Draft | InputError]:
        """The article of an entry, and what kept us from its page."""
        problems: list[Draft | InputError] = []
        if self.follow and item.link:
            key = address_key(item.link)
            if key in self._read:
                return []
            self._read.add(key)
            try:
                return [self._followed(item, today)]
            except InputError as wrong:
                problems.append(wrong)
                if isinstance(wrong, FetchError) and wrong.passing:
                    return problems
        if not item.text and not item.title:
            return problems or [InputError(where, "empty entry")]
        return [*problems, draft_of(item, where, feed)]

    def _followed(self, item: Item, today: date) -> Draft:
        page = self._page(self._fetch(item.link), shown(item.link), today)
        return replace(
            page,
            title=page.title or item.title,
            published=item.published + page.published,
            publisher=item.publisher or page.publisher,
        )

    def _page(self, page: "Page", where: str, today: date) -> Draft:
        """Raises InputError where there is no article in it."""
        draft = read_html(page.body or b"", where, today, page.charset)
        # an address that a page gives itself on another site is a claim that anybody could make
        url = draft.url if same_site(draft.url, page.address) else page.address
        return replace(draft, id=address_id(url), url=url, by_address=True)
