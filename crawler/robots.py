"""robots.txt as RFC 9309 has it: asked for once a host and day, obeyed, Crawl-delay included.

A host that answers 4xx has no rules. One that cannot be reached or is in trouble (5xx) shuts us out for now, unless an
older copy of its rules is known.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.failures import trouble_of
from crawler.hosts import Host, asked_wait
from crawler.kind import Trouble
from crawler.listing import Cause

if TYPE_CHECKING:
    from crawler.spider import BoardSpider

PRODUCT = "Sidedoor"  # the token that robots.txt may name
MOST = 500_000  # bytes that are read, as RFC 9309 asks at least
HOPS = 5  # redirects of robots.txt that are followed
TRIES = 3  # a crawl asks a host in trouble for its rules so often, once for each of its boards
LONGEST_DELAY = timedelta(minutes=1)  # a Crawl-delay above this is no pace any more


class Rules:
    """The rules of one host for us."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        return bool(self._rules.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> timedelta:
        seconds = self._rules.crawl_delay(PRODUCT) or 0.0
        return min(timedelta(seconds=max(0.0, min(seconds, 1e6))), LONGEST_DELAY)


class Robots:
    """Downloader middleware: every request but those for robots.txt itself waits for the rules of its host."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        spider: BoardSpider = crawler.spider  # type: ignore[assignment]
        self._hosts, self._delay = spider.hosts, spider.network.delay
        self._rules: dict[str, Rules | Trouble] = {}
        self._failures: Counter[str] = Counter()
        self._asking: dict[str, asyncio.Lock] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise `Trouble(ROBOTS)` where the host does not want us; set the pace that it asks for."""
        request.meta.setdefault("delay", self._delay)
        if request.meta.get("is_robots"):
            return
        rules = await self._rules_of(request.url)
        if isinstance(rules, Trouble):
            raise rules
        if not rules.allow(request.url):
            host = urlsplit(request.url).netloc
            raise Trouble(Cause.ROBOTS, f"robots.txt of {host} asks programs not to read this board")
        request.meta["delay"] = max(request.meta["delay"], rules.delay)

    async def _rules_of(self, url: str) -> Rules | Trouble:
        host = self._hosts.of(url)
        async with self._asking.setdefault(host.name, asyncio.Lock()):
            rules = self._rules.get(host.name) or await self._learn(host, url)
            self._failures[host.name] += isinstance(rules, Trouble)
            if not isinstance(rules, Trouble) or self._failures[host.name] >= TRIES:
                self._rules[host.name] = rules
        return rules

    async def _learn(self, host: Host, url: str) -> Rules | Trouble:
        now = datetime.now(UTC)
        if not host.robots_fresh(now):
            try:
                host.robots = await self._fetch(url)
                host.robots_at = now
            except Trouble as trouble:
                if host.robots is None or trouble.code in (Cause.WAIT, Cause.PRIVATE):
                    return trouble
        return Rules(host.robots or "")

    async def _fetch(self, url: str) -> str:
        """The text of a host's robots.txt, "" where it has none; `Trouble` where nobody can tell."""
        address = urljoin(url, "/robots.txt")
        for _ in range(HOPS + 1):
            response = await self._ask(address)
            if not 300 <= response.status < 400:
                return _text(response)
            address = urljoin(address, (response.headers.get("Location") or b"").decode("latin-1"))
        return ""  # more redirects than anyone follows: RFC 9309, section 2.3.1.2, takes it as unavailable

    async def _ask(self, address: str) -> Response:
        request = Request(address, meta={"is_robots": True, "delay": self._delay}, callback=NO_CALLBACK)
        assert self._crawler.engine
        try:
            return await self._crawler.engine.download_async(request)
        except Exception as why:  # whatever went wrong, the rules are unknown
            trouble = trouble_of(why, address)
            if trouble.code in (Cause.TOO_LARGE, Cause.TRUNCATED, Cause.NO_BOARD_ANSWER):
                raise _unknown(address, trouble.cause) from why
            raise trouble from why


def _text(response: Response) -> str:
    if response.status in (429, 503):
        retry_after = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = asked_wait(retry_after, datetime.now(UTC))
        cause = f"{urlsplit(response.url).netloc} asked us to wait (HTTP {response.status} for robots.txt)"
        raise Trouble(Cause.WAIT, cause, response.status, asked.total_seconds() if asked else None)
    if response.status >= 500:
        raise _unknown(response.url, f"HTTP {response.status}", response.status)
    if not 200 <= response.status < 300:
        return ""
    return response.body[:MOST].decode("utf-8", "replace").replace("\x00", "")


def _unknown(address: str, why: str, status: int | None = None) -> Trouble:
    host = urlsplit(address).netloc
    return Trouble(Cause.ROBOTS, f"robots.txt of {host} cannot be read ({why}), so its boards are left alone", status)
