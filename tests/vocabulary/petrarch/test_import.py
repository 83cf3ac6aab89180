"""Dictionaries of older coders become our tables; what our rows cannot say is listed with line and reason."""

import csv
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.model import Article
from kg.pipeline import Options, Pipeline
from kg.vocabulary.lexicon import load_lexicon
from kg.vocabulary.petrarch.codes import Codes, UnknownCode
from kg.vocabulary.petrarch.lines import Converted
from kg.vocabulary.petrarch.patterns import Conditions, Unsayable, conditions
from kg.vocabulary.petrarch.write import convert, kind_of, write

CODES = Codes()
VERBS = """\
# our own sample
<!-- a remark
over two lines -->
&CARGO
+BARLEY
+TENT_
+WINTER_COATS
+VERY LONG CARGO NAME

--- FERRY [070] ---
FERRY {FERRIES FERRIED FERRYING }  # ours
SHIP [---]
+HAULED_BY {}
- * &CARGO (TO +)            [073]  # FERRY
- * {RIOT POLICE} (TO BORDER)   [153]
- * ENVOY                    [042:043]
- &CARGO * TENT              [073]
- * NOT BARLEY               [120]
- * (BEFORE COURT)           [:173]
- * BARLEY TENT SUGAR        [070]
- * CANNON                   [999]

~ a (a b Q) SAY = a b _ Q

PALAVER [046] ; old style, without a heading
JAW
- % * WITH +   [046:046]
"""
ACTORS = """\
; our own sample
URSULA_NDONGO_  ; president of nowhere
+U._NDONGO_
\t[GABELI 700101-820630]
\t[GABGOV >20090816]
GREEN_RIVER_FRONT_ [GABREB]
+GRF_
MARSH_LEAGUE_ [XYZREB]
FRANCE_ [FRA]
+GAULLAND_
EASTERN_RELIEF_UNION_ [IGOERU]
NAMELESS_
\t[GABGOV 990231-980101]
"""
AGENTS = """\
!FOLK! = MAN, WOMEN
SKIPPER [~MIL]
ENVOY {} [~GOVFRM]
MARKSMAN {MARKSMEN} [~REB]
PATROL!FOLK! [~COP]
FRIENDS_OF_PEACE [NGO~]
JUGGLER [~JUG]
"""


def imported(tmp_path: Path, text: str, kind: str = "") -> Converted:
    path = tmp_path / "dictionary.txt"
    path.write_text(text, encoding="utf-8")
    return convert([path], kind)


def rows(found: Converted, *columns: str, table: str = "actions.csv") -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in found.tables[table]]


def left(found: Converted) -> dict[int, str]:
    return {one.line: one.reason for one in found.unconverted}


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("- * AID", Conditions(object="aid")),
        ("- $ * +", Conditions(object="@party")),
        ("- * + AID", Conditions(object="aid")),
        ("- ** BARLEY (TO +)", Conditions(object="barley", preposition="to", target="to")),
        ("- * (TO BORDER)", Conditions(preposition="to:border")),
        ("- * OFF (FOR)", Conditions(particle="off", preposition="for")),
        ("- * (ASIDE QUARREL)", Conditions(particle="aside", object="quarrel")),
        ("- * OUT PLAN", Conditions(particle="out", object="plan")),
        ("- * OUTPOST IN +", Conditions(object="outpost", preposition="in", target="in")),
        ("- * {NEW SANCTIONS}", Conditions(object="new sanction")),
        ("- * CEASE_FIRE", Conditions(object="cease fire")),
        ("- * &CARGO", Conditions(object="@imported-cargo")),
        ("- * ^ WITH &CARGO_", Conditions(preposition="with:@imported-cargo")),
        ("- % * WITH +", Conditions(preposition="with", target="with", mutual=True)),
        ("- * THAT", Conditions(complement="that")),
    ],
)
def test_a_pattern_becomes_conditions(pattern: str, wanted: Conditions) -> None:
    assert conditions(pattern) == wanted


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("- &MILITARY * EXERCISES", "before the verb"),
        ("- * WILL BARLEY", "negation and mood"),
        ("- * LIFT TRADE BAN", "several words in a row"),
        ("- * {A VERY OLD TREATY}", "more than two words"),
        ("- * AID (TO +) (OVER LAND)", "more than one preposition"),
        ("- * AID +", "the target after an object"),
        ("- * BY $", "governs nothing"),
        ("- AID", "has no verb"),
    ],
)
def test_what_a_row_cannot_ask_for_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(Unsayable, match=reason):
        conditions(pattern)


@pytest.mark.parametrize(
    ("code", "type_", "cameo", "mutual"),
    [
        ("070", "AID", "070", False),
        ("07", "AID", "07", False),
        ("0841", "RETREAT", "0841", False),
        ("---", "NONE", "", False),
        ("010", "NONE", "", False),
        ("046:046", "CONSULT", "046", True),
    ],
)
def test_codes_of_cameo_have_types(code: str, type_: str, cameo: str, mutual: bool) -> None:
    meaning = CODES.event(code)
    assert (meaning.type, meaning.cameo, meaning.mutual) == (type_, cameo, mutual)


def test_codes_of_actors_have_country_and_sector() -> None:
    assert CODES.actor("IRNMIL") == ("IRN", "MIL")
    assert CODES.actor("SYRREBSAF") == ("SYR", "REB")
    assert CODES.actor("IGOUNO") == ("IGO", "")
    assert CODES.actor("USAMED") == ("USA", "JRN")
    with pytest.raises(UnknownCode, match="no country"):
        CODES.actor("QQQGOV")


def test_verbs_become_rows_of_actions(tmp_path: Path) -> None:
    found = imported(tmp_path, VERBS)
    assert rows(found, "word", "object", "preposition", "target", "type", "cameo", "reciprocal") == [
        ("ferry", "", "", "", "AID", "070", ""),
        ("ship", "", "", "", "NONE", "", ""),
        ("ferry|ship", "@imported-cargo", "to", "to", "AID", "073", ""),
        ("ferry|ship", "riot police", "to:border", "", "MOBILIZE", "153", ""),
        ("ferry|ship", "envoy", "", "", "CONSULT", "042", "yes"),
        ("palaver|jaw", "", "", "", "CONSULT", "046", ""),
        ("palaver|jaw", "", "with", "with", "CONSULT", "046", "yes"),
    ]
    assert rows(found, "class", "words", table="classes.csv") == [
        ("imported-cargo", "barley|tent|winter coats|winter coat")
    ]
    assert found.tables["actions.csv"][0]["note"] == "dictionary.txt, line 11; ferry: ferries ferried ferrying"


def test_nothing_of_a_dictionary_is_dropped_in_silence(tmp_path: Path) -> None:
    reasons = left(imported(tmp_path, VERBS))
    assert {line: reason[:30] for line, reason in reasons.items()} == {
        8: "a phrase of more than two word",
        13: "which of the words is the verb",
        16: "in part: the other direction h",
        17: "asks for &CARGO before the ver",
        18: "asks for NOT: negation and moo",
        19: "codes only what the target doe",
        20: "several words in a row: which ",
        21: "'999' is no code of CAMEO",
        23: "rewrites one coded clause into",
    }


def test_actors_become_a_list_with_days(tmp_path: Path) -> None:
    found = imported(tmp_path, ACTORS)
    columns = ("name", "kind", "country", "sector", "aliases", "first", "last")
    assert rows(found, *columns, table="actors.csv") == [
        ("Ursula Ndongo", "person", "GAB", "ELI", "U. Ndongo", "1970-01-01", "1982-06-30"),
        ("Ursula Ndongo", "person", "GAB", "GOV", "U. Ndongo", "2009-08-16", ""),
        ("Green River Front", "organization", "GAB", "REB", "GRF", "", ""),
        ("Eastern Relief Union", "organization", "IGO", "", "", "", ""),
    ]
    assert left(found) == {
        8: "'XYZREB' begins with no country and no sector that we know",
        9: "a country, whose names stand in a table of their own; names that ours lack: Gaulland",
        12: "has no code, or a null code alone",
        13: "[GABGOV 990231-980101] ends before it begins",
    }


def test_agents_become_roles(tmp_path: Path) -> None:
    found = imported(tmp_path, AGENTS)
    assert rows(found, "word", "sector", "number", table="roles.csv") == [
        ("skipper", "MIL", "person"),
        ("skippers", "MIL", "group"),
        ("envoy", "GOV", "group"),
        ("marksman", "REB", "person"),
        ("marksmen", "REB", "group"),
        ("patrolman", "COP", "person"),
        ("patrolwomen", "COP", "person"),
    ]
    assert set(left(found)) == {6, 7}


def test_kinds_are_told_apart_by_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    for text, kind in ((VERBS, "verbs"), (ACTORS, "actors"), (AGENTS, "agents")):
        path.write_text(text, encoding="utf-8")
        assert kind_of(path) == kind
    path.write_text("just words\n", encoding="utf-8")
    with pytest.raises(TableError, match="no dictionary"):
        kind_of(path)


def test_imported_tables_code_sentences(tmp_path: Path) -> None:
    for name, text in (("verbs.txt", VERBS), ("actors.txt", ACTORS), ("agents.txt", AGENTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "own"
    written = dict(write(convert(sorted(tmp_path.glob("*.txt"))), out))
    assert written == {"actors.csv": 4, "roles.csv": 7, "classes.csv": 1, "actions.csv": 7, "unconverted.csv": 15}
    with (out / "unconverted.csv").open(encoding="utf-8") as table:
        assert next(csv.DictReader(table))["file"] == "actors.txt"
    assert load_lexicon([out]).classes["imported-cargo"] >= {"barley", "tent"}
    pipeline = Pipeline(Options(lexicons=(out,), actors=(out / "actors.csv",)))
    text = "On Monday the Green River Front ferried barley to Chad."
    (mention,) = pipeline.code(Article("a", text), pipeline.parser.one(text))
    assert (mention.event.type, mention.claim.cameo) == ("AID", "073")
    assert (mention.event.actor.country, mention.event.actor.sector, mention.event.target.id) == ("GAB", "REB", "TCD")


def test_a_folder_with_tables_is_not_overwritten(tmp_path: Path) -> None:
    found = imported(tmp_path, AGENTS)
    write(found, tmp_path / "own")
    with pytest.raises(TableError, match="stands there already"):
        write(found, tmp_path / "own")
