"""How long a rules edit takes: 100,000 stored listings judged again from their facts, no board asked, no text read.

    python benchmarks/rejudge.py [LISTINGS]

Two edits: one that changes few verdicts, and the worst, a new section, which adds a reason to every one of them.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, insert, select

from config.load import Watch
from config.load import rules as load_rules
from config.settings import Settings
from crawler.listing import Listing
from scheduler import matching, rejudge, store
from scheduler.companies import Companies
from scheduler.current import Current
from scheduler.store import schema
from scheduler.store.tables import boards, facts, listings, openings, verdicts

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
BOARDS = 500
ASKED = "Requirements\n- Currently pursuing a {degree} in computer science\n- Python"
WORK = "What you will do\n- Train and evaluate machine learning models for our robots\n"
ROLES = (  # of ten postings of a company's board, about one is a student's
    *(("Account Executive", ""), ("Senior Backend Engineer", ""), ("Office Manager", ""), ("Product Designer", "")),
    *(("Staff Machine Learning Engineer", ""), ("Warehouse Associate", ""), ("Data Engineer", ""), ("Recruiter", "")),
    ("Machine Learning Intern", WORK + ASKED.format(degree="bachelor's degree")),
    ("Research Scientist Intern", WORK + ASKED.format(degree="PhD")),
)
RULES = {
    "as it was": "{}\n",
    "few change": "degree:\n  studying: phd\n",
    "all change": "degree:\n  studying: phd\nlocation:\n  places: [Pittsburgh]\n",
}


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = store.connect(f"sqlite:///{folder / 'store.db'}")
        schema.upgrade(engine)
        _fill(engine, count)
        settings = Settings.model_validate({"data_dir": str(folder), "timezone": "UTC"})
        for edit, text in RULES.items():
            (folder / "rules.yaml").write_text(text)
            watches = load_rules(folder / "rules.yaml")
            print(
                json.dumps(
                    _judge(
                        engine, edit, Current(settings, watches, Companies(today=NOW.date())), watches["rules"], count
                    )
                )
            )
        engine.dispose()
    return 0


def _judge(engine: Engine, edit: str, current: Current, watch: Watch, count: int) -> dict[str, object]:
    begun, cpu = time.monotonic(), time.process_time()
    changed = rejudge.rejudge(engine, watch, current, NOW)
    with store.reading(engine) as db:
        kept = db.scalar(select(func.count()).select_from(verdicts).where(verdicts.c.state == "kept"))
    return {
        "edit": edit,
        "listings": count,
        "verdicts changed": changed,
        "kept": kept,
        "seconds": round(time.monotonic() - begun, 1),
        "seconds of CPU": round(time.process_time() - cpu, 1),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _fill(engine: Engine, count: int) -> None:
    """The rows that visits would have left, written in bulk."""
    shapes = [matching.read(_listing(title, text)).to_json() for title, text in ROLES]
    with engine.begin() as db:
        db.execute(insert(boards), [_board(n) for n in range(BOARDS)])
        for first in range(0, count, 10_000):
            some = range(first, min(first + 10_000, count))
            db.execute(insert(openings), [_opening(n) for n in some])
            db.execute(insert(listings), [_row(n) for n in some])
            db.execute(insert(facts), [_facts(n, shapes[n % len(ROLES)]) for n in some])


def _facts(number: int, shape: dict[str, object]) -> dict[str, object]:
    return {"listing_id": number + 1, "reader": matching.READER_VERSION, "facts": shape}


def _listing(title: str, text: str) -> Listing:
    return Listing(
        kind="greenhouse",
        token="t",
        key="k",
        title=title,
        description=text,
        location="Austin",
        date_posted="2026-11-01",
    )


def _board(number: int) -> dict[str, object]:
    return {"kind": "greenhouse", "token": f"firm{number}", "added_at": NOW, "next_due": NOW, "listed": 12}


def _opening(number: int) -> dict[str, object]:
    return {"company": f"Firm {number % BOARDS}", "title": ROLES[number % len(ROLES)][0], "first_seen": NOW}


def _row(number: int) -> dict[str, object]:
    title, text = ROLES[number % len(ROLES)]
    firm = number // len(ROLES) % BOARDS
    return {
        "board_id": firm + 1,
        "key": str(number),
        "opening_id": number + 1,
        "title": title,
        "company": f"Firm {firm}",
        "url": f"https://boards.greenhouse.io/firm{firm}/jobs/{number}",
        "location": "Austin",
        "posting": _listing(title, "").to_json(),
        "digest": "",
        "has_text": bool(text),
        "first_seen": NOW,
        "last_seen": NOW,
    }


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
