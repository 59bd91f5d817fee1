"""Arbeitnow: arbeitnow.com/api/job-board-api. Public JSON of Germany and remote Europe, newest first, page by page.

Epoch seconds; `job_types` in German or English, or none; `remote` is unreliable, so only a yes is taken. The rows are
captured; the envelope with `links.next` is documented, not captured.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from crawler.clean import line, plain
from crawler.fields import dig, text, texts, web, when
from crawler.kind import MOST_PAGES, Answer, Ask, Kind, Trouble, Visit, Walk, listed
from crawler.listing import Board, Cause, Link, Listing
from crawler.sift import sift

_HOST = "www.arbeitnow.com"
_PAGE = re.compile(
    r"arbeitnow\.com(?:/(?:jobs|view)(?:/companies/[\w-]+/(?P<key>[\w-]+))?|/api/job-board-api|/)?(?:$|\?)"
)


class Arbeitnow(Kind):
    """Every page, as long as the answer names a next one. The whole source is one board: `arbeitnow:all`."""

    name = "arbeitnow"
    url = f"https://{_HOST}/api/job-board-api"
    every = timedelta(hours=6)
    attribution = "Found on Arbeitnow (arbeitnow.com)"

    def recognise(self, url: str) -> Link | None:
        found = _PAGE.match(url)
        return Link(self.name, "all", found["key"] or "") if found else None

    def walk(self, visit: Visit) -> Walk:
        address = self.url
        for _ in range(MOST_PAGES):
            answer = yield Ask(url=address)
            new = sift(visit, self.rows(answer), self.read)
            address = web(dig(answer.json(), "links", "next"))
            if not address or not new:
                return
            if urlsplit(address).hostname != _HOST:
                raise Trouble(Cause.FORMAT_CHANGED, f"the next page is on another host: {address}")
        visit.incomplete = Trouble(Cause.PAGES, f"more than {MOST_PAGES} pages; the rest was not read")

    def rows(self, answer: Answer) -> list[Any]:
        return listed(answer.json(), "data")

    def read(self, row: Any, board: Board) -> Listing:
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "slug"),
            title=line(text(row, "title")),
            company=line(text(row, "company_name")),
            url=web(dig(row, "url")),
            location=line(text(row, "location")),
            workplace="remote" if dig(row, "remote") is True else "",
            description=plain(text(row, "description")),
            employment_type=line(", ".join(texts(row, "job_types"))),
            date_posted=when(dig(row, "created_at")),
            attribution=self.attribution,
        )
