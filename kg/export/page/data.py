"""What the page holds: columns of numbers and texts, each text once, as `src/data.ts` reads them.

Days are numbers of days since 1970, null where unknown. An index of -1 means that there is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from operator import sub
from typing import Any

from kg.export.filters import Filters
from kg.export.page.read import Row, Table, Tables
from kg.export.scores import QUAD_NAMES
from kg.export.terms import codebook, tail
from kg.model import STANCES
from kg.vocabulary.codebook import load_sectors
from kg.vocabulary.tables import lexicon_file, read_table, schemas_dir

# Events that a page holds at most: what a browser draws and searches without a pause. Of larger graphs the events of
# the strongest dyads are taken.
MOST_EVENTS = 50_000

KINDS = ("Country", "Person", "Organization", "Group")

_EPOCH = date(1970, 1, 1).toordinal()
_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Decimals of a degree: about ten metres.
_DECIMALS = 4


class Numbers:
    """Gives texts their numbers in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__, {"": -1})

    @property
    def texts(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)[1:]

    def __call__(self, texts: Iterable[str]) -> list[int]:
        """A number a text; -1 for empty text."""
        return list(map(self._numbers.__getitem__, texts))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The events of a page by first day and IRI, each with its mentions, best first; `total` passed the filters."""

    events: list[Row]
    mentions: dict[str, list[Row]]
    total: int


def page_data(tables: Tables, filters: Filters, title: str, most: int = MOST_EVENTS) -> dict[str, Any]:
    """All that the page holds."""
    chosen = choose(tables, filters, most)
    actors, places, articles, outlets, words = Numbers(), Numbers(), Numbers(), Numbers(), Numbers()
    types = {name: number for number, name in enumerate(codebook().types)}
    events = _events(chosen, types, actors)
    mentions, sentences = _mentions(chosen, tables, actors, places, articles, words)
    parties = _actors(tables, actors)
    return {
        "title": title,
        "total": chosen.total,
        "types": [
            [type_.name, type_.verb, _quad_number(type_.quad), type_.score, type_.definition]
            for type_ in codebook().types.values()
        ],
        "quads": list(QUAD_NAMES.values()),
        "stances": list(STANCES),
        "kinds": list(KINDS),
        "sectors": {code: sector.name for code, sector in load_sectors().items()},
        "points": _country_points(set(parties["country"])),
        "events": events,
        "mentions": mentions,
        "sentences": sentences,
        "articles": _articles(tables, articles, outlets),
        "actors": parties,
        "places": _places(tables, places),
        "outlets": outlets.texts,
        "words": words.texts,
    }


def choose(tables: Tables, filters: Filters, most: int = MOST_EVENTS) -> Chosen:
    """The events that pass the filters, as `kg.export.events.read_events` has them; at most `most` of them."""
    articles, least = tables.by_node("articles"), filters.min_confidence
    mentions: defaultdict[str, list[Row]] = defaultdict(list)
    for row in tables.by_node("mentions").values():
        if not least or float(row[2]) >= least:
            mentions[row[1]].append(row)
    passed = list(tables.by_node("events").values())
    if filters.active:
        countries = _tails(tables.by_node("countries"))
        passed = [row for row in passed if _passes(row, filters, countries) and (not least or row[0] in mentions)]
    events = sorted(_strongest(passed, most), key=lambda row: (row[5] or "~", row[0]))
    for event in events:
        if event[0] in mentions and len(found := mentions[event[0]]) > 1:
            found.sort(key=lambda m: (-float(m[2]), _issued(articles, m[3]) or "~", m[3], int(m[4]), m[0]))
    return Chosen(events, mentions, len(passed))


def _issued(articles: Table, node: str) -> str:
    return articles[node][4] if node in articles else ""


def _passes(event: Row, filters: Filters, countries: dict[str, str]) -> bool:
    _, type_, stance, actor, target, first, last = event
    if filters.types and tail(type_) not in filters.types:
        return False
    if filters.stances and tail(stance) not in filters.stances:
        return False
    if filters.countries and filters.countries.isdisjoint((countries.get(actor, ""), countries.get(target, ""))):
        return False
    return filters.period_passes(first, last)


def _strongest(events: list[Row], most: int) -> list[Row]:
    """The events of the dyads with the most events, whole dyads as long as there is room."""
    if len(events) <= most:
        return events
    strength = Counter((row[3], row[4]) for row in events)
    return sorted(events, key=lambda row: (-strength[row[3], row[4]], row[3], row[4], row[5], row[0]))[:most]


def _quad_number(name: str) -> int:
    return next((number for number, known in QUAD_NAMES.items() if known == name.lower()), 0)


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        return None


def _columns(rows: Sequence[Row], width: int) -> list[Sequence[str]]:
    return list(zip(*rows, strict=True)) or [()] * width


def _events(chosen: Chosen, types: dict[str, int], actors: Numbers) -> dict[str, list[Any]]:
    node, type_, stance, actor, target, first, last = _columns(chosen.events, 7)
    stances = {name: number for number, name in enumerate(STANCES)}
    return {
        "id": list(map(tail, node)),
        "type": _each_once(type_, lambda iri: types.get(tail(iri), -1)),
        "stance": _each_once(stance, lambda iri: stances.get(tail(iri), 0)),
        "actor": actors(actor),
        "target": actors(target),
        "first": _each_once(first, _day),
        "last": _each_once(last, _day),
    }


def _each_once(texts: Sequence[str], work: Callable[[str], Any]) -> list[Any]:
    """What `work` gives for the texts, many of them the same."""
    return list(map({text: work(text) for text in set(texts)}.__getitem__, texts))


def _mentions(
    chosen: Chosen, tables: Tables, actors: Numbers, places: Numbers, articles: Numbers, words: Numbers
) -> tuple[dict[str, list[Any]], list[str]]:
    """Mentions in the order of their events, `count` of them an event; and the sentences, each once."""
    of_events = [chosen.mentions.get(event[0], ()) for event in chosen.events]
    rows = list(chain.from_iterable(of_events))
    _, _, sure, article, begin, sentence, rule = _columns(rows, 7)
    sentences = Numbers()
    columns: dict[str, list[Any]] = {
        "count": list(map(len, of_events)),
        "sentence": sentences(sentence),
        "article": articles(article),
        "confidence": _each_once(sure, lambda text: round(float(text), 3)),
        "rule": words(rule),
    }
    details, nothing = tables.by_node("details"), [""] * 11
    _, *offsets, speaker, place, mode, day = _columns([details.get(row[0], nothing) for row in rows], 11)
    columns |= {
        "spans": _spans(begin, (*offsets[2:4], *offsets[:2], *offsets[4:]), sentence),
        "said": actors(speaker),
        "place": places(place),
        "mode": words(_each_once(mode, tail)),
        "day": words(day),
    }
    return columns, sentences.texts


def _spans(begin: Sequence[str], ends: Sequence[Sequence[str]], sentences: Sequence[str]) -> list[int]:
    """Begin and end of actor, action and target in each sentence, as JavaScript counts: in units of UTF-16."""
    bases = list(map(int, begin))
    found = list(chain.from_iterable(zip(*(_from(bases, column) for column in ends), strict=True)))
    for number, sentence in enumerate(sentences):
        if not sentence.isascii() and _ASTRAL.search(sentence):
            at = slice(6 * number, 6 * number + 6)
            found[at] = [len(sentence[:n].encode("utf-16-le", "surrogatepass")) // 2 if n > 0 else n for n in found[at]]
    return found


def _from(bases: Sequence[int], offsets: Sequence[str]) -> Iterable[int]:
    """Offsets counted from the bases; -1 where there is none."""
    if "" in offsets:
        return (int(at) - base if at else -1 for at, base in zip(offsets, bases, strict=True))
    return map(sub, map(int, offsets), bases)


def _articles(tables: Tables, articles: Numbers, outlets: Numbers) -> dict[str, Sequence[Any]]:
    known, nodes = tables.by_node("articles"), articles.texts
    _, _, title, outlet, issued, url = _columns([known.get(node, [""] * 6) for node in nodes], 6)
    return {"id": list(map(tail, nodes)), "title": title, "outlet": outlets(outlet), "issued": issued, "url": url}


def _actors(tables: Tables, actors: Numbers) -> dict[str, list[Any]]:
    nodes, countries = actors.texts, _tails(tables.by_node("countries"))
    kinds, matches = _tails(tables.by_node("kinds")), _tails(tables.by_node("matches"))
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for node, name in tables["other names"]:
        aliases[node].append(name)
    sectors: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for node, sector, number in chain(tables["actor sectors"], tables["target sectors"]):
        sectors[node][tail(sector)] += int(number)
    return {
        "id": list(map(tail, nodes)),
        "name": _names(tables, nodes),
        "kind": [KINDS.index(kinds[node]) if node in kinds else -1 for node in nodes],
        "country": [countries.get(node, "") for node in nodes],
        "sector": [_most(sectors[node]) for node in nodes],
        "wikidata": [qid if (qid := matches.get(node, "")).startswith("Q") else "" for node in nodes],
        "aliases": [sorted(aliases.get(node, [])) for node in nodes],
    }


def _names(tables: Tables, nodes: Iterable[str]) -> list[str]:
    """Names of actors or places; the identifier where there is none."""
    known = tables.by_node("names")
    return [known[node][1] if node in known else tail(node) for node in nodes]


def _tails(table: Table) -> dict[str, str]:
    """What the second cell of a node ends in."""
    return {node: tail(row[1]) for node, row in table.items()}


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _places(tables: Tables, places: Numbers) -> dict[str, list[Any]]:
    nodes, countries = places.texts, _tails(tables.by_node("countries"))
    known = {node: _POINT.search(row[1]) for node, row in tables.by_node("points").items()}
    points = list(map(known.get, nodes))
    return {
        "id": list(map(tail, nodes)),
        "name": _names(tables, nodes),
        "country": [countries.get(node, "") for node in nodes],
        "latitude": [_degrees(point[2]) if point else None for point in points],
        "longitude": [_degrees(point[1]) if point else None for point in points],
    }


def _degrees(text: str) -> float | None:
    try:
        return round(float(text), _DECIMALS)
    except ValueError:
        return None


def _country_points(wanted: set[str]) -> dict[str, tuple[float, float, str]]:
    """Where the wanted countries are drawn (latitude and longitude of the capital), and their names."""
    names = {row["code"]: row["name"] for row in read_table(lexicon_file("countries.csv"), ("code", "name"))}
    rows = read_table(schemas_dir() / "country_points.csv", ("code", "latitude", "longitude"))
    return {
        code: (float(row["latitude"]), float(row["longitude"]), names.get(code, code))
        for row in rows
        if (code := row["code"]) in wanted
    }
