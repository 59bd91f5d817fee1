"""The channels the store has met, and whether the first pass over the boards is still under way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, exists, func, select, update

from crawler.listing import Cause
from scheduler.alerts import digests
from scheduler.store import insert_or
from scheduler.store.tables import boards, channels, memory

_FIRST = "first run over"
_PATIENCE = 5  # visits to a board that cannot be reached


def meet(db: Connection, names: Iterable[str], now: datetime) -> list[str]:
    """Bring the store's channels in line with the settings'; those met for the first time.

    What is owed to one that is gone stays, parked and shown, and goes on should it come back. One that was broken is
    tried at once: its address may have been mended.
    """
    wanted = list(dict.fromkeys(names))
    known = set(db.scalars(select(channels.c.name)))
    new = [name for name in wanted if name not in known]
    insert_or(db, channels, [{"name": name, "first_seen": now} for name in new], conflict=("name",))
    gone = (channels.c.name.not_in(wanted), channels.c.removed_at.is_(None))
    db.execute(update(channels).where(*gone).values(removed_at=now))
    db.execute(update(channels).where(channels.c.name.in_(wanted)).values(removed_at=None))
    db.execute(update(channels).where(channels.c.broken_since.is_not(None)).values(probe_at=now))
    return new


def first_run(db: Connection) -> bool:
    """Is the store still on its first pass over the boards? What it finds then is told as one summary."""
    return not db.scalar(select(exists().where(memory.c.name == _FIRST)))


def pass_ended(db: Connection, now: datetime) -> bool:
    """Call after a pass: once every watched board has been visited, the first run is over, and its summary goes out.

    A board that could not be reached is waited for, a few visits long, and any board as long as none has answered: a
    first start without a network finds nothing, and what is found later would come as a flood. True if the first run
    ended just now.
    """
    unreached = (boards.c.code == str(Cause.UNREACHABLE)) & (boards.c.failures < _PATIENCE)
    never = boards.c.last_visit_at.is_(None) | unreached
    unvisited = select(func.count()).where(boards.c.watched, boards.c.answered_at.is_(None), never)
    if not first_run(db) or db.scalar(unvisited) or _deaf(db):
        return False
    insert_or(db, memory, [{"name": _FIRST, "value": {}, "at": now}], conflict=("name",))
    digests.release(db, now)
    return True


def _deaf(db: Connection) -> bool:
    """Are boards watched, and has none of them ever answered?"""
    watched, answered = db.execute(select(func.count(), func.count(boards.c.answered_at)).where(boards.c.watched)).one()
    return bool(watched) and not answered
