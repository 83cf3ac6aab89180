"""A parse as text, for people who look for the cause of an error."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def parse_of(part: "Doc | Span") -> str:
    """Each word with its tag, relation and the number of its head in the sentence: "rejects/VBZ/ROOT>1"."""
    return " ".join(f"{t.text}/{t.tag_}/{t.dep_}>{t.head.i - t.sent.start}" for t in part if not t.is_space)
