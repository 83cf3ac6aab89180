"""Lines of a text file to paragraphs: joins lines that were broken at a width, keeps all others apart."""

import itertools
from statistics import median

# plain text is broken at 60 to 100 characters; menus are narrower, paragraphs on one line wider
_NARROW, _WIDE = 45, 110
# a break in the middle of a sentence mostly comes before a small letter; between paragraphs and links hardly ever
_LEAST_GOING_ON = 0.4
# a line far under the common width ends its paragraph
_SHORT_LINE = 0.7


def _blocks(text: str) -> list[list[str]]:
    """Runs of lines between empty lines."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _width(blocks: list[list[str]]) -> int:
    """The width at which lines were broken, 0 where each line is a paragraph."""
    broken = [(len(line), after.strip()) for block in blocks for line, after in itertools.pairwise(block)]
    if not broken:
        return 0
    common = median(length for length, _ in broken)
    longest = max(len(line) for block in blocks for line in block)
    going_on = sum(1 for _, after in broken if after[0].islower()) / len(broken)
    if not _NARROW <= common <= _WIDE or longest > 2 * _WIDE or going_on < _LEAST_GOING_ON:
        return 0
    return int(common)


def _joined(block: list[str], width: int) -> list[str]:
    paragraphs: list[str] = []
    ended = True
    for line in block:
        indented = line[:1].isspace() and not block[0][:1].isspace()
        text = line.strip()
        if ended or indented:
            paragraphs.append(text)
        else:
            paragraphs[-1] += " " + text
        ended = len(text) < _SHORT_LINE * width
    return paragraphs


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, stripped, none empty."""
    blocks = _blocks(text)
    width = _width(blocks)
    if not width:
        return [line.strip() for block in blocks for line in block]
    return [paragraph for block in blocks for paragraph in _joined(block, width)]
