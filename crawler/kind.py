"""What every kind of board shares, without a network: a walk asks (`Ask`), is answered (`Answer`), and fills a `Visit`.

A kind is one file in `kinds/`. Its `walk` is a generator that yields what it wants to ask and is sent what came back,
so a visit reads from top to bottom, and a test plays the board with a list of answers. `spider.py` does the asking.
"""

from __future__ import annotations

import hashlib
import json
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from operator import attrgetter
from typing import Any, ClassVar
from urllib.parse import quote, unquote

import orjson

from crawler.listing import Board, Cause, Headcount, Link, Listing, Memory

MOST_PAGES = 200  # requests for pages of one list, in one visit
# What reading a posting of the wrong shape can raise: these count the posting as broken, anything else is our own bug.
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError)


class Trouble(Exception):
    """The board did not answer as a board: the visit fails, or stays partial. `cause` is one line for a person."""

    def __init__(self, code: Cause, cause: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(cause)
        self.code, self.cause, self.status = code, cause, status
        self.wait = wait  # seconds the host asked us to stay away


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request. `conditional` sends the validators kept for its URL; `Answer.unchanged` is set when they hold."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    conditional: bool = False
    follow: bool = False  # redirects: an API that redirects gives no board answer; a page may move


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one `Ask`. `trouble` is set instead of a body where nothing usable did."""

    url: str  # where it came from in the end, after redirects
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    unchanged: bool = False  # 304, or the same content as last time
    trouble: Trouble | None = None
    wait: float | None = None  # seconds the host asked us to stay away, with a 429 or 503

    def ok(self) -> Answer:
        """This answer, if it is a 2xx with a body (or unchanged); raises `Trouble` with the cause otherwise."""
        if self.trouble is not None:
            raise self.trouble
        if self.unchanged:
            return self
        if not 200 <= self.status < 300:
            raise refusal(self.status, self.headers.get("location", ""), self.wait)
        if not self.body.strip():
            raise Trouble(Cause.NO_BOARD_ANSWER, "answered with nothing at all", self.status)
        return self

    def json(self) -> Any:
        """The body as JSON; `Trouble` where it is none: an HTML page, an empty body, a body cut short."""
        text = self.ok().text().strip()
        try:
            return loads(text)
        except (ValueError, RecursionError):
            if text[:1] in ("{", "["):
                raise Trouble(
                    Cause.TRUNCATED, "the answer is broken or cut short (not whole JSON)", self.status
                ) from None
            page = " (a web page)" if text[:1] == "<" else ""
            raise Trouble(
                Cause.NO_BOARD_ANSWER, f"answered with something that is no board{page}", self.status
            ) from None

    def text(self) -> str:
        """The body as text, in the charset that a BOM or the headers name, else UTF-8; undecodable bytes replaced."""
        for mark, charset in _MARKS:
            if self.body.startswith(mark):
                return self.body.decode(charset, "replace").removeprefix("\ufeff")
        named = _CHARSET.search(self.headers.get("content-type", ""))
        try:
            return self.body.decode(named[1] if named else "utf-8", "replace")
        except LookupError:  # a charset nobody has heard of
            return self.body.decode("utf-8", "replace")


def loads(text: str) -> Any:
    """JSON, also with the lone surrogates that some boards let through; ValueError or RecursionError if it is none."""
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        return json.loads(text, parse_constant=_no_number)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.I)


def refusal(status: int, location: str = "", wait: float | None = None) -> Trouble:
    """What an HTTP status outside 2xx means for a visit."""
    if status in (404, 410):
        return Trouble(Cause.GONE, f"there is no such board (HTTP {status})", status)
    if status in (401, 403):
        return Trouble(Cause.FORBIDDEN, f"the board does not let us read (HTTP {status})", status)
    if status in (429, 503):
        return Trouble(Cause.WAIT, f"the host asked us to wait (HTTP {status})", status, wait)
    if 300 <= status < 400 and status != 304:
        return Trouble(
            Cause.REDIRECTED, f"sent us to another page instead of answering: {location or 'unnamed'}", status
        )
    if status >= 500:
        return Trouble(Cause.SERVER, f"the host is in trouble (HTTP {status})", status)
    return Trouble(Cause.NO_BOARD_ANSWER, f"did not answer as a board (HTTP {status})", status)


Walk = Generator[Ask, Answer, None]


@dataclass(slots=True)
class Visit:
    """What one visit to one board has found so far."""

    memory: Memory
    listings: list[Listing] = field(default_factory=list)
    seen: dict[str, None] = field(default_factory=dict)  # keys, in the board's order
    broken: list[str] = field(default_factory=list)
    nameless: int = 0  # broken postings that do not even say which they are
    passed_over: Counter[str] = field(default_factory=Counter)
    headcounts: list[Headcount] = field(default_factory=list)  # of a directory of companies
    leads: dict[str, None] = field(default_factory=dict)  # URLs of boards or postings named beside the listings
    unchanged: bool = False
    incomplete: Trouble | None = None  # set when the rest of the list is unknown
    _at: dict[str, int] = field(default_factory=dict)  # key -> index in `listings`

    @property
    def board(self) -> Board:
        return self.memory.board

    def take(self, rows: Iterable[Any], read: Callable[[Any, Board], Listing | None]) -> None:
        """Read every row into a listing. A broken row is counted and the rest go on; None passes a row by.

        A closed or hidden posting is no longer there; one without a page to open helps nobody. Both are counted.
        """
        for row in rows:
            try:
                listing = read(row, self.board)
                if listing is not None:
                    self._keep(fit(listing))
            except BROKEN as why:
                self._note_broken(row, why)

    def _keep(self, listing: Listing) -> None:
        if listing.closed:
            self.passed_over["closed or hidden"] += 1
        elif not listing.url:
            self.passed_over["names no page to open"] += 1
        else:
            self.add(listing)

    def _note_broken(self, row: Any, why: Exception) -> None:
        """Count it; if it still says which posting it is, that posting is not gone. Otherwise nobody knows which is."""
        self.broken.append(f"{type(why).__name__}: {why}"[:200])
        key = row.get("id") if isinstance(row, dict) else None
        if isinstance(key, (str, int)) and not isinstance(key, bool) and key != "":
            self.still_there(str(key))
        else:
            self.nameless += 1

    def add(self, listing: Listing) -> None:
        """One more listing; a second row of the same key is the same listing, and adds its places to the first."""
        self.seen[gather(self.listings, self._at, listing)] = None

    def still_there(self, key: str) -> None:
        """The board lists this posting; its text is known already, or not wanted."""
        self.seen[key] = None

    def gone(self, key: str) -> None:
        """The posting was taken off the board between its list and its page."""
        self.seen.pop(key, None)

    def pass_over(self, key: str, why: str) -> None:
        """The board lists this posting; it cannot be an internship, so its page is not asked for."""
        self.seen[key] = None
        self.passed_over[why] += 1


class Kind(ABC):
    """A sort of board: where its boards answer and how to read one posting. One instance serves all boards of a kind.

    Most kinds give `url`, `rows` and `read`; kinds with pages or details give a `walk` of their own.
    """

    name: ClassVar[str]
    url: ClassVar[str] = ""  # of the whole list; {token} is replaced, quoted for a path
    links: ClassVar[
        tuple[re.Pattern[str], ...]
    ] = ()  # URLs of this kind, with groups `token` and, for a posting, `key`
    every: ClassVar[timedelta] = timedelta(0)  # floor for poll.every: a kind may ask to be left alone for longer
    delay: ClassVar[timedelta] = timedelta(0)  # floor for network.delay
    off: ClassVar[str] = ""  # why it is never added by seeds or leads, if it is not
    attribution: ClassVar[str] = ""  # the credit that the source asks for, shown in alerts and on the page
    dates_records: ClassVar[bool] = False  # its dates say when a record was made, which may be posted months later
    leads: ClassVar[bool] = False  # a list that names roles of other boards, rather than a company's own board

    def walk(self, visit: Visit) -> Walk:
        """Ask for the whole list and read it. Kinds with pages or details have their own."""
        answer = yield Ask(url=self.address(visit.board), conditional=True)
        if answer.ok().unchanged:
            visit.unchanged = True
            return
        visit.take(self.rows(answer), self.read)

    def address(self, board: Board) -> str:
        """The URL of a board's whole list."""
        return self.url.format(token=quote(board.token, safe=""))

    @abstractmethod
    def rows(self, answer: Answer) -> list[Any]:
        """The postings of one answer, as the board writes them. `Trouble(FORMAT_CHANGED)` if the shape is not known."""

    @abstractmethod
    def read(self, row: Any, board: Board) -> Listing | None:
        """One posting. KeyError, TypeError or ValueError when a part it cannot do without is missing or wrong."""

    def recognise(self, url: str) -> Link | None:
        """The board, and the posting if it names one, that a person's URL points at; None if it is not of this kind.

        `links` are tried in order with `match` against the URL without its scheme: host in lower case, path, query.
        """
        for pattern in self.links:
            found = pattern.match(url)
            if found and (token := unquote(found["token"])).lower() not in NOT_A_TOKEN:
                return Link(self.name, token, unquote(found.groupdict().get("key") or ""))
        return None


NOT_A_TOKEN = frozenset("embed api v0 v1 js www app j job jobs careers static support help login wday".split())


def listed(data: Any, *path: str) -> list[Any]:
    """The list that stands at `path` in an answer; `Trouble(FORMAT_CHANGED)`, naming the missing part, if none does."""
    for name in path:
        if not isinstance(data, dict) or name not in data:
            raise Trouble(Cause.FORMAT_CHANGED, f"the board's format changed: its answer has no `{name}`")
        data = data[name]
    if not isinstance(data, list):
        raise Trouble(Cause.FORMAT_CHANGED, f"the board's format changed: `{'.'.join(path) or 'answer'}` is no list")
    return data


def gather(listings: list[Listing], at: dict[str, int], listing: Listing) -> str:
    """Add a listing to those found so far (`at`: key -> index) and return the key it has there.

    Boards with a row for each place of a posting repeat its key: that is one listing in all its places. Lists that
    people keep by hand give two roles one key now and then: those stay two.
    """
    index = at.setdefault(listing.key, len(listings))
    if index == len(listings):
        listings.append(listing)
        return listing.key
    first = listings[index]
    if (first.company, first.title) == (listing.company, listing.title) or (first.url and first.url == listing.url):
        listings[index] = replace(first, location=places((first.location, listing.location)))
        return listing.key
    mark = hashlib.sha256(f"{listing.company}\n{listing.title}".encode()).hexdigest()[:8]
    return gather(listings, at, replace(listing, key=f"{listing.key}~{mark}"))


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST = {"description": 200_000, "url": 2000, "apply_url": 2000, "location": 2000, "key": 10**9}
_LONGEST_KEY = 300  # characters


def fit(listing: Listing) -> Listing:
    """The listing with every text clean and of bounded length; ValueError where it has no key or no title."""
    changed: dict[str, Any] = {}
    for name, value in zip(_TEXTS, _texts_of(listing), strict=True):
        if value == "":
            continue
        most = _LONGEST.get(name, 500)
        if not isinstance(value, str):
            changed[name] = str(value) if isinstance(value, (int, float)) else ""
        elif len(value) > most or _UNPRINTABLE.search(value):
            changed[name] = _UNPRINTABLE.sub("", value)[:most]
    key = changed.get("key", listing.key)
    if len(key) > _LONGEST_KEY:  # cut short it might be another posting's
        changed["key"] = hashlib.sha256(key.encode()).hexdigest()
    fitting = replace(listing, **changed) if changed else listing
    if not fitting.key or not fitting.title.strip():
        raise ValueError(f"the posting has no {'title' if fitting.key else 'id'}")
    return fitting


_TEXTS = tuple(each.name for each in fields(Listing) if each.type == "str")
_texts_of = attrgetter(*_TEXTS)


def place(*parts: str) -> str:
    """One place, from its smallest part to its largest: "Kiel, DE". What is empty or repeats a part is left out."""
    return ", ".join(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def host(token: str, domain: str) -> str:
    """Where a company's board answers: below the vendor's domain, or on a host of its own if the token is one."""
    return token if "." in token else f"{token}.{domain}"


def places(names: Iterable[object]) -> str:
    """Places in one line, each once, joined by "; ". What is no text, or empty, is left out."""
    parts = (part.strip() for name in names if isinstance(name, str) for part in name.split(";"))
    return "; ".join(dict.fromkeys(part for part in parts if part))
