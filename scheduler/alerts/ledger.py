"""The outbox as a person reads it: every alert, the message that carries it, and how it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from scheduler.store.tables import alerts, listings, messages


def listed(db: Connection, state: str | None = None) -> list[dict[str, Any]]:
    """Alerts, the newest first; of one state (`owed`, `sent`, `given up`, `cancelled`), or all of them."""
    query = (
        select(
            alerts.c.id,
            alerts.c.channel,
            alerts.c.watch,
            alerts.c.occasion,
            alerts.c.state,
            listings.c.title,
            listings.c.company,
            listings.c.url,
            alerts.c.owed_at,
            alerts.c.settled_at,
            messages.c.tries,
            messages.c.unknown,
            messages.c.due_at,
            alerts.c.why,
            messages.c.error,
        )
        .join(listings, listings.c.id == alerts.c.listing_id)
        .join(messages, messages.c.id == alerts.c.message_id, isouter=True)
        .order_by(alerts.c.id.desc())
    )
    if state is not None:
        query = query.where(alerts.c.state == state)
    return [{**row, "why": row["why"] or row["error"] or ""} for row in db.execute(query).mappings()]
