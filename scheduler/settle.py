"""What becomes of openings: who speaks for each, whether it is open, and who is to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from crawler.listing import Listing
from crawler.recognise import kind_of
from scheduler import leads
from scheduler.alerts import outbox, roster
from scheduler.current import Current
from scheduler.domain import State
from scheduler.sameness import group_key
from scheduler.store import listings as rows
from scheduler.store.tables import boards, listings, openings, verdicts

OPEN_AGAIN_AFTER = timedelta(days=30)  # closed for so long, a role that comes back is told again


def settle(db: Connection, opening_ids: Iterable[int], current: Current, now: datetime, *, rules: bool = False) -> int:
    """Bring openings in line with their listings: open or closed, owed or cancelled. How many alerts came to be owed.

    `rules`: they come up because the rules changed, not because a board showed something new.
    """
    owed = 0
    for some in rows.chunks(sorted(set(opening_ids))):
        shown = _open_listings(db, some)
        speaking: list[_Speaking] = []
        for opening in db.execute(select(openings).where(openings.c.id.in_(some))).all():
            here = shown.get(opening.id, [])
            if not here:
                _close(db, opening, now)
            elif speakers := _speakers(db, here, current):
                round_ = _reopen(db, opening, now)
                speaking.append(_Speaking(opening.id, speakers, round_, round_ > opening.round))
        owed += _owe(db, list(_to_tell(db, speaking, rules)), current, now)
    return owed


@dataclass(frozen=True, slots=True)
class _Speaking:
    """An open opening, and the listings that may tell of it."""

    opening: int
    listings: list[Any]
    round: int
    again: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """An opening that a watch keeps, and the listing that tells of it."""

    opening: int
    watch: str
    listing: int
    group: str  # equal for roles that differ in place alone
    round: int
    occasion: outbox.Occasion


def _open_listings(db: Connection, opening_ids: list[int]) -> dict[int, list[Any]]:
    """opening -> its open listings, the earliest first."""
    query = (
        select(
            listings.c.id,
            listings.c.opening_id,
            listings.c.posting,
            listings.c.has_text,
            listings.c.looked_at,
            boards.c.kind,
        )
        .join(boards, boards.c.id == listings.c.board_id)
        .where(listings.c.opening_id.in_(opening_ids), listings.c.closed_at.is_(None))
        .order_by(listings.c.id)
    )
    found: dict[int, list[Any]] = {}
    for row in db.execute(query):
        found.setdefault(row.opening_id, []).append(row)
    return found


def _speakers(db: Connection, here: list[Any], current: Current) -> list[Any]:
    """The listings that speak for an opening: those with a text before those without, a company's own before a list's.

    Several, where one requisition stands on its board once for each city.
    """
    best = min(map(_worth, here))
    speaking = [row for row in here if _worth(row) == best]
    if best == (True, True):
        speaking = [
            row for row in speaking if leads.may_speak(db, Listing.from_json(row.posting), row.looked_at, current)
        ]
    return speaking


def _worth(row: Any) -> tuple[bool, bool]:
    return not row.has_text, kind_of(row.kind).leads


def _close(db: Connection, opening: Row[Any], now: datetime) -> None:
    if opening.closed_at is None:
        db.execute(update(openings).where(openings.c.id == opening.id).values(closed_at=now))
        outbox.cancel(db, opening.id, "the role closed before it was told", now)


def _reopen(db: Connection, opening: Row[Any], now: datetime) -> int:
    """The opening's round: one more if it had been closed for long. An open one stays as it is."""
    round_: int = opening.round
    if opening.closed_at is not None:
        round_ += now - opening.closed_at >= OPEN_AGAIN_AFTER
        db.execute(update(openings).where(openings.c.id == opening.id).values(closed_at=None, round=round_))
    return round_


def _to_tell(db: Connection, speaking: list[_Speaking], rules: bool) -> Iterator[_Told]:
    """For every watch that keeps a listing which speaks for an opening, the first such listing."""
    keeping = _keeping(db, (row.id for each in speaking for row in each.listings))
    usual = outbox.Occasion.RULES if rules else _occasion(db)
    for each in speaking:
        occasion = outbox.Occasion.OPEN_AGAIN if each.again else usual
        first = {watch: row for row in reversed(each.listings) for watch in keeping.get(row.id, ())}
        for watch, row in sorted(first.items()):
            yield _Told(each.opening, watch, row.id, group_key(Listing.from_json(row.posting)), each.round, occasion)


def _keeping(db: Connection, listing_ids: Iterable[int]) -> dict[int, list[str]]:
    """listing -> the watches that keep it."""
    found: dict[int, list[str]] = {}
    for some in rows.chunks(listing_ids):
        kept = (verdicts.c.listing_id.in_(some), verdicts.c.state == str(State.KEPT))
        for row in db.execute(select(verdicts.c.listing_id, verdicts.c.watch).where(*kept)):
            found.setdefault(row.listing_id, []).append(row.watch)
    return found


def _occasion(db: Connection) -> outbox.Occasion:
    return outbox.Occasion.FIRST_RUN if roster.first_run(db) else outbox.Occasion.NEW


def _owe(db: Connection, told: list[_Told], current: Current, now: datetime) -> int:
    """Owe each to the channels of its watch; those that differ in place alone come in one message."""
    groups = Counter((each.watch, each.group) for each in told)
    delivery, owed = current.delivery, 0
    for each in told:
        if each.watch in current.watches:
            owed += len(
                outbox.owe(
                    db,
                    opening_id=each.opening,
                    listing_id=each.listing,
                    watch=each.watch,
                    channels=current.channels_of(each.watch),
                    occasion=each.occasion,
                    round_=each.round,
                    now=now,
                    current=delivery,
                    together=groups[each.watch, each.group] > 1,
                )
            )
    return owed
