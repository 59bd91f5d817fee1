"""JazzHR: {company}.applytojob.com/apply. Web pages; about three job pages in four have a JobPosting.

Beside them is an XML feed (documented, not captured) that leaves out roles not shared with it: it is asked only where
the page lists nothing that we can read. The stamp in a posting's own id (`job_20260908220714_…`) is when it was made.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from parsel import Selector

from crawler import jobposting
from crawler.clean import line, plain
from crawler.details import details
from crawler.feed import entries, root_of
from crawler.feed import text as element
from crawler.fields import text, web, when
from crawler.hyperlinks import hyperlinks
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, place
from crawler.listing import Board, Cause, Listing

_JOB = re.compile(r"https?://[\w-]+\.applytojob\.com/apply/(?:jobs/details/)?(\w{8,})(?:[/?]|$)")
_SITE = re.compile(r"https?://[\w-]{1,63}\.applytojob\.com/")  # what a saved page calls itself
_CELL = re.compile(r"<(?:li|td|div)\b[^<>]*>(.{0,500}?)</(?:li|td|div)", re.IGNORECASE | re.DOTALL)
_OF_PLACE = re.compile(r"fa-map-marker|location", re.IGNORECASE)  # else a cell may be the department
_OF_OTHER = re.compile(r"department|fa-sitemap", re.IGNORECASE)
_LABEL = re.compile(r"^Location:\s*", re.IGNORECASE)
_STAMP = re.compile(r"job_(\d{4})(\d\d)(\d\d)\d{6}_")
_DEPARTED = "Inactive Career Page"  # in the title of the page, which answers 200
_HEADING = re.compile(r"<h1\b[^<>]*>(.{0,500}?)</h1", re.IGNORECASE | re.DOTALL)


class JazzHR(Kind):
    """The careers page, then the pages of what may be an internship."""

    name = "jazzhr"
    url = "https://{token}.applytojob.com/apply"
    links = (
        re.compile(r"(?P<token>[\w-]+)\.applytojob\.com(?:/apply/(?:jobs/details/)?(?P<key>\w{8,})(?=[/?]|$))?"),
        re.compile(r"app\.jazz\.co/(?:feeds/export/jobs|widgets/basic/create)/(?P<token>[\w-]+)"),
    )

    def walk(self, visit: Visit) -> Walk:
        listed = Visit(visit.memory)
        answer = yield Ask(url=self.address(visit.board))
        listed.take(self.rows(answer), self.read)
        if not listed.seen and _DEPARTED in answer.text():
            raise Trouble(Cause.GONE, "the company no longer has a careers page there", answer.status)
        if listed.seen:
            yield from details(self, visit, listed, lambda each: Ask(url=each.url.replace("http:", "https:")))
            return
        feed = yield Ask(url=f"https://app.jazz.co/feeds/export/jobs/{quote(visit.board.token, safe='')}")
        visit.take(entries(feed, "jobs", "job"), self.read)
        if visit.seen:
            visit.incomplete = Trouble(
                Cause.FORMAT_CHANGED, "the careers page has another shape; only its feed was read"
            )

    def rows(self, answer: Answer) -> list[Any]:
        """Of the feed (elements), of a job page, or of the careers page in either of its themes (objects)."""
        page = answer.ok().text()
        if root_of(page) == "jobs":
            return entries(answer, "jobs", "job")
        site = _SITE.search(page)
        base = answer.url or (site[0] if site else "")
        links = [link for link in hyperlinks(page, base) if _JOB.match(link.url)]
        beside = {"_employer": jobposting.employer(page)}
        jobs = [
            beside | {"url": each.url, "title": each.text, "place": _place(each.after)} for each in links if each.text
        ]
        return jobposting.postings(answer) or jobs or _bare(answer, page)

    def read(self, row: Any, board: Board) -> Listing:
        if isinstance(row, Selector):
            return self._entry(row, board)
        listing = jobposting.read(row, self.name, board)
        code = _JOB.match(listing.url)
        return replace(
            listing,
            key=code[1] if code else listing.key,
            location=listing.location or line(text(row, "place")),
            version="" if "@type" in row else listing.title,
        )

    def _entry(self, row: Selector, board: Board) -> Listing:
        """An entry of the feed, which lists open roles only."""
        url, requisition = web(element(row, "url")), element(row, "id")
        code, stamp = _JOB.match(url), _STAMP.match(requisition)
        return Listing(
            kind=self.name,
            token=board.token,
            key=code[1] if code else requisition,
            title=line(element(row, "title")),
            company=line(board.company or str(row.xpath("string(../*[local-name()='company'])").get() or "")),
            website=board.website,
            url=url,
            location=place(*(element(row, name) for name in ("city", "state", "country"))),
            description=plain(element(row, "description")),
            employment_type=line(element(row, "type")),
            department=line(element(row, "department")),
            date_posted=when("-".join(stamp.groups())) if stamp else "",
            requisition=requisition,
            closed=element(row, "status") not in ("Open", ""),
        )


def _place(markup: str) -> str:
    """The cell that is marked as a place, else the first that is not marked as something else."""
    cells = list(_CELL.finditer(markup))
    marked = [cell for cell in cells if _OF_PLACE.search(cell[0])]
    marked += [cell for cell in cells if not _OF_OTHER.search(cell[0])]
    return _LABEL.sub("", line(plain(marked[0][1]))) if marked else ""


def _bare(answer: Answer, page: str) -> list[Any]:
    """A job page without a JobPosting block: its heading and all its text."""
    heading = _HEADING.search(page[:200_000])
    if not _JOB.match(answer.url) or not heading:
        return []
    return [{"@type": "", "url": answer.url, "title": line(plain(heading[1])), "description": page}]
