"""What every directory of companies shares: one whole answer, read into headcounts. It lists no postings.

A directory is visited like a board (`Board(kind=NAME, token="companies")`), by the same spider and the same manners.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar

from crawler.kind import BROKEN, Answer, Ask, Trouble, Visit, Walk
from crawler.listing import Cause, Headcount

MOST_PEOPLE = 10_000_000  # more than any employer has


class Directory(ABC):
    """A public source of headcounts. `passed_over` of its visit says how many rows gave no size, and why."""

    name: ClassVar[str]
    url: ClassVar[str]
    source: ClassVar[str]  # what a person reads as the source
    attribution: ClassVar[str] = ""
    headers: ClassVar[dict[str, str]] = {}
    delay: ClassVar[timedelta] = timedelta(0)

    def walk(self, visit: Visit) -> Walk:
        """Ask for everything at once, and read it; a broken row is counted and the rest go on."""
        answer = yield Ask(url=self.url, headers=self.headers, conditional=True, follow=True)  # a mirror may move
        if answer.ok().unchanged:
            visit.unchanged = True
            return
        day = day_of(answer)
        for number, row in enumerate(self.rows(answer), 1):
            try:
                found = self.read(row)
            except BROKEN as why:
                visit.broken.append(f"row {number}: {type(why).__name__}: {why}"[:200])
                continue
            if isinstance(found, str):
                visit.passed_over[found] += 1
            else:
                visit.headcounts.append(replace(found, as_of=found.as_of or day))
        if not (visit.headcounts or visit.broken):
            raise Trouble(Cause.FORMAT_CHANGED, "the directory's format changed: it names no company with a size")

    @abstractmethod
    def rows(self, answer: Answer) -> Iterable[Any]:
        """The companies of an answer, as the directory writes them. `Trouble` if it is none."""

    @abstractmethod
    def read(self, row: Any) -> Headcount | str:
        """One company, or why it is passed over. KeyError, TypeError, ValueError when a part is of the wrong shape."""


def people(value: object) -> int:
    """A number of people from a number or its digits; ValueError or TypeError for anything else. 0 is "not said"."""
    if value is None or value == "":
        return 0
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise TypeError(f"{value!r} is no number of people")
    number = float(value)
    if not 0 <= number <= MOST_PEOPLE or number != int(number):
        raise ValueError(f"{value!r} is no number of people")
    return int(number)


def day_of(answer: Answer) -> str:
    """The day on which an answer last changed, by its headers; "" if they do not say."""
    try:
        return parsedate_to_datetime(answer.headers.get("last-modified", "")).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""
