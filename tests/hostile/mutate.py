"""Makes hostile inputs out of good ones: pieces cut, doubled, swapped, and traps of all kinds put in between."""

import gzip
import io
import json
import sys
import tarfile
import zipfile
from random import Random

import pyarrow
from pyarrow import parquet

TEXT = (
    "Kenya's foreign minister accused Somalia of violating the maritime border on Tuesday, 7 February 2013.\n\n"
    'Somalia denied the accusation, and "would never," it said, threaten a neighbour; talks are to be held next week.\n'
)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kenya accuses Somalia | Heron</title>'
    '<meta property="article:published_time" content="2019-02-19"><link rel="canonical" href="https://h.example/k">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-02-19"}</script></head>'
    f"<body><nav><a href='/'>Home</a></nav><article><h1>Kenya accuses Somalia of it</h1>"
    f"<p>{TEXT}</p></article></body></html>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Heron</title>'
    f"<item><title>Kenya</title><link>https://h.example/1</link><guid>1</guid><dc:date>2019-02-19</dc:date>"
    f"<description><![CDATA[<p>{TEXT}</p>]]></description></item></channel></rss>"
)
ROW = {"id": "a", "text": TEXT, "title": "Kenya", "published": "2019-02-19", "url": "https://h.example/?utm_source=x"}
ACTIONS = (
    "word,pos,object,preposition,complement,type,mode,example\nrebuke,verb,@party,,,ACCUSE,,Kenya rebuked Somalia.\n"
)

# what has broken programs before
TRAPS = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\xf4\x8f\xbf\xbf",
        b"\xef\xbf\xbe",
        b"\x1b[2J",
        b"\x7f",
    ),
    *(
        t.encode()
        for t in ("\u202e\u2067", "\u2028", "\x85", "e" + "\u0301" * 500, "\U000e0001" * 50, "👩‍👩‍👧", "İıſß", "﷽" * 99)
    ),
    *(
        b"(" * 500,
        b"[" * 3_000,
        b'{"a":' * 3_000,
        b"<div>" * 2_000,
        b"<b>" * 500,
        b"&#x110000;",
        b"&lol9;",
        b"]]>",
        b"<!--",
    ),
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    *(
        b"A" * 20_000,
        b"a." * 3_000,
        b"1" * 5_000,
        b"-" * 3_000,
        b"word " * 2_000,
        b"\n" * 5_000,
        b"\r\n\r\n",
        b'"' * 99,
        b"'" * 99,
    ),
    *(
        b"9999-99-99",
        b"31 June 0000",
        b"2/29/1900",
        b"the 99999999999th week",
        b"99999999999999999999 years ago",
        b"Feb 30",
    ),
    *(b"http://[::1]:80/", b"https://me:pw@h:99999/", b"//", b"javascript:", b"%00%ff", b"?utm_=&&=;", b"#!"),
    *(
        b"?x } ; DROP ALL #",
        b"SERVICE <http://x>",
        b'"""',
        b"\\u0022",
        b"<script>",
        b"=cmd|' /C calc'!A0",
        b"${x}{{x}}",
        b"../..",
    ),
    *(
        b"Content-Length: 99999999999\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"WARC/1.0\r\n",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"PAR1",
    ),
    *(b"NaN", b"-Infinity", b"1e999", b"null", b"true", b"[]", b"{}", b",,,,", b"\t", b"|", b"@", b"*"),
]


def seeds() -> dict[str, list[bytes]]:
    """Good inputs by target."""
    text, page, rows = TEXT.encode(), PAGE.encode(), (json.dumps(ROW) + "\n").encode() * 3
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    warc = _record(answer, "response") + _record(answer, "response")
    wet = _record(text, "conversion")
    texts = {
        "read.txt": text,
        "read.html": page,
        "read.json": json.dumps([ROW, ROW], indent=1).encode(),
        "read.jsonl": rows,
        "read.rss": FEED.encode(),
        "read.warc": warc,
        "read.warc.wet": wet,
        "read.zip": _zip(page),
        "read.tar": _tar(page),
        "read.parquet": _parquet(),
        "feed": FEED.encode(),
        "web": b"User-agent: *\nDisallow: /*?x$\nCrawl-delay: 5\nAllow: /a\nh.example/a?utm_source=x&b=1#c",
        "dates": b"on Tuesday, 7 February 2013, two weeks after 2013-02-07T10:00Z and the end of next month",
        "tables": b"name,id,kind,country,sector,aliases,first,last\n"
        b"Ali Baba,ali,person,IRN,GOV,Baba|Ali,2001-01-01,2002\n",
        "lexicon": ACTIONS.encode(),
        "queries": b'SELECT * { ?s ?p "x" } # IRN 2013-02-07 ali-khamenei',
        "store": text,
        "exports": b'Kenya\'s <b>"minister"</b> & \\co',
        "story": text,
    }
    packed = {f"{name}.gz": gzip.compress(texts[name], mtime=0) for name in ("read.txt", "read.jsonl", "read.warc")}
    return {
        name: [good]
        for name, good in {**texts, **packed, "read.tgz": gzip.compress(texts["read.tar"], mtime=0)}.items()
    }


def _record(body: bytes, kind: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://h.example/1\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
    )
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def _zip(page: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a.html"), page, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("b/c.txt"), TEXT, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _tar(page: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, raw in (("a.html", page), ("x" * 150 + ".txt", TEXT.encode())):
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist([ROW, ROW]), out)
    return out.getvalue()


def mutated(good: bytes, random: Random) -> bytes:
    """A good input with one to eight things wrong."""
    data = bytearray(good)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((1, 1, 2, 8, 64, 500)))
        what = random.randrange(7)
        if what == 0:
            data[at:at] = random.choice(TRAPS)
        elif what == 1:
            data[at:end] = random.choice(TRAPS)
        elif what == 2:
            del data[at:end]
        elif what == 3:
            data[at:at] = data[at:end] * random.choice((2, 3, 50))
        elif what == 4:
            data[at:end] = bytes(random.randrange(256) for _ in range(end - at))
        elif what == 5 and data:
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        else:
            data[at:at] = random.choice(
                (b"<", b">", b'"', b",", b"\n", b"\r", b"{", b"}", b"[", b"]", b"&", b"%", b"\\")
            )
    return bytes(data)


if __name__ == "__main__":
    sys.stdout.buffer.write(mutated(seeds()[sys.argv[1]][0], Random(int(sys.argv[2]))))
