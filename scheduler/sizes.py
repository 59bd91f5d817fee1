"""A headcount in words, in bands, and in order: what a person reads beside a company's name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from scheduler.domain import Certainty, Company

SMALL = 500  # people, at most, at a company that counts as small unless the user says otherwise
_EDGES = (1, 11, 51, 201, 501, 1001, 5001, 10001)  # first number of each band
_OPEN_JOBS = re.compile(r"\d+ open jobs?")


def band(company: Company) -> str:
    """The usual band that holds the headcount: "11-50", "10001+"; of several bands their span; "" when unknown."""
    low, high = company.headcount_min, company.headcount_max
    if low is None and high is None:
        return ""
    first = _EDGES[0] if low is None else max((edge for edge in _EDGES if edge <= low), default=_EDGES[0])
    later = [] if high is None else [edge for edge in _EDGES if edge > high]
    return f"{first}-{later[0] - 1}" if later else f"{first}+"


def describe(company: Company) -> str:
    """The headcount in words, with who says so and when: "about 40 people (YC directory, 2026-01)", "size unknown"."""
    if _OPEN_JOBS.fullmatch(company.source):
        size = "small" if company.headcount_max is not None else "large"
        return f"probably {size}: {company.source}"
    if not company.known:
        return f"size unknown: {company.source}" if company.source else "size unknown"
    said = ", ".join(filter(None, (company.source, f"{company.as_of:%Y-%m}" if company.as_of else "")))
    maybe = "probably " if company.certainty is Certainty.PROBABLE else ""
    return f"{maybe}{_people(company.headcount_min, company.headcount_max)}" + (f" ({said})" if said else "")


def open_jobs_source(jobs: int) -> str:
    """The source of an estimate: "6 open jobs"."""
    return f"{jobs} open job{'s' * (jobs != 1)}"


def _people(low: int | None, high: int | None) -> str:
    if high is None:
        low = low or 1
        return f"more than {low - 1:,} people" if low % 100 == 1 and low > 1 else f"at least {low:,} people"
    if low is None or low <= 1 < high:
        return f"at most {high:,} people"
    if low == high:
        return f"about {low:,} {'person' if low == 1 else 'people'}"
    return f"{low:,} to {high:,} people"


def is_small(company: Company, at_most: int = SMALL) -> bool | None:
    """Has it so many people at most? None where what is known leaves it open."""
    if company.headcount_max is not None and company.headcount_max <= at_most:
        return True
    if company.headcount_min is not None and company.headcount_min > at_most:
        return False
    return None


def rank(company: Company, at_most: int = SMALL) -> int:
    """Its place in every list: 0 known to be small, 1 probably small, 2 unknown, 3 large or probably large."""
    small = is_small(company, at_most)
    if small is None:
        return 2
    if not small:
        return 3
    return 0 if company.certainty is Certainty.CONFIRMED else 1


def aged(company: Company, today: date) -> Company:
    """The same, with its age counted: after three years a small size is a hint, a large one a lower bound."""
    old = company.as_of is not None and (today - company.as_of).days > 3 * 365
    if not old or not company.known:
        return company
    if is_small(company) is False:
        return replace(company, headcount_max=None)
    return replace(company, certainty=Certainty.PROBABLE)
