"""The store judged again: because the rules changed, because a reader did, or only to see what other rules would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from config.load import Watch
from crawler.listing import Board
from scheduler import matching, settle
from scheduler.current import Current
from scheduler.domain import State, Verdict
from scheduler.store import insert_or, reading
from scheduler.store import listings as rows
from scheduler.store.tables import boards, facts, listings, memory, verdicts

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
    changed = 0
    with reading(engine) as db:
        opens = _open_jobs(db)
    last = 0
    while True:
        with engine.begin() as db:
            batch = _batch(db, watch.name, last)
            if not batch:
                break
            last = batch[-1].id
            others = list(_changes(db, batch, watch, current, opens, now))
            rows.record(db, watch.fingerprint, {each.row.id: each.verdict for each in others}, now)
            kept = {each.row.opening_id for each in others if each.verdict.keep}
            settle.settle(db, kept, current, now, rules=True)
            changed += len(others)
    with engine.begin() as db:
        db.execute(update(verdicts).where(verdicts.c.watch == watch.name).values(fingerprint=watch.fingerprint))
        remember(db, watch.name, _judged_by(watch, current), now)
    return changed


def would_change(engine: Engine, watch: Watch, current: Current, now: datetime, judged: str) -> Iterator[Change]:
    """What these rules would change in the verdicts of the watch `judged`, without changing anything."""
    with reading(engine) as db:
        opens = _open_jobs(db)
        last = 0
        while batch := _batch(db, judged, last):
            last = batch[-1].id
            yield from _changes(db, batch, watch, current, opens, now)


def stale(db: Connection, current: Current) -> list[Watch]:
    """Watches whose rules (or the sizes of companies) are not the ones that the store was last judged by."""
    judged = {row.name: row.value for row in db.execute(select(memory).where(memory.c.name.startswith("rules:")))}
    return [each for each in current.watches.values() if judged.get(f"rules:{each.name}") != _judged_by(each, current)]


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
            _facts_query()
            .add_columns(listings.c.posting)
            .where(facts.c.reader != matching.READER_VERSION, listings.c.closed_at.is_(None))
            .limit(limit)
        )
        batch = db.execute(query).all()
        whole = {row.id: rows.whole(db, row) for row in batch}
        opens = _open_jobs(db)
    if not batch:
        return 0
    found = {key: matching.read(each) for key, each in whole.items()}
    with engine.begin() as db:
        rows.save_facts(db, matching.READER_VERSION, {key: each.to_json() for key, each in found.items()})
        for watch in current.watches.values():
            judged = {row.id: _judge(db, row, found[row.id], watch, current, opens, now) for row in batch}
            rows.record(db, watch.fingerprint, judged, now)
        settle.settle(db, {row.opening_id for row in batch}, current, now, rules=True)
    return len(batch)


def _open_jobs(db: Connection) -> Mapping[int, int]:
    """board -> how many postings it listed at its last whole visit."""
    return {row.id: row.listed for row in db.execute(select(boards.c.id, boards.c.listed))}


def _facts_query() -> Any:
    return (
        select(
            listings.c.id,
            listings.c.opening_id,
            listings.c.board_id,
            listings.c.title,
            listings.c.company,
            listings.c.website,
            listings.c.location,
            listings.c.url,
            listings.c.first_seen,
            boards.c.kind,
            boards.c.token,
            facts.c.facts,
        )
        .join(facts, facts.c.listing_id == listings.c.id)
        .join(boards, boards.c.id == listings.c.board_id)
        .order_by(listings.c.id)
    )


def _batch(db: Connection, watch: str, after: int) -> list[Row[Any]]:
    """The next open listings with their facts and the verdict that stands."""
    judged = (verdicts.c.listing_id == listings.c.id) & (verdicts.c.watch == watch)
    query = (
        _facts_query()
        .add_columns(verdicts.c.state, verdicts.c.reasons)
        .join(verdicts, judged, isouter=True)
        .where(listings.c.closed_at.is_(None), listings.c.id > after)
        .limit(CHUNK)
    )
    return list(db.execute(query))


def _changes(
    db: Connection, batch: list[Row[Any]], watch: Watch, current: Current, opens: Mapping[int, int], now: datetime
) -> Iterator[Change]:
    for row in batch:
        verdict = _judge(db, row, matching.Facts.from_json(row.facts), watch, current, opens, now)
        if row.state != verdict.state or row.reasons != rows.reasons_to_json(verdict.reasons):
            yield Change(row, State(row.state) if row.state else None, verdict)


def _judge(
    db: Connection,
    row: Row[Any],
    found: matching.Facts,
    watch: Watch,
    current: Current,
    opens: Mapping[int, int],
    now: datetime,
) -> Verdict:
    company = current.company_of(row, Board(row.kind, row.token), opens.get(row.board_id, 0))
    words = watch.rules.words
    text = rows.description(db, row.id) if words is not None and "description" in words.on else ""
    return matching.judge(found, company, watch.rules, now, watch=watch.name, first_seen=row.first_seen, text=text)
