"""The real crawler, as the daemon starts it: a child process with pipes. The tests of this folder speak to it."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from crawler.listing import Board, Listing, Memory, Report

ROOT = Path(__file__).parents[2]
PROBE = "tests.crawler.probe"
_ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


@dataclass
class Crawl:
    """What one child process said."""

    reports: dict[str, Report] = field(default_factory=dict)
    listings: dict[str, list[Listing]] = field(default_factory=dict)
    hosts: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    log: str = ""
    code: int | None = None
    peak: int = 0  # KiB of memory
    cpu: float = 0.0  # seconds
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


def start() -> subprocess.Popen[bytes]:
    """The real command, waiting for its order."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-P", "-m", "crawler"]
    return subprocess.Popen(command, env=_ENVIRONMENT, cwd="/", stdin=pipe, stdout=pipe, stderr=pipe)


@cache
def _nursery() -> socket.socket:
    """The line to a process that forks the children of `crawl`; it ends with the tests."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-P", "-m", "tests.crawler.nursery", str(theirs.fileno())]
    with theirs:
        nursery = subprocess.Popen(command, env=_ENVIRONMENT, cwd="/", pass_fds=[theirs.fileno()])
    atexit.register(lambda: (ours.close(), nursery.wait(5)))
    return ours


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
    program: str = "crawler.__main__",
    **network: Any,
) -> Crawl:
    """Visit these boards; every one of them has a report afterwards."""
    began, result = time.monotonic(), Crawl()
    with tempfile.TemporaryFile() as log:
        order_out, order_in = os.pipe()
        answer_out, answer_in = os.pipe()
        socket.send_fds(_nursery(), [program.encode()], [order_out, answer_in, log.fileno()])
        os.close(order_out)
        os.close(answer_in)
        with os.fdopen(order_in, "wb", 0) as orders, os.fdopen(answer_out, "rb") as answers:
            orders.write(order(boards, gateway, hosts, **network))
            for line in answers:
                result.hear(line)
            result.code, result.peak, result.cpu = json.loads(_nursery().recv(100))
        log.seek(0)
        result.log = log.read().decode()
    result.seconds = time.monotonic() - began
    assert set(result.reports) == {each if isinstance(each, str) else str(each.board) for each in boards}
    return result
