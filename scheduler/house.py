"""Opening the house: settings, rules, companies and the store, ready to work; one process at a time may run it."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, make_url, text

from config import load
from config.live import Live
from config.load import Watch
from config.problems import ConfigError, Problem
from config.settings import Settings
from crawler.listing import Board
from scheduler import boardlist, store
from scheduler.alerts import digests, outbox, roster
from scheduler.companies import Companies, fingerprint
from scheduler.current import Current
from scheduler.store import boards, schema

if TYPE_CHECKING:
    from scheduler.alerts.channels import Channel

log = logging.getLogger(__name__)
_ADVISORY = 0x51DED001  # PostgreSQL: held by the daemon's own session


class Busy(Exception):
    """Another process runs on this store."""


@dataclass(slots=True)
class House:
    """The files the user edits, each with its last good state, and the store."""

    settings: Live[Settings]
    rules: Live[dict[str, Watch]]
    engine: Engine
    current: Current = field(init=False)
    _opened: tuple[dict[str, Channel], list[str]] | None = None
    problems: list[Problem] = field(default_factory=list)  # of the lists of boards: the good rows are in force
    _lists: Live[list[Board]] | None = None  # the lists of boards, since they were registered

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Take what the files say now as what holds."""
        settings = self.settings.current
        with store.reading(self.engine) as db:
            companies = Companies.load(db, settings)
        self.current = Current(settings, self.rules.current, companies)
        self._opened = None

    @property
    def channels(self) -> dict[str, Channel]:
        """Every channel of the settings that can be used, ready to send."""
        return self._open_channels()[0]

    @property
    def channel_problems(self) -> list[str]:
        """A line on each channel that cannot be used."""
        return self._open_channels()[1]

    def _open_channels(self) -> tuple[dict[str, Channel], list[str]]:
        from scheduler.alerts.channels import open_all  # Apprise is large, and most commands send nothing

        if self._opened is None:
            self._opened = open_all(self.settings.current)
        return self._opened

    def poll(self) -> tuple[bool, bool]:
        """Look at the files, and at the sizes of companies: did other settings, did other rules come into force?"""
        settings, rules = self.settings.poll(), self.rules.poll()
        if settings or rules or self._sizes_changed():
            self.refresh()
        return settings, rules

    def _sizes_changed(self) -> bool:
        """A directory answered, a size was set by hand or a file of sizes edited since they were loaded."""
        with store.reading(self.engine) as db:
            return fingerprint(db, self.settings.current) != self.current.companies.fingerprint

    def register(self, now: datetime) -> None:
        """Watch the boards that the settings list; boards that are wrong are named, the rest are watched."""
        wanted, self.problems = boardlist.wanted(self.current.settings)
        for problem in self.problems:
            log.warning("%s", problem)
        self._lists = boardlist.live(self.current.settings)
        with self.engine.begin() as db:
            boards.register(db, wanted, now)

    def lists_changed(self) -> bool:
        """Was a list of boards edited since it was registered? One with a mistake is not taken up, and shown."""
        return self._lists is not None and self._lists.poll()

    def meet_channels(self, now: datetime) -> None:
        """Take note of the channels in the settings and their times; a new one is owed what was kept before."""
        delivery = self.current.delivery
        with self.engine.begin() as db:
            for name in self.current.settings.channels:
                digests.retime(db, name, delivery.times_of(name), now)
            for name in roster.meet(db, self.current.settings.channels, now):
                outbox.owe_backlog(db, name, self.current.watches_of(name), now, delivery)

    @property
    def errors(self) -> list[str]:
        """What the user's files have wrong now, a line each; the last good state is in force."""
        read = [each for each in (self.settings, self.rules, self._lists) if each is not None]
        files = [line for live in read for line in live.error.splitlines() if line]
        return (
            files + (self._opened[1] if self._opened else []) + [str(each) for each in self.current.companies.problems]
        )


def open_house(settings_path: Path | None = None, rules_path: Path | None = None) -> House:
    """Read the files and bring the store up to date. ConfigError, with every mistake, when they cannot be used."""
    settings = load.live_settings(settings_path)
    problems: list[Problem] = []
    try:
        rules = load.live_rules(lambda: rules_path or settings.current.rules)
        problems += load.check_channels(settings.current, rules.current)
    except ConfigError as why:
        problems += why.problems
    if problems:
        raise ConfigError(problems)
    engine = store.connect(database_url(settings.current))
    schema.upgrade(engine)
    return House(settings, rules, engine)


def database_url(settings: Settings) -> str:
    """Where the store is: the database that is named, else an SQLite file in the data folder."""
    return settings.database_url or f"sqlite:///{settings.data_dir / 'sidedoor.db'}"


@contextmanager
def alone(house: House) -> Iterator[None]:
    """Hold the store for this process; Busy, naming the holder, if another has it. The lock ends with the process."""
    if house.engine.dialect.name == "postgresql":
        with _advisory(house.engine):
            yield
    else:
        with lock_file(Path(make_url(house.engine.url).database or "sidedoor.db")):
            yield


def database_file(url: str) -> Path | None:
    """The file of an SQLite store; None for PostgreSQL."""
    parts = make_url(url)
    return Path(parts.database) if parts.get_backend_name() == "sqlite" and parts.database else None


@contextmanager
def lock_file(database: Path) -> Iterator[None]:
    """Hold an SQLite store: a lock on a file beside it, which ends with the process however that ends."""
    with database.with_name(database.name + ".lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Busy(f"Sidedoor already runs on {database} (process {file.read().strip() or 'unknown'})") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def _advisory(engine: Engine) -> Iterator[None]:
    connection: Connection
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _ADVISORY}):
            raise Busy("Sidedoor already runs on this database")
        try:
            yield
        finally:  # the connection goes back to its pool, and would hold on to the lock
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _ADVISORY})
