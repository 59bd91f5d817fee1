"""The Muse: themuse.com/api/public/jobs. Public JSON, 20 a page, pages 0 to 99; over its hourly limit it answers 403.

Filters match exactly, capitals included. Categories are unreliable, and the order is not by date: all pages are read.
The rows are captured; the envelope is documented, not captured.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.fields import dig, text, web, when
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Link, Listing
from crawler.sift import sift

_LAST_PAGE = 99  # page 100 answers 400
_NAMES = {"computer-and-it": "Computer and IT", "data-and-analytics": "Data and Analytics"}
_PAGE = re.compile(r"themuse\.com/(?:search(?=[/?]|$)|jobs/[\w-]+/(?P<key>[\w-]+)|jobs/?(?:$|\?)|api/public/jobs)")


class TheMuse(Kind):
    """Internships of one category. The token is the category in lower case with hyphens: `themuse:data-science`."""

    name = "themuse"
    url = "https://www.themuse.com/api/public/jobs?level=Internship&category={category}&page={page}"
    every = timedelta(hours=12)
    attribution = "Found on The Muse (themuse.com)"

    def recognise(self, url: str) -> Link | None:
        found = _PAGE.match(url)
        return Link(self.name, "data-science", found["key"] or "") if found else None

    def walk(self, visit: Visit) -> Walk:
        for page in range(_LAST_PAGE + 1):
            answer = yield Ask(url=self.url.format(category=quote(_category(visit.board)), page=page))
            if answer.status == 403:
                raise Trouble(Cause.WAIT, "The Muse's limit of 500 requests an hour is reached", 403, wait=3600)
            new = sift(visit, self.rows(answer), self.read)
            if page + 1 >= _pages(answer):
                return
            if not new:
                break
        visit.incomplete = Trouble(Cause.PAGES, f"The Muse gave no more than {page + 1} of its {_pages(answer)} pages")

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        if isinstance(data, dict) and "contents" in data:
            return [data]
        return listed(data, "jobs") if isinstance(data, dict) and "jobs" in data else listed(data, "results")

    def read(self, row: Any, board: Board) -> Listing:
        spots = [text(each, "name") for each in row.get("locations") or ()]
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "short_name") or text(row, "id") or web(dig(row, "refs", "landing_page")),
            title=line(text(row, "name")),
            company=line(text(row, "company", "name")),
            url=web(dig(row, "refs", "landing_page")),
            location=places(line(spot).replace("Flexible / Remote", "Remote") for spot in spots),
            description=plain(text(row, "contents")),
            employment_type=line(", ".join(text(each, "name") for each in row.get("levels") or ())),
            department=line(", ".join(text(each, "name") for each in row.get("categories") or ())),
            date_posted=when(dig(row, "publication_date")),
            attribution=self.attribution,
        )


def _category(board: Board) -> str:
    return _NAMES.get(board.token.lower(), board.token.replace("-", " ").title())


def _pages(answer: Answer) -> int:
    count = dig(answer.json(), "page_count")
    return count if isinstance(count, int) else 0
