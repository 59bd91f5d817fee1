"""One pass by hand: boards visited, verdicts stored, alerts delivered. The daemon's work without its clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import Engine, Row, func, select

from crawler.listing import Board, Memory, Report
from scheduler import pages, rejudge, visits
from scheduler.alerts import outbox, roster
from scheduler.domain import State
from scheduler.house import House
from scheduler.intake import Tally
from scheduler.store import boards, reading
from scheduler.store.boards import Watched
from scheduler.store.listings import by_state
from scheduler.store.tables import listings

Now = Callable[[], datetime]


async def one_pass(
    house: House,
    named: Sequence[Board],
    *,
    everything: bool,
    now: Now,
    begun: Callable[[int], None],
    told: Callable[[Tally], None],
) -> list[Tally]:
    """Visit the named boards, or all, or those that are due; then the boards their lists led to; then deliver."""
    await asyncio.to_thread(_prepare, house, named, now())
    tallies: list[Tally] = []
    done: set[int] = set()
    for first in (True, False):  # the second time: only what the first found
        rows = [each for each in _chosen(house, named, everything, first, now()) if each.id not in done]
        if not rows:
            break
        begun(len(rows))
        for at in range(0, len(rows), visits.BATCH):
            tallies += await visits.crawl(house.engine, rows[at : at + visits.BATCH], lambda: house.current, now, told)
        done |= {each.id for each in rows}
    await pages.look(house.engine, house.current, now())
    await asyncio.to_thread(_finish, house, now)
    return tallies


def _prepare(house: House, named: Sequence[Board], now: datetime) -> None:
    house.register(now)
    with house.engine.begin() as db:
        boards.register(db, [each for each in named if boards.find(db, each) is None], now, origin="user")
        outbox.recover(db, now)
    house.meet_channels(now)
    with reading(house.engine) as db:
        stale = rejudge.stale(db, house.current)
    for watch in stale:
        rejudge.rejudge(house.engine, watch, house.current, now)
    while rejudge.reread(house.engine, house.current, now):
        pass


def _chosen(house: House, named: Sequence[Board], everything: bool, first: bool, now: datetime) -> list[Watched]:
    with reading(house.engine) as db:
        if named:
            found = [boards.find(db, each) for each in named] if first else []
            return [each for each in found if each is not None]
        if everything and first:
            return boards.watched(db)
        fresh = boards.due(db, now, 100_000)
        return fresh if first else [each for each in fresh if each.last_visit_at is None]


def _finish(house: House, now: Now) -> None:
    with house.engine.begin() as db:
        roster.pass_ended(db, now())
    channels = list(house.channels.values())
    with ThreadPoolExecutor(max(len(channels), 1)) as workers:  # a thread each: none waits for another
        for done in [workers.submit(_deliver_all, house.engine, channel, now) for channel in channels]:
            done.result()


def _deliver_all(engine: Engine, channel: outbox.Channel, now: Now) -> None:
    while outbox.deliver_next(engine, channel, now):
        pass


def newest(engine: Engine) -> int:
    """The highest number of a listing so far."""
    with reading(engine) as db:
        return db.scalar(select(func.max(listings.c.id))) or 0


def kept_since(engine: Engine, last: int) -> list[Row[tuple[object, ...]]]:
    """Kept and open listings of a higher number, the oldest first, each once."""
    with reading(engine) as db:
        query = by_state(State.KEPT, True, after=last)
        return list({row.id: row for row in reversed(db.execute(query).all())}.values())


async def behind(house: House, url: str, now: datetime) -> tuple[list[Board], str]:
    """The boards behind a careers page, the likeliest first, and why there may be none. The page is asked politely."""
    reports: list[Report] = []
    page = Memory(board=Board("page", url.partition("://")[2] or url))
    why = await visits.ask(
        house.engine, [page], house.current.settings.network, now, lambda report, _: reports.append(report)
    )
    report = next(iter(reports), None)
    return [Board.parse(each) for each in report.leads] if report else [], report.cause if report else why
