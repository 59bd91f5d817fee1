"""`feed`: the kept openings as Atom or JSON Feed, for a feed reader."""

from __future__ import annotations

import argparse
import io
import sys
from typing import Any

from scheduler.alerts import feed
from scheduler.alerts.reading import Situation
from scheduler.clock import utcnow
from scheduler.house import open_house
from scheduler.store import reading


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    command = commands.add_parser(
        "feed",
        parents=[shared],
        help="the kept openings as Atom, or as JSON Feed with --format json",
        epilog="example: sidedoor feed > ~/public/internships.xml",
    )
    command.add_argument("--watch", metavar="NAME", help="only what this watch keeps")
    command.set_defaults(run=_feed)


def _feed(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    now, settings = utcnow(), house.current.settings
    situation = Situation(now=now, zone=settings.zone, public_url=settings.web.public_url.rstrip("/"))
    with reading(house.engine) as db:
        found = feed.entries(db, situation, watch=args.watch)
    document = feed.json_feed(found) if args.format == "json" else feed.atom(found, now=now)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as the document says, wherever it is printed
    print(document.rstrip("\n"))
    return 0
