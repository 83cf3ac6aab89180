"""Who a phrase is, by its words, the day and the article. `actors.csv`: the mention stands in braces.

Actors are written as id/country/sector, two with " & " between them; `rests_on` is the earlier mention that decided.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from kg.model import Actor, Mention
from kg.pipeline import Pipeline

with (Path(__file__).parent / "actors.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))


def resolved(marked: str, day: date | None, pipeline: Pipeline) -> list[tuple[Actor, Mention | None]]:
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    index = pipeline.resolver.actors
    context = index.context(pipeline.parser.one(text), day)
    return list(index.resolve(Mention(text[start:end], start, end), day, context))


@pytest.mark.parametrize("row", ROWS, ids=[row["sentence"][:50] for row in ROWS])
def test_a_mention_is_the_actor_that_a_reader_takes_it_for(row: dict[str, str], pipeline: Pipeline) -> None:
    found = resolved(row["sentence"], date.fromisoformat(row["published"]), pipeline)
    assert " & ".join(f"{actor.id}/{actor.country}/{actor.sector}" for actor, _ in found) == row["actors"]
    assert " & ".join(via.text for _, via in found if via is not None) == row["rests_on"]


def test_people_of_one_name_in_two_countries_stay_apart(pipeline: Pipeline) -> None:
    one, other = (resolved(f"{{Amara Tolo}}, a lawyer in {c}, spoke.", None, pipeline)[0][0] for c in ("Chad", "Niger"))
    assert one.name == other.name and one.id != other.id


def test_an_unknown_name_has_the_same_identifier_in_every_article(pipeline: Pipeline) -> None:
    first = resolved("{Amara Tolo}, a lawyer in Chad, met reporters.", date(2014, 7, 1), pipeline)[0][0]
    later = resolved("In Chad, police arrested {Amara Tolo}.", date(2019, 3, 2), pipeline)[0][0]
    assert first.id == later.id


def test_a_form_of_address_is_nobody(pipeline: Pipeline) -> None:
    assert resolved("{Mr. Secretary} spoke.", date(2014, 7, 1), pipeline) == []
