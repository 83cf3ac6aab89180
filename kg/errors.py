"""Every error that this package raises on purpose.

A message tells where, what is wrong, and what was wanted, in one line.
"""

# characters of a message that are shown; what is longer quotes hostile input
_LONGEST = 1_000


class KgError(Exception):
    """Base of all errors that a user can mend; the command line prints them as one line."""

    def __str__(self) -> str:
        """One line, without anything that moves a terminal's cursor or turns its writing round."""
        text = super().__str__()
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return "".join(char if char.isprintable() else " " for char in text)


class InputError(KgError):
    """An input cannot be read as an article: which file or line, and why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class SkippedArticle(InputError):
    """An article that was read but is not coded (another language, empty, no letters); counted by reason."""


class FetchError(InputError):
    """An address of the web cannot be read; where the reason is `passing`, trying later may help.

    `wait` are the seconds that the server wants us to stay away, 0 where it says nothing.
    """

    def __init__(self, where: str, reason: str, passing: bool = False, wait: float = 0.0) -> None:
        super().__init__(where, reason)
        self.passing = passing
        self.wait = wait


class TableError(KgError):
    """A row of a table under `schemas/` or of a user's own table is wrong.

    `line` is 1-based and counts the header; 0 means the file as a whole.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class ModelError(KgError):
    """A language model is missing or does not fit."""


class WorkerError(KgError):
    """Processes that share the work cannot be started, or cannot load what they need."""


class GraphError(KgError):
    """A graph folder or file cannot be opened, is locked, damaged, or of another version."""


class QueryError(KgError):
    """A SPARQL query is malformed or asks for what is switched off."""


class ExportError(KgError):
    """A graph cannot be written in the way that was asked for."""


class JudgementError(KgError):
    """A judgement (same, different) contradicts itself or names what is not there."""
