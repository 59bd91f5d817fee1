"""CSV files: every good row comes, every bad one is a problem with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from config.problems import ConfigError, Problem
from config.tables import rows

COLUMNS = ("kind", "token", "company")
HEADER = "kind,token,company,website\n"


def read(folder: Path, text: str | bytes) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    path = folder / "boards.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems: list[Problem] = []
    found = list(rows(path, COLUMNS, problems))
    return found, [str(each).replace(f"{folder}/", "") for each in problems]


def row(token: str, company: str = "Acme") -> dict[str, str]:
    return {"kind": "lever", "token": token, "company": company}


GOOD = {
    "plain": HEADER + "lever,a,Acme,x\n",
    "byte order mark": "\ufeff" + HEADER + "lever,a,Acme,x\n",
    "windows lines": HEADER.replace("\n", "\r\n") + "lever,a,Acme,x\r\n",
    "semicolons": "kind;token;company\nlever;a;Acme\n",
    "tabs": "kind\ttoken\tcompany\nlever\ta\tAcme\n",
    "spaces and capitals": " Kind , TOKEN,company \n lever , a , Acme \n",
    "another order": "company,kind,more,token\nAcme,lever,,a\n",
    "quotes": 'kind,token,company\n"lever","a","Acme"\n',
    "no last line end": "kind,token,company\nlever,a,Acme",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_spreadsheets_of_all_sorts_are_read(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ([(2, row("a"))], [])


def test_blank_rows_are_skipped_and_lines_counted_as_an_editor_does(tmp_path: Path) -> None:
    text = '\nkind,token,company\n\nlever,a,"Acme\nand Sons"\n,,\n\nlever,b,Acme\n'

    found, problems = read(tmp_path, text)

    assert found == [(4, row("a", "Acme\nand Sons")), (8, row("b"))]
    assert problems == []


def test_a_bad_row_is_named_and_the_good_ones_still_come(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "kind,token,company\nlever,a,Acme\nlever,b\nlever,c,Acme, Inc.\nlever,d,Acme\n")

    assert [line for line, _ in found] == [2, 5]
    assert problems == [
        "boards.csv:3:1: this row has 2 values, the first line names 3 columns; empty values still need their commas",
        'boards.csv:4:1: this row has 4 values, the first line names 3 columns; put a value that contains a comma in quotes: "a, b"',
    ]


BAD = {
    "empty": ("", "boards.csv:1:1: is empty; its first line must name the columns: kind,token,company"),
    "misspelt column": ("kind,tokn,company\n", "boards.csv:1:1: there is no column `token`; is `tokn` meant?"),
    "no header": ("kind,b,company\n", "boards.csv:1:1: there is no column `token`; the first line must name kind,token,company"),
    "column twice": ("kind,token,company,token\n", "boards.csv:1:1: there are two columns `token`; keep one"),
    "latin-1": (b"kind,token,company\nlever,a,\xe9\n", "boards.csv:2: is no UTF-8 text here; save it as CSV UTF-8"),
    "open quote": ('kind,token,company\nlever,a,"Acme\n', 'boards.csv:2:1: cannot be read from here on: a quote (") is opened and never'),
    "inner quote": ('kind,token,company\nlever,a,"Ac"me\n', "boards.csv:2:1: cannot be read from here on: text after a closing quote"),
    "huge value": ("kind,token,company\nlever,a," + "x" * 200_000, "boards.csv:2:1: cannot be read from here on: field larger than"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), BAD.values(), ids=BAD)
def test_a_mistake_is_one_line(tmp_path: Path, text: str | bytes, line: str) -> None:
    _, problems = read(tmp_path, text)

    assert len(problems) == 1
    assert problems[0].startswith(line)


def test_optional_columns_are_empty_when_absent(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    path.write_text("kind,token\nlever,a\n")

    assert list(rows(path, COLUMNS, required=("kind", "token"))) == [(2, row("a", ""))]


def test_without_a_list_problems_are_raised_after_the_last_good_row(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    path.write_text("kind,token,company\nlever\nlever,a,Acme\n")
    reading = rows(path, COLUMNS)

    assert next(reading) == (3, row("a"))
    with pytest.raises(ConfigError, match="this row has 1 value,"):
        next(reading)
    with pytest.raises(ConfigError, match="there is no such file"):
        list(rows(tmp_path / "none.csv", COLUMNS))


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: (HEADER + text).encode("utf-8", "surrogatepass")))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_brings_an_exception(tmp_path: Path, content: bytes) -> None:
    found, problems = read(tmp_path, content)

    assert all(line > 1 and list(row) == list(COLUMNS) for line, row in found)
    assert all(len(each.splitlines()) == 1 for each in problems)
