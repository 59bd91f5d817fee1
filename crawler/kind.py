"""What every kind of board shares, without a network: a walk asks (`Ask`), is answered (`Answer`), and fills a `Visit`.

A kind is one file in `kinds/`. Its `walk` is a generator that yields what it wants to ask and is sent what came back,
so a visit reads from top to bottom, and a test plays the board with a list of answers. `spider.py` does the asking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

import orjson

from crawler.listing import Board, Cause, Link, Listing, Memory

MOST_PAGES = 200  # requests for pages of one list, in one visit


class Trouble(Exception):
    """The board did not answer as a board: the visit fails, or stays partial, with this cause. One line for a person."""

    def __init__(self, code: Cause, cause: str, status: int | None = None) -> None:
        super().__init__(cause)
        self.code, self.cause, self.status = code, cause, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request. `conditional` sends the validators kept for this URL, and has `Answer.unchanged` set when they hold."""

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

    def ok(self) -> Answer:
        """This answer, if it is a 2xx with a body (or unchanged); raises `Trouble` with the cause otherwise."""
        raise NotImplementedError

    def json(self) -> Any:
        """The body as JSON; `Trouble` where it is none: an HTML page, an empty body, a body cut short."""
        raise NotImplementedError

    def text(self) -> str:
        """The body as text: UTF-8, or what the answer's headers say; undecodable bytes replaced."""
        raise NotImplementedError


Walk = Generator[Ask, Answer, None]


@dataclass(slots=True)
class Visit:
    """What one visit to one board has found so far."""

    memory: Memory
    listings: list[Listing] = field(default_factory=list)
    seen: dict[str, None] = field(default_factory=dict)  # keys, in the board's order
    broken: list[str] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    unchanged: bool = False
    incomplete: Trouble | None = None  # set when the rest of the list is unknown

    @property
    def board(self) -> Board:
        return self.memory.board

    def take(self, rows: Iterable[Any], read: Callable[[Any, Board], Listing | None]) -> None:
        """Read every row into a listing. A broken row is counted and the rest go on; None passes a row by."""
        raise NotImplementedError

    def still_there(self, key: str) -> None:
        """The board lists this posting; its text is known already, or not wanted."""
        self.seen[key] = None

    def pass_over(self, key: str, why: str) -> None:
        """The board lists this posting; it cannot be an internship, so its page is not asked for."""
        self.seen[key] = None
        self.passed_over[why] += 1


class Kind:
    """A sort of board: where its boards answer and how to read one posting. One instance serves all boards of a kind.

    Most kinds give `url`, `rows` and `read`; kinds with pages or details give a `walk` of their own.
    """

    name: ClassVar[str]
    url: ClassVar[str] = ""  # of the whole list; {token} is replaced, quoted for a path
    links: ClassVar[tuple[re.Pattern[str], ...]] = ()  # URLs of this kind, with groups `token` and, for a posting, `key`
    every: ClassVar[timedelta] = timedelta(0)  # floor for poll.every: a kind may ask to be left alone for longer
    delay: ClassVar[timedelta] = timedelta(0)  # floor for network.delay
    off: ClassVar[str] = ""  # why it is never added by seeds or leads, if it is not
    attribution: ClassVar[str] = ""  # the credit that the source asks for, shown in alerts and on the page
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
        raise NotImplementedError

    def rows(self, answer: Answer) -> list[Any]:
        """The postings of one answer, as the board writes them. `Trouble(FORMAT_CHANGED)` if the shape is not known."""
        raise NotImplementedError

    def read(self, row: Any, board: Board) -> Listing | None:
        """One posting. KeyError, TypeError or ValueError when a part it cannot do without is missing or wrong."""
        raise NotImplementedError

    def recognise(self, url: str) -> Link | None:
        """The board, and the posting if it names one, that a person's URL points at; None if it is not of this kind."""
        raise NotImplementedError
