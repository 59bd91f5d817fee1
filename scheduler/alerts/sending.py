"""One message after another to its channel: claim, send, settle.

The claim is written before anything is sent, and only a written claim sends: whoever dies in between leaves a row that
comes due again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Row, exists, func, select, update
from sqlalchemy.exc import DBAPIError

from scheduler.alerts import digests, message, notices
from scheduler.alerts.digests import CLOSED
from scheduler.alerts.outcome import End, Outcome
from scheduler.alerts.payload import Letter, Payload, part
from scheduler.alerts.schedule import HOURLY, LEAST, LONGEST, PATIENCE, Delivery, pause
from scheduler.store import reading as read_only
from scheduler.store.tables import alerts, attempts, channels, messages, openings

log = logging.getLogger(__name__)
# A claim is not taken over while its sender may live: mail servers may take ten minutes to answer (RFC 5321, 4.5.3.2).
LEASE = timedelta(minutes=20)
_SETTLE_FOR = 600.0  # seconds for which settling is tried again, should the store not take it


class Channel(Protocol):
    """A named address. `dialect` is "mail" or one of those of `Payload.chat`; `limit` is in bytes of one part."""

    @property
    def name(self) -> str: ...
    @property
    def dialect(self) -> str: ...
    @property
    def limit(self) -> int: ...
    @property
    def delivery(self) -> Delivery: ...
    def send(self, letter: Letter) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours to send now, and nobody else's: `tries` is the token that settling has to show."""

    id: int
    tries: int
    failures: int
    failing_since: datetime | None
    letter: Letter
    next: int
    last: bool


def deliver_next(engine: Engine, channel: Channel, now: Callable[[], datetime]) -> bool:
    """Claim the channel's next message, send it, settle it; False when nothing is due. One caller a channel.

    The claim puts the message off before anything is sent: if we die meanwhile, it comes due again.
    """
    with engine.begin() as db:
        row = _due(db, channel, now())
        if row is None:
            return False
        claim = _claimed(db, row, channel, now())
    if claim is not None:
        outcome = _send(channel, claim.letter)
        _settle(engine, claim, channel, outcome, now)
    return True


def _due(db: Connection, channel: Channel, now: datetime) -> Row[Any] | None:
    """The message to send next: none in quiet hours, none before a broken channel is to be probed."""
    if channel.delivery.times_of(channel.name).after_quiet(now) > now:
        return None
    probe = db.scalar(select(channels.c.probe_at).where(channels.c.name == channel.name))
    if probe is not None and probe > now:
        return None
    query = (
        select(messages)
        .where(
            messages.c.channel == channel.name,
            messages.c.state.in_(("held", "owed", "trying")),
            messages.c.due_at <= now,
        )
        .order_by(messages.c.due_at, messages.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.execute(query).first()


def _claimed(db: Connection, row: Row[Any], channel: Channel, now: datetime) -> Claim | None:
    """The claim; None also if the message cannot be read or written, which must not hold up the next one for ever."""
    try:
        with db.begin_nested():
            return _claim(db, row, channel, now)
    except DBAPIError:  # the store's fault, not the message's
        raise
    except Exception as fault:  # noqa: BLE001  # whatever it holds: it is given up in sight of all
        why = message.unwritable(f"message {row.id}", channel.name, fault)
    ended = {"state": "given up", "settled_at": now}
    db.execute(update(messages).where(messages.c.id == row.id).values(**ended, error=why))
    left = (alerts.c.message_id == row.id, alerts.c.state == "owed")
    db.execute(update(alerts).where(*left).values(**ended, why=why))
    notices.gave_up(db, channel.name, why, now, channel.delivery)
    return None


def _claim(db: Connection, row: Row[Any], channel: Channel, now: datetime) -> Claim | None:
    """Compare and swap on `tries`. None if the message turned out to have nothing to say, or another took it."""
    payload = _payload(db, row, channel, now)
    if payload is None:
        return None
    claimed = db.execute(
        update(messages)
        .where(messages.c.id == row.id, messages.c.tries == row.tries)
        .values(
            state="trying",
            **({"payload": payload.to_json()} if row.state == "held" else {}),
            tries=row.tries + 1,
            unknown=row.unknown + 1,  # until an answer tells otherwise
            due_at=now + LEASE,
        )
    )
    if claimed.rowcount == 0:
        return None
    db.execute(attempts.insert().values(message_id=row.id, number=row.tries + 1, at=now, outcome="trying"))
    letter, next_, last = _letter(row, payload, channel)
    return Claim(row.id, row.tries + 1, row.failures, row.failing_since, letter, next_, last)


def _payload(db: Connection, row: Row[Any], channel: Channel, now: datetime) -> Payload | None:
    """What the message says; a digest is frozen here. None settles it: there is nothing (more) to tell."""
    if row.state == "held":
        payload = digests.seal(db, row, channel.delivery, now)
        why = "nothing was left to tell"
    else:
        payload = None if _closed(db, row) else Payload.from_json(row.payload)
        why = CLOSED
    if payload is None:
        db.execute(update(messages).where(messages.c.id == row.id).values(state="cancelled", settled_at=now, error=why))
        left = (alerts.c.message_id == row.id, alerts.c.state == "owed")
        db.execute(update(alerts).where(*left).values(state="cancelled", settled_at=now, why=why))
    return payload


def _closed(db: Connection, row: Row[Any]) -> bool:
    """Is this the alert of a role that closed before it was told?"""
    closed = select(
        exists().where(
            alerts.c.message_id == row.id, openings.c.id == alerts.c.opening_id, openings.c.closed_at.is_not(None)
        )
    )
    return row.about == "alert" and bool(db.scalar(closed))


def _letter(row: Row[Any], payload: Payload, channel: Channel) -> tuple[Letter, int, bool]:
    """What goes out now, the block after it, and whether it is the last."""
    if row.plain or channel.dialect == "mail":
        return Letter(identity=row.identity, payload=payload, body=payload.short, plain=row.plain), 0, True
    piece = part(payload, channel.dialect, channel.limit, row.cursor)
    alone = piece.last and row.cursor == 0
    identity = row.identity if alone else f"{row.identity}.{row.cursor}"
    # The first block of a digest is its heading; each role has the next. A bounded digest is one part with all of them.
    data = payload.data if alone else payload.data[max(row.cursor - 1, 0) : piece.next - 1]
    return Letter(identity=identity, payload=payload, body=piece.body, data=data), piece.next, piece.last


def _send(channel: Channel, letter: Letter) -> Outcome:
    """Hand it over. An exception is an outcome: nobody knows what had happened when it came."""
    try:
        return channel.send(letter)
    except Exception as fault:  # whatever a plugin raises, the next message goes
        log.debug("sending to %s", channel.name, exc_info=True)
        return Outcome(End.UNKNOWN, f"sending failed within: {type(fault).__name__}")


def _settle(engine: Engine, claim: Claim, channel: Channel, outcome: Outcome, now: Callable[[], datetime]) -> None:
    """Write down how it ended. If the store does not take it, try again to settle, never to send."""
    deadline, wait = time.monotonic() + _SETTLE_FOR, 0.1
    while True:
        try:
            with engine.begin() as db:
                return _write(db, claim, channel, outcome, now())
        except DBAPIError as fault:
            if time.monotonic() > deadline:
                raise
            log.warning("%s: an outcome could not be written down yet: %s", channel.name, type(fault.orig).__name__)
            time.sleep(wait)
            wait = min(wait * 2, 5.0)


def _write(db: Connection, claim: Claim, channel: Channel, outcome: Outcome, now: datetime) -> None:
    values = _after(claim, outcome, now)
    if outcome.end is not End.UNKNOWN:
        values["unknown"] = messages.c.unknown - 1
    mine = (messages.c.id == claim.id, messages.c.tries == claim.tries, messages.c.state == "trying")
    settled = db.execute(update(messages).where(*mine).values(**values, error=outcome.answer))
    number = (attempts.c.message_id == claim.id, attempts.c.number == claim.tries)
    db.execute(update(attempts).where(*number).values(outcome=str(outcome.end), answer=outcome.answer))
    _say(claim, channel, outcome, values)
    if settled.rowcount:
        _settle_alerts(db, claim, values["state"], outcome, now)
        if values["state"] == "given up":
            notices.gave_up(db, channel.name, outcome.answer, now, channel.delivery)
    _channel_after(db, channel, outcome, now)


def _say(claim: Claim, channel: Channel, outcome: Outcome, after: dict[str, Any]) -> None:
    """A line on what went wrong: the first time, and when it is given up. The hourly attempts between are no news."""
    if outcome.sent:
        return
    given_up = after["state"] == "given up"
    level = logging.ERROR if given_up else logging.DEBUG if after.get("failures", 0) > 1 else logging.WARNING
    what = "given up" if given_up else str(outcome.end)
    log.log(
        level, "channel %s, message %d, attempt %d: %s: %s", channel.name, claim.id, claim.tries, what, outcome.answer
    )


def _after(claim: Claim, outcome: Outcome, now: datetime) -> dict[str, Any]:
    """What becomes of a message after this outcome."""
    if outcome.sent:
        if claim.last:
            return {"state": "sent", "settled_at": now, "cursor": claim.next, "failures": 0}
        return {"state": "owed", "due_at": now, "cursor": claim.next, "failures": 0, "failing_since": None}
    if outcome.end is End.BROKEN:  # the channel waits to be probed, the message is not to blame
        return {"state": "owed", "due_at": now, "failing_since": None, "failures": 0}
    if outcome.end is End.REFUSED:
        if claim.letter.plain:
            return {"state": "given up", "settled_at": now}
        return {"state": "owed", "due_at": now, "plain": True}
    failures, since = claim.failures + 1, claim.failing_since or now
    if now - since >= PATIENCE and failures >= LEAST:
        return {"state": "given up", "settled_at": now, "failures": failures}
    due = now + pause(failures, claim.letter.identity, outcome.wait)
    return {"state": "owed", "due_at": due, "failures": failures, "failing_since": since}


def _settle_alerts(db: Connection, claim: Claim, state: str, outcome: Outcome, now: datetime) -> None:
    """The alerts that a message carries end as it ends."""
    if state in ("sent", "given up"):
        carried = (alerts.c.message_id == claim.id, alerts.c.state == "owed")
        why = outcome.answer if state == "given up" else ""
        db.execute(update(alerts).where(*carried).values(state=state, settled_at=now, why=why))


def _channel_after(db: Connection, channel: Channel, outcome: Outcome, now: datetime) -> None:
    """The channel's own record: when it last worked; since when it is broken; when to try it again."""
    mine = channels.c.name == channel.name
    if outcome.sent:
        works = {"last_sent_at": now, "broken_since": None, "probe_at": None, "error": ""}
        db.execute(update(channels).where(mine).values(**works))
    elif outcome.end is End.BROKEN:
        wait = min(max(outcome.wait or HOURLY, HOURLY), LONGEST)
        since = db.scalar(select(channels.c.broken_since).where(mine))
        broken = {"broken_since": since or now, "probe_at": now + wait, "error": outcome.answer}
        db.execute(update(channels).where(mine).values(**broken))
        if since is None:
            notices.channel_broke(db, channel.name, outcome.answer, now, channel.delivery)
    elif outcome.wait:  # it has had enough for now: not only of this message
        db.execute(update(channels).where(mine).values(probe_at=now + min(outcome.wait, LONGEST)))


def next_due(engine: Engine, channel: Channel, now: datetime) -> datetime | None:
    """When `deliver_next` has something to do for this channel; None while nothing is owed."""
    with read_only(engine) as db:
        waiting = (messages.c.channel == channel.name, messages.c.state.in_(("held", "owed", "trying")))
        due = db.scalar(select(func.min(messages.c.due_at)).where(*waiting))
        probe = db.scalar(select(channels.c.probe_at).where(channels.c.name == channel.name))
    if due is None:
        return None
    return channel.delivery.times_of(channel.name).after_quiet(max(due, probe or due, now))
