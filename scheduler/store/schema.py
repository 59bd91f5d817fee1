"""The schema's versions: brought up to date at start, never down. A copy is made before anything is changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, make_url, text

from scheduler.store import reading

HEAD = "0001"  # the revision that this version's tables are; the newest file in migrations/versions
HERE = Path(__file__).parent / "migrations"
_LOCK = 0x51DED002  # of PostgreSQL's advisory lock: one upgrade at a time


class NewerStore(Exception):
    """The store was written by a newer Sidedoor than this one."""


def upgrade(engine: Engine) -> bool:
    """Bring the store to this version's schema; True if anything was changed. Raises NewerStore on a newer store."""
    with reading(engine) as db:  # nearly always it is up to date, and then waits for no writer
        if version(db) == HEAD:
            return False
    with engine.begin() as db:
        if db.dialect.name == "postgresql":
            db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        now = version(db)
        if now == HEAD:
            return False
        _migrate(db, now)
    return True


def _migrate(db: Connection, now: str | None) -> None:
    from alembic import command  # imported only here: a store is seldom behind, and every command opens it
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if now is not None and now not in {each.revision for each in ScriptDirectory(str(HERE)).walk_revisions()}:
        raise NewerStore(
            f"the store was last used by a newer Sidedoor (its schema is {now}, this one knows {HEAD}): "
            "install that version again, or restore a backup made before"
        )
    if now is not None:
        _copy(db.engine, now)
    config = Config(attributes={"connection": db})
    config.set_main_option("script_location", str(HERE))
    command.upgrade(config, "head")


def version(db: Connection) -> str | None:
    """The revision of the schema that the store has now; None for an empty one."""
    if not inspect(db).has_table("alembic_version"):
        return None
    found: str | None = db.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _copy(engine: Engine, revision: str) -> None:
    """Before a migration, the SQLite file is copied beside itself; a PostgreSQL database is its owner's to back up."""
    name = make_url(engine.url).database
    if engine.dialect.name == "sqlite" and name and name != ":memory:":
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(f"{name}.before-{revision}")) as copy:
            source.backup(copy)
