"""Any careers page whose job pages have schema.org JobPosting in JSON-LD. A token is the page's URL without `https://`.

Jobs are found by the links of the page, else by the sitemaps that robots.txt names. The page of one posting works too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler import jobposting
from crawler.clean import line
from crawler.details import details
from crawler.feed import entries, root_of
from crawler.feed import text as element
from crawler.fields import web
from crawler.hyperlinks import hyperlinks
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk
from crawler.listing import Board, Cause, Listing
from crawler.urls import bare, tidy

_NO_WORDS = "(a link without words)"
_MOST_SITEMAPS = 20
_MOST_LINKS = 5_000
_LARGEST_SITEMAP = 50_000_000  # bytes unpacked, the limit of the sitemap protocol
_JOB_PATH = re.compile(
    r"/(?:jobs?|careers?|positions?|openings?|vacanc\w+|opportunit\w+|roles?|internships?|join-us|work-with-us|stellen\w*|karriere"
    r"|offres?[\w-]*|emplois?|recrutement|carri[eè]res?|vagas?|empleos?|ofertas?[\w-]*|lavora\w*|vacatures?|jobb|companies)/",
    re.IGNORECASE,
)


class JsonLd(Kind):
    """The page's postings, or the postings it links to, or those in the site's sitemaps."""

    name = "jsonld"
    every = timedelta(hours=6)  # pages of a company's own site, each asked for on its own
    links = (re.compile(r"(?P<token>join\.com/companies/[\w-]+)(?:/(?P<key>\d{5,}[\w-]*))?"),)

    def address(self, board: Board) -> str:
        return "https://" + board.token.partition("://")[2] if "://" in board.token else "https://" + board.token

    def walk(self, visit: Visit) -> Walk:
        page = yield Ask(url=self.address(visit.board), follow=True)
        if not _is_sitemap(page):
            there = Visit(visit.memory)
            there.take(self.rows(page), self.read)
            if there.seen or there.passed_over:  # the page of one posting, or a list of them
                yield from self._postings(visit, there, page.url)
                return
        links = yield from _pages(page)
        if not links:
            raise Trouble(Cause.NO_BOARD_ANSWER, "no job postings found there; the page may build them by script")
        listed = Visit(visit.memory)
        for url, (words, changed) in links.items():
            listed.add(_linked(visit.board, url, words, changed))
        unnamed = {listing.key for listing in listed.listings if listing.title == _NO_WORDS}
        yield from details(self, visit, listed, lambda each: Ask(url=each.url, follow=True), unnamed, links=True)

    def _postings(self, visit: Visit, there: Visit, page: str) -> Walk:
        """The postings that a page holds; those of which it has no text are asked for on their own pages."""
        whole = [listing for listing in there.listings if listing.description or listing.url == page]
        there.listings = [listing for listing in there.listings if listing not in whole]
        for listing in whole:
            visit.add(listing)
        yield from details(self, visit, there, lambda each: Ask(url=each.url, follow=True))

    def rows(self, answer: Answer) -> list[Any]:
        return jobposting.postings(answer)

    def read(self, row: Any, board: Board) -> Listing:
        return jobposting.read(row, self.name, board)


def _pages(page: Answer) -> Generator[Ask, Answer, dict[str, tuple[str, str]]]:
    """URLs that may be job pages, each with its words and the day it changed: of the sitemap, the page, or the site."""
    if _is_sitemap(page):
        return (yield from _mapped([page.url], page))
    base, folder = page.url, urlsplit(page.url).path.rstrip("/") + "/"
    near = {
        link.url.partition("#")[0]: (link.text, "")
        for link in hyperlinks(page.text(), base)
        if _is_job(link.url, base, folder)
    }
    if near:
        return near
    robots = yield Ask(url=_site(base) + "/robots.txt", follow=True)
    named = (
        re.findall(r"(?im)^\s*sitemap:\s*(\S+)", robots.text())
        if robots.trouble is None and robots.status == 200
        else []
    )
    return (yield from _mapped([web(each, base) for each in named] or [_site(base) + "/sitemap.xml"]))


def _mapped(waiting: list[str], first: Answer | None = None) -> Generator[Ask, Answer, dict[str, tuple[str, str]]]:
    """The job pages of sitemaps and of the sitemaps they name, those of jobs first; one that fails is passed by."""
    found: dict[str, tuple[str, str]] = {}
    asked: set[str] = set()
    while waiting and len(asked) < _MOST_SITEMAPS and len(found) < _MOST_LINKS:
        waiting.sort(key=lambda url: not _JOB_PATH.search(url.replace("-", "/").replace("_", "/").replace(".", "/")))
        url = waiting.pop(0)
        if not url or url in asked:
            continue
        asked.add(url)
        answer = first if first is not None and url == first.url else (yield Ask(url=url, follow=True))
        if answer.trouble is None and answer.status == 200:
            nested, pages = _sitemap(answer)
            waiting += nested
            found |= pages
    return dict(list(found.items())[:_MOST_LINKS])


def _sitemap(answer: Answer) -> tuple[list[str], dict[str, tuple[str, str]]]:
    """The sitemaps and the job pages that one sitemap names."""
    plain = Answer(url=answer.url, body=_unpacked(answer.body))
    if not _is_sitemap(plain):
        return [], {}
    if root_of(plain.text()) == "sitemapindex":
        return [web(element(each, "loc")) for each in entries(plain, "sitemapindex", "sitemap")], {}
    pages = ((web(element(each, "loc")), element(each, "lastmod")) for each in entries(plain, "urlset", "url"))
    return [], {url: ("", changed) for url, changed in pages if _is_job(url, answer.url, "/careers/")}


def _unpacked(body: bytes) -> bytes:
    """A sitemap may be a .gz file, whatever the headers say."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, _LARGEST_SITEMAP)
    except zlib.error:
        return b""


def _is_sitemap(answer: Answer) -> bool:
    return answer.ok().body.startswith(b"\x1f\x8b") or root_of(answer.text()) in ("urlset", "sitemapindex")


def _is_job(url: str, base: str, folder: str) -> bool:
    """A page of the same site, below the careers page or with a word for jobs in its path, and not a folder itself."""
    there, here = urlsplit(url), urlsplit(base)
    if (there.hostname or "").removeprefix("www.") != (here.hostname or "").removeprefix("www."):
        return False
    path = there.path.rstrip("/")
    below = folder != "/" and path.startswith(folder)
    return (
        path + "/" != folder
        and bool(below or _JOB_PATH.search(path))
        and not path.endswith((".pdf", ".jpg", ".png", ".xml"))
    )


def _linked(board: Board, url: str, words: str, changed: str) -> Listing:
    """A link as a listing of which nothing is known but its words and address."""
    slug = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    named = line(re.sub(r"[-_+.]+|\d{4,}", " ", slug))
    title = line(f"{words} {named}") if re.search(r"[^\W\d_]{3}", words + named) else _NO_WORDS
    return Listing(
        kind="jsonld",
        token=board.token,
        key=bare(tidy(url)),
        title=title,
        website=board.website,
        url=tidy(url),
        version=changed,
    )


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
