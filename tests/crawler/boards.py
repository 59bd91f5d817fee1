"""A board of a test's own: a function answers what a visit asks, and the asking is kept to be looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crawler.errand import Errand
from crawler.kind import Answer, Ask, Trouble
from crawler.kinds import all_kinds
from crawler.listing import Board, Listing, Memory, Report

NOW = datetime(2026, 9, 1, tzinfo=UTC)


@dataclass
class Visited:
    report: Report
    listings: list[Listing]
    asked: list[Ask] = field(default_factory=list)

    @property
    def with_text(self) -> list[str]:
        return [listing.key for listing in self.listings if listing.description]

    @property
    def urls(self) -> list[str]:
        return [ask.url for ask in self.asked]


def visit(
    name: str,
    answer: Callable[[Ask], Answer],
    *,
    known: dict[str, str] | None = None,
    validators: dict[str, dict[str, str]] | None = None,
) -> Visited:
    """One visit to the board `name` (kind:token); `known` makes it a later one."""
    board = Board.parse(name)
    memory = Memory(board=board, known=known or {}, first=known is None, validators=validators or {})
    errand, asked = Errand(memory, all_kinds()[board.kind]), []
    while errand.ask is not None:
        asked.append(errand.ask)
        errand.hear(answer(errand.ask), NOW)
    return Visited(errand.report(), errand.visit.listings, asked)


def data(content: Any, status: int = 200) -> Answer:
    return Answer(url="", status=status, body=json.dumps(content).encode())


def page(text: str, status: int = 200, url: str = "", **headers: str) -> Answer:
    return Answer(url=url, status=status, headers=headers, body=text.encode())


def failing(trouble: Trouble) -> Answer:
    return Answer(url="", status=0, trouble=trouble)
