"""The child process at its door: what it is told, what it says, and how it ends, whatever happens to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import orjson
import pytest

from crawler.door import Done, Door, Network, Order
from crawler.hosts import Hosts
from crawler.listing import Board, Cause, Listing, Memory, Outcome, Report
from scheduler.demo import boards as replicas
from scheduler.demo.boards import Replica
from tests.crawler.child import ROOT, Crawl, order, start

ACME = Board("greenhouse", "acme", "Acme", "https://acme.example")


def test_an_order_is_read_as_it_was_written() -> None:
    memory = Memory(board=ACME, validators={"u": {"etag": "e"}}, known={"1": "v"})
    found = Order.from_json(order([memory], "http://127.0.0.1:1/{host}", {"h": {"robots": "x"}}, timeout=2.5))

    assert found.boards == [memory]
    assert found.network == Network(
        gateway="http://127.0.0.1:1/{host}", delay=timedelta(0), timeout=timedelta(seconds=2.5)
    )
    assert found.hosts.of("https://h/").robots == "x"
    assert Network.from_json({"delay": "PT1M30S", "timeout": "P1DT0.5S", "gateway": None, "later": 1}) == Network(
        delay=timedelta(seconds=90), timeout=timedelta(days=1, seconds=0.5)
    )


def test_a_large_board_leaves_in_parts_that_join_again(capfd: pytest.CaptureFixture[str]) -> None:
    rows = [
        Listing(kind="greenhouse", token="acme", key=str(n), title="é" * 300, description="ü" * 150_000)
        for n in range(40)
    ]
    report = Report(board=ACME, outcome=Outcome.WHOLE, seen=[row.key for row in rows])
    door = Door(os.dup(1))
    door.put(Done(report, rows))
    door.put(Done(Report(board=ACME, outcome=Outcome.FAILED), []))
    hosts = Hosts({f"h{n}": {"robots": "x" * 500_000, "robots_at": "2026-01-01T00:00:00+00:00"} for n in range(20)})
    door.put_hosts(hosts)
    lines = capfd.readouterr().out.encode().splitlines()

    whole = [orjson.loads(line) for line in lines]
    joined = [Listing.from_json(each) for row in whole for each in row.get("listings", [])]
    assert joined == rows
    assert max(map(len, lines)) <= 8 << 20
    assert next(Report.from_json(row["report"]) for row in whole if "report" in row) == report
    assert {name for row in whole for name in row.get("hosts", {})} == {f"h{n}" for n in range(20)}
    assert sum("hosts" in row for row in whole) > 1


@pytest.mark.parametrize("said", [b"", b"\n", b"{", b"[]\n", b'{"network": {}}\n', b'{"boards": [{}]}\n', b"\xff\n"])
def test_no_order_is_refused_in_one_line(said: bytes) -> None:
    child = _run(said)

    assert child.returncode == 2
    assert child.stdout == b""
    assert child.stderr.startswith(b"the crawler got no order on stdin: ")
    assert child.stderr.count(b"\n") == 1


def _run(said: bytes) -> subprocess.CompletedProcess[bytes]:
    """The same code in a process without Scrapy: it reads its order before it loads anything."""
    program = "from crawler.child import run; raise SystemExit(run())"
    return subprocess.run([sys.executable, "-c", program], input=said, capture_output=True, cwd=ROOT, timeout=20)


def test_what_prints_does_not_reach_the_daemon_and_sigterm_ends_it_with_reports(replica: Replica) -> None:
    """Nothing but JSON lines on stdout; stopped in the middle, every board still has its report."""
    replica.show("greenhouse", "acme", "Acme", [{"id": 1, "title": "ML Intern"}])
    replica.show("greenhouse", "half", "Half", [{"id": n, "title": "ML Intern"} for n in range(1, 12)])
    replica.faults["/slow"] = replica.faults["/half/jobs?content"] = replicas.silence(20)
    boards = ["greenhouse:acme", "greenhouse:half", "ashby:slow", "ashby:later"]
    with _child(order(boards, replica.gateway, timeout=15)) as child:
        result = Crawl()
        result.hear(_line(child))
        _until(lambda: replica.count("/slow") == replica.count("/half/jobs?content") == 1)
        began = time.monotonic()
        child.send_signal(signal.SIGTERM)
        for line in _rest(child):
            result.hear(line)
        assert child.wait(5) == 0
        took = time.monotonic() - began

    assert took < 2
    codes = {name: report.code for name, report in result.reports.items()}
    assert set(codes) == set(boards)
    assert codes["greenhouse:acme"] is Cause.NONE
    assert {codes[name] for name in boards[1:]} == {Cause.STOPPED}
    assert result.reports["greenhouse:half"].outcome is Outcome.PARTIAL
    assert result.reports["ashby:later"].outcome is Outcome.FAILED
    assert "boards-api.greenhouse.io" in result.hosts


def test_it_is_gone_when_its_parent_is(replica: Replica) -> None:
    replica.faults["/slow/"] = replicas.silence(20)
    with _child(order(["greenhouse:slow"], replica.gateway, timeout=15)) as child:
        _until(lambda: replica.count("/slow/") == 1)
        assert child.stdin is not None
        child.stdin.close()
        began = time.monotonic()
        assert child.wait(5) == 7
    assert time.monotonic() - began < 2


def test_it_is_gone_when_nobody_reads_it(replica: Replica) -> None:
    replica.show("greenhouse", "acme", "Acme", [{"id": 1, "title": "ML Intern"}])
    with _child(order(["greenhouse:acme"], replica.gateway)) as child:
        assert child.stdout is not None
        child.stdout.close()
        assert child.wait(15) == 6


def test_a_parent_that_is_killed_takes_a_hanging_child_with_it() -> None:
    """The child spins in Python; its parent dies by SIGKILL while the pipe to the child stays open elsewhere."""
    program = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', sys.argv[1]], stdin=0)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(20)\n"
    )
    spin = "from crawler.child import _end_with_parent as e; e()\nprint('up', flush=True)\nwhile True: pass"
    command = [sys.executable, "-c", program, spin]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        lines = [parent.stdout.readline().strip(), parent.stdout.readline().strip()]
        pid = int(next(line for line in lines if line != b"up"))
        parent.kill()
        _until(lambda: not _alive(pid))


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123 - a file of the kernel, not of ours
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_at_its_deadline_it_ends_even_while_it_hangs(replica: Replica) -> None:
    replica.put("one.example/a", "A title", "text/plain")
    told = json.loads(order(["probe:hang|https://one.example/a", "probe:https://one.example/a"], replica.gateway))
    program = [sys.executable, "-m", "tests.crawler.probe"]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as child:
        assert child.stdin is not None
        child.stdin.write(json.dumps(told | {"deadline": 4}).encode() + b"\n")
        child.stdin.flush()
        result = Crawl()
        for line in _rest(child):
            result.hear(line)
        assert child.wait(5) == 0

    assert {report.code for report in result.reports.values()} == {Cause.TIMEOUT}
    assert len(result.reports) == 2


@contextmanager
def _child(said: bytes) -> Iterator[subprocess.Popen[bytes]]:
    with start() as child:
        assert child.stdin is not None
        child.stdin.write(said)
        child.stdin.flush()
        try:
            yield child
        finally:
            child.kill()


def _line(child: subprocess.Popen[bytes]) -> bytes:
    assert child.stdout is not None
    return child.stdout.readline()


def _rest(child: subprocess.Popen[bytes]) -> Iterator[bytes]:
    assert child.stdout is not None
    yield from child.stdout


def _until(happened: Any, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
