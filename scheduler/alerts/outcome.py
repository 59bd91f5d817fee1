"""How an attempt to tell ended, and whose fault it was. Pure: statuses and words in, an `Outcome` out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus

import orjson


class End(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    LATER = "temporary"  # nobody's fault, or the service's: try again
    BROKEN = "channel broken"  # its address or its credential is wrong: keep what is owed, probe hourly, tell
    REFUSED = "message refused"  # this message is not taken: one short plain attempt, then give it up
    UNKNOWN = "unknown"  # it was handed over and no answer came: it may have arrived


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended, what the service said (secrets taken out), and how long it asked us to wait."""

    end: End
    answer: str = ""
    wait: timedelta | None = None

    @property
    def sent(self) -> bool:
        return self.end is End.SENT


_BROKEN = frozenset({401, 403, 404, 410})
_REFUSED = frozenset({400, 413, 422})
# What services say in a 200 or a 400 that is about the address or the credential, not about the message.
_BROKEN_WORDS = re.compile(
    r"chat not found|bot was (?:blocked|kicked)|channel_not_found|not_in_channel|is_archived|account_inactive"
    r"|invalid_auth|not_authed|token_(?:revoked|expired)|invalid_token|no_service|no_team|team_disabled"
    r"|unknown webhook|invalid webhook|user is deactivated|upgraded to a supergroup|peer_id_invalid",
    re.I,
)
_DENIAL = re.compile(r"\s*Webhook message delivery failed", re.I)  # Teams, in a 200
_PAGE = re.compile(r"\s*(?:<!doctype html|<html)\b", re.I)


def of_http(status: int, body: str, retry_after: str = "", now: datetime | None = None) -> Outcome:
    """What an HTTP answer means: a 2xx counts only if its body does not deny it."""
    wait = waiting_time(retry_after, now or datetime.now(UTC))
    if wait is None and status in (429, 503):
        wait = _wait_in(body)
    said = f"HTTP {status}{_phrase(status)}{_excerpt(body)}"
    if 200 <= status < 300:
        return _of_success(said, body, wait)
    if status in _BROKEN or (400 <= status < 500 and status != 429 and _BROKEN_WORDS.search(body)):
        return Outcome(End.BROKEN, said, wait)
    if status in _REFUSED:
        return Outcome(End.REFUSED, said, wait)
    if 300 <= status < 400:
        return Outcome(End.LATER, f"{said}: it sent us elsewhere, and we do not follow", wait)
    return Outcome(End.LATER, said, wait)


def _of_success(said: str, body: str, wait: timedelta | None) -> Outcome:
    """A login page, or an `"ok": false`, is no success whatever the status says."""
    if _PAGE.match(body):
        return Outcome(End.LATER, f"{said}: it answered with a web page, such as a login page", wait)
    if _DENIAL.match(body):
        return Outcome(End.LATER, said, wait)
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Outcome(End.SENT, said)
    if isinstance(answer, dict) and (answer.get("ok") is False or answer.get("success") is False):
        return Outcome(End.BROKEN if _BROKEN_WORDS.search(body) else End.LATER, said, wait)
    return Outcome(End.SENT, said)


def _wait_in(body: str) -> timedelta | None:
    """How long Telegram, Discord (`retry_after`, in seconds) and Matrix (`retry_after_ms`) ask us to wait."""
    found = re.search(r'"retry_after(_ms)?"\s*:\s*(\d{1,12}(?:\.\d+)?)', body)
    return timedelta(seconds=min(float(found[2]) / (1000 if found[1] else 1), 10**9)) if found else None


def of_smtp(code: int, text: str, step: str) -> Outcome:
    """What an SMTP reply means at a step: "connect", "login", "from", "to" or "data".

    A lasting refusal (5xx) before the message is about the credential or the address; after it, about the message.
    Its enhanced status (RFC 3463) goes before: x.1 and x.2 are about the mailbox (full, say; but 5.2.3 is too long a
    message), x.3 and x.4 about systems and ways between them (a day's limit reached, say).
    """
    said = f"the mail server said {code} {_one_line(text)} ({_STEPS[step]})".strip()
    if 200 <= code < 400:
        return Outcome(End.SENT, said)
    if code < 500 or step == "connect":
        return Outcome(End.LATER, said)
    enhanced = re.match(r"\s*5\.(\d{1,3})\.(\d{1,3})", text)
    subject, detail = enhanced.groups() if enhanced else ("", "")
    if step == "data" and (subject, detail) != ("2", "3") and subject in ("1", "2"):
        return Outcome(End.BROKEN, said)
    if step in ("to", "data") and (subject == "4" or (subject == "3" and detail != "4")):  # 5.3.4: too big a message
        return Outcome(End.LATER, said)
    about_us = code in (530, 534, 535, 538) or step in ("login", "from", "to")
    return Outcome(End.BROKEN if about_us else End.REFUSED, said)


_STEPS = {
    "connect": "when we connected",
    "login": "when we logged in",
    "from": "to our own address",
    "to": "to your address",
    "data": "to the message",
}


_FAULTS = (
    (
        r"NameResolution|gaierror|getaddrinfo|name resolution",
        "its name was not found: is it spelt right, is this machine online?",
    ),
    (r"CERTIFICATE_VERIFY_FAILED|CertificateError", "its certificate cannot be trusted"),
    (r"SSL|TLS", "no encrypted connection came about: is the port right?"),
    (r"refused", "it refuses connections: are its address and port right?"),
    (r"unreachable|No route", "there is no way to it: is this machine online?"),
    (r"Time-?out|timed out", "it did not answer in time"),
    (r"Disconnected|reset|aborted|Broken ?pipe|closed", "it hung up"),
)


def plainly(fault: Exception) -> str:
    """Why a service could not be spoken with, in words for people."""
    said = f"{type(fault).__name__} {fault}"
    return next((words for pattern, words in _FAULTS if re.search(pattern, said, re.I)), type(fault).__name__)


def waiting_time(retry_after: str, now: datetime) -> timedelta | None:
    """The time that a Retry-After header asks for, in either of its forms; None where it asks for none we can read."""
    text = retry_after.strip()
    if re.fullmatch(r"\d{1,12}(\.\d+)?", text):
        return timedelta(seconds=min(float(text), 10**9))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(until - now, timedelta())


def redacted(outcome: Outcome, mask: Callable[[str], str]) -> Outcome:
    """This outcome without the secrets of its channel: a service may well repeat them in its answer."""
    return replace(outcome, answer=mask(outcome.answer))


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""


def _excerpt(body: str) -> str:
    text = _one_line(re.sub(r"<[^>]*>", " ", body))
    return f" ({text[:160]})" if text else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
