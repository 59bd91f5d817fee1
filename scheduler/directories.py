"""Public directories of companies, asked once a week: what they say goes into the store, or nothing at all does.

They are visited like boards, by the crawl's child process and with its manners. Between visits, and offline, what was
said last serves, and the seeds before anything was.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from config.settings import Settings
from crawler.listing import Board, Listing, Memory, Outcome, Report
from scheduler import visits
from scheduler.store import companies as stored
from scheduler.store import reading

log = logging.getLogger(__name__)

EVERY = timedelta(days=7)
AGAIN = timedelta(hours=6)  # after a visit that brought nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """How a visit to a directory ended, for the person who asked."""

    directory: str
    outcome: str  # "whole", "unchanged", "failed"
    companies: int  # that it gives the size of, in the store now
    cause: str = ""
    passed_over: str = ""  # how many rows gave no size, and why


def due(engine: Engine, settings: Settings, now: datetime) -> list[str]:
    """The directories to ask now: a week after the last answer, and a few hours after a visit that brought none."""
    with reading(engine) as db:
        visited = stored.visited(db)
    return [name for name in settings.poll.directories if name not in visited or _is_due(*visited[name], now)]


def _is_due(tried: datetime, answered: datetime | None, now: datetime) -> bool:
    return now - tried >= (EVERY if answered == tried else AGAIN)


async def tick(engine: Engine, settings: Settings, now: datetime) -> None:
    """Ask the directories that are due, and say how it went."""
    for each in await refresh(engine, settings, await asyncio.to_thread(due, engine, settings, now), now):
        if each.cause:
            log.warning("%s: %s (sizes of companies are as before)", each.directory, each.cause)
        else:
            log.info("%s: %s, sizes of %d companies", each.directory, each.outcome, each.companies)


async def refresh(engine: Engine, settings: Settings, names: Sequence[str], now: datetime) -> list[Refreshed]:
    """Ask these directories, each in one conditional request, and keep what a whole answer says."""
    if not names:
        return []
    with reading(engine) as db:
        memories = [_memory(name, stored.validators(db, name)) for name in names]
    done: dict[str, Refreshed] = {}

    def heard(report: Report, _: Sequence[Listing]) -> None:
        done[report.board.kind] = _take_in(engine, report, now)

    why = await visits.ask(engine, memories, settings.network, now, heard)
    return [done.get(name) or _failed(engine, name, why, now) for name in names]


def _memory(name: str, validators: dict[str, dict[str, str]]) -> Memory:
    return Memory(board=Board(name, "companies"), validators=validators, first=not validators)


def _take_in(engine: Engine, report: Report, now: datetime) -> Refreshed:
    name = report.board.kind
    if report.outcome not in (Outcome.WHOLE, Outcome.UNCHANGED):
        return _failed(engine, name, report.cause, now)
    try:
        with engine.begin() as db:
            if report.outcome is Outcome.WHOLE:
                stored.save_directory(db, name, report.headcounts, now)
            whole = report.outcome is Outcome.WHOLE
            stored.note_visit(db, name, now, validators=report.validators, changed=whole)
            count = stored.count(db, name)
    except stored.Shrunken as why:
        return _failed(engine, name, str(why), now)
    left = report.passed_over | ({"cannot be read": report.broken} if report.broken else {})
    said = ", ".join(f"{number} {why}" for why, number in left.items())
    return Refreshed(directory=name, outcome=report.outcome, companies=count, passed_over=said)


def _failed(engine: Engine, name: str, why: str, now: datetime) -> Refreshed:
    with engine.begin() as db:
        stored.note_visit(db, name, now, cause=why)
        return Refreshed(directory=name, outcome=Outcome.FAILED, companies=stored.count(db, name), cause=why)
