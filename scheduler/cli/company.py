"""`company`: how many people work there, who says so, and how to correct it."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.markup import escape

from config import tables
from scheduler import logs
from scheduler.cli import output
from scheduler.clock import utcnow
from scheduler.companies import correct
from scheduler.companies.entries import MOST_PEOPLE
from scheduler.domain import Company
from scheduler.house import House, open_house
from scheduler.sizes import band, describe
from scheduler.websites import domain_of

COLUMNS = ("company", "website", "headcount_min", "headcount_max", "band", "source", "as_of", "certainty")


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    company = commands.add_parser(
        "company",
        parents=[shared],
        help="the size of a company, and who says so",
        epilog="example: sidedoor company Acme --website https://acme.com --set 40",
    )
    company.add_argument("name", nargs="?", default="", metavar="NAME")
    company.add_argument("--website", default="", metavar="URL", help="tells firms of the same name apart")
    company.add_argument("--from", dest="file", type=Path, metavar="FILE.csv", help="many, by columns company,website")
    company.add_argument("--set", dest="headcount", type=int, metavar="N", help="you know better: N people work there")
    company.add_argument("--refresh", action="store_true", help="ask the public directories of companies now")
    company.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if wrong := _wrong(args):
        output.errors().print(escape(wrong))
        return 2
    house = open_house(args.settings, args.rules)
    logs.start(house.current.settings, level="error")
    if args.headcount is not None:
        _correct(house, args)
    return _refresh(house, args) if args.refresh else _show(house, args)


def _wrong(args: argparse.Namespace) -> str:
    """What cannot be meant, in a line; "" if all is well."""
    if args.file and (args.name or args.website or args.headcount is not None):
        return "--from reads names from a file; leave NAME, --website and --set out"
    if not (args.name + args.website).isprintable():
        return f"{args.name + args.website!r} holds what is no text; write the name as it is read"
    if args.headcount is not None and not 1 <= args.headcount <= MOST_PEOPLE:
        return f"--set {args.headcount} is no number of people; write 1 to {MOST_PEOPLE:,}"
    if args.headcount is not None and args.website and not domain_of(args.website, args.name):
        return f"{args.website} is nobody's own website; leave it out, or give the company's own"
    if args.headcount is not None and not (args.name or args.website):
        return "--set needs to know whose: give a NAME, or --website URL"
    if not (args.name or args.website or args.file or args.refresh):
        return "which company? Give a NAME, --website URL or --from FILE.csv, or --refresh the directories"
    return ""


def _show(house: House, args: argparse.Namespace) -> int:
    if args.file:
        found = [_row(each) for each in _asked(house, args.file)]
        form = "json" if args.format == "table" and not sys.stdout.isatty() else args.format
        output.rows(found, COLUMNS, form, empty="No company in the file.")
        return 0
    company = _of(house, args.name, args.website)
    output.rows([_row(company)], COLUMNS, "csv" if args.format == "csv" else "jsonl")  # one object, on one line
    output.errors().print(escape(describe(company)))
    return 0


def _asked(house: House, file: Path) -> Iterable[Company]:
    for _, row in tables.rows(file, ("company", "website"), required=("company",)):
        yield _of(house, row["company"], row["website"])


def _of(house: House, name: str, website: str) -> Company:
    """The company, with the website as it was asked for, though it may be nobody's own: who asked knows it by that."""
    company = house.current.companies.resolve(name, website)
    return replace(company, website=website or company.website)


def _row(company: Company) -> dict[str, Any]:
    return {
        "company": company.name,
        "website": company.website,
        "headcount_min": company.headcount_min,
        "headcount_max": company.headcount_max,
        "band": band(company),
        "source": company.source,
        "as_of": company.as_of.isoformat() if company.as_of else None,
        "certainty": str(company.certainty),
    }


def _correct(house: House, args: argparse.Namespace) -> None:
    """Take the user's word, and judge what is open by it."""
    with house.engine.begin() as db:
        correct(db, args.name, args.website, args.headcount, utcnow())
    _judge_again(house)


def _judge_again(house: House) -> None:
    from scheduler import rejudge  # with it all readers of listings, for which a mere question need not wait

    house.refresh()
    for watch in house.current.watches.values():
        rejudge.rejudge(house.engine, watch, house.current, utcnow())


def _refresh(house: House, args: argparse.Namespace) -> int:
    from scheduler import directories

    settings = house.current.settings
    if not settings.poll.directories:
        output.errors().print("No directory is asked: poll.directories is empty in the settings.")
        return 1
    ended = asyncio.run(directories.refresh(house.engine, settings, settings.poll.directories, utcnow()))
    if any(each.outcome == "whole" for each in ended):
        _judge_again(house)
    if args.name or args.website or args.file:
        for each in ended:
            output.errors().print(escape(f"{each.directory}: {each.outcome} {each.cause}".strip()))
        return max(_show(house, args), int(any(each.cause for each in ended)))
    output.rows([asdict(each) for each in ended], list(asdict(ended[0])), args.format)
    return int(any(each.cause for each in ended))
