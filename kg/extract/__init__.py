"""Who did what to whom in a clause: from parsed articles to claims."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.parties import Parties
from kg.extract.rules import RuleExtractor
from kg.vocabulary.lexicon import load_lexicon

if TYPE_CHECKING:
    from kg.vocabulary.actors import ActorTables

__all__ = ["RuleExtractor", "load_extractor"]


def load_extractor(tables: "ActorTables", lexicons: Iterable[Path] = ()) -> RuleExtractor:
    """The extractor with the project's lexicon and the user's own folders of rows. Raises TableError."""
    lexicon = load_lexicon(lexicons)
    return RuleExtractor(lexicon, Parties(tables.role_sector, tables.name_sector, lexicon))
