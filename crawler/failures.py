"""What a request that brought no answer means: Scrapy's exceptions in our words."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError, ConnectionLost

from crawler import guard
from crawler.kind import Trouble
from crawler.listing import Cause

log = logging.getLogger(__name__)


def trouble_of(why: BaseException | None, url: str, *, arrived: bool = False) -> Trouble:
    """What a request that brought no answer means, in a word and a sentence. `arrived`: bytes came, of no use."""
    host = urlsplit(url).netloc
    if isinstance(why, Trouble):
        return why
    if isinstance(why, CannotResolveHostError):
        name = urlsplit(url).hostname or host
        if name in guard.REFUSED:
            return guard.refusal(host)
        return Trouble(Cause.UNREACHABLE, f"{host} is not found: no such name, or no network")
    if isinstance(why, DownloadConnectionRefusedError):
        return Trouble(Cause.UNREACHABLE, f"{host} refused the connection")
    if isinstance(why, DownloadTimeoutError):
        return Trouble(Cause.TIMEOUT, f"{host} did not answer in time")
    if isinstance(why, ResponseDataLossError):
        return Trouble(Cause.TRUNCATED, f"{host} broke off in the middle of its answer")
    if isinstance(why, (DownloadCancelledError, IgnoreRequest)):
        return Trouble(Cause.TOO_LARGE, f"the answer of {host} is larger than network.max_bytes allows")
    if isinstance(why, (DownloadFailedError, ConnectionLost, ConnectError)):
        return _connection_trouble(why, host)
    if arrived:
        return Trouble(Cause.NO_BOARD_ANSWER, f"the answer of {host} cannot be unpacked ({type(why).__name__})")
    log.error("asking %s failed with %s: %s", host, type(why).__name__, why)
    return Trouble(Cause.UNREACHABLE, f"asking {host} failed: {type(why).__name__}: {why}")


def _connection_trouble(why: BaseException, host: str) -> Trouble:
    text = repr(why) + repr(why.__cause__)
    if "SSL" in text or "certificate" in text.lower() or "VerificationError" in text:
        return Trouble(Cause.TLS, f"the certificate of {host} cannot be trusted, so nothing of it was read")
    return Trouble(Cause.UNREACHABLE, f"{host} broke the connection off")
