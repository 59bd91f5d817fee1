"""A crawl's child that fails: boards without a report failed, the others are unharmed, and the daemon stays small."""

from __future__ import annotations

import asyncio
import resource
import sys
import textwrap
from asyncio import create_subprocess_exec
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from crawler.listing import Board, Cause, Outcome
from scheduler import store, visits
from scheduler.intake import Tally
from scheduler.store import boards, reading, schema
from scheduler.store.tables import boards as board_rows
from scheduler.store.tables import listings
from tests.scheduler.standing import current

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
GOOD, BAD = Board("greenhouse", "fernwave", "Fernwave"), Board("lever", "quillstone", "Quillstone")
# What a good child says of the first board: one posting, and a whole visit.
ANSWER = """
import json, sys, time
from dataclasses import asdict
from crawler.listing import Board, Outcome, Report
order = json.loads(sys.stdin.readline())
board = order["boards"][0]["board"]
posting = {"kind": board["kind"], "token": board["token"], "key": "1", "title": "Machine Learning Intern"}
def whole(board, postings):
    report = Report(board=Board(**board), outcome=Outcome.WHOLE, seen=[each["key"] for each in postings])
    print(json.dumps({"listings": postings, "report": asdict(report)}), flush=True)
whole(board, [posting])
"""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = store.connect(f"sqlite:///{tmp_path / 'store.db'}")
    schema.upgrade(engine)
    with engine.begin() as db:
        boards.register(db, [GOOD, BAD], NOW)
    return engine


def crawl(engine: Engine, monkeypatch: pytest.MonkeyPatch, then: str) -> dict[str, Tally]:
    """Visit both boards with a child that answers for the first and then does `then`."""

    async def child(*_: Any, **pipes: Any) -> asyncio.subprocess.Process:
        return await create_subprocess_exec(sys.executable, "-c", ANSWER + textwrap.dedent(then), **pipes)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", child)
    with reading(engine) as db:
        due = boards.due(db, NOW, 10)
    told: list[Tally] = []
    done = asyncio.run(visits.crawl(engine, due, lambda: current(channels={}), lambda: NOW, told.append))
    assert told == done
    return {each.board: each for each in done}


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("", "ended early (exit 0)"),
        ("import os; os.abort()", "ended early (exit -6)"),
        ("raise SystemExit(3)", "ended early (exit 3)"),
        ("print('Segmentation fault, surely')", "something unreadable"),
        ("print('[1, 2]')", "something unreadable"),
        ("print('{}')", "something unreadable"),
        ("print(json.dumps({'listings': [{'name': 'x'}]}))", "something unreadable"),
        ("print(json.dumps({'listings': [], 'report': {'nothing': 1}}))", "something unreadable"),
        ("print(json.dumps({'listings': None}))", "something unreadable"),
        ("sys.stdout.write('x' * (60 << 20))", "something unreadable"),
    ],
)
def test_a_child_that_fails_costs_only_the_boards_it_owes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, then: str, said: str
) -> None:
    found = crawl(engine, monkeypatch, then)
    assert (found[str(GOOD)].outcome, found[str(GOOD)].new) == (Outcome.WHOLE, 1)
    assert (found[str(BAD)].outcome, found[str(BAD)].code) == (Outcome.FAILED, Cause.CRASHED)
    assert said in found[str(BAD)].cause
    with reading(engine) as db:
        assert list(db.scalars(select(listings.c.title))) == ["Machine Learning Intern"]
        failures = dict(db.execute(select(board_rows.c.token, board_rows.c.failures)).all())
    assert failures == {"fernwave": 0, "quillstone": 1}


def test_a_child_that_hangs_is_ended(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "_deadline", lambda *_: 1.0)
    monkeypatch.setattr(visits, "PATIENCE", 0.3)
    deaf = (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('{', end='', flush=True); time.sleep(60)"
    )
    found = crawl(engine, monkeypatch, deaf)
    assert found[str(GOOD)].outcome is Outcome.WHOLE
    assert "longer than 1 s" in found[str(BAD)].cause


def test_a_child_that_says_nothing_is_ended_long_before_its_time_is_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "_silence", lambda *_: 1.0)
    found = crawl(engine, monkeypatch, "time.sleep(60)")
    assert found[str(GOOD)].outcome is Outcome.WHOLE
    assert "said nothing for 1 s" in found[str(BAD)].cause


def test_an_endless_line_takes_little_memory(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    crawl(engine, monkeypatch, "block = 'x' * (1 << 20)\nfor _ in range(300): sys.stdout.write(block)")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10  # kB


def test_long_and_odd_log_lines_do_not_block_the_child(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    noise = """
        sys.stderr.write("x" * (20 << 20) + "\\n" + "not JSON\\n[]\\n")
        sys.stderr.write(json.dumps({"level": 30, "message": "a page was odd"}) + "\\n")
        whole(order["boards"][1]["board"], [])
    """
    found = crawl(engine, monkeypatch, noise)
    assert {each.outcome for each in found.values()} == {Outcome.WHOLE}
    assert "a page was odd" in caplog.text


def test_a_board_whose_answer_breaks_us_fails_alone(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visits.take_in

    def broken(engine: Engine, row: Any, report: Any, *rest: Any) -> Tally:
        if report.outcome is Outcome.WHOLE:
            raise RuntimeError("a mistake of ours")
        return whole(engine, row, report, *rest)

    monkeypatch.setattr(visits, "take_in", broken)
    found = crawl(engine, monkeypatch, "")
    assert found[str(GOOD)].outcome is Outcome.FAILED
    assert "a mistake of ours" in found[str(GOOD)].cause
