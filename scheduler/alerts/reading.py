"""What a message tells of a role: read from the store into plain, frozen `Item`s, all that composing needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from sqlalchemy import Connection, Row, and_, func, or_, select

from crawler.listing import Listing
from crawler.recognise import canonical
from scheduler.domain import Answer, State
from scheduler.store.tables import alerts, boards, listings, openings, verdicts

SOON = timedelta(days=3)  # a deadline as near as this is said so
_CHUNK = 500
_NEEDS_ATTENTION = 3  # failed visits in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One role as a message shows it: words of the board and of the verdict, unescaped; dates as days."""

    opening: int
    listing: int
    title: str
    company: str
    rank: int = 0  # of the verdict: the best first
    size: str = ""  # "about 40 people (Wikidata, 2026)"
    place: str = ""
    pay: str = ""
    terms: str = ""
    may_apply: str = ""  # why: the sentence of the listing, else the rule's own words
    quoted: bool = False  # `may_apply` is the listing's own sentence
    unsure: tuple[str, ...] = ()
    posted: date | None = None
    seen: date | None = None  # when we saw it first
    deadline: date | None = None
    days_left: int | None = None  # of a deadline that is near
    again: bool = False  # told anew, having been closed for long
    apply: str = ""
    links: tuple[str, ...] = ()
    attribution: str = ""
    why: str = ""  # where the reasons are: a URL of the page, or a command

    @property
    def name(self) -> str:
        return f"{self.title} at {self.company}" if self.company else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A role that was nearly kept, and what spoke against it."""

    title: str
    company: str
    against: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The zone dates are shown in, and where reasons are found."""

    now: datetime
    zone: Any
    public_url: str = ""

    def why(self, listing: int) -> str:
        return f"{self.public_url}/why/{listing}" if self.public_url else f"sidedoor why {listing}"


_COLUMNS = (
    listings.c.id,
    listings.c.opening_id,
    listings.c.posting,
    listings.c.first_seen,
    listings.c.has_text,
    openings.c.company,
    openings.c.title,
    verdicts.c.rank,
    verdicts.c.reasons,
)


def items(
    db: Connection, told: Iterable[tuple[int, str]], situation: Situation, again: Iterable[int] = ()
) -> list[Item]:
    """An Item for each pair of a listing and the watch that keeps it, in their order; `again`: listings told anew."""
    pairs = list(told)
    found: dict[tuple[int, str], Any] = {}
    for at in range(0, len(pairs), _CHUNK):
        query = (
            select(*_COLUMNS, verdicts.c.watch)
            .join(openings, openings.c.id == listings.c.opening_id)
            .outerjoin(verdicts, verdicts.c.listing_id == listings.c.id)
            .where(listings.c.id.in_([listing for listing, _ in pairs[at : at + _CHUNK]]))
        )
        for row in db.execute(query):
            found[row.id, row.watch] = row
            found.setdefault((row.id, ""), row)
    rows = [found.get(pair) or found[pair[0], ""] for pair in pairs if (pair[0], "") in found]
    links = _links(db, {row.opening_id for row in rows})
    told_anew = set(again)
    return [_item(row, links.get(row.opening_id, ()), situation, row.id in told_anew) for row in rows]


def _links(db: Connection, opening_ids: set[int]) -> dict[int, list[str]]:
    """opening -> pages of all its open listings."""
    found: dict[int, list[str]] = {}
    ids = sorted(opening_ids)
    for at in range(0, len(ids), _CHUNK):
        query = (
            select(listings.c.opening_id, listings.c.url)
            .where(listings.c.opening_id.in_(ids[at : at + _CHUNK]), listings.c.closed_at.is_(None))
            .order_by(listings.c.id)
        )
        for row in db.execute(query):
            found.setdefault(row.opening_id, []).append(row.url)
    return found


def _item(row: Row[Any], links: Sequence[str], situation: Situation, again: bool) -> Item:
    listing = Listing.from_json({"description": "", **row.posting})
    reasons = {each["rule"]: each for each in row.reasons or ()}
    degree = reasons.get("degree", {})
    yes = degree.get("answer") == Answer.YES
    deadline = day(listing.valid_through, situation.zone)
    apply = _web(listing.apply_url) or _web(listing.url)
    return Item(
        opening=row.opening_id,
        listing=row.id,
        title=listing.title or row.title,
        company=listing.company or row.company,
        rank=row.rank or 0,
        size=_size(reasons.get("company_size", {})),
        place=_place(listing),
        pay=listing.base_salary,
        terms=", ".join(listing.terms),
        may_apply=(degree.get("quote") or degree.get("why", "")) if yes else "",
        quoted=yes and bool(degree.get("quote")),
        unsure=tuple(_unsure(row)),
        posted=day(listing.date_posted, situation.zone),
        seen=row.first_seen.astimezone(situation.zone).date(),
        deadline=deadline,
        days_left=_days_left(deadline, situation),
        again=again,
        apply=apply,
        links=_others(apply, (listing.url, *links)),
        attribution=listing.attribution,
        why=situation.why(row.id),
    )


def _unsure(row: Row[Any]) -> Iterator[str]:
    """What the verdict leaves open, in the rules' words."""
    if not row.has_text:
        yield "its text was not read: the list that names it shows no more than this"
    yield from (each["why"] for each in row.reasons or () if each["answer"] == Answer.UNSURE and each["why"])


def _others(apply: str, links: Iterable[str]) -> tuple[str, ...]:
    """Other pages of the role, three at most; two that differ only by who sent the visitor there are one."""
    pages = {canonical(apply): apply}
    for link in filter(None, map(_web, links)):
        pages.setdefault(canonical(link), link)
    return tuple(pages.values())[1:4]


def _size(reason: dict[str, Any]) -> str:
    """The company's size in the rule's words; nothing where it is unknown: that stands among what is unsure."""
    return "" if not reason or reason["answer"] == Answer.UNSURE else str(reason["why"])


def _place(listing: Listing) -> str:
    """Where it is, and whether one must be there, unless the place says so itself."""
    workplace = listing.workplace if listing.workplace.lower() not in listing.location.lower() else ""
    if listing.location and workplace:
        return f"{listing.location} ({workplace})"
    return listing.location or workplace


def _days_left(deadline: date | None, situation: Situation) -> int | None:
    if deadline is None:
        return None
    left = (deadline - situation.now.astimezone(situation.zone).date()).days
    return left if 0 <= left <= SOON.days else None


def _web(url: str) -> str:
    """The URL if a person can open it safely: http(s), without white space or marks that could end a quoted URL."""
    text = url.strip()
    if not text.lower().startswith(("http://", "https://")):
        return ""
    return "".join(_ESCAPED.get(letter, letter) for letter in text if letter.isprintable())


_ESCAPED = {letter: f"%{ord(letter):02X}" for letter in ' "<>\\^`{|}'}


def day(text: str, zone: Any) -> date | None:
    """The day that an ISO date or instant falls on, in the zone; None where it is neither."""
    try:
        if len(text) <= 10:
            return date.fromisoformat(text)
        instant = datetime.fromisoformat(text)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def near(db: Connection, watches: Iterable[str], since: datetime, limit: int = 5) -> list[Near]:
    """Open roles that these watches judged near since then, the newest first."""
    query = (
        select(listings.c.posting, listings.c.url, verdicts.c.reasons)
        .join(verdicts, verdicts.c.listing_id == listings.c.id)
        .where(
            verdicts.c.watch.in_(list(watches)),
            verdicts.c.state == str(State.NEAR),
            listings.c.first_seen >= since,
            listings.c.closed_at.is_(None),
        )
        .order_by(listings.c.first_seen.desc(), listings.c.id)
        .limit(limit)
    )
    return [
        Near(
            title=row.posting["title"],
            company=row.posting.get("company", ""),
            against=next((each["why"] for each in row.reasons if each["answer"] != Answer.YES), ""),
            url=_web(row.url),
        )
        for row in db.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class Boards:
    """How the watched boards do: how many there are, and which need attention, with the cause."""

    watched: int
    failing: tuple[tuple[str, str], ...] = ()

    @classmethod
    def now(cls, db: Connection) -> Self:
        watched = db.scalar(select(func.count()).where(boards.c.watched)) or 0
        failing = (
            select(boards.c.kind, boards.c.token, boards.c.cause, boards.c.code)
            .where(
                boards.c.watched,
                or_(
                    boards.c.failures >= _NEEDS_ATTENTION,
                    and_(boards.c.failures > 0, boards.c.code.in_(("gone", "format changed"))),
                    boards.c.suspicious > 0,
                ),
            )
            .order_by(boards.c.cause_since, boards.c.id)
        )
        rows = db.execute(failing).all()
        return cls(watched, tuple((f"{row.kind}:{row.token}", row.cause or "lost most of its roles") for row in rows))


def kept_and_open(db: Connection, watches: Iterable[str], channel: str) -> list[tuple[int, int, int, str]]:
    """(opening, listing, round, watch) of everything kept and open that this channel was never told, newest first."""
    told = select(alerts.c.id).where(
        alerts.c.opening_id == openings.c.id,
        alerts.c.channel == channel,
        alerts.c.round == openings.c.round,
        alerts.c.state != "cancelled",
    )
    query = (
        select(openings.c.id, listings.c.id, openings.c.round, verdicts.c.watch)
        .join(listings, listings.c.opening_id == openings.c.id)
        .join(verdicts, verdicts.c.listing_id == listings.c.id)
        .where(
            openings.c.closed_at.is_(None),
            listings.c.closed_at.is_(None),
            verdicts.c.state == str(State.KEPT),
            verdicts.c.watch.in_(list(watches)),
            ~told.exists(),
        )
        .order_by(openings.c.first_seen.desc(), openings.c.id, listings.c.has_text.desc(), listings.c.id)
    )
    first: dict[int, tuple[int, int, int, str]] = {}
    for row in db.execute(query):
        first.setdefault(row[0], (row[0], row[1], row[2], row[3]))
    return list(first.values())


def to_json(item: Item) -> dict[str, Any]:
    """The item as a webhook gets it: words, and days in ISO form."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(item).items()}
