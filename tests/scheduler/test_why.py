"""The story of one listing: known, near, dropped, unheard of; the quote in its place, the line of the rules file."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from crawler.listing import Board, Cause, Outcome
from scheduler.store import boards, reading
from scheduler.why import Judged, Story, context, explain
from tests.scheduler.standing import current
from tests.scheduler.test_intake import BOARD, PHD_ONLY, Standing, role

URL = "https://boards.greenhouse.io/fernwave/jobs/1"
RULES = "age:\n  at_most: 30d\ndegree:\n  studying: bachelor\n  when_unsure: drop\nwords:\n  exclude: [kernels]\n"


@pytest.fixture
def standing(engine: Engine) -> Standing:
    made = Standing(engine)
    made.current = current(channels={"me": "json://127.0.0.1:9/x"}, rules=RULES)
    return made


def story(standing: Standing, asked: str) -> Story:
    with reading(standing.engine) as db:
        return explain(db, asked, standing.current.watches)


def verdict(found: Story) -> Judged:
    (shown,) = found.found
    return shown.verdicts[0]


def said(found: Story) -> str:
    return " ".join(found.remarks)


def test_a_kept_role_tells_its_reasons_and_who_is_told(standing: Standing) -> None:
    standing.visit([role("1")])
    found = story(standing, URL)
    assert verdict(found).state == "kept"
    reasons = {each.rule: each for each in verdict(found).reasons}
    assert reasons["degree"].quote == "Currently pursuing a bachelor's degree in computer science"
    assert "Train and evaluate machine learning models" in reasons["degree"].context
    assert reasons["degree"].place == "rules.yaml:3"
    assert reasons["words"].place == "rules.yaml:6"
    assert reasons["role"].place == "the default"
    assert [(each.channel, each.occasion) for each in found.told] == [("me", "first run")]
    assert found.remarks == []


def test_it_is_found_by_number_and_by_any_address_of_the_role(standing: Standing) -> None:
    standing.visit([role("1")])
    for asked in ("1", URL + "?gh_src=abc&utm_source=x", "https://job-boards.greenhouse.io/fernwave/jobs/1#app"):
        assert [each.title for each in story(standing, asked).found] == ["Machine Learning Intern"], asked


def test_dropped_and_near_roles_say_what_is_against_them(standing: Standing) -> None:
    vague = "What you will do\n- Train and evaluate machine learning models for our robots"
    standing.visit([role("1", text=PHD_ONLY), role("2", "Computer Vision Intern", vague)])
    dropped = verdict(story(standing, URL))
    assert dropped.state == "dropped"
    assert next(each for each in dropped.reasons if each.rule == "degree").answer == "no"
    near = verdict(story(standing, URL[:-1] + "2"))
    assert near.state == "near"
    (against,) = [each for each in near.reasons if each.rule == "degree"]
    assert (against.answer, against.place) == ("unsure", "rules.yaml:3")


def test_a_kept_role_that_no_channel_hears_of_says_so(standing: Standing) -> None:
    standing.current = current(channels={}, rules=RULES)
    standing.visit([role("1")])
    assert "no channel" in said(story(standing, URL))


def test_a_closed_role_says_since_when_and_why(standing: Standing) -> None:
    standing.visit([role("1"), role("2", "Vision Intern")])
    standing.visit([role("2", "Vision Intern")])
    (shown,) = story(standing, URL).found
    assert (shown.closed_at, shown.closed_why) == (standing.now, "no longer on its board")


def test_what_was_never_seen_says_why_and_what_to_do(standing: Standing) -> None:
    unknown = URL[:-1] + "999"
    assert "has not been visited yet" in said(story(standing, unknown))
    standing.visit([role("1")])
    assert "watched and answered last at 2026-11-02 10:00" in said(story(standing, unknown))
    assert "sidedoor board add lever:quillstone" in said(story(standing, "https://jobs.lever.co/quillstone/abc"))
    assert "no board that Sidedoor recognises" in said(story(standing, "https://fernwave.example/careers"))
    assert "LinkedIn" in said(story(standing, "https://www.linkedin.com/jobs/view/1"))
    for number in ("777", "9" * 30):
        assert f"no listing number {number}" in said(story(standing, number))


def test_a_board_that_fails_or_was_removed_is_the_reason(standing: Standing) -> None:
    standing.visit(outcome=Outcome.FAILED, code=Cause.GONE)
    assert "has not answered since 2026-11-02: why." in said(story(standing, URL))
    with standing.engine.begin() as db:
        boards.remove(db, BOARD)
    assert "is not watched" in said(story(standing, URL))


def test_a_board_is_watched_in_whatever_case_its_address_is_written(standing: Standing) -> None:
    with standing.engine.begin() as db:
        boards.register(db, [Board("lever", "Quillstone")], standing.now, origin="user")
    found = said(story(standing, "https://jobs.lever.co/quillstone/5c3a9a5e-41d2-4b8a-9a51-0c7be2d10a01"))
    assert "has not been visited yet" in found


def test_a_quote_stands_in_whole_words_of_its_surroundings() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    assert context(text, "word30").startswith("… word")
    assert context(text, "word30").endswith(" …")
    assert context("Short and whole.", "and") == "Short and whole."
    assert context("Short and whole.", "missing") == context("Short", "") == ""
