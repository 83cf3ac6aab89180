"""Reads the tables and ontologies under `schemas/`. Knowledge is data; this package only loads it."""
