"""The outbox as a person reads it: every alert, the message that carries it, and how it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from scheduler.store.tables import alerts, channels, listings, messages


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
            channels.c.removed_at,
        )
        .join(listings, listings.c.id == alerts.c.listing_id)
        .join(messages, messages.c.id == alerts.c.message_id, isouter=True)
        .join(channels, channels.c.name == alerts.c.channel, isouter=True)
        .order_by(alerts.c.id.desc())
    )
    if state is not None:
        query = query.where(alerts.c.state == state)
    return [{**row, "why": _why(row)} for row in db.execute(query).mappings()]


def _why(row: RowMapping) -> str:
    """Why an alert stands as it does: what the service said last, say, or that its channel is not there."""
    if row["state"] == "owed" and row["removed_at"] is not None:
        return f"parked: the settings have no channel {row['channel']} now"
    return str(row["why"] or row["error"] or "")
