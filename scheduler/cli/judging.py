"""`judge`, `try`: verdicts on listings from a file, and what other rules would make of the store."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

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
    only = frozenset(args.only.split(",")) if args.only else RULES
    if unknown := only - RULES:
        output.errors().print(
            f"no rule is called {', '.join(sorted(unknown))}; the rules are {', '.join(sorted(RULES))}"
        )
        return 2
    for name, rules in _rules(args).items():
        status = _judge_file(args.file, rules.only(only), name)
        if status:
            return status
    return 0


def _rules(args: argparse.Namespace) -> dict[str, Rules]:
    """The rules that are named; else those of the settings; the built-in ones where there are none."""
    path = args.rules or load.settings(args.settings).rules
    return {name: watch.rules for name, watch in load.rules(path).items()}


def _judge_file(name: str, rules: Rules, watch: str) -> int:
    try:
        file = sys.stdin if name == "-" else Path(name).open(encoding="utf-8")  # noqa: SIM115 - closed by `with` below
    except OSError as why:
        output.errors().print(f"{name}: cannot be read: {why.strerror}")
        return 2
    with file:
        try:
            for line in judge_lines(file, rules, utcnow(), watch):
                print(line)
        except ValueError as why:
            output.errors().print(f"{name}: {why}")
            return 2
    return 0


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
