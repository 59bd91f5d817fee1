"""BambooHR: {company}.bamboohr.com/careers/list. JSON without texts; the detail is documented, not captured.

An unknown company answers 200 with a marketing page, a private one sends to a login. The terms forbid automated
reading, so nobody but the user adds such a board.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from parsel import Selector

from crawler.clean import line, plain
from crawler.details import details
from crawler.fields import dig, text, web, when
from crawler.kind import Answer, Ask, Kind, Visit, Walk, listed, place
from crawler.listing import Board, Listing

_OPENING = re.compile(r"/careers/(\d+)|[?&]id=(\d+)")
_WORKPLACES = {"0": "onsite", "1": "remote", "2": "hybrid"}


class BambooHR(Kind):
    """The list, or the embedded list where that is gone; then texts of what may be an internship."""

    name = "bamboohr"
    url = "https://{token}.bamboohr.com/careers"
    off = "BambooHR's terms forbid automated reading of careers pages"
    links = (
        re.compile(r"(?P<token>[\w-]+)\.bamboohr\.com/(?:careers|jobs/view\.php\?(?:.*&)?id=)/?(?P<key>\d+)?"),
        re.compile(r"(?P<token>[\w-]+)\.bamboohr\.com(?=[/?]|$)"),
    )

    def walk(self, visit: Visit) -> Walk:
        address, list_ = self.address(visit.board), Visit(visit.memory)
        answer = yield Ask(url=f"{address}/list")
        if answer.status in (404, 410):
            answer = yield Ask(url=address.replace("/careers", "/jobs/embed2.php"))
        list_.take(self.rows(answer), self.read)
        yield from details(self, visit, list_, lambda each: Ask(url=f"{address}/{quote(each.key, safe='')}/detail"))

    def rows(self, answer: Answer) -> list[Any]:
        """Of the list, of one opening, or of the embedded list (HTML)."""
        text_ = answer.ok().text()
        if "bhrPositionID_" in text_ or "BambooHR-ATS" in text_:
            return [_embedded(each) for each in Selector(text=text_).css("li[id^=bhrPositionID_]")]
        data = answer.json()
        opening = dig(data, "result", "jobOpening")
        return [opening] if isinstance(opening, dict) else listed(data, "result")

    def read(self, row: Any, board: Board) -> Listing:
        shown = web(dig(row, "jobOpeningShareUrl"))
        key = text(row, "id") or "".join(
            found.group(1) or found.group(2) for found in [_OPENING.search(shown)] if found
        )
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(text(row, "jobOpeningName")),
            company=board.company,
            website=board.website,
            url=shown or (f"{self.address(board)}/{quote(key, safe='')}" if board.token and key else ""),
            location=_place(dig(row, "location")) or _place(dig(row, "atsLocation")),
            workplace=_WORKPLACES.get(text(row, "locationType"), ""),
            description=plain(text(row, "description")),
            employment_type=line(text(row, "employmentStatusLabel")),
            department=line(text(row, "departmentLabel")),
            base_salary=line(text(row, "compensation")),
            date_posted=when(dig(row, "datePosted")),
            version=line(text(row, "jobOpeningName")),
            closed=text(row, "jobOpeningStatus") not in ("Open", ""),
        )


def _embedded(item: Selector) -> dict[str, Any]:
    """A row of the embedded list, in the words of the other list."""
    return {
        "id": item.attrib.get("id", "").removeprefix("bhrPositionID_"),
        "jobOpeningName": item.css("a::text").get() or "",
        "jobOpeningShareUrl": web(item.css("a::attr(href)").get(), "https:"),
        "location": {"city": item.css(".BambooHR-ATS-Location::text").get() or ""},
    }


def _place(spot: Any) -> str:
    """Exactly one of a row's two places is filled."""
    return place(*(text(spot, name) for name in ("city", "state", "province", "country", "addressCountry")))
