"""Boards whose list has no text: one more request a posting, so only new ones that can be an internship are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import fields, replace

from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk
from crawler.listing import Cause, Listing
from crawler.maybe import cannot_be_internship, may_be_internship, of_the_field

MOST = 100  # postings asked for in one visit; the next visit goes on
_MOST_FAILURES = 3  # in a row: then it is the host, not the posting
_HOST = {
    Cause.UNREACHABLE,
    Cause.TLS,
    Cause.TIMEOUT,
    Cause.WAIT,
    Cause.FORBIDDEN,
    Cause.ROBOTS,
    Cause.PRIVATE,
    Cause.STOPPED,
}
UNLIKELY = "neither title nor kind says internship or machine learning: text not asked for"
NO_POSTING = "the page shows no posting"
LATER = "more new postings than one visit asks for: the next visit goes on"


def details(
    kind: Kind,
    visit: Visit,
    listed: Visit,
    page: Callable[[Listing], Ask],
    found: Collection[str] = (),
    gone: Collection[int] = (404, 410),
    links: bool = False,
) -> Walk:
    """Ask for the text of what is worth it among the postings `listed`, and add all of them to `visit`.

    `listed` holds what the list alone said of each posting; `found` the keys that the board's own search brought up;
    `gone` the statuses by which a board says that a posting has closed meanwhile. A posting that is not asked for is
    added without its text, unless the list is but the `links` of a page, which may lead anywhere.
    """
    visit.broken += listed.broken
    visit.nameless += listed.nameless
    visit.passed_over += listed.passed_over
    for key in listed.seen:
        visit.still_there(key)
    wanted = _wanted(visit, listed.listings, found, links)
    failures = 0
    for listing in wanted:
        answer = yield page(listing)
        if answer.status in gone:
            visit.gone(listing.key)
            continue
        try:
            if not _take(kind, visit, listing, answer) and not links:
                raise Trouble(Cause.FORMAT_CHANGED, "its page shows no posting", answer.status)
            failures = 0
        except Trouble as why:
            failures += 1
            visit.broken.append(f"{listing.title}: {why}"[:200])
            if why.code in _HOST or failures == _MOST_FAILURES:
                visit.incomplete = why
                return


def _wanted(visit: Visit, listings: list[Listing], found: Collection[str], links: bool) -> list[Listing]:
    """The postings to ask for: what says internship, then what may be one by its text. The rest is settled here."""
    sure, perhaps = [], []
    for listing in listings:
        if visit.memory.known.get(listing.key) == listing.version:
            continue
        if may_be_internship(listing.title, listing.employment_type):
            sure.append(listing)
        elif (listing.key in found or of_the_field(listing.title)) and not cannot_be_internship(listing.title):
            perhaps.append(listing)
        else:
            visit.pass_over(listing.key, UNLIKELY)
            if not links:
                visit.add(listing)
    wanted = sure + perhaps
    for listing in wanted[MOST:]:
        visit.pass_over(listing.key, LATER)
    return wanted[:MOST]


def _take(kind: Kind, visit: Visit, listing: Listing, answer: Answer) -> bool:
    """Add the posting that a page shows, with what only the list said of it. Does it show one, open or closed?"""
    one = Visit(visit.memory)
    one.take(kind.rows(answer), lambda row, board: completed(kind.read(row, board), listing))
    if one.broken:
        raise Trouble(Cause.FORMAT_CHANGED, f"its page could not be read ({one.broken[0]})", answer.status)
    if one.listings:
        visit.add(one.listings[0])
    else:
        visit.gone(listing.key)
        visit.passed_over += one.passed_over or Counter({NO_POSTING: 1})
    return bool(one.listings or one.passed_over)


def completed(full: Listing | None, listed: Listing) -> Listing | None:
    """`full`, known by the key and version of the list, its gaps filled from there."""
    if full is None:
        return None
    gaps = {each.name: getattr(listed, each.name) for each in fields(full) if not getattr(full, each.name)}
    return replace(full, **{**gaps, "key": listed.key, "version": listed.version})
