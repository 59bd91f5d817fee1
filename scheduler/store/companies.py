"""Sizes of companies in the store: what directories said last, and what the user knows better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from crawler.listing import Headcount
from scheduler.store import insert_or
from scheduler.store.tables import company_overrides, directories, headcounts

_AT_ONCE = 500  # rows a statement


class Shrunken(Exception):
    """A directory that suddenly has less than half of its companies is not believed; the old one stays."""


@dataclass(frozen=True, slots=True)
class Override:
    """The user's word on one company."""

    company: str
    domain: str  # "" where only the name is known
    headcount: int
    set_at: datetime


def directory(db: Connection) -> list[Headcount]:
    """What all directories say, each in its own order."""
    columns = headcounts.c
    query = select(
        columns.company,
        columns.website,
        columns.headcount_min,
        columns.headcount_max,
        columns.said_by.label("source"),
        columns.as_of,
    ).order_by(columns.source, columns.number)
    return [Headcount(**row) for row in db.execute(query).mappings()]


def count(db: Connection, source: str) -> int:
    """How many companies a directory gives the size of."""
    return db.scalar(select(func.count()).where(headcounts.c.source == source)) or 0


def save_directory(db: Connection, source: str, rows: Sequence[Headcount], now: datetime) -> None:
    """Put what a whole visit to a directory brought in the place of what it said before. Raises `Shrunken`.

    Rows without a date are as of today.
    """
    before = count(db, source)
    if len(rows) * 2 < before or (before and not rows):
        raise Shrunken(f"has {len(rows)} companies where it had {before}; the {before} stay")
    db.execute(delete(headcounts).where(headcounts.c.source == source))
    values = [_row(source, number, each, now) for number, each in enumerate(rows)]
    for start in range(0, len(values), _AT_ONCE):
        db.execute(insert(headcounts), values[start : start + _AT_ONCE])


def _row(source: str, number: int, row: Headcount, now: datetime) -> dict[str, object]:
    values = asdict(row)
    return values | {
        "source": source,
        "number": number,
        "said_by": row.source,
        "as_of": row.as_of or now.date().isoformat(),
    }


def validators(db: Connection, source: str) -> dict[str, dict[str, str]]:
    """What makes the next question to a directory a conditional one; nothing while it has no rows in the store."""
    found = db.scalar(select(directories.c.validators).where(directories.c.source == source, directories.c.rows > 0))
    return dict(found or {})


def note_visit(
    db: Connection,
    source: str,
    now: datetime,
    *,
    cause: str = "",
    validators: dict[str, dict[str, str]] | None = None,
    changed: bool = False,
) -> None:
    """Record how a visit to a directory ended: with a cause when it brought nothing, else with its validators."""
    row = {"source": source, "rows": count(db, source), "validators": validators or {}, "tried_at": now, "cause": cause}
    names = ["rows", "tried_at", "cause"]
    if not cause:
        row["answered_at"] = now
        names += ["validators", "answered_at"]
    if changed:
        row["changed_at"] = now
        names.append("changed_at")
    insert_or(db, directories, [row], conflict=("source",), update=names)


def visited(db: Connection) -> dict[str, tuple[datetime, datetime | None]]:
    """When each directory was last asked, and when it last answered."""
    columns = directories.c
    rows = db.execute(select(columns.source, columns.tried_at, columns.answered_at))
    return {row.source: (row.tried_at, row.answered_at) for row in rows}


def stamp(db: Connection) -> str:
    """Changes whenever anything in the store that tells the size of a company does."""
    query = select(directories.c.source, directories.c.changed_at).where(directories.c.changed_at.is_not(None))
    changed = db.execute(query.order_by(directories.c.source))
    own = db.execute(select(func.count(), func.max(company_overrides.c.set_at))).one()
    return repr(([tuple(row) for row in changed], tuple(own)))


def overrides(db: Connection) -> list[Override]:
    """What the user has set by hand, the latest first."""
    columns = company_overrides.c
    query = select(columns.company, columns.domain, columns.headcount, columns.set_at).order_by(
        columns.set_at.desc(), columns.name
    )
    return [Override(*row) for row in db.execute(query)]


def set_override(db: Connection, name: str, domain: str, company: str, headcount: int, now: datetime) -> None:
    """Take the user's word: `name` is the strict form of `company`."""
    row = {"name": name, "domain": domain, "company": company, "headcount": headcount, "set_at": now}
    insert_or(db, company_overrides, [row], conflict=("name", "domain"), update=("company", "headcount", "set_at"))
