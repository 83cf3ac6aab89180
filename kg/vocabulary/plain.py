"""Text from anywhere as a terminal may show it: names in the news, in files and in graphs of strangers."""

REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """One line without what a terminal would obey: control characters, escape sequences, marks of direction."""
    return "".join(c if c.isprintable() else REPLACEMENT for c in " ".join(text.split()))


def counted(count: int, what: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
