"""Where sentences end before the model has a say: at paragraphs and datelines. No model is needed."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.parse import break_sentences

ENGLISH = spacy.blank("en")


def starts(text: str) -> list[str]:
    """The texts from each sentence's start to the next, blanks at their ends left out."""
    doc = break_sentences(ENGLISH(text))
    begins = [token.idx for token in doc if token.i == 0 or token.is_sent_start]
    return [text[a:b].strip() for a, b in zip(begins, [*begins[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "dateline",
    [
        "KHARTOUM --",
        "KHARTOUM, Sudan -",
        "LA PAZ, Bolivia (Wire) \u2014",
        "UNITED NATIONS, May 3 (Wire) \u2013",
        "KHARTOUM (Wire):",
        "Khartoum (Wire) -",
        "Khartoum, Sudan -",
        "Khartoum, March 5, Wire -",
        "KHARTOUM, 5 March 2013 (Wire) --",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    assert starts(f"{dateline} The army fired.") == [dateline, "The army fired."]
    assert starts(f"Army fires\n\n{dateline} The army fired.") == ["Army fires", dateline, "The army fired."]


def test_a_short_lead_ends_with_its_paragraph() -> None:
    assert starts("KHARTOUM - Army fires\n\nThe army fired.") == ["KHARTOUM -", "Army fires", "The army fired."]


@pytest.mark.parametrize(
    "text",
    [
        "NATO \u2014 which has 32 members \u2014 met.",
        "The minister \u2014 He resigned \u2014 was silent.",
        "U.S. - China talks began.",
        "Peace talks - The envoy left.",
        "ANKARA: A court met.",
        "The army fired in KHARTOUM -- The capital.",
    ],
)
def test_other_dashes_end_no_sentence(text: str) -> None:
    assert starts(text) == [text]


@given(st.text(st.sampled_from("AB ,-()\n:\u2014x9."), max_size=60))
def test_any_text_keeps_all_its_characters(text: str) -> None:
    assert break_sentences(ENGLISH(text)).text == text
