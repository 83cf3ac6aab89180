"""The actor tables say what they should: codes exist, dates are dates, a name means one actor."""

import csv
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise

import pytest

from kg.vocabulary.tables import Row, lexicon_file, read_table

ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
QID = re.compile(r"Q[1-9]\d*")
CODES = "GOV MIL COP JUD LEG SPY PTY OPP REB PRM UAF CVL JRN BUS LAB EDU MED REL REF CRM ELI AGR SOC"
SECTORS = set(CODES.split())
BODIES = {"IGO", "NGO", "IMG"}
# offices that one person holds at a time
SINGLE_SEATS = {
    "president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "pope", "supreme leader",
    "foreign minister", "secretary of state", "secretary of defense", "premier",
}  # fmt: skip
COLUMNS = {
    "countries": "code name wikidata kind first last successor origin note",
    "country_names": "name code what first last origin note",
    "leaders": "id name country office sector first last wikidata origin note",
    "person_names": "name id origin note",
    "organizations": "id name kind country sector wikidata first last origin note",
    "organization_names": "name id origin note",
    "roles": "word sector number kind note example",
    "actor_words": "word class note",
    "place_words": "word class note",
    "regions": "name code kind latitude longitude wikidata origin note",
}


@cache
def rows(table: str) -> list[Row]:
    return list(read_table(lexicon_file(f"{table}.csv")))


def codes() -> set[str]:
    return {row["code"] for row in rows("countries")}


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_its_columns_and_no_row_twice(table: str) -> None:
    with lexicon_file(f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = list(csv.reader(file))
    assert header == COLUMNS[table].split()
    assert len(lines) == len({tuple(line) for line in lines})
    assert lines == sorted(lines)


@pytest.mark.parametrize("table", ["countries", "country_names", "leaders", "organizations"])
def test_dates_are_iso_and_in_order(table: str) -> None:
    for row in rows(table):
        for column in ("first", "last"):
            assert not row[column] or ISO_DATE.fullmatch(row[column]), f"{row.file}, line {row.line}: {row[column]}"
        shared = min(len(row["first"]), len(row["last"]))
        assert not shared or row["first"][:shared] <= row["last"][:shared], f"{row.file}, line {row.line}"


@pytest.mark.parametrize("table", ["countries", "leaders", "organizations", "regions"])
def test_a_qid_is_a_qid(table: str) -> None:
    assert [row.line for row in rows(table) if row["wikidata"] and not QID.fullmatch(row["wikidata"])] == []


@pytest.mark.parametrize(
    ("table", "column", "others"),
    [
        ("country_names", "code", set()),
        ("countries", "successor", {""}),
        ("regions", "code", {""}),
        ("leaders", "country", BODIES),
        ("organizations", "country", BODIES | {""}),
    ],
)
def test_every_country_code_is_known(table: str, column: str, others: set[str]) -> None:
    assert {code for row in rows(table) for code in row[column].split("|")} - codes() - others == set()


@pytest.mark.parametrize("table", ["leaders", "organizations", "roles"])
def test_every_sector_is_one_of_the_codebook(table: str) -> None:
    assert {row["sector"] for row in rows(table)} - SECTORS - {""} == set()


def test_a_country_has_one_row() -> None:
    listed = [row["code"] for row in rows("countries")]
    assert len(listed) == len(set(listed))


def test_every_country_can_be_named() -> None:
    named = {row["code"] for row in rows("country_names") if row["what"] == "name"}
    assert codes() - named == set()


def test_a_country_name_means_one_country() -> None:
    names = [row["name"] for row in rows("country_names")]
    assert len(names) == len(set(names))


def test_country_names_are_capitalized() -> None:
    assert [row["name"] for row in rows("country_names") if row["name"] == row["name"].lower()] == []


@pytest.mark.parametrize(("names", "actors"), [("person_names", "leaders"), ("organization_names", "organizations")])
def test_every_alias_belongs_to_a_known_actor(names: str, actors: str) -> None:
    known = {row["id"] for row in rows(actors)}
    assert [(row.line, row["id"]) for row in rows(names) if row["id"] not in known] == []


@pytest.mark.parametrize("names", ["person_names", "organization_names"])
def test_an_alias_of_two_actors_has_a_note(names: str) -> None:
    owners = defaultdict(list)
    for row in rows(names):
        owners[row["name"]].append(row)
    shared = [found for found in owners.values() if len(found) > 1 and not all(row["note"] for row in found)]
    assert [found[0]["name"] for found in shared] == []


def test_people_of_one_name_in_one_country_have_a_note() -> None:
    people = defaultdict(set)
    noted = {row["id"] for row in rows("leaders") if row["note"]}
    for row in rows("leaders"):
        people[row["name"], row["country"]].add(row["id"])
    assert [name for name, ids in people.items() if len(ids) > 1 and not ids & noted] == []


def test_a_person_has_one_name() -> None:
    names = defaultdict(set)
    for row in rows("leaders"):
        names[row["id"]].add(row["name"])
    assert [identifier for identifier, found in names.items() if len(found) > 1] == []


def test_identifiers_are_slugs() -> None:
    for table in ("leaders", "organizations"):
        assert [row["id"] for row in rows(table) if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])] == []


def test_people_and_organizations_share_no_identifier() -> None:
    assert {row["id"] for row in rows("leaders")} & {row["id"] for row in rows("organizations")} == set()


def test_a_single_seat_has_one_holder_at_a_time() -> None:
    seats = defaultdict(list)
    for row in rows("leaders"):
        if row["office"] in SINGLE_SEATS and not row["note"] and len(row["first"]) == 10:
            seats[row["country"], row["office"]].append(row)
    doubled = []
    for seat, held in seats.items():
        held.sort(key=lambda row: row["first"])
        for before, after in pairwise(held):
            end = before["last"] or "9999"
            if before["id"] != after["id"] and len(end) != 7 and end > after["first"]:
                doubled.append((*seat, before["id"], after["id"]))
    assert doubled == []


def test_every_role_has_an_example_that_holds_it() -> None:
    assert [row["word"] for row in rows("roles") if row["word"] not in row["example"].lower()] == []


def test_who_is_called_by_surname_holds_a_known_office() -> None:
    offices = {row["office"] for row in rows("leaders")} | {row["word"] for row in rows("office_words")}
    assert {row["word"] for row in rows("actor_words") if row["class"] in ("top", "salient")} - offices == set()


def test_roles_are_lower_case_and_stand_once() -> None:
    words = [row["word"] for row in rows("roles")]
    assert words == [word.lower() for word in words]
    assert len(words) == len(set(words))


def test_places_of_regions_are_on_earth() -> None:
    for row in rows("regions"):
        assert (row["kind"] == "adjective") == (row["latitude"] == "") == (row["longitude"] == "")
        if row["latitude"]:
            assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180


def holder(country: str, office: str, day: str) -> set[str]:
    return {
        row["id"]
        for row in rows("leaders")
        if (row["country"], row["office"]) == (country, office)
        and row["first"] <= day
        and (not row["last"] or day <= row["last"])
    }


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("USA", "president", "2013-02-07", "barack-obama"),
        ("USA", "president", "2018-06-12", "donald-trump"),
        ("IRN", "supreme leader", "2013-02-07", "ali-khamenei"),
        ("IRQ", "president", "1991-01-17", "saddam-hussein"),
        ("ZAF", "president", "1995-06-24", "nelson-mandela"),
        ("RUS", "foreign minister", "2008-08-08", "sergei-lavrov"),
        ("DEU", "chancellor", "2015-09-04", "angela-merkel"),
        ("KOR", "president", "2000-06-13", "kim-dae-jung"),
        ("IGO", "secretary-general of united-nations", "2003-03-20", "kofi-annan"),
        ("UKR", "president", "2022-02-24", "volodymyr-zelensky"),
    ],
)
def test_who_held_an_office_on_a_day(country: str, office: str, day: str, person: str) -> None:
    assert holder(country, office, day) == {person}
