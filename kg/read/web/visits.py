"""What is known of feeds from the last time: so that nothing is sent twice and no entry read twice.

Kept in a small file beside the store, and not in the graph: the graph follows from the articles alone.
"""

from pathlib import Path

import msgspec

from kg.errors import GraphError

NAME = "feeds.json"
# Entries remembered of a feed beyond those it shows now: feeds show some tens, and few go back to older ones.
MOST_OLD = 2_000


class Visit(msgspec.Struct):
    """`entries` are the prints of entries by key, the latest last."""

    etag: str = ""
    modified: str = ""
    entries: dict[str, str] = {}


class _Kept(msgspec.Struct):
    feeds: dict[str, Visit]


class Visits:
    """What is known by feed. Feeds are known by a hash of their address, for passwords and keys stand in addresses."""

    def __init__(self, file: Path | None = None) -> None:
        """`file` need not be there; one that is damaged counts as none: entries are then read again, and unchanged."""
        self._file = file
        self._feeds: dict[str, Visit] = {}
        self.load()

    def load(self) -> None:
        """What was saved last; all since then is forgotten."""
        self._feeds = {}
        try:
            if self._file is not None:
                self._feeds = msgspec.json.decode(self._file.read_bytes(), type=_Kept).feeds
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return

    def of(self, feed: str) -> Visit:
        return self._feeds.get(feed, Visit())

    def remember(self, feed: str, etag: str, modified: str, shown: dict[str, str]) -> None:
        """Replaces what is known; of the entries that the feed no longer shows the latest are kept."""
        older = [(key, print_) for key, print_ in self.of(feed).entries.items() if key not in shown]
        self._feeds[feed] = Visit(etag, modified, {**dict(older[-MOST_OLD:]), **shown})

    def save(self) -> None:
        """Whole or not at all. Raises GraphError where the file cannot be written."""
        if self._file is None or not self._feeds:
            return
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            part.write_bytes(
                msgspec.json.encode(_Kept(dict(sorted(self._feeds.items()))), order="deterministic") + b"\n"
            )
            part.replace(self._file)
        except OSError as failed:
            raise GraphError(f"{self._file}: cannot be written: {failed.strerror}") from failed
