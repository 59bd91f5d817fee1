"""The story of one listing: is its board read, was it seen, what each rule said, and who was told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from config.load import Watch
from crawler.listing import Link, Listing
from crawler.recognise import canonical, forbidden, recognise
from scheduler.sameness import identities as names_of
from scheduler.store import listings as stored
from scheduler.store.tables import alerts, boards, identities, listings, messages

_LARGEST = 2**31 - 1  # of an INTEGER, which the store's numbers are
_ADDRESS = re.compile(r"\S+\.\S+")
AROUND = 80  # characters of context on each side of a quote


@dataclass(frozen=True, slots=True)
class Said:
    """One rule's reason, with its quote in context and the line of the rules file it comes from."""

    rule: str
    answer: str
    why: str
    quote: str
    context: str
    place: str  # file:line


@dataclass(frozen=True, slots=True)
class Judged:
    watch: str
    state: str
    reasons: list[Said]


@dataclass(frozen=True, slots=True)
class Shown:
    """The role as one board shows it."""

    id: int
    board: str
    title: str
    company: str
    location: str
    url: str
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None
    closed_why: str
    text_read: bool
    verdicts: list[Judged]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of telling one channel."""

    channel: str
    watch: str
    occasion: str
    state: str
    owed_at: datetime
    settled_at: datetime | None
    why: str


@dataclass(slots=True)
class Story:
    """Everything known of what a person asked about. Where `found` is empty, `remarks` say why, and what to do."""

    asked: str
    remarks: list[str] = field(default_factory=list)
    found: list[Shown] = field(default_factory=list)
    told: list[Sent] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def explain(db: Connection, asked: str, watches: Mapping[str, Watch]) -> Story:
    """The story of a URL, or of a number as `openings` shows it."""
    story = Story(asked)
    rows = _by_number(db, int(asked)) if asked.isdecimal() else _by_url(db, asked)
    if not rows:
        story.remarks = _stranger(db, asked)
        return story
    story.found = [_shown(db, each, watches) for each in rows]
    story.told = _told(db, {each.opening_id for each in rows})
    if not story.told and any(j.state == "kept" for each in story.found for j in each.verdicts):
        story.remarks.append("Kept, but no channel has been owed it yet: see `sidedoor channel list`.")
    return story


def _by_number(db: Connection, number: int) -> list[Row[Any]]:
    if number > _LARGEST:
        return []
    opening = db.scalar(select(listings.c.opening_id).where(listings.c.id == number))
    return _of_openings(db, [opening] if opening is not None else [])


def _by_url(db: Connection, url: str) -> list[Row[Any]]:
    """By the link as it was stored, or by any identity that the URL has."""
    names = [*names_of(Listing(kind="", token="", key="", title="", url=url)), canonical(url)]
    openings = list(db.scalars(select(identities.c.opening_id).where(identities.c.identity.in_(names))))
    openings += db.scalars(select(listings.c.opening_id).where(listings.c.url.in_([url, canonical(url)])))
    return _of_openings(db, sorted(set(openings)))


def _of_openings(db: Connection, openings: list[int]) -> list[Row[Any]]:
    """Their listings, each once (the verdicts are asked for one by one)."""
    if not openings:
        return []
    query = (
        select(listings, boards.c.kind, boards.c.token)
        .join(boards, boards.c.id == listings.c.board_id)
        .where(listings.c.opening_id.in_(openings))
        .order_by(listings.c.id)
    )
    return list(db.execute(query))


def _stranger(db: Connection, asked: str) -> list[str]:
    """Why nothing is known of this, and what the user can do."""
    if asked.isdecimal():
        return [f"There is no listing number {asked}: `sidedoor openings` shows the numbers."]
    if not _ADDRESS.fullmatch(asked):
        return [f"`{asked}` is neither a posting's address nor its number: `sidedoor openings` shows both."]
    if refusal := forbidden(asked):
        return [refusal]
    link = recognise(asked)
    if link is None or not link.token:
        return [
            "This address is of no board that Sidedoor recognises, and no listing was seen under it.",
            f"If it is a company's careers page, add it: sidedoor board add {asked}",
        ]
    return _of_board(db, link)


def _of_board(db: Connection, link: Link) -> list[str]:
    same = (boards.c.kind == link.kind) & (func.lower(boards.c.token) == link.token.lower())
    row = db.execute(select(boards).where(same).order_by(boards.c.watched.desc()).limit(1)).first()
    if row is None or not row.watched:
        return [f"Its board {link} is not watched, so nothing there is seen.", f"Watch it: sidedoor board add {link}"]
    if row.last_visit_at is None:
        return [
            f"Its board {link} is watched, but has not been visited yet: next visit {row.next_due:%Y-%m-%d %H:%M} UTC."
        ]
    if row.failures:
        return [
            f"Its board {link} is watched, but has not answered since {row.cause_since:%Y-%m-%d}: {row.cause}.",
            f"It is asked again at {row.next_due:%Y-%m-%d %H:%M} UTC.",
        ]
    return [
        f"Its board {link} is watched and answered last at {row.last_visit_at:%Y-%m-%d %H:%M} UTC, "
        f"with {row.listed} postings; this one was not among those that were read.",
        "It may be closed, hidden, or of a title that cannot be an internship.",
    ]


def _shown(db: Connection, row: Row[Any], watches: Mapping[str, Watch]) -> Shown:
    text = stored.description(db, row.id)
    return Shown(
        id=row.id,
        board=f"{row.kind}:{row.token}",
        title=row.title,
        company=row.company,
        location=row.location,
        url=row.url,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        closed_at=row.closed_at,
        closed_why=row.closed_why,
        text_read=row.has_text,
        verdicts=[_judged(each, text, watches) for each in stored.verdicts_of(db, row.id)],
    )


def _judged(row: Row[Any], text: str, watches: Mapping[str, Watch]) -> Judged:
    watch = watches.get(row.watch)
    return Judged(row.watch, row.state, [_said(each, text, watch) for each in row.reasons])


def _said(reason: dict[str, Any], text: str, watch: Watch | None) -> Said:
    return Said(
        reason["rule"],
        reason["answer"],
        reason["why"],
        reason["quote"],
        context(text, reason["quote"]),
        f"{watch.path.name}:{watch.lines[reason['rule']]}"
        if watch and reason["rule"] in watch.lines
        else "the default",
    )


def context(text: str, quote: str) -> str:
    """The quote with what stands around it, whole words, in one line; "" where it is not in the text."""
    at = text.find(quote) if quote else -1
    if at < 0:
        return ""
    before = text[max(0, at - AROUND) : at]
    after = text[at + len(quote) : at + len(quote) + AROUND]
    if at > AROUND:
        before = "… " + before.partition(" ")[2]
    if at + len(quote) + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{quote}{after}".split())


def _told(db: Connection, openings: set[int]) -> list[Sent]:
    query = (
        select(alerts, messages.c.state.label("message_state"), messages.c.error)
        .join(messages, messages.c.id == alerts.c.message_id, isouter=True)
        .where(alerts.c.opening_id.in_(openings))
        .order_by(alerts.c.id)
    )
    return [
        Sent(
            row.channel,
            row.watch,
            row.occasion,
            row.state if row.state != "owed" or row.message_state is None else row.message_state,
            row.owed_at,
            row.settled_at,
            row.why or row.error or "",
        )
        for row in db.execute(query)
    ]
