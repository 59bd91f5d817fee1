"""The pages that a site's sitemaps name: https://www.sitemaps.org/protocol.html. Nested, gzipped, several, or none."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from crawler.feed import entries, root_of, text
from crawler.fields import web
from crawler.kind import Answer, Ask, Trouble

MOST = 20  # sitemaps read in one visit
_MOST_PAGES = 5_000
_LARGEST = 10_000_000  # bytes unpacked: 50,000 addresses, the most that a sitemap may have
_NAMED = re.compile(r"^[ \t]*sitemap:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Sitemaps:
    """What was found so far: pages with the day they changed, as the site writes it, and why it may not be all."""

    pages: dict[str, str] = field(default_factory=dict)
    trouble: Trouble | None = None


def is_sitemap(answer: Answer) -> bool:
    return answer.body.startswith(b"\x1f\x8b") or root_of(answer.text()) in ("urlset", "sitemapindex")


def named_by(robots: Answer, site: str) -> list[str]:
    """The sitemaps that a robots.txt names; where it names none, the place where one is by custom."""
    found = _NAMED.findall(robots.text()) if robots.trouble is None and robots.status == 200 else []
    return [url for each in found if (url := web(each, site))] or [f"{site}/sitemap.xml"]


def read_all(
    waiting: list[str], wanted: Callable[[str], bool], first: Answer | None = None
) -> Generator[Ask, Answer, Sitemaps]:
    """The `wanted` pages of these sitemaps and of those they name, likely ones first. `first` is answered already."""
    found, asked = Sitemaps(), set[str]()
    while waiting and len(asked) < MOST and len(found.pages) < _MOST_PAGES:
        waiting.sort(key=lambda url: "job" not in url and "career" not in url)
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        answer = first if first is not None and url == first.url else (yield Ask(url=url, follow=True))
        try:
            waiting += _read(answer, wanted, found)
        except Trouble as why:
            found.trouble = found.trouble or why
    return found


def _read(answer: Answer, wanted: Callable[[str], bool], found: Sitemaps) -> list[str]:
    """Note the wanted pages of one sitemap; the sitemaps that it names."""
    plain = Answer(url=answer.url, body=_unpacked(answer.ok().body))
    if root_of(plain.text()) == "sitemapindex":
        return [url for each in entries(plain, "sitemapindex", "sitemap") if (url := web(text(each, "loc")))]
    for each in entries(plain, "urlset", "url"):
        if (url := web(text(each, "loc"))) and wanted(url):
            found.pages[url] = text(each, "lastmod")
    return []


def _unpacked(body: bytes) -> bytes:
    """A sitemap may be a .gz file, whatever the headers say."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, _LARGEST)
    except zlib.error:
        return b""
