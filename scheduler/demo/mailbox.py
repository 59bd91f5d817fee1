"""A mailbox on loopback: a real SMTP server that keeps every mail as it arrived, and hands them out in order."""

from __future__ import annotations

import asyncio
import queue
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller


class _Server(Controller):
    """On whatever port is free: aiosmtpd greets its server at the port that was asked for, which is 0 here."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class Mailbox:
    """A context manager: the server runs inside it. `url` is its address for Apprise."""

    def __init__(self) -> None:
        self._mails: queue.Queue[bytes] = queue.Queue()
        self._server = _Server(self, hostname="127.0.0.1", port=0)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self._mails.put(envelope.content)
        return "250 kept"

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self._server.port}?from=sidedoor@demo.example&to=you@demo.example&mode=insecure"

    def next(self, seconds: float) -> bytes | None:
        """The next mail, as it arrived; None if none comes within so many seconds."""
        try:
            return self._mails.get(timeout=seconds)
        except queue.Empty:
            return None

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()


def parsed(mail: bytes) -> EmailMessage:
    """The mail as Python's own parser reads it."""
    return message_from_bytes(mail, policy=policy.default)
