"""Event mentions as JSON, one object a line, as `schemas/event.schema.json` describes, and back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from kg.errors import InputError
from kg.model import Actor, Article, Claim, Event, EventMention, Mention, Period, Place

Json = dict[str, Any]


def span(mention: Mention | None) -> Json | None:
    return {"text": mention.text, "start": mention.start, "end": mention.end} if mention else None


def _party(mention: Mention | None, actor: Actor | None, via: Mention | None = None) -> Json | None:
    if mention is None or actor is None:
        return None
    party = {
        **(span(mention) or {}),
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "wikidata": actor.wikidata,
    }
    return {**party, "via": span(via)} if via else party


def _date(mention: EventMention) -> Json | None:
    period = mention.event.period
    if period is None:
        return None
    when = mention.claim.when
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "precision": period.precision,
        "text": when.text if when and mention.basis == "text" else None,
        "basis": mention.basis,
    }


def _place(mention: EventMention) -> Json | None:
    place, where = mention.place, mention.claim.where
    if place is None:
        return None
    return {
        **(span(where) or {}),
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def to_record(mention: EventMention, goldstein: float | None) -> Json:
    """The JSON object of one event mention; keys always stand in the same order."""
    event, claim = mention.event, mention.claim
    return {
        "article": mention.article,
        "event": event.id,
        "type": event.type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "cameo": claim.cameo,
        "goldstein": goldstein,
        "trigger": span(claim.trigger),
        "actor": _party(claim.actor, event.actor, mention.actor_via),
        "target": _party(claim.target, event.target, mention.target_via),
        "topic": span(claim.topic),
        "stance": event.stance,
        "reciprocal": claim.reciprocal,
        "said_by": _party(claim.said_by, mention.said_by),
        "date": _date(mention),
        "place": _place(mention),
        "sentence": span(claim.sentence),
        "extractor": claim.extractor,
        "rule": claim.rule,
        "confidence": round(claim.confidence, 3),
    }


def encode(record: Json) -> bytes:
    """One line of JSON in UTF-8 without the line's end."""
    return msgspec.json.encode(record)


def _mention(value: Json | None) -> Mention | None:
    return Mention(value["text"], value["start"], value["end"]) if value and "start" in value else None


def _actor(value: Json | None) -> Actor | None:
    if not value:
        return None
    return Actor(
        value["id"], value["name"], value["kind"], value["country"], value["sector"], value.get("wikidata", "")
    )


def _optional(value: Json | None, make: Callable[[Json], Any]) -> Any:
    return make(value) if value else None


def _claim(record: Json) -> Claim:
    trigger, sentence = _mention(record["trigger"]), _mention(record["sentence"])
    if trigger is None or sentence is None:
        raise KeyError("trigger" if trigger is None else "sentence")
    date_ = record.get("date") or {}
    return Claim(
        type=record["type"],
        trigger=trigger,
        sentence=sentence,
        actor=_mention(record["actor"]),
        target=_mention(record["target"]),
        topic=_mention(record.get("topic")),
        # the record keeps the words of a date, not their place in the text
        when=Mention(date_["text"], sentence.start, sentence.start) if date_.get("text") else None,
        where=_mention(record.get("place")),
        said_by=_mention(record.get("said_by")),
        mode=record.get("mode", ""),
        contexts=tuple(record.get("contexts", ())),
        cameo=record.get("cameo", ""),
        stance=record["stance"],
        reciprocal=record.get("reciprocal", False),
        extractor=record.get("extractor", ""),
        rule=record.get("rule", ""),
        confidence=record.get("confidence", 1.0),
    )


def from_record(record: Json, where: str = "record") -> EventMention:
    """The event mention of a JSON object; `where` names it in the InputError raised for a missing or wrong field."""
    try:
        period = _optional(
            record.get("date"),
            lambda d: Period(date.fromisoformat(d["first"]), date.fromisoformat(d["last"]), d["precision"]),
        )
        place = _optional(
            record.get("place"),
            lambda p: Place(p["id"], p["name"], p["country"], p["latitude"], p["longitude"]),
        )
        event = Event(record["type"], _actor(record["actor"]), _actor(record["target"]), period, record["stance"])
        return EventMention(
            event=event,
            claim=_claim(record),
            article=record["article"],
            place=place,
            said_by=_actor(record.get("said_by")),
            basis=(record.get("date") or {}).get("basis", ""),
            actor_via=_mention((record["actor"] or {}).get("via")),
            target_via=_mention((record["target"] or {}).get("via")),
        )
    except KeyError as missing:
        raise InputError(where, f"field {missing} is missing") from missing
    except (TypeError, ValueError) as wrong:
        raise InputError(where, f"not an event mention: {wrong}") from wrong


def check_offsets(mention: EventMention, article: Article) -> list[str]:
    """Names of the spans whose offsets do not give their text back; empty where all is well."""
    claim = mention.claim
    spans = {
        "trigger": claim.trigger,
        "actor": claim.actor,
        "target": claim.target,
        "topic": claim.topic,
        "when": claim.when,
        "where": claim.where,
        "said_by": claim.said_by,
        "sentence": claim.sentence,
    }
    return [name for name, m in spans.items() if m and article.text[m.start : m.end] != m.text]
