"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenSanctions and their tools."""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from kg.export.events import GraphEvent, Party, Source
from kg.export.whole import whole_file
from kg.vocabulary.tables import read_table, schemas_dir

# A country acts through its government; FollowTheMoney has no schema for the state itself.
_SCHEMAS = {"Person": "Person", "Country": "PublicBody", "Organization": "Organization", "Group": "Organization"}

# Long enough for no clash, short enough for a column.
_ID_DIGITS = 20

Entity = dict[str, Any]


@cache
def _countries() -> dict[str, str]:
    """FollowTheMoney's country codes by ours."""
    rows = read_table(schemas_dir() / "ftm_countries.csv", ("code", "ftm"))
    return {row["code"]: row["ftm"] for row in rows}


def _country(code: str) -> str:
    return _countries().get(code, "")


def _id(kind: str, name: str) -> str:
    """FollowTheMoney allows few characters in an id; a hash has none that hurt."""
    return f"dyad-{kind}-{sha256(name.encode()).hexdigest()[:_ID_DIGITS]}"


def _entity(id_: str, schema: str, **values: Iterable[str]) -> Entity:
    filled = {name: sorted({text for text in found if text}) for name, found in values.items()}
    return {"id": id_, "schema": schema, "properties": {name: found for name, found in filled.items() if found}}


def _party(party: Party) -> Entity:
    country = _country(party.id if party.kind == "Country" else party.country)
    return _entity(
        _id("actor", party.id),
        _SCHEMAS.get(party.kind, "LegalEntity"),
        name=[party.name],
        alias=party.aliases,
        country=[country],
        wikidataId=[party.wikidata],
    )


def _article(article: Source) -> Entity:
    return _entity(
        _id("article", article.id),
        "Article",
        title=[article.title],
        fileName=[article.id],
        publisher=[article.publisher],
        publishedAt=[article.issued],
        sourceUrl=[_web(article.url)],
    )


def _web(url: str) -> str:
    """The address where it is one of the web: no `javascript:`."""
    return url if url.startswith(("http://", "https://")) else ""


def _event(event: GraphEvent) -> Entity:
    places = [mention.place.name for mention in event.evidence if mention.place]
    return _entity(
        _id("event", event.id),
        "Event",
        name=[event.label],
        startDate=[event.first],
        endDate=[event.last],
        organizer=[_id("actor", event.actor.id) if event.actor else ""],
        involved=[_id("actor", event.target.id) if event.target else ""],
        country=[_country(event.actor_country), _country(event.target_country)],
        location=places,
        keywords=[event.type, event.stance],
        summary=[event.best.sentence if event.best else ""],
        recordId=[event.id],
        proof=[_id("article", mention.article.id) for mention in event.evidence],
        sourceUrl=[_web(mention.article.url) for mention in event.evidence],
    )


def entities(events: Iterable[GraphEvent]) -> Iterator[Entity]:
    """Actors and articles, each once and before the first event that names it, then that event.

    The actor of an event is its `organizer`, the target is `involved`.
    """
    seen: set[str] = set()
    for event in events:
        known = [_party(party) for party in (event.actor, event.target) if party]
        known += [_article(mention.article) for mention in event.evidence]
        for entity in known:
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity
        yield _event(event)


def write_ftm(events: Iterable[GraphEvent], out: Path) -> None:
    with whole_file(out) as file:
        for entity in entities(events):
            file.write(msgspec.json.encode(entity) + b"\n")
