"""Personio: {company}.jobs.personio.de/xml (or .com). Public XML with every full text; made for job sites to read.

It names no link, company or country. It may be switched off or empty while the careers page lists roles, so an empty
feed is checked against that page, whose data has titles and days (captured; `search.json` is only documented).
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from parsel import Selector

from crawler.clean import line, plain
from crawler.feed import entries
from crawler.feed import text as element
from crawler.feed import texts as elements
from crawler.fields import text, texts, when
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Link, Listing

_PUSHED = re.compile(r'self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)')
_JOBS = re.compile(r'"jobs":\s*(\[)')


class Personio(Kind):
    """The feed in English; where that is empty, what the careers page lists. A token is `name.de` or `name.com`."""

    name = "personio"
    dates_records = True  # in its feed; the careers page has the true day
    links = (re.compile(r"(?P<name>[\w-]+)\.jobs\.personio\.(?P<end>de|com)(?:/(?:[\w/-]*/)?job/(?P<key>\d+))?"),)

    def recognise(self, url: str) -> Link | None:
        found = self.links[0].match(url)
        return Link(self.name, f"{found['name']}.{found['end']}", found["key"] or "") if found else None

    def address(self, board: Board) -> str:
        return f"https://{_host(board)}/xml?language=en"

    def walk(self, visit: Visit) -> Walk:
        known = bool(visit.memory.known)  # else the feed was empty, and may stay so while the page changes
        feed = yield Ask(url=self.address(visit.board), conditional=known)
        if feed.trouble is None and feed.unchanged:
            visit.unchanged = True
            return
        try:
            visit.take(entries(feed, "workzag-jobs", "position"), self.read)
        except Trouble as why:
            if why.code is not Cause.NO_BOARD_ANSWER:
                raise
        if not visit.seen and not visit.broken:
            yield from self._page(visit, known)

    def _page(self, visit: Visit, known: bool) -> Walk:
        """What the careers page lists, without texts; only half a visit where the feed had texts before."""
        page = yield Ask(url=f"https://{_host(visit.board)}/?language=en")
        visit.take(self.rows(page), self.read)
        if visit.seen and known:
            visit.incomplete = Trouble(Cause.NO_BOARD_ANSWER, "the feed became empty, but the careers page lists roles")

    def rows(self, answer: Answer) -> list[Any]:
        """Of the feed (elements), of the careers page or of its search (objects)."""
        start = answer.ok().text().lstrip("\ufeff \r\n\t")[:15].lower()
        if start.startswith("["):
            return listed(answer.json())
        if start.startswith(("<!doctype", "<html")):
            return [row | {"_host": _shown_host(answer)} for row in _page_jobs(answer) if isinstance(row, dict)]
        return entries(answer, "workzag-jobs", "position")

    def read(self, row: Any, board: Board) -> Listing:
        return self._position(row, board) if isinstance(row, Selector) else self._row(row, board)

    def _position(self, row: Selector, board: Board) -> Listing:
        key = element(row, "id")
        kinds = (element(row, name) for name in ("employmentType", "schedule", "seniority"))
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(element(row, "name")),
            company=line(board.company or element(row, "subcompany")),
            website=board.website,
            url=f"https://{_host(board)}/job/{quote(key)}" if board.token else "",
            location=places(map(line, [element(row, "office"), *elements(row, "additionalOffices", "office")])),
            description=plain(_sections(row)),
            employment_type=line(", ".join(filter(None, kinds))),
            department=line(element(row, "department")),
            date_posted=when(element(row, "createdAt")),
        )

    def _row(self, row: Any, board: Board) -> Listing:
        """A row of the careers page's data, or of its search: no text, but `published_at`, the true first day."""
        key, host = text(row, "id"), _host(board) if board.token else text(row, "_host")
        kinds = (text(row, f"{name}_slug") or text(row, name) for name in ("employment_type", "schedule", "seniority"))
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(text(row, "name")),
            company=line(board.company or text(row, "subcompany")),
            website=board.website,
            url=f"https://{host}/job/{quote(key)}" if host else "",
            location=places(map(line, [text(row, "main_office") or text(row, "office"), *texts(row, "offices")])),
            employment_type=line(", ".join(filter(None, kinds))),
            department=line(text(row, "department")),
            date_posted=when(text(row, "published_at")) or when(text(row, "created_at")),
        )


def _host(board: Board) -> str:
    name, _, end = board.token.partition(".")
    return f"{name}.jobs.personio.{end or 'de'}"


def _sections(row: Selector) -> str:
    """Every section under its heading. Section names are not the position's own `name`."""
    sections = row.xpath("*[local-name()='jobDescriptions']/*[local-name()='jobDescription']")
    return "\n".join(f"<h3>{element(each, 'name')}</h3>{element(each, 'value')}" for each in sections)


def _page_jobs(answer: Answer) -> list[Any]:
    """The jobs in the data that the page's script was handed; `Trouble` if the page has none such."""
    data = "".join(_unquoted(found[1]) for found in _PUSHED.finditer(answer.text()))
    found = _JOBS.search(data)
    if not found:
        raise Trouble(
            Cause.NO_BOARD_ANSWER, "the feed is empty, and the careers page does not say whether roles are open"
        )
    try:
        jobs, _ = json.JSONDecoder().raw_decode(data, found.start(1))
    except (ValueError, RecursionError):
        raise Trouble(Cause.TRUNCATED, "the careers page's data is broken or cut short") from None
    return listed(jobs)


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return ""


def _shown_host(answer: Answer) -> str:
    found = re.search(r"https://([\w-]+\.jobs\.personio\.(?:de|com))\b", answer.text())
    return found[1] if found else ""
