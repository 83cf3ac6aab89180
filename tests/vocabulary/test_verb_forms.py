"""Every form of a verb leads to the verb of the lexicon."""

import pytest

from kg.vocabulary.lexicon import load_lexicon
from kg.vocabulary.verb_forms import verb_forms


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("staged", "stage"),
        ("fined", "fine"),
        ("harasses", "harass"),
        ("banning", "ban"),
        ("permitted", "permit"),
        ("deployed", "deploy"),
        ("denies", "deny"),
        ("freed", "free"),
        ("rebuilt", "rebuild"),
        ("forgave", "forgive"),
        ("overthrown", "overthrow"),
    ],
)
def test_forms_of_the_lexicon(form: str, verb: str) -> None:
    assert load_lexicon().verb_forms[form] == verb


def test_a_form_of_two_verbs_is_left_to_the_parser() -> None:
    forms = verb_forms(["bar", "bare"])
    assert "bared" not in forms and "baring" not in forms
    assert forms["barred"] == "bar"
