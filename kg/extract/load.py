"""Loads the extractor: rules and the learned coder."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.coder import LearnedCoder
from kg.extract.learned import LearnedExtractor
from kg.extract.linear import load_model
from kg.extract.parties import Parties
from kg.extract.rules import RuleExtractor
from kg.vocabulary.lexicon import Lexicon, load_lexicon
from kg.vocabulary.tables import schemas_dir

if TYPE_CHECKING:
    from kg.vocabulary.actors import ActorTables

__all__ = ["load_extractor", "load_parties", "load_rules"]


def load_extractor(tables: "ActorTables", lexicons: Iterable[Path] = ()) -> LearnedCoder:
    """Rules and the learned coder together, with the project's lexicon and the user's own folders of rows.

    Raises TableError for wrong rows, ModelError where the weights are missing.
    """
    lexicon = load_lexicon(lexicons)
    parties = load_parties(tables, lexicon)
    acts, ends, pairs = (load_model(schemas_dir() / f"{name}.npz") for name in ("acts", "ends", "coder"))
    finder = LearnedExtractor(acts, ends, lexicon, parties)
    return LearnedCoder(pairs, finder, lexicon, RuleExtractor(lexicon, parties))


def load_parties(tables: "ActorTables", lexicon: Lexicon) -> Parties:
    """What the actor tables know of noun phrases."""
    last_words = frozenset(name.split()[-1] for name in tables.roles if " " in name)
    return Parties(tables.role_sector, tables.name_sector, last_words, lexicon)


def load_rules(tables: "ActorTables", lexicon: Lexicon) -> RuleExtractor:
    """The rules alone."""
    return RuleExtractor(lexicon, load_parties(tables, lexicon))
