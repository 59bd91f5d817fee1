"""Alembic's environment: runs on the connection that `schema.upgrade` hands in, and leaves logging alone."""

from __future__ import annotations

from alembic import context

from scheduler.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
