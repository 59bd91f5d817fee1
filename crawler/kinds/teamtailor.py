"""Teamtailor: {company}.teamtailor.com/jobs.rss, the same on a company's own host. Public feeds with every full text.

A closed job page may stay, its JobPosting untouched: the feed is the truth. The feed's own ids are others than those in
links; the number in the link is the key.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from parsel import Selector

from crawler import jobposting
from crawler.clean import line, plain
from crawler.feed import entries
from crawler.feed import text as element
from crawler.fields import dig, text, web, when
from crawler.kind import MOST_PAGES, Answer, Ask, Kind, Trouble, Visit, Walk, host, listed, place, places
from crawler.listing import Board, Cause, Listing

_PAGE = 100
_NUMBER = re.compile(r"/jobs/(\d+)")
_WORKPLACES = {"hybrid": "hybrid", "temporary": "hybrid", "fully": "remote"}


class Teamtailor(Kind):
    """The RSS feed, newest first, page by page. A token with dots is a host: a company's own, or one with a region."""

    name = "teamtailor"
    links = (
        re.compile(r"(?P<token>[\w-]+)\.teamtailor\.com(?:/(?:[\w-]+/)?jobs/(?P<key>\d+))?"),
        re.compile(r"(?P<token>[\w-]+\.[\w-]+\.teamtailor\.com)(?:/(?:[\w-]+/)?jobs/(?P<key>\d+))?"),
    )

    def address(self, board: Board) -> str:
        return f"https://{host(board.token, 'teamtailor.com')}/jobs.rss?per_page={_PAGE}"

    def walk(self, visit: Visit) -> Walk:
        """A first page that is unchanged says all, unless the board has more pages: then they are read every time."""
        one_page = len(visit.memory.known) < _PAGE
        for page in range(MOST_PAGES):
            offset = f"&offset={page * _PAGE}" if page else ""
            answer = yield Ask(url=self.address(visit.board) + offset, conditional=not page and one_page)
            if answer.ok().unchanged:
                visit.unchanged = True
                return
            rows, before = self.rows(answer), len(visit.seen)
            visit.take(rows, self.read)
            if len(rows) < _PAGE or len(visit.seen) == before:
                return
        visit.incomplete = Trouble(Cause.PAGES, f"the feed has more than {MOST_PAGES} pages")

    def rows(self, answer: Answer) -> list[Any]:
        """Of the RSS feed (elements with the feed's title), of the JSON feed, or of a job page (objects)."""
        start = answer.ok().text().lstrip("\ufeff \r\n\t")[:15].lower()
        if start.startswith("{"):
            beside = {"_company": text(answer.json(), "title")}
            return [beside | row if isinstance(row, dict) else row for row in listed(answer.json(), "items")]
        page = start.startswith(("<!doctype", "<html"))
        return (jobposting.postings(answer) if page else []) or entries(answer, "rss", "item")

    def read(self, row: Any, board: Board) -> Listing:
        if isinstance(row, Selector):
            return self._item(row, board)
        if "@type" not in dict(row):
            return self._json_item(row, board)
        page = jobposting.read(row, self.name, board)
        return replace(page, key=_number(page.url) or page.key)

    def _item(self, row: Selector, board: Board) -> Listing:
        url = web(element(row, "link"))
        place = row.xpath("*[local-name()='locations']/*[local-name()='location']")
        return Listing(
            kind=self.name,
            token=board.token,
            key=_number(url) or element(row, "guid"),
            title=line(element(row, "title")),
            company=line(board.company or str(row.xpath("string(../*[local-name()='title'])").get() or "")),
            website=board.website,
            url=url,
            location=places(map(_place, place)),
            workplace=_WORKPLACES.get(element(row, "remoteStatus"), ""),
            description=plain(element(row, "description")),
            department=line(element(row, "department")),
            date_posted=when(element(row, "pubDate")),
        )

    def _json_item(self, row: Any, board: Board) -> Listing:
        """An item of the JSON feed. Beside the feed's words stands the schema.org object."""
        url, node = web(dig(row, "url")), dig(row, "_jobposting")
        node = node if isinstance(node, dict) else {}
        return Listing(
            kind=self.name,
            token=board.token,
            key=_number(url) or text(row, "id"),
            title=line(text(row, "title")),
            company=line(board.company or jobposting.text_of(node.get("hiringOrganization")) or text(row, "_company")),
            website=board.website,
            url=url,
            location=jobposting.where(node),
            description=plain(text(row, "content_html") or jobposting.text_of(node.get("description"))),
            employment_type=line(jobposting.text_of(node.get("employmentType"))),
            date_posted=when(dig(row, "date_published")),
        )


def _number(url: str) -> str:
    found = _NUMBER.search(url)
    return found[1] if found else ""


def _place(spot: Selector) -> str:
    return place(element(spot, "city"), element(spot, "country")) or line(element(spot, "name"))
