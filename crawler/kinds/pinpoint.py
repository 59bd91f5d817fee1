"""Pinpoint: {company}.pinpointhq.com/postings.json. Public JSON with every full text, in four parts.

Its robots.txt shuts out the job pages, which are never asked. A guessed name can answer an empty list, and pay may be
there although it is not to be shown.
"""

from __future__ import annotations

import re
from typing import Any

from crawler.clean import line, plain
from crawler.fields import dig, pay, text, web, when, workplace
from crawler.kind import Answer, Kind, Trouble, Visit, Walk, host, listed, place
from crawler.listing import Board, Cause, Listing

_PARTS = ("description", "key_responsibilities", "skills_knowledge_expertise", "benefits")


class Pinpoint(Kind):
    """One answer holds every posting. A token with dots is a company's own host."""

    name = "pinpoint"
    links = (
        re.compile(
            r"(?P<token>[\w-]+)\.pinpointhq\.com(?:/(?:[\w-]+/)?(?:postings|jobs)/(?P<key>[\w-]{6,}))?(?=[/?]|$)"
        ),
        re.compile(r"(?P<token>[\w-]+)\.pinpointhq\.com(?=[/?]|$)"),
    )

    def address(self, board: Board) -> str:
        return f"https://{host(board.token, 'pinpointhq.com')}/postings.json"

    def walk(self, visit: Visit) -> Walk:
        yield from super().walk(visit)
        if visit.memory.first and not visit.seen and not visit.broken and not visit.unchanged:
            raise Trouble(Cause.NO_BOARD_ANSWER, "answers with an empty list, as it does for names that do not exist")

    def rows(self, answer: Answer) -> list[Any]:
        return listed(answer.json(), "data")

    def read(self, row: Any, board: Board) -> Listing:
        shown = dig(row, "compensation_visible") is True
        low, high, money, per = (
            dig(row, f"compensation_{name}") for name in ("minimum", "maximum", "currency", "frequency")
        )
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "id"),
            title=line(text(row, "title")),
            company=board.company,
            website=board.website,
            url=web(dig(row, "url"))
            or (web(text(row, "path"), f"https://{host(board.token, 'pinpointhq.com')}") if board.token else ""),
            location=_place(dig(row, "location")),
            workplace=workplace(dig(row, "workplace_type")),
            description=plain("\n".join(_part(row, name) for name in _PARTS)),
            employment_type=line(text(row, "employment_type_text") or text(row, "employment_type").replace("_", " ")),
            department=line(text(row, "job", "department", "name")),
            base_salary=pay(low, high, money, per) if shown else "",
            valid_through=when(dig(row, "deadline_at")),
            requisition=text(row, "job", "requisition_id") or text(row, "job", "id"),
        )


def _part(row: Any, name: str) -> str:
    body = text(row, name)
    return f"<h3>{text(row, name + '_header')}</h3>{body}" if body.strip() else ""


def _place(spot: Any) -> str:
    """The place's own name, with the province where the name has none: "Wilmington, NC", "Neptune, New Jersey"."""
    name = text(spot, "name") or text(spot, "city")
    return place(name, "" if "," in name else text(spot, "province"))
