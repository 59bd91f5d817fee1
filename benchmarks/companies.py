"""How long resolving companies takes: `python -m benchmarks.companies`. The bar is 10,000 resolutions in a second."""

from __future__ import annotations

import time
from datetime import date
from itertools import cycle, islice

from config import tables
from config.seeds import seed
from crawler.listing import Board, Headcount
from scheduler.companies import Companies
from scheduler.companies.directory import packaged, packaged_websites
from scheduler.companies.entries import of_headcount

COUNT = 10_000


def directory(size: int = 6_000) -> list[Headcount]:
    """As many made-up companies as the YC directory has."""
    return [
        Headcount(company=f"Firm {n}", website=f"https://firm{n}.example", headcount_min=n + 1, headcount_max=n + 1)
        for n in range(size)
    ]


def main() -> None:
    began = time.perf_counter()
    entries = [of_headcount(each) for each in directory()]
    known = Companies(today=date(2026, 11, 22), seeds=packaged(), websites=packaged_websites(), directory=entries)
    print(f"built from {len(packaged())} seed rows and {len(entries)} of a directory in {_since(began)}")
    boards = [
        (row["company"], row["website"], Board(row["kind"], row["token"]))
        for _, row in tables.rows(seed("boards.csv"), ("kind", "token", "company", "website"))
    ]
    for what in ("first time", "again"):
        began = time.perf_counter()
        for n, (name, website, board) in enumerate(islice(cycle(boards), COUNT)):
            url = f"https://jobs.ashbyhq.com/{n}/0b3d8e4e-0000-4000-8000-{n:012d}"
            known.resolve(name, website, board=board, open_jobs=12, urls=(url,))
        print(f"{COUNT} resolutions, {what}: {_since(began)}")


def _since(began: float) -> str:
    return f"{time.perf_counter() - began:.2f} s"


if __name__ == "__main__":
    main()
