"""The seams: what a reader, extractor, resolver, store, exporter and runner must offer to be plugged in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kg.model import Article, Claim, EventMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

In = TypeVar("In")
Out = TypeVar("Out")


class Reader(Protocol):
    """Turns one input into articles; raises InputError for what cannot be read."""

    def read(self, path: Path) -> Iterator[Article]: ...


class Extractor(Protocol):
    """Finds claims; yields them in the order of the batch, then of the text."""

    def extract(self, batch: "Iterable[tuple[Article, Doc]]") -> Iterator[Claim]: ...


class Resolver(Protocol):
    """Names the actors, days and places of the claims of one article, in the order of the claims."""

    def resolve(self, article: Article, doc: "Doc", claims: Iterable[Claim]) -> Iterator[EventMention]: ...


class Store(Protocol):
    """Keeps the merged graph. Adding an article that is there replaces it."""

    def add(self, article: Article, mentions: Iterable[EventMention]) -> None: ...

    def remove(self, article_id: str) -> None: ...

    def query(self, sparql: str) -> Any: ...


class Exporter(Protocol):
    """Writes a graph to a file whole, or leaves no file."""

    def export(self, graph: Any, out: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class Failed:
    """What comes in place of a result for an item that cannot be worked on. Items that fail alike have one reason."""

    reason: str


class Runner(Protocol):
    """Runs work over shards; results come in the order of the shards, one for each item of a shard.

    Work may be done in other processes, to which it is sent pickled. There it is called with an empty shard first, to
    load what it keeps.
    """

    def map(
        self, work: "Callable[[Sequence[In]], list[Out | Failed]]", shards: Iterable[Sequence[In]]
    ) -> "Iterator[list[Out | Failed]]": ...
