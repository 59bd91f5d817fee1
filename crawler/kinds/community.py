"""Lists of internships that students keep on GitHub, as JSON: SimplifyJobs, vanshb03 and their relatives.

The token is `owner/repository`. A list names roles on other boards and has no descriptions. The repository is renamed
every season and GitHub answers the old name with a redirect, which is followed.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import quote, urlsplit

from crawler.clean import line
from crawler.fields import dig, pay, text, texts, web, when, workplace
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Link, Listing

_RAW = "https://raw.githubusercontent.com/{owner}/{repository}"
_SCRIPTS = ".github/scripts/listings.json"
# Where each owner keeps the list; anybody else's is looked for in the places that forks of these use.
_WHERE = {
    "simplifyjobs": (f"{_RAW}/dev/{_SCRIPTS}",),
    "vanshb03": (f"{_RAW}/dev/{_SCRIPTS}",),
    "cvrve": (f"{_RAW}/dev/{_SCRIPTS}",),
    "aprameyak": (f"{_RAW}/main/listings.json",),
    "zshah101": ("https://{owner}.github.io/{repository}/api/jobs.json",),
    "dreamworkhq": (f"{_RAW}/main/data/listings.json",),
    "applyguy": (f"{_RAW}/main/data/internships.json",),
}
_ANYWHERE = (f"{_RAW}/dev/{_SCRIPTS}", f"{_RAW}/main/{_SCRIPTS}", f"{_RAW}/main/listings.json")
_OWNERS = "|".join(_WHERE)

_NO_STATEMENT = {"", "other", "unknown", "n/a", "not stated", "not specified", "co-op"}
_DEGREES = {"undergrad": "Bachelor's", "masters": "Master's", "phd": "PhD"}
_VISA = (  # the words of the largest list, for what the others write
    (re.compile(r"citizens-only|citizenship required", re.I), "U.S. Citizenship is Required"),
    (re.compile(r"no-sponsorship|not offer sponsorship", re.I), "Does Not Offer Sponsorship"),
    (re.compile(r"^offers$|sponsorship available", re.I), "Offers Sponsorship"),
)
_POSTED = ("date_posted", "posted_at", "date_added", "postedAt", "posted")
_TYPES = {"newgrad": "New grad", "summer": "Internship", "offcycle": "Internship"}


class Community(Kind):
    """The whole list is one answer of some megabytes, most of it closed."""

    name = "community"
    leads = True
    links = (
        re.compile(rf"(?:raw\.githubusercontent|github)\.com/(?P<token>(?i:{_OWNERS})/[\w.-]+)"),
        re.compile(rf"raw\.githubusercontent\.com/(?P<token>[\w.-]+/[\w.-]+)/[\w./-]+/{re.escape(_SCRIPTS)}"),
    )

    def recognise(self, url: str) -> Link | None:
        """GitHub's raw files and repository pages, and the pages that an owner serves from a repository."""
        served = re.match(rf"(?P<owner>{_OWNERS})\.github\.io/(?P<repository>[\w.-]+)", url, re.I)
        if served:
            return Link(self.name, f"{served['owner']}/{served['repository']}")
        return super().recognise(url)

    def walk(self, visit: Visit) -> Walk:
        for address in self.addresses(visit.board):
            answer = yield Ask(url=address, conditional=True, follow=True)
            if answer.status != 404:
                break
        if answer.ok().unchanged:
            visit.unchanged = True
            return
        rows = self.rows(answer)
        live = [row for row in rows if not is_closed(row)]
        if len(live) < len(rows):
            visit.passed_over["closed or hidden"] += len(rows) - len(live)
        visit.take(live, self.read)

    def addresses(self, board: Board) -> list[str]:
        """Where the list may lie, in the order of asking."""
        owner, slash, repository = board.token.partition("/")
        if not (owner and slash and repository):
            raise Trouble(Cause.GONE, f"{board.token!r} names no list; its token is owner/repository")
        names = {"owner": quote(owner, safe=""), "repository": quote(repository, safe="")}
        return [where.format(**names) for where in _WHERE.get(owner.lower(), _ANYWHERE)]

    def address(self, board: Board) -> str:
        return self.addresses(board)[0]

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        if isinstance(data, dict) and "jobs" not in data:
            return listed(data, "listings")
        return listed(data, "jobs") if isinstance(data, dict) else listed(data)

    def read(self, row: Any, board: Board) -> Listing:
        url = web(dig(row, "listingUrl")) or web(dig(row, "url"))  # the first leads to the board, the other to a copy
        title = line(text(row, "title") or text(row, "role"))
        company = line(text(row, "company_name") or text(row, "company"))
        location = _places(row)
        return Listing(
            kind=self.name,
            token=board.token,
            key=text(row, "id") or url or _fingerprint(company, title, location),
            title=title,
            company=company,
            website=_website(row),
            url=url,
            location=location,
            workplace="remote" if dig(row, "remote") is True else workplace(dig(row, "remoteType")),
            employment_type=_employment(row),
            department=line(text(row, "category")),
            base_salary=line(text(row, "salary")) or _pay(row),
            date_posted=next(filter(None, (when(dig(row, name)) for name in _POSTED)), ""),
            degrees=_degrees(row),
            terms=_terms(row, board),
            sponsorship=_visa(row),
            version=text(row, "date_updated"),
            closed=is_closed(row),
        )


def is_closed(row: Any) -> bool:
    """Rows stay in the file when a role closes; a list without such a mark empties the URL instead."""
    if dig(row, "active") is False or dig(row, "is_visible") is False or dig(row, "is_open") is False:
        return True
    return isinstance(row, dict) and "active" not in row and not row.get("url")


def _places(row: Any) -> str:
    found = texts(row, "locations") or text(row, "location").split(";")
    return places(line(place) for place in found)


def _website(row: Any) -> str:
    """The company's own site; the largest list links to its profile pages instead."""
    site = web(dig(row, "company_url")) or web("https://" + text(row, "companyDomain"))
    return "" if (urlsplit(site).hostname or "").endswith("simplify.jobs") else site


def _pay(row: Any) -> str:
    return pay(dig(row, "salaryMin"), dig(row, "salaryMax"), "", text(row, "salaryPeriod"))


def _employment(row: Any) -> str:
    if text(row, "season") == "Co-op":  # one list has it among its seasons
        return "Co-op"
    return line(text(row, "program")) or _TYPES.get(text(row, "type"), "")


def _stated(value: str) -> bool:
    return value.strip().lower() not in _NO_STATEMENT


def _degrees(row: Any) -> tuple[str, ...]:
    found = texts(row, "degrees") or text(row, "education").split(";")
    return tuple(_DEGREES.get(each.strip().lower(), line(each)) for each in found if _stated(each))


def _terms(row: Any, board: Board) -> tuple[str, ...]:
    """Seasons with their years. A list that says only "Summer" has the year of its summer in its name."""
    found = texts(row, "terms") or texts(row, "seasons") or [text(row, "season")]
    stated = [line(each) for each in found if _stated(each)]
    return tuple(_with_year(term, board.token) for term in stated)


def _with_year(term: str, token: str) -> str:
    year = re.search(rf"{re.escape(term)}[\W_]*(20\d\d)", token, re.I) if term.isalpha() else None
    return f"{term} {year[1]}" if year else term


def _visa(row: Any) -> str:
    said = [text(row, "citizenship"), text(row, "sponsorship")]
    for statement in said:
        for pattern, words in _VISA:
            if pattern.search(statement):
                return words
    return line(said[1]) if _stated(said[1]) else ""


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
