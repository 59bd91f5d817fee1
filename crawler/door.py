"""The door between the daemon and a crawl: JSON lines over the pipes of a child process.

In, one line on stdin, which then stays open (its end means that the daemon is gone):

    {"network": {"gateway", "delay", "timeout", "max_bytes", "concurrency", "contact"}, "boards": [Memory …],
     "hosts": {host: {"robots", "robots_at", "until", "next_at"}}, "deadline": seconds, "log": "info"}

Durations are seconds; everything but `boards` may be left out. Out, on stdout, as things happen:

    {"board": {…}, "listings": […]}          a part of a large board; more follows
    {"report": {…}, "listings": […]}         a board is done; these are the last of its listings
    {"hosts": {…}}                           last, in one line or more: hand them in with the next crawl

A line is at most `LONGEST_LINE` bytes. On stderr, one JSON object a line: {"level", "logger", "message"}, the level as
Python's number.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

import orjson

from crawler.hosts import Hosts
from crawler.listing import Listing, Memory, Report

if TYPE_CHECKING:
    from crawler.spider import BoardSpider

LONGEST_LINE = 8 << 20  # what the reader must be prepared for
_PART = 1 << 20  # characters of a part, about; as UTF-8 in JSON they may become four times as many bytes
_MANY = 50_000  # keys in a report that gets a line of its own
T = TypeVar("T")
_LOST_READER = 6  # exit status when nobody reads our answers any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How politely, and through what, boards are asked: the section `network` of the settings."""

    gateway: str = ""
    delay: timedelta = timedelta(seconds=1)
    timeout: timedelta = timedelta(seconds=30)
    max_bytes: int = 32 << 20
    concurrency: int = 16
    contact: str = ""

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        known = {each.name for each in fields(cls)}
        given: dict[str, Any] = {name: value for name, value in row.items() if name in known and value is not None}
        given |= {name: _duration(given[name]) for name in ("delay", "timeout") if name in given}
        return cls(**given)


_ISO = re.compile(r"P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>[\d.]+)S)?)?")


def _duration(value: Any) -> timedelta:
    """Seconds, or an ISO 8601 duration such as PT30S."""
    if isinstance(value, str) and (found := _ISO.fullmatch(value)):
        return timedelta(**{name: float(number) for name, number in found.groupdict().items() if number})
    return timedelta(seconds=float(value))


@dataclass(frozen=True, slots=True)
class Order:
    """What the daemon wants done."""

    network: Network
    boards: list[Memory]
    hosts: Hosts
    deadline: float | None = None  # seconds from the start
    log: str = "info"

    @classmethod
    def from_json(cls, line: bytes) -> Self:
        row = orjson.loads(line)
        return cls(
            Network.from_json(row.get("network") or {}),
            [Memory.from_json(each) for each in row["boards"]],
            Hosts(row.get("hosts")),
            row.get("deadline"),
            row.get("log") or "info",
        )


class Done(NamedTuple):
    """A board that was visited."""

    report: Report
    listings: list[Listing]


class Door:
    """Writes to the pipe that was stdout when the process began, so that nothing else can print into it."""

    def __init__(self, out: int) -> None:
        self._out = out
        self._busy = False
        self._next: Callable[[], None] | None = None

    def when_free(self, do: Callable[[], None]) -> None:
        """Do this between two boards: now, or, if a signal found us in the middle of one, when that is said."""
        if self._busy:
            self._next = do
        else:
            do()

    def put(self, done: Done) -> None:
        """One board, whole."""
        self._busy = True
        self._put(done)
        self._busy = False
        if self._next is not None:
            self._next()

    def _put(self, done: Done) -> None:
        """In as many lines as its listings need."""
        *parts, last = _parts(done.listings, lambda each: len(each.description) + 1000)
        if len(done.report.seen) > _MANY:
            parts, last = [*parts, last], []
        for part in parts:
            self._line({"board": done.report.board, "listings": part})
        self._line({"report": done.report, "listings": last})

    def put_hosts(self, hosts: Hosts) -> None:
        """What was learnt of hosts, in as many lines as it needs."""
        for part in _parts(list(hosts.to_json().items()), lambda each: len(each[1]["robots"] or "") + 200):
            self._line({"hosts": dict(part)})

    def _line(self, row: dict[str, Any]) -> None:
        left = memoryview(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        try:
            while left:
                left = left[os.write(self._out, left) :]
        except BrokenPipeError:
            os._exit(_LOST_READER)


def _parts(rows: list[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """`rows` in parts of about `_PART` characters; at least one part, be it empty."""
    part: list[T] = []
    total = 0
    for row in rows:
        if total > _PART:
            yield part
            part, total = [], 0
        part.append(row)
        total += size(row)
    yield part


class Pipeline:
    """Scrapy's item pipeline: the boards leave by the door."""

    def __init__(self, spider: BoardSpider) -> None:
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler.spider)

    def process_item(self, item: Done) -> Done:
        self._spider.door.put(item)
        self._spider.delivered(item)
        return item
