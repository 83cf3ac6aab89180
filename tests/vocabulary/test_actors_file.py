"""A user's own actors, from CSV or FollowTheMoney: what is wrong is told with file, line and field, the rest loads."""

import json
from datetime import date
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.vocabulary.actors_file import read_actors
from kg.vocabulary.load_actors import load_actor_tables

CSV = """\
name,id,kind,country,sector,aliases,position,first,last
Arkel Front,arkel-front,organization,TCD,REB,AF|Front of Arkel,,,
Arkel Army,arkel-army,organization,QQQ,REB,,,,
Arkel Bank,arkel-bank,organization,TCD,XYZ,,,,
,x,organization,TCD,BUS,,,,
Arkel Union,arkel-union,organization,TCD,LAB,Front of Arkel,,,
Arkel Two,arkel-front,organization,TCD,LAB,,,,
Amara Tolo,amara-tolo,person,TCD,GOV,A. Tolo,governor of arkel,2010-01-01,2014-06-30
Issa Tolo,issa-tolo,person,TCD,GOV,,governor of arkel,2014-06-01,
Yara Tolo,yara-tolo,person,TCD,GOV,,mayor of arkel,2014-06-01,2013-06-01
"""
FTM = [
    {"id": "f1", "schema": "Person", "properties": {"name": ["Amara Tolo"], "alias": ["Tolo A."], "country": ["td"]}},
    {"id": "f2", "schema": "Spaceship", "properties": {"name": ["X"]}},
    {"id": "f3", "schema": "Organization", "properties": {}},
    {"id": "f4", "schema": "Organization", "properties": {"name": ["Arkel Front"], "country": ["zz"]}},
    {"id": "f5", "schema": "Company", "properties": {"name": ["Arkel Bank"], "alias": ["Tolo A."]}},
    {"id": "f6", "schema": "Address", "properties": {"full": ["1 Arkel Road"]}},
]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def entities(tmp_path: Path) -> Path:
    path = tmp_path / "own.ftm.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in FTM) + "no JSON\n", encoding="utf-8")
    return path


def test_each_wrong_row_of_a_csv_is_told_and_the_rest_loads(own: Path) -> None:
    told: list[str] = []
    loaded = read_actors(own, told.append)
    assert [actor.id for actor in loaded] == ["arkel-front", "arkel-union", "amara-tolo"]
    assert [" ".join(line.split()[:5]) for line in told] == [
        "own.csv, line 3: country 'QQQ'",
        "own.csv, line 4: sector 'XYZ'",
        "own.csv, line 5: name is",
        "own.csv, line 6: alias 'Front",
        "own.csv, line 7: id 'arkel-front'",
        "own.csv, line 9: governor of",
        "own.csv, line 10: last day",
    ]


def test_each_wrong_entity_is_told_and_the_rest_loads(entities: Path) -> None:
    told: list[str] = []
    assert [actor.id for actor in read_actors(entities, told.append)] == ["f1", "f5"]
    assert [line.split(":")[0] for line in told] == [f"own.ftm.json, line {line}" for line in (2, 3, 4, 5, 7)]
    assert "schema 'Spaceship' is unknown; wanted one of Person" in told[0]


def test_without_anybody_to_tell_the_first_wrong_row_is_raised(own: Path) -> None:
    with pytest.raises(TableError, match=r"own\.csv, line 3: country 'QQQ' is unknown; wanted an ISO 3166 code"):
        read_actors(own)


def test_an_own_actor_is_found_by_every_name_and_in_his_office(own: Path) -> None:
    tables = load_actor_tables([own], lambda line: None)
    assert tables.organization("Front of Arkel") == tables.organizations["arkel-front"]
    assert tables.people("A. Tolo") == ("amara-tolo",)
    spell = tables.holder("TCD", "governor of arkel", date(2012, 1, 1))
    assert spell is not None and spell.person == "amara-tolo"
    assert tables.holder("TCD", "governor of arkel", date(2016, 1, 1)) is None
