"""What comes to be owed to a channel, at once or in a digest, and what is owed no longer."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, update

from scheduler.alerts import digests, message, notices, reading
from scheduler.alerts.payload import Payload
from scheduler.alerts.schedule import WINDOW, Delivery
from scheduler.store.tables import alerts, channels, messages, openings

log = logging.getLogger(__name__)
BY_USER = "you cancelled it"
_FIRST_RUN_REST = timedelta(minutes=10)  # a first pass that found nothing for so long is summed up,
_FIRST_RUN_MOST = timedelta(hours=1)  # and one that goes on and on, too
_RULES_REST = timedelta(minutes=1)


class Occasion(StrEnum):
    """Why an opening is owed now."""

    NEW = "new"
    FIRST_RUN = "first run"
    RULES = "rules"
    OPEN_AGAIN = "open again"


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
        return None, message.unwritable(f"the alert for listing {owing.listing}", name, fault)


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
