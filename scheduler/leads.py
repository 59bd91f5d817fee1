"""Leads: a list names a role of another board. That board is remembered, and speaks for the role from then on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from crawler.listing import Board, Cause, Link, Listing, Outcome, Report
from crawler.recognise import kind_of, kinds, recognise
from scheduler.current import Current
from scheduler.domain import State
from scheduler.store import boards
from scheduler.store.boards import Watched
from scheduler.store.tables import boards as boards_table
from scheduler.store.tables import identities, listings, verdicts

PATIENCE = 2  # visits that a role's own board may fail before the list is believed without it


def own_board(listing: Listing) -> Link | None:
    """The board that a listing's link leads to, where that is another board of a kind we read."""
    link = recognise(listing.apply_url) or recognise(listing.url)
    if link is None or not link.token or (link.kind, link.token) == (listing.kind, listing.token):
        return None
    return link


def follow(
    db: Connection, row: Watched, arrived: Sequence[Listing], current: Current, now: datetime, named: Sequence[str] = ()
) -> None:
    """Watch (or propose) the companies' boards that a list's roles lead to, then those it only names by a URL.

    All within the day's limit. What is left over is followed when the list shows it again.
    """
    if not kind_of(row.board.kind).leads or current.settings.poll.discover == "none":
        return
    left = current.settings.poll.discover_daily - boards.added_since(db, now - timedelta(days=1))
    leads = [(own_board(each), each.company, each.website) for each in arrived]
    leads += [(recognise(url), "", "") for url in named]
    for link, company, website in leads:
        if left <= 0:
            break
        if link is not None and kind_of(link.kind).of_companies and not kind_of(link.kind).off:
            board = Board(link.kind, link.token, company, website)
            left -= boards.add_lead(db, board, str(row.board), now, watched=current.settings.poll.discover == "add")


def waiting_for(db: Connection, row: Watched, report: Report) -> set[int]:
    """Openings that lists have named on this board, once it has failed so often that the lists speak for themselves."""
    if report.outcome in (Outcome.WHOLE, Outcome.UNCHANGED) or report.code is Cause.STOPPED:
        return set()
    if row.failures + 1 < PATIENCE:
        return set()
    prefix = f"{row.board.kind}:{row.board.token.lower()}:"  # as identities write it
    query = select(identities.c.opening_id).where(identities.c.identity.startswith(prefix, autoescape=True))
    return set(db.scalars(query))


def may_speak(db: Connection, listing: Listing, looked_at: datetime | None, current: Current) -> bool:
    """May a list's row be told by itself? Not while the posting's own board is about to say it, or has denied it.

    A row that names the company's board, but no posting of it, is not denied by that board. One that leads to a page of
    no known board waits until that page was asked, once.
    """
    link = own_board(listing)
    if link is None:
        return bool(looked_at) or current.settings.poll.discover == "none"
    own = boards.find(db, link.board) if link is not None and link.key else None
    return own is None or not own.watched or (own.last_whole_at is None and own.failures >= PATIENCE)


def catch_up(db: Connection, current: Current, now: datetime) -> None:
    """Follow the leads that the daily limit left behind: open roles of lists that some watch keeps or finds near."""
    lists = [name for name, kind in kinds().items() if kind.leads]
    query = (
        select(listings.c.posting, boards_table)
        .join(boards_table, boards_table.c.id == listings.c.board_id)
        .join(verdicts, verdicts.c.listing_id == listings.c.id)
        .where(boards_table.c.kind.in_(lists), listings.c.closed_at.is_(None))
        .where(verdicts.c.state != str(State.DROPPED))
        .order_by(listings.c.id)
    )
    for row in db.execute(query).all():
        follow(db, Watched.of(row), [Listing.from_json(row.posting)], current, now)
