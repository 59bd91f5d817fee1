"""When alerts may go out: digests (`daily 08:00`), quiet hours (`22:00-08:00`), in the user's zone, over clock changes.

A time of day that happens twice, when clocks go back, counts the first time; one that never happens, when clocks go
forward, comes once, after the gap: 02:30 is then 03:30. All moments in and out are aware; results are UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, Literal

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = r"([01]?\d|2[0-3]):([0-5]\d)"
_DIGEST = re.compile(rf"(?:daily|weekly\s+({'|'.join(_DAYS)})[a-z]*)\s+{_TIME}")
_QUIET = re.compile(rf"{_TIME}\s*(?:-|–|to)\s*{_TIME}")


def moment(day: date, at: time, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which clocks in the zone first show this time on this day, or would have."""
    return datetime.combine(day, at, zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Digest:
    """How often a channel is told: at once, or gathered by the hour, the day or the week."""

    every: Literal["immediate", "hourly", "daily", "weekly"] = "immediate"
    at: time = time(0)  # daily and weekly
    weekday: int = 0  # weekly: Monday is 0

    def next_time(self, after: datetime, zone: tzinfo) -> datetime:
        """The next moment to tell, later than `after`; `after` itself when nothing is gathered. UTC."""
        if self.every == "immediate":
            return after.astimezone(UTC)
        if self.every == "hourly":
            local = after.astimezone(zone)
            past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
            return (after + timedelta(hours=1) - past).astimezone(UTC)
        # The day before `after`, too: a time that never happens counts after the gap, which may be on the next day.
        first = after.astimezone(zone).date() - timedelta(days=1)
        days = (first + timedelta(days=number) for number in range(10))
        return next(due for day in days if self._on(day) and (due := moment(day, self.at, zone)) > after)

    def _on(self, day: date) -> bool:
        return self.every == "daily" or day.weekday() == self.weekday

    def __str__(self) -> str:
        words = [self.every, *([_DAYS[self.weekday]] if self.every == "weekly" else ())]
        return " ".join([*words, *([f"{self.at:%H:%M}"] if self.every in ("daily", "weekly") else ())])


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is sent. They may span midnight."""

    start: time
    end: time

    def until(self, now: datetime, zone: tzinfo) -> datetime | None:
        """When the quiet hours that `now` is in end, in UTC; None when it is in none."""
        today = now.astimezone(zone).date()
        for day in (today - timedelta(days=1), today):
            end_day = day + timedelta(days=self.start > self.end)
            if moment(day, self.start, zone) <= now < (end := moment(end_day, self.end, zone)):
                return end
        return None

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def digest(value: object) -> Digest:
    """What `immediate`, `hourly`, `daily 08:00` or `weekly mon 08:00` means; ValueError with the remedy otherwise."""
    if isinstance(value, Digest):
        return value
    text = str(value).strip().lower()
    if text == "hourly":
        return Digest("hourly")
    if text == "immediate":
        return Digest()
    written = _DIGEST.fullmatch(text)
    if written is None:
        raise ValueError(
            "this is no time for a digest; write immediate, hourly, daily 08:00 or weekly mon 08:00 (24 hours)"
        )
    weekday, hour, minute = written.groups()
    at = time(int(hour), int(minute))
    return Digest("weekly", at, _DAYS.index(weekday)) if weekday else Digest("daily", at)


def quiet(value: object) -> Quiet:
    """What `22:00-08:00` means; ValueError with the remedy otherwise."""
    if isinstance(value, Quiet):
        return value
    written = _QUIET.fullmatch(str(value).strip().lower())
    if written is None:
        raise ValueError('these are no quiet hours; write when they begin and end, in 24 hours: "22:00-08:00"')
    start, end = time(int(written[1]), int(written[2])), time(int(written[3]), int(written[4]))
    if start == end:
        raise ValueError('quiet hours that begin and end at the same time; write two times: "22:00-08:00"')
    return Quiet(start, end)


DigestText = Annotated[
    Digest,
    BeforeValidator(digest),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": rf"^(immediate|hourly|(daily|weekly ({'|'.join(_DAYS)})) {_TIME})$",
            "examples": ["immediate", "hourly", "daily 08:00", "weekly mon 08:00"],
        }
    ),
]
QuietText = Annotated[
    Quiet,
    BeforeValidator(quiet),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": rf"^{_TIME}-{_TIME}$", "examples": ["22:00-08:00"]}),
]
