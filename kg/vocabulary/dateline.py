"""The dateline of a news story: "KHARTOUM, Sudan (Wire) --", where it was filed, when, and by which agency."""

import re

# A town in capitals, or one with region, day or wire behind it, then a dash; a colon only after a wire. All parts are
# bounded, so that a text of capitals costs no more than any other.
DATELINE = re.compile(
    r"""
    (?:
        (?=[^a-z,(\n]{0,40}[A-Z]{3})
        (?P<capitals> [A-Z][A-Z'\u2019.-]{1,20} (?:\ [A-Z][A-Z'\u2019.-]{0,20}){0,4} )
        (?P<region> ,\ ?[A-Z\d][\w.\ ]{1,25} )? (?: ,\ ?[A-Z\d][\w.\ ]{1,25} ){0,2} (?: \ ?\([\w\ /.]{2,30}\) )?
      |
        (?P<town> [A-Z][\w'\u2019.-]{1,20} (?:\ [A-Z][\w'\u2019.-]{1,20}){0,2} )
        (?: (?P<country> ,\ ?[A-Z\d][\w.\ ]{1,25} ) (?: ,\ ?[A-Z\d][\w.\ ]{1,25} ){0,2} (?: \ ?\([\w\ /.]{2,30}\) )?
          | \ ?\([\w\ /.]{2,30}\) )
    )
    (?: \ ?(?:--|\u2014|\u2013)\s{0,3} | \ -\ | -\ | (?<=\))\ ?:\ ? ) (?![a-z\s])
    """,
    re.VERBOSE,
)


def dateline_end(text: str, start: int) -> int:
    """The offset of the first character after the dateline that begins at `start`; `start` where there is none."""
    found = DATELINE.match(text, start)
    return found.end() if found is not None else start


def filed_at(text: str, reach: int) -> str:
    """Town and region of the first dateline of a line that begins before `reach`; `""` where there is none."""
    for line in re.finditer(r"^[ \t]*(?=\S)", text[:reach], re.MULTILINE):
        found = DATELINE.match(text, line.end())
        if found is not None:
            town, region = found["capitals"] or found["town"], found["region"] or found["country"]
            return f"{town}{region or ''}".strip()
    return ""
