"""`openings`, `why`, `alerts`: what is known, why it was judged so, and who was told."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from sqlalchemy import Row

from scheduler.alerts import ledger, outbox
from scheduler.cli import output
from scheduler.clock import utcnow
from scheduler.domain import State
from scheduler.house import open_house
from scheduler.store import reading
from scheduler.store.listings import by_state
from scheduler.why import Judged, Shown, Story, explain

ANSWER = {"yes": "[green]yes[/]   ", "no": "[red]no[/]    ", "unsure": "[yellow]unsure[/]"}


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    _add_openings(commands, shared)
    why = commands.add_parser(
        "why",
        parents=[shared],
        help="the story of one listing, reason by reason",
        epilog="example: sidedoor why https://boards.greenhouse.io/acme/jobs/123",
    )
    why.add_argument("asked", metavar="URL|ID", help="a posting's URL, or its number in `sidedoor openings`")
    why.set_defaults(run=_why)
    alerts = commands.add_parser(
        "alerts", parents=[shared], help="who is told of what", epilog="example: sidedoor alerts retry 12"
    )
    which = alerts.add_mutually_exclusive_group()
    for state in ("owed", "sent", "given-up"):
        which.add_argument(f"--{state}", dest="state", action="store_const", const=state.replace("-", " "))
    alerts.add_argument(
        "action", nargs="?", choices=("retry", "cancel"), help="send one again that was given up, or do without one"
    )
    alerts.add_argument("id", nargs="?", type=int, metavar="ID")
    alerts.set_defaults(run=_alerts)


def _add_openings(commands: Any, shared: argparse.ArgumentParser) -> None:
    openings = commands.add_parser(
        "openings", parents=[shared], help="what is known, newest first", epilog="example: sidedoor openings --near"
    )
    state = openings.add_mutually_exclusive_group()
    for each in State:
        state.add_argument(f"--{each}", dest="state", action="store_const", const=each)
    there = openings.add_mutually_exclusive_group()
    there.add_argument("--open", dest="is_open", action="store_true", default=None, help="still on a board")
    there.add_argument("--closed", dest="is_open", action="store_false", help="no longer on any board")
    openings.set_defaults(run=_openings)


def _openings(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    with reading(house.engine) as db:
        found = [_opening(row) for row in db.execute(by_state(args.state, args.is_open))]
    columns = ("id", "state", "title", "company", "location", "date_posted", "why", "url")
    output.rows(found, columns, args.format, empty="Nothing yet: `sidedoor crawl` looks at the boards that are due.")
    return 0


def _opening(row: Row[Any]) -> dict[str, Any]:
    reasons = row.reasons or []
    return {
        "id": row.id,
        "state": row.state,
        "watch": row.watch,
        "rank": row.rank,
        "title": row.title,
        "company": row.company,
        "location": row.location,
        "date_posted": (row.posting.get("date_posted") or "")[:10],
        "why": _short(row.state, reasons),
        "url": row.url,
        "board": f"{row.kind}:{row.token}",
        "key": row.key,
        "opening": row.opening_id,
        "first_seen": row.first_seen,
        "last_seen": row.last_seen,
        "closed_at": row.closed_at,
        "reasons": reasons,
    }


def _short(state: str | None, reasons: list[dict[str, Any]]) -> str:
    """The reason that matters most: what is against it, or else why an undergraduate may apply."""
    against = [each for each in reasons if each["answer"] != "yes"]
    for_it = [each for each in reasons if each["rule"] == "degree"]
    told = against if state != State.KEPT else for_it or against
    return told[0]["why"] if told else ""


def _why(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    with reading(house.engine) as db:
        story = explain(db, args.asked, house.current.watches)
    if args.format != "table":
        output.rows([story.to_json()], (), args.format)
    else:
        terminal = output.console()
        for shown in story.found:
            _print_shown(terminal, shown)
        _print_told(terminal, story)
    return 0 if story.found else 1


def _print_shown(terminal: Console, shown: Shown) -> None:
    terminal.print(f"[bold]{escape(shown.title)}[/] at {escape(shown.company or 'an unnamed company')}", end="")
    terminal.print(f"  ({escape(shown.location)})" if shown.location else "")
    for line in _facts(shown):
        terminal.print(f"  {escape(line)}")
    for verdict in shown.verdicts:
        _print_verdict(terminal, verdict)


def _facts(shown: Shown) -> Iterator[str]:
    yield f"number {shown.id}, on {shown.board}, {shown.url}"
    yield f"first seen {output.cell(shown.first_seen)}, last seen {output.cell(shown.last_seen)}"
    if shown.closed_at:
        yield f"closed {output.cell(shown.closed_at)}: {shown.closed_why}"
    if not shown.text_read:
        yield "text not read: the list that shows it gives only its title"


def _print_verdict(terminal: Console, verdict: Judged) -> None:
    terminal.print(f"  [bold]{escape(verdict.state)}[/] under {escape(verdict.watch)}:")
    for each in verdict.reasons:
        terminal.print(f"    {ANSWER[each.answer]} [bold]{each.rule}[/]: {escape(each.why)}  [dim]({each.place})[/]")
        if each.quote:
            quoted = f"[italic]“{escape(each.context or each.quote)}”[/]"
            terminal.print(Padding(quoted, (0, 0, 0, 11)) if terminal.is_terminal else " " * 11 + quoted)


def _print_told(terminal: Console, story: Story) -> None:
    for each in story.told:
        when = output.cell(each.settled_at or each.owed_at)
        why = f" ({each.why})" if each.why else ""
        terminal.print(f"  told {escape(each.channel)}: {escape(each.state)} {when}{escape(why)}")
    for remark in story.remarks:
        terminal.print(escape(remark))


_ACTIONS = {
    "retry": (outbox.retry, "it is due again now", "was not given up"),
    "cancel": (outbox.cancel_one, "it will not be sent", "is neither owed nor given up, or is on its way already"),
}


def _alerts(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    if args.action:
        if args.id is None:
            output.errors().print("which one? `sidedoor alerts` shows their numbers")
            return 2
        act, done, not_done = _ACTIONS[args.action]
        with house.engine.begin() as db:
            fits = args.id < 2**31 and act(db, args.id, utcnow())  # PostgreSQL's numbers go no further
        output.errors().print(done if fits else f"alert {args.id} {not_done}")
        return 0 if fits else 1
    with reading(house.engine) as db:
        found = ledger.listed(db, args.state)
    columns = ("id", "channel", "state", "title", "company", "owed_at", "settled_at", "tries", "why")
    output.rows(found, columns, args.format, empty="Nothing has been owed to anybody yet.")
    return 0
