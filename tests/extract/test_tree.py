"""The plain tree says what spaCy's parse says."""

import pytest
from spacy.tokens import Doc

from kg.extract.tree import Tree
from kg.pipeline import Pipeline

TEXTS = [
    "",
    " ",
    "Mali rejects talks\n\nBAMAKO (Reuters) - Mali's junta won't  meet the rebels, its foreign minister said Monday.",
    "The U.S. and “South” Korea — long allies — signed, sealed and 🤝 delivered a pact. It holds.",
]


@pytest.fixture(scope="module")
def docs(pipeline: Pipeline) -> list[Doc]:
    return [pipeline.parser.one(text) for text in TEXTS]


def test_words_have_the_attributes_of_tokens(docs: list[Doc]) -> None:
    for doc in docs:
        tree = Tree(doc)
        assert tree.text == doc.text
        for word, token in zip(tree, doc, strict=True):
            for name in "i idx text lower_ pos_ tag_ dep_ ent_type_ ent_iob_ is_punct is_space".split():
                assert getattr(word, name) == getattr(token, name)
            assert word.lemma == token.lemma_.lower()


def test_words_hang_as_tokens_do(docs: list[Doc]) -> None:
    for doc in docs:
        for word, token in zip(Tree(doc), doc, strict=True):
            assert word.head.i == token.head.i
            assert word.left_edge.i == token.left_edge.i
            for name in ("children", "lefts", "ancestors"):
                assert [other.i for other in getattr(word, name)] == [other.i for other in getattr(token, name)]
            assert {other.i for other in word.subtree} == {other.i for other in token.subtree}
            assert word.is_ancestor(word.head) == token.is_ancestor(token.head)


def test_runs_of_words_have_the_text_and_root_of_spans(docs: list[Doc]) -> None:
    for doc in docs:
        tree = Tree(doc)
        assert [(s.start, s.end, s.text) for s in tree.sents] == [(s.start, s.end, s.text) for s in doc.sents]
        for start in range(len(doc)):
            for end in range(start + 1, min(start + 6, len(doc)) + 1):
                words, span = tree[start:end], doc[start:end]
                assert (words.text, words.start_char, words.end_char) == (span.text, span.start_char, span.end_char)
                assert words.root.i == span.root.i
                again = tree.char_span(span.start_char, span.end_char)
                assert again is not None and (again.start, again.end) == (start, end)


def test_characters_within_a_word_stand_for_the_word(docs: list[Doc]) -> None:
    tree = Tree(docs[2])
    start = tree.text.index("ister said")
    words = tree.char_span(start, start + len("ister sai"))
    assert words is not None and words.text == "minister said"
