"""What holds for every resolution: nothing it is given makes it fail, and it is fast enough to be asked for each listing."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from config import tables
from config.seeds import seed
from crawler.listing import Board
from scheduler.companies import Companies
from scheduler.companies.directory import packaged, packaged_websites
from scheduler.names import normal_name
from scheduler.sizes import band, describe, is_small, rank
from scheduler.websites import domain_of

KNOWN = Companies(today=date(2026, 11, 22), seeds=packaged(), websites=packaged_websites())
WEBSITES = st.one_of(
    st.text(max_size=60),
    st.from_regex(r"(https?://)?[a-z0-9.\-]{0,20}(\.com|\.co\.uk|\.ai)?(:\d{0,6})?(/[a-z]{0,5})?", fullmatch=True),
    st.sampled_from(["https://[::1", "//", "https://xn--", "http://a..b", "https://\u2025.com", "mailto:x@y.z"]),
)


@given(
    name=st.text(max_size=40),
    website=WEBSITES,
    url=WEBSITES,
    jobs=st.one_of(st.none(), st.integers(-5, 10_000)),
    token=st.text(min_size=1, max_size=10),
)
def test_any_input_has_an_answer(name: str, website: str, url: str, jobs: int | None, token: str) -> None:
    company = KNOWN.resolve(name, website, board=Board("greenhouse", token), open_jobs=jobs, urls=(url, ""))

    assert company.name == name
    assert describe(company)
    assert rank(company) in range(4)
    assert bool(band(company)) == company.known


@given(name=st.text(max_size=60))
def test_a_strict_name_is_its_own_strict_name(name: str) -> None:
    """But for names that are made of little else than legal forms, whose words run together."""
    once = normal_name(name)

    assert once == normal_name(name.upper().lower()) or not name.isascii()
    assert not any(mark.isspace() for mark in once)


@example("..OA")
@given(url=WEBSITES)
def test_a_domain_is_its_own_domain(url: str) -> None:
    domain = domain_of(url)

    assert domain_of(domain) == domain
    assert domain_of(f"https://www.{domain}/jobs") == domain


def test_ten_thousand_in_a_few_seconds() -> None:
    """A second on an idle machine (see benchmarks/companies.py); here with room for a busy one."""
    rows = [
        (row["company"], row["website"], Board(row["kind"], row["token"]))
        for _, row in tables.rows(seed("boards.csv"), ("kind", "token", "company", "website"))
    ]
    began = time.perf_counter()
    for n in range(10_000):
        name, website, board = rows[n % len(rows)]
        KNOWN.resolve(name, website, board=board, open_jobs=12)

    assert time.perf_counter() - began < 5


def test_without_the_seed_row_itself_no_company_comes_out_on_the_other_side_of_500() -> None:
    """Each company of the boards, resolved from everything but its own row, is unknown or right."""
    large = [each for each in packaged() if not each.boards]
    others = Companies(today=date(2026, 11, 22), seeds=large, websites=packaged_websites())
    wrong = []
    for each in packaged():
        side = is_small(others.resolve(each.name, each.website))
        if each.boards and each.high and side is not None and side != (each.high <= 500):
            wrong.append(each.name)

    assert wrong == []
