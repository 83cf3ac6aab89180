"""What one party does to another in a text, for users who bring the two mentions themselves."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coding:
    """A PLOVER type, its probability from 0 to 1, and the features that spoke most for it with their weights."""

    type: str
    confidence: float
    reasons: tuple[tuple[str, float], ...]


def code(text: str, actor: Span | None, target: Span | None, *, min_confidence: float | None = None) -> Coding | None:
    """What the first party does to the second in a text, None where that is nothing or less sure than `min_confidence`.

    For users who bring their own mentions: `actor` and `target` are (start, end) character offsets into the text, end
    exclusive; an offset within a word means the whole word. One of them may be None where the text names nobody; with
    both None the answer is None. One may lie within the other ("Iran's president" and "Iran"), but they may not be the
    same words. Only the sentence of the actor, else of the target, is looked at. Without `min_confidence` answers below
    0.25 are left out, which are guesses. Text in another language than English gives None.
    Raises InputError for offsets that mark no words of the text, or the same words twice.
    """
    from kg.errors import InputError
    from kg.evaluate.given import GUESS
    from kg.read.language import is_english

    try:
        text.encode()
    except UnicodeEncodeError as wrong:
        raise InputError("text", f"holds half a character at {wrong.start}") from wrong
    pipeline = _loaded()
    doc = pipeline.parser.one(text)
    spans = []
    for name, offsets in (("actor", actor), ("target", target)):
        span = doc.char_span(*offsets, alignment_mode="expand") if offsets is not None else None
        if offsets is not None and (span is None or not span.text.strip()):
            raise InputError(f"{name} {offsets}", f"marks no words, wanted start and end within 0 to {len(doc.text)}")
        spans.append(span)
    if not is_english(text):
        return None
    one, other = spans
    if one is not None and other is not None and (one.start, one.end) == (other.start, other.end):
        raise InputError(f"actor {actor}, target {target}", f"both mark {one.text!r}, wanted two parties")
    found = pipeline.extractor.code(doc, one, other)
    least = GUESS if min_confidence is None else min_confidence
    if found is None or found.confidence < least:
        return None
    return Coding(found.type, round(found.confidence, 3), found.reasons)


@cache
def _loaded() -> "Pipeline":
    from kg.pipeline import Options, Pipeline

    return Pipeline(Options())
