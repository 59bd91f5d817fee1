"""Y Combinator's job pages: ycombinator.com/companies/{slug}/jobs, and the internships of all its companies on
workatastartup.com. Off: nobody has read the robots.txt and terms of either yet.

A company's page keeps its data as JSON in the attribute `data-page` (documented, not captured); the internships are
cards in plain HTML (captured).
"""

from __future__ import annotations

import re
from typing import Any

import orjson
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.clean import line
from crawler.fields import dig, text, web
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Listing
from crawler.sift import sift

_ALL = "workatastartup"
_JOB = re.compile(r"(?:https://www\.workatastartup\.com)?(/jobs/\d+)")
_CARD = 6  # elements at most between a job's link and the card it stands in


class YC(Kind):
    """One company's page of jobs, or the internships of all of them: `yc:workatastartup`.

    A board that you list yourself is visited if its robots.txt admits Sidedoor.
    """

    name = "yc"
    url = "https://www.ycombinator.com/companies/{token}/jobs"
    off = "its robots.txt and terms have not been read yet; the companies' own boards are read instead"
    links = (
        re.compile(r"ycombinator\.com/companies/(?P<token>[\w-]+)(?:/jobs(?:/(?P<key>[A-Za-z0-9]+)-[\w-]*)?)?"),
        re.compile(r"(?P<token>workatastartup)\.com/(?:internships|jobs(?:/(?P<key>\d+))?)(?=[/?]|$)"),
    )

    def address(self, board: Board) -> str:
        return "https://www.workatastartup.com/internships" if board.token == _ALL else super().address(board)

    def walk(self, visit: Visit) -> Walk:
        answer = yield Ask(url=self.address(visit.board), follow=True)
        sift(visit, self.rows(answer), self.read)

    def rows(self, answer: Answer) -> list[Any]:
        """Of a company's page or the data in it; of the cards of workatastartup.com, in the same words."""
        page = answer.ok().text().lstrip()
        if page.startswith("{"):
            return listed(answer.json(), "props", "jobPostings")
        tree = LexborHTMLParser(page)
        return _cards(tree) or listed(_data(tree), "props", "jobPostings")

    def read(self, row: Any, board: Board) -> Listing:
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "url").rpartition("/")[2].partition("-")[0] or text(row, "id"),
            title=line(text(row, "title")),
            company=line(text(row, "companyName")) or board.company,
            website=board.website,
            url=web(dig(row, "url"), "https://www.ycombinator.com"),
            location=places(line(part) for part in text(row, "location").split(" / ")),
            employment_type=line(text(row, "type")),
            department=line(text(row, "prettyRole")),
            base_salary=line(text(row, "salaryRange")),
            sponsorship=line(text(row, "visa")),
        )


def _cards(tree: LexborHTMLParser) -> list[Any]:
    links = [(link, _JOB.fullmatch(link.attributes.get("href") or "")) for link in tree.css("a[href]")]
    return [_card(link, f"https://www.workatastartup.com{found[1]}") for link, found in links if found]


def _card(link: LexborNode, url: str) -> dict[str, str]:
    """What stands around the link to a job: its company, and kind, place, sort of work and pay, in this order."""
    company, card = None, link.parent
    for _ in range(_CARD):
        if card is not None and (company := card.css_first("a[href*='/companies/']")) is None:
            card = card.parent
    name = (company.css_first("span > span") or company).text() if company else ""
    said = [each.text() for each in card.css("p span")] if card is not None else []
    row = dict(zip(("type", "location", "prettyRole", "salaryRange"), said, strict=False))
    return row | {"title": link.text(), "url": url, "companyName": re.sub(r"\s*\([A-Z]\w{1,3}\)\s*$", "", name)}


def _data(tree: LexborHTMLParser) -> Any:
    node = tree.css_first("[data-page]")
    if node is None:
        raise Trouble(Cause.FORMAT_CHANGED, "the page's format changed: it has no `data-page`")
    try:
        return orjson.loads(node.attributes.get("data-page") or "")
    except orjson.JSONDecodeError as why:
        raise Trouble(Cause.FORMAT_CHANGED, f"the page's `data-page` is no JSON: {why}") from why
