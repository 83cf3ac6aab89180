"""The columns of event mentions in Spark: `schemas/event.schema.json` as a schema of Spark SQL."""

_SPAN = "struct<text: string, start: int, end: int>"
_ACTOR = "id: string, name: string, kind: string, country: string, sector: string, wikidata: string"
_PARTY = f"struct<text: string, start: int, end: int, {_ACTOR}, via: {_SPAN}>"
_DATE = "struct<first: date, last: date, precision: string, text: string, basis: string>"
_PLACE = (
    "struct<text: string, start: int, end: int, id: string, name: string, country: string, latitude: double,"
    " longitude: double>"
)
RECORD = (
    "article string, event string, type string, mode string, contexts array<string>, cameo string, goldstein double,"
    f" trigger {_SPAN}, actor {_PARTY}, target {_PARTY}, topic {_SPAN}, stance string, reciprocal boolean,"
    f" said_by {_PARTY}, date {_DATE}, place {_PLACE}, sentence {_SPAN}, extractor string, rule string,"
    " confidence double"
)
