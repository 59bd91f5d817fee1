"""Conditional requests: the validators kept for a URL, what they say in a request, and what an answer teaches.

Kept as plain text per URL: `etag`, `modified` (both as the board wrote them), `hash` (of the content, for boards that
send neither), and `read`, when the content was last read in full.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

READ_IN_FULL = timedelta(days=1)  # a date that never moves would answer "unchanged" for ever
_LONGEST = 500


def conditions(kept: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The headers that ask for the content only if it changed."""
    if etag := kept.get("etag"):
        return {"If-None-Match": etag}
    if (modified := kept.get("modified")) and now - _instant(kept.get("read", "")) < READ_IN_FULL:
        return {"If-Modified-Since": modified}
    return {}


def validators(headers: Mapping[str, str], body: bytes, now: datetime) -> dict[str, str]:
    """What to keep of an answer read in full. `headers` have their names in lower case."""
    found = {"etag": headers.get("etag", ""), "modified": headers.get("last-modified", "")}
    kept = {name: value for name, value in found.items() if value and len(value) <= _LONGEST and value.isprintable()}
    return kept | {"hash": fingerprint(body), "read": now.isoformat(timespec="seconds")}


def fingerprint(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def _instant(iso: str) -> datetime:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
