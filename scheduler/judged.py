"""By which rules the store is judged, and listings judged again from the facts that are stored of them.

No board is asked for that, and no text is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from config.load import Watch
from crawler.listing import Board
from crawler.recognise import kind_of
from scheduler import matching, pacing
from scheduler.current import Current
from scheduler.domain import Verdict
from scheduler.store import insert_or
from scheduler.store import listings as rows
from scheduler.store.tables import boards, facts, listings, memory

_NAME = "rules:"  # of a row of `memory`, before the watch's own


def with_facts() -> Select[Any]:
    """Listings with their board and their facts, in the order in which they were met."""
    return (
        select(
            listings.c.id,
            listings.c.opening_id,
            listings.c.board_id,
            listings.c.title,
            listings.c.company,
            listings.c.website,
            listings.c.location,
            listings.c.url,
            listings.c.first_seen,
            boards.c.kind,
            boards.c.token,
            boards.c.listed,
            boards.c.added_at,
            facts.c.facts,
        )
        .join(facts, facts.c.listing_id == listings.c.id)
        .join(boards, boards.c.id == listings.c.board_id)
        .order_by(listings.c.id)
    )


def judge(
    db: Connection,
    batch: Sequence[Row[Any]],
    watch: Watch,
    current: Current,
    now: datetime,
    read: Mapping[int, matching.Facts] | None = None,
) -> Iterator[tuple[Row[Any], Verdict]]:
    """Each row `with_facts` and what the watch says of it; `read` has facts that are newer than those of the rows."""
    texts = rows.descriptions(db, [row.id for row in batch]) if matching.needs_text(watch.rules) else {}
    for row in batch:
        found = read[row.id] if read is not None else matching.Facts.from_json(row.facts)
        company = current.company_of(row, Board(row.kind, row.token), row.listed)
        text = texts.get(row.id, "")
        verdict = matching.judge(
            found,
            company,
            watch.rules,
            now,
            watch=watch.name,
            first_seen=row.first_seen,
            newcomer=kind_of(row.kind).dates_records and pacing.came_later(row.first_seen, row.added_at),
            text=text,
        )
        yield row, verdict


def by(watch: Watch, current: Current) -> str:
    """What a verdict of this watch rests on: its rules, and the sizes of companies."""
    return f"{watch.fingerprint}+{current.companies.fingerprint}"


def under_way(by_these: str) -> str:
    """What the store is judged by while it is being judged again by these."""
    return f"{by_these} under way"


def whole_store(db: Connection) -> dict[str, str]:
    """watch -> by what the whole store was last judged; "" if a part of it was judged by something else since."""
    found = db.execute(select(memory).where(memory.c.name.startswith(_NAME)))
    return {row.name.removeprefix(_NAME): row.value for row in found}


def remember(db: Connection, watch: str, by_these: str, now: datetime) -> None:
    """The whole store is judged by these."""
    row = {"name": _NAME + watch, "value": by_these, "at": now}
    insert_or(db, memory, [row], conflict=("name",), update=("value", "at"))


def doubt(db: Connection, current: Current, now: datetime) -> None:
    """Some listings were judged by these just now: where others are in force meanwhile, all is to be judged again.

    A visit goes by the rules of its beginning, and the user may edit them before it ends.
    """
    for watch in current.watches.values():
        these = by(watch, current)
        known = locked(db, watch.name)
        if known and known not in (these, under_way(these)):
            remember(db, watch.name, "", now)


def locked(db: Connection, watch: str) -> str:
    """By what the whole store was last judged, until this transaction ends: nobody else (PostgreSQL) changes it."""
    return db.scalar(select(memory.c.value).where(memory.c.name == _NAME + watch).with_for_update()) or ""
