"""Breezy: {company}.breezy.hr/json. JSON without texts; each job page has a JobPosting.

The list's `published_date` moves when a posting is published again: the page's day is the true one. A removed page and
an unknown company both redirect. The terms forbid automated reading, so nobody but the user adds such a board.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from crawler import jobposting
from crawler.clean import line, plain
from crawler.details import details
from crawler.fields import dig, text, web, when
from crawler.kind import Answer, Ask, Kind, Visit, Walk, listed, place, places
from crawler.listing import Board, Listing

_PAGE = re.compile(r"/p/([0-9a-f]{12,14})")


class Breezy(Kind):
    """The list, then the pages of what may be an internship."""

    name = "breezy"
    url = "https://{token}.breezy.hr/json"
    off = "Breezy's terms forbid automated reading"
    links = (re.compile(r"(?P<token>[\w-]+)\.breezy\.hr(?:/p/(?P<key>[0-9a-f]{12,14}))?"),)

    def walk(self, visit: Visit) -> Walk:
        answer = yield Ask(url=self.address(visit.board), conditional=True)
        if answer.ok().unchanged:
            visit.unchanged = True
            return
        list_ = Visit(visit.memory)
        list_.take(self.rows(answer), self.read)
        yield from details(self, visit, list_, lambda each: Ask(url=each.url), gone=(301, 302, 404, 410))

    def rows(self, answer: Answer) -> list[Any]:
        page = answer.ok().text().lstrip("\ufeff \r\n\t").startswith("<")
        found = jobposting.postings(answer) if page else []
        return found or listed(answer.json())  # a page without a posting is no board's answer

    def read(self, row: Any, board: Board) -> Listing:
        if "@type" not in dict(row):
            return self._row(row, board)
        page = jobposting.read(row, self.name, board)
        code = _PAGE.search(page.url)
        return replace(page, key=code[1] if code else page.key, url=page.url.partition("?")[0])

    def _row(self, row: Any, board: Board) -> Listing:
        spots = dig(row, "locations") or [dig(row, "location")]
        remote = text(row, "location", "remote_details", "value")
        slug = text(row, "friendly_id") or text(row, "id")
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "id"),
            title=line(text(row, "name")),
            company=line(board.company or text(row, "company", "name")),
            website=board.website,
            url=web(dig(row, "url")) or (f"https://{board.token}.breezy.hr/p/{slug}" if board.token else ""),
            location=places(map(_place, spots if isinstance(spots, list) else [])),
            workplace="hybrid" if "hybrid" in remote else "remote" if dig(row, "location", "is_remote") is True else "",
            description=plain(text(row, "description")),
            employment_type=line(text(row, "type", "name")),
            department=line(text(row, "department")),
            base_salary=line(text(row, "salary")),
            date_posted=when(dig(row, "published_date")),
            version=text(row, "published_date"),
        )


def _place(spot: Any) -> str:
    return place(text(spot, "city"), text(spot, "state", "name"), text(spot, "country", "name")) or line(
        text(spot, "name")
    )
