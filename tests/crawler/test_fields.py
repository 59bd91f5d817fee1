"""Small parts of a posting: dates, links, pay, places. What cannot be believed is left empty."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.fields import dig, pay, text, texts, web, when, workplace
from crawler.kind import fit, loads, places
from crawler.listing import Listing


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-10-12", "2026-10-12"),
        ("2026-10-12T09:15:00-04:00", "2026-10-12T09:15:00-04:00"),
        ("2026-10-12T09:15:00.250Z", "2026-10-12T09:15:00.250000+00:00"),
        ("2026-10-12 09:15:00 UTC", "2026-10-12T09:15:00+00:00"),
        ("2026-10-12T09:15:00+0200", "2026-10-12T09:15:00+02:00"),
        ("Mon, 12 Oct 2026 09:15:00 GMT", "2026-10-12T09:15:00+00:00"),
        (1791796500, "2026-10-12T09:15:00+00:00"),
        (1791796500250, "2026-10-12T09:15:00.250000+00:00"),
        ("1791796500", "2026-10-12T09:15:00+00:00"),
        *((day, "2026-10-02") for day in ("2026/10/02", "2026-10-2", "2026.10.02", "02.10.2026", "2026-10-02+02:00")),
        *((day, "2026-10-02") for day in ("2026-10-02Z", "October 2, 2026", "2 October 2026", "Oct 2, 2026")),
        ("10/02/2026", ""),  # nobody knows which of them is the day
        *(
            (junk, "")
            for junk in ("", None, True, 0, "0001-01-01", "1970-01-01", "9999-12-31", "soon", 10**30, -1e18, [], {})
        ),
        *((junk, "") for junk in ("2026-13-40", "99999-99-99", "Mon, 99 Oct 2026", "0001-01-01T00:00:00+23:59", "NaN")),
    ],
)
def test_dates_in_every_form(written: object, read: str) -> None:
    assert when(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (" https://a.example/x?y=1#z ", "https://a.example/x?y=1#z"),
        ("https://a.example/a b\u202e<c>", "https://a.example/a%20b%E2%80%AE%3Cc%3E"),
        *(
            (junk, "")
            for junk in ("javascript:alert(1)", "mailto:a@b.example", "https://", "http://[::1", None, 7, "data:,x")
        ),
    ],
)
def test_links_are_web_addresses_or_nothing(written: object, read: str) -> None:
    assert web(written) == read
    assert web("/jobs/1", "https://b.example/board") == "https://b.example/jobs/1"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((40, 55, "usd", "hour"), "USD 40 to 55 per hour"),
        (("90,000", None, "EUR", "YEAR"), "EUR 90,000 per year"),
        ((22.5, 22.5, "", ""), "22.5"),
        ((0, 0, "USD", "year"), ""),
        ((None, "much", "USD", "year"), ""),
        ((float("nan"), float("inf"), "USD", "year"), ""),
    ],
)
def test_pay_is_said_in_words(parts: tuple[Any, Any, Any, Any], words: str) -> None:
    assert pay(*parts) == words


def test_missing_parts_are_empty_not_errors() -> None:
    row = {"a": [{"b": " x "}, 7], "n": None, "t": True, "f": 1.5}

    assert text(row, "a", 0, "b") == " x "
    assert [text(row, "a", 1), text(row, "f"), text(row, "t"), text(row, "n"), text(row, "a", 9, "b")] == [
        "7",
        "1.5",
        "",
        "",
        "",
    ]
    assert (dig("abc", 0), dig(row, "a", "b"), dig(None, "x")) == (None, None, None)
    assert (texts(row, "a"), texts(row, "n")) == (["", "7"], [])
    assert [workplace(each) for each in ("On-site", "ONSITE", "Hybrid", "remote", "unspecified", None)] == [
        *("onsite", "onsite", "hybrid", "remote", "", "")
    ]
    assert places(["Leeds; York", "York", None, " "]) == "Leeds; York"


def test_a_listing_is_made_to_fit() -> None:
    odd: Any = {"title": "ML\x00 Intern", "url": None, "department": ["x"], "requisition": 77, "version": 1.5}
    key = "https://a.example/" + "x" * 400
    listing = fit(Listing(kind="k", token="t", key=key, description="y" * 300_000, **odd))

    assert (listing.title, listing.url, listing.department, listing.requisition) == ("ML Intern", "", "", "77")
    assert len(listing.description) == 200_000
    assert len(listing.key) == 64, "a long key becomes its hash, or two postings might become one"
    for wrong in ({"key": "", "title": "x"}, {"key": "1", "title": " "}, {"key": "1", "title": "\x00"}):
        with pytest.raises(ValueError, match="has no"):
            fit(Listing(kind="k", token="t", **wrong))


def test_json_as_boards_write_it() -> None:
    assert loads('{"a": "\\ud800"}') == {"a": "\ud800"}
    for broken in ('{"a": NaN}', '{"a": Infinity}', "[1,", "9" * 5000, '{"a": 1}x'):
        with pytest.raises(ValueError, match=r"."):
            loads(broken)
    with pytest.raises((ValueError, RecursionError)):
        loads("[" * 200_000)


def test_the_first_believed_day() -> None:
    assert datetime.fromisoformat(when("2010-01-01T00:00:00Z")) == datetime(2010, 1, 1, tzinfo=UTC)
