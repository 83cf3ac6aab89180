"""What `kg codebook` shows."""

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError


def shown(*code: str) -> list[str]:
    return CliRunner().invoke(app, ["codebook", *code], catch_exceptions=False).output.splitlines()


def test_all_types_and_contexts_are_listed() -> None:
    lines = shown()
    assert lines[0].startswith("AGREE      verbal cooperation      2.5  ")
    assert lines.index("contexts") == 17
    assert len(lines) == 18 + 37


def test_a_type_is_shown_with_modes_examples_and_cameo_codes() -> None:
    lines = shown("protest")
    assert lines[0] == "PROTEST (material conflict, score -5.0)"
    assert "modes: demo, riot, strike, hunger, boycott, obstruct, vandalize" in lines
    assert "    Nurses in Lusaka walked out over pay." in lines
    assert "  141   Demonstrate or rally (PROTEST demo, score -6.5)" in lines
    assert lines[-1] == "direct edge: act:protests"


def test_a_mode_of_two_types_is_shown_for_both() -> None:
    assert [line for line in shown("withdraw") if not line.startswith(" ")] == [
        "withdraw (mode of RETREAT, score 8.0)",
        "withdraw (mode of SANCTION, score -6.0)",
    ]


def test_contexts_and_cameo_codes_are_shown() -> None:
    assert shown("gender")[0] == "gender (context)"
    assert shown("116")[0].startswith(
        "116   Find guilty or liable (legally) (SANCTION convict, score -2.0); the mapping"
    )
    assert shown("c010") == ["010   Make statement (no event, score 0.0)"]


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(InputError, match="no such type"):
        shown("FIGHT")
