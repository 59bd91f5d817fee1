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

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from crawler.listing import Cause, Outcome
from scheduler import directories, housekeeping, logs, pages, rejudge, visits, watchdog
from scheduler.alerts import outbox, roster
from scheduler.clock import utcnow
from scheduler.house import House
from scheduler.intake import Tally
from scheduler.store import boards, insert_or, reading
from scheduler.store.tables import memory

log = logging.getLogger(__name__)

HOUSE = 1800.0  # seconds between looks at the house itself
TICK = 2.0  # seconds; each look at what is due costs a few index look-ups
JUMP = 60.0  # seconds by which wall clock and monotonic clock part at once: it was set, or the machine slept
STOP_IN = 8.0  # seconds that a crawl and sends in flight may take to finish
AGAIN = 600.0  # seconds between two log lines that say the same complaint
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
    _jobs: set[asyncio.Task[None]] = field(default_factory=set)
    _said: dict[str, datetime] = field(default_factory=dict)  # unreachable hosts, and when we last said so
    _said_at: dict[str, float] = field(default_factory=dict)  # monotonic: a complaint is not repeated before then
    _rests: dict[str, float] = field(default_factory=dict)  # monotonic: a job that failed is not tried before then

    async def run(self) -> None:
        """Work until `stop` or SIGTERM, then finish the sends in flight."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        await asyncio.to_thread(self._start)
        clock = self._clock()
        clock.start()
        watchdog.tell(watchdog.READY)
        watch = asyncio.create_task(self._watch(clock))
        await self._stop.wait()
        watchdog.tell(watchdog.STOPPING)
        clock.pause()
        await self._finish([watch, *self._jobs])
        clock.shutdown(wait=False)

    def stop(self) -> None:
        self._stop.set()

    @property
    def sending(self) -> bool:
        """Is a send still under way, although it had its time to finish?"""
        return bool(self._sending)

    def _clock(self) -> AsyncIOScheduler:
        """Ticks only: a late one is better than none, and one of a kind at a time is enough."""
        clock = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        often = (self._beat, self._visit, self._deliver, self._reread)
        seldom = (self._ask_directories, self._keep_house)
        for seconds, jobs in ((TICK, often), (HOUSE, seldom)):
            for job in jobs:
                clock.add_job(self._tick, "interval", [job], seconds=seconds, next_run_time=utcnow())
        return clock

    async def _tick(self, job: Callable[[], Awaitable[None]]) -> None:
        """One tick of one job; noted while it runs, so that stopping can wait for it."""
        name, task = job.__name__.strip("_").replace("_", " "), asyncio.current_task()
        if task is None or time.monotonic() < self._rests.get(name, 0.0):
            return
        self._jobs.add(task)
        try:
            await job()
        except asyncio.CancelledError:
            log.debug("%s was interrupted: we are stopping", name)
        except Exception:  # whatever it was: a service that dies of one bad moment tells nobody anything
            self._rests[name] = time.monotonic() + PAUSE
            log.exception("%s failed; it is tried again in a minute", name)
        finally:
            self._jobs.discard(task)

    async def _watch(self, clock: AsyncIOScheduler) -> None:
        """The ticks go by the wall clock. When that is set, or the machine wakes, everything is looked at at once."""
        ahead = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(TICK)
            now_ahead = time.time() - time.monotonic()
            if abs(now_ahead - ahead) < JUMP:
                continue
            log.warning(
                "the clock went by %+.0f seconds at once; all that is due is looked at again", now_ahead - ahead
            )
            ahead = now_ahead
            for job in clock.get_jobs():
                job.modify(next_run_time=utcnow())
            await self._guarded("the clock", self._clamp)

    def _recover(self) -> None:
        with self.house.engine.begin() as db:
            outbox.recover(db, self.now())

    def _clamp(self) -> None:
        with self.house.engine.begin() as db:
            outbox.clamp(db, self.now())

    # -- what each tick does -----------------------------------------------------------------------------------------

    def _start(self) -> None:
        now = self.now()
        self.house.register(now)
        self._recover()
        self.house.meet_channels(now)
        self._rejudge()

    async def _beat(self) -> None:
        """Say that we are alive, and take up what the user edited."""
        await self._guarded("the beat", self._look_at_files)
        watchdog.tell(watchdog.ALIVE)

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
        elif self.house.lists_changed():
            log.info("the lists of boards changed and are in force")
            self.house.register(self.now())
        self._rejudge()  # what rules or sizes of companies that changed have made stale
        with self.house.engine.begin() as db:
            beat = {"name": "tick", "value": self.house.errors, "at": self.now()}
            insert_or(db, memory, [beat], conflict=("name",), update=("value", "at"))

    def _rejudge(self) -> None:
        with reading(self.house.engine) as db:
            stale = rejudge.stale(db, self.house.current)
        for watch in stale:
            changed = rejudge.rejudge(self.house.engine, watch, self.house.current, self.now())
            log.info("%s is in force: %d verdicts changed", watch.path.name, changed)

    async def _visit(self) -> None:
        """One batch of due boards, if there are any."""
        try:
            due = await asyncio.to_thread(self._due)
            if due:
                await visits.crawl(self.house.engine, due, lambda: self.house.current, self.now, self._heard)
                await pages.look(self.house.engine, self.house.current, self.now())
                await self._guarded("the end of a pass", self._end_of_pass)
        except SQLAlchemyError as why:
            self._rests["visit"] = time.monotonic() + PAUSE
            self._complain(f"the store refuses a visit ({brief(why)}); the next is tried in a minute")
        except OSError as why:
            self._rests["visit"] = time.monotonic() + PAUSE
            self._complain(f"the reading process cannot be started ({why}); it is tried again in a minute")

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
            self._complain(f"channel {name}: the store refuses ({brief(why)}); nothing is sent without a written claim")

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
            self._complain(f"the store refuses the sizes of companies: {brief(why)}")

    async def _keep_house(self) -> None:
        await self._guarded("keeping house", lambda: housekeeping.keep(self.house, self.now()))

    async def _guarded(self, what: str, work: Callable[[], None]) -> None:
        """Run work that touches the store in a thread; a store that refuses is said, and tried at the next tick."""
        try:
            await asyncio.to_thread(work)
        except SQLAlchemyError as why:
            self._complain(f"the store refuses {what}: {brief(why)}")

    def _complain(self, line: str) -> None:
        """Log what goes on being wrong, such as a full disk, once in ten minutes and not at every tick."""
        if time.monotonic() >= self._said_at.get(line, 0.0):
            self._said_at[line] = time.monotonic() + AGAIN
            log.error("%s", line)

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
