"""Public sources list jobs of every sort: only what may be an internship is kept, the rest is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from crawler.kind import Trouble, Visit
from crawler.listing import Board, Cause, Listing
from crawler.maybe import may_be_internship

NOT_ONE = "neither its title nor its kind says internship"


def sift(visit: Visit, rows: Iterable[Any], read: Callable[[Any, Board], Listing | None]) -> int:
    """Add to `visit` the postings among `rows` that may be internships; how many postings were new to the visit.

    A page of postings none of which is new repeats an earlier one: then nobody knows what the rest would have been.
    """
    page, before = Visit(visit.memory), len(visit.seen)
    page.take(rows, read)
    visit.broken += page.broken
    visit.nameless += page.nameless
    visit.passed_over += page.passed_over
    for key in page.seen:
        visit.still_there(key)
    for listing in page.listings:
        if may_be_internship(listing.title, listing.employment_type):
            visit.add(listing)
        else:
            visit.pass_over(listing.key, NOT_ONE)
    new = len(visit.seen) - before
    if page.seen and not new:
        visit.incomplete = Trouble(Cause.PAGES, "its pages repeat; the rest was not read")
    return new
