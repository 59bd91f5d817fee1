"""`sidedoor company`, as it is typed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli import main
from scheduler.demo.boards import Replica

FIELDS = ["company", "website", "headcount_min", "headcount_max", "band", "source", "as_of", "certainty"]


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, replica: Replica, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings of its own, which asks nobody but the replica."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "settings.yaml").write_text(
        f'data_dir: data\nnetwork:\n  gateway: "{replica.gateway}"\n  delay: 0s\n', encoding="utf-8"
    )
    return tmp_path


def company(*arguments: str) -> int:
    return main(["company", *arguments])


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_one_company_is_one_object(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert company("Google", "--website", "https://careers.google.com") == 0

    captured = capsys.readouterr()
    row = json.loads(captured.out)
    assert list(row) == FIELDS
    assert (row["headcount_min"], row["headcount_max"], row["band"]) == (10001, None, "10001+")
    assert row["certainty"] == "confirmed"
    assert "more than 10,000 people (Fortune 1000 list, 2024-06)" in captured.err


def test_an_unknown_company_is_no_failure(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert company("Fernwave") == 0

    row = said(capsys)
    assert (row["company"], row["headcount_min"], row["certainty"]) == ("Fernwave", None, "unknown")


def test_many_from_a_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("names.csv").write_text("company,website\nGoogle,https://google.com\nFernwave,\n", encoding="utf-8")

    assert company("--from", "names.csv") == 0
    rows = said(capsys)
    assert [(row["company"], row["band"]) for row in rows] == [("Google", "10001+"), ("Fernwave", "")]

    assert company("--from", "names.csv", "--format", "jsonl") == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == rows

    assert company("--from", "names.csv", "--format", "csv") == 0
    assert [row["band"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))] == ["10001+", ""]


def test_a_row_keeps_the_website_it_came_with(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a network says nothing of a size, but it is how the asker finds the row again."""
    given = ["https://www.linkedin.com/company/fernwave", "fernwave.example", "", "https://www.google.com/about?x=1"]
    Path("names.csv").write_text(
        "company,website\n" + "".join(f"Fernwave,{each}\n" for each in given), encoding="utf-8"
    )

    assert company("--from", "names.csv") == 0
    assert [row["website"] for row in said(capsys)] == given


def test_what_the_user_sets_holds_from_then_on(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert company("Fernwave", "--set", "40") == 0
    assert said(capsys)["headcount_max"] == 40

    assert company("FERNWAVE, Inc.") == 0
    row = said(capsys)
    assert (row["headcount_min"], row["band"], row["source"]) == (40, "11-50", "your own word")


def test_a_domain_set_by_hand_tells_two_firms_apart(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    company("Fernwave", "--website", "https://fernwave.example", "--set", "40")
    capsys.readouterr()
    company("Fernwave", "--website", "https://fernwave.test")

    assert said(capsys)["certainty"] == "unknown"


def test_the_directories_can_be_asked_now(home: Path, replica: Replica, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"name": "Fernwave", "website": "https://fernwave.example", "team_size": 40, "batch": "W26"}
    replica.put("yc-oss.github.io/api/companies/all.json", [row])

    assert company("--refresh", "--format", "json") == 0
    assert [(each["directory"], each["outcome"], each["companies"]) for each in said(capsys)] == [
        ("yc-directory", "whole", 1)
    ]
    assert company("Fernwave", "--website", "https://fernwave.example") == 0
    assert said(capsys)["source"] == "YC directory"


def test_a_directory_that_does_not_answer_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert company("--refresh", "--format", "json") == 1

    assert "no such board" in said(capsys)[0]["cause"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "which company?"),
        (("Fernwave", "--set", "0"), "--set 0 is no number of people; write 1 to 10,000,000"),
        (("Fernwave", "--set", "99999999999999999999"), "is no number of people; write 1 to 10,000,000"),
        (("Fern\udcffwave",), "holds what is no text"),
        (("Fernwave", "--website", "https://\udcff.example", "--set", "40"), "holds what is no text"),
        (("--set", "40"), "--set needs to know whose"),
        (("Fernwave", "--from", "names.csv"), "--from reads names from a file"),
        (("--from", "none.csv"), "none.csv: there is no such file"),
        (
            ("Fernwave", "--set", "4", "--website", "https://www.linkedin.com/company/fernwave"),
            "is nobody's own website",
        ),
    ],
)
def test_wrong_use_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], line: str
) -> None:
    assert company(*arguments) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert line in captured.err.replace("\n", " ")


def test_open_roles_are_judged_again_at_once(home: Path, replica: Replica, capsys: pytest.CaptureFixture[str]) -> None:
    text = "<p>You will train machine learning models.</p><p>Pursuing a Bachelor's degree in Computer Science.</p>"
    role = {"id": 7, "title": "Machine Learning Intern", "location": "Leeds", "description": text}
    replica.show("greenhouse", "fernwave", "Fernwave", [role | {"date_posted": datetime.now(UTC).isoformat()}])

    def kept() -> list[str]:
        capsys.readouterr()
        main(["openings", "--kept", "--format", "json"])
        return [each["company"] for each in said(capsys)]

    main(["crawl", "greenhouse:fernwave"])
    assert kept() == ["Fernwave"], "of unknown size, and kept"
    company("Fernwave", "--set", "5000")
    assert kept() == []
    company("Fernwave", "--set", "30")
    assert kept() == ["Fernwave"]
