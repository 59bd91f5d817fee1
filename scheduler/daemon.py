"""The service: a clock that ticks, and at each tick what is due by then. What is due stands in the store, not here."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from crawler.listing import Cause, Outcome
from scheduler import directories, housekeeping, logs, pages, rejudge, visits
from scheduler.alerts import outbox, roster
from scheduler.clock import utcnow
from scheduler.house import House
from scheduler.intake import Tally
from scheduler.store import boards, insert_or, reading
from scheduler.store.tables import memory

log = logging.getLogger(__name__)

TICK = 2.0  # seconds; each look at what is due costs a few index look-ups
ALIVE_FOR = timedelta(minutes=2)  # a daemon whose last tick is older hangs
STOP_IN = 8.0  # seconds that sends in flight may take to finish


@dataclass(slots=True)
class Daemon:
    """Ticks until it is told to stop. `told` hears of every visit."""

    house: House
    told: Callable[[Tally], None] = lambda _: None
    now: Callable[[], datetime] = utcnow
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _workers: dict[str, ThreadPoolExecutor] = field(default_factory=dict)
    _sending: set[str] = field(default_factory=set)
    _said: dict[str, datetime] = field(default_factory=dict)  # unreachable hosts, and when we last said so
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Work until `stop` or SIGTERM, then finish the sends in flight."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        await asyncio.to_thread(self._start)
        # A late tick is better than none, and one at a time is enough: APScheduler's own grace is one second.
        clock = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for job in (self._beat, self._visit, self._deliver, self._reread):
            clock.add_job(job, "interval", seconds=TICK, next_run_time=utcnow())
        clock.add_job(self._ask_directories, "interval", minutes=30, next_run_time=utcnow())
        clock.add_job(self._keep_house, "interval", minutes=30, next_run_time=utcnow())
        clock.start()
        try:
            await self._stop.wait()
        finally:
            clock.pause()
            await self._finish()
            clock.shutdown(wait=False)

    def stop(self) -> None:
        self._stop.set()

    # -- what each tick does -----------------------------------------------------------------------------------------

    def _start(self) -> None:
        now = self.now()
        self.house.register(now)
        with self.house.engine.begin() as db:
            outbox.recover(db, now)
        self.house.meet_channels(now)
        self._rejudge()

    async def _beat(self) -> None:
        """Say that we are alive, and take up what the user edited."""
        await self._guarded("the beat", self._look_at_files)

    def _look_at_files(self) -> None:
        before = self.house.errors
        settings, _ = self.house.poll()
        for line in self.house.errors:
            if line not in before:
                log.error("%s", line)
        if settings:
            logs.start(self.house.current.settings)
            log.info("the settings changed and are in force")
            self.house.register(self.now())
            self.house.meet_channels(self.now())
        self._rejudge()  # what rules or sizes of companies that changed have made stale
        with self.house.engine.begin() as db:
            beat = {"name": "tick", "value": self.house.errors, "at": self.now()}
            insert_or(db, memory, [beat], conflict=("name",), update=("value", "at"))

    def _rejudge(self) -> None:
        with reading(self.house.engine) as db:
            stale = rejudge.stale(db, self.house.current)
        for watch in stale:
            changed = rejudge.rejudge(self.house.engine, watch, self.house.current, self.now())
            log.info("the rules %s are in force: %d verdicts changed", watch.name, changed)

    async def _visit(self) -> None:
        """One batch of due boards, if there are any."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            due = await asyncio.to_thread(self._due)
            if due:
                await visits.crawl(self.house.engine, due, self.house.current, self.now, self._heard)
                await pages.look(self.house.engine, self.house.current, self.now())
                await self._guarded("the end of a pass", self._end_of_pass)
        except SQLAlchemyError as why:
            log.error("the store refuses a visit: %s", why)
        finally:
            self._tasks.discard(task)

    def _due(self) -> list[boards.Watched]:
        with reading(self.house.engine) as db:
            return boards.due(db, self.now(), visits.BATCH)

    def _heard(self, tally: Tally) -> None:
        if tally.outcome is Outcome.FAILED:
            self._warn(tally)
        elif tally.new or tally.closed:
            log.info("%s: %d new, %d kept, %d closed", tally.board, tally.new, tally.kept, tally.closed)
        self.told(tally)

    def _warn(self, tally: Tally) -> None:
        """Each failed board is said; a host that cannot be reached only once an hour, however many boards it has."""
        if tally.code is Cause.UNREACHABLE:
            if self.now() - self._said.get(tally.cause, datetime.min.replace(tzinfo=UTC)) < timedelta(hours=1):
                return
            self._said[tally.cause] = self.now()
            log.warning("%s; its boards are tried again later", tally.cause)
        else:
            log.warning("%s: %s", tally.board, tally.cause)

    def _end_of_pass(self) -> None:
        with self.house.engine.begin() as db:
            if roster.pass_ended(db, self.now()):
                log.info("every board has had its first visit")

    async def _deliver(self) -> None:
        """Wake the worker of every channel; one that is still sending is left alone."""
        for name in list(self.house.channels):
            if name not in self._sending:
                self._sending.add(name)
                worker = self._workers.setdefault(name, ThreadPoolExecutor(1, f"channel-{name}"))
                asyncio.get_running_loop().run_in_executor(worker, self._send_all, name).add_done_callback(
                    lambda _, name=name: self._sending.discard(name)  # type: ignore[misc]
                )

    def _send_all(self, name: str) -> None:
        """Everything that is due to one channel. Each channel has a thread of its own: none waits for another."""
        try:
            channel = self.house.channels[name]
            while not self._stop.is_set() and outbox.deliver_next(self.house.engine, channel, self.now):
                pass
        except SQLAlchemyError as why:
            log.error("channel %s: the store refuses (%s); nothing is sent without a written claim", name, why)

    async def _reread(self) -> None:
        """A few listings whose facts an older reader wrote."""
        await self._guarded("reading again", self._read_some)

    def _read_some(self) -> None:
        rejudge.reread(self.house.engine, self.house.current, self.now())

    async def _ask_directories(self) -> None:
        """The sizes of companies, once a week."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await directories.tick(self.house.engine, self.house.current.settings, self.now())
        except SQLAlchemyError as why:
            log.error("the store refuses the sizes of companies: %s", why)
        finally:
            self._tasks.discard(task)

    async def _keep_house(self) -> None:
        await self._guarded("keeping house", lambda: housekeeping.keep(self.house, self.now()))

    async def _guarded(self, what: str, work: Callable[[], None]) -> None:
        """Run work that touches the store in a thread; a store that refuses is said, and tried at the next tick."""
        try:
            await asyncio.to_thread(work)
        except SQLAlchemyError as why:
            log.error("the store refuses %s: %s", what, why)

    async def _finish(self) -> None:
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        until = time.monotonic() + STOP_IN
        while self._sending and time.monotonic() < until:
            await asyncio.sleep(0.05)
        for worker in self._workers.values():
            worker.shutdown(wait=False, cancel_futures=True)
