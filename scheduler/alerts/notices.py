"""What the house itself has to say, each thing once: a channel that broke, an alert given up, a week without news."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, select

from scheduler.alerts import message
from scheduler.alerts.message import Frame
from scheduler.alerts.reading import Boards
from scheduler.alerts.schedule import Delivery
from scheduler.store import insert_or
from scheduler.store.tables import channels, memory, messages

QUIET_WEEK = timedelta(days=7)


def frame(channel: str, current: Delivery, now: datetime) -> Frame:
    """What surrounds a message to this channel."""
    where = current.public_url or "sidedoor openings --kept"
    return Frame(
        channel=channel,
        now=now.astimezone(current.zone).replace(microsecond=0),
        settings=current.settings,
        all_roles=where,
    )


def new_identity() -> str:
    """The name a message keeps over all attempts; random, so that two stores never share one in a mailbox."""
    return f"sidedoor.{uuid.uuid4().hex}"


def notice(
    db: Connection, *, key: str, text: str, now: datetime, channels: Iterable[str], current: Delivery | None = None
) -> bool:
    """Tell these channels, once for each `key`. The first line of `text` is the subject; True if it was news.

    With nobody to tell, nothing counts as told. `forget` makes the key news again.
    """
    names = list(channels)
    if not names or _said(db, key):
        return False
    insert_or(db, memory, [{"name": f"told:{key}", "value": {}, "at": now}], conflict=("name",))
    subject, _, rest = text.partition("\n")
    for name in names:
        _send(db, name, "notice", subject, rest, now, now, current or Delivery())
    return True


def _said(db: Connection, key: str) -> bool:
    return bool(db.scalar(select(exists().where(memory.c.name == f"told:{key}"))))


def forget(db: Connection, key: str) -> None:
    """What was told under this key has passed: should it happen again, it is news."""
    db.execute(delete(memory).where(memory.c.name == f"told:{key}"))


def _send(
    db: Connection, channel: str, about: str, subject: str, text: str, now: datetime, due: datetime, current: Delivery
) -> None:
    payload = message.note(subject, text, frame(channel, current, now))
    db.execute(
        messages.insert().values(
            channel=channel,
            identity=new_identity(),
            about=about,
            state="owed",
            payload=payload.to_json(),
            created_at=now,
            due_at=due,
        )
    )


def healthy(db: Connection, but: str) -> list[str]:
    """The channels in use that work, without this one."""
    query = select(channels.c.name).where(
        channels.c.removed_at.is_(None), channels.c.broken_since.is_(None), channels.c.name != but
    )
    return list(db.scalars(query))


def channel_broke(db: Connection, name: str, said: str, now: datetime, current: Delivery) -> None:
    """Tell the other channels that this one does not work."""
    text = (
        f"the channel “{name}” does not work\n{said}\n"
        f"What it is owed is kept and comes as soon as it works; we try once an hour. "
        f"Its address is channels.{name} in {current.settings}; sidedoor channel test {name} tries it at once."
    )
    notice(db, key=f"channel:{name}:{now.isoformat()}", text=text, now=now, channels=healthy(db, name), current=current)


def gave_up(db: Connection, channel: str, said: str, now: datetime, current: Delivery) -> None:
    """Tell the other channels that an alert was given up; once a day for each channel."""
    text = (
        f"an alert for the channel “{channel}” was given up\n{said}\n"
        "sidedoor alerts --given-up shows it; sidedoor alerts retry ID sends it again, cancel ID does without it."
    )
    key = f"given up:{channel}:{now.date().isoformat()}"
    notice(db, key=key, text=text, now=now, channels=healthy(db, channel), current=current)


def still_here(db: Connection, names: Iterable[str], now: datetime, current: Delivery) -> int:
    """After a week without a message, say that all is well, or what is not. How many channels are told."""
    told = 0
    for name in names:
        row = db.execute(select(channels).where(channels.c.name == name)).first()
        waiting = exists().where(messages.c.channel == name, messages.c.state.in_(("held", "owed", "trying")))
        if row and now - (row.last_sent_at or row.first_seen) >= QUIET_WEEK and not db.scalar(select(waiting)):
            due = current.times_of(name).held_until(now) or now
            _send(db, name, "still here", "all quiet this week", _all_quiet(Boards.now(db)), now, due, current)
            told += 1
    return told


def _all_quiet(boards: Boards) -> str:
    watched = "1 board is" if boards.watched == 1 else f"{boards.watched:,} boards are"
    state = message.boards_words(boards) if boards.failing else "All of them answer."
    return f"No new internship passed your rules in the last seven days.\n{watched} watched. {state}"
