"""What holds at this moment: the settings, the rules of every watch, and what is known of companies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from config.load import Watch
from config.settings import Settings
from scheduler.companies import Companies


@dataclass(frozen=True, slots=True)
class Current:
    """Replaced as a whole when a file is edited, so that one visit is judged by one set of rules."""

    settings: Settings
    watches: Mapping[str, Watch]
    companies: Companies

    def channels_of(self, watch: str) -> tuple[str, ...]:
        """The channels that a watch tells: those its rules name, or all of them."""
        named = self.watches[watch].rules.channels
        return tuple(self.settings.channels) if named is None else named
