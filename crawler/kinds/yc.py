"""Y Combinator's job pages: ycombinator.com/companies/{slug}/jobs. Off: nobody has read its robots.txt and terms yet.

The page keeps its data as JSON in the attribute `data-page`. Documented, not captured.
"""

from __future__ import annotations

import re
from typing import Any

import orjson
from selectolax.lexbor import LexborHTMLParser

from crawler.clean import line
from crawler.fields import dig, text, web
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Listing
from crawler.sift import sift


class YC(Kind):
    """One company's page of jobs. A board that you list yourself is visited if its robots.txt admits Sidedoor."""

    name = "yc"
    url = "https://www.ycombinator.com/companies/{token}/jobs"
    off = "its robots.txt and terms have not been read yet; the companies' own boards are read instead"
    links = (re.compile(r"ycombinator\.com/companies/(?P<token>[\w-]+)(?:/jobs(?:/(?P<key>[A-Za-z0-9]+)-[\w-]*)?)?"),)

    def walk(self, visit: Visit) -> Walk:
        answer = yield Ask(url=self.address(visit.board), follow=True)
        sift(visit, self.rows(answer), self.read)

    def rows(self, answer: Answer) -> list[Any]:
        page = answer.ok().text().lstrip()
        return listed(answer.json() if page.startswith("{") else _data(page), "props", "jobPostings")

    def read(self, row: Any, board: Board) -> Listing:
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "url").rpartition("/")[2].partition("-")[0] or text(row, "id"),
            title=line(text(row, "title")),
            company=line(text(row, "companyName")) or board.company,
            website=board.website,
            url=web(dig(row, "url"), "https://www.ycombinator.com"),
            location=places(line(part) for part in text(row, "location").split(" / ")),
            employment_type=line(text(row, "type")),
            department=line(text(row, "prettyRole")),
            base_salary=line(text(row, "salaryRange")),
            sponsorship=line(text(row, "visa")),
        )


def _data(page: str) -> Any:
    node = LexborHTMLParser(page).css_first("[data-page]")
    if node is None:
        raise Trouble(Cause.FORMAT_CHANGED, "the page's format changed: it has no `data-page`")
    try:
        return orjson.loads(node.attributes.get("data-page") or "")
    except orjson.JSONDecodeError as why:
        raise Trouble(Cause.FORMAT_CHANGED, f"the page's `data-page` is no JSON: {why}") from why
