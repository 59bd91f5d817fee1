"""`status`: how things stand, and whether anything needs the user."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from rich.markup import escape

from config import load
from scheduler import status, store
from scheduler.cli import output
from scheduler.clock import utcnow
from scheduler.house import database_url, open_house


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    state = commands.add_parser(
        "status", parents=[shared], help="how things stand", epilog="example: sidedoor status --alive"
    )
    state.add_argument("--alive", action="store_true", help="only whether the service ticked lately (health check)")
    state.set_defaults(run=_status)


def _status(args: argparse.Namespace) -> int:
    if args.alive:
        alive = status.alive(store.connect(database_url(load.whereabouts(args.settings))), utcnow())
        output.errors().print("alive" if alive else "no tick for two minutes: the service is not running, or hangs")
        return 0 if alive else 1
    house = open_house(args.settings, args.rules)
    now = status.of(house, utcnow())
    if args.format != "table":
        output.rows([asdict(now)], (), args.format)
    else:
        for line in now.lines():
            output.console().print(escape(line))
    return 1 if now.needs_user else 0
