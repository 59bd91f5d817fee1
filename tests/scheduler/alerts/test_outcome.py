"""Whose fault it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from config.redact import masking
from scheduler.alerts.outcome import End, Outcome, of_http, of_smtp, redacted, waiting_time

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "body", "end"),
    [
        (200, "", End.SENT),
        (204, "", End.SENT),
        (200, "ok", End.SENT),
        (200, '{"ok": true}', End.SENT),
        (200, '["ok", false]', End.SENT),
        (200, '{"ok": false}', End.LATER),
        (200, '{"ok": false, "error": "channel_not_found"}', End.BROKEN),
        (200, "  <!DOCTYPE HTML><title>Sign in</title>", End.LATER),
        (301, "", End.LATER),
        (400, "", End.REFUSED),
        (400, '{"ok":false,"description":"Bad Request: chat not found"}', End.BROKEN),
        (401, "", End.BROKEN),
        (403, "", End.BROKEN),
        (404, "", End.BROKEN),
        (410, "", End.BROKEN),
        (413, "", End.REFUSED),
        (422, "", End.REFUSED),
        (429, "invalid_auth", End.LATER),
        (500, "", End.LATER),
        (599, "", End.LATER),
        (
            200,
            "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429",
            End.LATER,
        ),
        (400, '{"ok":false,"description":"Bad Request: group chat was upgraded to a supergroup chat"}', End.BROKEN),
    ],
)
def test_http(status: int, body: str, end: End) -> None:
    outcome = of_http(status, body)
    assert outcome.end is end
    assert f"HTTP {status}" in outcome.answer


@pytest.mark.parametrize(
    ("code", "step", "end"),
    [
        (250, "data", End.SENT),
        (421, "connect", End.LATER),
        (554, "connect", End.LATER),
        (535, "login", End.BROKEN),
        (454, "login", End.LATER),
        (530, "from", End.BROKEN),
        (553, "from", End.BROKEN),
        (550, "to", End.BROKEN),
        (450, "to", End.LATER),
        (452, "data", End.LATER),
        (552, "data", End.REFUSED),
        (554, "data", End.REFUSED),
    ],
)
def test_smtp(code: int, step: str, end: End) -> None:
    outcome = of_smtp(code, "said\nso", step)
    assert outcome.end is end
    assert f"{code} said so" in outcome.answer


@pytest.mark.parametrize(
    ("code", "said", "step", "end"),
    [
        (552, "5.2.2 Mailbox full", "data", End.BROKEN),
        (552, "5.2.3 Message exceeds fixed size", "data", End.REFUSED),
        (552, "5.3.4 Message too big for system", "data", End.REFUSED),
        (554, "5.7.1 Looks like spam", "data", End.REFUSED),
        (550, "5.1.1 No such user", "data", End.BROKEN),
        (550, "5.4.5 Daily user sending limit exceeded", "data", End.LATER),
        (550, "5.4.5 Daily user sending limit exceeded", "to", End.LATER),
        (550, "5.1.1 No such user", "to", End.BROKEN),
        (554, "5.7.1 Relay access denied", "to", End.BROKEN),
        (535, "5.7.8 Bad credentials", "login", End.BROKEN),
    ],
)
def test_smtp_by_its_enhanced_status(code: int, said: str, step: str, end: End) -> None:
    assert of_smtp(code, said, step).end is end


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", timedelta(seconds=7)),
        ("0.5", timedelta(seconds=0.5)),
        ("Fri, 20 Nov 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Fri, 20 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("999999999999", timedelta(seconds=10**9)),
        ("-7", None),
        ("soon", None),
        ("", None),
    ],
)
def test_both_forms_of_retry_after(header: str, wait: timedelta | None) -> None:
    assert waiting_time(header, NOW) == wait


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ('{"ok":false,"error_code":429,"parameters":{"retry_after":350}}', 350),  # Telegram
        ('{"message":"You are being rate limited.","retry_after":64.57,"global":false}', 64.57),  # Discord
        ('{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":900000}', 900),  # Matrix
    ],
)
def test_a_wait_asked_for_in_the_answer_itself(body: str, seconds: float) -> None:
    assert of_http(429, body).wait == timedelta(seconds=seconds)
    assert of_http(429, body, "7").wait == timedelta(seconds=7)
    assert of_http(400, body).wait is None


def test_secrets_are_taken_out() -> None:
    mask = masking("json://host.example/T0K3N7")
    assert redacted(Outcome(End.LATER, "no hook at /T0K3N7"), mask).answer == "no hook at /****"
