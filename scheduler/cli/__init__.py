"""The command `sidedoor`. Each file here adds its commands to the parser; what they do is done in the other rooms.

Exit status: 0 done, 1 the thing asked for failed, 2 wrong use or wrong configuration.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from config.problems import ConfigError
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
    "judging": ("judge", "try"),
    "boards": ("board",),
    "company": ("company",),
    "channels": ("channel",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    args = parser(words[0] if words else "").parse_args(words)
    try:
        return int(args.run(args))
    except ConfigError as why:
        return _say(str(why), WRONG)
    except (Busy, NewerStore, BrokenPipeError) as why:
        return _say(str(why), FAILED)
    except DatabaseError as why:
        return _say(f"the store cannot be used: {why.orig}\nIf it is damaged: sidedoor restore BACKUP", FAILED)
    except KeyboardInterrupt:
        return _say("stopped", 130)


def _say(text: str, status: int) -> int:
    try:
        print(text, file=sys.stderr)
    except BrokenPipeError:  # whoever read our output has left; so do we, quietly
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    return status


def parser(command: str = "") -> argparse.ArgumentParser:
    """The command line: of one command, or the whole where it is none of those there are."""
    whole = argparse.ArgumentParser(
        prog="sidedoor",
        description="The side door into machine learning: undergraduate internships at small companies.",
    )
    whole.add_argument("--version", action="version", version=f"sidedoor {_version()}")
    shared = common()
    commands = whole.add_subparsers(metavar="COMMAND", required=True, title="commands")
    wanted = [name for name, has in FILES.items() if command in has] or list(FILES)
    for name in wanted:
        import_module(f"scheduler.cli.{name}").add(commands, shared)
    return whole


def common() -> argparse.ArgumentParser:
    """The options that every command takes."""
    shared = argparse.ArgumentParser(add_help=False)
    group = shared.add_argument_group("everywhere")
    group.add_argument("--settings", type=Path, metavar="FILE", help="the settings file (default: ./settings.yaml)")
    group.add_argument("--rules", type=Path, metavar="FILE|DIR", help="rules file, or a folder of them")
    group.add_argument("--format", choices=FORMATS, default="table", help="for commands that list (default: table)")
    return shared


def _version() -> str:
    try:
        return version("sidedoor")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "(not installed)"
