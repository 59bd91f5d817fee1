"""Listings and their openings: what is stored of each, found again by key, identity, URL or number."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, Row, Select, Subquery, bindparam, case, func, not_, select, update

from crawler.listing import Listing
from scheduler.domain import Answer, Reason, State, Verdict
from scheduler.store import insert_or
from scheduler.store.tables import boards, facts, identities, listings, openings, texts, verdicts

T = TypeVar("T")
CHUNK = 500  # values in one IN: SQLite takes 32,766, PostgreSQL 65,535; plans stay good far below


@dataclass(frozen=True, slots=True)
class Stored:
    """What intake needs to know of a listing it has met before."""

    id: int
    opening_id: int
    title: str
    version: str
    digest: str
    closed_at: datetime | None
    first_seen: datetime


def digest(listing: Listing) -> str:
    """Changes with anything a reader or a person looks at; not with the board's own version stamp."""
    shown = {**listing.to_json(), "version": "", "closed": False}
    return hashlib.sha256(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)).hexdigest()[:24]


def of_board(db: Connection, board_id: int) -> dict[str, Stored]:
    """Every listing of a board by key, open or closed."""
    names = ("id", "opening_id", "title", "version", "digest", "closed_at", "first_seen")
    query = select(listings.c.key, *(listings.c[name] for name in names)).where(listings.c.board_id == board_id)
    return {row.key: Stored(*(getattr(row, name) for name in names)) for row in db.execute(query)}


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    everything = list(values)
    return (everything[at : at + size] for at in range(0, len(everything), size))


# -- Openings ---------------------------------------------------------------------------------------------------------


def openings_by_identity(db: Connection, names: Iterable[str]) -> dict[str, int]:
    """identity -> opening, for those of `names` that are known."""
    found: dict[str, int] = {}
    for some in chunks(dict.fromkeys(names)):
        query = select(identities.c.identity, identities.c.opening_id).where(identities.c.identity.in_(some))
        found.update((row.identity, row.opening_id) for row in db.execute(query))
    return found


def openings_by_role(
    db: Connection, keys: Iterable[str], closed_after: datetime
) -> dict[str, list[tuple[int, Listing]]]:
    """role key -> openings that propose themselves as the same role, each with one of its listings.

    Openings that closed before `closed_after` are too old to be the same role.
    """
    found: dict[str, list[tuple[int, Listing]]] = {}
    for some in chunks(dict.fromkeys(keys)):
        query = (
            select(openings.c.role_key, openings.c.id, listings.c.posting)
            .join(listings, listings.c.opening_id == openings.c.id)
            .where(openings.c.role_key.in_(some))
            .where((openings.c.closed_at.is_(None)) | (openings.c.closed_at >= closed_after))
            .order_by(openings.c.id, listings.c.id)
        )
        for row in db.execute(query):
            found.setdefault(row.role_key, []).append((row.id, Listing.from_json(row.posting)))
    return found


def new_openings(db: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert openings; their ids in the same order."""
    if not rows:
        return []
    made = db.execute(openings.insert().returning(openings.c.id, sort_by_parameter_order=True), [dict(r) for r in rows])
    return [row.id for row in made]


def identify(db: Connection, pairs: Iterable[tuple[str, int]], *, move: bool = False) -> None:
    """Say that these identities belong to these openings; one that is taken stays where it is, unless it is to move."""
    rows = [{"identity": name, "opening_id": opening} for name, opening in pairs]
    insert_or(db, identities, rows, conflict=("identity",), update=("opening_id",) if move else ())


# -- Listings ---------------------------------------------------------------------------------------------------------


def save(db: Connection, board_id: int, rows: Sequence[tuple[Listing, int, str]], now: datetime) -> dict[str, int]:
    """Store listings (each with its opening and digest), new or changed; key -> id."""
    values = [
        {
            "board_id": board_id,
            "key": each.key,
            "opening_id": opening_id,
            "title": each.title,
            "company": each.company,
            "website": each.website,
            "url": each.url,
            "location": each.location,
            "posting": {**each.to_json(), "description": ""},
            "version": each.version,
            "digest": stamp,
            "has_text": bool(each.description),
            "first_seen": now,
            "last_seen": now,
            "looked_at": None,
        }
        for each, opening_id, stamp in rows
    ]
    again = tuple(name for name in values[0] if name not in ("board_id", "key", "first_seen")) if values else ()
    insert_or(db, listings, values, conflict=("board_id", "key"), update=again)
    ids: dict[str, int] = {}
    for keys in chunks(each.key for each, _, _ in rows):
        query = select(listings.c.key, listings.c.id).where(listings.c.board_id == board_id, listings.c.key.in_(keys))
        ids.update((row.key, row.id) for row in db.execute(query))
    packed = [
        {"listing_id": ids[each.key], "description": zlib.compress(each.description.encode(), 1)}
        for each, _, _ in rows
        if each.description
    ]
    insert_or(db, texts, packed, conflict=("listing_id",), update=("description",))
    return ids


def seen(db: Connection, ids: Iterable[int], now: datetime) -> None:
    """These listings are on their board now: open, whatever they were before."""
    for some in chunks(ids):
        db.execute(update(listings).where(listings.c.id.in_(some)).values(last_seen=now, closed_at=None, closed_why=""))


def close(db: Connection, ids: Iterable[int], now: datetime, why: str) -> None:
    for some in chunks(ids):
        db.execute(update(listings).where(listings.c.id.in_(some)).values(closed_at=now, closed_why=why))


def unread(db: Connection, ids: Iterable[int]) -> None:
    """These listings are to be read anew, whatever the board says of them."""
    for some in chunks(ids):
        db.execute(update(listings).where(listings.c.id.in_(some)).values(has_text=False, digest=""))


def versions(db: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Note the board's version stamp of listings whose content is what it was."""
    values = [{"listing": listing_id, "stamp": version} for listing_id, version in rows]
    if values:
        changed = update(listings).where(listings.c.id == bindparam("listing")).values(version=bindparam("stamp"))
        db.execute(changed, values)


def description(db: Connection, listing_id: int) -> str:
    return descriptions(db, [listing_id]).get(listing_id, "")


def descriptions(db: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The texts of those of these listings that have one."""
    found: dict[int, str] = {}
    for some in chunks(ids):
        for row in db.execute(select(texts).where(texts.c.listing_id.in_(some))):
            found[row.listing_id] = zlib.decompress(row.description).decode()
    return found


def whole(db: Connection, row: Row[Any]) -> Listing:
    """The listing of a row, with its description."""
    return Listing.from_json({**row.posting, "description": description(db, row.id)})


# -- Facts and verdicts -----------------------------------------------------------------------------------------------


def save_facts(db: Connection, reader: int, rows: Mapping[int, dict[str, Any]]) -> None:
    values = [{"listing_id": each, "reader": reader, "facts": found} for each, found in rows.items()]
    insert_or(db, facts, values, conflict=("listing_id",), update=("reader", "facts"))


def record(db: Connection, fingerprint: str, rows: Mapping[int, Verdict], now: datetime) -> None:
    """Store verdicts under the rules of that fingerprint."""
    values = [
        {
            "listing_id": each,
            "watch": verdict.watch,
            "state": verdict.state,
            "fingerprint": fingerprint,
            "rank": verdict.rank,
            "reasons": reasons_to_json(verdict.reasons),
            "judged_at": now,
        }
        for each, verdict in rows.items()
    ]
    again = ("state", "fingerprint", "rank", "reasons", "judged_at")
    insert_or(db, verdicts, values, conflict=("listing_id", "watch"), update=again)


def reasons_to_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """As the contract writes them; `narrow` only where it is so."""
    return [
        {"rule": each.rule, "answer": str(each.answer), "why": each.why, "quote": each.quote}
        | ({"narrow": True} if each.narrow else {})
        for each in reasons
    ]


def reasons_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(row["rule"], Answer(row["answer"]), row["why"], row["quote"], row.get("narrow", False)) for row in rows
    )


# -- Questions --------------------------------------------------------------------------------------------------------


def shown() -> Select[Any]:
    """Listings with their board, opening and verdicts: one row for each watch that judged."""
    return (
        select(
            listings.c.id,
            listings.c.opening_id,
            listings.c.title,
            listings.c.company,
            listings.c.website,
            listings.c.location,
            listings.c.url,
            listings.c.key,
            listings.c.posting,
            listings.c.has_text,
            listings.c.first_seen,
            listings.c.last_seen,
            listings.c.closed_at,
            listings.c.closed_why,
            boards.c.kind,
            boards.c.token,
            verdicts.c.watch,
            verdicts.c.state,
            verdicts.c.rank,
            verdicts.c.reasons,
        )
        .join(boards, boards.c.id == listings.c.board_id)
        .join(verdicts, verdicts.c.listing_id == listings.c.id, isouter=True)
    )


def speaking(state: State | None = None) -> Subquery:
    """One row an opening and watch: the listing that speaks for it. `state` narrows what is looked at.

    One still on its board before one that is not, one with its text before one of a list, then the best verdict.
    """
    best = case({str(each): place for place, each in enumerate(State)}, value=verdicts.c.state)
    order = (listings.c.closed_at.is_not(None), not_(listings.c.has_text), best, listings.c.id)
    turn = func.row_number().over(partition_by=(listings.c.opening_id, verdicts.c.watch), order_by=order)
    columns = (listings.c.id, listings.c.opening_id, listings.c.closed_at, verdicts.c.watch, verdicts.c.state)
    query = select(*columns, turn.label("turn")).join(verdicts, verdicts.c.listing_id == listings.c.id, isouter=True)
    if state is not None:
        judged_so = select(verdicts.c.listing_id).where(verdicts.c.state == str(state))
        those = select(listings.c.opening_id).where(listings.c.id.in_(judged_so))
        query = query.where(listings.c.opening_id.in_(those))
    ranked = query.subquery()
    return select(ranked).where(ranked.c.turn == 1).subquery()


def by_state(state: State | None, is_open: bool | None, watch: str | None = None, after: int = 0) -> Select[Any]:
    """Openings, each by the listing that speaks for it (see `shown`): of one state, open or closed, of one watch, and
    with a number higher than `after`.

    Newest first; but kept and near ones best first, and newest first within.
    """
    found = speaking(state)
    same = (found.c.id == listings.c.id) & found.c.watch.is_not_distinct_from(verdicts.c.watch)
    query = shown().join(found, same).where(listings.c.id > after)
    if state is not None:
        query = query.where(verdicts.c.state == str(state))
    if is_open is not None:
        query = query.where(listings.c.closed_at.is_(None) if is_open else listings.c.closed_at.is_not(None))
    if watch is not None:
        query = query.where(verdicts.c.watch == watch)
    best = [verdicts.c.rank] if state in (State.KEPT, State.NEAR) else []
    return query.order_by(*best, listings.c.first_seen.desc(), listings.c.id.desc())


def counted(db: Connection) -> dict[str, int]:
    """How many openings that are on a board have each state, under whichever watch."""
    found = speaking()
    query = (
        select(found.c.state, func.count(func.distinct(found.c.opening_id)).label("openings"))
        .where(found.c.closed_at.is_(None), found.c.state.is_not(None))
        .group_by(found.c.state)
    )
    return {row.state: row.openings for row in db.execute(query)}


def verdicts_of(db: Connection, listing_id: int) -> list[Row[Any]]:
    """Every watch's verdict on a listing."""
    query = select(verdicts).where(verdicts.c.listing_id == listing_id).order_by(verdicts.c.watch)
    return list(db.execute(query))
