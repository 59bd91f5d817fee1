"""When: how long to pause after a failure, when to give up, and what a channel's own times hold back. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from config.settings import Settings
from config.times import Digest, Quiet

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15, 30))
HOURLY = timedelta(hours=1)
PATIENCE = timedelta(days=5)  # RFC 5321 (4.5.4.1) asks for 4 to 5 days
LEAST = 30  # failures before giving up: a machine that slept for five days has hardly tried
LONGEST = timedelta(hours=24)  # however long a service asks us to wait
SPREAD = 0.2  # ± a fifth, so that what failed together does not come back together
WINDOW = timedelta(hours=1)  # of `alerts.burst`
FAR = timedelta(days=8)  # no digest is further ahead than this: a weekly one, and quiet hours after it


def pause(failures: int, identity: str, asked: timedelta | None = None) -> timedelta:
    """How long to wait after this many failures in a row; longer if the service asked for it, a day at most.

    The spread comes from the message's identity and the count, so that the same failure always waits equally long.
    """
    number = min(max(failures, 1), len(PAUSES) + 1)  # capped: 2 ** failures would one day overflow any clock
    pause_ = PAUSES[number - 1] if number <= len(PAUSES) else HOURLY
    ours = pause_ * (1 + SPREAD * _unit(f"{identity}:{failures}"))
    return min(max(ours, asked or timedelta()), LONGEST)


def _unit(seed: str) -> float:
    """A number from -1 to 1 that depends on nothing but the seed."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") / (2**31) - 1


@dataclass(frozen=True, slots=True)
class Times:
    """When one channel wants to be told."""

    digest: Digest = field(default_factory=Digest)
    quiet: Quiet | None = None
    burst: int = 20
    zone: tzinfo = UTC

    def held_until(self, now: datetime) -> datetime | None:
        """Until when an alert owed now waits for the digest or the end of quiet hours; None if it may go at once."""
        due = self.digest.next_time(now, self.zone)
        return self.after_quiet(due) if self.digest.every != "immediate" else self._quiet_until(now)

    def after_quiet(self, moment: datetime) -> datetime:
        """This moment, or the end of the quiet hours it falls into."""
        return self._quiet_until(moment) or moment

    def _quiet_until(self, moment: datetime) -> datetime | None:
        return self.quiet.until(moment, self.zone) if self.quiet else None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What owing and telling need to know of the settings."""

    times: Mapping[str, Times] = field(default_factory=dict)  # by channel
    zone: tzinfo = UTC
    public_url: str = ""  # of the page, for links
    settings: str = "settings.yaml"  # the file that says whom to tell

    @classmethod
    def of(cls, settings: Settings) -> Delivery:
        """What the settings say of every channel; a channel's own times go before those of `alerts`."""
        alerts = settings.alerts
        times = {
            name: Times(channel.digest or alerts.digest, channel.quiet or alerts.quiet, alerts.burst, settings.zone)
            for name, channel in settings.channels.items()
        }
        source = str(settings.source or "settings.yaml")
        return cls(times, settings.zone, settings.web.public_url.rstrip("/"), source)

    def times_of(self, channel: str) -> Times:
        return self.times.get(channel, Times(zone=self.zone))
