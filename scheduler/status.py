"""How things stand: the service, the boards that fail and why, what is owed, the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select

from crawler.listing import Cause
from scheduler import boardlist
from scheduler.house import House
from scheduler.store import boards, listings, reading
from scheduler.store.tables import alerts, channels, memory
from scheduler.store.tables import boards as board_rows

NAMED = 5  # boards that a line names, where many fail alike; --format json has all
ALIVE_FOR = timedelta(minutes=2)  # a service whose last tick is older hangs
# Causes that do not mend themselves: the user must look.
_LASTING = {str(each) for each in (Cause.GONE, Cause.FORBIDDEN, Cause.FORMAT_CHANGED, Cause.ROBOTS, Cause.REDIRECTED)}


@dataclass(slots=True)
class Status:
    """What `sidedoor status` says. Times are UTC."""

    last_tick: datetime | None
    boards: int
    unvisited: int
    next_visit: datetime | None
    openings: dict[str, int]  # state -> open listings
    owed: int
    given_up: int
    failing: list[dict[str, Any]] = field(default_factory=list)
    broken_channels: list[dict[str, Any]] = field(default_factory=list)
    file_errors: list[str] = field(default_factory=list)
    store: str = ""
    store_bytes: int | None = None
    damaged: str = ""

    @property
    def needs_user(self) -> bool:
        """Is there anything that will not mend itself?"""
        lasting = any(each["code"] in _LASTING for each in self.failing)
        return bool(lasting or self.broken_channels or self.given_up or self.file_errors or self.damaged)

    def lines(self) -> Iterator[str]:
        """The same for a person."""
        yield f"service    {_ago(self.last_tick)}"
        yield f"boards     {self.boards} watched, {self.unvisited} not visited yet, next visit {_time(self.next_visit)}"
        yield "openings   " + (", ".join(f"{count} {state}" for state, count in self.openings.items()) or "none yet")
        yield f"alerts     {self.owed} owed, {self.given_up} given up"
        size = f" ({self.store_bytes / 1e6:.1f} MB)" if self.store_bytes is not None else ""
        yield f"store      {self.store}{size}"
        for cause, alike in _by_cause(self.failing).items():
            since = f" since {alike[0]['since']:%Y-%m-%d}" if alike[0]["since"] else ""
            yield f"failing    {_some([each['board'] for each in alike])}: {cause}{since}"
        for each in self.broken_channels:
            yield f"channel    {each['channel']} is broken since {each['since']:%Y-%m-%d %H:%M} UTC: {each['error']}"
        for line in self.file_errors:
            yield f"file       {line}"
        if self.damaged:
            yield f"damaged    {self.damaged}: stop the service and restore a backup (sidedoor restore FILE)"


def of(house: House, now: datetime) -> Status:
    """How things stand now."""
    del now
    with reading(house.engine) as db:
        checked = _remembered(db, "checked")
        return Status(
            last_tick=db.scalar(select(memory.c.at).where(memory.c.name == "tick")),
            boards=_count(db, board_rows, board_rows.c.watched),
            unvisited=boards.unvisited(db),
            next_visit=db.scalar(select(func.min(board_rows.c.next_due)).where(board_rows.c.watched)),
            openings=_openings(db),
            owed=_count(db, alerts, alerts.c.state == "owed"),
            given_up=_count(db, alerts, alerts.c.state == "given up"),
            failing=[_failing(row) for row in boards.failing(db)],
            broken_channels=[
                {"channel": row.name, "since": row.broken_since, "error": row.error}
                for row in db.execute(select(channels).where(channels.c.broken_since.is_not(None)))
            ],
            file_errors=_file_errors(house, _remembered(db, "tick") or []),
            store=house.engine.url.render_as_string(hide_password=True),
            store_bytes=_size(house.engine),
            damaged="" if checked in (None, "ok") else str(checked),
        )


def _file_errors(house: House, remembered: list[str]) -> list[str]:
    """What the files have wrong now, and what the service found wrong at its last tick, each once."""
    _, of_boards = boardlist.wanted(house.current.settings)
    return list(dict.fromkeys([*house.errors, *map(str, of_boards), *remembered]))


def alive(engine: Engine, now: datetime) -> bool:
    """Did the service tick lately?"""
    with reading(engine) as db:
        tick = db.scalar(select(memory.c.at).where(memory.c.name == "tick"))
    return tick is not None and now - tick <= ALIVE_FOR


def _failing(row: Any) -> dict[str, Any]:
    cause = row.cause or "lost so many postings at once that it is not believed yet"
    return {
        "board": f"{row.kind}:{row.token}",
        "code": row.code if row.failures else "",
        "cause": cause,
        "since": row.cause_since or row.suspicious_since,
        "failures": row.failures,
        "next_visit": row.next_due,
    }


def _by_cause(failing: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """A host that cannot be reached takes all of its boards with it: that is one thing to tell, not hundreds."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in failing:
        found.setdefault(each["cause"], []).append(each)
    return found


def _some(names: list[str]) -> str:
    """All of a few names; of many, the first ones and how many more."""
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def _openings(db: Connection) -> dict[str, int]:
    counted = listings.counted(db)
    return {state: counted[state] for state in ("kept", "near", "dropped") if state in counted}


def _count(db: Connection, table: Table, condition: Any) -> int:
    return db.scalar(select(func.count()).select_from(table).where(condition)) or 0


def _remembered(db: Connection, name: str) -> Any:
    return db.scalar(select(memory.c.value).where(memory.c.name == name))


def _size(engine: Engine) -> int | None:
    name = engine.url.database
    return Path(name).stat().st_size if engine.dialect.name == "sqlite" and name else None


def _time(at: datetime | None) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else "not planned"


def _ago(at: datetime | None) -> str:
    return f"last tick {_time(at)}" if at else "has never run on this store"
