"""`BoardSpider`: drives the walks of all boards of a batch, board after board on each host, hosts side by side."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.directories import all_directories
from crawler.door import Done, Door, Order
from crawler.errand import Errand
from crawler.failures import trouble_of
from crawler.hosts import asked_wait, authority
from crawler.kind import Answer, Ask, Trouble
from crawler.kinds import all_kinds
from crawler.listing import Cause, Memory, Outcome, Report
from crawler.page import Page

MOST_REDIRECTS = 5
_ACCEPT = "application/json, */*;q=0.5"
LONGEST_VISIT = timedelta(minutes=20)  # then the rest of a board waits for its next visit


class Call:
    """One errand with its clock."""

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        self.began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def done(self) -> Done:
        return Done(self.errand.report(self.seconds), self.errand.visit.listings)


class BoardSpider(scrapy.Spider):
    """One item a board: how its visit ended, and the listings it brought."""

    name = "boards"

    def __init__(self, *, order: Order, door: Door, **rest: Any) -> None:
        super().__init__(**rest)
        self.network, self.hosts, self.door = order.network, order.hosts, door
        self._open = {str(memory.board): memory for memory in order.boards}  # boards without a report so far
        self._calls: dict[str, Call] = {}
        self._done: dict[str, Done] = {}  # on their way to the door
        self._lanes: dict[str, deque[Errand]] = {}

    async def start(self) -> AsyncIterator[Any]:
        """The first request of the first board of every host."""
        for memory in list(self._open.values()):
            errand = _errand(memory)
            if isinstance(errand, Done):
                yield self._closed(errand)
            else:
                lane = authority(errand.ask.url) if errand.ask else ""
                self._lanes.setdefault(lane, deque()).append(errand)
        for lane in list(self._lanes):
            for out in self._go_on(self._begin(lane), lane):
                yield out

    def _begin(self, lane: str) -> Call:
        errand = self._lanes[lane].popleft()
        call = self._calls[str(errand.memory.board)] = Call(errand)
        return call

    def _go_on(self, call: Call, lane: str) -> Iterator[Any]:
        """The next question of a board; at its end, its report and the first question of the next board there."""
        while (request := self._request(call, lane)) is None:
            yield self._closed(call.done())
            if not self._lanes[lane]:
                return
            call = self._begin(lane)
        yield request

    def _request(self, call: Call, lane: str) -> Request | None:
        ask, errand = call.errand.ask, call.errand
        if ask is None:
            return None
        try:
            return Request(
                ask.url,
                method=ask.method,
                headers=_headers(ask) | errand.conditions(datetime.now(UTC)),
                body=ask.body,
                meta={"delay": max(self.network.delay, errand.kind.delay)},
                dont_filter=True,
                callback=self._answered,
                errback=self._failed,
                cb_kwargs={"call": call, "lane": lane, "hops": 0},
            )
        except ValueError:
            errand.stop(Trouble(Cause.UNREACHABLE, f"what it wants to ask is no web address: {ask.url[:100]}"))
            return None

    def _answered(self, response: Response, call: Call, lane: str, hops: int) -> Iterator[Any]:
        request = response.request
        assert request is not None
        call.errand.bytes += request.meta.get("bytes", 0)
        ask = call.errand.ask
        if ask is not None and ask.follow and hops < MOST_REDIRECTS and (target := _target(response)):
            yield self._redirected(request, target, call)
            return
        yield from self._heard(_answer(response), call, lane)

    def _redirected(self, request: Request, target: str, call: Call) -> Request:
        """The same question elsewhere: in the other host's turn, and without headers that were meant for the first."""
        same = authority(target) == authority(request.url)
        return request.replace(
            url=target,
            headers=request.headers if same else {"Accept": _ACCEPT},
            meta={"delay": max(self.network.delay, call.errand.kind.delay)},
            cb_kwargs=request.cb_kwargs | {"hops": request.cb_kwargs["hops"] + 1},
        )

    def _failed(self, failure: Failure) -> Iterator[Any]:
        request: Request = failure.request  # type: ignore[attr-defined]
        call, lane = request.cb_kwargs["call"], request.cb_kwargs["lane"]
        call.errand.bytes += request.meta.get("bytes", 0)
        trouble = trouble_of(failure.value, request.url, arrived="bytes" in request.meta)
        yield from self._heard(Answer(url=request.url, status=0, trouble=trouble), call, lane)

    def _heard(self, answer: Answer, call: Call, lane: str) -> Iterator[Any]:
        errand = call.errand
        errand.hear(answer, datetime.now(UTC))
        if errand.ask is not None and call.seconds > LONGEST_VISIT.total_seconds():
            errand.stop(Trouble(Cause.TIMEOUT, "the visit took too long; the rest comes with the next one"))
        yield from self._go_on(call, lane)

    def _closed(self, done: Done) -> Done:
        self._done[str(done.report.board)] = done
        return done

    def delivered(self, done: Done) -> None:
        """The report has left by the door."""
        key = str(done.report.board)
        for boards in (self._open, self._calls, self._done):
            boards.pop(key, None)

    def unfinished(self, trouble: Trouble) -> Iterator[Done]:
        """A report for every board that has none yet: what was found so far, and why it is not more."""
        for key, memory in list(self._open.items()):
            call, done = self._calls.get(key), self._done.get(key)
            if done is None and call is not None:
                call.errand.stop(trouble)
                done = call.done()
            yield done or _not_read(memory, trouble)


def _errand(memory: Memory) -> Errand | Done:
    name = memory.board.kind
    kind = Page() if name == Page.name else all_kinds().get(name) or all_directories().get(name)
    if kind is None:
        return _not_read(memory, Trouble(Cause.NO_BOARD_ANSWER, f"{memory.board.kind!r} is no kind of board we read"))
    return Errand(memory, kind)


def _not_read(memory: Memory, trouble: Trouble) -> Done:
    report = Report(
        board=memory.board,
        outcome=Outcome.FAILED,
        code=trouble.code,
        cause=trouble.cause,
        validators=memory.validators,
    )
    return Done(report, [])


def _headers(ask: Ask) -> dict[str, str]:
    headers = {"Accept": _ACCEPT}
    if ask.body:
        headers["Content-Type"] = "application/json"
    return headers | ask.headers


def _answer(response: Response) -> Answer:
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    asked = asked_wait(headers.get("retry-after"), datetime.now(UTC)) if response.status in (429, 503) else None
    wait = asked.total_seconds() if asked else None
    return Answer(url=response.url, status=response.status, headers=headers, body=response.body, wait=wait)


def _target(response: Response) -> str:
    """Where a redirect leads, "" if the answer is none. Relative ones count from the board's own address."""
    if response.status not in (301, 302, 303, 307, 308):
        return ""
    location = (response.headers.get("Location") or b"").decode("utf-8", "replace").strip()
    try:
        target = urljoin(response.url, location)
        return target if location and urlsplit(target).scheme in ("http", "https") else ""
    except ValueError:
        return ""
