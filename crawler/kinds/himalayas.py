"""Himalayas: himalayas.app/jobs/api. Public JSON of remote jobs, 20 a page; quicker than 0.75 s it answers 429.

`pubDate` and `expiryDate` are epoch seconds, though its documentation says milliseconds. The rows and the plain list
are captured; the search is documented, not captured, and whatever it lets through is sifted again here.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.fields import dig, pay, text, texts, web, when
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Link, Listing
from crawler.sift import sift

_FULL = 20  # postings on a page, at most
_MOST = 50  # pages; more than a thousand internships that match is no answer to the question
_PAGE = re.compile(r"himalayas\.app/(?:companies/[\w-]+/jobs/(?P<key>[\w-]+)|jobs(?=[/?]|$))")


class Himalayas(Kind):
    """Internships that match the token's words, newest first: `himalayas:machine-learning`."""

    name = "himalayas"
    url = "https://himalayas.app/jobs/api/search?q={words}&employment_type=Intern&sort=recent&page={page}"
    every = timedelta(hours=6)
    delay = timedelta(seconds=1)
    attribution = "Found on Himalayas (himalayas.app)"

    def recognise(self, url: str) -> Link | None:
        found = _PAGE.match(url)
        return Link(self.name, "machine-learning", found["key"] or "") if found else None

    def walk(self, visit: Visit) -> Walk:
        words = quote(visit.board.token.replace("-", " "))
        for page in range(1, _MOST + 1):
            answer = yield Ask(url=self.url.format(words=words, page=page))
            rows = self.rows(answer)
            if not sift(visit, rows, self.read) or len(rows) < _FULL:
                return
        visit.incomplete = Trouble(Cause.PAGES, f"more than {_MOST} pages match; the older ones were not read")

    def rows(self, answer: Answer) -> list[Any]:
        return listed(answer.json(), "jobs")

    def read(self, row: Any, board: Board) -> Listing:
        page = web(dig(row, "guid")) or web(dig(row, "applicationLink"))
        return Listing(
            kind=self.name,
            token=board.token,
            key=page.partition("himalayas.app/")[2] or page,
            title=line(text(row, "title")),
            company=line(text(row, "companyName")),
            url=page,
            apply_url="" if web(dig(row, "applicationLink")) == page else web(dig(row, "applicationLink")),
            location=places(f"Remote, {each}" for each in _countries(row)) or "Remote",
            workplace="remote",
            description=plain(text(row, "description") or text(row, "excerpt")),
            employment_type=line(text(row, "employmentType")),
            department=line(", ".join(texts(row, "parentCategories"))),
            base_salary=pay(
                dig(row, "minSalary"), dig(row, "maxSalary"), text(row, "currency"), text(row, "salaryPeriod")
            ),
            date_posted=when(dig(row, "pubDate")),
            valid_through=when(dig(row, "expiryDate")),
            attribution=self.attribution,
        )


def _countries(row: Any) -> list[str]:
    """Where one has to be: names, or objects that have one."""
    named = dig(row, "locationRestrictions")
    return [line(text(each) or text(each, "name")) for each in named] if isinstance(named, list) else []
