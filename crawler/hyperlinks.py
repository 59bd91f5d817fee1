"""The links of a page, in its order: where each leads, its words, and the markup between it and the next link.

Looks at text alone, without a tree, so that no page costs more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.clean import line, plain
from crawler.fields import web

_TAG = re.compile(r"<a\b([^<>]{0,2000})>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{1,1000})\"|'([^']{1,1000})'|([^\s\"'>]{1,1000}))", re.IGNORECASE)
_LONGEST_PAGE = 3_000_000
_MOST = 5_000
_NEAR = 2_000  # characters after a link's opening that are its words, or may belong to it


@dataclass(frozen=True, slots=True)
class Hyperlink:
    url: str  # absolute
    text: str
    after: str  # markup


def hyperlinks(page: str, base: str) -> list[Hyperlink]:
    """Every link to another page. `base` is the page's own URL; without one, relative links are left out."""
    page = page[:_LONGEST_PAGE]
    tags = [tag for tag, _ in zip(_TAG.finditer(page), range(_MOST), strict=False)]
    ends = [tag.start() for tag in tags[1:]] + [len(page)] * bool(tags)
    links = (
        _link(tag[1], page[tag.end() : min(end, tag.end() + _NEAR)], base) for tag, end in zip(tags, ends, strict=True)
    )
    return [link for link in links if link is not None]


def _link(attributes: str, rest: str, base: str) -> Hyperlink | None:
    href = _HREF.search(attributes)
    url = web(line(href[1] or href[2] or href[3], 1000), base) if href else ""
    words, _, after = rest.partition("</a")
    return Hyperlink(url, line(plain(words)), after.partition(">")[2]) if url else None
