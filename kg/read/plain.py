"""Plain text pages: the story without menus, advertisements and teasers, its title and its days.

A text that shows no sign of page furniture keeps every line but those of date and author.
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from kg.read.dates import find_dates
from kg.read.draft import Draft
from kg.read.furniture import (
    BOX,
    CAPTION,
    CREDIT,
    DROP,
    PUBLISHED,
    STOP,
    UPDATED,
    dates_of_line,
    effect_of,
    is_byline,
    is_placeholder,
    is_prose,
)
from kg.read.layout import paragraphs

PROSE, LABEL, DATE, BYLINE = "prose", "label", "date", "byline"

# signs of a scraped page: so many dropped lines, or so many lines in a row that are no sentences
_DROPS, _MENU = 2, 6
# worth of a line in the search for the story, in words; prose counts its words
_WORTH = {LABEL: -8, BOX: -25, DROP: -3, CAPTION: -3, DATE: -1, BYLINE: -1, CREDIT: -1, PUBLISHED: -1, UPDATED: -1}
# the first stretch of so many words, or of a fifth of the longest (comments can outgrow a story), is the story
_STORY_WORDS, _STORY_SHARE = 60, 0.2
_TITLE_WORDS = (3, 25)
_TITLE_SHARE = 0.6
# so many lines further up a line counts half: titles stand over the story, menus above them
_TITLE_DISTANCE = 100
# a short line that a page has so often ("Article content", names of sections) is a label of the page
_OFTEN = 3
_SUBHEAD_WORDS = 5
_LEAD_PARAGRAPHS = 8
# how far from title and lead the line with the date stands
_NEAR = 4
# "TEHRAN, Feb. 7, 2013 (Agency) - "
_DATELINE = re.compile(r"^[^a-z]{2,40}?[\s,(]+(?=.{6,60}?(?:--|[-–—)]))")
_DATELINE_LENGTH = 70
_BULLET = re.compile(r"^(?:[-*•·‣▪]\s|\d{1,2}[.)]\s|[\"“'‘])")
_STEM = 5
# a teaser below a box is one paragraph about others; the story goes on with several and its own names
_SHARED_NAMES = 2
_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_LEADERS = frozenset("The But And For This That They She His Her Its After When With You".split())


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    kind: str
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Where the story stands among the lines: its first and last line (exclusive) and its title (-1 for none)."""

    first: int
    last: int
    title: int


def _line(text: str) -> Line:
    days = dates_of_line(text)
    effect = effect_of(text)
    if days and effect in ("", PUBLISHED, UPDATED):
        return Line(text, effect or DATE, days)
    if effect and effect not in (PUBLISHED, UPDATED):
        return Line(text, effect)
    if is_placeholder(text):
        return Line(text, DROP)
    if is_byline(text):
        return Line(text, BYLINE)
    return Line(text, PROSE if is_prose(text) else LABEL)


def is_furnished(lines: list[Line]) -> bool:
    """Whether a page shows its furniture."""
    kinds = [line.kind for line in lines]
    if STOP in kinds or BOX in kinds or kinds.count(DROP) >= _DROPS:
        return True
    in_a_row = 0
    for kind in kinds:
        in_a_row = in_a_row + 1 if kind == LABEL else 0
        if in_a_row >= _MENU:
            return True
    return False


def _without_labels(lines: list[Line]) -> list[Line]:
    """The lines with those labels dropped that the page repeats; what is longer can be its title."""
    times = Counter(line.text for line in lines if line.kind == LABEL and len(line.text.split()) <= _TITLE_WORDS[0])
    return [replace(line, kind=DROP) if times[line.text] >= _OFTEN else line for line in lines]


def _best_stretch(lines: list[Line], first: int, last: int) -> tuple[int, int, int]:
    """Worth, first and last (exclusive) of the stretch with the most prose for its other lines."""
    best, best_first, best_last = 0, first, first
    worth, start = 0, first
    for at in range(first, last):
        line = lines[at]
        if worth <= 0:
            worth, start = 0, at
        worth += len(line.text.split()) if line.kind == PROSE else _WORTH[line.kind]
        if worth > best:
            best, best_first, best_last = worth, start, at + 1
    return best, best_first, best_last


def _stretch(lines: list[Line]) -> tuple[int, int]:
    """The lines of the story: no line that ends stories stands among them. (0, 0) where there is no prose."""
    stops = [-1, *(at for at, line in enumerate(lines) if line.kind == STOP), len(lines)]
    found = [_best_stretch(lines, before + 1, after) for before, after in itertools.pairwise(stops)]
    most = max(worth for worth, _, _ in found)
    enough = min(most, max(_STORY_WORDS, int(_STORY_SHARE * most)))
    return next((first, last) for worth, first, last in found if worth >= enough)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W_]{4,}", text.casefold())}


def _title_of(lines: list[Line], first: int, last: int, lead: set[str]) -> int:
    """The first line over the story that shares about as many words with it as any. -1 where none looks like one."""
    least, most = _TITLE_WORDS
    # a teaser or a question for a title can be taken for the first lines of the story: the date stands below the title
    dates = (at for at in range(first, min(first + _NEAR, last)) if lines[at].kind in (DATE, PUBLISHED))
    below = next(dates, first)
    candidates = [
        (len(_stems(lines[at].text) & lead) / (1 + (below - at) / _TITLE_DISTANCE), at)
        for at in range(below)
        if _heads(lines[at]) and least <= len(lines[at].text.split()) <= most
    ]
    shared = max(candidates, default=(0, -1))[0]
    if not shared:
        return candidates[-1][1] if candidates else -1
    # decks and captions below it can share more
    return next(at for count, at in candidates if _TITLE_SHARE * shared <= count)


def _story(lines: list[Line], furnished: bool) -> Story:
    if not furnished:
        content = [at for at, line in enumerate(lines) if line.kind in (PROSE, LABEL)]
        headed = len(content) > 1 and _heads(lines[content[0]])
        return Story(content[0] if content else 0, len(lines), content[0] if headed else -1)
    first, last = _stretch(lines)
    prose = [line.text for line in lines[first:last] if line.kind == PROSE]
    title = _title_of(lines, first, last, _stems(" ".join(prose[:_LEAD_PARAGRAPHS])))
    return Story(max(first, title + 1), last, title)


def _heads(line: Line) -> bool:
    """Whether a line can be a headline: short, without a full stop."""
    return len(line.text.split()) <= _TITLE_WORDS[1] and (line.kind == LABEL or line.text.endswith(("?", "!")))


def _kept(lines: list[Line], story: Story, furnished: bool) -> list[str]:
    """The paragraphs of the body in order."""
    if not furnished:
        return [line.text for at, line in enumerate(lines) if line.kind in (PROSE, LABEL) and at != story.title]
    lead = _stems(" ".join(line.text for line in lines[story.first : story.last] if line.kind == PROSE))
    decks = [
        line.text
        for line in (lines[story.title + 1 : story.first] if story.title >= 0 else ())
        if line.kind == PROSE or (line.kind == LABEL and _is_deck(line.text, lead))
    ]
    body = [
        lines[at].text
        for section in _sections(lines, story)
        for at in section
        if lines[at].kind == PROSE or (lines[at].kind == LABEL and _belongs(lines, at))
    ]
    return list(dict.fromkeys(decks + body))


def _sections(lines: list[Line], story: Story) -> list[range]:
    """The stretches between boxes of other stories that go on with this one."""
    boxes = [at for at in range(story.first, story.last) if lines[at].kind == BOX]
    bounds = [story.first, *boxes, story.last]
    kept: list[range] = []
    names: set[str] = set()
    for first, last in itertools.pairwise(bounds):
        section = range(first, last)
        prose = [at for at in section if lines[at].kind == PROSE]
        own = {name for at in prose for name in _NAME.findall(lines[at].text)} - _LEADERS
        kinds = [lines[at].kind for at in section if lines[at].kind != DROP]
        in_a_row = (PROSE, PROSE) in itertools.pairwise(kinds)
        if not names or (in_a_row and (len(own & names) >= _SHARED_NAMES or not own)):
            kept.append(section)
            names |= own
    return kept


def _is_deck(text: str, lead: set[str]) -> bool:
    stems = _stems(text)
    return len(text.split()) >= _SUBHEAD_WORDS and 2 * len(stems & lead) >= len(stems)


def _belongs(lines: list[Line], at: int) -> bool:
    """Whether a line without a sentence's end is a subhead or an item of the story rather than a link."""
    text = lines[at].text
    alone = at > 0 and lines[at - 1].kind == PROSE and at + 1 < len(lines) and lines[at + 1].kind == PROSE
    return bool(_BULLET.match(text)) or (alone and len(text.split()) <= _SUBHEAD_WORDS)


def _days(lines: list[Line], story: Story) -> tuple[str, ...]:
    """The words of dates, the most trusted first: said to be of publication, beside the title, in the dateline,
    above the title, of an update, at the head of the page, at the foot of the story."""
    head = story.title if story.title >= 0 else story.first
    lead = min(story.first + _NEAR, story.last)
    dateline = tuple(words for line in lines[story.first : story.last][:1] for words in _dateline(line.text))

    def of(kind: str, first: int, last: int) -> tuple[str, ...]:
        return tuple(words for line in lines[max(first, 0) : last] if line.kind == kind for words in line.days)

    return tuple(
        dict.fromkeys(
            of(PUBLISHED, 0, story.last + _NEAR)
            + of(DATE, head, lead)
            + dateline
            + of(DATE, head - _NEAR, head)
            + of(UPDATED, head - _NEAR, story.last + _NEAR)
            + of(DATE, 0, head)
            + of(DATE, lead, _foot(lines, story))
        )
    )


def _foot(lines: list[Line], story: Story) -> int:
    """A few lines below the story, but none from where other stories begin."""
    below = range(story.last, min(story.last + _NEAR, len(lines)))
    return next((at for at in below if lines[at].kind == STOP), below.stop)


def _dateline(text: str) -> tuple[str, ...]:
    if not _DATELINE.match(text):
        return ()
    return tuple(one.words for one in find_dates(text[:_DATELINE_LENGTH]))[:1]


def without_furniture(texts: list[str]) -> list[str]:
    """The paragraphs of a page's main part without the furniture that stood between them."""
    lines = [_line(text) for text in texts]
    end = next((at for at, line in enumerate(lines) if line.kind == STOP and 2 * at >= len(lines)), len(lines))
    lost = (STOP, BOX, DROP, CAPTION, CREDIT, BYLINE)
    return [line.text for line in lines[:end] if line.kind not in lost and not line.days]


def read_plain(text: str, where: str, note: str = "") -> Draft:
    """Title, body and dates of a page as text."""
    lines = [_line(paragraph) for paragraph in paragraphs(text)]
    furnished = is_furnished(lines)
    if furnished:
        lines = _without_labels(lines)
    story = _story(lines, furnished)
    if furnished and story.last == story.first:  # furniture without any sentence: at least lose no headline
        furnished, story = False, _story(lines, False)
    return Draft(
        where,
        "\n\n".join(_kept(lines, story, furnished)),
        lines[story.title].text if story.title >= 0 else "",
        published=_days(lines, story),
        notes=(note,) if note else (),
    )
