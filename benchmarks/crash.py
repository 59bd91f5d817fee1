"""Every crash point ten times, and a thousand kills at random, half of them with refusals and lost answers.

    python -m benchmarks.crash [--times 10] [--only WORD] [--random 1000] [--seed 1]

`--only house`, `--only mail` and so on takes the points whose way or name has this word.

Prints a table and ends 1 unless nothing was lost, every kill at a point led to exactly the copies predicted, and every
copy after a random kill followed an attempt whose outcome was unknown.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.scheduler.alerts.crashing import CASES, Case, Result, Zygote, at_point, at_random, zygote

RUN = 100  # random kills on one store


def add(total: Result, more: Result) -> None:
    for name in ("kills", "owed", "lost", "copies", "unexplained"):
        setattr(total, name, getattr(total, name) + getattr(more, name))
    total.wrong += more.wrong


def points(process: Zygote, folder: Path, cases: list[Case], times: int, progress: Progress) -> Result:
    """Every case, at its first to third passing in turn."""
    total, bar = Result(), progress.add_task("points", total=len(cases) * times)
    for number, case in enumerate(case for case in cases for _ in range(times)):
        here = folder / f"point-{number}"
        here.mkdir()
        passings = 1 if case.digest or case.point.endswith(("recovery", "upgrade")) else 3
        add(total, at_point(case, process, here, nth=number % passings + 1))
        progress.advance(bar)
    return total


def random_kills(process: Zygote, folder: Path, kills: int, seed: int, faults: bool, progress: Progress) -> Result:
    total, bar = Result(), progress.add_task("random, with faults" if faults else "random", total=kills)
    for number in range(0, kills, RUN):
        here = folder / f"random-{faults}-{number}"
        here.mkdir()
        some = min(RUN, kills - number)
        add(total, at_random(process, here, some, faults=faults, seed=seed + number))
        progress.advance(bar, some)
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--only", default="")
    parser.add_argument("--random", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began, results = time.monotonic(), {}
    with tempfile.TemporaryDirectory() as name, zygote(Path(name)) as process, Progress() as progress:
        folder, half = Path(name), asked.random // 2
        cases = [case for case in CASES if asked.only in f"{case.way} {case.point}"]
        results[f"{len(cases)} points × {asked.times}"] = points(process, folder, cases, asked.times, progress)
        results["random"] = random_kills(process, folder, half, asked.seed, False, progress)
        results["random, 10 % refused, 10 % unanswered"] = random_kills(
            process, folder, half, asked.seed, True, progress
        )
    table = Table("", "kills", "roles owed", "lost", "copies", "unexplained", "not as predicted")
    for label, each in results.items():
        figures = (each.kills, each.owed, each.lost, each.copies, each.unexplained, len(each.wrong))
        table.add_row(label, *(f"{figure:,}" for figure in figures))
    console = Console()
    console.print(table)
    for each in results.values():
        for line in each.wrong[:20]:
            console.print(line)
    console.print(f"{time.monotonic() - began:.0f} s")
    return int(any(each.lost or each.unexplained or each.wrong for each in results.values()))


if __name__ == "__main__":
    raise SystemExit(main())
