"""Wikidata (CC0): number of employees (P1128) at a point in time (P585), with the official website (P856).

Large and middle-sized firms mostly, and often old. The shape is documented (SPARQL 1.1 results in JSON), not captured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.clean import line
from crawler.directory import Directory, people
from crawler.fields import web
from crawler.kind import Answer, listed
from crawler.listing import Headcount

_QUERY = """SELECT ?site ?people ?at ?name WHERE {
 ?firm wdt:P856 ?site; p:P1128 ?count. ?count ps:P1128 ?people; pq:P585 ?at.
 FILTER(?at >= "2022-01-01T00:00:00Z"^^xsd:dateTime)
 OPTIONAL { ?firm rdfs:label ?name FILTER(LANG(?name) = "en") }
} LIMIT 60000"""  # the service ends a query after 60 s
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Wikidata(Directory):
    """The latest headcount of every firm that has a website."""

    name = "wikidata"
    url = "https://query.wikidata.org/sparql?format=json&query=" + quote(" ".join(_QUERY.split()))
    source = "Wikidata"
    attribution = "Company sizes: Wikidata (CC0)"
    headers = {"Accept": "application/sparql-results+json"}  # noqa: RUF012 - declared by the parent
    delay = timedelta(seconds=5)

    def rows(self, answer: Answer) -> Iterable[Any]:
        latest: dict[str, tuple[str, Any]] = {}
        for number, row in enumerate(listed(answer.json(), "results", "bindings")):
            site, at = _text(row, "site") or f"row {number}", _text(row, "at")
            if site not in latest or latest[site][0] < at:
                latest[site] = (at, row)
        return [row for _, row in latest.values()]

    def read(self, row: Any) -> Headcount | str:
        at = _text(row, "at")
        count = people(row["people"]["value"])
        website = web(row["site"]["value"])
        if not website or not count:
            return "has no website or no headcount"
        if not _DAY.match(at):
            raise ValueError(f"{at!r} is no date")
        return Headcount(
            company=line(_text(row, "name")),
            website=website,
            headcount_min=count,
            headcount_max=count,
            source=self.source,
            as_of=at[:10],
        )


def _text(row: Any, name: str) -> str:
    """The value of a variable, "" where there is none."""
    cell = row.get(name) if isinstance(row, dict) else None
    value = cell.get("value") if isinstance(cell, dict) else None
    return value if isinstance(value, str) else ""
