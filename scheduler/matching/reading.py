"""One listing to its facts. Most listings of a board are no student posts: one scan tells, and they are skimmed."""

from __future__ import annotations

from crawler.listing import Listing
from scheduler.matching.authorization import read_statements
from scheduler.matching.degree import Demand, read_demands, skim_demands
from scheduler.matching.experience import read_experience
from scheduler.matching.facts import Facts
from scheduler.matching.field import read_work
from scheduler.matching.graduation import read_window
from scheduler.matching.location import read_remote
from scheduler.matching.pay import read_deadline, read_pay
from scheduler.matching.role import Post, mentions_student_post, read_post
from scheduler.matching.season import read_when
from scheduler.matching.text import Page, sentences

READER_VERSION = 2  # a higher number has every stored listing read again
MOST_DEMANDS = 16  # kept of one listing; real ones have two or three


def read(listing: Listing) -> Facts:
    """The facts of a listing whose description is plain text. Pure; knows no rules."""
    if not any(map(mentions_student_post, (listing.title, listing.employment_type, listing.description))):
        return _skimmed(listing)
    parts = sentences(listing.description)
    return Facts(
        version=READER_VERSION,
        title=listing.title,
        company=listing.company,
        website=listing.website,
        location=listing.location,
        date_posted=listing.date_posted,
        text_read=bool(parts),
        post=read_post(listing.title, listing.employment_type, parts),
        work=read_work(listing.title, parts),
        demands=_most(read_demands(listing.title, parts, listing.degrees)),
        experience=read_experience(parts),
        window=read_window(parts),
        when=read_when(listing.title, listing.terms, parts),
        statements=read_statements(parts, listing.sponsorship),
        remote=read_remote(listing.title, listing.location, listing.workplace, parts),
        pay=read_pay(parts, listing.base_salary),
        deadline=read_deadline(parts, listing.valid_through),
    )


def _skimmed(listing: Listing) -> Facts:
    """The facts of a listing that holds no word of a student post: its title, and one scan for a demanded degree."""
    return Facts(
        version=READER_VERSION,
        title=listing.title,
        company=listing.company,
        website=listing.website,
        location=listing.location,
        date_posted=listing.date_posted,
        text_read=False,
        post=Post.none(),
        work=read_work(listing.title, Page()),
        demands=skim_demands(listing.description),
        remote=(listing.workplace, ""),
    )


def _most(demands: list[Demand]) -> tuple[Demand, ...]:
    """Each demand once, and not more than a listing can mean."""
    return tuple(dict.fromkeys(demands))[:MOST_DEMANDS]
