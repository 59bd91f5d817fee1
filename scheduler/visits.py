"""A crawl: due boards go into a child process, and what comes out is taken in board by board.

The child may crash, hang or print junk: the daemon bounds its time and its lines, and a board without a report failed.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from config.settings import Network
from crawler.listing import Cause, Listing, Memory, Outcome, Report
from scheduler.current import Current
from scheduler.intake import Tally, take_in
from scheduler.store import boards, insert_or, reading
from scheduler.store.boards import Watched
from scheduler.store.tables import hosts

log = logging.getLogger(__name__)

BATCH = 200  # boards in one child: some 80 MB, and minutes rather than hours
MOST_ASKS = 400  # requests of one board of very many pages and details, which says nothing until it is done
LINE = 9 << 20  # bytes of one line at most: the crawler sends a large board in parts
ROBOTS_FOR = timedelta(days=1)
PATIENCE = 5.0  # seconds between asking a child to stop and ending it

Now = Callable[[], datetime]
Told = Callable[[Tally], None]
Answered = Callable[[Report, Sequence[Listing]], None]
Receive = Callable[[dict[str, Any]], Awaitable[None]]


async def crawl(
    engine: Engine, rows: Sequence[Watched], current: Callable[[], Current], now: Now, told: Told
) -> list[Tally]:
    """Visit these boards in one child process, and take in each as it is done. Every board gets its tally.

    `current` is asked anew for each: rules edited meanwhile hold for the boards that are still to come.
    """
    if not rows:
        return []
    network = current().settings.network
    errand = await asyncio.to_thread(_errand, engine, rows, network, now())
    waiting = {str(row.board): row for row in rows}
    tallies: list[Tally] = []

    async def take(row: Watched, report: Report, arrived: Sequence[Listing]) -> None:
        tallies.append(await asyncio.to_thread(_take_in, engine, row, report, arrived, current(), now()))
        told(tallies[-1])

    async def heard(report: Report, arrived: Sequence[Listing]) -> None:
        row = waiting.pop(str(report.board), None)
        if row is not None and report.code is not Cause.STOPPED:  # an interrupted visit counts as not made
            await take(row, report, arrived)

    why = await _child(errand, _deadline(rows, network), _silence(network), _receiver(engine, heard))
    for row in waiting.values():
        await take(row, _crashed(row, why), [])
    return tallies


async def ask(engine: Engine, memories: Sequence[Memory], network: Network, now: datetime, heard: Answered) -> str:
    """Visit what is no board of the store, such as a directory or a page; `heard` has each report, and what was read.

    Why one may be missing.
    """

    async def one(report: Report, arrived: Sequence[Listing]) -> None:
        await asyncio.to_thread(heard, report, arrived)

    order = await asyncio.to_thread(_order, engine, memories, network, now)
    deadline = 300 + network.timeout.total_seconds() * 2 + 10 * len(memories)
    return await _child(order, deadline, deadline, _receiver(engine, one))


def _receiver(engine: Engine, heard: Callable[[Report, list[Listing]], Awaitable[None]]) -> Receive:
    """What to do with each line of a child: hosts are remembered; a board's listings come with its report."""
    parts: list[Listing] = []  # of a board too large for one line; its report comes with the last of them

    async def receive(line: dict[str, Any]) -> None:
        if "hosts" in line:
            await asyncio.to_thread(_keep_hosts, engine, line["hosts"])
            return
        try:
            parts.extend(Listing.from_json(each) for each in line["listings"])
            report = Report.from_json(line["report"]) if "report" in line else None
        except (KeyError, TypeError, AttributeError) as why:
            raise ValueError(f"an answer of another shape: {why!r}") from None
        if report is not None:
            arrived = list(parts)
            parts.clear()
            await heard(report, arrived)

    return receive


def _crashed(row: Watched, why: str) -> Report:
    return Report(board=row.board, outcome=Outcome.FAILED, code=Cause.CRASHED, cause=why)


def _take_in(
    engine: Engine, row: Watched, report: Report, arrived: Sequence[Listing], current: Current, now: datetime
) -> Tally:
    """Take in a visit; where we fail ourselves, that board's visit failed, and the others are unharmed."""
    try:
        return take_in(engine, row, report, arrived, current, now)
    except SQLAlchemyError:  # the store is full, locked or broken: the visit counts as not made
        raise
    except Exception as why:
        log.error("%s: its answer could not be taken in (%s: %s)", row.board, type(why).__name__, why)
        log.debug("%s", row.board, exc_info=True)
        return take_in(engine, row, _crashed(row, f"we failed to take its answer in ({why})"), [], current, now)


def _errand(engine: Engine, rows: Sequence[Watched], network: Network, now: datetime) -> bytes:
    with reading(engine) as db:
        memories = boards.memories(db, rows)
    return _order(engine, memories, network, now)


def _order(engine: Engine, memories: Sequence[Memory], network: Network, now: datetime) -> bytes:
    """What the child is told, as one line."""
    with reading(engine) as db:
        known = _hosts(db.execute(select(hosts)).mappings().all(), now)
    message = {
        "network": network.model_dump(mode="json")
        | {"delay": network.delay.total_seconds(), "timeout": network.timeout.total_seconds()},
        "boards": [asdict(each) for each in memories],
        "hosts": known,
    }
    return orjson.dumps(message) + b"\n"


def _hosts(rows: Sequence[Any], now: datetime) -> dict[str, dict[str, Any]]:
    """What is known of hosts and still holds: robots.txt for a day, a Retry-After until its time."""
    known: dict[str, dict[str, Any]] = {}
    for row in rows:
        fresh = row["robots_at"] is not None and now - row["robots_at"] < ROBOTS_FOR
        waits = row["until"] is not None and row["until"] > now
        if fresh or waits:
            known[row["host"]] = {
                "robots": row["robots"] if fresh else None,
                "robots_at": row["robots_at"] if fresh else None,
                "until": row["until"] if waits else None,
            }
    return known


def _keep_hosts(engine: Engine, learned: dict[str, dict[str, Any]]) -> None:
    with engine.begin() as db:
        for host, facts in learned.items():
            values = {"host": host} | {
                name: datetime.fromisoformat(value) if name != "robots" and value else value
                for name, value in facts.items()
                if name in ("robots", "robots_at", "until")
            }
            insert_or(db, hosts, [values], conflict=("host",), update=[name for name in values if name != "host"])


def _deadline(rows: Sequence[Watched], network: Network) -> float:
    """Seconds after which a child hangs for certain: every request of every board in turn, each as slow as allowed."""
    each = network.delay.total_seconds() + 5
    return _silence(network) + each * len(rows) * 5


def _silence(network: Network) -> float:
    """Seconds without a word after which a child hangs: a large board may say nothing for so long."""
    return 240 + network.timeout.total_seconds() * 2 + MOST_ASKS * (network.delay.total_seconds() + 1)


async def _child(errand: bytes, deadline: float, silence: float, take: Receive) -> str:
    """Run the child until it ends, its time is up, or we are cancelled; one line on why boards may lack a report."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "crawler", stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=LINE, start_new_session=True
    )
    assert child.stdin is not None
    logs = asyncio.create_task(_pass_on_logs(child))
    try:
        async with asyncio.timeout(deadline):
            child.stdin.write(errand)  # stays open: its end tells the child that we are gone
            await child.stdin.drain()
            await _read(child, silence, take)
            await child.wait()
    except _Silent:
        return f"the reading process said nothing for {silence:.0f} s and was ended"
    except TimeoutError:
        return f"the reading process took longer than {deadline:.0f} s and was ended"
    except (BrokenPipeError, ConnectionResetError):
        pass
    except ValueError as why:  # a line longer than we read, or no JSON
        return f"the reading process said something unreadable ({why})"
    finally:
        await _end(child)
        await logs
    return f"the reading process ended early (exit {child.returncode})"


class _Silent(Exception):
    """The child has said nothing for too long."""


async def _read(child: Process, silence: float, take: Receive) -> None:
    assert child.stdout is not None
    while line := await _word(child.stdout, silence):
        await take(_message(line))


async def _word(stream: asyncio.StreamReader, silence: float) -> bytes:
    try:
        async with asyncio.timeout(silence):
            return await stream.readline()
    except TimeoutError:
        raise _Silent from None


def _message(line: bytes) -> dict[str, Any]:
    """One line of a child; ValueError where it is none that a crawl says."""
    said = orjson.loads(line)
    if not isinstance(said, dict) or not said.keys() & {"hosts", "listings"}:
        raise ValueError("a line that is no answer")
    return said


async def _pass_on_logs(child: Process) -> None:
    """The child's log lines (JSON, one each) become ours."""
    assert child.stderr is not None
    while (line := await _line(child.stderr)) is not None:
        try:
            said = orjson.loads(line)
            log.log(int(said["level"]), "%s", said["message"])
        except (ValueError, KeyError, TypeError):
            log.debug("%s", line[:1000].decode(errors="replace").rstrip())


async def _line(stream: asyncio.StreamReader) -> bytes | None:
    """The next line, None at the end. One that is too long is passed over: unread, it would block the child."""
    try:
        return await stream.readline() or None
    except ValueError:
        return b"(a line longer than is read)"


async def _end(child: Process) -> None:
    """Ask the child to stop, and end it (and whatever it started) if it does not."""
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.terminate()
        try:
            await asyncio.wait_for(child.wait(), PATIENCE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            await child.wait()
