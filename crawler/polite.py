"""The one way out to the network: one request at a time to a host, paced, never before it wants us back, and through
the gateway if there is one.

A download handler, because Scrapy's middlewares run before a request is queued for its host: a cool-down checked there
still lets the queue out after a 429.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Response

from crawler import guard
from crawler.hosts import GIVE_UP, Host
from crawler.kind import Trouble
from crawler.listing import Cause

if TYPE_CHECKING:
    from crawler.spider import BoardSpider


_SILENCE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)


class Polite(HTTP11DownloadHandler):
    """Everything that counts, counts by the host of the board, whatever the gateway is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        spider: BoardSpider = crawler.spider  # type: ignore[assignment]
        self.hosts, self.network = spider.hosts, spider.network
        self._free = asyncio.Semaphore(self.network.concurrency)
        self._turns: dict[str, asyncio.Lock] = {}

    async def download_request(self, request: Request) -> Response:
        guard.check(request.url)
        host = self.hosts.of(request.url)
        async with self._turns.setdefault(host.name, asyncio.Lock()):
            await self._wait(host)
            async with self._free:
                try:
                    response = await self._download(host, request)
                finally:  # from the end of one to the start of the next: so the host, too, sees no shorter pause
                    host.next_at = _now() + request.meta.get("delay", timedelta(0))
        host.heard(response.status, _header(response, "Retry-After"), _now())
        request.meta["bytes"] = len(response.body)  # as they came over the wire
        # A plain Response: to copy a TextResponse would guess the charset of a body that is still compressed.
        return Response(request.url, status=response.status, headers=response.headers, body=response.body)

    async def _download(self, host: Host, request: Request) -> Response:
        try:
            response = await super().download_request(self._through_gateway(request))
        except _SILENCE:
            host.silences += 1
            raise
        host.silences = 0
        return response

    async def _wait(self, host: Host) -> None:
        """Sit a short pause out; `Trouble(WAIT)` where the host asked for a long one."""
        for _ in range(10):  # a sleep may end a little early
            now = _now()
            if host.must_rest(now):
                raise resting(host, now)
            if host.silences >= GIVE_UP:
                raise Trouble(
                    Cause.UNREACHABLE, f"{host.name} did not answer the last {GIVE_UP} times; tried again next time"
                )
            if (pause := host.pause(now)) <= timedelta(0):
                return
            await asyncio.sleep(pause.total_seconds())

    def _through_gateway(self, request: Request) -> Request:
        if not self.network.gateway:
            return request
        return request.replace(url=through(self.network.gateway, request.url))


def through(gateway: str, url: str) -> str:
    """The address that stands in for `url`: the gateway's, with {host} replaced, then path and query."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return gateway.replace("{host}", parts.netloc.lower()).rstrip("/") + (parts.path or "/") + query


def resting(host: Host, now: datetime) -> Trouble:
    """Why a host is not asked now."""
    asked = host.until > now
    until = max(host.until, host.hold)
    wait = round((host.until - now).total_seconds(), 1) if asked else None
    who = "asked us to stay away" if asked else "refused too often and is left alone"
    return Trouble(Cause.WAIT, f"{host.name} {who} until {until:%Y-%m-%d %H:%M:%S} UTC", wait=wait)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _now() -> datetime:
    return datetime.now(UTC)
