"""Workday: {tenant}.wdN.myworkdayjobs.com. The JSON that its own career sites read: 20 postings a page, then each text.

Only the first page knows the total; later ones say 0. Past the end, and past 2,000, page one is served again. A page
without rows while there should be some is a refusal. `postedOn` is words; the detail has the day as `startDate`.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

import orjson

from crawler.clean import line, plain
from crawler.details import details
from crawler.fields import count, dig, text, texts, web, when
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed, places
from crawler.listing import Board, Cause, Link, Listing

_PAGE = 20  # a larger `limit` answers 400
_SMALL = 200  # postings: up to here every title is read; a larger board is only searched
_CEILING = 2000  # postings that Workday shows of any list
_IN_TEXTS, _IN_TITLES = "intern", ("co-op",)  # what a large board is searched for
_TOKEN = re.compile(r"([\w-]+)\.(wd\d+)/([^/?#\s]+)")
_SITE = (
    r"(?P<site>(?!(?:wday|job|details)/)[^/?#]+)(?:(?:/[a-z]{2}-[A-Z]{2})?/(?P=site))*"  # some links repeat the site
    r"(?:/(?:job|details)/(?:[^?#]*?_(?P<key>[^/?#_]+?)(?:(?<=\d)-\d{1,2})?(?=[/?#]|$))?)?"
)


class Workday(Kind):
    """Small boards: every title, and what a search for "intern" finds in the texts. Large ones: the searches alone."""

    name = "workday"
    links = tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?P<tenant>[\w-]+)\.(?P<wd>wd\d+)\.myworkdayjobs(?:-impl)?\.com/wday/cxs/[\w-]+/{_SITE}",
            rf"(?P<tenant>[\w-]+)\.(?P<wd>wd\d+)\.myworkdayjobs(?:-impl)?\.com/(?:[a-z]{{2}}(?:-[A-Z]{{2}})?/)?{_SITE}",
            rf"(?P<wd>wd\d+)\.myworkdaysite\.com/(?:[a-z]{{2}}-[A-Z]{{2}}/)?recruiting/(?P<tenant>[\w-]+)/{_SITE}",
        )
    )

    def recognise(self, url: str) -> Link | None:
        for pattern in self.links:
            if found := pattern.match(url):
                return Link(self.name, f"{found['tenant']}.{found['wd']}/{found['site']}", found["key"] or "")
        return None

    def address(self, board: Board) -> str:
        tenant, wd, site = _parts(board)
        return f"https://{tenant}.{wd}.myworkdayjobs.com/wday/cxs/{tenant}/{site}"

    def walk(self, visit: Visit) -> Walk:
        address, titles, saying = self.address(visit.board), Visit(visit.memory), Visit(visit.memory)
        total = yield from self._search(address, "", titles, _SMALL)
        yield from self._search(address, _IN_TEXTS, saying)
        if total > _SMALL:
            for words in _IN_TITLES:
                yield from self._search(address, words, titles)
        visit.incomplete = titles.incomplete or saying.incomplete
        found = set(saying.seen)
        _join(saying, titles)
        yield from details(self, visit, saying, lambda each: Ask(url=address + _path(each.url)), found)

    def _search(self, address: str, words: str, into: Visit, most: int = _CEILING) -> Generator[Ask, Answer, int]:
        """Read all that a search finds, unless it finds more than `most`; how many it finds."""
        total = read = 0
        for page in range(_CEILING // _PAGE):
            answer = yield _page(address, words, page)
            rows, before = self.rows(answer), len(into.seen)
            total = total or count(answer.json(), "total")
            if total > most:
                return total
            if not all(text(row, "title") and text(row, "externalPath") for row in rows):  # half made: once more
                rows = self.rows((yield _page(address, words, page)))
            into.take(rows, self.read)
            read += len(rows)
            if len(rows) < _PAGE or read >= total > 0 or len(into.seen) == before:
                break
        if not rows and total and not into.seen:
            raise Trouble(Cause.NO_BOARD_ANSWER, f"answered with an empty page instead of its {total} postings")
        if read < total or total >= _CEILING:
            into.incomplete = Trouble(Cause.PAGES, f"the board shows {read} of its {total} postings, or of more")
        return total

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        return [data] if isinstance(data, dict) and "jobPostingInfo" in data else listed(data, "jobPostings")

    def read(self, row: Any, board: Board) -> Listing:
        job = dig(row, "jobPostingInfo")
        return _detail(row, job, board) if job is not None else _row(row, board)


def _row(row: Any, board: Board) -> Listing:
    """A row of the list. Its path says the first place where the list only counts them ("2 Locations")."""
    path, place = text(row, "externalPath"), text(row, "locationsText")
    counted = re.fullmatch(r"\d+ \w+", place) or not place
    return Listing(
        kind="workday",
        token=board.token,
        key=_key(path, texts(row, "bulletFields")),
        title=line(text(row, "title")),
        company=board.company,
        website=board.website,
        url=web(_site(board) + path) if board.token and path.startswith("/") else "",
        location=line(_place_in(path) if counted else place),
        employment_type=line(text(row, "timeType")),
        workplace=_workplace(text(row, "remoteType")),
        version=line(text(row, "title")),
    )


def _detail(row: Any, job: Any, board: Board) -> Listing:
    spots = places(map(line, [text(job, "location"), *texts(job, "additionalLocations")]))
    country = line(text(job, "country", "descriptor"))
    return Listing(
        kind="workday",
        token=board.token,
        key=text(job, "jobReqId") or text(job, "id"),
        title=line(text(job, "title")),
        company=line(board.company or _CODES.sub("", text(row, "hiringOrganization", "name"))),
        website=board.website,
        url=web(dig(job, "externalUrl")),
        location=spots if not country or country in spots or ";" in spots else f"{spots}, {country}",
        workplace=_workplace(text(job, "remoteType")),
        description=plain(text(job, "jobDescription")),
        employment_type=line(text(job, "timeType")),
        date_posted=when(dig(job, "startDate")),
        valid_through=when(dig(job, "endDate")),
        requisition=text(job, "jobReqId"),
        closed=dig(job, "posted") is False,
    )


_CODES = re.compile(r"^[\d\s._-]+(?=[^\W\d])")  # "0042 Acme Inc.": a legal entity by its number
_JSON = {"Content-Type": "application/json"}


def _parts(board: Board) -> tuple[str, str, str]:
    found = _TOKEN.fullmatch(board.token)
    if not found:
        raise Trouble(Cause.NO_BOARD_ANSWER, f"{board}: a Workday board is written workday:tenant.wdN/site")
    return found[1], found[2], found[3]


def _page(address: str, words: str, page: int) -> Ask:
    body = {"appliedFacets": {}, "limit": _PAGE, "offset": page * _PAGE, "searchText": words}
    return Ask(url=f"{address}/jobs", method="POST", body=orjson.dumps(body), headers=_JSON)


def _site(board: Board) -> str:
    """The folder that a row's path belongs to, on the pages that people open."""
    host, _, site = board.token.partition("/")
    return f"https://{host}.myworkdayjobs.com/{site}"


def _path(url: str) -> str:
    """The row's own path, from the page's URL: all that follows the site."""
    return "/" + url.split("/", 4)[4]


def _key(path: str, bullets: list[str]) -> str:
    """The requisition: of the bullets, the one that ends the path (one requisition may have several, "_R1066-5")."""
    tail = path.rpartition("/")[2].rpartition("_")[2]
    bare = re.sub(r"(?<=\d)-\d{1,2}$", "", tail)
    return next((each for each in bullets if each and each in (tail, bare)), bare)


def _place_in(path: str) -> str:
    parts = path.split("/")
    return parts[2].replace("-", " ") if len(parts) > 3 else ""


def _workplace(words: str) -> str:
    words = words.lower()
    if "hybrid" in words or "flex" in words:
        return "hybrid"
    return "remote" if re.search(r"(?<!non.)\bremote", words) else "onsite" if "site" in words else ""


def _join(into: Visit, other: Visit) -> None:
    """Add what another list of the same board says, each posting once, with its places as either list has them."""
    into.broken += other.broken
    into.nameless += other.nameless
    known = set(into.seen)
    for listing in other.listings:
        if listing.key not in known:
            into.add(listing)
