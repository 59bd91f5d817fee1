"""When a board is visited again, and when a loss of postings is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.pacing import LONGEST_PAUSE, SOONEST_RETRY, Doubt, believe, next_try, next_visit

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_lively_board_is_visited_each_interval_give_or_take_a_tenth() -> None:
    pauses = [next_visit(f"lever:{n}", HOUR, timedelta(0), NOW) - NOW for n in range(100)]
    assert all(0.9 * HOUR <= pause <= 1.1 * HOUR for pause in pauses)
    assert len(set(pauses)) > 30, "boards that were due together must not stay together"


@pytest.mark.parametrize(("calm_days", "times"), [(0, 1), (6, 1), (7, 2), (29, 2), (30, 4), (400, 4)])
def test_a_board_where_nothing_is_new_is_asked_less_often(calm_days: int, times: int) -> None:
    pause = next_visit("lever:acme", HOUR, timedelta(days=calm_days), NOW) - NOW
    assert times * 0.9 * HOUR <= pause <= times * 1.1 * HOUR


def test_a_long_interval_is_not_stretched_beyond_itself() -> None:
    assert next_visit("lever:acme", timedelta(days=2), timedelta(days=99), NOW) - NOW <= timedelta(days=2) * 1.1


def test_failures_wait_longer_each_time_up_to_a_day() -> None:
    pauses = [next_try("lever:acme", HOUR, failures, None, NOW) - NOW for failures in range(1, 100)]
    assert pauses == sorted(pauses)
    assert SOONEST_RETRY <= pauses[0] <= HOUR
    assert pauses[-1] <= LONGEST_PAUSE * 1.1


@pytest.mark.parametrize("hours", [3, 20])
def test_row_34_after_an_outage_every_board_is_back_within_an_interval_and_not_all_at_once(hours: int) -> None:
    back: list[datetime] = []
    until = NOW + hours * HOUR
    for number in range(300):
        at, failures = NOW + number * timedelta(seconds=1), 0
        while at < until:
            failures += 1
            at = next_try(f"lever:firm{number}", HOUR, failures, None, at, reached=False)
        back.append(at)
    assert max(back) <= until + HOUR
    assert len({each.replace(second=0, microsecond=0) for each in back}) >= 10, "spread over minutes"


def test_a_short_interval_never_retries_within_half_a_minute() -> None:
    assert next_try("lever:acme", timedelta(seconds=1), 1, None, NOW) - NOW >= SOONEST_RETRY


@pytest.mark.parametrize(
    ("asked", "least"), [(7200.0, timedelta(hours=2)), (1e9, timedelta(hours=24)), (0.0, SOONEST_RETRY)]
)
def test_what_the_host_asks_for_is_kept_to_within_reason(asked: float, least: timedelta) -> None:
    pause = next_try("lever:acme", HOUR, 1, asked, NOW) - NOW
    assert least <= pause <= timedelta(hours=27)


@pytest.mark.parametrize(
    ("before", "missing", "believed"),
    [
        (80, 0, True),
        (80, 40, True),
        (80, 41, False),
        (80, 80, False),
        (3, 2, True),
        (2, 2, True),
        (3, 3, False),
        (0, 0, True),
    ],
)
def test_losing_more_than_half_at_once_is_doubted(before: int, missing: int, believed: bool) -> None:
    assert believe(before, missing, Doubt(), NOW)[0] is believed


def test_a_doubted_loss_is_believed_after_three_visits_over_a_day() -> None:
    doubt = Doubt()
    answers = []
    for hours in (0, 1, 2, 25):
        said, doubt = believe(80, 80, doubt, NOW + timedelta(hours=hours))
        answers.append(said)
    assert answers == [False, False, False, True]
    assert doubt == Doubt()


def test_a_board_that_recovers_is_doubted_no_more() -> None:
    _, doubt = believe(80, 80, Doubt(), NOW)
    assert believe(80, 0, doubt, NOW + HOUR) == (True, Doubt())
