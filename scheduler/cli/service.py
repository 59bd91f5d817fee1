"""`run`, `crawl`: the service, and one pass by hand."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any

from rich.markup import escape

from crawler.listing import Outcome
from scheduler import boardlist, crawling, logs
from scheduler.cli import output
from scheduler.clock import utcnow
from scheduler.daemon import Daemon
from scheduler.house import House, alone, open_house
from scheduler.intake import Tally

VISIT = ("board", "outcome", "listed", "new", "kept", "closed", "cause")


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    run = commands.add_parser(
        "run", parents=[shared], help="the service, in the foreground", epilog="example: sidedoor run"
    )
    run.set_defaults(run=_run)
    crawl = commands.add_parser(
        "crawl",
        parents=[shared],
        help="one pass now over the boards that are due, or named, or all",
        epilog="example: sidedoor crawl greenhouse:acme --format json",
    )
    crawl.add_argument("boards", nargs="*", metavar="BOARD", help="kind:token or URL; none: those that are due")
    crawl.add_argument("--all", action="store_true", help="every watched board, due or not")
    crawl.set_defaults(run=_crawl)


def _run(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    logs.start(house.current.settings)
    with alone(house):
        _greet(house)
        daemon = Daemon(house, told=_Teller(house))
        asyncio.run(daemon.run())
        if daemon.sending:  # a service that does not answer; what became of it counts as unknown at the next start
            logging.shutdown()
            os._exit(0)
    return 0


def _greet(house: House) -> None:
    settings = house.current.settings
    terminal = output.errors()
    for note in [*settings.notes, *house.errors]:
        terminal.print(f"note: {escape(note)}")
    terminal.print(f"store: {escape(str(house.engine.url.render_as_string(hide_password=True)))}")
    told = ", ".join(settings.channels) or "nobody yet: kept roles are shown here until the settings have a channel"
    terminal.print(f"telling: {escape(told)}")


class _Teller:
    """With no channel yet, kept roles are shown in the terminal as they come; they stay untold in the store."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.last = crawling.newest(house.engine)

    def __call__(self, tally: Tally) -> None:
        if tally.kept and not self.house.current.settings.channels:
            for row in crawling.kept_since(self.house.engine, self.last):
                self.last = max(self.last, row.id)
                output.console().print(
                    f"kept: [bold]{escape(row.title)}[/] at {escape(row.company)}  {escape(row.url)}"
                )


def _crawl(args: argparse.Namespace) -> int:
    named = [boardlist.named(each) for each in args.boards]  # before anything is opened: wrong use is said at once
    house = open_house(args.settings, args.rules)
    logs.start(house.current.settings, level="error")
    with alone(house), ExitStack() as stack:
        bars: list[Any] = []

        def begun(count: int) -> None:
            bars.append(stack.enter_context(output.progress("visiting boards", count)))

        def told(_: Tally) -> None:
            bars[-1].advance(bars[-1].task_ids[0])

        tallies = asyncio.run(crawling.one_pass(house, named, everything=args.all, now=utcnow, begun=begun, told=told))
        stack.close()
        _show(house, tallies, args.format)
    return 0 if not tallies or any(each.outcome is not Outcome.FAILED for each in tallies) else 1


def _show(house: House, tallies: Sequence[Tally], form: str) -> None:
    found = [asdict(each) for each in tallies]
    output.rows(found, VISIT, form, empty="No board is due now; `sidedoor crawl --all` visits all of them.")
    for problem in house.problems:
        output.errors().print(f"[yellow]{escape(str(problem))}[/]")
    if form == "table":
        failed = sum(each.outcome is Outcome.FAILED for each in tallies)
        kept = sum(each.kept for each in tallies)
        output.errors().print(f"{len(tallies)} boards visited, {failed} without an answer, {kept} new roles kept")
        if over := sum((Counter(each.passed_over) for each in tallies), Counter()):
            output.errors().print(
                "passed over: " + escape(", ".join(f"{count} {why}" for why, count in over.most_common()))
            )
        if kept and not house.current.settings.channels:
            output.errors().print("No channel is set up yet, so nobody was told: `sidedoor openings` shows the roles.")
