"""A store with roles of made-up companies in it, and channels to tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from crawler.listing import Listing
from scheduler.alerts import outbox
from scheduler.alerts.channels import Channel, open_channel
from scheduler.alerts.schedule import Delivery, Times
from scheduler.store import reading
from scheduler.store.tables import alerts, boards, listings, messages, openings, verdicts

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday
REASONS = [
    {"rule": "role", "answer": "yes", "why": "an internship", "quote": "", "narrow": False},
    {
        "rule": "degree",
        "answer": "yes",
        "why": "open to bachelor",
        "quote": "You are pursuing a Bachelor's degree in computer science.",
        "narrow": False,
    },
    {"rule": "company_size", "answer": "yes", "why": "about 40 people (own word)", "quote": "", "narrow": False},
]


class Clock:
    """A clock that tests move."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, **length: float) -> None:
        self.now += timedelta(**length)


def add_board(db: Connection, kind: str = "greenhouse", token: str = "acme", **values: Any) -> int:
    row = {"kind": kind, "token": token, "added_at": NOW, "next_due": NOW, "last_visit_at": NOW, **values}
    row.setdefault("answered_at", row["last_visit_at"])
    key = db.execute(boards.insert().values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def add_role(
    db: Connection,
    number: int,
    *,
    watch: str = "rules",
    state: str = "kept",
    reasons: Sequence[dict[str, Any]] = REASONS,
    at: datetime = NOW,
    **words: Any,
) -> tuple[int, int]:
    """A role in the store, judged; (opening, listing)."""
    board = db.scalar(select(boards.c.id)) or add_board(db)
    said: dict[str, Any] = {
        "title": f"Machine Learning Intern {number}",
        "company": f"Ferngully Robotics {number}",
        "url": f"https://jobs.example/roles/{number}?from=board&x=1_2",
        "location": "Lisbon, Portugal",
        "workplace": "hybrid",
        "date_posted": "2026-11-18",
    }
    listing = Listing(kind="greenhouse", token="acme", key=str(number), **{**said, **words})
    posting = listing.to_json()
    posting.pop("description")
    opening = _insert(db, openings, company=listing.company, title=listing.title, first_seen=at)
    row = _insert(
        db,
        listings,
        board_id=board,
        key=str(number),
        opening_id=opening,
        title=listing.title,
        company=listing.company,
        url=listing.url,
        posting=posting,
        digest=str(number),
        has_text=True,
        first_seen=at,
        last_seen=at,
    )
    judged = {"listing_id": row, "watch": watch, "state": state, "fingerprint": "f", "reasons": list(reasons)}
    db.execute(verdicts.insert().values(**judged, judged_at=at))
    return opening, row


def _insert(db: Connection, table: Any, **values: Any) -> int:
    key = db.execute(table.insert().values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def owe(
    db: Connection,
    role: tuple[int, int],
    names: Iterable[str],
    current: Delivery,
    now: datetime = NOW,
    occasion: outbox.Occasion = outbox.Occasion.NEW,
    **more: Any,
) -> list[int]:
    opening, listing = role
    return outbox.owe(
        db,
        opening_id=opening,
        listing_id=listing,
        watch="rules",
        channels=names,
        occasion=occasion,
        now=now,
        current=current,
        **more,
    )


def owe_many(
    engine: Engine, count: int, names: Iterable[str], current: Delivery, now: datetime = NOW, **more: Any
) -> None:
    """So many new roles, owed in one transaction."""
    names = list(names)
    with engine.begin() as db:
        for number in range(1, count + 1):
            owe(db, add_role(db, number, at=now), names, current, now, **more)


def delivery(*names: str, **times: Any) -> Delivery:
    return Delivery(times={name: Times(**times) for name in names})


def open_to(engine: Engine, name: str, url: str, current: Delivery, now: datetime = NOW) -> Channel:
    """The channel, met by the store."""
    channel = open_channel(name, url, current)
    with engine.begin() as db:
        known = list(db.scalars(select(outbox.channels.c.name)))
        outbox.meet(db, [*known, name], now)
    return channel


def deliver(engine: Engine, channel: Any, clock: Clock, most: int = 200) -> int:
    """Deliver until nothing is due; how many sends."""
    for count in range(most):
        if not outbox.deliver_next(engine, channel, clock):
            return count
    raise AssertionError("deliveries without end")


def drain(engine: Engine, channel: Any, clock: Clock, most: int = 400) -> int:
    """Deliver, moving the clock to whatever is due next, until nothing is owed; how many sends."""
    count = 0
    for _ in range(most):
        count += deliver(engine, channel, clock)
        due = outbox.next_due(engine, channel, clock())
        if due is None:
            return count
        clock.now = max(clock.now, due)
    raise AssertionError("owed without end")


def states(engine: Engine, table: Any = alerts) -> dict[str, int]:
    """state -> how many."""
    with reading(engine) as db:
        found = list(db.scalars(select(table.c.state)))
    return {state: found.count(state) for state in sorted(set(found))}


def rows(engine: Engine, table: Any = messages) -> list[Any]:
    with reading(engine) as db:
        return list(db.execute(select(table).order_by(*table.primary_key)))


def close(engine: Engine, opening: int, at: datetime = NOW) -> None:
    with engine.begin() as db:
        db.execute(update(openings).where(openings.c.id == opening).values(closed_at=at))
