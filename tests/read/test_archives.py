"""Archives are streamed: WARC and WET, zip, tar, Parquet, dumps of articles; hostile ones are one clear line."""

import gzip
import io
import json
import sys
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from kg.errors import InputError
from kg.model import Article
from kg.read import read_all
from kg.vocabulary.addresses import address_id

STORY = "Kenya's foreign minister accused Somalia of violating the maritime border on Tuesday, number {}."
MORE = "Traders in both capitals said that they feared for the harvest if the border were to be closed again."
GERMAN = "Die Regierung hat am Mittwoch ein neues Gesetz beschlossen, sagte der Minister der Presse in der Stadt."


def read(path: Path) -> tuple[list[Article], list[str]]:
    found = list(read_all([str(path)]))
    told = [str(one) for one in found if isinstance(one, InputError)]
    assert not [line for line in told if "\n" in line]
    return [one for one in found if isinstance(one, Article)], told


def page(number: int | str, head: str = "") -> bytes:
    return (
        f"<html><head><title>t</title>{head}</head><body><article><h1>A headline of several words</h1>"
        f"<p>{STORY.format(number)}</p><p>{MORE}</p></article></body></html>"
    ).encode()


def record(body: bytes, url: str, kind: str = "response", http: str = "", **headers: str) -> bytes:
    if kind == "response":
        http = http or "HTTP/1.1 200 OK\r\nContent-Type: text/html"
        body = http.encode() + b"\r\n\r\n" + body
        headers = {"Content-Type": "application/http; msgtype=response", **headers}
    lines = {
        "WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:1>", "WARC-Target-URI": url,
        "WARC-Date": "2020-05-06T10:00:00Z", **headers, "Content-Length": str(len(body)),
    }  # fmt: skip
    head = "\r\n".join(["WARC/1.0", *(f"{name}: {value}" for name, value in lines.items())])
    return head.encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


# -- WARC and WET


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_warc_are_articles_known_by_their_address(tmp_path: Path, name: str) -> None:
    url = "https://heron.example/kenya?utm_source=x"
    records = [
        record(b"software: x", "", "warcinfo"),
        record(b"GET /", url, "request"),
        record(page(1, '<meta property="article:published_time" content="2020-05-05">'), url),
        record(b"\x89PNG", "https://heron.example/p.png", http="HTTP/1.1 200 OK\r\nContent-Type: image/png"),
        record(page(2), "https://heron.example/gone", http="HTTP/1.1 404 Not Found\r\nContent-Type: text/html"),
        record(page(3), "https://heron.example/3"),
    ]
    # as crawlers write them: each record packed by itself
    (tmp_path / name).write_bytes(b"".join(gzip.compress(r) if name.endswith("gz") else r for r in records))
    (first, third), told = read(tmp_path)
    assert told == []
    assert STORY.format(1) in first.text and STORY.format(3) in third.text
    assert (first.id, first.url) == (address_id(url), "https://heron.example/kenya")
    assert (first.published, third.published) == (date(2020, 5, 5), None)


def test_packed_answers_and_charsets_of_a_warc_are_understood(tmp_path: Path) -> None:
    packed = record(
        gzip.compress(page("café").decode().encode("cp1252")), "https://h.example/",
        http="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Encoding: gzip",
    )  # fmt: skip
    (tmp_path / "a.warc").write_bytes(packed)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page(2)[:99], page(2)[99:], b""))
    http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked"
    (tmp_path / "b.warc").write_bytes(
        record(chunks, "https://h.example/2", http=http) + record(page(3), "https://h.example/3", http=http)
    )
    articles, _ = read(tmp_path)
    for article, words in zip(articles, ("café", STORY.format(2), STORY.format(3)), strict=True):
        assert words in article.text


def test_texts_of_a_wet_are_articles_and_other_languages_are_known_beforehand(tmp_path: Path) -> None:
    language = "WARC-Identified-Content-Language"
    records = [
        record(STORY.format(1).encode(), "https://h.example/1", "conversion", **{language: "eng"}),
        record(STORY.format(2).encode(), "https://h.example/2", "conversion", **{language: "deu"}),
        record(GERMAN.encode(), "https://h.example/3", "conversion"),
    ]
    (tmp_path / "a.warc.wet.gz").write_bytes(b"".join(map(gzip.compress, records)))
    (article,), told = read(tmp_path)
    assert article.text == STORY.format(1)
    assert len(told) == 2 and all("not in English" in line for line in told)


def test_two_captures_of_one_address_are_one_article(tmp_path: Path) -> None:
    urls = ("https://h.example/1", "https://www.h.example/1/?utm_medium=x")
    (tmp_path / "a.warc").write_bytes(b"".join(record(page(n), url) for n, url in enumerate(urls)))
    (article,), (told,) = read(tmp_path)
    assert STORY.format(0) in article.text
    assert "another text of an address read already" in told


def test_a_page_does_not_take_the_address_of_another_site(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://paper.example/true">'
    (tmp_path / "a.warc").write_bytes(record(page(1, head), "https://evil.example/false"))
    (article,), _ = read(tmp_path)
    assert article.url == "https://evil.example/false"


@pytest.mark.parametrize(
    "raw",
    [b"", b"WARC/1.0\r\n", b"nonsense\r\n\r\n" * 100, b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
     b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx",
     b"WARC/1.0\r\n" + b"X: y\r\n" * 400_000, b"WARC/1.0\r\nX: " + b"y" * 3_000_000],
)  # fmt: skip
def test_a_warc_that_is_none_is_one_line(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(raw)
    articles, told = read(tmp_path)
    assert articles == [] and len(told) == 1


def test_a_warc_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    whole = gzip.compress(record(page(1), "https://h.example/1")) + gzip.compress(
        record(page(2), "https://h.example/2")
    )
    (tmp_path / "a.warc.gz").write_bytes(whole[:-200])
    articles, told = read(tmp_path)
    assert len(articles) == 1 and len(told) == 1


def test_a_page_that_unpacks_without_end_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip"
    bomb = record(gzip.compress(bytes(200_000_000)), "https://h.example/1", http=http)
    (tmp_path / "a.warc").write_bytes(bomb + record(page(2), "https://h.example/2"))
    (article,), (told,) = read(tmp_path)
    assert STORY.format(2) in article.text
    assert "more than 20 MB" in told


# -- zip and tar


def make_zip(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)


def make_tar(path: Path, files: dict[str, bytes]) -> None:
    mode = "w" if path.suffix == ".tar" else "w:gz"
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, raw in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))


FILES = {
    "news/1.html": page(1), "../../etc/2.txt": STORY.format(2).encode(), "3.html.gz": gzip.compress(page(3)),
    "4.jsonl": b"".join(json.dumps({"text": STORY.format(n)}).encode() + b"\n" for n in (4, 5)),
    ".hidden/6.txt": STORY.format(6).encode(), "__MACOSX/7.txt": STORY.format(7).encode(),
    "8.docx": b"x", "9.zip": b"PK", "empty.txt": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_files_of_an_archive_are_read_as_if_they_lay_in_a_folder(tmp_path: Path, name: str) -> None:
    (make_zip if name.endswith("zip") else make_tar)(tmp_path / name, FILES)
    articles, told = read(tmp_path)
    assert [number for number in range(10) if any(STORY.format(number) in a.text for a in articles)] == [1, 2, 3, 4, 5]
    assert len(told) == 3
    assert "8.docx: suffix .docx is unknown" in told[0]
    assert "9.zip: archive within an archive" in told[1]
    assert sorted(file.name for file in tmp_path.rglob("*")) == [name]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_a_bomb_in_an_archive_is_defused(tmp_path: Path, name: str) -> None:
    files = {"0.txt": STORY.encode(), **{f"{n}.txt": bytes(40_000_000) for n in range(1, 5)}}
    (make_zip if name.endswith("zip") else make_tar)(tmp_path / name, files)
    articles, told = read(tmp_path)
    assert len(articles) == 1
    assert any("unpacks to more than 200 times its size" in line for line in told)


def test_a_name_without_end_in_a_tar_takes_no_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 4 * 2**30
    (tmp_path / "a.tar").write_bytes(info.tobuf() + bytes(10_000))
    assert "name of more than a million letters" in read(tmp_path)[1][0]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.parquet"])
@pytest.mark.parametrize("cut", [0, 10, 100, -30])
def test_an_archive_that_is_cut_off_or_none_is_told(tmp_path: Path, name: str, cut: int) -> None:
    whole = tmp_path / name
    if name.endswith("parquet"):
        parquet.write_table(pyarrow.table({"text": [STORY.format(n) for n in range(9)]}), whole)
    else:
        (make_zip if name.endswith("zip") else make_tar)(
            whole, {f"{n}.txt": STORY.format(n).encode() for n in range(9)}
        )
    raw = whole.read_bytes()
    whole.write_bytes(raw[:cut] if name != "a.tar" or cut >= 0 else raw[:2000])
    _, told = read(tmp_path)
    assert len(told) == 1


def test_an_encrypted_zip_is_told(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"a.txt": STORY.encode()})
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(raw)
    assert "a.txt is encrypted" in read(tmp_path)[1][0]


# -- Parquet and dumps


@pytest.mark.parametrize("published", ["2020-05-06", date(2020, 5, 6)])
def test_rows_of_parquet_are_articles(tmp_path: Path, published: object) -> None:
    rows = [{"id": 5, "text": STORY.format(1), "published": published, "more": [1]}, {"id": 6, "text": None}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    (article,), (told,) = read(tmp_path)
    assert (article.id, article.published) == ("5", date(2020, 5, 6))
    assert "a.parquet, row 2: field text is missing" in told


def test_parquet_without_texts_is_told(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"x": [1], "y": [2]}), tmp_path / "a.parquet")
    assert "wanted one named text; found x, y" in read(tmp_path)[1][0]


@pytest.mark.parametrize(
    "dump",
    [
        {"url": "https://h.example/1", "seendate": "20200506T101500Z", "domain": "h.example", "body": STORY.format(1)},
        {"url": "https://h.example/1", "date_publish": "2020-05-06 10:15:00", "maintext": STORY.format(1),
         "source_domain": "h.example", "authors": ["x"], "title_rss": None},
        {"DocumentIdentifier": "https://h.example/1", "DATE": 20200506101500, "SourceCommonName": "h.example",
         "content": STORY.format(1), "source": {"id": None}},
    ],
    ids=["gdelt", "news-please", "gkg"],
)  # fmt: skip
def test_dumps_of_others_are_understood(tmp_path: Path, dump: dict) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(dump) + "\n")
    (article,), told = read(tmp_path)
    assert told == []
    assert (article.text, article.published) == (STORY.format(1), date(2020, 5, 6))
    assert (article.url, article.publisher) == ("https://h.example/1", "h.example")


def test_a_feed_in_a_file_is_read(tmp_path: Path) -> None:
    item = f"<item><title>Border</title><link>https://h.example/1</link><description>{STORY}</description></item>"
    (tmp_path / "a.rss").write_text(f"<rss><channel><title>Heron</title>{item}</channel></rss>")
    (article,), _ = read(tmp_path)
    assert (article.title, article.publisher, article.url) == ("Border", "Heron", "https://h.example/1")


def test_a_missing_package_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"x")
    assert "wanted: pip install 'dyad-kg[archives]'" in read(tmp_path)[1][0]
