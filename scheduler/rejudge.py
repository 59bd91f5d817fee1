"""The store judged again: because the rules changed, because a reader did, or only to see what other rules would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from config.load import Watch
from scheduler import judged, matching, settle
from scheduler.current import Current
from scheduler.domain import State, Verdict
from scheduler.store import insert_or, reading
from scheduler.store import listings as rows
from scheduler.store.tables import facts, listings, memory, verdicts

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
    while True:
        with engine.begin() as db:
            batch = _batch(db, watch.name, last)
            if not batch:
                break
            last = batch[-1].id
            others = list(_changes(db, batch, watch, current, now))
            rows.record(db, watch.fingerprint, {each.row.id: each.verdict for each in others}, now)
            kept = {each.row.opening_id for each in others if each.verdict.keep}
            settle.settle(db, kept, current, now, rules=True)
            changed += len(others)
    with engine.begin() as db:
        db.execute(update(verdicts).where(verdicts.c.watch == watch.name).values(fingerprint=watch.fingerprint))
        remember(db, watch.name, _judged_by(watch, current), now)
    return changed


def would_change(engine: Engine, watch: Watch, current: Current, now: datetime, other: str) -> Iterator[Change]:
    """What these rules would change in the verdicts of the watch `other`, without changing anything."""
    last = 0
    with reading(engine) as db:
        while batch := _batch(db, other, last):
            last = batch[-1].id
            yield from _changes(db, batch, watch, current, now)


def stale(db: Connection, current: Current) -> list[Watch]:
    """Watches whose rules (or the sizes of companies) are not the ones that the store was last judged by."""
    known = {row.name: row.value for row in db.execute(select(memory).where(memory.c.name.startswith("rules:")))}
    return [each for each in current.watches.values() if known.get(f"rules:{each.name}") != _judged_by(each, current)]


def _judged_by(watch: Watch, current: Current) -> str:
    return f"{watch.fingerprint}+{current.companies.fingerprint}"


def remember(db: Connection, watch: str, fingerprint: str, now: datetime) -> None:
    """The whole store is judged by these rules now."""
    row = {"name": f"rules:{watch}", "value": fingerprint, "at": now}
    insert_or(db, memory, [row], conflict=("name",), update=("value", "at"))


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
        rows.save_facts(db, matching.READER_VERSION, {key: each.to_json() for key, each in found.items()})
        for watch in current.watches.values():
            verdict_of = {row.id: each for row, each in judged.judge(db, batch, watch, current, now, found)}
            rows.record(db, watch.fingerprint, verdict_of, now)
        settle.settle(db, {row.opening_id for row in batch}, current, now, rules=True)
    return len(batch)


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
    return list(db.execute(query))


def _changes(db: Connection, batch: list[Row[Any]], watch: Watch, current: Current, now: datetime) -> Iterator[Change]:
    for row, verdict in judged.judge(db, batch, watch, current, now):
        if row.state != verdict.state or row.reasons != rows.reasons_to_json(verdict.reasons):
            yield Change(row, State(row.state) if row.state else None, verdict)
