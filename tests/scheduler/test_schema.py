"""The schema: up to date from empty, never down, a copy before it changes; backup and restore lose no row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect, select, text

from scheduler import cli, house, store
from scheduler.store import schema
from scheduler.store.tables import memory, metadata
from tests.scheduler.test_house import settings
from tests.scheduler.test_intake import NOW, Standing, role


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(schema.HERE)).get_current_head() == schema.HEAD


def test_from_empty_every_table_is_made_and_a_second_time_nothing(engine: Engine) -> None:
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    with engine.begin() as db:
        assert schema.version(db) == schema.HEAD
    assert schema.upgrade(engine) is False


def test_the_migrations_make_the_very_tables_of_the_code(engine: Engine) -> None:
    found = inspect(engine)
    for name, table in metadata.tables.items():
        assert {each["name"] for each in found.get_columns(name)} == {each.name for each in table.columns}, name
        assert {each["name"] for each in found.get_indexes(name)} >= {each.name for each in table.indexes}, name


def test_a_newer_store_is_refused(engine: Engine) -> None:
    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.NewerStore, match="9999"):
        schema.upgrade(engine)


def test_a_current_store_is_opened_while_another_writes(tmp_path: Path) -> None:
    engine = store.connect(f"sqlite:///{tmp_path / 'store.db'}")
    schema.upgrade(engine)
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert schema.upgrade(engine) is False
        other.execute("ROLLBACK")
    engine.dispose()


def test_before_a_migration_the_store_is_copied_beside_itself(tmp_path: Path) -> None:
    engine = store.connect(f"sqlite:///{tmp_path / 'store.db'}")
    schema.upgrade(engine)
    schema._copy(engine, schema.HEAD)
    with closing(sqlite3.connect(tmp_path / f"store.db.before-{schema.HEAD}")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (schema.HEAD,)
    engine.dispose()


# -- Backup and restore -----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings and a store that holds roles, verdicts and alerts."""
    settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    engine = house.open_house(tmp_path / "settings.yaml").engine
    Standing(engine).visit([role("1"), role("2", "Computer Vision Intern")])
    engine.dispose()
    return tmp_path


def counts(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as db:
        return {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in metadata.tables}


def test_what_is_backed_up_comes_back_whole(folder: Path) -> None:
    database = folder / "data" / "sidedoor.db"
    before = counts(database)
    assert (before["listings"], before["alerts"]) == (2, 2)
    assert cli.main(["backup", "copy.db"]) == 0
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600
    engine = store.connect(f"sqlite:///{database}")
    with engine.begin() as db:
        db.execute(memory.insert().values(name="later", value=1, at=NOW))
    assert cli.main(["restore", "copy.db"]) == 0
    engine.dispose()
    assert counts(database) == before
    former = store.connect(f"sqlite:///{database}.replaced")
    with store.reading(former) as db:
        assert db.scalar(select(func.count()).where(memory.c.name == "later")) == 1, "also what stood in the -wal file"
    former.dispose()


def test_restore_refuses_a_running_service(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["backup", "copy.db"])
    before = counts(folder / "data" / "sidedoor.db")
    with house.lock_file(folder / "data" / "sidedoor.db"):
        assert cli.main(["restore", "copy.db"]) == 1
    assert "already runs" in capsys.readouterr().err
    assert counts(folder / "data" / "sidedoor.db") == before


def _damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(8192, len(data) - 64, 4096):
        data[at : at + 64] = b"\xff" * 64
    path.write_bytes(data)


def test_restore_refuses_what_is_no_sound_store(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["backup", "copy.db"])
    before = counts(folder / "data" / "sidedoor.db")
    _damage(folder / "copy.db")
    (folder / "words.db").write_text("no database\n" * 1000)
    with closing(sqlite3.connect(folder / "other.db")) as db:
        db.execute("CREATE TABLE recipes (name)")
    for name in ("copy.db", "words.db", "other.db", "nosuch.db"):
        assert cli.main(["restore", name]) == 1, name
        assert "nothing was changed" in capsys.readouterr().err.replace("\n", " ")
    assert counts(folder / "data" / "sidedoor.db") == before


def test_the_store_is_never_copied_onto_itself(folder: Path) -> None:
    before = counts(folder / "data" / "sidedoor.db")
    assert cli.main(["backup", "data/sidedoor.db"]) == 2
    assert cli.main(["restore", "data/sidedoor.db"]) == 2
    assert counts(folder / "data" / "sidedoor.db") == before


def test_a_backup_that_cannot_be_written_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["backup", "no-such-folder/copy.db"]) == 1
    assert capsys.readouterr().err == "no-such-folder/copy.db: there is no such folder to write it in\n"
