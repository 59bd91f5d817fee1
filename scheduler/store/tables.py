"""The rows: what is known, what is owed, and how every visit and every attempt to tell ended.

Times are aware UTC. JSON columns hold what only one room reads; whatever a query asks for has a column of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps no zone, so it is taken off on the way in and put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant without a zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _words(name: str) -> Column[str]:
    return Column(name, String, nullable=False, server_default=text("''"))


def _json(name: str) -> Column[Any]:
    return Column(name, JSON, nullable=False)


# -- Boards and visits ------------------------------------------------------------------------------------------------

boards = Table(
    "boards",
    metadata,
    _id(),
    Column("kind", String, nullable=False),
    Column("token", String, nullable=False),
    _words("company"),
    _words("website"),
    _words("origin"),  # "settings", or the board whose lead named it
    Column("watched", Boolean, nullable=False, server_default=text("true")),
    _count("position"),  # order of the first visits: that of the user's list
    Column("added_at", Instant, nullable=False),
    Column("next_due", Instant, nullable=False),
    Column("last_visit_at", Instant),
    Column("last_whole_at", Instant),
    Column("answered_at", Instant),  # last visit that was whole or unchanged
    Column("news_at", Instant),  # last visit that brought something new or changed
    _words("outcome"),
    _words("code"),
    _words("cause"),
    Column("cause_since", Instant),
    _words("told_code"),  # the cause the user has heard of
    _count("failures"),  # visits in a row that did not answer
    _count("listed"),  # postings at the last whole visit
    _count("suspicious"),  # whole visits in a row that lost more than half of the postings
    Column("suspicious_since", Instant),
    Column("validators", JSON, nullable=False, server_default=text("'{}'")),
    UniqueConstraint("kind", "token"),
    Index("ix_boards_due", "watched", "next_due"),
)

visits = Table(
    "visits",
    metadata,
    _id(),
    Column("board_id", ForeignKey("boards.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("ended_at", Instant, nullable=False, index=True),
    _words("outcome"),
    _words("code"),
    _words("cause"),
    _count("listed"),
    _count("new"),
    _count("changed"),
    _count("closed"),
    _count("broken"),
    _words("broken_why"),
    Column("passed_over", JSON, nullable=False, server_default=text("'{}'")),
    _count("requests"),
    _count("bytes"),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", String, primary_key=True),
    Column("robots", Text),
    Column("robots_at", Instant),
    Column("until", Instant),  # the host asked us to stay away until then
)

# -- Openings and their listings --------------------------------------------------------------------------------------

openings = Table(
    "openings",
    metadata,
    _id(),
    Column("company", String, nullable=False),
    Column("title", String, nullable=False),
    _words("role_key"),  # company and title, normalised: proposes the same role on another board
    Column("first_seen", Instant, nullable=False),
    Column("closed_at", Instant),
    _count("round"),  # how often it was told anew, having been closed for long
    Index("ix_openings_role_key", "role_key"),
)

identities = Table(
    "identities",
    metadata,
    Column("identity", String, primary_key=True),
    Column("opening_id", ForeignKey("openings.id", ondelete="CASCADE"), nullable=False, index=True),
)

listings = Table(
    "listings",
    metadata,
    _id(),
    Column("board_id", ForeignKey("boards.id", ondelete="CASCADE"), nullable=False),
    Column("key", String, nullable=False),
    Column("opening_id", ForeignKey("openings.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    _words("company"),
    _words("website"),
    _words("url"),
    _words("location"),
    Column("posting", JSON, nullable=False),  # the whole Listing but its description
    Column("version", String, nullable=False, server_default=text("''")),
    Column("digest", String, nullable=False),  # of everything a reader looks at
    Column("has_text", Boolean, nullable=False, server_default=false()),
    Column("first_seen", Instant, nullable=False, index=True),
    Column("last_seen", Instant, nullable=False),
    Column("closed_at", Instant),
    _words("closed_why"),
    Column("looked_at", Instant),  # a list's row: when the page it leads to was asked for its text
    UniqueConstraint("board_id", "key"),
    Index("ix_listings_open", "board_id", "closed_at"),
)

texts = Table(
    "texts",
    metadata,
    Column("listing_id", ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True),
    Column("description", LargeBinary, nullable=False),  # zlib of UTF-8
)

facts = Table(
    "facts",
    metadata,
    Column("listing_id", ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", Integer, nullable=False, index=True),  # matching.READER_VERSION
    _json("facts"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("listing_id", ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True),
    Column("watch", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("fingerprint", String, nullable=False),  # of the rules that said so
    _count("rank"),  # Verdict.rank
    _json("reasons"),
    Column("judged_at", Instant, nullable=False),
    Index("ix_verdicts_watch_state", "watch", "state"),
)

# -- What is owed, and to whom ----------------------------------------------------------------------------------------

messages = Table(
    "messages",
    metadata,
    _id(),
    Column("channel", String, nullable=False),
    Column("identity", String, nullable=False, unique=True),  # Message-ID, Idempotency-Key: the same at every attempt
    Column("about", String, nullable=False),  # "alert", "digest", "notice", "still here"
    # "held" (a digest still gathering), "owed", "trying", then for good "sent", "given up" or "cancelled"
    Column("state", String, nullable=False),
    Column("payload", JSON),  # frozen: every form a channel may want; none while it is held
    _count("cursor"),  # blocks of the payload already handed over: a long digest goes out in parts
    _count("tries"),  # attempts so far; also the token of compare-and-swap
    _count("failures"),  # attempts in a row that failed for certain or ended unknown
    _count("unknown"),  # attempts whose outcome nobody knows: each may have cost one extra copy
    Column("plain", Boolean, nullable=False, server_default=false()),  # refused once: what is left is a short plain try
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("failing_since", Instant),
    Column("settled_at", Instant),
    _words("error"),  # what the service last said, or why it was cancelled
    Index("ix_messages_due", "channel", "state", "due_at"),
    Index("ix_messages_created", "channel", "created_at"),
)

attempts = Table(
    "attempts",
    metadata,
    _id(),
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # messages.tries at that time
    Column("at", Instant, nullable=False),
    Column("outcome", String, nullable=False),  # "trying", then what became of it; "unknown" if we died meanwhile
    _words("answer"),  # in the service's words, secrets taken out
    UniqueConstraint("message_id", "number"),
)

alerts = Table(
    "alerts",
    metadata,
    _id(),
    Column("opening_id", ForeignKey("openings.id"), nullable=False),
    Column("listing_id", ForeignKey("listings.id"), nullable=False),  # the one that speaks for the opening
    Column("channel", String, nullable=False),
    Column("round", Integer, nullable=False, server_default=text("0")),
    Column("watch", String, nullable=False),
    Column("occasion", String, nullable=False),  # "new", "first run", "rules", "open again"
    Column("state", String, nullable=False),  # "owed", "sent", "given up", "cancelled"
    Column("owed_at", Instant, nullable=False),
    Column("message_id", ForeignKey("messages.id"), nullable=False, index=True),  # the message that carries it
    Column("settled_at", Instant),
    _words("why"),  # of a cancelled or given-up one
    UniqueConstraint("opening_id", "channel", "round"),
)

channels = Table(
    "channels",
    metadata,
    Column("name", String, primary_key=True),
    Column("first_seen", Instant, nullable=False),
    Column("last_sent_at", Instant),
    Column("broken_since", Instant),
    Column("probe_at", Instant),  # of one that is broken, or has asked us to wait: when to try again
    _words("error"),
    Column("removed_at", Instant),
)

# -- Companies --------------------------------------------------------------------------------------------------------

headcounts = Table(
    "headcounts",
    metadata,
    Column("source", String, primary_key=True),  # the directory, as a crawl calls it
    Column("number", Integer, primary_key=True),  # its row, from 0
    Column("company", String, nullable=False),
    Column("website", String, nullable=False),
    Column("headcount_min", Integer),
    Column("headcount_max", Integer),
    _words("said_by"),
    _words("as_of"),
)

directories = Table(
    "directories",
    metadata,
    Column("source", String, primary_key=True),
    _count("rows"),
    _json("validators"),
    Column("tried_at", Instant, nullable=False),
    Column("answered_at", Instant),  # last visit that was whole or unchanged
    Column("changed_at", Instant),  # last visit that was whole
    _words("cause"),  # why the last visit brought nothing
)

company_overrides = Table(
    "company_overrides",
    metadata,
    Column("name", String, primary_key=True),  # in the strict form
    Column("domain", String, primary_key=True),  # "" where only the name is known
    Column("company", String, nullable=False),  # the name as it was written
    Column("headcount", Integer, nullable=False),
    Column("set_at", Instant, nullable=False),
)

# -- The house itself -------------------------------------------------------------------------------------------------

memory = Table(
    "memory",
    metadata,
    Column("name", String, primary_key=True),  # "tick", "rules:NAME", "told:..."
    _json("value"),
    Column("at", Instant, nullable=False),
)
