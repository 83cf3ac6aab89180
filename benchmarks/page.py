"""How large the page is, how fast it is written, how soon it can be used, and how smoothly it moves.

    python benchmarks/page.py [--actors 5000] [--events 50000] [--small 200]

The news are invented: pairs are drawn so that few are in most events, as in real news; sentences are about as long as
real ones. The browser is Debian's chromium without a graphics card and without a network. Beside each time of the
browser stands what an empty page takes in the same run, since other programs may be at work on the machine.
The page is that of the bundle in `kg/export/page/dist`: where its sources changed, `node build.mjs` there comes first.
"""

import argparse
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from pyoxigraph import RdfFormat, Store

from kg.export import export
from kg.export.events import read_events
from kg.graph.triples import Run, TripleWriter
from kg.model import Actor, Article, Claim, Event, EventMention, Mention, Period, Place
from kg.vocabulary.codebook import load_codebook

KINDS = ("country", "person", "organization", "group")
COUNTRIES = "IRN USA FRA MLI RUS UKR ISR SYR CHN PRK KOR PER BRA TUR".split()
SECTORS = ("GOV", "MIL", "REB", "CVL", "")
STANCES = ("factual",) * 8 + ("negated", "future")
REST = "after a long night of talks in which neither side would say what had been agreed on the matter of the border"
EVENTS_AN_ARTICLE = 10
DAYS = 730
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
FRAMES = "() => { window.seen = 0; const tick = () => { window.seen++; requestAnimationFrame(tick); }; tick(); }"
DRAGS = 90


def mentions(actors: int, events: int) -> Iterator[EventMention]:
    """Always the same ones for the same numbers."""
    dice = random.Random(1)
    book = load_codebook()
    types = list(book.types)
    people = [
        Actor(f"actor-{i}", f"Name of actor {i}", dice.choice(KINDS), dice.choice(COUNTRIES), dice.choice(SECTORS))
        for i in range(actors)
    ]
    places = [
        Place(str(i), f"Place {i}", dice.choice(COUNTRIES), dice.uniform(-50, 65), dice.uniform(-150, 150))
        for i in range(min(500, events))
    ]
    weights = [1 / (i + 1) ** 0.7 for i in range(actors)]
    ends = dice.choices(people, weights, k=2 * events)
    for number in range(events):
        who, whom, type_ = ends[2 * number], ends[2 * number + 1], dice.choice(types)
        verb, day = book.verb(type_), date(2013, 1, 1) + timedelta(days=dice.randrange(DAYS))
        text = f"{who.name} {verb} {whom.name} in the matter number {number}, {REST}."
        spans = [Mention(who.name, 0, len(who.name)), Mention(verb, len(who.name) + 1, len(who.name) + 1 + len(verb))]
        begin = spans[1].end + 1
        claim = Claim(
            type_,
            spans[1],
            Mention(text, 0, len(text)),
            actor=spans[0],
            target=Mention(whom.name, begin, begin + len(whom.name)),
            stance=dice.choice(STANCES),
            rule="actions.csv:reject",
            confidence=round(dice.uniform(0.4, 0.98), 2),
        )
        event = Event(type_, who, whom, Period(day, day), claim.stance)
        place = dice.choice(places) if dice.random() < 0.4 else None
        said_by = dice.choice(people) if dice.random() < 0.3 else None
        yield EventMention(event, claim, f"article-{number // EVENTS_AN_ARTICLE}", place, said_by, "published")


def build(folder: Path, actors: int, events: int) -> Store:
    writer = TripleWriter(load_codebook(), Run("rules", "0", "none", "none"))
    lines: dict[str, None] = {}
    for id_, group in groupby(mentions(actors, events), key=lambda mention: mention.article):
        batch = list(group)
        outlet, url = f"Outlet {len(lines) % 40}", f"https://news.example/{id_}"
        period = batch[0].event.period
        article = Article(id_, "", url, f"A headline about {id_}", "en", outlet, period.first if period else None)
        lines |= dict.fromkeys(writer.article(article, batch, "none"))
    store = Store(str(folder))
    store.bulk_load("\n".join(lines).encode(), RdfFormat.N_TRIPLES)
    store.optimize()
    return store


def write(store: Store, out: Path) -> None:
    began, worked = time.perf_counter(), time.process_time()
    export(store, out)
    wall, cpu = time.perf_counter() - began, time.process_time() - worked
    print(f"export          {wall:8.2f} s, of a processor {cpu:.2f} s; {out.stat().st_size / 1e6:.2f} MB", flush=True)


def one_by_one(store: Store) -> None:
    """What reading event by event takes, as the other exports do: the measure of how busy the machine is."""
    worked = time.process_time()
    number = sum(1 for _ in read_events(store))
    print(f"event by event  {time.process_time() - worked:8.2f} s of a processor for {number} events", flush=True)


def opened(browser: Any, file: Path, ready: str) -> tuple[Any, float]:
    page = browser.new_context(viewport={"width": 1400, "height": 860}, offline=True).new_page()
    began = time.perf_counter()
    page.goto(file.as_uri(), timeout=120_000)
    page.wait_for_selector(ready, state="attached", timeout=120_000)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page, time.perf_counter() - began


def dragged(page: Any) -> float:
    """Frames a second while the mouse drags."""
    page.evaluate(FRAMES)
    page.mouse.move(600, 400)
    page.mouse.down()
    first, began = page.evaluate("() => window.seen"), time.perf_counter()
    for step in range(DRAGS):
        page.mouse.move(600 + 2 * step, 400 + step)
    last, ended = page.evaluate("() => window.seen"), time.perf_counter()
    page.mouse.up()
    return float((last - first) / (ended - began))


def look(page_file: Path, empty: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        blank, least = opened(browser, empty, "body")
        smooth = dragged(blank)
        page, taken = opened(browser, page_file, "html[data-ready=yes]")
        print(f"usable after    {taken:8.2f} s; an empty page {least:.2f} s")
        while not page.evaluate("() => window.dyadPage.network.layout.done"):
            page.wait_for_timeout(300)
        drawn = page.evaluate("() => window.dyadPage.network.drawn.counts")
        print(
            f"panning         {dragged(page):8.1f} frames a second with {drawn['shown']} of {drawn['all']} edges",
            end="",
        )
        page.evaluate("() => window.dyadPage.network.setLimit(1e6)")
        page.wait_for_timeout(2000)
        print(f", {dragged(page):.1f} with all; an empty page {smooth:.1f}")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=5000)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--small", type=int, default=200, help="events of a small page, of which the size is told")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.html").write_text("<!doctype html><body>", encoding="utf-8")
        store = build(folder / "large", asked.actors, asked.events)
        print(f"{asked.actors} actors, {asked.events} events, {len(store)} triples; load {os.getloadavg()[0]:.1f}")
        write(store, folder / "large.html")
        one_by_one(store)
        look(folder / "large.html", folder / "empty.html")
        print(f"{asked.small} events")
        write(build(folder / "small", asked.small // 3, asked.small), folder / "small.html")


if __name__ == "__main__":
    main()
