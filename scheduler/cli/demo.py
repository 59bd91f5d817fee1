"""`demo`: the whole thing offline, and the alert as it arrived."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from config import load
from scheduler import store
from scheduler.cli import output
from scheduler.demo import FIRST_MAIL_IN, Demo, parsed, stage
from scheduler.house import database_url
from scheduler.store import reading
from scheduler.store.listings import by_state

MARK = {"kept": "[green]kept[/]", "near": "[yellow]near[/]", "dropped": "[red]dropped[/]"}
LATER = 30.0  # seconds to watch for the second mail


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    demo = commands.add_parser(
        "demo",
        parents=[shared],
        help="the whole thing offline, on this machine",
        epilog="example: sidedoor demo --once",
    )
    demo.add_argument("--once", action="store_true", help="end after the first delivery")
    demo.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> int:
    terminal = output.console()
    terminal.print("Made-up boards and a mailbox on this machine; the real service; nothing leaves this machine.")
    with stage() as demo:
        mail = demo.mailbox.next(FIRST_MAIL_IN)
        if mail is None:
            terminal.print("No mail came. What the service said:")
            terminal.print(escape((demo.folder / "service.log").read_text()))
            return 1
        _print_verdicts(terminal, demo)
        _print_mail(terminal, mail)
        saved = _save(mail)
        if not args.once:
            _second_mail(terminal, demo)
    terminal.print(f"saved: {saved}", soft_wrap=True)
    return 0


def _print_verdicts(terminal: Console, demo: Demo) -> None:
    """What was kept and dropped, with the reason that decided."""
    engine = store.connect(database_url(load.settings(demo.settings, env={})))
    with reading(engine) as db:
        found = db.execute(by_state(None, True)).all()
    engine.dispose()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("verdict", "role", "company", "why"):
        table.add_column(name, overflow="fold")
    terminal.print("\nWhat the boards showed:\n")
    for row in sorted(found, key=lambda row: (list(MARK).index(row.state), row.id)):
        cells = MARK[row.state], escape(row.title), escape(row.company), escape(_deciding(row.state, row.reasons))
        if terminal.is_terminal:
            table.add_row(*cells)
        else:
            terminal.print("\t".join(cells))
    if terminal.is_terminal:
        terminal.print(table)


def _deciding(state: str, reasons: list[dict[str, Any]]) -> str:
    """For what is kept, why an undergraduate may apply; else what is against it, with the words that say so."""
    wanted = [each for each in reasons if (each["rule"] == "degree") == (state == "kept")]
    against = wanted if state == "kept" else [each for each in wanted if each["answer"] != "yes"]
    if not against:
        against = [each for each in reasons if each["answer"] != "yes"] or reasons
    first = against[0]
    quote = f" (“{' '.join(first['quote'].split())}”)" if first["quote"] else ""
    return f"{first['why']}{quote}"


def _print_mail(terminal: Console, mail: bytes) -> None:
    message = parsed(mail)
    plain = message.get_body(("plain",))
    text = plain.get_content() if plain else "(no plain part)"
    terminal.print()
    title = f"The alert, as it arrived: {message['subject']}"
    if terminal.is_terminal:
        terminal.print(Panel(escape(text.strip()), title=escape(title), title_align="left"))
    else:
        terminal.print(f"== {escape(title)}\n\n{escape(text.strip())}\n")


def _save(mail: bytes) -> Path:
    path = Path.cwd() / f"sidedoor-demo-{time.strftime('%Y%m%d-%H%M%S')}.eml"
    path.write_bytes(mail)
    return path


def _second_mail(terminal: Console, demo: Demo) -> None:
    title = demo.show_later()
    terminal.print(f"\nNow a board puts up a new role: [bold]{escape(title)}[/]. The service visits it again ...")
    mail = demo.mailbox.next(LATER)
    if mail is not None:
        _print_mail(terminal, mail)
