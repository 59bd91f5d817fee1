"""The child process: takes its order from stdin, crawls, and is gone when its parent is.

Whatever happens, it ends: on SIGTERM within a moment, with a report for every board; when its parent dies; at its
deadline; and it can take no more memory than `MOST_MEMORY`.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import resource
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

import orjson

from crawler.door import Door, Order
from crawler.kind import Trouble
from crawler.listing import Cause

if TYPE_CHECKING:
    from crawler.spider import BoardSpider

MOST_MEMORY = 1 << 30  # bytes of address space; an honest child reaches 274 MB
MOST_ORDER = 256 << 20  # bytes of an order
LAST_WORDS = 1.5  # seconds to say them in
_PARENT_GONE = 7
_PR_SET_PDEATHSIG = 1
_M_ARENA_MAX = -8
log = logging.getLogger("crawler")


def run() -> int:
    """Crawl the boards of the order on stdin. 2 when there is no order."""
    _end_with_parent()
    out = os.dup(1)
    os.dup2(2, 1)  # whatever else prints, prints to stderr
    _thin_threads()
    with contextlib.suppress(ValueError, OSError):  # a lower limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    line = _order_line()
    try:
        order = Order.from_json(line)
    except (KeyError, TypeError, ValueError, AttributeError) as why:
        sys.stderr.write(f"the crawler got no order on stdin: {type(why).__name__}: {why}\n")
        return 2
    threading.Thread(target=_watch_parent, daemon=True).start()
    crawl(order, Door(out))
    return 0


def crawl(order: Order, door: Door, spider: type[BoardSpider] | None = None) -> None:
    """Visit every board of the order; each one's report has left by the door when this returns."""
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.settings import scrapy_settings
    from crawler.spider import BoardSpider

    process = AsyncCrawlerProcess(scrapy_settings(order.network))
    _log_as_json(order.log)  # after Scrapy, which sets every level anew
    crawler = process.create_crawler(spider or BoardSpider)
    stop = _Stop(door, order, crawler)
    signal.signal(signal.SIGTERM, stop.by_signal)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal group; the parent decides
    signal.signal(signal.SIGALRM, stop.by_deadline)
    if order.deadline:
        signal.setitimer(signal.ITIMER_REAL, order.deadline)
    process.crawl(crawler, order=order, door=door)
    process.start(install_signal_handlers=False)
    stop.finish(Trouble(Cause.CRASHED, "the crawl ended before this board was read"))


class _Stop:
    """Writes what is left to say, once, and ends."""

    def __init__(self, door: Door, order: Order, crawler: object) -> None:
        self._door, self._order, self._crawler = door, order, crawler

    def by_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._end(Trouble(Cause.STOPPED, "Sidedoor was stopped before this board was read"))

    def by_deadline(self, _number: int, _frame: FrameType | None) -> None:
        self._end(Trouble(Cause.TIMEOUT, "the crawl took too long; this board comes with the next one"))

    def _end(self, trouble: Trouble) -> None:
        """Not by Scrapy's way, which waits for the answers under way; and at once where nobody listens any more."""
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, LAST_WORDS)
        self._door.when_free(lambda: self._last_words(trouble))

    def _last_words(self, trouble: Trouble) -> None:
        self.finish(trouble)
        os._exit(0)

    def finish(self, trouble: Trouble) -> None:
        spider: BoardSpider | None = getattr(self._crawler, "spider", None)
        if spider is not None:
            for done in spider.unfinished(trouble):
                self._door.put(done)
        self._door.put_hosts(self._order.hosts)


def _order_line() -> bytes:
    """The first line of stdin, read without a buffer, so that the rest stays for `_watch_parent`."""
    parts: list[bytes] = []
    size = 0
    while size < MOST_ORDER and (part := os.read(0, 1 << 20)):
        parts.append(part)
        size += len(part)
        if part.endswith(b"\n"):
            break
    return b"".join(parts)


def _watch_parent() -> None:
    """The end of stdin is the end of the parent. `os.read`: `sys.stdin` would abort the interpreter at exit."""
    with contextlib.suppress(OSError):
        while os.read(0, 65536):
            pass
    os._exit(_PARENT_GONE)


def _end_with_parent() -> None:
    """Ask Linux to kill us with our parent, even while we hang in C code."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _thin_threads() -> None:
    """A thread that resolves names takes 8 MB of stack and 64 MB for its heap by default: too much of `MOST_MEMORY`."""
    threading.stack_size(1 << 20)
    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if record.exc_info:
            message += "\n" + self.formatException(record.exc_info)
        row = {"level": str(record.levelno), "logger": record.name, "message": message}
        return orjson.dumps(row, default=str).decode() if message.isprintable() else _ascii(row)


def _ascii(row: dict[str, str]) -> str:
    return orjson.dumps({name: text.encode("utf-8", "replace").decode() for name, text in row.items()}).decode()


def _log_as_json(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(level.upper())
    for name in ("scrapy", "twisted", "asyncio", "py.warnings"):
        logging.getLogger(name).setLevel(logging.ERROR)
