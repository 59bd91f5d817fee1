"""The store: one SQLite file (or a PostgreSQL database) that remembers everything a crash must not forget.

SQLite as measured: WAL, synchronous FULL (a power loss loses nothing that was committed), and BEGIN IMMEDIATE for
every writer, since a deferred BEGIN fails as soon as two of them meet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "busy_timeout=30000",  # a board of 10,000 postings is taken in within one transaction, in some 15 s
)
_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def connect(url: str) -> Engine:
    """An engine for `sqlite:///PATH` or `postgresql://...`; nothing is opened or created yet."""
    engine = create_engine(url, json_serializer=_to_json, json_deserializer=orjson.loads)
    if engine.dialect.name == "sqlite":
        _private_file(engine)
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _to_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _private_file(engine: Engine) -> None:
    """A new SQLite file belongs to its user alone: it tells what somebody applies for."""
    name = make_url(engine.url).database
    if name and name != ":memory:" and not (path := Path(name)).exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    readonly = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads: on SQLite it never waits for a writer."""
    with engine.connect().execution_options(readonly=True) as db, db.begin():
        yield db


def insert_or(
    db: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    conflict: Sequence[str],
    update: Sequence[str] = (),
) -> None:
    """Insert `rows`; where one meets its like in the columns `conflict`, update these columns of it, or leave it."""
    if not rows:  # SQLAlchemy would insert a row of defaults
        return
    statement = _INSERT[db.dialect.name](table)
    if update:
        statement = statement.on_conflict_do_update(
            index_elements=list(conflict), set_={name: statement.excluded[name] for name in update}
        )
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(conflict))
    db.execute(statement, [dict(row) for row in rows])
