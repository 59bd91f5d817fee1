"""What a crawl knows of the hosts it asks: their robots.txt, and until when they want to be left alone.

The daemon carries this from one crawl to the next as JSON, so that robots.txt is asked for once a day and a Retry-After
outlives the child process that heard it. Times are UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

ROBOTS_FRESH = timedelta(days=1)
LONGEST_WAIT = timedelta(days=1)  # what a Retry-After may ask for
LONGEST_PACE = timedelta(minutes=2)  # between two requests, whatever a kind or a Crawl-delay asks for
PATIENCE = timedelta(seconds=30)  # a wait so short is sat out in the crawl; a longer one ends the visits to the host
OUR_PAUSE = timedelta(seconds=2)  # after a refusal that names no time; doubled each time
OUR_HOLD = timedelta(seconds=60)  # after `TOO_MANY` refusals in a row
TOO_MANY = 3
GIVE_UP = 5  # silences in a row: the host is down, and its other boards need not wait for a timeout each
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Host:
    """One host, by the name and port of its URLs."""

    name: str
    robots: str | None = None  # the text; "" where the host has none
    robots_at: datetime = _NEVER
    until: datetime = _NEVER  # it asked us to stay away until then
    next_at: datetime = _NEVER  # the next request may leave then
    hold: datetime = _NEVER  # as `until`, but of our own accord: forgotten when the crawl ends
    refusals: int = 0  # in a row, in this crawl
    silences: int = 0  # requests without any answer, in a row, in this crawl

    def robots_fresh(self, now: datetime) -> bool:
        return self.robots is not None and timedelta(0) <= now - self.robots_at < ROBOTS_FRESH

    def pause(self, now: datetime) -> timedelta:
        """How long the next request must wait; zero or less when it may leave."""
        next_at = self.next_at if self.next_at - now < LONGEST_PACE else _NEVER
        return max(self._asked_until(now), self.hold, next_at) - now

    def must_rest(self, now: datetime) -> bool:
        """Is the wait it asked for too long, or asked too often, to be sat out in this crawl?"""
        resting = max(self._asked_until(now), self.hold) - now
        return resting > (PATIENCE if self.refusals < TOO_MANY else timedelta(0))

    def _asked_until(self, now: datetime) -> datetime:
        """No host can ask for longer than `LONGEST_WAIT`: a time beyond it was written by a clock since put right."""
        return self.until if self.until - now <= LONGEST_WAIT else _NEVER

    def heard(self, status: int, retry_after: str | None, now: datetime) -> None:
        """Take note of an answer: 429 and 503 ask us to stay away, anything else says that we may go on."""
        if status not in (429, 503):
            self.refusals = 0
            return
        self.refusals += 1
        asked = asked_wait(retry_after, now)
        if asked is not None:
            self.until = max(self.until, now + asked)
        else:
            own = OUR_PAUSE * 2 ** (self.refusals - 1) if self.refusals < TOO_MANY else OUR_HOLD
            self.hold = max(self.hold, now + own)

    def to_json(self) -> dict[str, str | None]:
        times = {name: getattr(self, name) for name in ("robots_at", "until", "next_at")}
        return {"robots": self.robots} | {name: at.isoformat() for name, at in times.items() if at > _NEVER}

    @classmethod
    def from_json(cls, name: str, row: Mapping[str, Any]) -> Host:
        """A host from its JSON; a time that is no time counts as never."""
        robots = row.get("robots")
        return cls(
            name,
            robots if isinstance(robots, str) else None,
            _instant(row.get("robots_at")),
            _instant(row.get("until")),
            _instant(row.get("next_at")),
        )


class Hosts:
    """Every host of a crawl, by name."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._hosts = {name: Host.from_json(name, row) for name, row in (known or {}).items()}

    def of(self, url: str) -> Host:
        name = authority(url)
        return self._hosts.setdefault(name, Host(name))

    def to_json(self) -> dict[str, dict[str, str | None]]:
        return {name: host.to_json() for name, host in self._hosts.items()}


def authority(url: str) -> str:
    """The host of a URL in lower case, with its port if it names one: what robots.txt and pauses count by."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:  # no address at all
        return ""


def asked_wait(retry_after: str | None, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for, at most a day; None where it asks for nothing we can make out.

    Seconds or a date (RFC 9110, section 10.2.3). Negative seconds, a date in the past and junk ask for nothing.
    """
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=min(int(text[:12]), 86400)), LONGEST_WAIT)
    try:
        date = parsedate_to_datetime(text)
        wait = (date if date.tzinfo else date.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(wait, LONGEST_WAIT) if wait > timedelta(0) else None


def _instant(value: object) -> datetime:
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        return _NEVER
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
