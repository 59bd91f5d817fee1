"""One visit taken in: what is stored, what is closed, what comes to be owed. On SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update

from crawler.listing import Board, Cause, Listing, Outcome, Report
from scheduler import housekeeping, matching, rejudge
from scheduler.alerts import roster
from scheduler.current import Current
from scheduler.domain import State
from scheduler.intake import Tally, take_in
from scheduler.store import boards, reading
from scheduler.store.listings import by_state, counted
from scheduler.store.tables import alerts, facts, identities, listings, messages, openings, texts, verdicts
from scheduler.store.tables import boards as board_rows
from scheduler.store.tables import visits as visit_rows
from tests.scheduler.standing import current

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
BOARD = Board("greenhouse", "fernwave", "Fernwave Robotics", "https://fernwave.example")
LIST = Board("community", "SimplifyJobs/Summer2026-Internships")
OPEN_TO_US = (
    "What you will do\n- Train and evaluate machine learning models for our robots\n"
    "Requirements\n- Currently pursuing a bachelor's degree in computer science\n- Python"
)
PHD_ONLY = "What you will do\n- Research machine learning models\nRequirements\n- Enrolled in a PhD program"


def role(key: str, title: str = "Machine Learning Intern", text: str = OPEN_TO_US, **words: str) -> Listing:
    made = Listing(
        kind="greenhouse",
        token="fernwave",
        key=key,
        title=title,
        company=BOARD.company,
        url=f"https://boards.greenhouse.io/fernwave/jobs/{key}",
        location="Pittsburgh, PA",
        description=text,
        date_posted="2026-11-01",
        version="1",
    )
    return replace(made, **words)  # type: ignore[arg-type]


def many(count: int, first: int = 1) -> list[Listing]:
    return [role(str(first + n), f"Machine Learning Intern, Team {n}") for n in range(count)]


class Standing:
    """A store with boards, and visits to them, one after the other."""

    def __init__(self, engine: Engine, now: datetime = NOW) -> None:
        self.engine, self.now = engine, now
        self.current: Current = current(channels={"me": "json://127.0.0.1:9/x"})
        with engine.begin() as db:
            boards.register(db, [BOARD, LIST], now)

    def visit(
        self,
        arrived: Sequence[Listing] = (),
        *,
        board: Board = BOARD,
        outcome: Outcome = Outcome.WHOLE,
        code: Cause = Cause.NONE,
        seen: Sequence[str] | None = None,
        hours: float = 1,
    ) -> Tally:
        self.now += timedelta(hours=hours)
        with reading(self.engine) as db:
            row = boards.find(db, board)
        assert row is not None
        report = Report(board=board, outcome=outcome, code=code, cause="why" if code else "")
        report.seen = list(seen) if seen is not None else [each.key for each in arrived]
        return take_in(self.engine, row, report, arrived, self.current, self.now)

    def owed(self) -> list[str]:
        """Titles of the alerts in the order they came to be owed, whatever became of them since."""
        with reading(self.engine) as db:
            query = select(listings.c.title).join(alerts, alerts.c.listing_id == listings.c.id).order_by(alerts.c.id)
            return list(db.scalars(query))

    def states(self) -> list[str]:
        with reading(self.engine) as db:
            return list(db.scalars(select(alerts.c.state).order_by(alerts.c.id)))

    def open_keys(self) -> set[str]:
        with reading(self.engine) as db:
            return set(db.scalars(select(listings.c.key).where(listings.c.closed_at.is_(None))))

    def openings(self) -> int:
        with reading(self.engine) as db:
            return len(db.execute(select(openings)).all())


@pytest.fixture
def standing(engine: Engine) -> Standing:
    return Standing(engine)


def test_a_role_that_is_kept_is_stored_with_its_reasons_and_owed_at_once(standing: Standing) -> None:
    tally = standing.visit(
        [role("1"), role("2", text=PHD_ONLY), role("3", "Office Manager", "Keep the office running.")]
    )
    assert (tally.new, tally.kept) == (3, 1)
    assert standing.owed() == ["Machine Learning Intern"]
    with reading(standing.engine) as db:
        rows = db.execute(select(verdicts).order_by(verdicts.c.listing_id)).all()
    assert [row.state for row in rows][::2] == ["kept", "dropped"]
    for row in rows:
        assert {each["rule"] for each in row.reasons} >= {"role", "field", "degree", "company_size", "age"}


def test_the_same_visit_again_changes_nothing_and_tells_nobody(standing: Standing) -> None:
    standing.visit(many(3))
    tally = standing.visit(many(3))
    assert (tally.new, tally.changed, tally.closed) == (0, 0, 0)
    assert len(standing.owed()) == 3


def test_an_unchanged_board_keeps_everything_open(standing: Standing) -> None:
    standing.visit(many(3))
    tally = standing.visit(outcome=Outcome.UNCHANGED, seen=[])
    assert tally.listed == 3
    assert standing.open_keys() == {"1", "2", "3"}


def test_postings_that_are_seen_but_not_sent_again_stay_open(standing: Standing) -> None:
    standing.visit(many(3))
    standing.visit(many(1, first=9), seen=["1", "2", "3", "9"])
    assert standing.open_keys() == {"1", "2", "3", "9"}


def test_what_a_whole_visit_misses_is_closed_and_its_untold_alert_cancelled(standing: Standing) -> None:
    standing.visit(many(3))
    assert standing.visit(many(3)[:2]).closed == 1
    assert standing.open_keys() == {"1", "2"}
    assert standing.states().count("cancelled") == 1


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome.PARTIAL, Cause.TRUNCATED),
        (Outcome.FAILED, Cause.SERVER),
        (Outcome.FAILED, Cause.NO_BOARD_ANSWER),
        (Outcome.FAILED, Cause.GONE),
        (Outcome.FAILED, Cause.FORBIDDEN),
    ],
)
def test_a_visit_that_was_not_whole_closes_nothing(standing: Standing, outcome: Outcome, code: Cause) -> None:
    standing.visit(many(3))
    standing.visit(outcome=outcome, code=code)
    assert standing.open_keys() == {"1", "2", "3"}
    assert "cancelled" not in standing.states()


def said_of_size(standing: Standing, key: str) -> str:
    query = (
        select(verdicts.c.reasons).join(listings, listings.c.id == verdicts.c.listing_id).where(listings.c.key == key)
    )
    with reading(standing.engine) as db:
        return next(each["why"] for each in db.scalar(query) or () if each["rule"] == "company_size")


def test_the_size_is_estimated_from_the_open_jobs_of_this_very_visit(standing: Standing) -> None:
    standing.visit([role("1")])
    standing.visit([role("1"), role("2")], seen=[str(n) for n in range(140)])

    assert said_of_size(standing, "1") == "probably small: 1 open job"
    assert said_of_size(standing, "2").startswith("probably large: 140 open jobs")


@pytest.mark.parametrize(
    ("before", "seen", "said"),
    [
        (0, 1, "size unknown"),
        (0, 140, "probably large: 140 open jobs"),
        (6, 1, "probably small: 6 open jobs"),
        (140, 1, "probably large: 140 open jobs"),
    ],
)
def test_the_few_jobs_a_broken_visit_saw_make_no_company_small(
    standing: Standing, before: int, seen: int, said: str
) -> None:
    if before:
        standing.visit([role(str(9000 + n), f"Welder {n}") for n in range(before)])
    standing.visit(
        [role("1")], outcome=Outcome.PARTIAL, code=Cause.TRUNCATED, seen=["1", *(f"x{n}" for n in range(1, seen))]
    )

    assert said_of_size(standing, "1").startswith(said)


def test_a_board_that_is_suddenly_empty_is_not_believed_at_once(standing: Standing) -> None:
    standing.visit(many(8))
    standing.visit([])
    assert len(standing.open_keys()) == 8
    standing.visit(many(8))
    assert len(standing.owed()) == 8, "nothing is told again"


def test_an_emptied_board_is_believed_after_three_whole_visits_over_a_day(standing: Standing) -> None:
    standing.visit(many(8))
    closed = [standing.visit([], hours=hours).closed for hours in (1, 12, 13)]
    assert closed == [0, 0, 8]


def test_a_doubted_board_is_asked_again_in_full(standing: Standing) -> None:
    standing.visit(many(8))
    standing.visit([])
    with reading(standing.engine) as db:
        row = boards.find(db, BOARD)
    assert row is not None
    assert (row.listed, row.validators) == (8, {})


def test_a_board_that_is_gone_for_two_weeks_takes_its_roles_with_it(standing: Standing) -> None:
    standing.visit(many(2))
    standing.visit(outcome=Outcome.FAILED, code=Cause.GONE)
    standing.visit(outcome=Outcome.FAILED, code=Cause.GONE, hours=24 * 13)
    assert len(standing.open_keys()) == 2
    standing.visit(outcome=Outcome.FAILED, code=Cause.GONE, hours=24)
    assert standing.open_keys() == set()
    with reading(standing.engine) as db:
        assert set(db.scalars(select(listings.c.closed_why))) == {"its board is gone"}


def test_a_board_that_was_gone_is_asked_in_full_when_it_comes_back(standing: Standing) -> None:
    """It may come back as it was: "unchanged" would leave its roles closed."""
    standing.visit(many(2))
    with standing.engine.begin() as db:
        db.execute(update(board_rows).values(validators={"https://boards.example": {"etag": "1"}}))
    kept = []
    for hours in (1, 24 * 13, 24 * 2):
        standing.visit(outcome=Outcome.FAILED, code=Cause.GONE, hours=hours)
        with reading(standing.engine) as db:
            row = boards.find(db, BOARD)
        kept.append(bool(row and row.validators))
    assert kept == [True, True, False]


def on_lever(key: str, text: str = OPEN_TO_US) -> Listing:
    """Its record was made in May, as that of another summer's role; Lever gives no truer day."""
    page = f"https://jobs.lever.co/fernwave/{key}"
    return replace(
        role(key, f"Machine Learning Intern, Team {key}", text), kind="lever", url=page, date_posted="2026-05-02"
    )


def test_a_posting_that_a_watched_board_comes_to_show_is_new_though_its_record_is_months_old(
    standing: Standing,
) -> None:
    lever = Board("lever", "fernwave", BOARD.company)
    with standing.engine.begin() as db:
        boards.register(db, [lever], standing.now)
    standing.visit([on_lever("1")], board=lever)
    assert standing.owed() == [], "what was there before us is as old as its record"
    standing.visit([on_lever("1"), on_lever("2")], board=lever, hours=24 * 3)
    assert standing.owed() == ["Machine Learning Intern, Team 2"]
    edited = [on_lever("1"), on_lever("2", OPEN_TO_US + "\n- Go")]
    standing.visit(edited, board=lever, hours=24)
    with reading(standing.engine) as db:
        query = select(listings.c.key, verdicts.c.state).join(verdicts, verdicts.c.listing_id == listings.c.id)
        assert {row.key: row.state for row in db.execute(query)} == {"1": "dropped", "2": "kept"}


def test_a_posting_with_a_true_date_is_as_old_as_it_says(standing: Standing) -> None:
    standing.visit([role("1")])
    standing.visit([role("1"), role("2", "Data Science Intern", date_posted="2026-05-02")], hours=24 * 3)
    assert standing.owed() == ["Machine Learning Intern"]


def test_a_role_that_comes_back_within_a_month_is_not_told_again(standing: Standing) -> None:
    standing.visit(many(3))
    _settle_all(standing)
    standing.visit(many(3)[:2])
    standing.visit(many(3), hours=24 * 20)
    assert _states(standing) == ["sent", "sent", "sent"]


def test_a_role_that_vanished_before_it_was_told_is_told_when_it_comes_back(standing: Standing) -> None:
    standing.visit(many(3))
    standing.visit(many(3)[:2])
    assert _states(standing) == ["owed", "owed", "cancelled"]
    standing.visit(many(3), hours=2)
    assert _states(standing) == ["owed", "owed", "owed"]


def _states(standing: Standing) -> list[str]:
    with reading(standing.engine) as db:
        return list(db.scalars(select(alerts.c.state).order_by(alerts.c.id)))


def test_a_role_that_comes_back_after_a_month_is_told_as_open_again(standing: Standing) -> None:
    standing.visit(many(3))
    _settle_all(standing)
    standing.visit(many(3)[:2])
    again = replace(many(3)[2], date_posted="2026-12-05")
    standing.visit([*many(3)[:2], again], hours=24 * 31)
    with reading(standing.engine) as db:
        assert [row.occasion for row in db.execute(select(alerts).order_by(alerts.c.id))][-1] == "open again"


def _settle_all(standing: Standing) -> None:
    with standing.engine.begin() as db:
        db.execute(update(alerts).where(alerts.c.state == "owed").values(state="sent", settled_at=standing.now))
        db.execute(update(messages).values(state="sent", settled_at=standing.now))


def test_renumbered_postings_are_the_same_openings(standing: Standing) -> None:
    standing.visit(many(8))
    standing.visit(many(8, first=100))
    assert standing.openings() == 8
    assert len(standing.owed()) == 8


def test_a_number_given_to_another_role_is_a_new_opening(standing: Standing) -> None:
    standing.visit([role("1", "Warehouse Associate", "Lift things."), role("2")])
    standing.visit([role("1", "Computer Vision Intern"), role("2")])
    assert standing.openings() == 3
    assert standing.owed() == ["Machine Learning Intern", "Computer Vision Intern"]


def test_an_edited_posting_stays_one_opening_told_once(standing: Standing) -> None:
    standing.visit([role("1")])
    tally = standing.visit([role("1", text=OPEN_TO_US + "\n- SQL")])
    assert (tally.changed, standing.openings(), len(standing.owed())) == (1, 1, 1)


def test_an_edit_that_opens_a_role_to_undergraduates_is_told(standing: Standing) -> None:
    standing.visit([role("1", text=PHD_ONLY)])
    assert standing.owed() == []
    standing.visit([role("1")])
    assert standing.owed() == ["Machine Learning Intern"]


def on_the_list(key: str = "row-1", **words: str) -> Listing:
    row = Listing(
        kind=LIST.kind,
        token=LIST.token,
        key=key,
        title="Machine Learning Intern",
        company="Fernwave Robotics",
        url="https://job-boards.greenhouse.io/fernwave/jobs/1?utm_source=list",
        location="Pittsburgh, PA",
        date_posted="2026-11-01",
    )
    return replace(row, **words)  # type: ignore[arg-type]


def test_a_list_names_a_role_that_its_own_board_tells(standing: Standing) -> None:
    standing.visit([on_the_list()], board=LIST)
    assert standing.owed() == [], "its own board has not been asked yet, and will say it better"
    standing.visit([role("1")])
    standing.visit([on_the_list()], board=LIST)
    assert (standing.openings(), len(standing.owed())) == (1, 1)


def test_an_opening_on_two_boards_is_shown_once_by_the_one_with_its_text(standing: Standing) -> None:
    def shown(state: State | None = None, is_open: bool | None = None) -> list[tuple[str, str]]:
        with reading(standing.engine) as db:
            return [(row.kind, row.state) for row in db.execute(by_state(state, is_open))]

    standing.visit([on_the_list()], board=LIST)
    assert shown(State.KEPT) == [("community", "kept")]
    standing.visit([role("1", text=PHD_ONLY)])
    assert (shown(), shown(State.KEPT)) == ([("greenhouse", "dropped")], []), "its own text says otherwise"
    standing.visit([role("1")])
    standing.visit([], board=LIST)
    assert (shown(State.KEPT, True), shown(None, False)) == ([("greenhouse", "kept")], []), "gone from the list alone"
    with reading(standing.engine) as db:
        assert counted(db) == {"kept": 1}
    standing.visit([])
    assert (shown(None, True), shown(None, False)) == ([], [("greenhouse", "kept")])


def test_a_role_that_its_own_board_denies_is_not_told_from_a_list(standing: Standing) -> None:
    standing.visit([role("7", "Office Manager", "Keep the office running.")])
    standing.visit([on_the_list()], board=LIST)
    assert standing.owed() == []


def test_a_list_speaks_for_itself_when_the_board_fails_twice(standing: Standing) -> None:
    standing.visit([on_the_list()], board=LIST)
    standing.visit(outcome=Outcome.FAILED, code=Cause.SERVER)
    assert standing.owed() == []
    standing.visit(outcome=Outcome.FAILED, code=Cause.SERVER)
    assert standing.owed() == ["Machine Learning Intern"]
    standing.visit([role("1")])
    assert len(standing.owed()) == 1, "told from the list, it is not told again from its board"


def test_a_list_row_of_an_unknown_page_waits_until_the_page_was_looked_at(standing: Standing) -> None:
    standing.visit([on_the_list(url="https://pikeroot.example/careers/ml-intern-2027")], board=LIST)
    assert standing.owed() == []


def test_a_list_row_of_an_unknown_page_is_told_as_it_is_where_nothing_is_discovered(standing: Standing) -> None:
    standing.current = current(channels={"me": "json://127.0.0.1:9/x"}, poll={"discover": "none"})
    standing.visit([on_the_list(url="https://pikeroot.example/careers/ml-intern-2027")], board=LIST)
    assert standing.owed() == ["Machine Learning Intern"]


def test_a_lead_makes_its_board_watched(standing: Standing) -> None:
    standing.visit(
        [on_the_list(url="https://jobs.lever.co/quillstone/6f0a3c1e-41d2-4b8a-9a51-0c7be2d10a01")], board=LIST
    )
    with reading(standing.engine) as db:
        row = db.execute(select(board_rows).where(board_rows.c.token == "quillstone")).one()
    assert (row.kind, row.watched, row.company) == ("lever", True, "Fernwave Robotics")
    assert row.origin == str(LIST)


def test_leads_are_followed_within_the_days_limit(standing: Standing) -> None:
    standing.current = current(channels={}, poll={"discover_daily": 2})
    rows = [on_the_list(str(n), url=f"https://jobs.ashbyhq.com/firm{n}/{_uuid(n)}") for n in range(5)]
    standing.visit(rows, board=LIST)
    with reading(standing.engine) as db:
        assert len(db.execute(select(board_rows).where(board_rows.c.kind == "ashby")).all()) == 2


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def test_every_visit_leaves_a_row(standing: Standing) -> None:
    standing.visit(many(2))
    standing.visit(outcome=Outcome.FAILED, code=Cause.TIMEOUT)
    with reading(standing.engine) as db:
        rows = db.execute(select(visit_rows).order_by(visit_rows.c.id)).all()
    assert [(row.outcome, row.code, row.new) for row in rows] == [("whole", "", 2), ("failed", "timeout", 0)]


def test_a_failed_board_waits_longer_and_an_answer_forgives(standing: Standing) -> None:
    standing.visit(many(1))
    due = []
    for _ in range(3):
        standing.visit(outcome=Outcome.FAILED, code=Cause.SERVER)
        with reading(standing.engine) as db:
            due.append(db.scalar(select(board_rows.c.next_due).where(board_rows.c.token == "fernwave")) - standing.now)
    assert due == sorted(due)
    standing.visit(many(1))
    with reading(standing.engine) as db:
        row = boards.find(db, BOARD)
    assert row is not None
    assert (row.failures, row.cause_since) == (0, None)


def test_three_postings_of_one_address_are_one_opening(standing: Standing) -> None:
    shared = "https://job-boards.greenhouse.io/fernwave/jobs/1"
    standing.visit([role("1", url=shared), role("2", url=shared), role("3", url=shared)])
    with reading(standing.engine) as db:
        assert db.scalar(select(identities.c.opening_id).where(identities.c.identity == "greenhouse:fernwave:2"))
    assert standing.openings() == 1


def test_of_one_requisition_in_several_cities_the_one_that_suits_is_told(standing: Standing) -> None:
    standing.current = current(
        channels={"me": "json://127.0.0.1:9/x"}, rules="location:\n  places: [Boston]\n  when_unsure: drop\n"
    )
    standing.visit(
        [
            role("1", location="Tokyo, Japan", requisition="R-7"),
            role("2", location="Boston, MA", requisition="R-7"),
        ]
    )
    assert standing.openings() == 1
    with reading(standing.engine) as db:
        told = (
            db.execute(select(listings.c.location).join(alerts, alerts.c.listing_id == listings.c.id)).scalars().all()
        )
    assert told == ["Boston, MA"]


def test_a_role_in_three_cities_comes_in_one_message(standing: Standing) -> None:
    standing.visit([role("9", "Warehouse Associate", "Lift things.")])
    with standing.engine.begin() as db:
        db.execute(update(board_rows).values(last_visit_at=standing.now, answered_at=standing.now))
        roster.pass_ended(db, standing.now)
    cities = [role(str(n), location=city) for n, city in enumerate(("Boston, MA", "Austin, TX", "Denver, CO"), 1)]
    standing.visit([*cities, role("4", "Computer Vision Intern"), role("9", "Warehouse Associate", "Lift things.")])
    assert standing.openings() == 5
    with reading(standing.engine) as db:
        told = db.execute(select(alerts.c.message_id, alerts.c.opening_id)).all()
    assert len(told) == 4
    assert sorted(Counter(message for message, _ in told).values()) == [1, 3]


def test_rules_that_open_up_owe_what_they_newly_keep_as_one_digest(standing: Standing) -> None:
    standing.current = current(channels={"me": "json://127.0.0.1:9/x"}, rules="words:\n  exclude: [robots]\n")
    standing.visit(many(3))
    assert standing.owed() == []
    standing.current = current(channels={"me": "json://127.0.0.1:9/x"})
    watch = standing.current.watches["rules"]
    with reading(standing.engine) as db:
        assert rejudge.stale(db, standing.current) == [watch]
    assert rejudge.rejudge(standing.engine, watch, standing.current, standing.now) == 3
    assert len(standing.owed()) == 3
    with reading(standing.engine) as db:
        assert rejudge.stale(db, standing.current) == []
        assert len(db.execute(select(messages)).all()) == 1


def test_trying_other_rules_changes_nothing(standing: Standing) -> None:
    standing.visit(many(2))
    other = current(channels={}, rules="words:\n  exclude: [robots]\n")
    found = list(rejudge.would_change(standing.engine, other.watches["rules"], other, standing.now, "rules"))
    assert [(each.before, each.verdict.state) for each in found] == [("kept", "dropped")] * 2
    with reading(standing.engine) as db:
        assert set(db.scalars(select(verdicts.c.state))) == {"kept"}


def test_a_reader_that_changed_reads_again_from_the_store(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    standing.visit(many(2))
    monkeypatch.setattr("scheduler.matching.READER_VERSION", 1_000_000)
    assert rejudge.reread(standing.engine, standing.current, standing.now) == 2
    assert rejudge.reread(standing.engine, standing.current, standing.now) == 0


def under(standing: Standing, rules: str) -> None:
    """The user edits the rules; everything open is judged again, as the daemon's tick does."""
    standing.current = current(channels={"me": "json://127.0.0.1:9/x"}, rules=rules)
    for watch in standing.current.watches.values():
        rejudge.rejudge(standing.engine, watch, standing.current, standing.now)


def test_a_role_that_comes_back_is_judged_by_the_rules_of_the_day(standing: Standing) -> None:
    """It was closed when the rules changed, and nothing about it changed since."""
    standing.current = current(channels={"me": "json://127.0.0.1:9/x"}, rules="words:\n  exclude: [robots]\n")
    standing.visit(many(3))
    standing.visit(many(2))
    under(standing, "{}\n")
    assert len(standing.owed()) == 2

    standing.visit(many(3))
    assert sorted(standing.owed()) == [f"Machine Learning Intern, Team {n}" for n in range(3)]


def test_a_role_that_comes_back_unwanted_is_not_told(standing: Standing) -> None:
    standing.visit(many(3))
    standing.visit(many(2))
    under(standing, "words:\n  exclude: [robots]\n")

    standing.visit(many(3))
    with reading(standing.engine) as db:
        assert set(db.scalars(select(verdicts.c.state))) == {"dropped"}
    assert standing.states()[2] == "cancelled"


def test_a_role_that_comes_back_without_its_text_being_asked_for_is_judged_too(standing: Standing) -> None:
    """A visit that spent its requests lists the role, but has not read it."""
    standing.current = current(channels={"me": "json://127.0.0.1:9/x"}, rules="words:\n  exclude: [robots]\n")
    standing.visit(many(3))
    standing.visit(many(2))
    under(standing, "{}\n")

    standing.visit([], seen=["1", "2", "3"])
    assert sorted(standing.owed()) == [f"Machine Learning Intern, Team {n}" for n in range(3)]


def test_a_visit_that_began_under_other_rules_is_judged_again(standing: Standing) -> None:
    standing.visit(many(1))
    before = standing.current
    under(standing, "words:\n  exclude: [robots]\n")
    after, standing.current = standing.current, before

    standing.visit(many(2))
    with reading(standing.engine) as db:
        assert rejudge.stale(db, after) == list(after.watches.values())
    rejudge.rejudge(standing.engine, after.watches["rules"], after, standing.now)
    with reading(standing.engine) as db:
        assert rejudge.stale(db, after) == []
        assert set(db.scalars(select(verdicts.c.state))) == {"dropped"}


def test_so_is_one_that_ends_while_the_store_is_judged_again(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing.visit(many(2))
    under(standing, "{}\n")
    before = standing.current
    begin = rejudge.begin

    def and_then_a_visit(*args: Any) -> None:
        begin(*args)
        monkeypatch.undo()
        after, standing.current = standing.current, before
        standing.visit([role("1", text=f"{OPEN_TO_US}\n- Linux"), *many(2)[1:]])
        standing.current = after

    monkeypatch.setattr(rejudge, "begin", and_then_a_visit)
    under(standing, "words:\n  exclude: [robots]\n")
    with reading(standing.engine) as db:
        assert rejudge.stale(db, standing.current) == list(standing.current.watches.values())


def test_a_visit_under_the_rules_in_force_leaves_the_store_judged(standing: Standing) -> None:
    under(standing, "{}\n")
    standing.visit(many(2))
    with reading(standing.engine) as db:
        assert rejudge.stale(db, standing.current) == []


def test_reading_again_does_not_undo_what_a_visit_brought_meanwhile(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing.visit(many(1))
    monkeypatch.setattr("scheduler.matching.READER_VERSION", 1_000_000)
    read = matching.read

    def and_then_a_visit(listing: Listing) -> matching.Facts:
        found = read(listing)
        monkeypatch.setattr("scheduler.matching.read", read)
        standing.visit([role("1", "Machine Learning Intern, Team 0", PHD_ONLY)])
        return found

    monkeypatch.setattr("scheduler.matching.read", and_then_a_visit)
    assert rejudge.reread(standing.engine, standing.current, standing.now) == 1
    with reading(standing.engine) as db:
        assert db.scalar(select(verdicts.c.state)) == "dropped"


def test_a_role_whose_number_went_to_another_is_closed_and_not_told(standing: Standing) -> None:
    standing.visit([role("1")])
    standing.visit([role("1", "Warehouse Associate", "Lift things.")])
    with reading(standing.engine) as db:
        rows = db.execute(select(openings.c.title, openings.c.closed_at).order_by(openings.c.id)).all()
    assert [(row.title, row.closed_at is None) for row in rows] == [
        ("Machine Learning Intern", False),
        ("Warehouse Associate", True),
    ]
    assert standing.states() == ["cancelled"]


def test_a_new_version_stamp_on_the_same_text_is_noted_for_the_next_visit(standing: Standing) -> None:
    standing.visit([role("1"), role("2", "Computer Vision Intern")])
    standing.visit([role("1", version="2"), role("2", "Computer Vision Intern")])
    with reading(standing.engine) as db:
        row = boards.find(db, BOARD)
        assert row is not None
        assert boards.memories(db, [row])[0].known == {"1": "2", "2": "1"}


def known_to_the_next_visit(standing: Standing) -> set[str]:
    with reading(standing.engine) as db:
        row = boards.find(db, BOARD)
        assert row is not None
        return set(boards.memories(db, [row])[0].known)


def closed_for_half_a_year(standing: Standing) -> None:
    """The third of three roles; housekeeping has forgotten its text and facts."""
    standing.visit(many(3))
    standing.visit(many(2))
    standing.now += timedelta(days=200)
    with standing.engine.begin() as db:
        housekeeping.forget(db, standing.now)


def test_a_role_that_is_posted_again_next_year_is_read_again(standing: Standing) -> None:
    closed_for_half_a_year(standing)
    standing.visit(many(3))
    with reading(standing.engine) as db:
        assert db.scalar(select(func.count()).select_from(texts)) == 3
        assert db.scalar(select(func.count()).select_from(facts)) == 3


def test_one_that_was_listed_but_not_read_is_asked_for_in_the_next_visit(standing: Standing) -> None:
    closed_for_half_a_year(standing)
    standing.visit(many(2), seen=["1", "2", "3"])
    assert known_to_the_next_visit(standing) == {"1", "2"}
    standing.visit(many(3))
    assert known_to_the_next_visit(standing) == {"1", "2", "3"}
    with reading(standing.engine) as db:
        assert db.scalar(select(func.count()).select_from(facts)) == 3
