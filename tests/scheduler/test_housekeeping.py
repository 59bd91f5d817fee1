"""What the service does for its own health: words to the user once, old things forgotten, the store looked at."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update

from crawler.listing import Cause, Outcome
from scheduler import housekeeping
from scheduler.house import open_house
from scheduler.store import boards, reading
from scheduler.store.tables import alerts, listings, memory, messages, texts, verdicts, visits
from scheduler.store.tables import boards as board_rows
from tests.scheduler.test_house import settings
from tests.scheduler.test_intake import BOARD, Standing, role


def notices(engine: Engine) -> int:
    with reading(engine) as db:
        return db.scalar(select(func.count()).where(messages.c.about == "notice")) or 0


def test_a_board_that_changed_its_format_is_told_once(tmp_path: Path) -> None:
    house = open_house(settings(tmp_path, "channels:\n  me: json://127.0.0.1:9/x\n"))
    standing = Standing(house.engine)
    house.meet_channels(standing.now)
    counted = []
    for outcome in [Outcome.FAILED] * 4 + [Outcome.WHOLE] + [Outcome.FAILED] * 2:
        standing.visit(outcome=outcome, code=Cause.FORMAT_CHANGED if outcome is Outcome.FAILED else Cause.NONE)
        housekeeping.keep(house, standing.now)
        counted.append(notices(house.engine))
    assert counted[:5] == [0, 1, 1, 1, 1], "from the second visit on, and once"
    house.engine.dispose()


def test_a_board_that_vanished_is_told_once_with_its_day(tmp_path: Path) -> None:
    house = open_house(settings(tmp_path, "channels:\n  me: json://127.0.0.1:9/x\n"))
    standing = Standing(house.engine)
    house.meet_channels(standing.now)
    standing.visit(outcome=Outcome.FAILED, code=Cause.GONE)
    since, counted = standing.now, []
    for days in (7, 7, 1, 7):
        standing.visit(outcome=Outcome.FAILED, code=Cause.GONE, hours=24 * days)
        housekeeping.keep(house, standing.now)
        counted.append(notices(house.engine))
    assert counted == [0, 1, 1, 1], "once nobody believes any more that it will come back"
    with reading(house.engine) as db:
        said = str(db.scalar(select(messages.c.payload).where(messages.c.about == "notice")))
    assert f"Since {since:%d %B %Y}" in said
    house.engine.dispose()


def test_a_file_that_cannot_be_used_is_told_once(tmp_path: Path) -> None:
    house = open_house(settings(tmp_path, "channels:\n  me: json://127.0.0.1:9/x\n"))
    now = Standing(house.engine).now
    house.meet_channels(now)
    (tmp_path / "rules.yaml").write_text("degre: {}\n", encoding="utf-8")
    for _ in range(3):
        house.poll()
        housekeeping.keep(house, now)
    assert notices(house.engine) == 1
    house.engine.dispose()


def test_old_visits_and_texts_go_and_nothing_else_does(tmp_path: Path) -> None:
    house = open_house(settings(tmp_path))
    standing = Standing(house.engine)
    standing.visit([role("1"), role("2", "Computer Vision Intern")])
    standing.visit([role("2", "Computer Vision Intern")])

    def count(*tables: object) -> list[int]:
        with reading(house.engine) as db:
            return [db.scalar(select(func.count()).select_from(each)) or 0 for each in tables]  # type: ignore[arg-type]

    kept = count(listings, verdicts, alerts)
    housekeeping.keep(house, standing.now + timedelta(days=29))
    assert count(texts, visits) == [2, 2]
    housekeeping.keep(house, standing.now + timedelta(days=31))
    assert count(texts, visits) == [2, 0]
    housekeeping.keep(house, standing.now + timedelta(days=181))
    assert count(texts) == [1], "only of the role that closed"
    assert count(listings, verdicts, alerts) == kept
    house.engine.dispose()


def test_roles_of_a_board_that_is_not_watched_any_more_do_not_stay_open_for_ever(tmp_path: Path) -> None:
    house = open_house(settings(tmp_path))
    standing = Standing(house.engine)
    standing.visit([role("1"), role("2", "Computer Vision Intern")])
    with house.engine.begin() as db:
        db.execute(update(board_rows).values(validators={"https://boards.example": {"etag": "1"}}))
        boards.remove(db, BOARD)
    seen = standing.now
    open_after = []
    for days in (13, 14):
        housekeeping.keep(house, seen + timedelta(days=days))
        open_after.append(len(standing.open_keys()))
    assert open_after == [2, 0]
    assert standing.states() == ["cancelled"] * 2
    with house.engine.begin() as db:
        assert set(db.scalars(select(listings.c.closed_why))) == {"its board is not watched any more"}
        boards.register(db, [BOARD], standing.now, origin="user")
        row = boards.find(db, BOARD)
    assert row is not None
    assert row.validators == {}, "it is asked in full"
    standing.visit([role("1"), role("2", "Computer Vision Intern")], hours=24 * 15)
    assert standing.open_keys() == {"1", "2"}
    house.engine.dispose()


def test_the_store_is_looked_at_once_a_week_and_damage_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    house = open_house(settings(tmp_path))
    now = Standing(house.engine).now

    def checked() -> tuple[str, object]:
        with reading(house.engine) as db:
            row = db.execute(select(memory.c.value, memory.c.at).where(memory.c.name == "checked")).one()
        return row.value, row.at

    housekeeping.keep(house, now)
    assert checked() == ("ok", now)
    housekeeping.keep(house, now + timedelta(days=6))
    assert checked() == ("ok", now)
    housekeeping.keep(house, now + timedelta(days=7))
    assert checked() == ("ok", now + timedelta(days=7))
    housekeeping.keep(house, now)  # the clock was set back
    assert checked() == ("ok", now)
    with house.engine.begin() as db:  # an index that lacks a row: damage that ordinary queries do not meet
        db.execute(update(memory).where(memory.c.name == "checked").values(at=now - timedelta(days=8)))
        db.exec_driver_sql("CREATE TABLE odd (a, b)")
        db.exec_driver_sql("INSERT INTO odd VALUES (1, 2)")
        db.exec_driver_sql("CREATE INDEX odd_a ON odd (a)")
        db.exec_driver_sql("PRAGMA writable_schema=ON")
        db.exec_driver_sql("UPDATE sqlite_master SET sql = 'CREATE INDEX odd_a ON odd (b)' WHERE name = 'odd_a'")
    house.engine.dispose()
    with caplog.at_level(logging.ERROR):
        housekeeping.keep(house, now)
    assert checked()[0] != "ok"
    assert "sidedoor restore FILE" in caplog.text
    house.engine.dispose()
