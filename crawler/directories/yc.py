"""The Y Combinator directory, by its daily mirror (github.com/yc-oss/api): one JSON file, some 10 MB, 6,000 companies.

Only name, website, team size, status and batch are read, nothing about persons. Team sizes are self-reported and
seldom brought up to date (0.4 % of two years' changes cross 500).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from crawler.clean import line
from crawler.directory import Directory, people
from crawler.fields import web
from crawler.kind import Answer, listed
from crawler.listing import Headcount

_BATCH_YEAR = re.compile(r"\b(?:20(\d{2})|[WSFX]\w*(\d{2}))\b")
_BARE = re.compile(r"(?://)?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)", re.I)
_GROWN = 5  # years after which a team of one is a number that nobody filled in (ShipBob's, for one)
_ENDED = ("inactive", "acquired")  # gone, or part of another firm whose size is not said; either may keep a domain


class YCombinator(Directory):
    """Companies with the size of their team."""

    name = "yc-directory"
    url = "https://yc-oss.github.io/api/companies/all.json"
    source = "YC directory"
    attribution = "Company sizes: Y Combinator directory, by way of yc-oss/api"

    def rows(self, answer: Answer) -> Iterable[Any]:
        rows = listed(answer.json())
        newest = max((_year(row) for row in rows), default=0)
        return [(row, bool(_year(row)) and newest - _year(row) >= _GROWN) for row in rows]

    def read(self, row: Any) -> Headcount | str:
        company, grown = row
        name, website = line(company["name"]), _site(company["website"])
        team = people(company["team_size"])
        status = company.get("status") or ""
        if not isinstance(status, str) or not isinstance(company["name"], str):
            raise TypeError("name or status is no text")
        if status.lower() in _ENDED:
            return f"is {status.lower()}"
        if not website or not name:
            return "has no website"
        if not team:
            return "says no team size"
        if team == 1 and grown:
            return "is a team of one for years: a number nobody filled in"
        return Headcount(company=name, website=website, headcount_min=team, headcount_max=team, source=self.source)


def _site(written: object) -> str:
    """The website, also where somebody left out its scheme: `acme.com`, `//acme.com/`."""
    text = written.strip() if isinstance(written, str) else ""
    bare = _BARE.fullmatch(text)
    return web(f"https://{bare[1]}" if bare else text)


def _year(row: Any) -> int:
    """The year of a company's batch: of "Fall 2026", "W21"; 0 if it has none."""
    batch = row.get("batch") if isinstance(row, dict) else None
    found = _BATCH_YEAR.search(batch) if isinstance(batch, str) else None
    return 2000 + int(found[1] or found[2]) if found else 0
