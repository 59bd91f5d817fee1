"""The service itself: what goes on being wrong is said, and not at every tick."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from sqlalchemy import text

from scheduler.daemon import Daemon
from scheduler.house import open_house


def test_a_store_that_goes_on_refusing_is_said_once_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "settings.yaml").write_text("data_dir: data\nrules: rules.yaml\nboards: []\n", encoding="utf-8")
    (tmp_path / "rules.yaml").write_text("{}\n", encoding="utf-8")
    house = open_house(tmp_path / "settings.yaml")
    with house.engine.begin() as db:
        db.execute(text("ALTER TABLE memory RENAME TO lost"))
    daemon = Daemon(house)

    async def ticks() -> None:
        for _ in range(3):
            await daemon._beat()

    with caplog.at_level(logging.ERROR):
        asyncio.run(ticks())
    assert [record.message for record in caplog.records] == ["the store refuses the beat: no such table: memory"]
    with house.engine.begin() as db:
        db.execute(text("ALTER TABLE lost RENAME TO memory"))
    asyncio.run(ticks())
    with house.engine.begin() as db:
        assert db.scalar(text("SELECT count(*) FROM memory WHERE name = 'tick'")) == 1
    house.engine.dispose()
