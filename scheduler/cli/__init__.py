"""The command `sidedoor`. Each file here adds its commands to the parser; what they do is done in the other rooms.

Exit status: 0 done, 1 the thing asked for failed, 2 wrong use or wrong configuration.
"""

from __future__ import annotations

import argparse
import os
import re
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.exc import DatabaseError, OperationalError

from config.problems import ConfigError, nearest
from scheduler.boardlist import NoBoard
from scheduler.house import Busy
from scheduler.store.schema import NewerStore

DONE, FAILED, WRONG = 0, 1, 2
FORMATS = ("table", "json", "jsonl", "csv")
# Which file here has which commands. Only the one that is asked for is imported: a health check runs each minute.
FILES = {
    "demo": ("demo",),
    "files": ("init", "check", "schema", "backup", "restore"),
    "service": ("run", "crawl"),
    "standing": ("status",),
    "show": ("openings", "why", "alerts"),
    "feed": ("feed",),
    "judging": ("judge", "try"),
    "boards": ("board",),
    "company": ("company",),
    "channels": ("channel",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    commands = {name for has in FILES.values() for name in has}
    args = parser(next((each for each in words if each in commands), "")).parse_args(words)
    try:
        status = int(args.run(args))
        sys.stdout.flush()  # whoever reads our output may have left: better heard of here than at the very end
        return status
    except (ConfigError, NoBoard) as why:
        return _say(str(why), WRONG)
    except (Busy, NewerStore) as why:
        return _say(str(why), FAILED)
    except BrokenPipeError:
        return _nobody_reads()
    except (DatabaseError, sqlite3.Error) as why:
        return _say(_of_store(why), FAILED)
    except OSError as why:
        return _say(f"{why.filename or 'the system refuses'}: {why.strerror or why}", FAILED)
    except (KeyboardInterrupt, EOFError):  # Ctrl-C, or Ctrl-D at a question
        return _say("stopped", 130)


def _of_store(why: DatabaseError | sqlite3.Error) -> str:
    """What the database said, and what helps."""
    said = str(getattr(why, "orig", why)).strip()
    if "locked" in said:
        return f"the store cannot be used: {said}. Another program works on it: try again in a moment"
    if "unable to open" in said or "readonly" in said:
        return f"the store cannot be used: {said}. May you write to its folder? (`data_dir` in the settings says where)"
    if isinstance(why, (OperationalError, sqlite3.OperationalError)) and "malformed" not in said:
        return f"the store cannot be used: {said}"
    return f"the store cannot be used: {said}\nIf it is damaged, put a copy back: sidedoor restore BACKUP"


def _nobody_reads() -> int:
    """Whoever read our output has left (`| head`); so do we, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _say(text: str, status: int) -> int:
    try:
        print(text, file=sys.stderr)
    except BrokenPipeError:  # whoever read our output has left; so do we, quietly
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    return status


class Parser(argparse.ArgumentParser):
    """Takes options by their whole names only: `crawl --al`, half typed, must not ask a thousand boards."""

    def __init__(self, **given: Any) -> None:
        super().__init__(allow_abbrev=False, **given)

    def error(self, message: str) -> NoReturn:
        chosen = re.search(r"invalid choice: '(.+)' \(choose from (.+)\)", message)
        near = nearest(chosen[1], re.findall(r"[\w-]+", chosen[2])) if chosen else None
        super().error(f"{message}: did you mean `{near}`?" if near else message)


def parser(command: str = "") -> argparse.ArgumentParser:
    """The command line: of one command, or the whole where it is none of those there are."""
    whole = Parser(
        prog="sidedoor",
        description="The side door into machine learning: undergraduate internships at small companies.",
        epilog="example: sidedoor openings --kept        each command's own: sidedoor openings --help",
    )
    whole.add_argument("--version", action="version", version=f"sidedoor {_version()}")
    _everywhere(whole, "table")
    shared = common()
    commands = whole.add_subparsers(metavar="COMMAND", required=True, title="commands")
    wanted = [name for name, has in FILES.items() if command in has] or list(FILES)
    for name in wanted:
        import_module(f"scheduler.cli.{name}").add(commands, shared)
    return whole


def common() -> argparse.ArgumentParser:
    """The options that every command takes."""
    shared = argparse.ArgumentParser(add_help=False)
    _everywhere(shared, argparse.SUPPRESS)  # what stands before the command holds, unless it is said again after it
    return shared


def _everywhere(to: argparse.ArgumentParser, form: str) -> None:
    absent = None if form == "table" else argparse.SUPPRESS
    group = to.add_argument_group("everywhere")
    group.add_argument(
        "--settings", type=Path, metavar="FILE", default=absent, help="the settings file (default: ./settings.yaml)"
    )
    group.add_argument("--rules", type=Path, metavar="FILE|DIR", default=absent, help="rules file, or a folder of them")
    group.add_argument("--format", choices=FORMATS, default=form, help="for commands that list (default: table)")


def _version() -> str:
    try:
        return version("sidedoor")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "(not installed)"
