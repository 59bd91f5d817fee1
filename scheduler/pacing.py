"""When to visit a board again, and when to believe that a role is gone. Pure: times in, times out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

SOONEST_RETRY = timedelta(seconds=30)  # after a visit that failed
LONGEST_PAUSE = timedelta(hours=24)
UNREACHED_PAUSE = timedelta(hours=1)
CALM = ((timedelta(days=30), 4), (timedelta(days=7), 2))  # nothing new for that long: that many times the interval

DOUBT_SHARE = 0.5  # a board that loses more than this share of its postings at once is not believed ...
DOUBT_LEAST = 3  # ... if it loses at least so many
DOUBT_VISITS = 3  # ... until so many whole visits in a row say so
DOUBT_TIME = timedelta(hours=24)  # ... over at least this long
FIRST_VISITS = timedelta(days=2)  # in them a board shows what was there before; what comes later is new
GONE_AFTER = timedelta(days=14)  # a board that answers "no such board" for so long is gone, and its roles with it


def next_visit(board: str, every: timedelta, calm: timedelta, now: datetime) -> datetime:
    """After an answer: the interval, longer where nothing has been new for long; ±10 % so that boards do not herd."""
    factor = next((times for length, times in CALM if calm >= length), 1)
    pause = min(every * factor, max(every, LONGEST_PAUSE))
    return now + pause * _spread(board, now)


def next_try(
    board: str, every: timedelta, failures: int, wait: float | None, now: datetime, *, reached: bool = True
) -> datetime:
    """After no answer: twice the pause for each failure in a row, up to a day; never before the host allows it.

    A host that was not even `reached` is mostly our own network that is down: it is tried again within an hour (or
    within the interval, where that is longer), so that all boards are back soon after the network is.
    """
    first = max(SOONEST_RETRY, min(every, timedelta(minutes=15)) / 2)
    longest = LONGEST_PAUSE if reached else max(every, UNREACHED_PAUSE) / 1.1
    pause = min(first * int(2 ** min(failures, 12)), longest)
    asked = timedelta(seconds=min(wait or 0, LONGEST_PAUSE.total_seconds()))
    return now + max(pause * _spread(board, now), asked, SOONEST_RETRY)


def _spread(board: str, now: datetime) -> float:
    """A factor from 0.9 to 1.1 that differs from board to board and hour to hour, the same each time it is asked."""
    return 0.9 + 0.2 * hashlib.sha256(f"{board} {now:%Y-%m-%d %H}".encode()).digest()[0] / 255


@dataclass(frozen=True, slots=True)
class Doubt:
    """Whole visits in a row that lost too much to be believed, and since when."""

    visits: int = 0
    since: datetime | None = None


def believe(before: int, missing: int, doubt: Doubt, now: datetime) -> tuple[bool, Doubt]:
    """After a whole visit that misses some of `before` postings: may they be closed? And the doubt that remains."""
    if missing < DOUBT_LEAST or missing <= before * DOUBT_SHARE:
        return True, Doubt()
    doubt = Doubt(doubt.visits + 1, doubt.since or now)
    assert doubt.since is not None
    if doubt.visits >= DOUBT_VISITS and now - doubt.since >= DOUBT_TIME:
        return True, Doubt()
    return False, doubt


def came_later(first_seen: datetime, watched_since: datetime) -> bool:
    """Was a posting first seen on a board that was watched already, so that it is new whatever its record's date?"""
    return first_seen - watched_since > FIRST_VISITS
