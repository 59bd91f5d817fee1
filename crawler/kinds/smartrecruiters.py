"""SmartRecruiters: api.smartrecruiters.com/v1/companies. Public JSON, at most 100 postings a page, texts one by one.

The list is a search index: it reshuffles, its total may change while it is read, and an unknown company answers 200
with nothing. So an empty list is checked, and a posting that left the list is asked for before it counts as closed.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.details import details
from crawler.fields import count, dig, pay, text, web, when
from crawler.kind import MOST_PAGES, Answer, Ask, Kind, Trouble, Visit, Walk, listed, place
from crawler.listing import Board, Cause, Listing

_PAGE = 100
_MOST_CHECKED = 25  # postings that left the list, asked for in one visit
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class SmartRecruiters(Kind):
    """All pages of the list, then the texts of new postings that may be internships."""

    name = "smartrecruiters"
    url = "https://api.smartrecruiters.com/v1/companies/{token}/postings"
    off = "the robots.txt of its API admits one named crawler only"
    links = (
        re.compile(r"api\.smartrecruiters\.com/v1/companies/(?P<token>[\w.-]+)(?:/postings/(?P<key>[\w-]+))?"),
        re.compile(r"jobs\.smartrecruiters\.com/(?:external-referrals|oneclick-ui)/company/(?P<token>[\w.-]+)"),
        re.compile(r"(?:jobs|careers)\.smartrecruiters\.com/(?P<token>[\w.-]+)(?:/(?P<key>\d{7,})[\w-]*)?"),
    )

    def walk(self, visit: Visit) -> Walk:
        address, list_ = self.address(visit.board), Visit(visit.memory)
        total, read = yield from self._pages(address, list_)
        if not total:
            yield from _really_empty(visit)
        if read < total:
            visit.incomplete = Trouble(Cause.PAGES, f"the list shows {read} of its {total} postings")
        yield from details(self, visit, list_, lambda each: Ask(url=f"{address}/{quote(each.key, safe='')}"))
        if visit.incomplete is None:
            yield from self._left(address, visit)

    def _pages(self, address: str, list_: Visit) -> Generator[Ask, Answer, tuple[int, int]]:
        """Read every page into `list_`; the total that the board named last, and how many postings there were."""
        total, ids = 0, set[str]()
        for page in range(MOST_PAGES):
            answer = yield Ask(url=f"{address}?limit={_PAGE}&offset={page * _PAGE}")
            rows, before = self.rows(answer), len(ids)
            total = count(answer.json(), "totalFound")
            list_.take(rows, self.read)
            ids.update(text(row, "id") for row in rows)
            if (page + 1) * _PAGE >= total or len(ids) == before:
                break
        return total, len(ids)

    def _left(self, address: str, visit: Visit) -> Walk:
        """Known postings that the list no longer shows: only their own page says whether they closed."""
        left = [key for key in visit.memory.known if key not in visit.seen]
        for key in left[:_MOST_CHECKED]:
            answer = yield Ask(url=f"{address}/{quote(key, safe='')}")
            if answer.status not in (404, 410) and dig(answer.json(), "active") is not False:
                visit.still_there(key)
        for key in left[_MOST_CHECKED:]:
            visit.still_there(key)

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        posting = isinstance(data, dict) and "name" in data and "content" not in data
        return [data] if posting else listed(data, "content")

    def read(self, row: Any, board: Board) -> Listing:
        key, company = text(row, "id"), text(row, "company", "identifier") or board.token
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(text(row, "name")),
            company=line(board.company or text(row, "company", "name")),
            website=board.website,
            url=web(dig(row, "postingUrl")) or f"https://jobs.smartrecruiters.com/{quote(company)}/{quote(key)}",
            apply_url=web(dig(row, "applyUrl")),
            location=_place(dig(row, "location")),
            workplace=next((name for name in ("hybrid", "remote") if dig(row, "location", name) is True), ""),
            description=plain("\n".join(map(_section, _SECTIONS, [dig(row, "jobAd", "sections")] * len(_SECTIONS)))),
            employment_type=_employment(row),
            department=line(text(row, "department", "label")),
            base_salary=_pay(dig(row, "compensation")),
            date_posted=when(dig(row, "releasedDate")),
            requisition=text(row, "refNumber"),
            version=text(row, "releasedDate"),
            closed=dig(row, "active") is False or text(row, "visibility") not in ("PUBLIC", ""),
        )


def _really_empty(visit: Visit) -> Walk:
    """The careers site knows its companies: 404 for an unknown one, a list of groups for one that has no postings."""
    answer = yield Ask(url=f"https://careers.smartrecruiters.com/{quote(visit.board.token, safe='')}/api/groups")
    listed(answer.json())


def _place(spot: Any) -> str:
    """Rebuilt, because `fullLocation` may hold an empty part: "Warsaw, , Poland"."""
    full = text(spot, "fullLocation").split(",")
    return place(*full) or place(text(spot, "city"), text(spot, "region"), text(spot, "country").upper())


def _employment(row: Any) -> str:
    """An intern may be "Part-time" here, and an intern by level: both count."""
    level = text(row, "experienceLevel", "label") if text(row, "experienceLevel", "id") == "internship" else ""
    return line(", ".join(dict.fromkeys(filter(None, (text(row, "typeOfEmployment", "label"), level)))))


def _section(name: str, sections: Any) -> str:
    body = text(sections, name, "text")
    return f"<h3>{text(sections, name, 'title')}</h3>{body}" if body.strip() else ""


def _pay(money: Any) -> str:
    return pay(dig(money, "min"), dig(money, "max"), text(money, "currency"), text(money, "period"))
