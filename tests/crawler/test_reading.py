"""Saved answers, read as a kind reads them, closed postings included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.reading import read_file

EXAMPLES = Path(__file__).parent / "examples"


def test_closed_and_hidden_postings_are_shown_as_such() -> None:
    reading = read_file("community", (EXAMPLES / "community" / "answer.json").read_bytes(), "a/list")

    assert [listing.closed for listing in reading.listings] == [False, False, True, True, False, False]
    assert [bool(listing.url) for listing in reading.listings] == [True, True, True, True, False, True]
    hidden = read_file("ashby", (EXAMPLES / "ashby" / "answer.json").read_bytes(), "Kelp Works", "Kelp Works")
    assert [(each.title, each.closed) for each in hidden.listings][-1] == ("Hidden talent pool", True)


def test_lists_and_single_postings_are_read_alike() -> None:
    one = read_file(
        "greenhouse", (EXAMPLES / "greenhouse-later" / "answer-2.json").read_bytes(), "fernwave", "Fernwave"
    )
    light = read_file("greenhouse", (EXAMPLES / "greenhouse" / "answer-1.json").read_bytes(), "fernwave")

    assert [each.key for each in one.listings] == ["8812043002"]
    assert [each.description for each in light.listings] == ["", ""]
    assert [each.company for each in light.listings] == ["Fernwave", "Fernwave"]


GREENHOUSE = {
    "id": 1,
    "title": "ML Intern",
    "absolute_url": "https://boards.greenhouse.io/acme/jobs/1",
    "location": {"name": "Leeds"},
}


@pytest.mark.parametrize("data", [[GREENHOUSE], {"saved": "2026-10-01", "postings": [GREENHOUSE]}, GREENHOUSE])
def test_a_saved_answer_may_have_lost_its_envelope(data: object) -> None:
    reading = read_file("greenhouse", json.dumps(data).encode(), "acme")

    assert [(each.key, each.title, each.location) for each in reading.listings] == [("1", "ML Intern", "Leeds")]


def test_a_saved_posting_without_an_id_is_known_by_its_address() -> None:
    row = {name: value for name, value in GREENHOUSE.items() if name != "id"}

    (listing,) = read_file("greenhouse", json.dumps({"jobs": [row]}).encode(), "acme").listings

    assert listing.key == listing.url == "https://boards.greenhouse.io/acme/jobs/1"


def test_broken_postings_are_told_by_their_place() -> None:
    rows = [{"id": "1", "text": "Intern"}, None, {"id": "3"}]

    reading = read_file("lever", json.dumps(rows).encode(), "acme")

    assert [each.key for each in reading.listings] == ["1"]
    assert reading.broken == [
        "posting 2: ValueError: the posting has no title",
        "posting 3: ValueError: the posting has no title",
    ]


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("teleport", b"[]", "no kind of board"),
        ("greenhouse", b"<html></html>", "a web page"),
        ("greenhouse", b'{"offers": []}', "no `jobs`"),
        ("greenhouse", b"", "nothing at all"),
        ("lever", b'{"ok": false, "error": "Document not found"}', "no such board"),
    ],
)
def test_what_is_no_answer_is_refused_in_one_line(kind: str, data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_file(kind, data)


def test_one_key_for_two_roles_is_two_listings_and_for_two_places_one() -> None:
    row = {"id": "1", "title": "ML Intern", "company_name": "Acme", "active": True, "url": "", "locations": ["Leeds"]}
    rows = [row, row | {"locations": ["York"]}, row | {"company_name": "Borel", "title": "Data Intern"}]

    first, second = read_file("community", json.dumps([*rows, rows[2]]).encode(), "a/list").listings

    assert (first.key, first.location) == ("1", "Leeds; York")
    assert (second.key.partition("~")[0], second.title) == ("1", "Data Intern")
