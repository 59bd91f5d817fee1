"""The migrations bring an empty store to exactly the tables that the code expects, on SQLite and PostgreSQL."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from scheduler.store import schema
from scheduler.store.tables import metadata


def test_a_migrated_store_has_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []


def test_the_newest_migration_is_the_one_the_code_knows() -> None:
    assert ScriptDirectory(str(schema.HERE)).get_current_head() == schema.HEAD
