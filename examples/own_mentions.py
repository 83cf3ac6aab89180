"""Codes what one party does to another where you bring the mentions: `kg.code(text, actor, target)`."""

import kg


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


for text, actor, target in (
    ("Kenya threatened to close its border with Somalia.", "Kenya", "Somalia"),
    ("Kenya closed the refugee camps near Somalia, and Somalia thanked Ethiopia.", "Somalia", "Ethiopia"),
    ("Tea from Kenya costs more than tea from Somalia.", "Kenya", "Somalia"),
):
    found = kg.code(text, span(text, actor), span(text, target))
    print(f"{actor} -> {target}: {f'{found.type} ({found.confidence})' if found else 'nothing'}")
