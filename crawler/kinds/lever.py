"""Lever: api.lever.co, and api.eu.lever.co for companies there (`token@eu`). Public JSON, weak ETag."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.fields import dig, pay, text, texts, web, when, workplace
from crawler.kind import Answer, Kind, Trouble, listed, places
from crawler.listing import Board, Cause, Link, Listing

_EU = "@eu"
_PAY_PER = re.compile(r"per-(year|month|week|day|hour)")


class Lever(Kind):
    """One answer holds every posting; what is asked of applicants stands in `lists`, apart from the description."""

    name = "lever"
    dates_records = True
    links = (
        re.compile(r"jobs(?P<eu>\.eu)?\.lever\.co/(?P<token>[^/?#]+)(?:/(?P<key>[0-9a-f]{8}-[0-9a-f-]{27}))?"),
        re.compile(
            r"api(?P<eu>\.eu)?\.lever\.co/v0/postings/(?P<token>[^/?#]+)(?:/(?P<key>[0-9a-f]{8}-[0-9a-f-]{27}))?"
        ),
    )

    def address(self, board: Board) -> str:
        host, token = ("api.eu", board.token.removesuffix(_EU)) if board.token.endswith(_EU) else ("api", board.token)
        return f"https://{host}.lever.co/v0/postings/{quote(token, safe='')}?mode=json"

    def recognise(self, url: str) -> Link | None:
        link = super().recognise(url)
        if link is None or not re.match(r"(?:jobs|api)\.eu\.", url):
            return link
        return Link(self.name, link.token + _EU, link.key)

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        if isinstance(data, dict) and data.get("ok") is False:  # some answer an unknown company with status 200
            raise Trouble(Cause.GONE, f"there is no such board ({line(text(data, 'error'))})", answer.status)
        return [data] if isinstance(data, dict) and "text" in data else listed(data)

    def read(self, row: Any, board: Board) -> Listing:
        kinds = dig(row, "categories")
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "id"),
            title=line(text(row, "text")),
            company=line(board.company),
            website=board.website,
            url=web(dig(row, "hostedUrl")) or _page(board, text(row, "id")),
            apply_url=web(dig(row, "applyUrl")),
            location=places(line(place) for place in texts(kinds, "allLocations") or [text(kinds, "location")]),
            workplace=workplace(dig(row, "workplaceType")),
            description=plain(_whole_text(row)),
            employment_type=line(text(kinds, "commitment")),
            department=line(text(kinds, "department") or text(kinds, "team")),
            base_salary=_pay(dig(row, "salaryRange")),
            date_posted=when(dig(row, "createdAt")),  # when the record was made; Lever shows no truer date
            version=text(row, "updatedAt"),
        )


def _page(board: Board, key: str) -> str:
    host = "jobs.eu" if board.token.endswith(_EU) else "jobs"
    return f"https://{host}.lever.co/{quote(board.token.removesuffix(_EU), safe='')}/{key}"


def _whole_text(row: Any) -> str:
    """Description (with its opening), then every list under its heading, then the rest."""
    start = text(row, "description") or text(row, "opening") + text(row, "descriptionBody")
    found = dig(row, "lists")
    lists = "".join(
        f"<h3>{text(each, 'text')}</h3><ul>{text(each, 'content')}</ul>"
        for each in (found if isinstance(found, list) else [])
    )
    whole = f"{start}{lists}{text(row, 'additional')}"
    return whole or "\n\n".join(text(row, name) for name in ("descriptionPlain", "additionalPlain"))


def _pay(span: object) -> str:
    per = _PAY_PER.search(text(span, "interval"))
    return pay(dig(span, "min"), dig(span, "max"), text(span, "currency"), per[1] if per else "")
