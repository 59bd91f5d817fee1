"""What a person sees: tables and progress on a terminal, plain lines in a pipe, JSON or CSV for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import orjson
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

Row = Mapping[str, Any]


def console() -> Console:
    """The terminal, for tables. In a pipe nothing is coloured or wrapped."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def errors() -> Console:
    """Where progress and remarks go, so that machine formats have stdout to themselves."""
    return Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def rows(found: Iterable[Row], columns: Sequence[str], form: str, *, empty: str = "Nothing yet.") -> None:
    """Print rows: the named columns as a table, or whole as JSON or CSV."""
    if form == "json":
        print(orjson.dumps([dict(each) for each in found], option=orjson.OPT_INDENT_2).decode())
    elif form == "jsonl":
        for each in found:
            print(orjson.dumps(dict(each)).decode())
    elif form == "csv":
        _csv(list(found), columns)
    elif sys.stdout.isatty():
        _table(list(found), columns, empty)
    else:
        _lines(list(found), columns, empty)


def _lines(found: Sequence[Row], columns: Sequence[str], empty: str) -> None:
    """For a pipe. Nothing at all would leave a person wondering, so that is said, where no program reads it."""
    if not found:
        errors().print(empty)
    for each in found:
        print("\t".join(cell(each.get(name)) for name in columns))


def _csv(found: Sequence[Row], columns: Sequence[str]) -> None:
    names = list(found[0]) if found else list(columns)
    writer = csv.writer(sys.stdout)
    writer.writerow(names)
    writer.writerows([[cell(each.get(name)) for name in names] for each in found])


def _table(found: Sequence[Row], columns: Sequence[str], empty: str) -> None:
    if not found:
        console().print(empty)
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for each in found:
        table.add_row(*(escape(cell(each.get(name))) for name in columns))
    console().print(table)


def cell(value: Any) -> str:
    """One value in a cell: times in the machine's zone, nothing for None, one line."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone():%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (dict, list, tuple)):
        return orjson.dumps(value).decode()
    return " ".join(str(value).split())


@contextmanager
def progress(what: str, total: int) -> Iterator[Progress]:
    """A bar on a terminal; nothing in a pipe. Call `advance(0)` on it for each thing done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors(), transient=True, disable=not sys.stderr.isatty()) as bar:
        bar.add_task(what, total=total)
        yield bar
