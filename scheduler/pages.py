"""Roles that a list names on pages of no known board: each page is asked once, before the list speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, select, update

from crawler.listing import Board, Listing, Memory, Report
from crawler.recognise import hint, kinds, on_board
from scheduler import leads, matching, settle, visits
from scheduler.current import Current
from scheduler.domain import State
from scheduler.sameness import identities
from scheduler.store import boards as stored_boards
from scheduler.store import listings as rows
from scheduler.store import reading
from scheduler.store.tables import boards, listings, verdicts

MOST = 50  # pages in one pass: each is a host of its own


async def look(engine: Engine, current: Current, now: datetime) -> int:
    """Ask the pages of promising roles whose text nobody gave; judge them by it, or by the list. How many."""
    if current.settings.poll.discover == "none":
        return 0
    waiting = {_page(row): row for row in _unread(engine)}
    memories = [Memory(board=Board("page", page)) for page in waiting]

    def heard(report: Report, found: Sequence[Listing]) -> None:
        row = waiting.pop(report.board.token, None)
        if row is not None:
            _take_in(engine, row, report, found, current, now)

    if memories:
        await visits.ask(engine, memories, current.settings.network, now, heard)
        for row in waiting.values():  # no report: the page counts as looked at, and the list speaks for itself
            _take_in(engine, row, None, [], current, now)
    return len(memories)


def _unread(engine: Engine) -> list[Row[tuple[object, ...]]]:
    """Open rows of lists, not dropped, without a text, that lead to no known board and were not looked at."""
    lists = [name for name, kind in kinds().items() if kind.leads]
    query = (
        select(listings, boards.c.kind, boards.c.token)
        .join(boards, boards.c.id == listings.c.board_id)
        .join(verdicts, verdicts.c.listing_id == listings.c.id)
        .where(boards.c.kind.in_(lists), listings.c.closed_at.is_(None), listings.c.looked_at.is_(None))
        .where(verdicts.c.state != str(State.DROPPED), listings.c.has_text.is_(False))
        .order_by(listings.c.id)
    )
    with reading(engine) as db:
        found = {row.id: row for row in db.execute(query)}
    return [row for row in found.values() if leads.own_board(Listing.from_json(row.posting)) is None][:MOST]


def _page(row: Row[tuple[object, ...]]) -> str:
    return str(row.url).partition("://")[2]


def _take_in(
    engine: Engine,
    row: Row[tuple[object, ...]],
    report: Report | None,
    found: Sequence[Listing],
    current: Current,
    now: datetime,
) -> None:
    """What a page said of the one role that the list sends people there for; a page of several roles says nothing.

    Where it embeds the board that the link hints at (`?gh_jid=`), that board speaks for the role.
    """
    listed = Listing.from_json(row.posting)
    own = _on_its_board(listed, report.leads if report else ())
    text = found[0] if len(found) == 1 else None
    with engine.begin() as db:
        if own is not None:
            _hand_over(db, row, own, current, now)
        elif text is not None:
            whole = replace(listed, description=text.description, valid_through=text.valid_through)
            rows.save(db, row.board_id, [(whole, row.opening_id, row.digest)], now)
            facts = matching.read(whole)
            rows.save_facts(db, matching.READER_VERSION, {row.id: facts.to_json()})
            company = current.company_of(whole, whole.board, 0)
            for watch in current.watches.values():
                verdict = matching.judge(
                    facts,
                    company,
                    watch.rules,
                    now,
                    watch=watch.name,
                    first_seen=row.first_seen,
                    text=whole.description,
                )
                rows.record(db, watch.fingerprint, {row.id: verdict}, now)
        elif report is not None and report.passed_over.get("closed or hidden"):
            rows.close(db, [row.id], now, "its own page says that it is closed")
        db.execute(update(listings).where(listings.c.id == row.id).values(looked_at=now))
        settle.settle(db, [row.opening_id], current, now)


def _on_its_board(listed: Listing, behind: Sequence[str]) -> Listing | None:
    """The role with its page on the board that the asked page embeds, if that is the kind its link hints at."""
    kind, key = hint(listed.url) or ("", "")
    board = next((Board.parse(each) for each in behind if each.startswith(f"{kind}:")), None) if kind else None
    return replace(listed, apply_url=on_board(kind, board.token, key)) if board else None


def _hand_over(db: Connection, row: Row[tuple[object, ...]], own: Listing, current: Current, now: datetime) -> None:
    """From now on the role is the posting of its own board, which is watched, or proposed, as any lead."""
    names = identities(own)
    known = rows.openings_by_identity(db, names)
    opening = next((known[name] for name in names if name in known), row.opening_id)
    rows.save(db, row.board_id, [(own, opening, row.digest)], now)
    rows.identify(db, ((name, opening) for name in names))
    listing_board = stored_boards.find(db, own.board)
    if listing_board is not None:
        leads.follow(db, listing_board, [own], current, now)
    settle.settle(db, [opening], current, now)
