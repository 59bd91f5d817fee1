"""Boards in the store: which are watched, which are due, and how their visits ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, not_, or_, select, update

from crawler.listing import Board, Memory
from scheduler.store import insert_or
from scheduler.store.tables import boards, listings, visits

SETTINGS = "settings"  # origin of a board that the user's settings list
REMOVED = "removed"  # origin of a board that the user took away: no lead and no list brings it back
_REMOVED = boards.c.origin == REMOVED


@dataclass(frozen=True, slots=True)
class Watched:
    """A board's row, as a visit needs it."""

    id: int
    board: Board
    listed: int
    failures: int
    suspicious: int
    suspicious_since: datetime | None
    last_visit_at: datetime | None
    last_whole_at: datetime | None
    answered_at: datetime | None
    news_at: datetime | None
    watched: bool
    code: str
    cause_since: datetime | None
    told_code: str
    added_at: datetime
    validators: dict[str, dict[str, str]]

    @classmethod
    def of(cls, row: Row[Any]) -> Watched:
        return cls(
            id=row.id,
            board=Board(row.kind, row.token, row.company, row.website),
            listed=row.listed,
            failures=row.failures,
            suspicious=row.suspicious,
            suspicious_since=row.suspicious_since,
            last_visit_at=row.last_visit_at,
            last_whole_at=row.last_whole_at,
            answered_at=row.answered_at,
            news_at=row.news_at,
            watched=row.watched,
            code=row.code,
            cause_since=row.cause_since,
            told_code=row.told_code,
            added_at=row.added_at,
            validators=row.validators,
        )


def register(
    db: Connection, wanted: Sequence[Board], now: datetime, *, origin: str = SETTINGS, watched: bool = True
) -> None:
    """Make these boards watched. For the settings' own list, boards it no longer names are no longer watched.

    What the user took away stays away, although a list still names it, until the user adds it again.
    """
    if origin == SETTINGS:
        db.execute(update(boards).where(boards.c.origin == SETTINGS).values(watched=False))
        gone = {tuple(row) for row in db.execute(select(boards.c.kind, boards.c.token).where(_REMOVED))}
        wanted = [each for each in wanted if (each.kind, each.token) not in gone]
    rows = [
        {
            "kind": board.kind,
            "token": board.token,
            "company": board.company,
            "website": board.website,
            "origin": origin,
            "watched": watched,
            "position": position,
            "added_at": now,
            "next_due": now,
        }
        for position, board in enumerate(wanted)
    ]
    insert_or(
        db, boards, rows, conflict=("kind", "token"), update=("company", "website", "origin", "watched", "position")
    )


def watch(db: Connection, board: Board, now: datetime) -> None:
    """Watch what the user asks for: a new board, one that a lead proposed, or one that was taken away before."""
    known = find(db, board)
    if known is None or not known.watched:
        register(db, [known.board if known else board], now, origin="user")


def add_lead(db: Connection, board: Board, origin: str, now: datetime, *, watched: bool) -> bool:
    """Note a board that a lead named, unless it is known already (or was removed by the user); True if it is new.

    One that is not `watched` is proposed: `board list` shows it, `board add` takes it.
    """
    known = db.scalar(select(boards.c.id).where(_is(board)))
    if known is None:
        register(db, [board], now, origin=origin, watched=watched)
    return known is None


def added_since(db: Connection, since: datetime) -> int:
    """How many boards leads have added since then."""
    by_lead = and_(boards.c.origin != SETTINGS, boards.c.origin != "user", boards.c.origin != REMOVED)
    return db.scalar(select(func.count()).where(by_lead, boards.c.added_at >= since)) or 0


def remove(db: Connection, board: Board) -> bool:
    """Watch a board no more; True if it was watched."""
    done = db.execute(update(boards).where(_is(board), boards.c.watched).values(watched=False, origin=REMOVED))
    return done.rowcount > 0


def listed(db: Connection) -> list[Row[Any]]:
    """Every watched board, and those that leads propose, in the order of the user's list."""
    proposed = and_(boards.c.last_visit_at.is_(None), boards.c.origin.not_in((SETTINGS, REMOVED)))
    return list(
        db.execute(select(boards).where(or_(boards.c.watched, proposed)).order_by(boards.c.position, boards.c.id))
    )


def find(db: Connection, board: Board) -> Watched | None:
    """The board of that name; one that differs in letter case alone is the same."""
    row = db.execute(select(boards).where(_is(board)).order_by(boards.c.token != board.token).limit(1)).first()
    return Watched.of(row) if row else None


def _is(board: Board) -> ColumnElement[bool]:
    """Lists write Workday's sites in lower case, and people write names as they please."""
    return and_(boards.c.kind == board.kind, func.lower(boards.c.token) == board.token.lower())


def due(db: Connection, now: datetime, limit: int, but: Iterable[int] = ()) -> list[Watched]:
    """Watched boards whose time has come, the longest waiting first, in the order of the user's list."""
    ahead = boards.c.last_visit_at > now + timedelta(hours=1)  # the clock was wrong, and so is the time of the next
    query = (
        select(boards)
        .where(boards.c.watched, or_(boards.c.next_due <= now, ahead), not_(boards.c.id.in_(list(but))))
        .order_by(boards.c.next_due, boards.c.position, boards.c.id)
        .limit(limit)
    )
    return [Watched.of(row) for row in db.execute(query)]


def watched(db: Connection) -> list[Watched]:
    query = select(boards).where(boards.c.watched).order_by(boards.c.position, boards.c.id)
    return [Watched.of(row) for row in db.execute(query)]


def unvisited(db: Connection) -> int:
    """How many watched boards have not had their first visit."""
    return db.scalar(select(func.count()).where(boards.c.watched, boards.c.last_visit_at.is_(None))) or 0


def memories(db: Connection, rows: Sequence[Watched]) -> list[Memory]:
    """What each board's visit is to remember: its validators, and the version of every posting stored with its text."""
    known: dict[int, dict[str, str]] = {row.id: {} for row in rows}
    ids = list(known)
    for at in range(0, len(ids), 500):
        stored = select(listings.c.board_id, listings.c.key, listings.c.version).where(
            listings.c.board_id.in_(ids[at : at + 500]), listings.c.has_text, listings.c.closed_at.is_(None)
        )
        for row in db.execute(stored):
            known[row.board_id][row.key] = row.version
    return [
        Memory(board=row.board, validators=row.validators, known=known[row.id], first=row.last_whole_at is None)
        for row in rows
    ]


def visited(db: Connection, board_id: int, values: dict[str, Any], visit: dict[str, Any]) -> None:
    """Record how a visit ended: on the board, and as a row of its own."""
    db.execute(update(boards).where(boards.c.id == board_id).values(**values))
    db.execute(visits.insert().values(board_id=board_id, **visit))


def failing(db: Connection) -> list[Row[Any]]:
    """Watched boards whose last visit gave no answer, or which look wrong, worst first."""
    query = (
        select(boards)
        .where(boards.c.watched, or_(boards.c.failures > 0, boards.c.suspicious > 0))
        .order_by(boards.c.cause_since, boards.c.id)
    )
    return list(db.execute(query))
