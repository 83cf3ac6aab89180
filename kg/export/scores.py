"""What the codebook says about an event: its Goldstein score and its quad class."""

from kg.export.events import GraphEvent
from kg.vocabulary.codebook import Codebook, load_codebook

# The four classes of event data, by the numbers that GDELT gives them.
QUAD_NAMES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
_NUMBERS = {name: number for number, name in QUAD_NAMES.items()}
