"""The links of a page, in its order: where each leads, its words, and the markup between it and the next link.

Looks at text alone, without a tree, so that no page costs more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.clean import line, plain
from crawler.fields import web

_LINK = re.compile(r"<a\b([^<>]{0,2000})>(.{0,1000}?)</a\s*>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{1,1000})\"|'([^']{1,1000})'|([^\s\"'>]{1,1000}))", re.IGNORECASE)
_LONGEST_PAGE = 3_000_000
_MOST = 5_000
_NEAR = 2_000  # characters after a link that may belong to it


@dataclass(frozen=True, slots=True)
class Hyperlink:
    url: str  # absolute
    text: str
    after: str  # markup


def hyperlinks(page: str, base: str) -> list[Hyperlink]:
    """Every link to another page. `base` is the page's own URL; without one, relative links are left out."""
    found = [match for match, _ in zip(_LINK.finditer(page[:_LONGEST_PAGE]), range(_MOST), strict=False)]
    ends = [match.start() for match in found[1:]] + [len(page)] * bool(found)
    links = (
        _link(match, page[match.end() : min(end, match.end() + _NEAR)], base)
        for match, end in zip(found, ends, strict=True)
    )
    return [link for link in links if link is not None]


def _link(match: re.Match[str], after: str, base: str) -> Hyperlink | None:
    href = _HREF.search(match[1])
    url = web(line(href[1] or href[2] or href[3], 1000), base) if href else ""
    return Hyperlink(url, line(plain(match[2])), after) if url else None
