"""A large graph of real dyads: events from a file of quadruples, repeated over other years."""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.graph.triples import Run, TripleWriter
from kg.model import Actor, Article, Claim, Event, EventMention, Mention, Period
from kg.vocabulary.codebook import load_codebook

# Events of one made-up article; about what a long one reports.
EVENTS_AN_ARTICLE = 10

# Lines handed to the engine at a time, to keep memory flat.
LINES_A_LOAD = 4_000_000

_BRACKETED = re.compile(r"\(([^)]*)\)$")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "x"


def _letters(text: str) -> str:
    """Three capitals that stand for a country in a made-up way."""
    number = int(sha256(text.encode()).hexdigest(), 16)
    return "".join(chr(65 + number // 26**place % 26) for place in range(3))


def _actor(name: str, countries: set[str]) -> Actor:
    bracketed = _BRACKETED.search(name)
    country = bracketed[1] if bracketed else name
    code = _letters(country) if bracketed or name in countries else ""
    return Actor(_slug(name), name, "organization", code)


def mentions(source: Path, years: int, events: int | None = None) -> Iterator[EventMention]:
    """Event mentions of the file, then the same in the year before, and so on; types are spread over relations."""
    yield from islice(_mentions(source, years), events)


def _mentions(source: Path, years: int) -> Iterator[EventMention]:
    types = sorted(load_codebook().types)
    with source.open(encoding="utf-8") as file:
        quadruples = [tuple(line.rstrip("\n").split("\t")) for line in islice(file, 1, None)]
    countries = {found[1] for q in quadruples for name in (q[0], q[2]) if (found := _BRACKETED.search(name))}
    actors = {name: _actor(name, countries) for q in quadruples for name in (q[0], q[2])}
    for back in range(years):
        for number, (who, relation, whom, day) in enumerate(quadruples):
            type_ = types[int(sha256(relation.encode()).hexdigest(), 16) % len(types)]
            at = date(int(day[:4]) - back, int(day[5:7]), min(int(day[8:]), 28))
            sentence = f"{who} {relation.lower()} {whom} ({number})."
            trigger = Mention(relation, len(who) + 1, len(who) + 1 + len(relation))
            claim = Claim(type_, trigger, Mention(sentence, 0, len(sentence)))
            event = Event(type_, actors[who], actors[whom], Period(at, at))
            yield EventMention(event, claim, f"{back}-{number // EVENTS_AN_ARTICLE}", None, None, "published")


def lines(source: Path, years: int, events: int | None = None) -> Iterator[str]:
    """N-Triples of the made-up articles; a line may come twice."""
    writer = TripleWriter(load_codebook(), Run("rules", "0", "none", "none"))
    some = mentions(source, years, events)
    batch: list[EventMention] = []
    for mention in some:
        if batch and mention.article != batch[0].article:
            yield from _article(writer, batch)
            batch = []
        batch.append(mention)
    if batch:
        yield from _article(writer, batch)


def _article(writer: TripleWriter, batch: list[EventMention]) -> list[str]:
    return list(writer.article(article_of(batch), batch, "none"))


def article_of(batch: list[EventMention]) -> Article:
    """The made-up article of some mentions."""
    period = batch[0].event.period
    id_, day = batch[0].article, period.first if period else None
    return Article(id_, "", "", f"Report {id_}", "en", f"Outlet {len(id_)}", day)


def build_store(source: Path, folder: Path, years: int, events: int | None = None) -> Store:
    """A store on disk that holds them."""
    store = Store(str(folder))
    rest = lines(source, years, events)
    while part := "\n".join(islice(rest, LINES_A_LOAD)):
        store.bulk_load(part.encode(), RdfFormat.N_TRIPLES)
    store.optimize()
    return store
