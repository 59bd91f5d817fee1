"""We Work Remotely: weworkremotely.com/remote-jobs.rss, or the feed of one category. Public RSS with every full text.

A title is "Company: Role". Nearly every `region` is "Anywhere in the World": who may apply stands in `country`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.feed import entries, text
from crawler.fields import web, when
from crawler.kind import Answer, Ask, Kind, Visit, Walk, places
from crawler.listing import Board, Link, Listing
from crawler.sift import sift

_PAGE = re.compile(
    r"weworkremotely\.com(?:/categories/(?P<token>[\w-]+?)(?:\.rss)?|/remote-jobs/(?P<key>[\w-]+)|/remote-jobs(?:\.rss)?"
    r"|/)?(?:$|\?)"
)
_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]+")


class WeWorkRemotely(Kind):
    """The whole feed, or that of a category: `weworkremotely:all`, `weworkremotely:remote-programming-jobs`."""

    name = "weworkremotely"
    every = timedelta(hours=1)  # as its `ttl` asks
    attribution = "Found on We Work Remotely (weworkremotely.com)"

    def recognise(self, url: str) -> Link | None:
        found = _PAGE.match(url)
        return Link(self.name, found["token"] or "all", found["key"] or "") if found else None

    def address(self, board: Board) -> str:
        folder = "remote-jobs" if board.token == "all" else f"categories/{quote(board.token, safe='')}"
        return f"https://weworkremotely.com/{folder}.rss"

    def walk(self, visit: Visit) -> Walk:
        answer = yield Ask(url=self.address(visit.board), conditional=True)
        if answer.ok().unchanged:
            visit.unchanged = True
            return
        sift(visit, self.rows(answer), self.read)

    def rows(self, answer: Answer) -> list[Any]:
        return list(entries(answer, "rss", "item"))

    def read(self, row: Any, board: Board) -> Listing:
        company, _, role = text(row, "title").partition(": ")
        url = web(text(row, "link")) or web(text(row, "guid"))
        return Listing(
            kind=self.name,
            token=board.token,
            key=url.rpartition("/")[2],
            title=line(role or company),
            company=line(company if role else ""),
            url=url,
            location=_where(text(row, "country")),
            workplace="remote",
            description=plain(text(row, "description")),
            employment_type=line(text(row, "type")),
            department=line(text(row, "category")),
            date_posted=when(text(row, "pubDate")),
            valid_through=when(text(row, "expires_at")),
            attribution=self.attribution,
        )


def _where(countries: str) -> str:
    """ "🇨🇦 Canada, and 🇺🇸 United States" as places; "Remote" where anybody may apply."""
    named = (line(_FLAG.sub("", each)) for each in _AND.split(countries))
    return places(f"Remote, {each}" for each in named if each) or "Remote"
