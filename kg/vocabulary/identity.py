"""What decides on events, as it is written into a graph: the version of the program, and a hash of its tables."""

from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.vocabulary.tables import schemas_dir


def program_version() -> str:
    try:
        return version("dyad-kg")
    except PackageNotFoundError:
        return "0"


def lexicon_hash(extra: Iterable[Path] = ()) -> str:
    """Hash of all that decides on events: tables, the user's own among them, and the weights of the learned coder."""
    total = sha256()
    tables = (file for folder in (schemas_dir() / "lexicon", *extra) for file in sorted(folder.glob("*.csv")))
    for file in (*tables, *sorted(schemas_dir().glob("*.npz"))):
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return f"sha256:{total.hexdigest()[:20]}"
