"""`channel`: list, and test with a real alert."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from sqlalchemy import select

from scheduler import logs
from scheduler.alerts.channels import test_channel
from scheduler.cli import output
from scheduler.clock import utcnow
from scheduler.current import Current
from scheduler.house import House, open_house
from scheduler.store import reading
from scheduler.store.tables import channels


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    channel = commands.add_parser(
        "channel", help="whom to tell", epilog="example: sidedoor channel test me"
    ).add_subparsers(metavar="ACTION", required=True)
    listed = channel.add_parser("list", parents=[shared], help="every channel", epilog="example: sidedoor channel list")
    listed.set_defaults(run=_list)
    test = channel.add_parser(
        "test", parents=[shared], help="send a real test alert", epilog="example: sidedoor channel test me"
    )
    test.add_argument("name", nargs="?", metavar="NAME", help="none: all of them")
    test.set_defaults(run=_test)


def _list(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    with reading(house.engine) as db:
        known = {row.name: row for row in db.execute(select(channels))}
    services = {name: channel.plugin.service_name for name, channel in house.channels.items()}
    found = [
        _row(name, services.get(name, "cannot be used"), house.current, known.get(name))
        for name in house.current.settings.channels
    ]
    for problem in house.channel_problems:
        output.errors().print(f"[red]{escape(problem)}[/]")
    output.rows(
        found, ("channel", "service", "watches", "last_sent", "broken_since", "error"), args.format, empty=_NONE
    )
    return 0


_NONE = "No channel yet. Name one under `channels:` in settings.yaml, such as\n  me: ntfy://a-topic-of-yours"


def _row(name: str, service: str, current: Current, row: Any) -> dict[str, Any]:
    return {
        "channel": name,
        "service": service,
        "watches": ", ".join(each for each in current.watches if name in current.channels_of(each)),
        "last_sent": row.last_sent_at if row else None,
        "broken_since": row.broken_since if row else None,
        "error": row.error if row else "",
    }


def _test(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    logs.start(house.current.settings, level="error")
    names = [args.name] if args.name else list(house.current.settings.channels)
    if not names:
        output.errors().print(_NONE)
        return 2
    if args.name and args.name not in house.current.settings.channels:
        known = ", ".join(house.current.settings.channels) or "none"
        output.errors().print(f"there is no channel {escape(args.name)} in the settings; there are: {escape(known)}")
        return 2
    return send_tests(house, names)


def send_tests(house: House, names: Sequence[str]) -> int:
    """Send a test alert to each of these channels and say what happened; 0 if all arrived."""
    for problem in house.channel_problems:
        output.errors().print(f"[red]{escape(problem)}[/]")
    results = [test_channel(house.channels[name], utcnow()) for name in names if name in house.channels]
    for result in results:
        mark = "[green]ok[/]" if result.ok else "[red]failed[/]"
        output.console().print(f"{escape(result.channel)}: {mark}: {escape(result.words)}")
    return 0 if len(results) == len(names) and all(each.ok for each in results) else 1
