"""Rippling: api.rippling.com/platform/api/ats. Public JSON, at most 100 requests in ten minutes; texts one by one.

The first version of its list repeats a posting for every place; the second has pages and is documented, not captured.
Names of boards keep their letter case: another spelling answers 404, as an unknown name does.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.details import details
from crawler.fields import dig, pay, text, texts, web, when, workplace
from crawler.kind import MOST_PAGES, Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Listing

_OTHER_FORMAT = (Cause.NO_BOARD_ANSWER, Cause.FORMAT_CHANGED)


class Rippling(Kind):
    """The list of version 1, or of version 2 where that has another shape; then texts of what may be an internship."""

    name = "rippling"
    url = "https://api.rippling.com/platform/api/ats/v1/board/{token}/jobs"
    every = timedelta(hours=3)
    delay = timedelta(seconds=6)
    links = (
        re.compile(
            r"ats\.rippling\.com/(?:embed/)?(?:[a-z]{2}-[A-Z]{2}/)?(?P<token>[\w.-]+)(?:/jobs(?:/(?P<key>[\w-]{20,}))?)?"
        ),
        re.compile(
            r"api\.rippling\.com/platform/api/ats/v\d/board/(?P<token>[\w.-]+)(?:/jobs(?:/(?P<key>[\w-]{20,}))?)?"
        ),
    )

    def walk(self, visit: Visit) -> Walk:
        address, list_ = self.address(visit.board), Visit(visit.memory)
        try:
            list_.take(self.rows((yield Ask(url=address))), self.read)
        except Trouble as why:
            if why.code not in _OTHER_FORMAT:
                raise
            address = address.replace("/v1/", "/v2/")
            yield from self._pages(address, visit, list_)
        yield from details(self, visit, list_, lambda each: Ask(url=f"{address}/{quote(each.key, safe='')}"))

    def _pages(self, address: str, visit: Visit, list_: Visit) -> Walk:
        for page in range(MOST_PAGES):
            answer = yield Ask(url=f"{address}?page={page}&pageSize=1000")
            before = len(list_.seen)
            list_.take(self.rows(answer), self.read)
            pages = dig(answer.json(), "totalPages")
            if not isinstance(pages, int) or page + 1 >= pages:
                return
            if len(list_.seen) == before:
                break
        visit.incomplete = Trouble(Cause.PAGES, "the board's pages repeat, or never end; the rest was not read")

    def rows(self, answer: Answer) -> list[Any]:
        """Of a list of either version, or of one posting."""
        data = answer.json()
        if isinstance(data, dict):
            return [data] if "name" in data and "items" not in data else listed(data, "items")
        return listed(data)

    def read(self, row: Any, board: Board) -> Listing:
        key = text(row, "uuid") or text(row, "id")
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(text(row, "name")),
            company=line(board.company or text(row, "companyName") or text(row, "board", "companyName")),
            website=board.website,
            url=web(dig(row, "url"))
            or (f"https://ats.rippling.com/{quote(board.token)}/jobs/{key}" if board.token else ""),
            location=places(_places(row)),
            workplace=_workplace(row),
            description=plain("\n".join(text(row, "description", part) for part in ("company", "role"))),
            employment_type=line(_employment(dig(row, "employmentType"))),
            department=line(text(row, "department", "name") or text(row, "department", "label")),
            base_salary="; ".join(filter(None, map(_pay, _list(row, "payRangeDetails")))),
            date_posted=when(dig(row, "createdOn")),
            version=line(text(row, "name")),
            closed=dig(row, "unlistedFromSearch") is True,
        )


def _list(row: Any, name: str) -> list[Any]:
    found = dig(row, name)
    return found if isinstance(found, list) else []


def _places(row: Any) -> list[str]:
    return [line(each) for each in (text(row, "workLocation", "label"), *texts(row, "workLocations"))] + [
        line(text(each, "name")) for each in _list(row, "locations")
    ]


def _workplace(row: Any) -> str:
    """Version 2 says it for each place; version 1 only in the words "Remote (United States)"."""
    said = {text(each, "workplaceType") for each in _list(row, "locations")} - {""}
    if said:
        return workplace(said.pop()) if len(said) == 1 else ""
    named = [each for each in _places(row) if each]
    return "remote" if named and all(each.startswith("Remote") for each in named) else ""


def _employment(kind: Any) -> str:
    """The words, wherever they stand: `label` may hold the code (SALARIED_FT) and `id` the words."""
    label, other = text(kind, "label"), text(kind, "id")
    return other if other and re.fullmatch(r"[A-Z_]+", label) else label


def _pay(span: Any) -> str:
    return pay(dig(span, "rangeStart"), dig(span, "rangeEnd"), text(span, "currency"), text(span, "frequency"))
