"""The ways out. The only file that knows Apprise, which carries every channel.

Apprise's plugins are used as they are, inside `wire.witnessing`, but for those that must keep a message's identity over
retries: e-mail (`Mail`: same Message-ID, Date and bytes) and webhooks (`Idempotency-Key`), thin subclasses of its own.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_string
from email.message import Message
from email.utils import format_datetime
from typing import Any

from apprise import Apprise, AppriseAsset, NotifyFormat, PersistentStoreMode
from apprise.exception import ApprisePluginException
from apprise.plugins import url_to_dict
from apprise.plugins.base import NotifyBase
from apprise.plugins.custom_form import NotifyForm
from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.custom_xml import NotifyXML
from apprise.plugins.email import NotifyEmail
from apprise.plugins.email.smtp import AppriseSMTPController

from config.redact import masking
from config.settings import Settings
from scheduler.alerts import message, wire
from scheduler.alerts.notices import frame, new_identity
from scheduler.alerts.outcome import End, Outcome, of_http, of_smtp, plainly, redacted
from scheduler.alerts.payload import Letter
from scheduler.alerts.schedule import Delivery
from scheduler.alerts.words import TEXT

log = logging.getLogger(__name__)
CONNECT, ANSWER = 30, 60  # seconds: to reach a mail server, and for each of its replies
ACCEPT = 600.0  # for the reply to the message itself: RFC 5321 (4.5.3.2.6) grants ten minutes
WHOLE = 900.0  # for all of it, however its replies drip: less than the lease of a claim
_TITLE = 250
# Bytes, where services take less than Apprise thinks: ntfy makes an attachment of what is longer, and a Matrix event
# (64 KiB) holds the text twice, as HTML and plain.
_TAKES = {"NotifyNtfy": 4096, "NotifyMatrix": 24_000}

_asset = AppriseAsset(
    app_id="Sidedoor",
    app_desc="Sidedoor",
    app_url="",
    image_url_mask="",
    image_url_logo="",
    http_redirects=False,
    async_mode=False,
    storage_mode=PersistentStoreMode.MEMORY,
)


class BadChannel(ValueError):
    """A channel's URL that cannot be used: one line with the remedy, without its secrets."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A named address that can be told. `send` never raises for what a service does."""

    name: str
    plugin: Any = field(repr=False)
    delivery: Delivery = field(repr=False)
    mask: Callable[[str], str] = field(repr=False, default=str)  # of its secrets

    @property
    def dialect(self) -> str:
        """The form this service takes: "mail", or the richest dialect of `Payload.chat` that it says it can show."""
        if isinstance(self.plugin, Mail):
            return "mail"
        formats = [each.value for each in self.plugin._formats()]
        asked = self.plugin._format_override
        if asked is not None and asked.value in formats:
            return str(asked.value)
        if isinstance(self.plugin, Webhook):
            return "text"
        return next((each for each in ("html", "markdown", "text") if each in formats), "text")

    @property
    def limit(self) -> int:
        """Bytes of one part: what the service takes, less the title and a margin for what it escapes."""
        most = min(int(self.plugin.body_maxlen), _TAKES.get(type(self.plugin).__name__, 1 << 20))
        room = most - _TITLE - 2 if self._titled and self.plugin.overflow_amalgamate_title else most
        return max(room * 19 // 20, 100)

    @property
    def _titled(self) -> bool:
        """Is the subject sent as a title? Not where the body shows it in bold already."""
        return self.dialect == "text" and self.plugin.title_maxlen > 0

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter over and say how it ended. Blocks for ten minutes at worst (a mail server thinking)."""
        if isinstance(self.plugin, Mail):
            return redacted(self.plugin.post(letter), self.mask)
        with wire.witnessing() as witness:
            done, fault = self._notify(letter)
        return redacted(_outcome(done, fault, witness.exchanges), self.mask)

    def _notify(self, letter: Letter) -> tuple[bool, str]:
        """Apprise's own way to send: did the plugin call it a success, and what did it raise or log?"""
        body = letter.payload.short if letter.plain else letter.body
        title = TEXT.say(letter.payload.subject)[:_TITLE] if self._titled else ""
        shape = NotifyFormat.TEXT if letter.plain else NotifyFormat(self.dialect)
        with _identified(self.plugin, letter), _last_words() as words:
            try:
                return bool(self.plugin.notify(body=body, title=title, body_format=shape)), words.text
            except Exception as fault:  # noqa: BLE001  # some 180 plugins: whatever one raises is its outcome
                return False, f"{type(fault).__name__} in Apprise's {self.plugin.service_name} plugin"


def _outcome(done: bool, fault: str, exchanges: list[wire.Exchange]) -> Outcome:
    """Whose fault it was: by the exchange that carried the message if the plugin calls it a success (some log in before
    and out after), else by the last that failed."""
    if not exchanges:  # a plugin that does not speak HTTP, or that never got so far
        return Outcome(End.SENT, "sent") if done else Outcome(End.LATER, fault or "it was not sent")
    if done:
        return _of(max(exchanges, key=lambda each: each.size))
    failed = [outcome for each in exchanges if not (outcome := _of(each)).sent]
    return failed[-1] if failed else Outcome(End.LATER, fault or _of(exchanges[-1]).answer)


def _of(exchange: wire.Exchange) -> Outcome:
    if exchange.status:
        return of_http(exchange.status, exchange.body, exchange.retry_after)
    if exchange.handed_over:
        return Outcome(End.UNKNOWN, f"no answer came ({exchange.fault}); it may have arrived")
    return Outcome(End.LATER, f"it could not be reached ({exchange.fault})")


@contextmanager
def _identified(plugin: Any, letter: Letter) -> Iterator[None]:
    """A webhook carries the message's identity as a header, and the roles as data."""
    if not isinstance(plugin, Webhook):
        yield
        return
    plugin.letter = letter
    try:
        yield
    finally:
        plugin.letter = None


class _last_words(logging.Handler):  # noqa: N801  # used as a context
    """The last warning that Apprise logged in this thread: where it has no status, this is all there is."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.text, self._thread = "", threading.get_ident()

    def __enter__(self) -> _last_words:
        logging.getLogger("apprise").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.text = record.getMessage()


# -- Webhooks ---------------------------------------------------------------------------------------------------------


class Webhook:
    """What Apprise's webhooks (json, xml, form) carry besides: the identity, the same at every attempt."""

    letter: Letter | None = None
    headers: dict[str, str]

    def send(self, *args: Any, **kwargs: Any) -> bool:
        mine = self.headers
        if self.letter is not None:
            self.headers = {**mine, "Idempotency-Key": self.letter.identity}
        try:
            return bool(super().send(*args, **kwargs))  # type: ignore[misc]  # of the plugin beside this class
        finally:
            self.headers = mine


class JSONWebhook(Webhook, NotifyJSON):  # type: ignore[no-untyped-call]  # Apprise is typed in part
    """Also hands over the roles as data, under `roles`."""

    def send(self, *args: Any, **kwargs: Any) -> bool:
        mine = self.payload_extras
        if self.letter is not None and not self.letter.plain:
            self.payload_extras = {"roles": [dict(each) for each in self.letter.data], **mine}
        try:
            return super().send(*args, **kwargs)
        finally:
            self.payload_extras = mine


class XMLWebhook(Webhook, NotifyXML):  # type: ignore[no-untyped-call]
    pass


class FormWebhook(Webhook, NotifyForm):  # type: ignore[no-untyped-call]
    pass


# -- Mail -------------------------------------------------------------------------------------------------------------


class _Session(AppriseSMTPController):
    """Apprise's SMTP session; it tells at which step what was said, where Apprise's own answers yes or no."""

    step = "connect"
    _socket: Any

    def __enter__(self) -> _Session:
        super().__enter__()
        self._socket.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sock.settimeout(ANSWER)
        return self

    def submit(self, sender: str, to: list[str], text: str) -> Outcome:
        """Hand one message to the server. SMTPException or OSError before the message; after it, an outcome."""
        self._socket.ehlo_or_helo_if_needed()
        for step, say, arguments in [
            ("from", self._socket.mail, sender),
            *(("to", self._socket.rcpt, to_) for to_ in to),
        ]:
            code, said = say(arguments)
            if code >= 300:
                return of_smtp(code, said.decode("utf-8", "replace"), step)
        self.step = "data"
        self._socket.sock.settimeout(ACCEPT)
        code, said = self._socket.data(text)
        return of_smtp(code, said.decode("utf-8", "replace"), "data")

    def cut(self) -> None:
        """End the connection: whoever waits on it stops waiting."""
        if self._socket is not None and self._socket.sock is not None:
            with suppress(OSError):
                self._socket.sock.shutdown(socket.SHUT_RDWR)

    def __exit__(self, *_: object) -> None:
        """Take leave without waiting for the answer: the message is accepted, and that is to be written down."""
        if self._socket is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._socket.putcmd("quit")
            self._socket.close()
            self._socket = None


class Mail(NotifyEmail):  # type: ignore[no-untyped-call]
    """Apprise's e-mail, whose attempts share Message-ID, Date and every byte, with a plain part of our own."""

    def post(self, letter: Letter) -> Outcome:
        """Send a letter's mail form."""
        try:
            sender, to, text = self.written(letter)
        except ApprisePluginException as fault:  # PGP asked for and not to be had, say
            return Outcome(End.BROKEN, str(fault))
        session = _Session(
            host=self.smtp_host,
            port=int(self.port or 0),
            secure_mode=str(self.secure_mode),
            user=self.user,
            password=self.password,
            verify_certificate=self.verify_certificate,
            socket_connect_timeout=CONNECT,
        )
        timer = threading.Timer(WHOLE, session.cut)
        timer.daemon = True
        timer.start()
        try:
            with session:
                return session.submit(sender, to, text)
        except smtplib.SMTPAuthenticationError as fault:
            return of_smtp(fault.smtp_code, _decoded(fault.smtp_error), "login")
        except smtplib.SMTPNotSupportedError as fault:
            return Outcome(End.BROKEN, f"the mail server does not offer what the channel asks for: {fault}")
        except smtplib.SMTPResponseException as fault:
            return of_smtp(fault.smtp_code, _decoded(fault.smtp_error), session.step)
        except (OSError, smtplib.SMTPException) as fault:
            if session.step == "data":
                return Outcome(
                    End.UNKNOWN, f"no answer came from the mail server ({plainly(fault)}); it may have arrived"
                )
            return Outcome(End.LATER, f"the mail server could not be reached ({plainly(fault)})")
        finally:
            timer.cancel()

    def written(self, letter: Letter) -> tuple[str, list[str], str]:
        """Sender, recipient and the whole message, the same bytes for the same letter."""
        payload = letter.payload
        rich = not letter.plain and self.resolve_format(NotifyFormat.HTML) == NotifyFormat.HTML
        plain = payload.short if letter.plain else payload.mail_text
        made = next(
            iter(
                NotifyEmail.prepare_emails(
                    subject=payload.subject,
                    body=payload.mail_html if rich else plain,
                    notify_format=NotifyFormat.HTML if rich else NotifyFormat.TEXT,
                    from_addr=(self.from_addr[0] or self.app_id, self.from_addr[1]),
                    to=self.targets,
                    reply_to=self.reply_to,
                    smtp_host=self.smtp_host,
                    headers={"Auto-Submitted": "auto-generated", **self.headers},
                    names=self.names,
                    pgp=self.pgp,
                    pgp_mode=self.pgp_mode,
                    tzinfo=UTC,
                )
            )
        )
        mail = message_from_string(made.body)
        _identify(mail, letter, str(self.from_addr[1]).rpartition("@")[2])
        if mail.get_content_type() == "multipart/alternative":
            _replace_plain(mail, payload.mail_text)
        return str(self.from_addr[1]), made.to_addrs, mail.as_string()


def _identify(mail: Message, letter: Letter, domain: str) -> None:
    """Message-ID, Date and boundary from the letter, not from the moment."""
    for name, value in (
        ("Message-ID", f"<{letter.identity}{'.plain' if letter.plain else ''}@{domain}>"),
        ("Date", format_datetime(datetime.fromisoformat(letter.payload.date))),
    ):
        del mail[name]
        mail[name] = value
    if mail.is_multipart():
        mail.set_boundary(f"==_{hashlib.sha256(letter.identity.encode()).hexdigest()[:24]}_==")


def _replace_plain(mail: Message, text: str) -> None:
    """Apprise's plain part is its HTML with the links' targets lost; ours has them."""
    for each in mail.walk():
        if each.get_content_type() == "text/plain":
            del each["Content-Transfer-Encoding"]
            each.set_payload(text, "utf-8")
            return


def _decoded(said: object) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


# -- Opening ----------------------------------------------------------------------------------------------------------

_OURS: Mapping[type[NotifyBase], type[NotifyBase]] = {
    NotifyEmail: Mail,
    NotifyJSON: JSONWebhook,
    NotifyXML: XMLWebhook,
    NotifyForm: FormWebhook,
}


def open_channel(name: str, url: str, delivery: Delivery) -> Channel:
    """The channel that an Apprise URL names. BadChannel where Apprise cannot read it or it has several recipients."""
    wire.install()
    mask = masking(url)
    _redaction.know(url, mask)
    plugin = Apprise.instantiate(url, asset=_asset)
    if plugin is None:
        scheme = url.partition("://")[0]
        raise BadChannel(
            f"channel {name}: Apprise cannot read its {scheme}:// URL; "
            "the form for every service is on https://appriseit.com/services/"
        )
    if type(plugin) in _OURS:
        plugin = _OURS[type(plugin)](**{**url_to_dict(url), "asset": _asset})  # type: ignore[no-untyped-call]
    plugin.retry = 0  # retries are ours: Apprise's would not be on record
    recipients = len(plugin) + len(getattr(plugin, "cc", ())) + len(getattr(plugin, "bcc", ()))
    if recipients > 1:
        raise BadChannel(
            f"channel {name}: its URL has {recipients} recipients; "
            "write one channel for each, so that one who refuses does not double the others' alerts"
        )
    return Channel(name, plugin, delivery, mask)


def open_all(settings: Settings) -> tuple[dict[str, Channel], list[str]]:
    """Every channel of the settings that can be used, and a line on each that cannot."""
    delivery, opened, problems = Delivery.of(settings), {}, []
    for name, channel in settings.channels.items():
        try:
            opened[name] = open_channel(name, channel.url.get_secret_value(), delivery)
        except BadChannel as problem:
            problems.append(str(problem))
    return opened, problems


# -- Secrets ----------------------------------------------------------------------------------------------------------


class _Redaction(logging.Filter):
    """Takes channels' secrets out of what Apprise and urllib3 log: at DEBUG they write addresses and whole bodies."""

    def __init__(self) -> None:
        super().__init__()
        self._masks: dict[str, Callable[[str], str]] = {}  # by URL

    def know(self, url: str, mask: Callable[[str], str]) -> None:
        self._masks[url] = mask

    def filter(self, record: logging.LogRecord) -> bool:
        said = text = record.getMessage()
        for mask in list(self._masks.values()):
            text = mask(text)
        if text != said:
            record.msg, record.args = text, None
        return True


_redaction = _Redaction()
for _name in ("apprise", "urllib3.connectionpool"):
    logging.getLogger(_name).addFilter(_redaction)


# -- Trying one -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TestResult:
    """What came of a test alert, in plain words."""

    __test__ = False  # it is no test of pytest's
    channel: str
    ok: bool
    words: str


_SAID = {
    End.SENT: ("the service accepted it", "Look whether it arrived, in the spam folder too"),
    End.LATER: ("the service did not take it this time", "Nothing arrived; an alert would be tried again later"),
    End.BROKEN: (
        "the service does not know this address, or does not accept its password or token",
        "Nothing arrived; check the channel's URL, and copy it anew from the service",
    ),
    End.REFUSED: ("the service refused the message", "Nothing arrived; it takes no such message"),
    End.UNKNOWN: ("the service got it and gave no answer", "Look whether it arrived"),
}


def test_channel(channel: Channel, now: datetime) -> TestResult:
    """Send a real test message and say what the service answered."""
    text = f"If you can read this, Sidedoor reaches you here.\nAlerts for the channel “{channel.name}” come this way."
    payload = message.note("this is a test", text, frame(channel.name, channel.delivery, now))
    body = "" if channel.dialect == "mail" else payload.chat[channel.dialect][0]
    outcome = channel.send(Letter(identity=new_identity(), payload=payload, body=body))
    said, advice = _SAID[outcome.end]
    return TestResult(channel.name, outcome.sent, f"{said}: {outcome.answer}. {advice}.")


test_channel.__test__ = False  # type: ignore[attr-defined]  # nor is this
