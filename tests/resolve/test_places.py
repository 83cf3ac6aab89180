"""Places lie where a reader takes them to be. `places.csv`: the place stands in braces; regions without coordinates."""

import csv
from datetime import date
from pathlib import Path

import pytest

from kg.model import Claim, Mention, Place
from kg.pipeline import Pipeline
from kg.resolve.place_table import listed, place_key
from kg.resolve.places import Around, distance
from kg.vocabulary.tables import lexicon_file

with (Path(__file__).parent / "places.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
LEAST = 0.98
CLOSE = 50.0  # km


def place_in(marked: str, pipeline: Pipeline) -> Place | None:
    """The place in braces, for an act of parties that are not told."""
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    doc = pipeline.parser.one(text)
    where, sentence = Mention(text[start:end], start, end), Mention(text, 0, len(text))
    claim = Claim("CONSULT", where, sentence, where=where)
    return pipeline.resolver.place(claim, pipeline.resolver.actors.context(doc, date(2014, 7, 1)))


def right(row: dict[str, str], pipeline: Pipeline) -> bool:
    found = place_in(row["sentence"], pipeline)
    if found is None or found.country != row["country"]:
        return False
    if not row["latitude"]:
        return True
    return distance(found, Place("", "", "", float(row["latitude"]), float(row["longitude"]))) <= CLOSE


def test_a_hundred_and_fifty_places_are_right(pipeline: Pipeline) -> None:
    wrong = [(row["sentence"], place_in(row["sentence"], pipeline)) for row in ROWS if not right(row, pipeline)]
    assert len(ROWS) == 150
    assert len(wrong) <= (1 - LEAST) * len(ROWS), wrong


@pytest.mark.parametrize(("party", "country"), [("LBN", "LBN"), ("LBY", "LBY")])
def test_the_actors_of_the_event_tell_namesakes_apart(party: str, country: str, pipeline: Pipeline) -> None:
    found = pipeline.resolver.places.resolve(Mention("Tripoli", 0, 7), Around(parties=[party]))
    assert found is not None and found.country == country


def test_the_dateline_decides_only_where_nothing_else_does(pipeline: Pipeline) -> None:
    places, mention = pipeline.resolver.places, Mention("Tripoli", 0, 7)
    assert places.resolve(mention, Around(filed="LBN")) == places.resolve(mention, Around())
    assert places.resolve(mention, Around(sentence=["LBN"], filed="LBY")) != places.resolve(mention, Around())


def test_no_place_is_made_up_for_an_unknown_name(pipeline: Pipeline) -> None:
    assert pipeline.resolver.places.resolve(Mention("Qwertyville", 0, 11)) is None


def test_the_table_is_sorted_by_the_key_of_the_names() -> None:
    lines = lexicon_file("places.csv").read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
    keys = [f"{line.partition(',')[0]}," for line in lines]
    assert keys == sorted(keys)
    assert all(place_key(key[:-1]) == key[:-1] for key in keys[::500])


def test_a_name_in_other_letters_finds_the_same_place() -> None:
    assert listed("Sana'a")[0] == listed("Sanaa")[0] == listed("SANA\u2019A")[0]


def test_the_table_is_small_enough_for_the_wheel() -> None:
    assert lexicon_file("places.csv").stat().st_size < 15_000_000
