"""An alert's life off the straight road: roles that come and go, words that cannot be written, sleep, second thoughts."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, update

from config.times import Digest
from scheduler.alerts import message, outbox, owing, reading
from scheduler.alerts.outcome import End, Outcome
from scheduler.alerts.payload import Letter
from scheduler.alerts.schedule import LEAST, Delivery
from scheduler.store.tables import alerts, channels, messages, openings, verdicts
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
from tests.scheduler.alerts.sinks import Answer, WebSink, mail_sink, web_sink

EIGHT = Digest("daily", time(8))


def reopen(engine: Engine, opening: int) -> None:
    with engine.begin() as db:
        db.execute(update(openings).where(openings.c.id == opening).values(closed_at=None))


# -- Roles that come and go -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("digest", [Digest(), EIGHT], ids=["alone", "in a digest"])
def test_a_role_that_vanished_before_it_was_told_and_came_back_is_told(engine: Engine, digest: Digest) -> None:
    """A board that loses a role for one visit must not cost it its alert."""
    with web_sink() as sink:
        current = delivery("it", digest=digest)
        channel, clock = open_to(engine, "it", sink.url, current), Clock()
        with engine.begin() as db:
            role = add_role(db, 1)
            owe(db, role, ["it"], current)
            outbox.cancel(db, role[0], "the role closed before it was told", NOW)
        close(engine, role[0])
        drain(engine, channel, clock)
        assert sink.requests == []
        assert states(engine) == {"cancelled": 1}
        reopen(engine, role[0])
        with engine.begin() as db:
            assert len(owe(db, role, ["it"], current, clock())) == 1
            assert owe(db, role, ["it"], current, clock()) == []
        assert drain(engine, channel, clock) == 1
    assert states(engine) == {"sent": 1}
    assert "Machine Learning Intern 1" in str(sink.requests[0].body)


def test_what_is_no_longer_kept_when_the_digest_comes_is_not_told_and_kept_again_it_is(engine: Engine) -> None:
    with web_sink() as sink:
        current = delivery("it", digest=EIGHT)
        channel, clock = open_to(engine, "it", sink.url, current), Clock()
        owe_many(engine, 2, ["it"], current)
        first = rows(engine, alerts)[0]
        with engine.begin() as db:
            db.execute(update(verdicts).where(verdicts.c.listing_id == first.listing_id).values(state="dropped"))
        assert drain(engine, channel, clock) == 1
        assert states(engine) == {"cancelled": 1, "sent": 1}
        assert "no longer kept" in rows(engine, alerts)[0].why
        with engine.begin() as db:
            db.execute(update(verdicts).values(state="kept"))
            assert owe(db, (first.opening_id, first.listing_id), ["it"], current, clock()) == [first.id]
        assert drain(engine, channel, clock) == 1
    assert states(engine) == {"sent": 2}


# -- Words that cannot be written -------------------------------------------------------------------------------------


def test_row_63_a_message_that_cannot_be_read_back_is_given_up_and_the_next_goes(engine: Engine) -> None:
    with web_sink() as sink, mail_sink() as healthy_sink:
        current = delivery("it", "healthy")
        channel, clock = open_to(engine, "it", sink.url, current), Clock()
        healthy = open_to(engine, "healthy", healthy_sink.url(), current)
        owe_many(engine, 2, ["it"], current)
        with engine.begin() as db:
            db.execute(update(messages).where(messages.c.id == 1).values(payload={"of": "another version"}))
        assert deliver(engine, channel, clock) == 2
        deliver(engine, healthy, clock)
    assert states(engine) == {"given up": 1, "sent": 1}
    assert len(sink.requests) == 1
    assert "given up" in healthy_sink.mails[0].parsed["Subject"]


def test_row_63_near_misses_that_cannot_be_written_cost_no_alert(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def poison(*_: Any) -> None:
        raise RuntimeError("poison")

    monkeypatch.setattr(reading, "near", poison)
    with web_sink() as sink:
        current = delivery("it", digest=EIGHT)
        channel = open_to(engine, "it", sink.url, current)
        owe_many(engine, 3, ["it"], current)
        assert drain(engine, channel, Clock()) == 1
    assert states(engine) == {"sent": 3}


def poison(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    original = message.tidy

    def poisoned(item: Any) -> Any:
        if item.title.endswith(f" {number}"):
            raise RuntimeError("poison")
        return original(item)

    monkeypatch.setattr(message, "tidy", poisoned)


@pytest.mark.parametrize("digest", [Digest(), EIGHT], ids=["alone", "in a digest"])
def test_what_could_not_be_written_can_be_tried_again_alone(engine: Engine, digest: Digest) -> None:
    with web_sink() as sink:
        current = delivery("it", digest=digest)
        channel, clock = open_to(engine, "it", sink.url, current), Clock()
        with pytest.MonkeyPatch.context() as patch:
            poison(patch, 2)
            owe_many(engine, 3, ["it"], current)
            drain(engine, channel, clock)
        before = len(sink.requests)
        given_up = next(row for row in rows(engine, alerts) if row.state == "given up")
        with engine.begin() as db:
            assert outbox.retry(db, given_up.id, clock())
        assert drain(engine, channel, clock) == 1
    assert states(engine) == {"sent": 3}
    assert len(sink.requests) == before + 1
    assert b"Intern 2" in sink.requests[-1].body
    assert b"Intern 1" not in sink.requests[-1].body  # nobody else's alert is sent twice


# -- Sleep, and clocks ------------------------------------------------------------------------------------------------


class Failing:
    name, dialect, limit, delivery = "it", "text", 2000, Delivery()

    def send(self, letter: Letter) -> Outcome:
        return Outcome(End.LATER, "no network yet")


def one_owed(engine: Engine) -> None:
    with engine.begin() as db:
        outbox.meet(db, ["it"], NOW)
        owe(db, add_role(db, 1), ["it"], delivery("it"))


@pytest.mark.parametrize("asleep", [timedelta(days=6), timedelta(days=400)])
def test_a_machine_that_slept_for_days_has_not_tried_for_days(engine: Engine, asleep: timedelta) -> None:
    one_owed(engine)
    clock = Clock()
    deliver(engine, Failing(), clock)
    clock.now += asleep
    deliver(engine, Failing(), clock)
    assert states(engine) == {"owed": 1}
    assert rows(engine)[0].failures == 2 < LEAST


def test_a_clock_set_back_leaves_nothing_that_is_yet_to_come(engine: Engine) -> None:
    """Set 400 days ahead for a while, say: quiet weeks, bursts and patience count from now again."""
    one_owed(engine)
    ahead = Clock(NOW + timedelta(days=400))
    with engine.begin() as db:
        outbox.meet(db, ["other"], ahead.now)
    deliver(engine, Failing(), ahead)
    with engine.begin() as db:
        db.execute(update(channels).values(last_sent_at=ahead.now, probe_at=ahead.now))
        outbox.clamp(db, NOW)
    assert all(row.last_sent_at == NOW and row.first_seen <= NOW for row in rows(engine, channels))
    assert all(row.probe_at <= NOW + timedelta(days=1) for row in rows(engine, channels))
    assert rows(engine)[0].failing_since == NOW
    assert rows(engine)[0].due_at <= NOW + timedelta(days=1)


def test_a_jump_of_the_clock_leaves_what_is_being_sent_alone(engine: Engine) -> None:
    one_owed(engine)

    class Jumping(Failing):
        def send(self, letter: Letter) -> Outcome:
            with engine.begin() as db:
                outbox.clamp(db, NOW - timedelta(days=30))
            assert states(engine, messages) == {"trying": 1}
            return Outcome(End.SENT, "ok")

    assert deliver(engine, Jumping(), Clock()) == 1
    assert states(engine) == {"sent": 1}


# -- Second thoughts --------------------------------------------------------------------------------------------------


def sent_numbers(sink: WebSink) -> list[int]:
    told = b"".join(request.body for request in sink.requests)
    return [number for number in range(1, 10) if f"roles/{number}?".encode() in told]


def test_an_alert_that_the_user_cancels_is_not_sent_and_does_not_come_back(engine: Engine) -> None:
    with web_sink() as sink:
        current = delivery("it", digest=EIGHT)
        channel, clock = open_to(engine, "it", sink.url, current), Clock()
        owe_many(engine, 3, ["it"], current)
        second = rows(engine, alerts)[1]
        with engine.begin() as db:
            assert outbox.cancel_one(db, second.id, NOW)
            assert not outbox.cancel_one(db, second.id, NOW)
            assert not outbox.cancel_one(db, 4711, NOW)
            assert owe(db, (second.opening_id, second.listing_id), ["it"], current) == []
        drain(engine, channel, clock)
        with engine.begin() as db:
            assert not outbox.cancel_one(db, 1, clock())  # it was sent
    assert sent_numbers(sink) == [1, 3]
    assert rows(engine, alerts)[1].why == owing.BY_USER


def test_cancelling_what_was_given_up_ends_the_matter(engine: Engine) -> None:
    with web_sink(Answer(400)) as sink:
        current = delivery("it")
        channel = open_to(engine, "it", sink.url, current)
        owe_many(engine, 1, ["it"], current)
        drain(engine, channel, Clock())
    with engine.begin() as db:
        assert outbox.cancel_one(db, 1, NOW)
    assert states(engine) == states(engine, messages) == {"cancelled": 1}


def test_a_role_of_a_frozen_digest_cannot_be_cancelled(engine: Engine) -> None:
    with web_sink(Answer(503)) as sink:
        current = delivery("it", digest=EIGHT)
        channel, clock = open_to(engine, "it", sink.url, current), Clock()
        owe_many(engine, 2, ["it"], current)
        clock.now = rows(engine)[0].due_at
        deliver(engine, channel, clock)
    with engine.begin() as db:
        assert not outbox.cancel_one(db, 1, clock())
    assert states(engine) == {"owed": 2}
