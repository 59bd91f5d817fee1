"""The crawler with one more kind, `probe`: its token is the URL it asks, so that a test can send it anywhere."""

from __future__ import annotations

import sys
from typing import Any

from crawler.__main__ import main
from crawler.kind import Answer, Ask, Kind, Visit, Walk
from crawler.listing import Board, Listing


class Probe(Kind):
    """Follows redirects. A token that begins with `crash:` or `bloat:` misbehaves as soon as it is answered."""

    name = "probe"

    def walk(self, visit: Visit) -> Walk:
        fault, _, url = visit.board.token.rpartition("|")
        answer = yield Ask(url=url, follow=True)
        if fault == "crash":
            raise RuntimeError("a mistake of our own\nin two lines")
        if fault == "bloat":
            bytearray(4 << 30)
        if fault == "hang":
            while True:
                pass
        if fault == "exit":
            sys.exit(3)
        visit.take(self.rows(answer), self.read)

    def rows(self, answer: Answer) -> list[Any]:
        return [answer.ok().text()]

    def read(self, row: Any, board: Board) -> Listing:
        return Listing(kind=self.name, token=board.token, key="1", title=row[:100], url="https://acme.example/1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
