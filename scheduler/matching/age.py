"""Is it fresh enough? By the board's date, else by the day it was first seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from config.rules import Age
from config.units import written
from scheduler.domain import Answer, Reason


def judge(date_posted: str, first_seen: datetime | None, rule: Age, now: datetime) -> Reason:
    """`now` and `first_seen` are aware. A date in the future counts as today."""
    posted = _instant(date_posted)
    when, source = (posted, "posted") if posted else (first_seen, "first seen")
    if when is None:
        return Reason("age", Answer.UNSURE, "bears no date")
    days = max(0, (now - when).days)
    why = f"{source} {days} day{'' if days == 1 else 's'} ago"
    if now - when <= rule.at_most:
        return Reason("age", Answer.YES, why)
    return Reason("age", Answer.NO, f"{why}, more than {written(rule.at_most)}")


def _instant(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-11-22"):  # a day without an hour lasts until its end
        when += timedelta(days=1)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
