"""`kg.code` on spans and texts of every kind."""

import pytest

import kg
from kg.errors import InputError

SENTENCE = "Kenya threatened to close its border with Somalia."
Span = tuple[int, int]


def span(words: str, text: str = SENTENCE) -> Span:
    return text.index(words), text.index(words) + len(words)


def test_the_type_of_what_one_party_does_to_the_other() -> None:
    found = kg.code(SENTENCE, span("Kenya"), span("Somalia"))
    assert found.type == "THREATEN"
    assert 0.25 <= found.confidence <= 1
    assert found.reasons


def test_an_open_end_is_allowed() -> None:
    assert kg.code(SENTENCE, span("Kenya"), None).type == "THREATEN"
    assert kg.code(SENTENCE, None, None) is None
    text = "Peru was accused of spying."
    assert kg.code(text, None, span("Peru", text)).type == "ACCUSE"


def test_part_of_a_word_means_the_word() -> None:
    assert kg.code(SENTENCE, (2, 3), (42, 43)) == kg.code(SENTENCE, span("Kenya"), span("Somalia"))


def test_one_party_may_lie_within_the_other() -> None:
    text = "Guards beat a prisoner of the guards of Peru in Lima."
    assert kg.code(text, span("Guards", text), span("a prisoner of the guards of Peru", text)).type == "ASSAULT"
    assert kg.code(SENTENCE, span("Kenya"), span("Kenya threatened")) is not None


def test_the_same_words_are_not_two_parties() -> None:
    with pytest.raises(InputError, match=r"actor \(0, 5\), target \(0, 4\): both mark 'Kenya', wanted two parties"):
        kg.code(SENTENCE, (0, 5), (0, 4))


@pytest.mark.parametrize("actor", [(900, 905), (0, 900), (-5, 5), (5, 0), (0, 0), (5, 6)])
def test_offsets_that_mark_no_words_are_refused(actor: Span) -> None:
    with pytest.raises(InputError, match=r"actor \(.*\): marks no words, wanted start and end within 0 to 50"):
        kg.code(SENTENCE, actor, None)


def test_an_empty_text_has_nothing_to_mark() -> None:
    assert kg.code("", None, None) is None
    for text in ("", "   "):
        with pytest.raises(InputError, match="marks no words"):
            kg.code(text, (0, 3), None)


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Kenia ha amenazado con cerrar la frontera que la separa de Somalia.", "Kenia", "Somalia"),
        ("Кения пригрозила Сомали.", "Кения", "Сомали"),
        ("肯尼亚威胁索马里。", "肯尼亚", "索马里"),
    ],
)
def test_text_in_another_language_gives_nothing(text: str, actor: str, target: str) -> None:
    assert kg.code(text, span(actor, text), span(target, text)) is None


def test_a_guess_is_no_answer_unless_asked_for() -> None:
    assert kg.code("Kenya", (0, 5), None) is None
    assert kg.code(SENTENCE, span("Kenya"), span("Somalia"), min_confidence=1.0) is None


def test_only_the_sentence_of_the_actor_counts() -> None:
    text = "Kenya met Peru. Somalia bombed Chad."
    assert kg.code(text, span("Kenya", text), span("Chad", text)).type == "CONSULT"


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InputError, match="text: holds half a character at 0"):
        kg.code("\ud800 Kenya accused Somalia.", (2, 7), None)
