"""A careers page that a person names, fetched once for the boards behind it: `Board("page", URL without scheme)`."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from crawler import jobposting
from crawler.kind import Ask, Visit, Walk
from crawler.recognise import find_boards


class Page:
    """Not a board: its visit ends with `leads`, the boards that the page embeds or links to, the likeliest first,

    and with the postings that the page itself describes in schema.org's words.
    """

    name: ClassVar[str] = "page"
    delay: ClassVar[timedelta] = timedelta(0)

    def walk(self, visit: Visit) -> Walk:
        answer = yield Ask(url=f"https://{visit.board.token}", headers={"Accept": "text/html"}, follow=True)
        visit.leads |= dict.fromkeys(map(str, find_boards(answer.ok().text(), answer.url)))
        visit.take(jobposting.postings(answer), lambda node, board: jobposting.read(node, self.name, board))
