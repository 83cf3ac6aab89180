"""How well pages are read: the right day, the right title, the words of the body, on pages with known answers.

    python benchmarks/read.py PAGES.jsonl [--show]

A line of the file is {html_file, title, published, text}; `html_file` is relative to the file. Each page is read twice:
as HTML, and as the plain text that a browser would save of it, furniture and all. Words of the body are compared as a
bag: precision is the share of what was kept that belongs to the story, recall the share of the story that was kept.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Article
from kg.read import read_all

WORD = re.compile(r"\w+")
# elements that a browser begins on a new line
BLOCKS = frozenset(
    "address article aside blockquote br button dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol option p pre section select table td th title tr ul".split()
)
UNSEEN = frozenset("script style noscript template svg head iframe".split())


def as_text(raw: bytes) -> str:
    """What a browser saves of a page as text: the words in order, a line a block."""
    from lxml import html

    parts: list[str] = []

    def walk(node: Any) -> None:
        if not isinstance(node.tag, str) or node.tag in UNSEEN:
            return
        block = node.tag in BLOCKS
        parts.append("\n" if block else "")
        parts.append(" ".join((node.text or "").split()) + (" " if (node.text or "").endswith((" ", "\n")) else ""))
        for child in node:
            walk(child)
            tail = child.tail or ""
            parts.append(
                (" " if tail[:1].isspace() else "") + " ".join(tail.split()) + (" " if tail[-1:].isspace() else "")
            )
        parts.append("\n" if block else "")

    walk(html.fromstring(raw.decode("utf-8", "replace").encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")))
    return "\n\n".join(line.strip() for line in "".join(parts).splitlines() if line.strip())


def f1(wanted: str, found: str) -> tuple[float, float, float]:
    gold, ours = Counter(WORD.findall(wanted.casefold())), Counter(WORD.findall(found.casefold()))
    both = sum((gold & ours).values())
    precision, recall = both / max(1, ours.total()), both / max(1, gold.total())
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def same(one: str, other: str) -> bool:
    return WORD.findall(one.casefold()) == WORD.findall(other.casefold())


def measure(name: str, pages: list[tuple[dict[str, Any], Path]], show: bool) -> None:
    days = titles = read_at_all = 0
    scores: list[tuple[float, float, float]] = []
    for page, path in pages:
        (found,) = read_all([str(path)])
        if isinstance(found, InputError):
            print(f"  {page['html_file']}: {found.reason}")
            scores.append((0.0, 0.0, 0.0))
            continue
        assert isinstance(found, Article)
        read_at_all += 1
        body = found.text.removeprefix(found.title)
        day = str(found.published) == page["published"]
        title = same(found.title, page["title"])
        days, titles = days + day, titles + title
        scores.append(f1(page["text"], body))
        if show and not (day and title and scores[-1][2] > 0.8):
            print(
                f"  {page['html_file']}: words P {scores[-1][0]:.2f} R {scores[-1][1]:.2f}"
                + ("" if day else f"; day {found.published}, true {page['published']}")
                + ("" if title else f"; title {found.title!r}, true {page['title']!r}")
            )
    count = len(pages)
    means = [sum(score[at] for score in scores) / count for at in range(3)]
    print(
        f"{name:10} {count} pages, {read_at_all} read: day {days / count:.3f}, title {titles / count:.3f}, "
        f"words P {means[0]:.3f} R {means[1]:.3f} F1 {means[2]:.3f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--show", action="store_true", help="name the pages that went wrong")
    asked = parser.parse_args()
    pages = [json.loads(line) for line in asked.pages.read_text(encoding="utf-8").splitlines()]
    files = [asked.pages.parent / page["html_file"] for page in pages]
    measure("HTML", list(zip(pages, files, strict=True)), asked.show)
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for number, file in enumerate(files):
            texts.append(Path(folder) / f"{number}.txt")
            texts[-1].write_text(as_text(gzip.decompress(file.read_bytes())), encoding="utf-8")
        measure("plain text", list(zip(pages, texts, strict=True)), asked.show)


if __name__ == "__main__":
    main()
