"""News pages in HTML: title, body, date and publisher by trafilatura and htmldate."""

from datetime import date

from kg.errors import InputError
from kg.read.decode import decode
from kg.read.draft import Draft


def read_html(raw: bytes, where: str) -> Draft:
    """The article of a page. Raises InputError where the page holds none."""
    from htmldate import find_date
    from trafilatura import bare_extraction

    decoded = decode(raw, where)
    found = bare_extraction(
        decoded.text, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True
    )
    body = (found.text or "").strip() if found is not None else ""
    if found is None or not body:
        raise InputError(where, "no article found in the page")
    day = find_date(decoded.text, original_date=True, extensive_search=False, max_date=date.today().isoformat())
    published = tuple(filter(None, (day, found.date)))[:1]
    return Draft(
        where,
        "\n\n".join(line.strip() for line in body.splitlines() if line.strip()),
        (found.title or "").strip(),
        published=published,
        url=found.url or "",
        publisher=found.sitename or found.hostname or "",
        notes=(decoded.note,) if decoded.note else (),
    )
