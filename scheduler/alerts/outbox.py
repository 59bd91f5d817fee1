"""What is owed to whom, until it is settled: claim, send, settle.

An *alert* is one opening owed to one channel. A *message* is what is handed to a channel: it carries one alert, or
many (a digest), or a word of the house itself. States: (held →) owed → trying → sent; trying → owed after a temporary
or unknown outcome; trying → given up; owed → cancelled. The claim is written before anything is sent, and only a
written claim sends: whoever dies in between leaves a row that comes due again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Row, exists, func, null, or_, select, update
from sqlalchemy.exc import DBAPIError

from scheduler.alerts import digests, message, notices, reading
from scheduler.alerts.digests import CLOSED
from scheduler.alerts.notices import forget, notice, still_here
from scheduler.alerts.outcome import End, Outcome
from scheduler.alerts.payload import Letter, Payload, part
from scheduler.alerts.roster import first_run, meet, pass_ended
from scheduler.alerts.schedule import FAR, HOURLY, LEAST, LONGEST, PATIENCE, WINDOW, Delivery, pause
from scheduler.store import reading as read_only
from scheduler.store.tables import alerts, attempts, channels, messages, openings

__all__ = [
    "Channel", "Delivery", "Occasion", "cancel", "cancel_one", "clamp", "deliver_next",
    "first_run", "forget", "meet", "next_due", "notice",
    "owe", "owe_backlog", "pass_ended", "recover", "retry", "still_here", "thin",
]  # fmt: skip

log = logging.getLogger(__name__)
# A claim is not taken over while its sender may live: mail servers may take ten minutes to answer (RFC 5321, 4.5.3.2).
LEASE = timedelta(minutes=20)
BY_USER = "you cancelled it"
_FIRST_RUN_REST = timedelta(minutes=10)  # a first pass that found nothing for so long is summed up,
_FIRST_RUN_MOST = timedelta(hours=1)  # and one that goes on and on, too
_RULES_REST = timedelta(minutes=1)
_WORDS_FOR = timedelta(days=30)
_SETTLE_FOR = 600.0  # seconds for which settling is tried again, should the store not take it


class Occasion(StrEnum):
    """Why an opening is owed now."""

    NEW = "new"
    FIRST_RUN = "first run"
    RULES = "rules"
    OPEN_AGAIN = "open again"


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


# -- Owing ------------------------------------------------------------------------------------------------------------


def owe(
    db: Connection,
    *,
    opening_id: int,
    listing_id: int,
    watch: str,
    channels: Iterable[str],
    occasion: Occasion,
    now: datetime,
    current: Delivery,
    round_: int | None = None,
    together: bool = False,
) -> list[int]:
    """Owe an opening to these channels, in the caller's transaction. The new alerts' ids; who was told is passed over.

    `round_` counts how often the opening was told anew; that of its row when absent. What is owed `together` in one
    transaction comes in one message: a role that is open in three cities.
    """
    if round_ is None:
        round_ = db.scalar(select(openings.c.round).where(openings.c.id == opening_id)) or 0
    owing = _Owing(opening_id, listing_id, round_, watch, occasion, now, current, together)
    return [alert for name in dict.fromkeys(channels) if (alert := _owe_one(db, name, owing)) is not None]


def _same(channel: str, owing: _Owing) -> tuple[ColumnElement[bool], ...]:
    """The alert of this opening, as often as it was told anew, to this channel: there is one at most."""
    return alerts.c.opening_id == owing.opening, alerts.c.channel == channel, alerts.c.round == owing.round


@dataclass(frozen=True, slots=True)
class _Owing:
    opening: int
    listing: int
    round: int
    watch: str
    occasion: Occasion
    now: datetime
    current: Delivery
    together: bool = False


def _owe_one(db: Connection, name: str, owing: _Owing) -> int | None:
    """Locked by the channel's row, two that owe at the same time (PostgreSQL) see each other's alerts."""
    row = db.execute(select(channels).where(channels.c.name == name).with_for_update()).first()
    told = or_(alerts.c.state != "cancelled", alerts.c.why == BY_USER)
    if db.scalar(select(exists().where(*_same(name, owing), told))):
        return None
    broken = row is not None and row.broken_since is not None
    due = _held_until(db, name, owing, broken)
    if due is None:
        return _owe_now(db, name, owing)
    later = owing.occasion in (Occasion.FIRST_RUN, Occasion.RULES)
    carrier = digests.gather(db, name, due, owing.now, later=later)
    return _write_alert(db, name, owing, carrier)


def _held_until(db: Connection, name: str, owing: _Owing, broken: bool) -> datetime | None:
    """Until when an alert waits to be told with others; None if it goes alone and at once."""
    times, now = owing.current.times_of(name), owing.now
    held = times.held_until(now)
    if owing.occasion is Occasion.FIRST_RUN:
        rest = min(now + _FIRST_RUN_REST, _first_owed(db, name, now) + _FIRST_RUN_MOST)
        return max(held or now, times.after_quiet(rest))
    if owing.occasion is Occasion.RULES:
        return max(held or now, times.after_quiet(now + _RULES_REST))
    if held is None and broken:
        return now  # what gathers while a channel is broken comes as one digest, not as a flood
    if held is None and owing.together and not _burst(db, name, times.burst, now):
        return now
    return held or (times.after_quiet(now + WINDOW) if _burst(db, name, times.burst, now) else None)


def _first_owed(db: Connection, name: str, now: datetime) -> datetime:
    query = select(messages.c.created_at).where(messages.c.channel == name, messages.c.state == "held")
    return db.scalar(query) or now


def _burst(db: Connection, name: str, most: int, now: datetime) -> bool:
    lately = select(func.count()).where(
        messages.c.channel == name, messages.c.about == "alert", messages.c.created_at.between(now - WINDOW, now)
    )
    return most > 0 and (db.scalar(lately) or 0) >= most


def _owe_now(db: Connection, name: str, owing: _Owing) -> int:
    """A message of its own, frozen now."""
    payload, error = _composed(db, name, owing)
    values = {"channel": name, "identity": notices.new_identity(), "about": "alert", "created_at": owing.now}
    state = {"state": "owed"} if payload else {"state": "given up", "settled_at": owing.now, "error": error}
    content = payload.to_json() if payload else None
    carrier = digests.insert_one(db, messages, values | state | {"payload": content, "due_at": owing.now})
    alert = _write_alert(db, name, owing, carrier)
    if payload is None:
        poisoned = {"state": "given up", "settled_at": owing.now, "why": error}
        db.execute(update(alerts).where(alerts.c.id == alert).values(**poisoned))
        notices.gave_up(db, name, error, owing.now, owing.current)
    return alert


def _composed(db: Connection, name: str, owing: _Owing) -> tuple[Payload | None, str]:
    """What the message says, or why it cannot be written: intake must not fail for it."""
    try:
        with db.begin_nested():
            return _compose(db, name, owing), ""
    except Exception as fault:  # noqa: BLE001  # whatever a listing holds: it is given up in sight of all, the visit goes on
        return None, _unwritable(f"the alert for listing {owing.listing}", name, fault)


def _unwritable(what: str, channel: str, fault: Exception) -> str:
    """Say so, in one line, with the traceback for whoever logs all; the reason to be kept."""
    log.error("%s to the channel %s cannot be written (%s: %s)", what, channel, type(fault).__name__, fault)
    log.debug("%s", what, exc_info=True)
    return f"it could not be written: {type(fault).__name__}"


def _compose(db: Connection, name: str, owing: _Owing) -> Payload:
    situation = reading.Situation(now=owing.now, zone=owing.current.zone, public_url=owing.current.public_url)
    again = [owing.listing] if owing.occasion is Occasion.OPEN_AGAIN else []
    item = reading.items(db, [(owing.listing, owing.watch)], situation, again)[0]
    return message.alert(item, notices.frame(name, owing.current, owing.now))


def _write_alert(db: Connection, name: str, owing: _Owing, carrier: int) -> int:
    """A new alert; or one that was cancelled before it was told, since the role came back."""
    values = {
        "opening_id": owing.opening,
        "listing_id": owing.listing,
        "channel": name,
        "round": owing.round,
        "watch": owing.watch,
        "occasion": str(owing.occasion),
        "state": "owed",
        "owed_at": owing.now,
        "message_id": carrier,
        "settled_at": None,
        "why": "",
    }
    cancelled = db.scalar(select(alerts.c.id).where(*_same(name, owing)))
    if cancelled is None:
        return digests.insert_one(db, alerts, values)
    db.execute(update(alerts).where(alerts.c.id == cancelled).values(**values))
    return int(cancelled)


def owe_backlog(db: Connection, channel: str, watches: Iterable[str], now: datetime, current: Delivery) -> int:
    """Owe a channel everything kept and open that it was never told, as one digest. How many openings."""
    found = reading.kept_and_open(db, watches, channel)
    if not found:
        return 0
    due = current.times_of(channel).held_until(now) or now
    carrier = digests.gather(db, channel, due, now, later=False)
    for opening, listing, round_, watch in reversed(found):
        owing = _Owing(opening, listing, round_, watch, Occasion.FIRST_RUN, now, current)
        _write_alert(db, channel, owing, carrier)
    return len(found)


def cancel(db: Connection, opening_id: int, why: str, now: datetime) -> int:
    """The opening need not be told any more: alerts not yet tried are cancelled, the reason kept. How many."""
    pending = select(messages.c.id).where(messages.c.state.in_(("held", "owed")), messages.c.cursor == 0)
    frozen = select(messages.c.id).where(messages.c.about == "digest", messages.c.state == "owed")
    where = (
        alerts.c.opening_id == opening_id,
        alerts.c.state == "owed",
        alerts.c.message_id.in_(pending),
        alerts.c.message_id.not_in(frozen),
    )
    carriers = db.scalars(select(alerts.c.message_id).where(*where)).all()
    db.execute(update(alerts).where(*where).values(state="cancelled", settled_at=now, why=why))
    db.execute(
        update(messages)
        .where(messages.c.id.in_(carriers), messages.c.about == "alert")
        .values(state="cancelled", settled_at=now, error=why)
    )
    return len(carriers)


def cancel_one(db: Connection, alert_id: int, now: datetime) -> bool:
    """The user does not want this alert any more; False if it is not there, was sent, or is on its way already."""
    row = db.execute(select(alerts).where(alerts.c.id == alert_id, alerts.c.state.in_(("owed", "given up")))).first()
    carrier = row and db.execute(select(messages).where(messages.c.id == row.message_id).with_for_update()).first()
    if row is None or not carrier or carrier.state == "trying":
        return False
    mine = (alerts.c.message_id == carrier.id, alerts.c.state.in_(("owed", "given up")))
    others = db.scalar(select(exists().where(*mine, alerts.c.id != alert_id)))
    if others and carrier.state == "owed":
        return False  # what a digest says is frozen: it would be told all the same
    ended = {"state": "cancelled", "settled_at": now}
    db.execute(update(alerts).where(alerts.c.id == alert_id).values(**ended, why=BY_USER))
    if not others and carrier.state in ("owed", "given up"):
        db.execute(update(messages).where(messages.c.id == carrier.id).values(**ended, error=BY_USER))
    return True


def retry(db: Connection, alert_id: int, now: datetime) -> bool:
    """Send a given-up alert again, by the message that carried it; False if it was not given up.

    One that could not be written, while others of its digest could, is tried in a message of its own.
    """
    row = db.execute(select(alerts).where(alerts.c.id == alert_id, alerts.c.state == "given up")).first()
    if row is None:
        return False
    carrier = db.execute(select(messages).where(messages.c.id == row.message_id)).one()
    again = {"state": "owed", "settled_at": None, "why": ""}
    if carrier.state != "given up" or carrier.payload is None:
        alone = digests.begin(db, row.channel, due=now, now=now)
        db.execute(update(alerts).where(alerts.c.id == alert_id).values(**again, message_id=alone))
        return True
    anew = {"state": "owed", "due_at": now, "failures": 0, "failing_since": None, "plain": False, "settled_at": None}
    db.execute(update(messages).where(messages.c.id == carrier.id).values(**anew))
    together = (alerts.c.message_id == carrier.id, alerts.c.state == "given up")
    db.execute(update(alerts).where(*together).values(**again))
    return True


# -- Telling ----------------------------------------------------------------------------------------------------------


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
        why = _unwritable(f"message {row.id}", channel.name, fault)
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


# -- Over restarts and jumps of the clock -----------------------------------------------------------------------------


def recover(db: Connection, now: datetime) -> int:
    """At boot: what was being tried is due at once, and nothing is due absurdly late.

    How many were being tried: the outcome of each is unknown. Only for the one daemon of a store, before it sends.
    """
    trying = messages.c.state == "trying"
    interrupted = db.scalars(select(messages.c.id).where(trying)).all()
    unknown = {"outcome": str(End.UNKNOWN), "answer": "we stopped before the answer came"}
    db.execute(update(attempts).where(attempts.c.outcome == "trying").values(**unknown))
    db.execute(update(messages).where(trying).values(state="owed", due_at=now))
    db.execute(update(channels).where(channels.c.broken_since.is_not(None)).values(probe_at=now))
    clamp(db, now)
    return len(interrupted)


def clamp(db: Connection, now: datetime) -> None:
    """After a jump of the clock, too: nothing is due later than it may be, and nothing happened in what is yet to come.

    What is being sent meanwhile is left alone.
    """
    for state, most in (("trying", LEASE), ("owed", LONGEST), ("held", FAR)):
        late = (messages.c.state == state, messages.c.due_at > now + most)
        db.execute(update(messages).where(*late).values(due_at=now + most))
    db.execute(update(messages).where(messages.c.failing_since > now).values(failing_since=now))
    db.execute(update(channels).where(channels.c.probe_at > now + LONGEST).values(probe_at=now + LONGEST))
    for moment in (channels.c.first_seen, channels.c.last_sent_at, channels.c.broken_since):
        db.execute(update(channels).where(moment > now).values({moment: now}))


def thin(db: Connection, now: datetime) -> int:
    """Forget what messages said that were settled long ago; that they were sent, when and how, stays. How many.

    What was given up keeps its words: it may be sent again.
    """
    old = messages.c.settled_at < now - _WORDS_FOR
    settled = (messages.c.state.in_(("sent", "cancelled")), old, messages.c.payload.is_not(null()))
    return db.execute(update(messages).where(*settled).values(payload=null())).rowcount


def next_due(engine: Engine, channel: Channel, now: datetime) -> datetime | None:
    """When `deliver_next` has something to do for this channel; None while nothing is owed."""
    with read_only(engine) as db:
        waiting = (messages.c.channel == channel.name, messages.c.state.in_(("held", "owed", "trying")))
        due = db.scalar(select(func.min(messages.c.due_at)).where(*waiting))
        probe = db.scalar(select(channels.c.probe_at).where(channels.c.name == channel.name))
    if due is None:
        return None
    return channel.delivery.times_of(channel.name).after_quiet(max(due, probe or due, now))
