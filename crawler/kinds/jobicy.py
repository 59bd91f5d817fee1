"""Jobicy: jobicy.com/api/v2/remote-jobs. Public JSON of remote jobs, the newest hundred; it asks for one visit an hour.

Entities stand in plain fields; pay is absent where it is not stated. The rows are captured; the envelope is
documented, not captured. Its jobs are not to be passed on to other job boards; Sidedoor shows them to its user alone.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.fields import dig, pay, text, texts, web, when
from crawler.kind import Answer, Ask, Kind, Visit, Walk, listed, places
from crawler.listing import Board, Link, Listing
from crawler.sift import sift

_PAGE = re.compile(r"jobicy\.com(?:/jobs/(?P<key>\d+)-|(?:/jobs|/api/v2/remote-jobs)?(?:$|\?))")


class Jobicy(Kind):
    """The newest jobs of all industries, `jobicy:all`, or of one by Jobicy's own name for it: `jobicy:data-science`."""

    name = "jobicy"
    url = "https://jobicy.com/api/v2/remote-jobs?count=100"
    every = timedelta(hours=1)
    attribution = "Found on Jobicy (jobicy.com)"

    def recognise(self, url: str) -> Link | None:
        found = _PAGE.match(url)
        return Link(self.name, "all", found["key"] or "") if found else None

    def address(self, board: Board) -> str:
        return self.url + ("" if board.token == "all" else f"&industry={quote(board.token)}")

    def walk(self, visit: Visit) -> Walk:
        answer = yield Ask(url=self.address(visit.board), conditional=True)
        if answer.ok().unchanged:
            visit.unchanged = True
            return
        sift(visit, self.rows(answer), self.read)

    def rows(self, answer: Answer) -> list[Any]:
        return listed(answer.json(), "jobs")

    def read(self, row: Any, board: Board) -> Listing:
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "id"),
            title=line(text(row, "jobTitle")),
            company=line(text(row, "companyName")),
            url=web(dig(row, "url")),
            location=places(f"Remote, {part}" for part in re.split(r",\s+", line(text(row, "jobGeo"))) if part),
            workplace="remote",
            description=plain(text(row, "jobDescription") or text(row, "jobExcerpt")),
            employment_type=line(", ".join(texts(row, "jobType")) or text(row, "jobType")),
            department=line(", ".join(texts(row, "jobIndustry")) or text(row, "jobIndustry")),
            base_salary=_pay(row),
            date_posted=when(dig(row, "pubDate")),
            attribution=self.attribution,
        )


def _pay(row: Any) -> str:
    """By the names of today, or by those of the API's earlier answers, which were of a year."""
    yearly = pay(dig(row, "annualSalaryMin"), dig(row, "annualSalaryMax"), text(row, "salaryCurrency"), "year")
    return (
        pay(dig(row, "salaryMin"), dig(row, "salaryMax"), text(row, "salaryCurrency"), text(row, "salaryPeriod"))
        or yearly
    )
