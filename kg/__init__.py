"""Dyad: reads news and keeps a graph of who did what to whom, when, where, and who says so."""

# Importing a package binds its name here; done first, so that the functions of these names stay.
import kg.export
import kg.extract  # noqa: F401 - not used, bound
from kg.api import KnowledgeGraph, build, export, extract
from kg.api import open_graph as open
from kg.coding import Coding, code
from kg.errors import KgError

__all__ = ["Coding", "KgError", "KnowledgeGraph", "build", "code", "export", "extract", "open"]
