"""Cost of reading a web archive, against FastWARC and trafilatura called by hand.

    pip install FastWARC
    python benchmarks/warc.py FOLDER-OF-PAGES [--times 5]

The pages (.html, .html.gz) are put into one archive. By hand, once for the text alone, once with title and date too, as
our own reader finds them.
"""

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType
from trafilatura import bare_extraction

from kg.read import read_all


def pages(folder: Path) -> list[bytes]:
    files = sorted(file for file in folder.rglob("*") if ".htm" in file.name)
    return [gzip.decompress(raw) if (raw := file.read_bytes()).startswith(b"\x1f\x8b") else raw for file in files]


def write(path: Path, bodies: list[bytes]) -> None:
    with path.open("wb") as out:
        for number, body in enumerate(bodies):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                f"WARC-Target-URI: https://h.example/{number}\r\nWARC-Date: {date.today()}T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + answer + b"\r\n\r\n"))


def by_hand(path: Path, with_metadata: bool) -> int:
    count = 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            page = record.reader.read().decode("utf-8", "replace")
            found = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=with_metadata)
            count += found is not None
    return count


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    start = time.perf_counter()
    count = work()
    return time.perf_counter() - start, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "news.warc.gz"
        write(path, pages(asked.folder))
        ways: dict[str, Callable[[], int]] = {
            "ours": lambda: sum(1 for _ in read_all([str(path)])),
            "by hand, text": lambda: by_hand(path, False),
            "by hand, text, title and date": lambda: by_hand(path, True),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for turn in range(asked.times + 1):
            for way, work in ways.items():
                cost, count = seconds(work)
                if turn:  # the first turn loads
                    taken[way].append(cost)
                else:
                    print(f"{way}: {count} pages")
    best = {way: min(costs) for way, costs in taken.items()}
    for way, cost in best.items():
        print(f"{way:30} {cost:7.2f} s, ours {best['ours'] / cost:.2f} x")


if __name__ == "__main__":
    main()
