"""The service: a clock that ticks, and at each tick what is due by then. What is due stands in the store, not here."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

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

HOUSE = 1800.0  # seconds between looks at the house itself
TICK = 2.0  # seconds; each look at what is due costs a few index look-ups
ALIVE_FOR = timedelta(minutes=2)  # a daemon whose last tick is older hangs
STOP_IN = 8.0  # seconds that a crawl and sends in flight may take to finish
PAUSE = 60.0  # seconds without visits after the store refused one: a full disk must not cost the boards anything


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
    _rests_until: float = 0.0  # monotonic: no visits before then

    async def run(self) -> None:
        """Work until `stop` or SIGTERM, then finish the sends in flight."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        await asyncio.to_thread(self._start)
        often = (self._beat, self._visit, self._deliver, self._reread)
        seldom = (self._ask_directories, self._keep_house)
        clocks = [asyncio.create_task(self._every(TICK, job)) for job in often]
        clocks += [asyncio.create_task(self._every(HOUSE, job)) for job in seldom]
        await self._stop.wait()
        await self._finish(clocks)

    def stop(self) -> None:
        self._stop.set()

    @property
    def sending(self) -> bool:
        """Is a send still under way, although it had its time to finish?"""
        return bool(self._sending)

    async def _every(self, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
        """Do this again and again, one at a time. The pauses are not read off the wall clock, which may be set."""
        while not self._stop.is_set():
            pause = seconds
            try:
                await job()
            except Exception:  # whatever it was: a service that dies of one bad moment tells nobody anything
                pause = max(seconds, PAUSE)
                log.exception("%s failed; it is tried again in a while", job.__name__.strip("_").replace("_", " "))
            await asyncio.sleep(pause)

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
        if time.monotonic() < self._rests_until:
            return
        try:
            due = await asyncio.to_thread(self._due)
            if due:
                await visits.crawl(self.house.engine, due, self.house.current, self.now, self._heard)
                await pages.look(self.house.engine, self.house.current, self.now())
                await self._guarded("the end of a pass", self._end_of_pass)
        except SQLAlchemyError as why:
            self._rests_until = time.monotonic() + PAUSE
            log.error("the store refuses a visit (%s); the next is tried in a minute", brief(why))
        except OSError as why:
            self._rests_until = time.monotonic() + PAUSE
            log.error("the reading process cannot be started (%s); it is tried again in a minute", why)

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
                worker.submit(self._send_all, name).add_done_callback(partial(self._sent, name))

    def _sent(self, name: str, done: Future[None]) -> None:
        """The worker of a channel has come to its end, in whatever way."""
        self._sending.discard(name)
        if not done.cancelled() and (why := done.exception()) is not None:
            log.error("channel %s: %s: %s; it is tried again", name, type(why).__name__, why)

    def _send_all(self, name: str) -> None:
        """Everything that is due to one channel. Each channel has a thread of its own: none waits for another."""
        try:
            channel = self.house.channels.get(name)
            while (
                channel is not None
                and not self._stop.is_set()
                and outbox.deliver_next(self.house.engine, channel, self.now)
            ):
                pass
        except SQLAlchemyError as why:
            log.error("channel %s: the store refuses (%s); nothing is sent without a written claim", name, brief(why))

    async def _reread(self) -> None:
        """A few listings whose facts an older reader wrote."""
        await self._guarded("reading again", self._read_some)

    def _read_some(self) -> None:
        rejudge.reread(self.house.engine, self.house.current, self.now())

    async def _ask_directories(self) -> None:
        """The sizes of companies, once a week."""
        try:
            await directories.tick(self.house.engine, self.house.current.settings, self.now())
        except SQLAlchemyError as why:
            log.error("the store refuses the sizes of companies: %s", brief(why))

    async def _keep_house(self) -> None:
        await self._guarded("keeping house", lambda: housekeeping.keep(self.house, self.now()))

    async def _guarded(self, what: str, work: Callable[[], None]) -> None:
        """Run work that touches the store in a thread; a store that refuses is said, and tried at the next tick."""
        try:
            await asyncio.to_thread(work)
        except SQLAlchemyError as why:
            log.error("the store refuses %s: %s", what, brief(why))

    async def _finish(self, clocks: list[asyncio.Task[None]]) -> None:
        """End the crawl, whose visits count as not made, and let sends in flight finish: both in the same time."""
        until = time.monotonic() + STOP_IN
        for clock in clocks:
            clock.cancel()
        await asyncio.wait(clocks, timeout=STOP_IN)
        while self._sending and time.monotonic() < until:
            await asyncio.sleep(0.05)
        for worker in self._workers.values():
            worker.shutdown(wait=False, cancel_futures=True)


def brief(why: SQLAlchemyError) -> str:
    """What the database said, without the statement and its values."""
    return str(getattr(why, "orig", None) or why).strip().partition("\n")[0]
