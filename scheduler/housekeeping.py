"""What a service does for its own health, twice an hour: retention, integrity, leads left behind, words to the user."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, or_, select, text, update

from crawler.listing import Cause
from scheduler import leads, settle
from scheduler.alerts import notices, outbox
from scheduler.current import Current
from scheduler.house import House
from scheduler.pacing import GONE_AFTER
from scheduler.store import insert_or, reading
from scheduler.store import listings as stored
from scheduler.store.tables import boards, facts, listings, memory, texts, visits

log = logging.getLogger(__name__)

VISITS_FOR = timedelta(days=30)
TEXTS_FOR = timedelta(days=180)  # of closed roles; their title, verdict and alerts stay
CHECK_EVERY = timedelta(days=7)
TOLD_AFTER = 2  # visits in a row that show a changed format, before the user hears of it


def keep(house: House, now: datetime) -> None:
    """All of it, each part in a transaction of its own."""
    with house.engine.begin() as db:
        forget(db, now)
    with house.engine.begin() as db:
        _let_go(db, house.current, now)
    with house.engine.begin() as db:
        leads.catch_up(db, house.current, now)
    with house.engine.begin() as db:
        _tell(db, house, now)
    _check(house.engine, now)


def forget(db: Connection, now: datetime) -> None:
    """Old visits, texts of roles closed long ago, words of old messages. No listing, verdict or alert is forgotten."""
    db.execute(delete(visits).where(visits.c.ended_at < now - VISITS_FOR))
    old = select(listings.c.id).where(listings.c.closed_at < now - TEXTS_FOR)
    db.execute(delete(texts).where(texts.c.listing_id.in_(old)))
    db.execute(delete(facts).where(facts.c.listing_id.in_(old)))
    outbox.thin(db, now)


def _let_go(db: Connection, current: Current, now: datetime) -> None:
    """Close the roles of boards that have not been watched for long: nobody looks any more whether they are open.

    A board that is watched again is asked in full, so that they come back.
    """
    left = select(boards.c.id).where(boards.c.watched.is_(False), boards.c.last_visit_at <= now - GONE_AFTER)
    query = select(listings.c.id, listings.c.opening_id)
    rows = db.execute(query.where(listings.c.board_id.in_(left), listings.c.closed_at.is_(None))).all()
    if not rows:
        return
    stored.close(db, (row.id for row in rows), now, "its board is not watched any more")
    db.execute(update(boards).where(boards.c.id.in_(left)).values(validators={}))
    settle.settle(db, {row.opening_id for row in rows}, current, now)


def _tell(db: Connection, house: House, now: datetime) -> None:
    """Each thing that needs the user is told once: a board that changed its format or vanished, a broken file."""
    changed = (boards.c.code == str(Cause.FORMAT_CHANGED)) & (boards.c.failures >= TOLD_AFTER)
    gone = (boards.c.code == str(Cause.GONE)) & (boards.c.cause_since <= now - GONE_AFTER)
    query = select(boards).where(boards.c.watched, or_(changed, gone), boards.c.told_code != boards.c.code)
    for row in db.execute(query).all():
        board = f"{row.kind}:{row.token}" + (f" ({row.company})" if row.company else "")
        said = f"the board {board} needs a look\nSince {row.cause_since:%d %B %Y}: {row.cause}."
        _notice(db, house, f"board:{row.id}:{row.code}:{row.cause_since:%Y%m%d}", said, now)
        db.execute(update(boards).where(boards.c.id == row.id).values(told_code=row.code))
    for line in house.errors:
        said = f"a file that you edited cannot be used\nWhat it said before stays in force.\n{line}"
        _notice(db, house, f"file:{line}", said, now)
    notices.still_here(db, house.current.settings.channels, now, house.current.delivery)


def _notice(db: Connection, house: House, key: str, said: str, now: datetime) -> None:
    names = house.current.settings.channels
    notices.notice(db, key=key, text=said, now=now, channels=names, current=house.current.delivery)


def _check(engine: Engine, now: datetime) -> None:
    """Once a week, SQLite looks at every page of the store: damage is often silent for long."""
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as db:  # it takes long on a large store, and blocks nobody so
        last = db.scalar(select(memory.c.at).where(memory.c.name == "checked"))
        if last is not None and timedelta() <= now - last < CHECK_EVERY:
            return
        said = db.scalar(text("PRAGMA integrity_check"))
    with engine.begin() as db:
        insert_or(
            db, memory, [{"name": "checked", "value": said, "at": now}], conflict=("name",), update=("value", "at")
        )
    if said != "ok":
        log.error("the store is damaged (%s): stop Sidedoor and restore a backup (`sidedoor restore FILE`)", said)
