"""CSV files that people write or export: every good row comes, every bad one is a problem with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from config.problems import ConfigError, Problem, fault, nearest, unreadable

MOST_BYTES = 64 << 20
_DELIMITERS = ",;\t"  # spreadsheets of some countries write semicolons

Row = tuple[int, dict[str, str]]


def rows(
    path: Path, columns: Sequence[str], problems: list[Problem] | None = None, *, required: Sequence[str] = ()
) -> Iterator[Row]:
    """Each row's line number and the named columns of it, stripped; further columns are left aside, blank rows skipped.

    `columns` must stand in the header unless `required` names those that must; the others are then "" when absent.
    Problems are added to the list; without one, ConfigError with all of them is raised after the last good row.
    """
    found: list[Problem] = [] if problems is None else problems
    try:
        yield from _read(path, columns, required or columns, found)
    except OSError as why:
        found.append(unreadable(path, why))
    if problems is None and found:
        raise ConfigError(found)


def _read(path: Path, columns: Sequence[str], required: Sequence[str], found: list[Problem]) -> Iterator[Row]:
    text = _text(path, found)
    first, _, _ = text.lstrip("\r\n").partition("\n")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = _lines(reader, path, found)
    header = next(lines, None)
    if header is None:
        if not found:
            found.append(fault(path, f"is empty; its first line must name the columns: {','.join(columns)}", 1, 1))
        return
    places = _header(path, header, columns, required, found)
    if places is None:
        return
    for line, cells in lines:
        if len(cells) != len(header[1]):
            found.append(fault(path, _count(len(cells), len(header[1])), line, 1))
        else:
            yield line, {name: cells[at].strip() if at is not None else "" for name, at in places.items()}


def _text(path: Path, found: list[Problem]) -> str:
    """The file as text, a byte order mark left off; text that is no UTF-8 is a problem and reads as nothing."""
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        found.append(fault(path, f"is larger than {MOST_BYTES >> 20} MB"))
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = content[: why.start].count(b"\n") + 1
        found.append(fault(path, "is no UTF-8 text here; save it as CSV UTF-8", line))
        return ""


def _lines(reader: Iterator[list[str]], path: Path, found: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on, without blank ones; one that cannot be read ends the file."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as why:
            found.append(fault(path, f"cannot be read from here on: {_reason(str(why))}", line, 1))
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = getattr(reader, "line_num", line) + 1


def _reason(said: str) -> str:
    if "end of data" in said:
        return 'a quote (") is opened and never closed'
    if "expected after" in said:
        return 'text after a closing quote; write a quote within quotes twice ("")'
    return said


def _header(
    path: Path, header: tuple[int, list[str]], columns: Sequence[str], required: Sequence[str], found: list[Problem]
) -> dict[str, int | None] | None:
    """Which cell holds which column; None, with a problem each, where required ones are missing."""
    line, cells = header
    names = [cell.strip().lower() for cell in cells]
    missing = [name for name in required if name not in names]
    for name in missing:
        near = nearest(name, (each for each in names if each not in columns))
        meant = f"; is `{near}` meant?" if near else f"; the first line must name {','.join(columns)}"
        found.append(fault(path, f"there is no column `{name}`{meant}", line, 1))
    twice = sorted({name for name in columns if names.count(name) > 1})
    found.extend(fault(path, f"there are two columns `{name}`; keep one", line, 1) for name in twice)
    return None if missing or twice else {name: names.index(name) if name in names else None for name in columns}


def _count(has: int, due: int) -> str:
    remedy = (
        'put a value that contains a comma in quotes: "a, b"' if has > due else "empty values still need their commas"
    )
    return f"this row has {has} value{'s' * (has != 1)}, the first line names {due} columns; {remedy}"
