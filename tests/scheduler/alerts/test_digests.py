"""When alerts go out: first runs, bursts, quiet hours and digests (rows 64 to 66), and what the house itself says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, update

from config.times import Digest, Quiet
from scheduler.alerts import digests, outbox, roster
from scheduler.alerts.schedule import Delivery, Times
from scheduler.store.tables import alerts, boards, channels, listings, messages, openings, verdicts
from tests.scheduler.alerts.roles import (
    NOW,
    REASONS,
    Clock,
    add_board,
    add_role,
    deliver,
    delivery,
    drain,
    open_to,
    owe,
    owe_many,
    rows,
    states,
)
from tests.scheduler.alerts.sinks import Answer, MailSink, WebSink, mail_sink, web_sink


@pytest.fixture
def web() -> Iterator[WebSink]:
    with web_sink() as sink:
        yield sink


@pytest.fixture
def mail() -> Iterator[MailSink]:
    with mail_sink() as sink:
        yield sink


def text(sink: WebSink, number: int = -1) -> str:
    return str(json.loads(sink.requests[number].body)["message"])


def title(sink: WebSink, number: int = -1) -> str:
    return str(json.loads(sink.requests[number].body)["title"])


# -- The first run ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_row_64_a_first_run_of_ten_thousand_is_one_message_a_channel(
    engine: Engine, web: WebSink, mail: MailSink
) -> None:
    current = delivery("web", "mail")
    opened = [open_to(engine, "web", web.url, current), open_to(engine, "mail", mail.url(), current)]
    with engine.begin() as db:
        ten_thousand(db, [each.name for each in opened], current)
        assert roster.pass_ended(db, NOW)
        assert not roster.first_run(db)
    for channel in opened:
        assert drain(engine, channel, Clock()) == 1

    assert len(web.requests) == len(mail.mails) == 1
    assert title(web) == mail.mails[0].parsed["Subject"] == "Your first results: 10,000 internships"
    assert len(web.requests[0].body) < 400_000
    assert len(mail.mails[0].raw) < 400_000
    assert "sidedoor openings --kept" in text(web)
    assert states(engine) == {"sent": 20_000}


def ten_thousand(db: Any, names: list[str], current: Delivery) -> None:
    """10,000 roles: a hundred owed one by one, the others written as `owe` would, to save the test's time."""
    for number in range(100):
        owe(db, add_role(db, number), names, current, occasion=outbox.Occasion.FIRST_RUN)
    found = db.execute(alerts.select().limit(2)).all()
    sample = db.execute(listings.select().limit(1)).mappings().one()
    first = 1_000_000
    some = range(first, first + 9_900)
    db.execute(openings.insert(), [{"id": n, "company": "c", "title": "t", "first_seen": NOW} for n in some])
    db.execute(listings.insert(), [{**sample, "id": n, "key": str(n), "opening_id": n} for n in some])
    judged = {"watch": "rules", "state": "kept", "fingerprint": "f", "reasons": REASONS, "judged_at": NOW}
    db.execute(verdicts.insert(), [{"listing_id": n, **judged} for n in some])
    for row in found:
        like = {key: value for key, value in row._mapping.items() if key not in ("id", "opening_id", "listing_id")}
        db.execute(alerts.insert(), [{**like, "opening_id": n, "listing_id": n} for n in some])


def test_a_first_run_waits_for_its_end_and_then_goes_at_once(engine: Engine, web: WebSink) -> None:
    current = delivery("web")
    channel, clock = open_to(engine, "web", web.url, current), Clock()
    with engine.begin() as db:
        add_board(db)
        waiting = add_board(db, token="waiting", last_visit_at=None)
    owe_many(engine, 3, ["web"], current, occasion=outbox.Occasion.FIRST_RUN)
    with engine.begin() as db:
        assert not roster.pass_ended(db, NOW)
    assert deliver(engine, channel, clock) == 0
    with engine.begin() as db:
        db.execute(update(boards).where(boards.c.id == waiting).values(last_visit_at=NOW))
        assert roster.pass_ended(db, NOW)
        assert not roster.pass_ended(db, NOW)
    assert deliver(engine, channel, clock) == 1
    assert title(web) == "Your first results: 3 internships"


def test_a_first_run_in_which_no_board_answered_is_not_over(engine: Engine) -> None:
    """Else all that the second pass finds would come one by one."""
    with engine.begin() as db:
        add_board(db, answered_at=None)
        add_board(db, token="other", answered_at=None)
        assert not roster.pass_ended(db, NOW)
        db.execute(update(boards).where(boards.c.token == "other").values(answered_at=NOW))
        assert roster.pass_ended(db, NOW)


def test_a_first_run_that_goes_on_and_on_is_summed_up_within_the_hour(engine: Engine, web: WebSink) -> None:
    current = delivery("web")
    channel, clock = open_to(engine, "web", web.url, current), Clock()
    for number in range(14):
        with engine.begin() as db:
            owe(db, add_role(db, number), ["web"], current, clock(), outbox.Occasion.FIRST_RUN)
        deliver(engine, channel, clock)
        clock.ahead(minutes=5)
    assert len(web.requests) == 1


def test_a_new_channel_is_told_once_of_everything_kept_and_open(engine: Engine, web: WebSink, mail: MailSink) -> None:
    current = delivery("web", "mail")
    with engine.begin() as db:
        for number in range(4):
            add_role(db, number, state="dropped" if number == 3 else "kept")
        add_role(db, 9, watch="somebody else's")
        closed, _ = add_role(db, 5)
        db.execute(update(openings).where(openings.c.id == closed).values(closed_at=NOW))
        assert outbox.meet(db, ["web"], NOW) == ["web"]
        assert outbox.owe_backlog(db, "web", ["rules"], NOW, current) == 3
        assert outbox.owe_backlog(db, "web", ["rules"], NOW, current) == 0
    channel = open_to(engine, "web", web.url, current)
    assert drain(engine, channel, Clock()) == 1
    assert states(engine) == {"sent": 3}


def test_new_rules_are_one_digest(engine: Engine, web: WebSink) -> None:
    current = delivery("web")
    channel = open_to(engine, "web", web.url, current)
    owe_many(engine, 30, ["web"], current, occasion=outbox.Occasion.RULES)
    assert drain(engine, channel, Clock()) == 1
    assert title(web) == "After your rules changed: 30 internships"


# -- Bursts -----------------------------------------------------------------------------------------------------------


def test_row_65_a_later_flood_becomes_a_digest(engine: Engine, web: WebSink) -> None:
    current = delivery("web")
    channel, clock = open_to(engine, "web", web.url, current), Clock()
    owe_many(engine, 200, ["web"], current)
    assert drain(engine, channel, clock) == 21
    assert title(web).startswith("180 internships")
    assert states(engine) == {"sent": 200}
    assert clock.now - NOW <= timedelta(hours=1)


def test_no_limit_is_no_limit(engine: Engine, web: WebSink) -> None:
    current = delivery("web", burst=0)
    channel = open_to(engine, "web", web.url, current)
    owe_many(engine, 60, ["web"], current)
    assert drain(engine, channel, Clock()) == 60


def test_what_comes_while_a_channel_is_broken_is_one_digest(engine: Engine) -> None:
    with web_sink(Answer(404), Answer()) as sink:
        current = delivery("web")
        channel, clock = open_to(engine, "web", sink.url, current), Clock()
        owe_many(engine, 1, ["web"], current)
        deliver(engine, channel, clock)
        with engine.begin() as db:
            for number in range(10, 40):
                owe(db, add_role(db, number), ["web"], current, clock())
        drain(engine, channel, clock)
    assert len(sink.requests) == 3  # the refusal, the one alert, the digest
    assert states(engine) == {"sent": 31}


# -- The user's own times ---------------------------------------------------------------------------------------------

BERLIN = ZoneInfo("Europe/Berlin")


def at(zone: ZoneInfo, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=zone).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("owed", "due"),
    [
        ((2026, 11, 20, 9, 0), (2026, 11, 21, 8, 0)),
        ((2027, 3, 27, 9, 0), (2027, 3, 28, 8, 0)),  # the night that is an hour short
        ((2027, 10, 30, 9, 0), (2027, 10, 31, 8, 0)),  # the night that is an hour long
    ],
)
def test_a_daily_digest_comes_once_at_its_local_time(
    engine: Engine, web: WebSink, owed: tuple[int, ...], due: tuple[int, ...]
) -> None:
    current = delivery("web", digest=Digest("daily", time(8)), zone=BERLIN)
    channel, clock = open_to(engine, "web", web.url, current), Clock(at(BERLIN, *owed))
    owe_many(engine, 5, ["web"], current, clock.now)
    assert drain(engine, channel, clock) == 1
    assert clock.now == at(BERLIN, *due)
    assert states(engine) == {"sent": 5}


def test_row_66_a_digest_at_an_hour_that_never_comes_or_comes_twice_is_sent_once(engine: Engine, web: WebSink) -> None:
    current = delivery("web", digest=Digest("daily", time(2, 30)), zone=BERLIN)
    channel = open_to(engine, "web", web.url, current)
    for number, night in enumerate([(2027, 3, 28), (2027, 10, 31)]):
        clock = Clock(at(BERLIN, *night, 0, 30))
        with engine.begin() as db:
            owe(db, add_role(db, number, at=clock.now), ["web"], current, clock.now)
        sent = 0
        for _ in range(24):  # every quarter of an hour of that night
            sent += deliver(engine, channel, clock)
            clock.ahead(minutes=15)
        assert sent == 1


def test_row_66_quiet_hours_are_kept_and_what_they_held_is_one_digest(engine: Engine, web: WebSink) -> None:
    current = delivery("web", quiet=Quiet(time(22), time(7)), zone=BERLIN)
    channel, clock = open_to(engine, "web", web.url, current), Clock(at(BERLIN, 2027, 3, 27, 23, 0))
    for number in range(3):
        with engine.begin() as db:
            owe(db, add_role(db, number, at=clock.now), ["web"], current, clock.now)
        assert deliver(engine, channel, clock) == 0
        clock.ahead(hours=1)
    assert drain(engine, channel, clock) == 1
    assert clock.now == at(BERLIN, 2027, 3, 28, 7, 0)
    assert states(engine) == {"sent": 3}


def test_a_retry_keeps_the_quiet_hours_too(engine: Engine) -> None:
    with web_sink(Answer(503), Answer()) as sink:
        current = delivery("web", quiet=Quiet(time(22), time(7)), zone=BERLIN)
        channel, clock = open_to(engine, "web", sink.url, current), Clock(at(BERLIN, 2027, 3, 27, 21, 59))
        owe_many(engine, 1, ["web"], current, clock.now)
        assert deliver(engine, channel, clock) == 1
        clock.ahead(minutes=10)
        assert deliver(engine, channel, clock) == 0
        assert drain(engine, channel, clock) == 1
    assert clock.now == at(BERLIN, 2027, 3, 28, 7, 0)


def test_a_laptop_that_slept_over_its_digest_sends_one(engine: Engine, web: WebSink) -> None:
    current = delivery("web", digest=Digest("daily", time(8)), zone=BERLIN)
    channel, clock = open_to(engine, "web", web.url, current), Clock(at(BERLIN, 2026, 11, 20, 9, 0))
    owe_many(engine, 2, ["web"], current, clock.now)
    clock.ahead(days=4)
    with engine.begin() as db:
        owe(db, add_role(db, 77, at=clock.now), ["web"], current, clock.now)
    assert deliver(engine, channel, clock) == 1
    assert states(engine) == {"sent": 3}


def test_a_digest_asked_for_is_told_whole_in_parts_that_a_crash_does_not_repeat(engine: Engine) -> None:
    """Each part is claimed and settled for itself: a failure in the middle goes on where it was."""
    with web_sink(Answer(), Answer(), Answer(503), Answer()) as sink:
        current = delivery("web", digest=Digest("daily", time(8)))
        channel, clock = open_to(engine, "web", sink.url, current), Clock()
        channel.plugin.body_maxlen = 2000
        owe_many(engine, 60, ["web"], current)
        sent = drain(engine, channel, clock)
    bodies = [text(sink, number) for number in range(len(sink.requests))]
    assert bodies[2] == bodies[3]
    told = [line for body in (*bodies[:2], *bodies[3:]) for line in body.splitlines() if line.startswith("Apply: ")]
    assert len(told) == len(set(told)) == 60
    data = [role["listing"] for number in (*range(3), *range(4, sent)) for role in _roles(sink, number)]
    assert len(data) == len(set(data)) == 60  # a webhook gets each role with the part that names it
    assert sent == len(sink.requests) > 4
    assert len({request.headers["Idempotency-Key"] for request in sink.requests}) == sent - 1


def _roles(sink: WebSink, number: int) -> list[dict[str, Any]]:
    roles: list[dict[str, Any]] = json.loads(sink.requests[number].body)["roles"]
    assert all(f"Machine Learning Intern {role['title'].split()[-1]}" in text(sink, number) for role in roles)
    return roles


def test_a_digest_is_frozen_when_it_is_first_tried(engine: Engine) -> None:
    with mail_sink(answers=["451 later", "250 OK"]) as sink:
        current = delivery("mail", digest=Digest("daily", time(8)))
        channel, clock = open_to(engine, "mail", sink.url(), current), Clock()
        owe_many(engine, 2, ["mail"], current)
        clock.now = rows(engine)[0].due_at
        deliver(engine, channel, clock)
        with engine.begin() as db:
            owe(db, add_role(db, 50), ["mail"], current, clock.now)
        drain(engine, channel, clock)
    assert ["2 internships" in each.part("plain") for each in sink.mails] == [True, False]
    assert len({each.parsed["Message-ID"] for each in sink.mails}) == 2
    assert states(engine) == {"sent": 3}


def test_each_channel_has_its_own_times(engine: Engine, web: WebSink, mail: MailSink) -> None:
    current = Delivery(times={"web": Times(), "mail": Times(digest=Digest("weekly", time(8), 0))})
    opened = [open_to(engine, "web", web.url, current), open_to(engine, "mail", mail.url(), current)]
    owe_many(engine, 2, ["web", "mail"], current)
    clock = Clock()
    assert [deliver(engine, channel, clock) for channel in opened] == [2, 0]
    assert drain(engine, opened[1], clock) == 1
    assert clock.now == datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("times", "due"),
    [
        (Times(), NOW),
        (Times(digest=Digest("hourly")), NOW + timedelta(hours=1)),
        (Times(digest=Digest("daily", time(8))), datetime(2026, 11, 21, 8, tzinfo=UTC)),
        (Times(digest=Digest("weekly", time(8), 0)), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (Times(digest=Digest("weekly", time(8), 4)), datetime(2026, 11, 23, 8, tzinfo=UTC)),
    ],
    ids=["immediate", "hourly", "daily", "as it was", "later"],
)
def test_times_that_were_edited_hold_for_what_waits_already(engine: Engine, times: Times, due: datetime) -> None:
    with engine.begin() as db:
        owe(db, add_role(db, 1), ["it"], delivery("it", digest=Digest("weekly", time(8), 0)))
        digests.retime(db, "it", times, NOW)
    assert rows(engine)[0].due_at == due


def test_what_a_first_run_gathers_is_not_sent_early_by_an_edit(engine: Engine) -> None:
    with engine.begin() as db:
        owe(db, add_role(db, 1), ["it"], delivery("it"), occasion=outbox.Occasion.FIRST_RUN)
        digests.retime(db, "it", Times(), NOW)
    assert rows(engine)[0].due_at > NOW


def test_a_digest_names_near_misses_and_boards_in_need(engine: Engine, mail: MailSink) -> None:
    current = delivery("mail", digest=Digest("daily", time(8)))
    channel = open_to(engine, "mail", mail.url(), current)
    no = {"rule": "degree", "answer": "no", "why": "asks for a Master's degree", "quote": "", "narrow": True}
    with engine.begin() as db:
        add_board(db, token="tidepool", failures=4, cause="answered with a web page", cause_since=NOW, code="gone")
        owe(db, add_role(db, 1), ["mail"], current)
        add_role(db, 2, state="near", reasons=[no])
        add_role(db, 3, state="near", reasons=[no], watch="somebody else's")
    drain(engine, channel, Clock())
    for kind in ("plain", "html"):
        told = mail.mails[0].part(kind)
        assert "Machine Learning Intern 2" in told
        assert "Machine Learning Intern 3" not in told
        assert "1 of 1 boards needs attention" in told
        assert "greenhouse:tidepool" in told


# -- What the house itself says ---------------------------------------------------------------------------------------


def test_a_notice_is_said_once_and_again_once_forgotten(engine: Engine, web: WebSink) -> None:
    current = delivery("web")
    channel, clock = open_to(engine, "web", web.url, current), Clock()

    def say(names: list[str]) -> bool:
        with engine.begin() as db:
            return outbox.notice(
                db, key="k", text="a board changed\nSo it is.", now=NOW, channels=names, current=current
            )

    assert not say([])  # nobody heard it, so it is still news
    assert say(["web"])
    assert not say(["web"])
    with engine.begin() as db:
        outbox.forget(db, "k")
    assert say(["web"])
    assert deliver(engine, channel, clock) == 2
    assert title(web) == "Sidedoor: a board changed"


def test_after_a_quiet_week_it_says_that_it_is_still_here(engine: Engine, web: WebSink) -> None:
    current = delivery("web")
    channel, clock = open_to(engine, "web", web.url, current), Clock()
    with engine.begin() as db:
        add_board(db)

    def still_here() -> int:
        with engine.begin() as db:
            return outbox.still_here(db, ["web"], clock(), current)

    clock.ahead(days=6)
    assert still_here() == 0
    clock.ahead(days=2)
    assert still_here() == 1
    assert still_here() == 0
    assert deliver(engine, channel, clock) == 1
    assert "1 board is watched. All of them answer." in text(web)
    clock.ahead(days=6)
    assert still_here() == 0
    clock.ahead(days=2)
    assert still_here() == 1


def test_a_closed_pass_holds_no_other_digest_up(engine: Engine, web: WebSink) -> None:
    """Ending the first pass releases its own digest, not one that waits for eight in the morning."""
    current = delivery("web", digest=Digest("daily", time(8)))
    channel = open_to(engine, "web", web.url, current)
    with engine.begin() as db:
        owe(db, add_role(db, 1), ["web"], current, occasion=outbox.Occasion.FIRST_RUN)
        owe(db, add_role(db, 2), ["web"], current)
        roster.pass_ended(db, NOW)
    assert deliver(engine, channel, Clock()) == 0
    assert rows(engine)[0].due_at == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert rows(engine, messages)[0].state == "held"
    assert rows(engine, channels)[0].broken_since is None
