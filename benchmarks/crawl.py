"""How fast a crawl is when nobody is polite: `python -m benchmarks.crawl [BOARDS] [POSTINGS]`.

Boards of three hosts on loopback, every posting with a text of some 3 kB; read in full, then once more
unchanged. Prints boards and postings a second, and the CPU time and memory of the child.
"""

from __future__ import annotations

import sys

from crawler.listing import Memory
from scheduler.demo.boards import Replica
from tests.crawler.child import Crawl, crawl

_TEXT = "<p>We count birds by their songs, and look for students who like that.</p>" * 40


def main(boards: int = 400, postings: int = 60) -> None:
    """Two visits to every board; the figures of each."""
    with Replica() as replica:
        names = []
        for number in range(boards):
            kind = ("greenhouse", "lever", "ashby")[number % 3]
            names.append(f"{kind}:team{number}")
            rows = [{"id": n, "title": f"Role {n}", "description": _TEXT, "location": "Leeds"} for n in range(postings)]
            replica.show(kind, f"team{number}", "Team", rows)
        first = crawl(names, replica.gateway)
        _say("read in full", first, boards)
        memories: list[str | Memory] = [first.memory(name) for name in names]
        _say("unchanged", crawl(memories, replica.gateway, hosts=first.hosts), boards)


def _say(what: str, result: Crawl, boards: int) -> None:
    listings = sum(map(len, result.listings.values()))
    requests = sum(report.requests for report in result.reports.values())
    print(
        f"{what}: {boards} boards, {listings} listings, {requests} requests in {result.seconds:.1f} s: "
        f"{boards / result.seconds:.0f} boards/s; child {result.cpu:.1f} s CPU, {result.peak >> 10} MB"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
