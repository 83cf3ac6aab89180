"""What the page holds: columns of numbers and texts, each text once, as `src/data.ts` reads them.

Days are numbers of days since 1970, null where unknown. An index of -1 means that there is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.export.filters import Filters
from kg.export.page.read import Row, by_node, unique
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

Tables = dict[str, list[Row]]


class Numbers:
    """Gives texts their numbers in the order in which they come."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def __call__(self, texts: Sequence[str]) -> list[int]:
        """A number a text; -1 for empty text."""
        for text in dict.fromkeys(texts):
            if text:
                self.texts.setdefault(text, len(self.texts))
        return [self.texts.get(text, -1) for text in texts]


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
        "outlets": list(outlets.texts),
        "words": list(words.texts),
    }


def choose(tables: Tables, filters: Filters, most: int = MOST_EVENTS) -> Chosen:
    """The events that pass the filters, as `kg.export.events.read_events` has them; at most `most` of them."""
    issued = {node: cells[3] for node, cells in by_node(tables["articles"]).items()}
    least = filters.min_confidence
    mentions: defaultdict[str, list[Row]] = defaultdict(list)
    for row in unique(tables["mentions"]):
        if not least or float(row[2]) >= least:
            mentions[row[1]].append(row)
    passed = unique(tables["events"])
    if filters.active:
        countries = {node: tail(cells[0]) for node, cells in by_node(tables["countries"]).items()}
        passed = [row for row in passed if _passes(row, filters, countries) and (not least or row[0] in mentions)]
    events = sorted(_strongest(passed, most), key=lambda row: (row[5] or "~", row[0]))
    for event in events:
        if event[0] in mentions and len(found := mentions[event[0]]) > 1:
            found.sort(key=lambda m: (-float(m[2]), issued.get(m[3]) or "~", m[3], int(m[4]), m[0]))
    return Chosen(events, mentions, len(passed))


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
    days = {text: _day(text) for text in {*first, *last}}
    names = {text: tail(text) for text in {*type_, *stance}}
    stances = {name: number for number, name in enumerate(STANCES)}
    return {
        "id": [tail(iri) for iri in node],
        "type": [types.get(names[iri], -1) for iri in type_],
        "stance": [stances.get(names[iri], 0) for iri in stance],
        "actor": actors(actor),
        "target": actors(target),
        "first": [days[text] for text in first],
        "last": [days[text] for text in last],
    }


def _mentions(
    chosen: Chosen, tables: Tables, actors: Numbers, places: Numbers, articles: Numbers, words: Numbers
) -> tuple[dict[str, list[Any]], list[str]]:
    """Mentions in the order of their events, `count` of them an event; and the sentences, each once."""
    speakers, sites, modes, day_words = (
        {node: cells[0] for node, cells in by_node(tables[name]).items()}
        for name in ("speakers", "sites", "modes", "day words")
    )
    of_events = [chosen.mentions.get(event[0], []) for event in chosen.events]
    rows = [row for found in of_events for row in found]
    node, _, sure, article, begin, sentence, rule = _columns(rows, 7)
    offsets, none = by_node(tables["offsets"]), ("",) * 6
    trigger_begin, trigger_end, *others = _columns([offsets.get(iri, none) for iri in node], 6)
    ends = (*others[:2], trigger_begin, trigger_end, *others[2:])
    sentences = Numbers()
    columns: dict[str, list[Any]] = {
        "count": [len(found) for found in of_events],
        "sentence": sentences(sentence),
        "article": articles(article),
        "confidence": [round(float(text), 3) for text in sure],
        "rule": words(rule),
        "spans": _spans(begin, ends, sentence),
        "said": actors([speakers.get(iri, "") for iri in node]),
        "place": places([sites.get(iri, "") for iri in node]),
        "mode": words([tail(modes[iri]) if iri in modes else "" for iri in node]),
        "day": words([day_words.get(iri, "") for iri in node]),
    }
    return columns, list(sentences.texts)


def _spans(begin: Sequence[str], ends: Sequence[Sequence[str]], sentences: Sequence[str]) -> list[int]:
    """Begin and end of actor, action and target in each sentence, as JavaScript counts: in units of UTF-16."""
    bases = [int(text) for text in begin]
    columns = [[int(at) - base if at else -1 for at, base in zip(column, bases, strict=True)] for column in ends]
    found: list[int] = []
    for sentence, offsets in zip(sentences, zip(*columns, strict=True), strict=True):
        if sentence.isascii() or not _ASTRAL.search(sentence):
            found += offsets
        else:
            found += [len(sentence[:at].encode("utf-16-le", "surrogatepass")) // 2 if at > 0 else at for at in offsets]
    return found


def _articles(tables: Tables, articles: Numbers, outlets: Numbers) -> dict[str, list[Any]]:
    known = by_node(tables["articles"])
    rows = [known.get(node, ("", "", "", "", "")) for node in articles.texts]
    return {
        "id": [tail(node) for node in articles.texts],
        "title": [row[1] for row in rows],
        "outlet": outlets([row[2] for row in rows]),
        "issued": [row[3] for row in rows],
        "url": [row[4] for row in rows],
    }


def _actors(tables: Tables, actors: Numbers) -> dict[str, list[Any]]:
    names, kinds, countries = (by_node(tables[name]) for name in ("names", "kinds", "countries"))
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for node, name in tables["other names"]:
        aliases[node].append(name)
    matches = {node: tail(cells[0]) for node, cells in by_node(tables["matches"]).items()}
    sectors: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for node, sector, count in tables["sectors"]:
        sectors[node][tail(sector)] += int(count)
    return {
        "id": [tail(node) for node in actors.texts],
        "name": [names.get(node, (tail(node),))[0] for node in actors.texts],
        "kind": [_kind(kinds.get(node, ("",))[0]) for node in actors.texts],
        "country": [tail(countries.get(node, ("",))[0]) for node in actors.texts],
        "sector": [_most(sectors[node]) for node in actors.texts],
        "wikidata": [qid if (qid := matches.get(node, "")).startswith("Q") else "" for node in actors.texts],
        "aliases": [sorted(aliases.get(node, [])) for node in actors.texts],
    }


def _kind(iri: str) -> int:
    return KINDS.index(tail(iri)) if tail(iri) in KINDS else -1


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _places(tables: Tables, places: Numbers) -> dict[str, list[Any]]:
    names, countries = by_node(tables["names"]), by_node(tables["countries"])
    points = {node: _POINT.search(cells[0]) for node, cells in by_node(tables["points"]).items()}
    found = [points.get(node) for node in places.texts]
    return {
        "id": [tail(node) for node in places.texts],
        "name": [names.get(node, (tail(node),))[0] for node in places.texts],
        "country": [tail(countries.get(node, ("",))[0]) for node in places.texts],
        "latitude": [_degrees(point[2]) if point else None for point in found],
        "longitude": [_degrees(point[1]) if point else None for point in found],
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
