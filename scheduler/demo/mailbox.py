"""A mailbox on loopback: a real SMTP server that keeps every mail as it arrived, and hands them out in order."""

from __future__ import annotations

import asyncio
import queue
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller


class Mailbox:
    """A context manager: the server runs inside it. `url` is its address for Apprise."""

    def __init__(self) -> None:
        self._mails: queue.Queue[bytes] = queue.Queue()
        self._server = Controller(self, hostname="127.0.0.1", port=0)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self._mails.put(envelope.content)
        return "250 kept"

    @property
    def url(self) -> str:
        server = self._server.server
        assert isinstance(server, asyncio.Server), "the mailbox does not run yet"
        port = server.sockets[0].getsockname()[1]
        return f"mailto://127.0.0.1:{port}?from=sidedoor@demo.example&to=you@demo.example&mode=insecure"

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
