"""The user's own file of sizes, and what directories and corrections in the store say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.problems import Problem
from scheduler.companies.entries import OWN_WORD, Entry, as_of, read

HEADER = "company,website,headcount_min,headcount_max,source,as_of\n"


def file(path: Path, *lines: str, header: str = HEADER) -> tuple[list[Entry], list[str]]:
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    problems: list[Problem] = []
    found = list(read(path, problems, own=True))
    return found, [str(each).removeprefix(f"{path}:") for each in problems]


def test_a_row_is_the_users_word(tmp_path: Path) -> None:
    found, problems = file(tmp_path / "my.csv", "Acme,https://www.acme.example/about,40,40,,2026-10")

    assert problems == []
    assert found == [
        Entry(name="Acme", domains=("acme.example",), low=40, high=40, source=OWN_WORD, as_of=date(2026, 10, 1))
    ]


def test_few_columns_are_enough(tmp_path: Path) -> None:
    found, problems = file(tmp_path / "my.csv", "Acme,,40", header="company,headcount_min,headcount_max\n")

    assert problems == []
    assert (found[0].low, found[0].high, found[0].domains) == (None, 40, ())


def test_open_ends_and_thousands(tmp_path: Path) -> None:
    found, problems = file(tmp_path / "my.csv", 'Globex,globex.example,"10,001",,me,', "Tiny,,,9,me,")

    assert problems == []
    assert [(each.low, each.high, each.source) for each in found] == [(10001, None, "me"), (None, 9, "me")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Acme,,forty,,,", "2:1: headcount_min 'forty' is no number of people; write digits, such as 40"),
        ("Acme,,,0,,", "2:1: headcount_max '0' is no number of people; write digits, such as 40"),
        ("Acme,,-3,,,", "2:1: headcount_min '-3' is no number of people; write digits, such as 40"),
        ("Acme,,99999999999,,,", "2:1: headcount_min '99999999999' is no number of people; write digits, such as 40"),
        ("Acme,,50,10,,", "2:1: headcount_min 50 is more than headcount_max 10; swap them"),
        ("Acme,,,,,", "2:1: there is no headcount; give headcount_min, headcount_max or both, such as 40,40"),
        (",,40,40,,", "2:1: there is neither a company nor a website; give at least one"),
        (
            "Acme,our site,40,40,,",
            "2:1: website 'our site' has no domain of its own; write one such as https://acme.com",
        ),
        (
            "Acme,,40,40,,last year",
            "2:1: as_of 'last year' is no date; write a year, a month or a day: 2026, 2026-01, 2026-01-31",
        ),
        (
            "Acme,,40,40,,2026-13",
            "2:1: as_of '2026-13' is no date; write a year, a month or a day: 2026, 2026-01, 2026-01-31",
        ),
    ],
)
def test_a_bad_row_is_named_and_the_next_one_holds(tmp_path: Path, line: str, problem: str) -> None:
    found, problems = file(tmp_path / "my.csv", line, "Good,,7,7,,")

    assert problems == [problem]
    assert [each.name for each in found] == ["Good"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    problems: list[Problem] = []

    assert list(read(tmp_path / "none.csv", problems)) == []
    assert "there is no such file" in str(problems[0])


def test_dates() -> None:
    assert as_of("") is None
    assert as_of("2024") == date(2024, 1, 1)
    assert as_of("2024-06") == date(2024, 6, 1)
    assert as_of("2024-06-30") == date(2024, 6, 30)
