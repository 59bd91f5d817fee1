"""The tables that come with the program: whole, in order, each row once, and every board of a kind that is on."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date

import pytest

from config.problems import Problem
from config.seeds import seed
from crawler.errand import Errand
from crawler.kinds import all_kinds
from crawler.listing import Board, Memory
from crawler.recognise import kinds
from scheduler.companies import Companies, entries
from scheduler.companies.directory import packaged, packaged_websites
from scheduler.companies.entries import AMBIGUOUS
from scheduler.names import normal_name
from scheduler.sizes import SMALL, is_small
from scheduler.websites import registrable

BOARDS = list(csv.DictReader(seed("boards.csv").read_text("utf-8").splitlines()))
COMPANIES = list(csv.DictReader(seed("companies.csv").read_text("utf-8").splitlines()))
LISTS = {
    "community:SimplifyJobs/Summer2026-Internships",
    "community:vanshb03/Summer2027-Internships",
    "speedyapply:speedyapply/2027-AI-College-Jobs",
    "hackernews:whoishiring",
}
WEBSITE = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+")


def name(row: dict[str, str]) -> str:
    return f"{row['kind']}:{row['token']}"


def test_columns() -> None:
    assert list(BOARDS[0])[:4] == ["kind", "token", "company", "website"]
    assert list(COMPANIES[0])[:6] == ["company", "website", "headcount_min", "headcount_max", "source", "as_of"]


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(BOARDS) >= 1600
    assert len(COMPANIES) >= 2000
    assert {"greenhouse", "lever", "ashby", "workable", "jazzhr", "workday"} <= {row["kind"] for row in BOARDS}
    assert {name(row) for row in BOARDS} >= LISTS


def test_no_board_twice() -> None:
    """Not in another letter case either: most boards are blind to it."""
    assert [each for each, times in Counter(name(row).lower() for row in BOARDS).items() if times > 1] == []


def test_every_board_is_of_a_kind_that_is_on() -> None:
    off = {row["kind"] for row in BOARDS if kinds()[row["kind"]].off}

    assert off == set()


def test_every_board_can_be_asked() -> None:
    """Its token is one that its kind knows how to turn into a request."""
    for row in BOARDS:
        board = Board(row["kind"], row["token"], row["company"], row["website"])
        errand = Errand(Memory(board=board, first=True), all_kinds()[row["kind"]])
        assert errand.ask is not None, f"{board}: {errand.report().cause}"
        assert errand.ask.url.startswith("https://")


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("workday", r"[\w-]+\.wd\d+/[\w-]+"),
        ("personio", r"[\w-]+\.(de|com)"),
        ("jsonld", r"join\.com/companies/[\w-]+"),
        ("lever", r"[\w.& -]+(@eu)?"),
        ("greenhouse", r"[\w-]+"),
    ],
)
def test_tokens_are_written_as_the_kind_writes_them(kind: str, shape: str) -> None:
    tokens = [row["token"] for row in BOARDS if row["kind"] == kind]

    assert tokens
    assert [token for token in tokens if not re.fullmatch(shape, token)] == []


def test_small_companies_that_posted_internships_come_first() -> None:
    tiers = [int(row["tier"]) for row in BOARDS]
    known = Companies(today=date(2026, 11, 22), seeds=packaged(), websites=packaged_websites())
    first = [row for row in BOARDS if row["tier"] == "1" and name(row) not in LISTS]

    assert tiers == sorted(tiers)
    assert len(first) >= 100
    for row in first:
        board = Board(row["kind"], row["token"])
        assert is_small(known.resolve(row["company"], row["website"], board=board)) is not False, row


def test_websites_are_bare_and_have_a_domain() -> None:
    for row in BOARDS:
        if row["website"]:
            assert WEBSITE.fullmatch(row["website"]), row
            assert registrable(row["website"]), row


def test_every_row_of_companies_is_read() -> None:
    problems: list[Problem] = []
    found = list(entries.read(seed("companies.csv"), problems))

    assert problems == []
    assert len(found) == len(COMPANIES)
    assert {each.source for each in found if each.source} <= SOURCES


SOURCES = {
    "YC directory",
    "Fortune 1000 list",
    "Forbes Global 2000 list",
    "relocate.me list",
    "remote-in-tech profile",
    "UK gender pay gap report, UK staff only",
    "AI landscape list",
    "derived from layoff news",
    "our own estimate",
}


def test_every_source_and_every_note_is_explained() -> None:
    text = seed("README.md").read_text(encoding="utf-8")
    notes = {note for each in packaged() for note in each.notes if not note.startswith("subsidiary of")}

    assert [source for source in SOURCES if source not in text] == []
    assert [note for note in notes if f"`{note}`" not in text] == []


def test_no_company_twice() -> None:
    small = [each for each in packaged() if each.boards]
    domains = Counter(domain for each in small for domain in each.domains)
    boards = Counter(board.lower() for each in small for board in each.boards)

    assert [each for each, times in (domains + boards).items() if times > 1] == []
    assert Counter(each.name for each in packaged() if not each.boards).most_common(1)[0][1] == 1


def test_sizes_are_possible_and_dated() -> None:
    for each in packaged():
        assert each.poster or each.low or each.high, each
        assert each.low is None or each.high is None or 0 < each.low <= each.high, each
        assert each.poster or (each.as_of and each.as_of <= date(2026, 11, 30)), each
        assert each.boards or each.poster or (each.low or 0) > SMALL, each


def test_every_company_of_known_size_resolves_to_the_same_side_of_500() -> None:
    """By its website alone, through all of the tables at once."""
    known = Companies(today=date(2026, 11, 22), seeds=packaged(), websites=packaged_websites())
    wrong = []
    for each in packaged():
        side = is_small(known.resolve(each.name, each.website))
        stated = None if each.low is None and each.high is None else (each.high or 10**9) <= SMALL
        if each.domains and side is not None and stated is not None and side != stated:
            wrong.append((each.name, each.website))

    assert wrong == []


def test_every_large_employer_is_known_by_each_of_its_websites() -> None:
    known = Companies(today=date(2026, 11, 22), seeds=packaged(), websites=packaged_websites())
    for each in (each for each in packaged() if not each.boards):
        for domain in each.domains:
            company = known.resolve(each.name, f"https://www.{domain}/careers")
            assert (company.headcount_min, company.headcount_max) == (each.low, each.high), (each.name, domain)
            assert each.poster or is_small(company) is False, (each.name, domain)


def test_an_ambiguous_name_alone_says_nothing_and_any_other_large_name_does() -> None:
    known = Companies(today=date(2026, 11, 22), seeds=packaged(), websites=packaged_websites())
    shared = {"goto"}  # two large firms
    for each in (each for each in packaged() if not each.boards):
        for name in (each.name, *each.aliases):
            company = known.resolve(name)
            plain = AMBIGUOUS not in each.notes and normal_name(name) not in shared
            assert company.known == (plain and not each.poster), name
