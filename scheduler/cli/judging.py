"""`judge`, `try`: verdicts on listings from a file, and what other rules would make of the store."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.markup import escape

from config import load
from config.problems import ConfigError
from config.rules import RULES, Rules
from scheduler import rejudge
from scheduler.cli import output
from scheduler.clock import utcnow
from scheduler.house import open_house
from scheduler.matching.judging import judge_lines


def add(commands: Any, shared: argparse.ArgumentParser) -> None:
    judge = commands.add_parser(
        "judge",
        parents=[shared],
        help="verdicts on listings from a file; no store",
        epilog="example: sidedoor judge listings.jsonl --only role,field,degree",
    )
    judge.add_argument("file", metavar="FILE|-", help="JSON lines, one listing each")
    judge.add_argument("--only", metavar="RULES", help=f"ask only these: {','.join(sorted(RULES))}")
    judge.set_defaults(run=_judge)
    attempt = commands.add_parser(
        "try",
        parents=[shared],
        help="who would come in, and who fall out, under other rules",
        epilog="example: sidedoor try new-rules.yaml",
    )
    attempt.add_argument("file", type=Path, metavar="RULES")
    attempt.set_defaults(run=_try)


def _judge(args: argparse.Namespace) -> int:
    only = frozenset(each.strip() for each in args.only.split(",")) if args.only else RULES
    if unknown := only - RULES:
        output.errors().print(
            f"no rule is called {', '.join(sorted(unknown))}; the rules are {', '.join(sorted(RULES))}"
        )
        return 2
    watches = _rules(args)
    try:
        lines = _lines(args.file, len(watches))
        for name, rules in watches.items():
            for line in judge_lines(lines, rules.only(only), utcnow(), name):
                print(line)
    except UnicodeDecodeError as why:
        output.errors().print(f"{escape(args.file)}: is not written in UTF-8 ({why.reason} at byte {why.start})")
        return 2
    except ValueError as why:
        output.errors().print(f"{escape(args.file)}: {escape(str(why))}")
        return 2
    except FileNotFoundError:
        output.errors().print(f"{escape(args.file)}: there is no such file")
        return 2
    except IsADirectoryError:
        output.errors().print(f"{escape(args.file)}: this is a folder; a file of JSON lines is expected")
        return 2
    return 0


def _lines(name: str, times: int) -> Iterable[str]:
    """The lines of a file, or of the standard input; all at once where they are read several times."""
    if name == "-":
        lines = (line.rstrip("\r\n") for line in sys.stdin)
        return lines if times == 1 else list(lines)
    with Path(name).open(encoding="utf-8") as file:
        return [line.rstrip("\r\n") for line in file]


def _rules(args: argparse.Namespace) -> dict[str, Rules]:
    """The rules that are named; else those of the settings; the built-in ones where there are none."""
    path = args.rules or load.settings(args.settings).rules
    return {name: watch.rules for name, watch in load.rules(path).items()}


def _try(args: argparse.Namespace) -> int:
    house = open_house(args.settings, args.rules)
    found: list[dict[str, Any]] = []
    watches = load.rules(args.file)
    if not watches:
        raise ConfigError([])
    for watch in watches.values():
        judged = watch.name if watch.name in house.current.watches else next(iter(house.current.watches))
        for each in rejudge.would_change(house.engine, watch, house.current, utcnow(), judged):
            if each.before != each.verdict.state:
                decisive = next((r for r in each.verdict.reasons if r.answer != "yes"), each.verdict.reasons[-1])
                found.append(
                    {
                        "watch": watch.name,
                        "change": _change(each),
                        "id": each.row.id,
                        "title": each.row.title,
                        "company": each.row.company,
                        "why": f"{decisive.rule}: {decisive.why}",
                        "quote": decisive.quote,
                        "url": each.row.url,
                    }
                )
    columns = ("change", "title", "company", "why", "quote")
    output.rows(found, columns, args.format, empty="These rules would change nothing.")
    if args.format == "table":
        counted = Counter(each["change"] for each in found)
        output.errors().print(", ".join(f"{count} {change}" for change, count in counted.items()) or "no change")
    return 0


def _change(change: rejudge.Change) -> str:
    """`comes in`, `falls out`, or from which state to which."""
    if change.verdict.keep:
        return "comes in"
    if change.before == "kept":
        return "falls out"
    return f"{change.before or 'unjudged'} to {change.verdict.state}"
