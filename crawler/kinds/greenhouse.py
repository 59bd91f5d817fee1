"""Greenhouse: boards-api.greenhouse.io. Public JSON; the light list and the full one each have an ETag of their own."""

from __future__ import annotations

import re
from typing import Any

from crawler.clean import line, plain
from crawler.fields import web, when
from crawler.kind import Answer, Ask, Kind, Visit, Walk, listed
from crawler.listing import Board, Listing

AT_ONCE = 10  # more new postings than this: one request for the full list costs less than one for each


class Greenhouse(Kind):
    """The first visit asks the light list and the full one; later visits the light list, then only what is new."""

    name = "greenhouse"
    url = "https://boards-api.greenhouse.io/v1/boards/{token}/jobs"
    links = (
        re.compile(
            r"(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io/embed/job_app\?(?=.*\btoken=(?P<key>\d+))?.*\bfor=(?P<token>[\w.-]+)"
        ),
        re.compile(
            r"(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io/embed/job_board(?:/js)?\?.*\bfor=(?P<token>[\w.-]+)"
        ),
        re.compile(r"boards-api(?:\.eu)?\.greenhouse\.io/v1/boards/(?P<token>[\w.-]+)(?:/jobs/(?P<key>\d+))?"),
        re.compile(r"(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io/(?P<token>[\w.-]+)(?:/jobs/(?P<key>\d+))?"),
    )

    def walk(self, visit: Visit) -> Walk:
        address, full = self.address(visit.board), self.address(visit.board) + "?content=true"
        light = yield Ask(url=address, conditional=True)
        if light.ok().unchanged:
            visit.unchanged = True
            return
        jobs = self.rows(light)
        fresh = [job for job in jobs if self._changed(job, visit)]
        if len(fresh) > AT_ONCE or (visit.memory.first and fresh):
            visit.take(self.rows((yield Ask(url=full, conditional=not visit.memory.known))), self.read)
            return
        for job in fresh:
            detail = yield Ask(url=f"{address}/{job['id']}")
            if detail.status not in (404, 410):  # closed since the list was made
                visit.take([detail.json()], self.read)

    def _changed(self, job: Any, visit: Visit) -> bool:
        """Is this row of the light list new, or newer than what is stored? A known one is noted as still there."""
        try:
            key, version = str(job["id"]), str(job["updated_at"])
        except (KeyError, TypeError) as why:
            visit.broken.append(f"{type(why).__name__}: {why}")
            return False
        visit.still_there(key)
        return visit.memory.known.get(key) != version

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        return [data] if isinstance(data, dict) and "title" in data else listed(data, "jobs")

    def read(self, row: Any, board: Board) -> Listing:
        return Listing(
            kind=self.name,
            token=board.token,
            key=str(row["id"]),
            title=line(row["title"]),
            company=line(board.company or row.get("company_name") or ""),
            website=board.website,
            url=web(row["absolute_url"]),
            location=line(row["location"]["name"]),
            description=plain(row.get("content") or ""),
            date_posted=when(row.get("first_published")),
            valid_through=when(row.get("application_deadline")),
            version=row["updated_at"],
        )
