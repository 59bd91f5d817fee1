"""How fast listings are read and judged: `python -m benchmarks.judge [LISTINGS.jsonl]`, on one core.

The bars: 400 listings a second from HTML to facts, 10,000 a second where no word of a student post occurs, and 100,000
stored listings judged again within 10 s. Without a file it reads made-up listings of the length real ones have. Each
copy is salted, so that no cache helps; compiling the patterns is not counted.
"""

from __future__ import annotations

import json
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson

from config.rules import Rules
from crawler.clean import plain
from scheduler.domain import Company
from scheduler.matching import Facts, judge, read
from scheduler.matching.degree import read_demands
from scheduler.matching.experience import read_experience
from scheduler.matching.field import read_work
from scheduler.matching.judging import listing_of
from scheduler.matching.role import read_post
from scheduler.matching.text import sentences

READ, SKIMMED, AGAIN = 1_500, 20_000, 100_000
NOW = datetime(2026, 11, 22, tzinfo=UTC)

ABOUT = "{who} builds robots for warehouses. Our customers love them, and our team grows every month."
DUTY = "<li>{verb} {what} for {whom}, and tell the team what you found</li>"
NEED = "<li>{need}</li>"
VERBS = ("Train", "Evaluate", "Design", "Build", "Improve", "Measure", "Document", "Deploy")
WHAT = (
    "vision models",
    "data pipelines",
    "language models",
    "dashboards",
    "controllers",
    "web services",
    "experiments",
)
WHOM = ("our robots", "our customers", "the research team", "the platform team", "three of our partners")
NEEDS = (
    "Currently pursuing a Bachelor's or Master's degree in computer science or a related field",
    "Graduating between December 2027 and June 2029",
    "Experience with Python, PyTorch and Linux",
    "Strong communication skills, and care for detail",
    "Must be authorized to work in the United States; we do not sponsor visas",
)


def made_up(count: int, *, student: bool = True) -> list[dict[str, Any]]:
    """Listings of some 4,000 characters; without `student`, ones that hold no word of a student post."""
    dice = random.Random(5)
    rows = []
    for number in range(count):
        duties = "".join(
            DUTY.format(verb=dice.choice(VERBS), what=dice.choice(WHAT), whom=dice.choice(WHOM)) for _ in range(14)
        )
        needs = NEEDS if student else NEEDS[2:]
        text = (
            f"<p>{ABOUT.format(who=f'Acme {number}')}</p>" * 8
            + f"<h3>What you'll do</h3><ul>{duties}</ul>"
            + f"<h3>Requirements</h3><ul>{''.join(NEED.format(need=need) for need in needs * 2)}</ul>"
            + "<p>Pay: $40 to $50 per hour.</p><p>We are an equal opportunity employer.</p>"
        )
        title = "Machine Learning Intern, Summer 2027" if student else "Senior Machine Learning Engineer"
        rows.append({"id": number, "title": title, "company": f"Acme {number}", "description": text})
    return rows


def salted(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """`count` listings, each a copy with something of its own in it."""
    return [{**row, "description": f"{row['description']}\nPosting {at}."} for at, row in _repeated(rows, count)]


def _repeated(rows: list[dict[str, Any]], count: int) -> list[tuple[int, dict[str, Any]]]:
    return [(at, rows[at % len(rows)]) for at in range(count)]


def main() -> None:
    given = sys.argv[1:]
    rows = [json.loads(line) for line in open(given[0], encoding="utf-8")] if given else made_up(150)  # noqa: SIM115, PTH123
    _facts(rows[0])
    copies = salted(rows, READ)
    facts = _timed(f"HTML to facts, {READ:,} listings", READ, lambda: [_facts(row) for row in copies])
    _where(copies[:300])
    plain_jobs = salted(made_up(200, student=False), SKIMMED)
    _timed(f"no word of a student post, {SKIMMED:,} listings", SKIMMED, lambda: [_facts(row) for row in plain_jobs])
    stored = [orjson.dumps(each.to_json()) for each in facts]
    again = [stored[at % len(stored)] for at in range(AGAIN)]
    _timed(f"judged again, {AGAIN:,} stored listings", AGAIN, lambda: [_verdict(row) for row in again])
    _long()


def _facts(row: dict[str, Any]) -> Facts:
    return read(listing_of(row))


def _verdict(stored: bytes) -> str:
    facts = Facts.from_json(orjson.loads(stored))
    return judge(facts, Company(facts.company), Rules(), NOW, first_seen=NOW).state.value


def _timed(what: str, count: int, work: Callable[[], list[Any]]) -> list[Any]:
    began = time.process_time()
    done = work()
    spent = time.process_time() - began
    print(f"{what}: {spent:.2f} s, {count / spent:,.0f} a second")
    return done


def _where(rows: list[dict[str, Any]]) -> None:
    """Where the time of reading goes, in microseconds a listing."""
    texts = [(row["title"], plain(row["description"])) for row in rows]
    parts = [(title, sentences(text)) for title, text in texts]
    steps: dict[str, Callable[[], object]] = {
        "markup": lambda: [plain(row["description"]) for row in rows],
        "sentences": lambda: [sentences(text) for _, text in texts],
        "role": lambda: [read_post(title, "", each) for title, each in parts],
        "field": lambda: [read_work(title, each) for title, each in parts],
        "degree": lambda: [(read_demands(title, each), read_experience(each)) for title, each in parts],
    }
    for name, step in steps.items():
        began = time.process_time()
        step()
        print(f"  {name}: {(time.process_time() - began) / len(rows) * 1e6:,.0f} µs")


def _long() -> None:
    """One description of 5 MB: time, and memory on top of the description itself."""
    row = {"title": "Intern", "description": "<p>You train models, and you are a student.</p>" * 106_000}
    began = time.process_time()
    _facts(row)
    spent = time.process_time() - began
    tracemalloc.start()
    _facts(row)
    print(f"one description of 5 MB: {spent:.2f} s, {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
    tracemalloc.stop()


if __name__ == "__main__":
    main()
