"""Any careers page whose job pages have schema.org JobPosting in JSON-LD. A token is the page's URL without `https://`.

Jobs are found by the links of the page, else by the sitemaps that robots.txt names. The page of one posting works too.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler import jobposting, sitemaps
from crawler.clean import line
from crawler.details import details
from crawler.hyperlinks import hyperlinks
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk
from crawler.listing import Board, Cause, Listing
from crawler.urls import bare, tidy

_NO_WORDS = "(a link without words)"
_JOB_PATH = re.compile(
    r"/(?:jobs?|careers?|positions?|openings?|vacanc\w+|opportunit\w+|roles?|internships?|join-us|work-with-us"
    r"|stellen\w*|karriere|offres?[\w-]*|emplois?|recrutement|carri[eè]res?|vagas?|empleos?|ofertas?[\w-]*|lavora\w*"
    r"|vacatures?|jobb|companies)/",
    re.IGNORECASE,
)
_NO_PAGE = (".pdf", ".jpg", ".png", ".xml")
Links = dict[str, tuple[str, str]]  # URL -> its words, and when it changed


class JsonLd(Kind):
    """The page's postings, or the postings it links to, or those in the site's sitemaps."""

    name = "jsonld"
    every = timedelta(hours=6)  # pages of a company's own site, each asked for on its own
    links = (
        re.compile(r"(?P<key>(?P<token>join\.com/companies/[\w-]+)/\d{5,}[\w-]*)"),
        re.compile(r"(?P<token>join\.com/companies/[\w-]+)"),
    )

    def address(self, board: Board) -> str:
        return "https://" + board.token.rpartition("://")[2]

    def walk(self, visit: Visit) -> Walk:
        page, there = (yield Ask(url=self.address(visit.board), follow=True)).ok(), Visit(visit.memory)
        there.take(self.rows(page), self.read)
        if there.seen or there.passed_over:  # the page of one posting, or a list of them
            yield from self._postings(visit, there, page.url)
            return
        links = _near(page) or (yield from _mapped(visit, page))
        if not links:
            raise Trouble(Cause.NO_BOARD_ANSWER, "no job postings found there; the page may build them by script")
        linked = Visit(visit.memory)
        for url, (words, changed) in links.items():
            linked.add(_linked(visit.board, url, words, changed))
        unnamed = {listing.key for listing in linked.listings if listing.title == _NO_WORDS}
        yield from details(self, visit, linked, _page_of, unnamed, links=True)

    def _postings(self, visit: Visit, there: Visit, page: str) -> Walk:
        """The postings that a page holds; those of which it has no text are asked for on their own pages."""
        whole = [listing for listing in there.listings if listing.description or listing.url == page]
        there.listings = [listing for listing in there.listings if listing not in whole]
        for listing in whole:
            visit.add(listing)
        yield from details(self, visit, there, _page_of)

    def rows(self, answer: Answer) -> list[Any]:
        return jobposting.postings(answer)

    def read(self, row: Any, board: Board) -> Listing:
        return jobposting.read(row, self.name, board)


def _page_of(listing: Listing) -> Ask:
    return Ask(url=listing.url, follow=True)


def _near(page: Answer) -> Links:
    """The links of a careers page that may be job pages."""
    if sitemaps.is_sitemap(page):
        return {}
    folder = urlsplit(page.url).path.rstrip("/") + "/"
    links = (link for link in hyperlinks(page.text(), page.url) if _is_job(link.url, page.url, folder))
    return {link.url.partition("#")[0]: (link.text, "") for link in links}


def _mapped(visit: Visit, page: Answer) -> Generator[Ask, Answer, Links]:
    """The job pages in the site's sitemaps, or in the one that the board itself is."""
    first = page if sitemaps.is_sitemap(page) else None
    waiting = [page.url]
    if first is None:
        parts = urlsplit(page.url)
        site = f"{parts.scheme}://{parts.netloc}"
        waiting = sitemaps.named_by((yield Ask(url=f"{site}/robots.txt", follow=True)), site)
    found = yield from sitemaps.read_all(waiting, lambda url: _is_job(url, page.url, "/careers/"), first)
    visit.incomplete = found.trouble if found.pages else None
    return {url: ("", changed) for url, changed in found.pages.items()}


def _is_job(url: str, base: str, folder: str) -> bool:
    """A page of the same site, below the careers page or with a word for jobs in its path, and not a folder itself."""
    there, here = urlsplit(url), urlsplit(base)
    if (there.hostname or "").removeprefix("www.") != (here.hostname or "").removeprefix("www."):
        return False
    path = there.path.rstrip("/")
    below = folder != "/" and path.startswith(folder)
    return path + "/" != folder and not path.endswith(_NO_PAGE) and bool(below or _JOB_PATH.search(path))


def _linked(board: Board, url: str, words: str, changed: str) -> Listing:
    """A link as a listing of which nothing is known but its words and address."""
    slug = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    words = line(words + " " + re.sub(r"[-_+.]+|\d{4,}", " ", slug))
    title = words if re.search(r"[^\W\d_]{3}", words) else _NO_WORDS
    url = tidy(url)
    return Listing(kind="jsonld", token=board.token, key=bare(url), title=title, url=url, version=changed)
