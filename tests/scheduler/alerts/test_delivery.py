"""Rows 51 to 63 and 67 of the failure catalogue, each against a real mail server or web service on loopback."""

from __future__ import annotations

import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from scheduler.alerts import ledger, message, outbox, schedule, sending
from scheduler.alerts.channels import open_channel, test_channel
from scheduler.alerts.outcome import End, Outcome
from scheduler.alerts.payload import Letter
from scheduler.alerts.schedule import Delivery
from scheduler.store import reading
from scheduler.store.tables import alerts, attempts, channels, messages
from tests.scheduler.alerts.roles import (
    NOW,
    Clock,
    add_role,
    close,
    deliver,
    delivery,
    drain,
    open_to,
    owe,
    owe_many,
    rows,
    states,
)
from tests.scheduler.alerts.sinks import Answer, Request, mail_sink, web_sink


def one_alert(engine: Engine, url: str) -> tuple[Any, Clock]:
    """A channel that is owed one alert."""
    current = delivery("it")
    channel = open_to(engine, "it", url, current)
    owe_many(engine, 1, ["it"], current)
    return channel, Clock()


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_an_alert_reaches_a_mailbox_and_is_settled(engine: Engine) -> None:
    with mail_sink() as sink:
        channel, clock = one_alert(engine, sink.url())

        assert deliver(engine, channel, clock) == 1

    assert states(engine) == states(engine, messages) == {"sent": 1}
    assert "Bachelor's degree in computer science" in sink.mails[0].part("plain")
    assert rows(engine, attempts)[0].outcome == "sent"
    assert rows(engine)[0].unknown == 0


def test_an_opening_is_told_once_to_a_channel(engine: Engine) -> None:
    current = delivery("it", "other")
    with engine.begin() as db:
        role = add_role(db, 1)
        assert len(owe(db, role, ["it"], current)) == 1
        assert owe(db, role, ["it"], current) == []
        assert len(owe(db, role, ["it", "other"], current)) == 1
        assert len(owe(db, role, ["it"], current, round_=1)) == 1


def test_row_51_a_mail_server_that_refuses_connections_is_tried_by_the_schedule(engine: Engine) -> None:
    channel, clock = one_alert(engine, f"mailto://127.0.0.1:{closed_port()}/?from=a@b.example&to=c@d.example")
    waits = []
    for _ in range(8):
        assert deliver(engine, channel, clock) == 1
        due = rows(engine)[0].due_at
        waits.append((due - clock.now) / timedelta(minutes=1))
        clock.now = due

    for wait, planned in zip(waits, (1, 2, 4, 8, 15, 30, 60, 60), strict=True):
        assert planned * 0.8 <= wait <= planned * 1.2
    assert states(engine) == {"owed": 1}
    assert rows(engine)[0].unknown == 0  # nothing was ever handed over


def test_row_51_a_silent_mail_server_is_left(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.alerts.channels.CONNECT", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        channel, clock = one_alert(
            engine, f"mailto://127.0.0.1:{silent.getsockname()[1]}/?from=a@b.example&to=c@d.example"
        )
        began = time.monotonic()
        deliver(engine, channel, clock)
    assert time.monotonic() - began < 5
    assert states(engine) == {"owed": 1}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_row_51_alerts_are_given_up_loudly_after_five_days(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    """The log has a line at the first failure and one at the end, none at the attempts between, and no traceback."""
    with mail_sink() as sink:
        healthy = open_to(engine, "healthy", sink.url(), delivery("healthy"))
        channel, clock = one_alert(engine, f"mailto://127.0.0.1:{closed_port()}/?from=a@b.example&to=c@d.example")

        tries = drain(engine, channel, clock)
        deliver(engine, healthy, clock)

    assert timedelta(days=5) <= clock.now - NOW < timedelta(days=5, hours=3)
    assert 100 < tries < 160
    assert states(engine) == {"given up": 1}
    assert "given up" in sink.mails[0].parsed["Subject"]
    assert "sidedoor alerts retry" in sink.mails[0].part("plain")
    said = [each for each in caplog.records if each.getMessage().startswith("channel it, message 1")]
    first, last = (each.getMessage() for each in said if each.levelname in ("WARNING", "ERROR"))
    assert "it refuses connections" in first
    assert "given up" in last
    assert not any(each.exc_info for each in caplog.records)


def test_row_52_a_refused_password_breaks_the_channel_and_loses_nothing(engine: Engine) -> None:
    with mail_sink(password="right") as sink, mail_sink() as healthy_sink:
        current = delivery("it", "healthy")
        healthy = open_to(engine, "healthy", healthy_sink.url(), current)
        channel = open_to(engine, "it", sink.url(user="me:wrong@"), current)
        owe_many(engine, 3, ["it"], current)
        clock = Clock()

        assert deliver(engine, channel, clock) == 1  # the first refusal stops the channel, not each alert for itself
        assert deliver(engine, channel, clock) == 0
        clock.ahead(minutes=61)
        assert deliver(engine, channel, clock) == 1  # an hourly probe
        deliver(engine, healthy, clock)
        assert "“it” does not work" in healthy_sink.mails[0].parsed["Subject"]
        clock.ahead(days=9)
        assert deliver(engine, channel, clock) == 1
        assert states(engine) == {"owed": 3}  # for as long as it takes

        mended = open_to(engine, "it", sink.url(user="me:right@"), current, clock())
        deliver(engine, mended, clock)

    assert states(engine) == {"sent": 3}
    assert len(sink.mails) == 3
    assert len(healthy_sink.mails) == 1  # told once
    assert rows(engine, channels)[1].broken_since is None


def test_row_53_a_greylisting_server_gets_one_copy(engine: Engine) -> None:
    with mail_sink() as sink:
        channel, clock = one_alert(engine, sink.url())
        sink.say = lambda: "250 OK" if clock.now - NOW >= timedelta(minutes=10) else "451 4.7.1 Greylisted"
        assert 3 <= drain(engine, channel, clock) <= 6
    assert len(sink.mails) == 1
    assert states(engine) == {"sent": 1}
    assert timedelta(minutes=10) <= clock.now - NOW < timedelta(minutes=20)


def test_row_54_one_of_three_recipients_is_refused_and_the_others_get_one_copy_each(engine: Engine) -> None:
    with mail_sink(refuse={"gone@uni.example": "550 5.1.1 No such user"}) as sink:
        current = delivery("ada", "bob", "gone")
        opened = [open_to(engine, name, sink.url(f"{name}@uni.example"), current) for name in current.times]
        owe_many(engine, 1, current.times, current)
        clock = Clock()
        for channel in opened * 3:
            deliver(engine, channel, clock)

    told = [mail.to for mail in sink.mails if "Machine Learning" in mail.parsed["Subject"]]
    assert sorted(told) == [["ada@uni.example"], ["bob@uni.example"]]
    assert states(engine) == {"owed": 1, "sent": 2}


def test_row_54_an_address_with_several_recipients_is_refused_at_once(engine: Engine) -> None:
    with pytest.raises(ValueError, match="one channel for each"):
        open_to(engine, "it", "mailto://127.0.0.1/?from=a@b.example&to=c@d.example,e@f.example", delivery())


def test_row_55_a_slow_answer_is_waited_for(engine: Engine) -> None:
    with mail_sink(delay=3.0) as sink:
        channel, clock = one_alert(engine, sink.url())
        assert drain(engine, channel, clock) == 1
    assert len(sink.mails) == 1
    assert states(engine) == {"sent": 1}


def test_row_55_the_wait_for_the_answer_to_a_message_is_ten_minutes(engine: Engine) -> None:
    """RFC 5321 grants the server ten minutes; waiting them out is what saves the second copy."""
    seen = []
    with mail_sink() as sink:
        channel, clock = one_alert(engine, sink.url())
        original = socket.socket.settimeout

        def settimeout(self: socket.socket, value: float | None) -> None:
            seen.append(value)
            original(self, value)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket.socket, "settimeout", settimeout)
            deliver(engine, channel, clock)
    assert 600 in seen


def test_row_56_a_lost_answer_is_tried_again_under_the_same_identity(engine: Engine) -> None:
    with mail_sink(answers=["close", "250 OK"]) as sink:
        channel, clock = one_alert(engine, sink.url())
        assert drain(engine, channel, clock) == 2

    first, second = sink.mails
    assert first.raw == second.raw  # Message-ID, Date and every other byte
    assert first.parsed["Message-ID"]
    assert rows(engine)[0].unknown == 1  # flagged: a second copy is possible
    assert [row.outcome for row in rows(engine, attempts)] == ["unknown", "sent"]


def test_row_56_a_webhook_keeps_its_key_over_retries(engine: Engine) -> None:
    with web_sink(Answer(status=0), Answer(503), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        assert drain(engine, channel, clock) == 3
    keys = {request.headers["Idempotency-Key"] for request in sink.requests}
    assert len(sink.requests) == 3
    assert len(keys) == 1
    assert len({request.body for request in sink.requests}) == 1
    assert rows(engine)[0].unknown == 1


def test_row_57_retry_after_is_honoured(engine: Engine) -> None:
    with web_sink(Answer(429, headers={"Retry-After": "700"}), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        assert drain(engine, channel, clock) == 2
    assert clock.now - NOW >= timedelta(seconds=700)
    assert states(engine) == {"sent": 1}


def test_row_57_a_service_that_asks_for_a_pause_is_spared_the_other_alerts_too(engine: Engine) -> None:
    with web_sink(Answer(429, headers={"Retry-After": "7"}), Answer()) as sink:
        current, clock = delivery("it"), Clock()
        channel = open_to(engine, "it", sink.url, current)
        owe_many(engine, 3, ["it"], current)
        assert deliver(engine, channel, clock) == 1
        with engine.begin() as db:
            outbox.recover(db, clock())  # nor does a restart forget it
            outbox.meet(db, ["it"], clock())
        assert deliver(engine, channel, clock) == 0
        assert outbox.next_due(engine, channel, clock()) == NOW + timedelta(seconds=7)
        clock.ahead(seconds=7)
        assert deliver(engine, channel, clock) == 2
        drain(engine, channel, clock)
    assert states(engine) == {"sent": 3}


@pytest.mark.parametrize("asked", ["-5", "1000000000", "soon", "Wed, 21 Oct 1999 07:28:00 GMT", ""])
def test_row_57_an_absurd_retry_after_is_bounded(engine: Engine, asked: str) -> None:
    with web_sink(Answer(429, headers={"Retry-After": asked}), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        drain(engine, channel, clock)
    assert timedelta(seconds=45) < clock.now - NOW <= timedelta(hours=24)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 408, 425])
def test_row_58_a_failing_service_is_tried_again(engine: Engine, status: int) -> None:
    with web_sink(Answer(status), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        assert drain(engine, channel, clock) == 2
    assert states(engine) == {"sent": 1}
    assert rows(engine)[0].unknown == 0


def test_row_58_a_timeout_is_an_unknown_outcome(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.alerts.wire.DEADLINE", 0.5)
    with web_sink(Answer(delay=2.0), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        assert drain(engine, channel, clock) == 2
    assert [row.outcome for row in rows(engine, attempts)] == ["unknown", "sent"]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<!DOCTYPE html><html><body>Please log in</body></html>", {"Content-Type": "text/html"}),
        Answer(200, b'{"ok": false, "error": "internal"}'),
        Answer(200, b'{"success": false}'),
        Answer(302, headers={"Location": "/login"}),
        Answer(301, headers={"Location": "http://127.0.0.1:9/"}),
    ],
)
def test_row_59_a_false_success_is_a_failure(engine: Engine, answer: Answer) -> None:
    with web_sink(answer) as sink:
        channel, clock = one_alert(engine, sink.url)
        assert deliver(engine, channel, clock) == 1
    assert len(sink.requests) == 1  # nobody followed
    assert states(engine) == {"owed": 1}


def test_row_59_a_denied_token_breaks_the_channel(engine: Engine) -> None:
    with web_sink(Answer(200, b'{"ok": false, "error": "invalid_auth"}')) as sink:
        channel, clock = one_alert(engine, sink.url)
        deliver(engine, channel, clock)
    assert rows(engine, channels)[0].broken_since == NOW


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_wrong_address_or_token_breaks_the_channel(engine: Engine, status: int) -> None:
    with web_sink(Answer(status), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        assert drain(engine, channel, clock) == 2
    assert clock.now - NOW == timedelta(hours=1)
    assert states(engine) == {"sent": 1}


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_refused_message_gets_one_short_plain_attempt_and_is_given_up(engine: Engine, status: int) -> None:
    with web_sink(Answer(status)) as sink:
        channel, clock = one_alert(engine, sink.url)
        assert drain(engine, channel, clock) == 2
    assert len(sink.requests[1].body) < len(sink.requests[0].body) / 2
    assert b"https://jobs.example/roles/1" in sink.requests[1].body
    assert states(engine) == {"given up": 1}
    assert "HTTP" in rows(engine, alerts)[0].why


@pytest.mark.parametrize("reply", ["552 5.3.4 Message too big", "554 5.7.1 Looks like spam"])
def test_a_refused_mail_gets_one_short_plain_attempt(engine: Engine, reply: str) -> None:
    with mail_sink(answers=[reply, "250 OK"]) as sink:
        channel, clock = one_alert(engine, sink.url())
        assert drain(engine, channel, clock) == 2
    assert sink.mails[0].parsed.get_content_type() == "text/plain"
    assert "https://jobs.example/roles/1" in sink.mails[0].part("plain")
    assert states(engine) == {"sent": 1}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_row_60_a_huge_answer_is_read_in_part(engine: Engine) -> None:
    with web_sink(Answer(200, b"x" * (1 << 20), times=200)) as sink:
        channel, clock = one_alert(engine, sink.url)
        tracemalloc.start()
        try:
            assert deliver(engine, channel, clock) == 1
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 5 << 20  # of memory, the sink's own megabyte included
    assert sink.sent < 20 << 20  # what fits into the buffers between
    assert len(rows(engine)[0].error) < 400
    assert states(engine) == {"sent": 1}


@pytest.mark.parametrize("answer", [Answer(200, b"x" * 400, drip=0.05)])
def test_row_60_a_dripping_answer_ends_at_the_deadline(
    engine: Engine, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.alerts.wire.DEADLINE", 1.0)
    with web_sink(answer) as sink:
        channel, clock = one_alert(engine, sink.url)
        began = time.monotonic()
        assert deliver(engine, channel, clock) == 1
        assert time.monotonic() - began < 3
    assert states(engine) == {"sent": 1}  # its 200 had been said


@contextmanager
def dripping(first: bytes, more: bytes) -> Iterator[int]:
    """A server that says this and then that again and again, for ten seconds; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _ = server.accept()
            with line:
                try:
                    line.sendall(first)
                    for _ in range(100):
                        line.sendall(more)
                        time.sleep(0.1)
                except OSError:
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        thread.join(12)


def test_row_60_a_dripping_status_ends_at_the_deadline(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.alerts.wire.DEADLINE", 1.0)
    with dripping(b"HTTP/1.1 ", b"2") as port:
        channel, clock = one_alert(engine, f"json://127.0.0.1:{port}/")
        began = time.monotonic()
        assert deliver(engine, channel, clock) == 1
        assert time.monotonic() - began < 4
    assert rows(engine, attempts)[0].outcome == "unknown"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_row_60_a_dripping_mail_server_is_left(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.alerts.channels.WHOLE", 1.0)
    with dripping(b"220 hello\r\n250-", b"and on\r\n250-") as port:
        channel, clock = one_alert(engine, f"mailto://127.0.0.1:{port}/?from=a@b.example&to=c@d.example&mode=insecure")
        began = time.monotonic()
        assert deliver(engine, channel, clock) == 1
        assert time.monotonic() - began < 4
    assert rows(engine, attempts)[0].outcome == "temporary"


def test_row_61_what_a_removed_channel_is_owed_is_parked_and_goes_on_when_it_comes_back(engine: Engine) -> None:
    with web_sink() as sink:
        channel, clock = one_alert(engine, sink.url)
        with engine.begin() as db:
            outbox.meet(db, [], NOW)
            outbox.recover(db, NOW)
        assert rows(engine, channels)[0].removed_at == NOW
        assert states(engine) == {"owed": 1}
        with reading(engine) as db:
            assert ledger.listed(db, "owed")[0]["why"] == "parked: the settings have no channel it now"
        with engine.begin() as db:
            assert outbox.meet(db, ["it"], NOW) == []  # an old acquaintance: no backlog
        assert deliver(engine, channel, clock) == 1
    assert states(engine) == {"sent": 1}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_row_62_a_dead_channel_delays_no_other(engine: Engine) -> None:
    with web_sink() as one, web_sink() as two, web_sink() as other, web_sink(Answer(delay=4.0)) as dead:
        urls = {"one": one.url, "two": two.url, "dead": dead.url}
        current = delivery("alone", *urls)
        opened = {name: open_to(engine, name, url, current) for name, url in [*urls.items(), ("alone", other.url)]}
        owe_many(engine, 3, ["one", "two", "alone"], current)
        with engine.begin() as db:
            owe(db, add_role(db, 9), ["dead"], current)
        clock = Clock()
        began = time.monotonic()
        deliver(engine, opened["alone"], clock)
        alone = time.monotonic() - began  # what the same three alerts take a channel without a neighbour
        began = time.monotonic()
        took: dict[str, float] = {}

        def work(name: str) -> None:
            deliver(engine, opened[name], clock)
            took[name] = time.monotonic() - began

        threads = {name: threading.Thread(target=work, args=(name,), daemon=True) for name in urls}
        threads["dead"].start()
        time.sleep(0.2)
        for name in ("one", "two"):
            threads[name].start()
        for name in ("one", "two"):
            threads[name].join(20)
        assert len(one.requests) == len(two.requests) == 3
        assert max(took.values()) - 0.2 < alone + 1.0  # and the dead one has not yet answered its first
        threads["dead"].join(20)


def test_row_63_a_role_that_cannot_be_told_is_given_up_and_the_next_goes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = message.tidy

    def poisoned(item: Any) -> Any:
        if item.title.endswith(" 2"):
            raise RuntimeError("poison")
        return original(item)

    monkeypatch.setattr(message, "tidy", poisoned)
    with web_sink() as sink:
        current = delivery("it")
        channel = open_to(engine, "it", sink.url, current)
        owe_many(engine, 3, ["it"], current)
        assert deliver(engine, channel, Clock()) == 2
    assert states(engine) == {"given up": 1, "sent": 2}
    assert "could not be written" in next(row.why for row in rows(engine, alerts) if row.state == "given up")


def test_row_63_a_digest_goes_without_the_role_that_cannot_be_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = message.tidy

    def poisoned(item: Any) -> Any:
        if item.title.endswith(" 2"):
            raise RuntimeError("poison")
        return original(item)

    monkeypatch.setattr(message, "tidy", poisoned)
    with web_sink() as sink:
        current = delivery("it")
        channel = open_to(engine, "it", sink.url, current)
        owe_many(engine, 3, ["it"], current, occasion=outbox.Occasion.FIRST_RUN)
        assert drain(engine, channel, Clock()) == 1
    assert states(engine) == {"given up": 1, "sent": 2}


def test_row_63_a_plugin_that_raises_is_an_outcome(engine: Engine) -> None:
    class Raising:
        name, dialect, limit, delivery = "it", "text", 2000, Delivery()

        def send(self, letter: Letter) -> Outcome:
            raise ZeroDivisionError

    current = delivery("it")
    with engine.begin() as db:
        outbox.meet(db, ["it"], NOW)
        owe(db, add_role(db, 1), ["it"], current)
    assert deliver(engine, Raising(), Clock()) == 1
    assert states(engine) == {"owed": 1}
    assert rows(engine)[0].unknown == 1


def test_row_67_ten_thousand_failures_of_one_row_stay_within_the_schedule(engine: Engine) -> None:
    class Failing:
        name, dialect, limit, delivery = "it", "text", 2000, Delivery()

        def send(self, letter: Letter) -> Outcome:
            return Outcome(End.LATER, "no")

    current = delivery("it")
    with engine.begin() as db:
        outbox.meet(db, ["it"], NOW)
        owe(db, add_role(db, 1), ["it"], current)
        db.execute(messages.update().values(failures=10_000, tries=10_000))
    clock = Clock()
    assert deliver(engine, Failing(), clock) == 1
    assert timedelta(minutes=48) <= rows(engine)[0].due_at - clock.now <= timedelta(minutes=72)
    assert all(schedule.pause(failures, "x") <= timedelta(minutes=72) for failures in range(0, 100_000, 997))


# -- The calendar of a role -------------------------------------------------------------------------------------------


def test_a_role_that_closed_before_it_was_told_is_not_told(engine: Engine) -> None:
    with web_sink() as sink:
        channel, clock = one_alert(engine, sink.url)
        with engine.begin() as db:
            assert outbox.cancel(db, rows(engine, alerts)[0].opening_id, "the role closed", NOW) == 1
        deliver(engine, channel, clock)
    assert sink.requests == []
    assert states(engine) == states(engine, messages) == {"cancelled": 1}
    assert rows(engine, alerts)[0].why == "the role closed"


def test_closing_is_noticed_even_if_nobody_cancels(engine: Engine) -> None:
    with web_sink() as sink:
        channel, clock = one_alert(engine, sink.url)
        close(engine, rows(engine, alerts)[0].opening_id)
        deliver(engine, channel, clock)
    assert sink.requests == []
    assert states(engine) == {"cancelled": 1}


def test_a_digest_leaves_out_what_closed_meanwhile(engine: Engine) -> None:
    with web_sink() as sink:
        current = delivery("it")
        channel = open_to(engine, "it", sink.url, current)
        owe_many(engine, 3, ["it"], current, occasion=outbox.Occasion.RULES)
        with engine.begin() as db:
            outbox.cancel(db, rows(engine, alerts)[1].opening_id, "the role closed", NOW)
        drain(engine, channel, Clock())
    assert b"Intern 1" in sink.requests[0].body
    assert b"Intern 2" not in sink.requests[0].body
    assert states(engine) == {"cancelled": 1, "sent": 2}


def test_a_given_up_alert_can_be_sent_again(engine: Engine) -> None:
    with web_sink(Answer(400), Answer(400), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        drain(engine, channel, clock)
        with engine.begin() as db:
            assert outbox.retry(db, rows(engine, alerts)[0].id, clock())
            assert not outbox.retry(db, 4711, clock())
        drain(engine, channel, clock)
    assert states(engine) == {"sent": 1}
    assert len({request.headers["Idempotency-Key"] for request in sink.requests}) == 1


def test_words_of_old_messages_are_forgotten_but_not_that_they_were_sent(engine: Engine) -> None:
    with web_sink(Answer(), Answer(400)) as sink:
        channel, clock = one_alert(engine, sink.url)
        deliver(engine, channel, clock)
        with engine.begin() as db:
            owe(db, add_role(db, 2), ["it"], delivery("it"))
        drain(engine, channel, clock)
    for days, thinned in ((29, 0), (31, 1), (31, 0)):
        with engine.begin() as db:
            assert outbox.thin(db, NOW + timedelta(days=days)) == thinned
    assert [(row.state, row.payload is None) for row in rows(engine)] == [("sent", True), ("given up", False)]
    with engine.begin() as db:
        assert outbox.retry(db, 2, clock())


# -- Restarts and clocks ----------------------------------------------------------------------------------------------


def test_what_was_being_tried_when_we_died_is_due_at_once(engine: Engine) -> None:
    class Dying:
        name, dialect, limit, delivery = "it", "text", 2000, Delivery()

        def send(self, letter: Letter) -> Outcome:
            raise KeyboardInterrupt  # nothing below the daemon answers this

    current = delivery("it")
    with engine.begin() as db:
        outbox.meet(db, ["it"], NOW)
        owe(db, add_role(db, 1), ["it"], current)
    with pytest.raises(KeyboardInterrupt):
        outbox.deliver_next(engine, Dying(), Clock())
    assert states(engine, messages) == {"trying": 1}
    with engine.begin() as db:
        assert outbox.recover(db, NOW) == 1
    assert outbox.next_due(engine, Dying(), NOW) == NOW
    assert rows(engine)[0].unknown == 1
    assert rows(engine, attempts)[0].outcome == "unknown"


@pytest.mark.parametrize("jump", [timedelta(days=-30), timedelta(days=400)])
def test_a_clock_that_jumps_strands_and_storms_nothing(engine: Engine, jump: timedelta) -> None:
    with web_sink(Answer(503), Answer()) as sink:
        channel, clock = one_alert(engine, sink.url)
        deliver(engine, channel, clock)
        clock.now += jump
        with engine.begin() as db:
            outbox.recover(db, clock())
        before = clock.now
        assert drain(engine, channel, clock) == 1
    assert clock.now - before <= timedelta(hours=24)
    assert len(sink.requests) == 2


def test_two_claims_of_one_message_send_it_once(engine: Engine) -> None:
    with web_sink(Answer(delay=0.3)) as sink:
        channel, clock = one_alert(engine, sink.url)
        threads = [threading.Thread(target=deliver, args=(engine, channel, clock), daemon=True) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert len(sink.requests) == 1


def test_settling_is_tried_again_and_sending_is_not(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    original, failures = sending._write, [1, 1]

    def full(*arguments: Any) -> None:
        if failures:
            failures.pop()
            raise OperationalError("UPDATE", {}, OSError("disk full"))
        original(*arguments)

    monkeypatch.setattr(sending, "_write", full)
    with web_sink() as sink:
        channel, clock = one_alert(engine, sink.url)
        assert drain(engine, channel, clock) == 1
    assert len(sink.requests) == 1
    assert states(engine) == {"sent": 1}


def test_nothing_is_sent_without_a_written_claim(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    def full(*_: Any) -> None:
        raise OperationalError("UPDATE", {}, OSError("disk full"))

    monkeypatch.setattr(sending, "_claim", full)
    with web_sink() as sink:
        channel, clock = one_alert(engine, sink.url)
        with pytest.raises(OperationalError):
            outbox.deliver_next(engine, channel, clock)
    assert sink.requests == []
    assert states(engine) == {"owed": 1}


CANARY = "Canary4711Canary4711Canary47"
CANARIES = {
    "path": "json://127.0.0.1:{port}/hook/Canary4711Canary4711Canary47",
    "password": "json://me:Canary4711Canary4711Canary47@127.0.0.1:{port}/hook",
    "query": "json://127.0.0.1:{port}/hook?-token=Canary4711Canary4711Canary47",
    "header": "json://127.0.0.1:{port}/hook?+Authorization=Bearer%20Canary4711Canary4711Canary47",
    "field": "json://127.0.0.1:{port}/hook?:secret=Canary4711Canary4711Canary47",
    "gotify": "gotify://127.0.0.1:{port}/Canary4711Canary4711Canary47",
    "ntfy token": "ntfy://tk_Canary4711Canary4711Canary47@127.0.0.1:{port}/topic?auth=token",
    "ntfy topic": "ntfy://127.0.0.1:{port}/Canary4711Canary4711Canary47",
    "matrix": "matrix://me:Canary4711Canary4711Canary47@127.0.0.1:{port}/!room:x.example",
}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("url", CANARIES.values(), ids=CANARIES)
def test_secrets_stay_out_of_the_record_and_the_log(engine: Engine, caplog: pytest.LogCaptureFixture, url: str) -> None:
    """Everything is logged, and the service repeats all that it got in its refusal."""

    def echo(request: Request) -> Answer:
        return Answer(404, f"no {request.path} {request.headers} {request.body.decode()}".encode())

    for name in ("apprise", "urllib3", "requests", ""):
        caplog.set_level("DEBUG", logger=name)
    with web_sink(answer=echo) as sink:
        channel, clock = one_alert(engine, url.format(port=sink.port))
        channel.plugin.request_rate_per_sec = 0
        deliver(engine, channel, clock)
        tested = test_channel(channel, clock.now)
    assert sink.requests
    assert "HTTP 404" in tested.words
    assert CANARY not in caplog.text + repr(channel) + tested.words
    assert not any(CANARY in str(rows(engine, table)) for table in (messages, attempts, channels, alerts))


def test_a_short_password_is_a_secret_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="apprise")
    with mail_sink(password="right") as sink:
        tested = test_channel(open_channel("it", sink.url(user="me:pw91@"), Delivery()), NOW)
    assert not tested.ok
    assert "pw91" not in caplog.text + tested.words
