"""Directories of companies: what is read, what is passed over, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.directories import all_directories
from crawler.errand import Errand
from crawler.kind import Answer
from crawler.kinds import all_kinds
from crawler.listing import Board, Cause, Headcount, Memory, Outcome, Report
from scheduler.websites import domain_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHANGED = {"last-modified": "Sat, 21 Nov 2026 03:00:00 GMT"}


def visit(name: str, body: bytes, headers: dict[str, str] | None = None) -> Report:
    errand = Errand(Memory(board=Board(name, "companies"), first=True), all_directories()[name])
    assert errand.ask is not None
    errand.hear(Answer(url=errand.ask.url, body=body, headers=CHANGED if headers is None else headers), NOW)
    return errand.report()


def row(name: str, /, **changed: Any) -> dict[str, Any]:
    """A company as the mirror writes it; the parts that are not read are in it too."""
    slug = name.lower().replace(" ", "-")
    return {
        "id": 1,
        "name": name,
        "slug": slug,
        "former_names": [],
        "small_logo_thumb_url": f"https://logos.example/{slug}.png",
        "website": f"https://{slug}.example",
        "all_locations": "Springfield",
        "one_liner": "We make things.",
        "team_size": 7,
        "isHiring": True,
        "batch": "Winter 2026",
        "status": "Active",
        "stage": "Early",
        "app_answers": None,
        "url": f"https://www.ycombinator.com/companies/{slug}",
    } | changed


def yc(*rows: Any, headers: dict[str, str] | None = None) -> Report:
    return visit("yc-directory", json.dumps(rows).encode(), headers)


def test_yc_reads_name_website_and_team() -> None:
    report = yc(row("Able Goat"), row("Busy Hen", team_size=300, status="Public"))

    assert (report.outcome, report.broken, report.cause) == (Outcome.WHOLE, 0, "")
    assert report.headcounts == [
        Headcount(
            company="Able Goat",
            website="https://able-goat.example",
            headcount_min=7,
            headcount_max=7,
            source="YC directory",
            as_of="2026-11-21",
        ),
        Headcount(
            company="Busy Hen",
            website="https://busy-hen.example",
            headcount_min=300,
            headcount_max=300,
            source="YC directory",
            as_of="2026-11-21",
        ),
    ]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"team_size": None}, "says no team size"),
        ({"team_size": 0}, "says no team size"),
        ({"website": ""}, "has no website"),
        ({"website": None}, "has no website"),
        ({"website": "javascript:alert(1)"}, "has no website"),
        ({"website": "mailto:goat@able.example"}, "has no website"),
        ({"website": "no website yet"}, "has no website"),
        ({"website": ["https://able.example"]}, "has no website"),
        ({"name": "  "}, "has no website"),
        ({"status": "Inactive"}, "is inactive"),
        ({"status": "Acquired"}, "is acquired"),
        ({"team_size": 1, "batch": "Summer 2014"}, "is a team of one for years: a number nobody filled in"),
        ({"team_size": 1, "batch": "S14"}, "is a team of one for years: a number nobody filled in"),
    ],
)
def test_yc_passes_over_what_gives_no_size(changed: dict[str, Any], why: str) -> None:
    report = yc(row("Able Goat"), row("Other", **changed))

    assert report.outcome is Outcome.WHOLE
    assert [each.company for each in report.headcounts] == ["Able Goat"]
    assert report.passed_over == {why: 1}


@pytest.mark.parametrize("batch", ["Winter 2026", "Winter 2022", "Fall 2025", "W26", "X25", "", None, 7])
def test_a_founder_alone_in_a_young_firm_counts(batch: object) -> None:
    report = yc(row("Able Goat"), row("Alone", team_size=1, batch=batch))

    assert [each.headcount_max for each in report.headcounts] == [7, 1]


@pytest.mark.parametrize(
    "broken",
    [
        {"team_size": "many"},
        {"team_size": True},
        {"team_size": [3]},
        {"team_size": -4},
        {"team_size": 10**12},
        {"team_size": 3.5},
        {"name": None},
        {"name": {"en": "X"}},
        {"status": 5},
        "a word",
        None,
        [],
    ],
    ids=repr,
)
def test_a_broken_row_is_counted_and_the_rest_is_read(broken: Any) -> None:
    bad = row("Other", **broken) if isinstance(broken, dict) else broken
    report = yc(row("Able Goat"), bad, row("Busy Hen"))

    assert (report.outcome, report.broken) == (Outcome.WHOLE, 1)
    assert report.broken_why.startswith("row 2: ")
    assert [each.company for each in report.headcounts] == ["Able Goat", "Busy Hen"]


@pytest.mark.parametrize(
    "written", ["able-goat.example", "www.able-goat.example/jobs?x=1", "//able-goat.example", " Able-Goat.example "]
)
def test_a_website_without_its_scheme_is_a_website(written: str) -> None:
    (found,) = yc(row("Able Goat", website=written)).headcounts

    assert domain_of(found.website) == "able-goat.example"


def test_a_missing_part_breaks_its_row_only() -> None:
    without = row("Other")
    del without["team_size"]

    assert yc(row("Able Goat"), without).broken == 1


def test_a_number_in_quotes_is_a_number() -> None:
    assert yc(row("Able Goat", team_size="40")).headcounts[0].headcount_max == 40


def test_without_a_date_of_change_the_day_is_left_open() -> None:
    assert yc(row("Able Goat"), headers={}).headcounts[0].as_of == ""
    assert yc(row("Able Goat"), headers={"last-modified": "lately"}).headcounts[0].as_of == ""


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<!doctype html><p>Not found", Cause.NO_BOARD_ANSWER),
        (b"", Cause.NO_BOARD_ANSWER),
        (b'[{"name": "Able Go', Cause.TRUNCATED),
        (b"{}", Cause.FORMAT_CHANGED),
        (b"[]", Cause.FORMAT_CHANGED),
        (b"[1, 2, 3]", Cause.FORMAT_CHANGED),
        (b'[{"title": "a"}, {"title": "b"}]', Cause.FORMAT_CHANGED),
    ],
)
@pytest.mark.parametrize("name", ["yc-directory", "wikidata"])
def test_what_is_no_directory_is_refused(name: str, body: bytes, code: Cause) -> None:
    report = visit(name, body)

    assert report.outcome is Outcome.FAILED
    assert report.headcounts == []
    if name == "yc-directory":
        assert report.code is code


def test_the_same_content_again_is_unchanged() -> None:
    body = json.dumps([row("Able Goat")]).encode()
    first = visit("yc-directory", body)
    memory = Memory(board=first.board, validators=first.validators)
    errand = Errand(memory, all_directories()["yc-directory"])

    assert errand.ask is not None
    assert "If-Modified-Since" in errand.conditions(NOW)
    errand.hear(Answer(url=errand.ask.url, body=body, headers=CHANGED), NOW)
    assert errand.report().outcome is Outcome.UNCHANGED


def wikidata(*rows: dict[str, str]) -> Report:
    bindings = [{name: {"type": "literal", "value": value} for name, value in each.items()} for each in rows]
    return visit("wikidata", json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}}).encode())


def test_wikidata_gives_the_latest_headcount_of_a_website() -> None:
    old = {"site": "https://globex.example/", "people": "900", "at": "2022-12-31T00:00:00Z", "name": "Globex"}
    new = old | {"people": "1200", "at": "2024-01-01T00:00:00Z"}

    for rows in ((old, new), (new, old)):
        assert wikidata(*rows).headcounts == [
            Headcount(
                company="Globex",
                website="https://globex.example/",
                headcount_min=1200,
                headcount_max=1200,
                source="Wikidata",
                as_of="2024-01-01",
            )
        ]


def test_wikidata_without_a_name_or_with_nonsense() -> None:
    good = {"site": "https://globex.example", "people": "900", "at": "2024-12-31T00:00:00Z"}
    report = wikidata(
        good,
        good | {"site": "https://initech.example", "people": "-5"},
        good | {"site": "https://hooli.example", "at": "t1337"},
        good | {"site": "mailto:a@acme.example"},
        good | {"site": "https://acme.example", "people": "0"},
    )

    assert [each.website for each in report.headcounts] == ["https://globex.example"]
    assert (report.broken, report.passed_over) == (2, {"has no website or no headcount": 2})
    assert report.code is Cause.FORMAT_CHANGED  # more broken than good: not believed


def test_directories_are_no_kinds_of_boards() -> None:
    assert not all_directories().keys() & all_kinds().keys()
