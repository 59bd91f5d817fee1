"""The door's words: what goes into a crawl (`Memory` of a `Board`) and what comes out (`Listing`, `Report`).

Everything here is plain data, written as one JSON line per board; nothing here knows Scrapy, a database or a rule.
Words of a listing follow schema.org's JobPosting in snake case.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Board:
    """One place that lists roles: a kind and a token, written `kind:token`."""

    kind: str
    token: str
    company: str = ""
    website: str = ""

    @classmethod
    def parse(cls, name: str) -> Self:
        """The board that `kind:token` names; ValueError without a kind or a token."""
        kind, colon, token = name.partition(":")
        if not (kind and colon and token):
            raise ValueError(f"not a board: {name!r}; a board is written kind:token, such as greenhouse:acme")
        return cls(kind, token)

    def __str__(self) -> str:
        return f"{self.kind}:{self.token}"


@dataclass(frozen=True, slots=True)
class Link:
    """What a person's URL points at: a board, and one posting of it where the URL names one."""

    kind: str
    token: str
    key: str = ""

    @property
    def board(self) -> Board:
        return Board(self.kind, self.token)

    def __str__(self) -> str:
        return f"{self.kind}:{self.token}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One role as one board shows it, in plain text; known by board and key.

    Dates are ISO 8601, as exact as the board is: a day, or an instant with its offset.
    `description` is plain text with its lines and list marks kept (see `clean.plain`); empty where there is none.
    """

    kind: str
    token: str
    key: str
    title: str
    company: str = ""
    website: str = ""
    url: str = ""  # the page a person opens
    apply_url: str = ""  # where one applies, if the board names another page
    location: str = ""  # places, joined by "; "
    workplace: str = ""  # "remote", "hybrid" or "onsite", where the board says so
    description: str = ""
    employment_type: str = ""  # in the board's own words
    department: str = ""
    base_salary: str = ""  # in words: "USD 40 to 55 per hour"
    date_posted: str = ""
    valid_through: str = ""  # the deadline
    requisition: str = ""  # schema.org `identifier`: one requisition may have several postings
    degrees: tuple[str, ...] = ()  # education a list states beside the title, such as "Bachelor's"
    terms: tuple[str, ...] = ()  # seasons a list states, such as "Summer 2027"
    sponsorship: str = ""  # what a list states about visas, in its words
    attribution: str = ""  # the credit that the source asks for
    version: str = ""  # changes whenever the board says that the posting changed
    closed: bool = False  # shown by the board, but closed or hidden

    @property
    def board(self) -> Board:
        return Board(self.kind, self.token, self.company, self.website)

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """A listing from its JSON object; unknown keys are left aside, lists become tuples."""
        names = {each.name for each in fields(cls)}
        known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in names}
        return cls(**known)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """How many people work at one company, as a public directory says. None is an open end."""

    company: str
    website: str
    headcount_min: int | None = None
    headcount_max: int | None = None
    source: str = ""
    as_of: str = ""  # the day of it, ISO 8601


class Outcome(StrEnum):
    """How a visit ended. Only WHOLE may close listings it did not see; only WHOLE and UNCHANGED confirm any."""

    WHOLE = "whole"  # read completely and correctly
    UNCHANGED = "unchanged"  # the board says nothing changed since the last whole visit
    PARTIAL = "partial"  # some of it was read; what was not seen is unknown
    FAILED = "failed"  # no board answer


class Cause(StrEnum):
    """Why a visit was not whole: one word a program can act on; `Report.cause` has the sentence."""

    NONE = ""
    UNREACHABLE = "unreachable"  # name not found, refused, reset
    TLS = "tls"
    TIMEOUT = "timeout"
    GONE = "gone"  # 404, 410: no such board
    FORBIDDEN = "forbidden"  # 401, 403
    WAIT = "wait"  # 429, 503: the host asked us to wait
    SERVER = "server"  # other 5xx
    REDIRECTED = "redirected"  # to a page that is no board
    NO_BOARD_ANSWER = "no board answer"  # HTML where JSON was due, an empty body
    FORMAT_CHANGED = "format changed"  # the answer's shape is not the one we read
    TOO_LARGE = "too large"
    TRUNCATED = "truncated"
    ROBOTS = "robots"  # robots.txt shuts us out
    PRIVATE = "private address"
    PAGES = "pages"  # more pages than a visit may ask for
    CRASHED = "crashed"  # the reading process died or hung
    STOPPED = "stopped"  # we were asked to stop in the middle


@dataclass(slots=True, kw_only=True)
class Memory:
    """What the daemon remembers of a board and hands into a crawl."""

    board: Board
    validators: dict[str, dict[str, str]] = field(default_factory=dict)  # URL -> {"etag"|"modified"|"hash": value}
    known: dict[str, str] = field(default_factory=dict)  # key -> version, of every open posting stored with its text
    first: bool = False  # no whole visit so far

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        return cls(**{**row, "board": Board(**row["board"])})


@dataclass(slots=True, kw_only=True)
class Report:
    """How one visit to one board ended."""

    board: Board
    outcome: Outcome
    code: Cause = Cause.NONE
    cause: str = ""  # one line for a person
    status: int | None = None  # the HTTP status that decided, if one did
    seen: list[str] = field(default_factory=list)  # keys the board lists now, sent again or not
    broken: int = 0  # postings that could not be read
    broken_why: str = ""  # of the first of them
    passed_over: dict[str, int] = field(default_factory=dict)  # why -> how many were not asked for
    leads: list[str] = field(
        default_factory=list
    )  # URLs of postings or boards that the board names beside its listings
    headcounts: list[Headcount] = field(default_factory=list)  # of a directory of companies, which lists no postings
    validators: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    wait: float | None = None  # seconds the host asked us to stay away (Retry-After)

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        row = {**row, "board": Board(**row["board"]), "outcome": Outcome(row["outcome"]), "code": Cause(row["code"])}
        row["headcounts"] = [Headcount(**each) for each in row.get("headcounts", ())]
        return cls(**row)
