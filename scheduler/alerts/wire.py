"""HTTP as a channel speaks it: bounded answers, a deadline for the whole, no redirects, and a record of what was said.

Apprise's result is a yes or a no with log text, without status, Retry-After or the difference between "refused" and
"handed over, no answer". All its plugins speak through `requests`, each with its own calls; the one place they share is
the adapter a session is born with. `install` puts ours there. It acts only inside `witnessing`; outside, it is the
library's own.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import requests
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from scheduler.alerts.outcome import plainly

MOST = 64 << 10  # bytes of an answer that are read
DEADLINE = 30.0  # seconds for one request, from its name being looked up to its answer's end


@dataclass(slots=True)
class Exchange:
    """One request of a plugin and what came of it; `status` 0 is no answer."""

    size: int = 0  # of what was to be handed over, in bytes
    status: int = 0
    body: str = ""
    retry_after: str = ""
    handed_over: bool = False  # some of it had left when it failed
    fault: str = ""


@dataclass(slots=True)
class Witness:
    """What a plugin said and heard while it sent one message."""

    deadline: float
    exchanges: list[Exchange] = field(default_factory=list)
    line: socket.socket | None = None

    def cut(self) -> None:
        """End the connection in use: whoever waits on it stops waiting."""
        if self.line is not None:
            with contextlib.suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)


_witness: ContextVar[Witness | None] = ContextVar("witness", default=None)


@contextlib.contextmanager
def witnessing() -> Iterator[Witness]:
    """Every request of this thread within is bounded and recorded."""
    witness = Witness(DEADLINE)
    token = _witness.set(witness)
    try:
        yield witness
    finally:
        _witness.reset(token)


def install() -> None:
    """Give every session of `requests` made from now on in this process our adapter."""
    requests.sessions.HTTPAdapter = Courier  # type: ignore[attr-defined]  # the seam that all plugins share


class _Watched:
    """A connection that tells its witness of its socket, and of the first byte it hands over."""

    sock: Any

    def _new_conn(self) -> socket.socket:
        line: socket.socket = super()._new_conn()  # type: ignore[misc]  # urllib3's own
        self._told(line)
        return line

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self._told(self.sock)  # after TLS it is another socket

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        witness = _witness.get()
        if witness is not None and witness.exchanges:
            witness.exchanges[-1].handed_over = True
        super().send(data)  # type: ignore[misc]

    def _told(self, line: socket.socket) -> None:
        witness = _witness.get()
        if witness is not None:
            witness.line = line


class _Line(_Watched, HTTPConnection):
    pass


class _SecureLine(_Watched, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Line


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureLine


class Courier(HTTPAdapter):
    """The adapter that bounds and records what plugins send; outside `witnessing`, the library's own."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        witness = _witness.get()

        def carry(timeout: Any) -> Response:
            return super(Courier, self).send(request, stream, timeout, verify, cert, dict(proxies or {}))

        if witness is None:
            return carry(timeout)
        witness.exchanges.append(Exchange(size=int(request.headers.get("Content-Length", 0))))
        return _carried(witness, carry)


def _carried(witness: Witness, carry: Callable[[float], Response]) -> Response:
    """One request under a deadline, its answer read as far as is decent."""
    exchange = witness.exchanges[-1]
    ends = time.monotonic() + witness.deadline
    timer = threading.Timer(witness.deadline, witness.cut)
    timer.daemon = True
    timer.start()
    try:
        response = carry(witness.deadline)
        _read(response, ends)
    except requests.RequestException as fault:
        exchange.fault = plainly(fault)
        raise
    finally:
        timer.cancel()
        witness.line = None
    exchange.status, exchange.body = response.status_code, response.text
    exchange.retry_after = response.headers.get("Retry-After", "")
    response.headers.pop("Location", None)  # so that nobody follows: a POST would become a GET elsewhere
    return response


def _read(response: Response, ends: float) -> None:
    """The beginning of the answer. One that breaks off is what came of it: its status has been said already."""
    raw, read = response.raw, b""
    with contextlib.suppress(HTTPError, OSError):
        while len(read) < MOST and time.monotonic() < ends:
            some = raw.read1(MOST - len(read), decode_content=True)
            if not some:
                break
            read += some
    raw.close()
    response._content = read
    response._content_consumed = True  # so that `content` is what we read, and no more
