"""Alerts told together: gathered while they are held back, frozen when the digest is first tried."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, update

from scheduler.alerts import message, reading
from scheduler.alerts.message import Digest
from scheduler.alerts.notices import frame, gave_up, new_identity
from scheduler.alerts.payload import Payload
from scheduler.alerts.schedule import WINDOW, Delivery, Times
from scheduler.domain import State
from scheduler.store.tables import alerts, listings, messages, openings, verdicts

log = logging.getLogger(__name__)
CLOSED = "the role closed before it was told"
UNWANTED = "it was no longer kept when it was to be told"
_NEAR_SINCE = timedelta(days=7)
_FEW = 50  # of a burst: so many are told one by one, in up to
_FEW_PARTS = 5  # parts


def insert_one(db: Connection, table: Table, values: dict[str, Any]) -> int:
    """Insert a row; its id."""
    key = db.execute(table.insert().values(**values)).inserted_primary_key
    assert key is not None  # both tables count their rows
    return int(key[0])


def gather(db: Connection, channel: str, due: datetime, now: datetime, *, later: bool) -> int:
    """The channel's digest that is still gathering, or a new one: its message. It comes at `due`, or as it was to come.

    `later`: put one that gathers already off to `due`. The row is locked, so that nobody seals it meanwhile.
    """
    query = select(messages).where(messages.c.channel == channel, messages.c.state == "held").with_for_update()
    row = db.execute(query).first()
    if row is None:
        return begin(db, channel, due, now)
    if later and due > row.due_at:
        db.execute(update(messages).where(messages.c.id == row.id).values(due_at=due))
    return int(row.id)


def begin(db: Connection, channel: str, due: datetime, now: datetime) -> int:
    """A digest that gathers until it is due: its message."""
    values = {"channel": channel, "identity": new_identity(), "about": "digest", "state": "held"}
    return insert_one(db, messages, values | {"created_at": now, "due_at": due})


def retime(db: Connection, channel: str, times: Times, now: datetime) -> None:
    """The channel's times may have changed: what waits for later than they say now comes when they say.

    What is due within the hour is left alone: a first run or a burst gathers so long whatever the times are.
    """
    due = times.held_until(now) or now
    waiting = (messages.c.channel == channel, messages.c.state == "held", messages.c.due_at > max(due, now + WINDOW))
    db.execute(update(messages).where(*waiting).values(due_at=due))


def release(db: Connection, now: datetime) -> None:
    """The first pass is over: digests held for nothing else may go."""
    only_first = (
        select(alerts.c.message_id)
        .group_by(alerts.c.message_id)
        .having(func.min(alerts.c.occasion) == "first run", func.max(alerts.c.occasion) == "first run")
    )
    db.execute(
        update(messages)
        .where(messages.c.state == "held", messages.c.due_at > now, messages.c.id.in_(only_first))
        .values(due_at=now)
    )


@dataclass(frozen=True, slots=True)
class Told:
    """The alerts that a digest carries, the newest first."""

    rows: Sequence[Row[Any]]

    @property
    def occasions(self) -> set[str]:
        return {row.occasion for row in self.rows}

    @property
    def listed(self) -> Sequence[Row[Any]]:
        return self.rows[: message.MOST_LISTED]


def seal(db: Connection, row: Row[Any], current: Delivery, now: datetime) -> Payload | None:
    """Freeze what a gathering digest says; None if nothing is left to say. Alerts that cannot be told are given up."""
    _drop(db, row.id, now)
    told = _told(db, row.id)
    try:
        with db.begin_nested():
            return _compose(db, row, told, current, now) if told.rows else None
    except Exception:  # noqa: BLE001  # a composer that fails on one role must not silence the others; each is tried alone
        log.warning("a digest for %s could not be written; its roles are tried one by one", row.channel)
    _give_up_poison(db, told, lambda each: _compose(db, row, Told([each]), current, now, alone=True), current, now)
    told = _told(db, row.id)
    return _compose(db, row, told, current, now, alone=True) if told.rows else None


def _drop(db: Connection, message_id: int, now: datetime) -> None:
    """What closed meanwhile, and what no rules keep any more (they or the listing changed), is not told."""
    closed = select(openings.c.id).where(openings.c.closed_at.is_not(None))
    kept = (
        select(listings.c.opening_id)
        .join(verdicts, verdicts.c.listing_id == listings.c.id)
        .where(verdicts.c.state == str(State.KEPT), listings.c.closed_at.is_(None))
    )
    for gone, why in ((alerts.c.opening_id.in_(closed), CLOSED), (alerts.c.opening_id.not_in(kept), UNWANTED)):
        db.execute(
            update(alerts)
            .where(alerts.c.message_id == message_id, alerts.c.state == "owed", gone)
            .values(state="cancelled", settled_at=now, why=why)
        )


def _told(db: Connection, message_id: int) -> Told:
    query = (
        select(alerts).where(alerts.c.message_id == message_id, alerts.c.state == "owed").order_by(alerts.c.id.desc())
    )
    return Told(db.execute(query).all())


def _give_up_poison(
    db: Connection, told: Told, compose: Callable[[Row[Any]], Payload], current: Delivery, now: datetime
) -> None:
    for each in told.rows:
        try:
            with db.begin_nested():
                compose(each)
        except Exception as fault:  # noqa: BLE001  # whatever is wrong with this role, the next one goes
            log.warning("alert %s cannot be told: %s", each.id, fault)
            why = f"it could not be written: {type(fault).__name__}"
            db.execute(update(alerts).where(alerts.c.id == each.id).values(state="given up", settled_at=now, why=why))
            gave_up(db, each.channel, why, now, current)


def _compose(
    db: Connection, row: Row[Any], told: Told, current: Delivery, now: datetime, *, alone: bool = False
) -> Payload:
    """`alone`: without near misses and boards, lest they be what cannot be written."""
    situation = reading.Situation(now=now, zone=current.zone, public_url=current.public_url)
    again = [each.listing_id for each in told.listed if each.occasion == "open again"]
    items = reading.items(db, [(each.listing_id, each.watch) for each in told.listed], situation, again)
    watches = {each.watch for each in told.rows}
    digest = Digest(
        listed=tuple(items),
        count=len(told.rows),
        near=() if alone else tuple(reading.near(db, watches, _since(db, row, now))),
        boards=None if alone else reading.Boards.now(db),
        title=_title(told),
        most_parts=_most_parts(told, current.times_of(row.channel)),
    )
    return message.digest(digest, frame(row.channel, current, now))


def _since(db: Connection, row: Row[Any], now: datetime) -> datetime:
    """Near misses are shown once: those since the last digest, a week at most."""
    query = select(func.max(messages.c.settled_at)).where(
        messages.c.channel == row.channel, messages.c.about == "digest", messages.c.state == "sent"
    )
    last = db.scalar(query)
    return max(last, now - _NEAR_SINCE) if last else now - _NEAR_SINCE


def _title(told: Told) -> str:
    count = message.roles_words(len(told.rows))
    if told.occasions == {"first run"}:
        return f"Your first results: {count}"
    return f"After your rules changed: {count}" if told.occasions == {"rules"} else ""


def _most_parts(told: Told, times: Times) -> int | None:
    """A digest that the user asked for is told whole; a flood (a first run, new rules, many at once) is one summary."""
    if told.occasions <= {"first run", "rules"}:
        return 1
    if times.digest.every != "immediate":
        return None
    return _FEW_PARTS if len(told.rows) <= _FEW else 1
