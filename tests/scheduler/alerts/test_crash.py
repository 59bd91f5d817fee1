"""Real processes killed in the middle: nothing lost, a second copy only after an unknown outcome.

A sample; `benchmarks/crash.py` has every point ten times, and a thousand kills at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scheduler.alerts.crashing import CASES, Case, Zygote, at_point, at_random, zygote


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    with zygote(tmp_path_factory.mktemp("crash")) as started:
        yield started


SAMPLE = (
    Case("before commit of intake", "web"),
    Case("last byte", "web"),
    Case("half body", "mail"),
    Case("last byte", "mail"),
    Case("before commit of mark", "mail"),
    Case("after sealing", "web", digest=True),
    Case("child: half a line", "house"),
    Case("before commit of reload", "house"),
)


def test_the_sample_is_of_the_cases() -> None:
    assert set(SAMPLE) <= set(CASES)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: f"{case.way}{'-digest' * case.digest}-{case.point}")
def test_a_kill_at_a_point_goes_as_predicted(case: Case, process: Zygote, tmp_path: Path) -> None:
    result = at_point(case, process, tmp_path, nth=1)
    assert result.kills == 1
    assert result.lost == 0
    assert result.wrong == []


def test_kills_at_random_lose_nothing(process: Zygote, tmp_path: Path) -> None:
    result = at_random(process, tmp_path, kills=5, faults=True, seed=7)
    assert result.wrong == []
    assert (result.lost, result.unexplained) == (0, 0)
