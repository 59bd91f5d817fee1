"""What is owed to whom, until it is settled: claim, send, settle.

An *alert* is one opening owed to one channel. A *message* is what is handed to a channel: it carries one alert, or
many (a digest), or a word of the house itself. States: (held →) owed → trying → sent; trying → owed after a temporary
or unknown outcome; trying → given up; owed → cancelled. The claim is written before anything is sent, and only a
written claim sends: whoever dies in between leaves a row that comes due again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, null, select, update

from scheduler.alerts.notices import forget, notice, still_here
from scheduler.alerts.outcome import End
from scheduler.alerts.owing import Occasion, cancel, cancel_one, owe, owe_backlog, retry
from scheduler.alerts.roster import first_run, meet, pass_ended
from scheduler.alerts.schedule import FAR, LONGEST, Delivery
from scheduler.alerts.sending import LEASE, Channel, deliver_next, next_due
from scheduler.store.tables import attempts, channels, messages

__all__ = [
    "Channel", "Delivery", "Occasion", "cancel", "cancel_one", "clamp", "deliver_next",
    "first_run", "forget", "meet", "next_due", "notice",
    "owe", "owe_backlog", "pass_ended", "recover", "retry", "still_here", "thin",
]  # fmt: skip

_WORDS_FOR = timedelta(days=30)


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
