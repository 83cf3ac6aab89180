"""What the codebook says about an event: its Goldstein score and its quad class."""

from kg.export.events import GraphEvent
from kg.export.terms import codebook

# The four classes of event data, by the numbers that GDELT gives them; 0 is a type that the codebook lacks.
QUAD_NAMES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
_NUMBERS = {name: number for number, name in QUAD_NAMES.items()}


def quad_class(event: GraphEvent) -> int:
    known = codebook().types.get(event.type)
    return _NUMBERS.get(known.quad.lower(), 0) if known else 0


def goldstein(event: GraphEvent) -> float | None:
    """The score of the surest mention that has one, by its CAMEO code, mode or type; None for an unknown type."""
    mention = event.best
    return codebook().goldstein(event.type, mention.mode if mention else "", mention.cameo if mention else "")
