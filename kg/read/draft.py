"""What a format's reader makes of one article before it is checked and becomes an `Article`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """`where` names the file (and line) in messages. `published` are the words of dates, the most trusted first.

    `by_address` says that `id` follows from the address, at which several texts may have stood.
    `notes` are remarks for the user on what was mended or left out in reading.
    """

    where: str
    text: str
    title: str = ""
    id: str = ""
    published: tuple[str, ...] = ()
    url: str = ""
    publisher: str = ""
    by_address: bool = False
    notes: tuple[str, ...] = ()
