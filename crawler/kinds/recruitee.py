"""Recruitee: {company}.recruitee.com/api/offers. Public JSON until 10 February 2027, then only with the employer's key.

Dates are "2026-08-11 20:45:29 UTC". `location` says "Remote job" where one may work remotely: `locations` has places.
"""

from __future__ import annotations

import re
from typing import Any

from crawler.clean import line, plain
from crawler.fields import dig, pay, text, web, when, workplace
from crawler.kind import Answer, Kind, Trouble, Visit, Walk, host, listed, place, places
from crawler.listing import Board, Cause, Listing


class Recruitee(Kind):
    """One answer holds every offer with its full text. A company's own host serves the same: its token has a dot."""

    name = "recruitee"
    links = (
        re.compile(r"(?P<token>[\w-]+)\.recruitee\.com(?=[/?]|$)(?:(?:/[a-z]{2})?/(?:api/offers|o)/(?P<key>[^/?#]+))?"),
    )

    def address(self, board: Board) -> str:
        return f"https://{host(board.token, 'recruitee.com')}/api/offers/"

    def walk(self, visit: Visit) -> Walk:
        try:
            yield from super().walk(visit)
        except Trouble as why:
            if why.status == 401:
                raise Trouble(Cause.FORBIDDEN, "Recruitee now asks for a key that only the employer has", 401) from why
            raise

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        return [data["offer"]] if isinstance(data, dict) and "offer" in data else listed(data, "offers")

    def read(self, row: Any, board: Board) -> Listing:
        slug, page = text(row, "slug"), web(dig(row, "careers_url"))
        spots = dig(row, "locations")
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "id"),
            title=line(text(row, "title")),
            company=line(board.company or text(row, "company_name")),
            website=board.website,
            url=f"https://{host(board.token, 'recruitee.com')}/o/{slug}" if board.token and slug else page,
            apply_url=web(dig(row, "careers_apply_url")),
            location=places(map(_place, spots)) if isinstance(spots, list) and spots else line(text(row, "location")),
            workplace=workplace(next((name for name in ("hybrid", "remote", "on_site") if dig(row, name) is True), "")),
            description=plain(text(row, "description") + "\n" + text(row, "requirements")),
            employment_type=line(text(row, "employment_type_code").replace("_", " ")),
            department=line(text(row, "department")),
            base_salary=_pay(dig(row, "salary")),
            date_posted=when(dig(row, "published_at")) or when(dig(row, "created_at")),
            valid_through=when(dig(row, "close_at")),
            version=text(row, "updated_at"),
            closed=text(row, "status") not in ("published", ""),
        )


def _place(spot: Any) -> str:
    return place(text(spot, "city"), text(spot, "state"), text(spot, "country")) or line(text(spot, "name"))


def _pay(salary: Any) -> str:
    """A yearly "75.00" can only mean thousands."""
    low, high, per = (text(salary, name) for name in ("min", "max", "period"))
    if per == "year":
        low, high = (f"{each}e3" if re.fullmatch(r"[1-9]\d{1,2}(?:\.\d+)?", each) else each for each in (low, high))
    return pay(low, high, text(salary, "currency"), per)
