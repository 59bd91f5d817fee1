"""`init`, `check`, `schema`, `backup`, `restore`: the user's files, and the store's."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
from rich.markup import escape

from config import load
from config.problems import ConfigError, Problem
from scheduler import boardlist
from scheduler.cli import output, questions
from scheduler.companies import users_files
from scheduler.house import database_file, database_url, lock_file, open_house


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    init = commands.add_parser(
        "init", parents=[shared], help="write settings.yaml and rules.yaml", epilog="example: sidedoor init --yes"
    )
    init.add_argument("--yes", action="store_true", help="ask nothing: commented defaults that work untouched")
    init.set_defaults(run=_init)
    check = commands.add_parser(
        "check", parents=[shared], help="every mistake in settings, rules and boards", epilog="example: sidedoor check"
    )
    check.set_defaults(run=_check)
    schema = commands.add_parser(
        "schema", parents=[shared], help="JSON Schema, for editors", epilog="example: sidedoor schema rules"
    )
    schema.add_argument("what", choices=("settings", "rules"))
    schema.set_defaults(run=_schema)
    for name, run, text in (
        ("backup", _backup, "a consistent copy of the store, while it runs"),
        ("restore", _restore, "put a copy back; the service must not run"),
    ):
        each = commands.add_parser(
            name, parents=[shared], help=text, epilog=f"example: sidedoor {name} sidedoor-copy.db"
        )
        each.add_argument("file", type=Path, metavar="FILE")
        each.set_defaults(run=run)


def _init(args: argparse.Namespace) -> int:
    folder = args.settings.parent if args.settings else Path.cwd()
    existed = [name for name in ("settings.yaml", "rules.yaml") if (folder / name).exists()]
    asked = not args.yes and sys.stdin.isatty() and not existed
    answers = questions.ask(input) if asked else questions.Answers()
    paths = load.write_defaults(folder)
    questions.write(answers, *paths)
    for path in paths:
        print(f"{path}" + ("  (was there already, left as it is)" if path.name in existed else ""))
    return _first_look(*paths, answers.channel) if asked else 0


def _first_look(settings: Path, rules: Path, channel: str) -> int:
    """Are the answers good, and does the channel, if there is one, reach the user?"""
    load.check_channels(load.settings(settings), load.rules(rules))
    if not channel:
        return 0
    if not questions.yes(input, "Send a test alert now? [y/N] "):
        print("Whenever you like: sidedoor channel test me")
        return 0
    from scheduler.cli.channels import send_tests  # Apprise is large, and seldom wanted here

    return send_tests(open_house(settings, rules), ["me"])


def _check(args: argparse.Namespace) -> int:
    """Everything that is wrong, in the order of files."""
    problems: list[Problem] = []
    try:
        settings = load.settings(args.settings)
    except ConfigError as why:
        raise ConfigError([*why.problems, *_of_rules(args.rules)]) from None
    problems += _of_rules(args.rules or settings.rules)
    if not problems:
        problems += load.check_channels(settings, load.rules(args.rules or settings.rules))
    found, of_boards = boardlist.wanted(settings)
    problems += of_boards
    sizes, of_sizes = users_files(settings)
    problems += of_sizes
    if problems:
        raise ConfigError(problems)
    where = settings.source or "built-in defaults"
    terminal = output.errors()
    terminal.print(f"settings  {escape(str(where))}: good")
    terminal.print(f"rules     {escape(str(args.rules or settings.rules))}: good")
    terminal.print(f"boards    {len(found)} to watch")
    if settings.companies:
        terminal.print(f"companies {len(sizes)} sizes of your own")
    for note in settings.notes:
        terminal.print(f"note      {escape(note)}")
    return 0


def _of_rules(path: Path | None) -> list[Problem]:
    if path is None:
        return []
    try:
        load.rules(path)
    except ConfigError as why:
        return list(why.problems)
    return []


def _schema(args: argparse.Namespace) -> int:
    print(orjson.dumps(load.schema(args.what), option=orjson.OPT_INDENT_2).decode())
    return 0


def _backup(args: argparse.Namespace) -> int:
    source = database_file(database_url(load.settings(args.settings)))
    if source is None:
        output.errors().print("The store is a PostgreSQL database: back it up with pg_dump.")
        return 1
    if not source.exists():
        output.errors().print(f"{escape(str(source))}: there is no store yet")
        return 1
    if args.file.exists() and args.file.samefile(source):
        output.errors().print(f"{escape(str(args.file))} is the store itself: give the copy another name")
        return 2
    if not args.file.absolute().parent.is_dir():
        output.errors().print(f"{escape(str(args.file))}: there is no such folder to write it in")
        return 1
    copy(source, args.file)
    output.errors().print(f"saved: {escape(str(args.file))} ({args.file.stat().st_size / 1e6:.1f} MB)")
    return 0


def copy(source: Path, target: Path) -> None:
    """A consistent copy by SQLite's own backup; it appears under its name only when it is whole."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
    part.chmod(0o600)
    part.replace(target)


def _restore(args: argparse.Namespace) -> int:
    """Checked first, then put in place of the store; what was there before is kept beside it."""
    if (said := _sound(args.file)) != "ok":
        output.errors().print(f"{escape(str(args.file))} is no sound store: {escape(said)}; nothing was changed")
        return 1
    target = database_file(database_url(load.settings(args.settings)))
    if target is None:
        output.errors().print("The store is a PostgreSQL database: restore it with pg_restore.")
        return 1
    if target.exists() and args.file.samefile(target):
        output.errors().print(f"{escape(str(args.file))} is the store itself: name the copy that is to replace it")
        return 2
    target.parent.mkdir(parents=True, exist_ok=True)
    with lock_file(target):
        ready = target.with_name(target.name + ".restored")
        copy(args.file, ready)  # whole, before anything is moved
        for rest in ("", "-wal", "-shm"):  # what was written last may still stand in the -wal file
            _move_aside(target, rest)
        ready.replace(target)
    output.errors().print(f"restored: {escape(str(target))}; the former store is beside it, ending in .replaced")
    return 0


def _move_aside(store: Path, rest: str) -> None:
    former = store.with_name(f"{store.name}.replaced{rest}")
    former.unlink(missing_ok=True)
    if (file := store.with_name(store.name + rest)).exists():
        file.replace(former)


def _sound(path: Path) -> str:
    """What SQLite's integrity check says of a file: "ok", or the first thing that is wrong."""
    if not path.is_file():
        return "there is no such file"
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            names = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
            if not {"listings", "alerts"} <= names:
                return "it holds no listings and alerts"
            return str(db.execute("PRAGMA integrity_check").fetchone()[0])
    except sqlite3.DatabaseError as why:
        return str(why)
