"""Parses in which words seem to contain themselves come to an end."""

import pytest

from kg.model import Article
from kg.pipeline import Pipeline


@pytest.mark.parametrize(
    "sentence",
    [
        "The court ordered the arrest of a third one who has been at large since May.",
        "The judge regretted the siege of the one that fell.",
    ],
)
def test_one_is_not_the_noun_that_governs_it(sentence: str, pipeline: Pipeline) -> None:
    pipeline.code(Article("a", sentence), pipeline.parser.one(sentence))
