"""The real crawler, as the daemon starts it: a child process with pipes. The tests of this folder speak to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from crawler.listing import Board, Listing, Memory, Report

ROOT = Path(__file__).parents[2]
PROBE = Path(__file__).parent / "probe.py"


@dataclass
class Crawl:
    """What one child process said."""

    reports: dict[str, Report] = field(default_factory=dict)
    listings: dict[str, list[Listing]] = field(default_factory=dict)
    hosts: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    log: str = ""
    code: int | None = None
    seconds: float = 0.0

    @property
    def one(self) -> Report:
        (report,) = self.reports.values()
        return report

    def hear(self, line: bytes) -> None:
        self.lines.append(line)
        row = json.loads(line)
        self.hosts |= row.get("hosts", {})
        if "report" in row:
            report = Report.from_json(row["report"])
            assert str(report.board) not in self.reports, "two reports of one board"
            self.reports[str(report.board)] = report
        if "listings" in row:
            board = Board(**(row.get("board") or row["report"]["board"]))
            self.listings.setdefault(str(board), []).extend(map(Listing.from_json, row["listings"]))

    def memory(self, name: str) -> Memory:
        """What the daemon would remember of a board after this crawl."""
        known = {each.key: each.version for each in self.listings[name]}
        report = self.reports[name]
        return Memory(board=report.board, validators=report.validators, known=known)


def start(program: Sequence[str] = ("-m", "crawler")) -> subprocess.Popen[bytes]:
    """A child that waits for its order."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-P", *program], env=environment, cwd="/", **pipes)  # type: ignore[call-overload,no-any-return]


def order(
    boards: Sequence[str | Memory], gateway: str, hosts: Mapping[str, Any] | None = None, **network: Any
) -> bytes:
    """The line that a child is given. Boards by name are visited for the first time."""
    memories = [each if isinstance(each, Memory) else Memory(board=Board.parse(each), first=True) for each in boards]
    message = {
        "network": {"gateway": gateway, "delay": 0, "timeout": 5} | network,
        "boards": [asdict(memory) for memory in memories],
        "hosts": hosts or {},
        "deadline": 50,
    }
    return json.dumps(message).encode() + b"\n"


def crawl(
    boards: Sequence[str | Memory],
    gateway: str = "",
    hosts: Mapping[str, Any] | None = None,
    program: Sequence[str] = ("-m", "crawler"),
    **network: Any,
) -> Crawl:
    """Visit these boards; every one of them has a report afterwards."""
    began = time.monotonic()
    with start(program) as child:
        assert child.stdin is not None
        child.stdin.write(order(boards, gateway, hosts, **network))
        child.stdin.flush()
        result = Crawl()
        for line in child.stdout:
            result.hear(line)
        result.log = child.stderr.read().decode()
        result.code = child.wait(10)
    result.seconds = time.monotonic() - began
    assert set(result.reports) == {each if isinstance(each, str) else str(each.board) for each in boards}
    return result
