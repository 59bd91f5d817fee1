"""Workable: apply.workable.com. Its limits are harsh and count over all companies together: 429 for hours.

The widget's list has one row a location and, asked with `details`, every full text: one request a visit. Where it does
not answer as a widget, the list that the careers page itself reads (v3) is asked, with a request for each text.
The detail of a posting (`/api/v2/accounts/…`) is documented, not captured.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.clean import line, plain
from crawler.details import details
from crawler.fields import dig, text, web, when, workplace
from crawler.kind import MOST_PAGES, Answer, Ask, Kind, Trouble, Visit, Walk, listed, place, places
from crawler.listing import Board, Cause, Listing

_ALL = {"query": "", "location": [], "department": [], "worktype": [], "remote": []}
_HOST = "https://apply.workable.com"
_NO_WIDGET = (Cause.NO_BOARD_ANSWER, Cause.FORMAT_CHANGED, Cause.REDIRECTED)


class Workable(Kind):
    """The widget with all texts; the v3 list, page by page, where there is no widget."""

    name = "workable"
    url = _HOST + "/api/v1/widget/accounts/{token}?details=true"
    every = timedelta(hours=6)
    delay = timedelta(seconds=2)
    links = (
        re.compile(r"apply\.workable\.com/api/v\d/(?:widget/)?accounts/(?P<token>[\w.-]+)(?:/jobs/(?P<key>\w+))?"),
        re.compile(r"apply\.workable\.com/(?P<token>[\w.-]+)(?:/(?:j|jobs)/(?P<key>\w+))?"),
        re.compile(r"workable\.com/api/accounts/(?P<token>[\w.-]+)"),
        re.compile(r"(?P<token>[\w-]+)\.workable\.com(?:/(?:j|jobs)/(?P<key>\w+))?"),
    )

    def walk(self, visit: Visit) -> Walk:
        versions = visit.memory.known.values()  # of v3; a widget that stays what it was then says nothing of the board
        try:
            widget = yield Ask(url=self.address(visit.board), conditional=bool(versions) and not any(versions))
            if widget.ok().unchanged:
                visit.unchanged = True
            else:
                visit.take(self.rows(widget), self.read)
        except Trouble as why:
            if why.code not in _NO_WIDGET:
                raise
            listed = Visit(visit.memory)
            yield from self._pages(visit, listed)
            yield from details(self, visit, listed, lambda each: Ask(url=_api("v2", visit.board, f"/{each.key}")))

    def _pages(self, visit: Visit, listed: Visit) -> Walk:
        """Every page of the v3 list. The place marker that a page gives is sent back for the next one."""
        body: dict[str, Any] = dict(_ALL)
        for _ in range(MOST_PAGES):
            answer = yield Ask(
                url=_api("v3", visit.board), method="POST", body=json.dumps(body).encode(), headers=_JSON
            )
            before = len(listed.seen)
            listed.take(self.rows(answer), self.read)
            marker = text(answer.json(), "nextPage")
            if not marker:
                return
            if marker == body.get("token") or len(listed.seen) == before:
                break
            body["token"] = marker
        visit.incomplete = Trouble(Cause.PAGES, "the board's pages repeat, or never end; the rest was not read")

    def rows(self, answer: Answer) -> list[Any]:
        """Of the widget, of a v3 page, or of one posting; the widget's rows with the company's name beside them."""
        data = answer.json()
        if isinstance(data, dict) and "title" in data and "jobs" not in data:
            return [data]
        if isinstance(data, dict) and "results" in data:
            return listed(data, "results")
        company = {"_company": text(data, "name")}
        return [row | company if isinstance(row, dict) else row for row in listed(data, "jobs")]

    def read(self, row: Any, board: Board) -> Listing:
        key = text(row, "shortcode") or text(row, "id")
        shown = f"{_HOST}/{board.token}/j/{key}/" if board.token else f"{_HOST}/j/{key}/"
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(text(row, "title")),
            company=line(board.company or text(row, "_company")),
            website=board.website,
            url=web(dig(row, "url")) or web(dig(row, "shortlink")) or shown,
            apply_url=web(dig(row, "application_url")),
            location=_where(row),
            workplace=_workplace(row),
            description=plain("\n".join(text(row, part) for part in ("description", "requirements", "benefits"))),
            employment_type=line(text(row, "employment_type") or text(row, "type")),
            department=line(text(row, "department") or text(row, "department", 0)),
            date_posted=when(dig(row, "published_on")) or when(dig(row, "published")),
            version=text(row, "published"),
            closed=text(row, "state") not in ("published", "") or dig(row, "isInternal") is True,
        )


_JSON = {"Content-Type": "application/json"}


def _api(version: str, board: Board, rest: str = "") -> str:
    return f"{_HOST}/api/{version}/accounts/{quote(board.token, safe='')}/jobs{rest}"


def _where(row: Any) -> str:
    """The places of a row that are not hidden; of one without any, its own city, state and country."""
    spots = dig(row, "locations")
    if isinstance(spots, list) and spots:
        return places(_place(each) for each in spots if dig(each, "hidden") is not True)
    return _place(dig(row, "location")) or _place(row)


def _place(spot: Any) -> str:
    return place(text(spot, "city"), text(spot, "region") or text(spot, "state"), text(spot, "country"))


def _workplace(row: Any) -> str:
    named = workplace(dig(row, "workplace"))
    return named or ("remote" if dig(row, "telecommuting") is True or dig(row, "remote") is True else "")
