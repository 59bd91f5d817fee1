"""`board`: add, list, remove, recognise, read."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.markup import escape

from crawler.listing import Board, Outcome
from crawler.reading import read_file
from crawler.recognise import forbidden, hint, kind_of, kinds, recognise
from scheduler import boardlist, crawling, logs
from scheduler.cli import output
from scheduler.clock import utcnow
from scheduler.house import Busy, House, alone, open_house
from scheduler.store import boards as stored
from scheduler.store import reading


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    board = commands.add_parser(
        "board", help="the boards that are watched", epilog="example: sidedoor board add https://jobs.lever.co/acme"
    ).add_subparsers(metavar="ACTION", required=True)
    for name, run, arguments, text in (
        ("add", _add, ("board",), "watch the board behind a URL (or kind:token), and visit it once"),
        ("remove", _remove, ("board",), "watch it no more"),
        ("list", _list, (), "every watched board"),
        ("recognise", _recognise, ("url",), "which board a URL belongs to"),
    ):
        each = board.add_parser(
            name, parents=[shared], help=text, epilog=f"example: sidedoor board {name} {_EXAMPLE[name]}"
        )
        for argument in arguments:
            each.add_argument(argument, metavar="URL" if argument == "url" else "URL|KIND:TOKEN")
        each.set_defaults(run=run)
    read = board.add_parser(
        "read",
        parents=[shared],
        help="every posting of a saved answer, as JSON lines",
        epilog="example: sidedoor board read greenhouse jobs.json --company Acme",
    )
    read.add_argument("kind", choices=list(kinds()), metavar="KIND")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--token", default="", help="the board's token, for links that need it")
    read.add_argument("--company", default="")
    read.set_defaults(run=_read)


_EXAMPLE = {
    "add": "https://jobs.lever.co/acme",
    "remove": "lever:acme",
    "list": "--format csv",
    "recognise": "https://boards.greenhouse.io/acme/jobs/123",
}


def _add(args: argparse.Namespace) -> int:
    if refusal := forbidden(args.board):
        output.errors().print(escape(refusal))
        return 1
    if "." not in args.board:  # no address either: wrong use is said before anything is opened
        boardlist.named(args.board)
    house = open_house(args.settings, args.rules)
    logs.start(house.current.settings, level="error")
    board = _meant(house, args.board)
    try:
        with alone(house):
            return _add_and_visit(house, board, args.format)
    except Busy:
        with house.engine.begin() as db:
            stored.watch(db, board, utcnow())
        output.errors().print(f"{escape(str(board))} is watched: the service that runs visits it in a moment")
        return 0


def _meant(house: House, word: str) -> Board:
    """The board that the word names, or that the page behind the URL leads to, or the page as a board of its own."""
    try:
        return boardlist.named(word)
    except ValueError:
        if "." not in word:
            raise
    found, why = asyncio.run(crawling.behind(house, word, utcnow()))
    terminal = output.errors()
    if found:
        terminal.print(f"behind {escape(word)}: {escape(', '.join(map(str, found)))}")
        return found[0]
    terminal.print(f"no board of a known kind behind {escape(word)}{escape(f' ({why})' if why else '')}")
    terminal.print("trying the page itself: does it describe its jobs in schema.org's words?")
    return Board("jsonld", (word.partition("://")[2] or word).rstrip("/"))


def _add_and_visit(house: House, board: Board, form: str) -> int:
    if reason := kind_of(board.kind).off:
        output.errors().print(f"note: {board.kind} boards are never added by themselves: {escape(reason)}")
    house.register(utcnow())
    with house.engine.begin() as db:
        stored.watch(db, board, utcnow())
    tallies = asyncio.run(
        crawling.one_pass(house, [board], everything=False, now=utcnow, begun=lambda _: None, told=lambda _: None)
    )
    output.rows([asdict(each) for each in tallies], ("board", "outcome", "listed", "new", "kept", "cause"), form)
    return 0 if any(each.outcome is not Outcome.FAILED for each in tallies) else 1


def _remove(args: argparse.Namespace) -> int:
    board = boardlist.named(args.board)  # before anything is opened
    house = open_house(args.settings, args.rules)
    house.register(utcnow())
    with house.engine.begin() as db:
        done = stored.remove(db, board)
    said = (
        f"{board} is watched no more; `sidedoor board add {board}` takes it back"
        if done
        else f"{board} was not watched"
    )
    output.errors().print(escape(said))
    return 0 if done else 1


def _list(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    house.register(utcnow())
    with reading(house.engine) as db:
        found = [_row(each) for each in stored.listed(db)]
    output.rows(
        found, ("board", "company", "watched", "outcome", "listed", "answered_at", "next_due", "cause"), args.format
    )
    return 0


def _row(row: Any) -> dict[str, Any]:
    names = ("company", "website", "watched", "origin", "outcome", "listed", "answered_at", "next_due", "cause")
    return {"board": f"{row.kind}:{row.token}"} | {name: getattr(row, name) for name in names}


def _recognise(args: argparse.Namespace) -> int:
    if refusal := forbidden(args.url):
        output.errors().print(escape(refusal))
        return 1
    link = recognise(args.url)
    if link is not None and link.token:
        output.rows([{"board": str(link), "key": link.key}], ("board",), args.format)
        return 0
    if hinted := hint(args.url):
        said = f"a posting on {hinted[0]}, but the address does not say whose: `sidedoor board add` looks at the page"
    else:
        said = "of no board that Sidedoor recognises by its address; `sidedoor board add` looks at the page itself"
    output.errors().print(said)
    return 1


def _read(args: argparse.Namespace) -> int:
    try:
        data = args.file.read_bytes()
    except OSError as why:
        output.errors().print(f"{escape(str(args.file))}: cannot be read: {why.strerror}")
        return 2
    try:
        found = read_file(args.kind, data, token=args.token, company=args.company)
    except ValueError as why:
        output.errors().print(f"{escape(str(args.file))}: {escape(str(why))}")
        return 1
    output.rows([each.to_json() for each in found.listings], (), "jsonl")
    for broken in found.broken:
        output.errors().print(f"[red]could not be read:[/] {escape(broken)}")
    return 1 if found.broken else 0
