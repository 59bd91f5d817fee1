"""Digests and quiet hours, over the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.times import digest, quiet

NEW_YORK = ZoneInfo("America/New_York")  # forward 2027-03-14 02:00 to 03:00, back 2027-11-07 02:00 to 01:00
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NEXT = [
    ("immediate", "2027-01-05 12:34", "2027-01-05 12:34"),
    ("hourly", "2027-01-05 12:34", "2027-01-05 13:00"),
    ("hourly", "2027-01-05 13:00", "2027-01-05 14:00"),
    ("daily 08:00", "2027-01-05 12:59", "2027-01-05 13:00"),  # 07:59 and 08:00 in New York
    ("daily 08:00", "2027-01-05 13:00", "2027-01-06 13:00"),
    ("daily 08:00", "2027-03-13 13:00", "2027-03-14 12:00"),  # one hour earlier from the change on
    ("daily 00:00", "2027-01-05 12:00", "2027-01-06 05:00"),
    ("weekly mon 08:00", "2027-01-05 12:00", "2027-01-11 13:00"),  # from a Tuesday
    ("weekly tue 08:00", "2027-01-05 12:00", "2027-01-05 13:00"),
    ("weekly tuesday 8:00", "2027-01-05 13:00", "2027-01-12 13:00"),
    ("daily 02:30", "2027-03-13 08:00", "2027-03-14 07:30"),  # never: 03:30, after the gap
    ("daily 02:30", "2027-03-14 07:30", "2027-03-15 06:30"),
    ("daily 01:30", "2027-11-06 12:00", "2027-11-07 05:30"),  # twice: the first time
    ("daily 01:30", "2027-11-07 05:30", "2027-11-08 06:30"),  # and not the second
]


@pytest.mark.parametrize(("text", "after", "due"), NEXT)
def test_the_next_digest(text: str, after: str, due: str) -> None:
    assert digest(text).next_time(at(after), NEW_YORK) == at(due)


@pytest.mark.parametrize("text", ["daily 02:30", "daily 01:30", "daily 00:00"])
@pytest.mark.parametrize(
    "zone", [NEW_YORK, BERLIN, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Havana")], ids=str
)
def test_a_daily_digest_comes_once_a_day_all_year(text: str, zone: ZoneInfo) -> None:
    due, days = at("2027-01-01 12:00"), []
    for _ in range(365):
        due = digest(text).next_time(due, zone)
        days.append(due.astimezone(zone).date())

    assert len(set(days)) == 365
    assert days[-1] - days[0] == timedelta(days=364)


UNTIL = [
    ("22:00-08:00", "2027-01-06 02:59", None),
    ("22:00-08:00", "2027-01-06 03:00", "2027-01-06 13:00"),
    ("22:00-08:00", "2027-01-06 12:59", "2027-01-06 13:00"),
    ("22:00-08:00", "2027-01-06 13:00", None),
    ("12:00-13:00", "2027-01-06 17:30", "2027-01-06 18:00"),
    ("12:00-13:00", "2027-01-06 18:00", None),
    ("22:00-02:30", "2027-03-14 06:59", "2027-03-14 07:30"),  # ends at a time that never happens: at 03:30
    ("22:00-02:30", "2027-03-14 07:30", None),
    ("22:00-01:30", "2027-11-07 05:29", "2027-11-07 05:30"),  # ends at a time that happens twice: the first time
    ("22:00-01:30", "2027-11-07 06:15", None),  # 01:15 for the second time
]


@pytest.mark.parametrize(("text", "now", "end"), UNTIL)
def test_quiet_hours_end(text: str, now: str, end: str | None) -> None:
    assert quiet(text).until(at(now), NEW_YORK) == (at(end) if end else None)


@given(
    st.datetimes(at("2026-01-01").replace(tzinfo=None), at("2028-01-01").replace(tzinfo=None)), st.times(), st.times()
)
def test_after_quiet_hours_there_are_none_and_digests_move_on(moment: datetime, start: object, end: object) -> None:
    now = moment.replace(tzinfo=UTC)
    written = f"{start:%H:%M}", f"{end:%H:%M}"
    assert digest(f"daily {written[0]}").next_time(now, NEW_YORK) > now
    if written[0] == written[1]:
        return
    hours = quiet("-".join(written))
    over = hours.until(now, NEW_YORK)

    assert over is None or (over > now and hours.until(over, NEW_YORK) is None)


@pytest.mark.parametrize("text", ["immediate", "hourly", "daily 08:00", "weekly sun 23:59"])
def test_a_digest_is_written_as_it_is_read(text: str) -> None:
    assert str(digest(text)) == text


@pytest.mark.parametrize(
    "text", ["", "daily", "daily 24:00", "daily 8", "weekly 08:00", "weekly xyz 08:00", "monthly", "[]"]
)
def test_what_is_no_digest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write immediate, hourly, daily 08:00 or weekly mon 08:00"):
        digest(text)


@pytest.mark.parametrize("text", ["22:00", "22-8", "25:00-08:00", "22:00-08:60", "-"])
def test_what_are_no_quiet_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match='"22:00-08:00"'):
        quiet(text)
