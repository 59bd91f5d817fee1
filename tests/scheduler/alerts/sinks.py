"""A mail server and a web service on loopback that keep what they receive, and fail as they are told."""

from __future__ import annotations

import asyncio
import random
import threading
import time
import warnings
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class Mail:
    """One mail as it was received: its envelope and its bytes."""

    to: list[str]
    raw: bytes
    at: float

    @property
    def parsed(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)  # type: ignore[return-value]

    def part(self, kind: str) -> str:
        found = self.parsed.get_body((kind,))
        assert found is not None
        return str(found.get_content())


@dataclass
class MailSink:
    """`answers`: what to say to each message in turn, the last for ever. "close" hangs up instead of answering."""

    answers: list[str] = field(default_factory=lambda: ["250 OK"])
    refuse: dict[str, str] = field(default_factory=dict)  # recipient -> reply
    password: str = ""  # demanded, if set
    delay: float = 0.0  # before answering a message
    mails: list[Mail] = field(default_factory=list)
    say: Callable[[], str] | None = None  # if set, decides what to answer
    chance: random.Random | None = None  # if set, a tenth is refused and of another tenth the answer is lost
    port: int = 0

    def url(self, to: str = "ada@uni.example", user: str = "") -> str:
        return f"mailto://{user}127.0.0.1:{self.port}/?from=sidedoor@home.example&to={to}&mode=insecure"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self._answer()
        if self.delay:
            await asyncio.sleep(self.delay)
        if answer.startswith("2") or answer == "close":
            assert isinstance(envelope.content, bytes)
            self.mails.append(Mail(list(envelope.rcpt_tos), envelope.content, time.monotonic()))
        if answer == "close":
            assert server.transport is not None
            server.transport.abort()
        return answer

    def _answer(self) -> str:
        if self.say is not None:
            return self.say()
        if self.chance is not None:
            drawn = self.chance.random()
            return "451 4.3.0 Not now" if drawn < 0.1 else "close" if drawn < 0.2 else "250 OK"
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, kind: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password.decode() == self.password, handled=False)


@contextmanager
def mail_sink(**how: Any) -> Iterator[MailSink]:
    sink = MailSink(**how)

    def server() -> SMTP:
        asked = {"authenticator": sink.authenticate, "auth_require_tls": False, "auth_required": True}
        with warnings.catch_warnings(action="ignore"):  # it says that passwords without TLS are unwise
            return SMTP(sink, hostname="sink.example", enable_SMTPUTF8=True, **(asked if sink.password else {}))

    async def listen() -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(server, "127.0.0.1", sink.port)

    with _loop() as run:
        listening = run(listen())
        sink.port = listening.sockets[0].getsockname()[1]
        yield sink
        run(_close(listening))


async def _close(server: asyncio.Server) -> None:
    server.close()


@contextmanager
def _loop() -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield lambda work: asyncio.run_coroutine_threadsafe(work, loop).result(10)
    finally:
        tasks = asyncio.run_coroutine_threadsafe(_end(), loop)
        tasks.result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end() -> None:
    tasks = [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]
    for each in tasks:
        each.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=1)


@dataclass
class Request:
    """One request as it was received."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float


@dataclass
class Answer:
    """What to answer: `status` 0 hangs up; `drip` sends the body a byte at a time, with this pause; the body is sent so
    many `times`."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    times: int = 1


@dataclass
class WebSink:
    """`answers`: in turn, the last for ever; or `answer`, which decides by the request."""

    answers: list[Answer] = field(default_factory=lambda: [Answer()])
    answer: Callable[[Request], Answer] | None = None
    requests: list[Request] = field(default_factory=list)
    refused: list[bytes] = field(default_factory=list)  # bodies that were answered with a status from 400 on
    sent: int = 0  # bytes of answers
    port: int = 0

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/hook"

    def take(self, request: Request) -> Answer:
        self.requests.append(request)
        if self.answer is not None:
            return self.answer(request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def web_sink(*answers: Answer, answer: Callable[[Request], Answer] | None = None) -> Iterator[WebSink]:
    sink = WebSink(list(answers) or [Answer()], answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Request(self.command, self.path, dict(self.headers), body, time.monotonic())
            if len(body) < int(self.headers.get("Content-Length") or 0):
                self.close_connection = True
                return  # it broke off: no service would take it for a message
            reply = sink.take(request)
            if reply.status >= 400:
                sink.refused.append(body)
            time.sleep(reply.delay)
            self.close_connection = True
            if reply.status:
                self.reply(reply)

        do_GET = do_POST = do_PUT = handle_any  # noqa: N815

        def reply(self, reply: Answer) -> None:
            try:
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body) * reply.times), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                for byte in reply.body if reply.drip else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(reply.drip)
                for _ in range(0 if reply.drip else reply.times):
                    self.wfile.write(reply.body)
                    sink.sent += len(reply.body)
            except OSError:
                pass  # the other side has heard enough

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            pass  # a client that hangs up is what some tests are about

    server = Server(("127.0.0.1", 0), Handler)
    sink.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
