"""Remembers which articles a run has read, so that none counts twice and no id stands for two texts."""

import sqlite3
from hashlib import blake2b
from types import TracebackType

from kg.errors import InputError, SkippedArticle
from kg.model import Article

_DIGEST = 16  # bytes


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


class Seen:
    """Ids with a digest of their texts. On disk, in a file without a name: memory stays flat over millions."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("", isolation_level=None)
        self._table.execute("PRAGMA journal_mode=OFF")
        self._table.execute("PRAGMA synchronous=OFF")
        self._table.execute("CREATE TABLE seen (id BLOB PRIMARY KEY, text BLOB, place TEXT) WITHOUT ROWID")

    def __enter__(self) -> "Seen":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._table.close()

    def check(self, article: Article, where: str, by_address: bool = False) -> Article | InputError:
        """The article where its id is new. The first text of an id is kept; by address there may well be several."""
        key, text = _digest(article.id), _digest(article.text)
        new = self._table.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, text, where))
        if new.rowcount:
            return article
        before, place = self._table.execute("SELECT text, place FROM seen WHERE id = ?", (key,)).fetchone()
        if before == text:
            return SkippedArticle(where, "read already")
        if by_address:
            return SkippedArticle(where, "another text of an address read already")
        return InputError(where, f"id {article.id!r} stands for another text at {place}; the first one is kept")
