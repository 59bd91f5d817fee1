"""Listings judged again from the facts that are stored of them: no board is asked, no text is read anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from config.load import Watch
from crawler.listing import Board
from scheduler import matching
from scheduler.current import Current
from scheduler.domain import Verdict
from scheduler.store import listings as rows
from scheduler.store.tables import boards, facts, listings


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
            found, company, watch.rules, now, watch=watch.name, first_seen=row.first_seen, text=text
        )
        yield row, verdict
