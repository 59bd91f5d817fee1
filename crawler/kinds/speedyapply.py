"""speedyapply: lists of AI internships as Markdown tables in a public GitHub repository, a new one each year.

Five columns, or six with the pay. There is no id: the posting's own address is the key. `Age` counts days before the
answer was given. A closed posting loses its row.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from crawler.clean import line
from crawler.fields import pay, web, when
from crawler.kind import Answer, Kind, Trouble
from crawler.listing import Board, Cause, Link, Listing
from crawler.urls import tidy

_CELLS = re.compile(r"(?<!\\)\|")
_HREF = re.compile(r"""(?:href=["']|\]\()([^"'\s)]+)""", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)|\*\*")
_TAG = re.compile(r"<[^>]{0,2000}>")
_RULE = re.compile(r"[|:\s-]+")
_MORE = re.compile(r"\s*\+\s?(\d+)$")
_PAY = re.compile(r"\$([\d,.]+)(?:\s?-\s?\$?([\d,.]+))?\s?/?\s?(hr|mo|yr)?", re.IGNORECASE)
# Other words for the columns, from relatives of these lists.
_COLUMNS = {"role": "position", "title": "position", "job": "position", "apply": "posting", "link": "posting"} | {
    "application": "posting",
    "application/link": "posting",
    "date": "added",
    "date added": "added",
    "date posted": "added",
}
_PER = {"hr": "hour", "mo": "month", "yr": "year", "": ""}


class Speedyapply(Kind):
    """One file of a repository: `owner/repository` for its README.md, `owner/repository/FILE.md` for another."""

    name = "speedyapply"
    leads = True
    every = timedelta(minutes=30)
    attribution = "Found on the lists of speedyapply.com"
    links = (
        re.compile(
            r"github\.com/(?P<token>speedyapply/[\w.-]+?)(?:\.git)?(?:/(?:blob|tree|raw)/[\w.-]+(?P<file>/.*)?)?$"
        ),
        re.compile(r"raw\.githubusercontent\.com/(?P<token>speedyapply/[\w.-]+)/[\w.-]+(?P<file>/.*)"),
    )

    def recognise(self, url: str) -> Link | None:
        found = next(filter(None, (pattern.match(url.partition("?")[0]) for pattern in self.links)), None)
        return Link(self.name, (found["token"] + (found["file"] or "")).removesuffix("/README.md")) if found else None

    def address(self, board: Board) -> str:
        owner, repository, *file = board.token.split("/")
        return f"https://raw.githubusercontent.com/{owner}/{repository}/main/{'/'.join(file) or 'README.md'}"

    def rows(self, answer: Answer) -> list[Any]:
        """Every row of every table as a dict by column, with the day of the answer as `today`."""
        today, columns, rows, tables = _day(answer), list[str](), list[Any](), 0
        for text in answer.ok().text().splitlines():
            if not text.startswith("|"):
                columns = []  # the table ends, and the next one may be of something else
                continue
            cells = [cell.strip() for cell in _CELLS.split(text.strip().strip("|"))]
            if cells[0].lower() == "company":
                columns = [_COLUMNS.get(cell.lower(), cell.lower()) for cell in cells]
                tables += "posting" in columns
            elif "posting" in columns and not _RULE.fullmatch(text):
                rows.append(dict(zip(columns, cells, strict=False)) | {"today": today})
        if not tables:
            raise Trouble(Cause.FORMAT_CHANGED, "the list's format changed: it has no table of positions")
        return rows

    def read(self, row: Any, board: Board) -> Listing:
        page = tidy(_link(row["posting"]))
        return Listing(
            kind=self.name,
            token=board.token,
            key=page.partition("://")[2] or line(f"{row['company']}, {row['position']}"),
            title=_words(row["position"]),
            company=_words(row["company"]),
            website=web(_link(row["company"])),
            url=page,
            location=_MORE.sub(r" (and \1 more)", _words(row["location"])),
            base_salary=_pay(_words(row.get("salary", ""))),
            date_posted=_posted(row["today"], row.get("age", "")) or when(row.get("added")),
            attribution=self.attribution,
        )


def _day(answer: Answer) -> date | None:
    """The day on which the answer was given, by its own Date header."""
    try:
        return parsedate_to_datetime(answer.headers["date"]).date()
    except (KeyError, ValueError):
        return None


def _posted(today: date | None, age: str) -> str:
    days = re.fullmatch(r"(\d{1,4})d", age)
    return (today - timedelta(days=int(days[1]))).isoformat() if today and days else ""


def _link(cell: str) -> str:
    found = _HREF.search(cell)
    return found[1] if found else ""


def _words(cell: str) -> str:
    return line(_MARKDOWN.sub(r"\1", _TAG.sub("", cell)).replace("\\|", "|"))


def _pay(words: str) -> str:
    found = _PAY.fullmatch(words)
    return pay(found[1], found[2], "USD", _PER[(found[3] or "").lower()]) if found else words
