"""Where sentences end before the model has a say: at paragraphs and datelines. No model is needed."""

import time

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


@given(st.lists(st.text(st.sampled_from("AB ,-():\u2014x9."), min_size=1, max_size=40), max_size=6))
def test_each_paragraph_begins_a_sentence_whatever_stands_in_it(paragraphs: list[str]) -> None:
    text = "\n\n".join(f"Q{paragraph}" for paragraph in paragraphs)
    doc = break_sentences(ENGLISH(text))
    begins = {token.idx for token in doc if token.i == 0 or token.is_sent_start}
    assert {at for at, sign in enumerate(text) if sign == "Q"} <= begins


@pytest.mark.parametrize(
    "text",
    ["AB\n\n" * 50_000, "1\n\n" * 60_000, "ABC, A " * 28_000, "ABC - A\n\n" * 20_000, "A" * 200_000],
    ids=["capitals", "digits", "commas", "datelines", "one word"],
)
def test_long_texts_take_no_longer_for_what_they_are_made_of(text: str) -> None:
    doc = ENGLISH.tokenizer(text[:200_000])
    began = time.process_time()
    break_sentences(doc)
    assert time.process_time() - began < 5
