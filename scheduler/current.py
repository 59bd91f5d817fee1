"""What holds at this moment: the settings, the rules of every watch, and what is known of companies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from config.load import Watch
from config.settings import Settings
from crawler.listing import Board
from scheduler.alerts.schedule import Delivery
from scheduler.companies import Companies, lists_many
from scheduler.domain import Company


class Hiring(Protocol):
    """Anything that names an employer: a listing, or a row of one."""

    @property
    def company(self) -> str: ...
    @property
    def website(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Current:
    """Replaced as a whole when a file is edited, so that one visit is judged by one set of rules."""

    settings: Settings
    watches: Mapping[str, Watch]
    companies: Companies
    _known: dict[tuple[str, ...], tuple[int, Company]] = field(default_factory=dict, compare=False)

    def company_of(self, listing: Hiring, board: Board, open_jobs: int) -> Company:
        """The employer behind a listing of that board, as far as it is known. Asked often, so looked up once."""
        link = listing.url if lists_many(board) else ""  # there, only the link tells namesakes apart
        asked = (listing.company, listing.website, board.kind, board.token, link)
        counted, company = self._known.get(asked, (None, None))
        if company is None or counted != open_jobs:
            company = self.companies.resolve(
                listing.company, listing.website, board=board, open_jobs=open_jobs, urls=(listing.url,)
            )
            self._known[asked] = open_jobs, company
        return company

    @property
    def delivery(self) -> Delivery:
        """How each channel is to be told."""
        return Delivery.of(self.settings)

    def watches_of(self, channel: str) -> list[str]:
        """The watches that tell a channel."""
        return [name for name in self.watches if channel in self.channels_of(name)]

    def channels_of(self, watch: str) -> tuple[str, ...]:
        """The channels that a watch tells: those its rules name, or all of them."""
        named = self.watches[watch].rules.channels
        return tuple(self.settings.channels) if named is None else named
