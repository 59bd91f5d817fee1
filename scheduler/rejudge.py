"""The store judged again: because the rules changed, because a reader did, or only to see what other rules would do."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from config.load import Watch
from scheduler import judged, matching, settle
from scheduler.current import Current
from scheduler.domain import State, Verdict
from scheduler.store import listings as rows
from scheduler.store import reading
from scheduler.store.tables import facts, listings, verdicts

CHUNK = 2000  # listings judged in one transaction


@dataclass(frozen=True, slots=True)
class Change:
    """A listing that other rules judge otherwise than it was judged so far."""

    row: Row[Any]  # id, opening_id, title, company, url, location, kind, token
    before: State | None  # None: not judged under this watch yet
    verdict: Verdict


def rejudge(engine: Engine, watch: Watch, current: Current, now: datetime) -> int:
    """Judge every open listing from its facts under this watch's rules; how many verdicts changed.

    What is newly kept comes to be owed in the transaction that says so. No board is asked, no text is read again.
    """
    changed = last = 0
    begin(engine, watch, current, now)
    while True:
        with _no_collection(), engine.begin() as db:
            batch = _batch(db, watch.name, last)
            if not batch:
                break
            last = batch[-1].id
            others = list(_changes(db, batch, watch, current, now))
            rows.record(db, watch.fingerprint, {each.row.id: each.verdict for each in others}, now)
            kept = {each.row.opening_id for each in others if each.verdict.keep}
            settle.settle(db, kept, current, now, rules=True)
            changed += len(others)
    _end(engine, watch, current, now)
    return changed


@contextmanager
def _no_collection() -> Iterator[None]:
    """Judging leaves no cycles behind, and looking for some among so many rows takes a third of its time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def begin(engine: Engine, watch: Watch, current: Current, now: datetime) -> None:
    """From here on a visit that ends under other rules makes itself heard."""
    with engine.begin() as db:
        judged.remember(db, watch.name, judged.under_way(judged.by(watch, current)), now)


def _end(engine: Engine, watch: Watch, current: Current, now: datetime) -> None:
    these = judged.by(watch, current)
    with engine.begin() as db:
        db.execute(update(verdicts).where(verdicts.c.watch == watch.name).values(fingerprint=watch.fingerprint))
        if judged.locked(db, watch.name) == judged.under_way(these):
            judged.remember(db, watch.name, these, now)


def would_change(engine: Engine, watch: Watch, current: Current, now: datetime, other: str) -> Iterator[Change]:
    """What these rules would change in the verdicts of the watch `other`, without changing anything."""
    last = 0
    with reading(engine) as db:
        while batch := _batch(db, other, last):
            last = batch[-1].id
            yield from _changes(db, batch, watch, current, now)


def stale(db: Connection, current: Current) -> list[Watch]:
    """Watches whose rules (or the sizes of companies) are not the ones that the store was last judged by."""
    known = judged.whole_store(db)
    return [each for each in current.watches.values() if known.get(each.name) != judged.by(each, current)]


def reread(engine: Engine, current: Current, now: datetime, limit: int = 200) -> int:
    """Read listings again whose facts an older reader wrote, and judge them anew; how many there were to read."""
    with reading(engine) as db:
        query = (
            judged.with_facts()
            .add_columns(listings.c.posting)
            .where(facts.c.reader != matching.READER_VERSION, listings.c.closed_at.is_(None))
            .limit(limit)
        )
        batch = db.execute(query).all()
        whole = {row.id: rows.whole(db, row) for row in batch}
    if not batch:
        return 0
    found = {key: matching.read(each) for key, each in whole.items()}
    with engine.begin() as db:
        old = _still_old(db, found)
        rows.save_facts(db, matching.READER_VERSION, {key: found[key].to_json() for key in old})
        mine = [row for row in batch if row.id in old]
        for watch in current.watches.values():
            verdict_of = {row.id: each for row, each in judged.judge(db, mine, watch, current, now, found)}
            rows.record(db, watch.fingerprint, verdict_of, now)
        judged.doubt(db, current, now)
        settle.settle(db, {row.opening_id for row in mine}, current, now, rules=True)
    return len(batch)


def _still_old(db: Connection, ids: Iterable[int]) -> set[int]:
    """Those of these listings that no visit brought a new text of since; what one is bringing now is left to it."""
    query = select(facts.c.listing_id).where(facts.c.listing_id.in_(ids), facts.c.reader != matching.READER_VERSION)
    return set(db.scalars(query.with_for_update(skip_locked=True)))


def _batch(db: Connection, watch: str, after: int) -> list[Row[Any]]:
    """The next open listings with their facts and the verdict that stands."""
    stands = (verdicts.c.listing_id == listings.c.id) & (verdicts.c.watch == watch)
    query = (
        judged.with_facts()
        .add_columns(verdicts.c.state, verdicts.c.reasons)
        .join(verdicts, stands, isouter=True)
        .where(listings.c.closed_at.is_(None), listings.c.id > after)
        .limit(CHUNK)
    )
    return list(db.execute(query).all())


def _changes(db: Connection, batch: list[Row[Any]], watch: Watch, current: Current, now: datetime) -> Iterator[Change]:
    for row, verdict in judged.judge(db, batch, watch, current, now):
        if row.state != verdict.state or row.reasons != rows.reasons_to_json(verdict.reasons):
            yield Change(row, State(row.state) if row.state else None, verdict)
