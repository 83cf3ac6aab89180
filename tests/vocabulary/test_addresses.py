"""All addresses of one page share a key; what only tells where a reader came from is left out."""

import csv

import pytest

from kg.vocabulary.addresses import address_id, address_key, canonical, same_site, shown
from kg.vocabulary.tables import schemas_dir

with (schemas_dir() / "addresses.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_every_row_does_what_its_example_says(row: dict[str, str]) -> None:
    assert address_key(row["example"]) == row["key"]


def test_addresses_of_one_page_share_an_identifier() -> None:
    addresses = (
        "https://www.heron.example/kenya", "http://heron.example:80/kenya/", "https://HERON.example/kenya#comments",
        "https://m.heron.example/kenya?utm_campaign=x", "https://heron.example/kenya/amp/",
    )  # fmt: skip
    assert len({address_id(url) for url in addresses}) == 1
    assert address_id("https://heron.example/kenya?page=2") != address_id(addresses[0])


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://h.example/a?utm_source=x&id=5", "https://h.example/a?id=5"),
        ("https://me:pw@h.example/a b", "https://h.example/a%20b"),
        ("https://h.example/a?b=%20#top", "https://h.example/a?b=%20"),
        ("https://h.example", "https://h.example"),
        ("https://h.example/#!/story/5", "https://h.example/#!/story/5"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("http://[x", "http://[x"),
        ("http://h.example:x/", "http://h.example:x/"),
    ],
)
def test_an_address_is_cleaned_and_what_is_none_left_alone(url: str, clean: str) -> None:
    assert canonical(url) == clean


def test_sites_are_told_apart() -> None:
    assert same_site("https://www.heron.example/a", "http://m.heron.example/b")
    assert not same_site("https://heron.example/", "https://heron.example.evil.example/")
    assert not same_site("nonsense", "nonsense")


@pytest.mark.parametrize("url", ["https://me:hunter2@h.example/a?key=s3cret", "https://me:hunter2@[h/?key=s3cret"])
def test_messages_show_no_secrets(url: str) -> None:
    assert "hunter2" not in shown(url) and "s3cret" not in shown(url)
