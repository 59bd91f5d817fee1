"""Greenhouse: boards-api.greenhouse.io. Public JSON; the light list and the full one each have an ETag of their own."""

from __future__ import annotations

import re
from typing import Any

from crawler.clean import line, plain
from crawler.fields import dig, pay, text, web, when
from crawler.kind import Answer, Ask, Kind, Visit, Walk, listed, places
from crawler.listing import Board, Listing

AT_ONCE = 10  # more new postings than this: one request for the full list costs less than one for each
_TOKEN = r"(?P<token>[\w.-]+)"
_PAGES = r"(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io"


class Greenhouse(Kind):
    """The first visit asks the light list and the full one; later visits the light list, then only what is new."""

    name = "greenhouse"
    url = "https://boards-api.greenhouse.io/v1/boards/{token}/jobs"
    links = (
        re.compile(_PAGES + rf"/embed/job_app\?(?=(?:.*\btoken=(?P<key>\d+))?).*\bfor={_TOKEN}"),
        re.compile(_PAGES + rf"/embed/job_board(?:/js)?\?.*\bfor={_TOKEN}"),
        re.compile(rf"boards-api(?:\.eu)?\.greenhouse\.io/v1/boards/{_TOKEN}(?:/jobs/(?P<key>\d+))?"),
        re.compile(rf"{_PAGES}/{_TOKEN}(?:/jobs/(?P<key>\d+))?"),
    )

    def walk(self, visit: Visit) -> Walk:
        address = self.address(visit.board)
        light = yield Ask(url=address, conditional=True)
        if light.ok().unchanged:
            visit.unchanged = True
            return
        fresh = [job for job in self.rows(light) if self._changed(job, visit)]
        if len(fresh) > AT_ONCE or (visit.memory.first and fresh):
            full = yield Ask(url=address + "?content=true", conditional=visit.memory.first)
            visit.take(self.rows(full), self.read)
            return
        for job in fresh:
            detail = yield Ask(url=f"{address}/{job['id']}")
            if detail.status in (404, 410):  # closed since the list was made
                visit.gone(str(job["id"]))
            else:
                visit.take(self.rows(detail), self.read)

    def _changed(self, job: Any, visit: Visit) -> bool:
        """Is this row of the light list new, or newer than what is stored? A known one is noted as still there."""
        key = text(job, "id")
        if not key:
            visit.take([job], self.read)  # counts it as broken
            return False
        visit.still_there(key)
        return visit.memory.known.get(key) != text(job, "updated_at")

    def rows(self, answer: Answer) -> list[Any]:
        data = answer.json()
        return [data] if isinstance(data, dict) and "absolute_url" in data else listed(data, "jobs")

    def read(self, row: Any, board: Board) -> Listing:
        key = text(row, "id")
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=line(text(row, "title")),
            company=line(board.company or text(row, "company_name")),
            website=board.website,
            url=web(dig(row, "absolute_url")) or f"https://job-boards.greenhouse.io/{board.token}/jobs/{key}",
            location=places(line(part) for part in text(row, "location", "name").split("|")),
            description=plain(text(row, "content")),
            employment_type=line(_employment(dig(row, "metadata"))),
            department=line(text(row, "departments", 0, "name")),
            base_salary=_pay(dig(row, "pay_input_ranges", 0)),
            date_posted=when(dig(row, "first_published")),
            valid_through=when(dig(row, "application_deadline")),
            requisition=text(row, "internal_job_id"),
            version=text(row, "updated_at"),
        )


def _employment(metadata: object) -> str:
    """What some employers put into a field of their own, named "Employment Type" or the like."""
    fields = metadata if isinstance(metadata, list) else []
    return next((text(each, "value") for each in fields if "employment" in text(each, "name").lower()), "")


def _pay(zone: object) -> str:
    """The first pay zone; its amounts are cents. Hourly pay is told from yearly by its size, as no field says it."""
    low, high = (_money(dig(zone, name)) for name in ("min_cents", "max_cents"))
    return pay(low, high, dig(zone, "currency_type"), "hour" if 0 < (high or low) < 1000 else "year")


def _money(cents: object) -> float:
    return cents / 100 if isinstance(cents, (int, float)) else 0.0
