"""Ashby: api.ashbyhq.com/posting-api. Public JSON; Last-Modified but no ETag, so it is read in full once a day."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.fields import dig, pay, text, web, when, workplace
from crawler.kind import Answer, Kind, listed, places
from crawler.listing import Board, Listing

_KEY = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class Ashby(Kind):
    """One answer holds every posting. Board names keep their case and may hold dots and spaces."""

    name = "ashby"
    url = "https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true"
    links = (
        re.compile(rf"jobs\.ashbyhq\.com/(?P<token>[^/?#]+)/embed\?.*\bashby_jid=(?P<key>{_KEY})"),
        re.compile(rf"jobs\.ashbyhq\.com/(?P<token>[^/?#]+)(?:/(?P<key>{_KEY}))?"),
        re.compile(r"api\.ashbyhq\.com/posting-api/job-board/(?P<token>[^/?#]+)"),
    )

    def rows(self, answer: Answer) -> list[Any]:
        return listed(answer.json(), "jobs")

    def read(self, row: Any, board: Board) -> Listing:
        key = text(row, "id")
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(text(row, "title")),
            company=line(board.company),
            website=board.website,
            url=web(dig(row, "jobUrl")) or f"https://jobs.ashbyhq.com/{quote(board.token, safe='')}/{key}",
            apply_url=web(dig(row, "applyUrl")),
            location=_places(row),
            workplace=_workplace(row),
            description=plain(text(row, "descriptionHtml") or text(row, "descriptionPlain")),
            employment_type=line(text(row, "employmentType")),
            department=line(text(row, "department") or text(row, "team")),
            base_salary=_pay(row),
            date_posted=when(dig(row, "publishedAt")),
            closed=dig(row, "isListed") is False,  # reachable by its link only
        )


def _places(row: Any) -> str:
    more = dig(row, "secondaryLocations")
    others = [text(each, "location") for each in more] if isinstance(more, list) else []
    return places(line(place) for place in (text(row, "location"), *others))


def _workplace(row: Any) -> str:
    """`workplaceType` decides: `isRemote` is true of hybrid roles as well."""
    said = workplace(dig(row, "workplaceType"))
    return said or ("remote" if dig(row, "isRemote") is True else "")


def _pay(row: Any) -> str:
    """The salary of the first tier, where the employer wants it shown. Further tiers are other regions."""
    if dig(row, "shouldDisplayCompensationOnJobPostings") is False:
        return ""
    parts = dig(row, "compensation", "compensationTiers", 0, "components")
    for part in parts if isinstance(parts, list) else []:
        if text(part, "compensationType") == "Salary":
            per = text(part, "interval").removeprefix("1 ")
            return pay(dig(part, "minValue"), dig(part, "maxValue"), text(part, "currencyCode"), per)
    return ""
