"""From facts to verdicts: the weighing of reasons, and lines of listings."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.rules import Age, CompanySize, Degree, FieldOfWork, Role, Rules, Words
from crawler.clean import plain
from crawler.listing import Listing
from scheduler.domain import Answer, Certainty, Company, State
from scheduler.matching import READER_VERSION, Facts, judge, judge_lines, mentions_student_post, needs_text, read

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ALL = ("role", "field", "degree", "graduation", "season", "location", "authorization", "company_size", "age", "words")
EVERY_RULE = Rules.model_validate(
    {
        "graduation": {"on": "2028-05"},
        "season": {"terms": ["summer 2027"]},
        "location": {"places": ["Boston"]},
        "authorization": {"citizen_of": ["US"]},
        "words": {"exclude": ["blockchain"]},
    }
)
KEPT = Listing(
    kind="greenhouse",
    token="acme",
    key="1",
    title="Machine Learning Intern, Summer 2027",
    company="Acme Robotics",
    location="Boston, MA",
    date_posted="2026-11-20",
    description="You train models.\n\nRequirements\n- Pursuing a bachelor's degree\n- Graduating in Spring 2028\n- US work authorization is required",
)
SMALL = Company("Acme Robotics", "", 40, 40, "the user", certainty=Certainty.CONFIRMED)
LARGE = Company("Acme Robotics", "", 9000, 9000, "the user", certainty=Certainty.CONFIRMED)


def _state(listing: Listing, rules: Rules = EVERY_RULE, company: Company = SMALL) -> State:
    return judge(read(listing), company, rules, NOW, text=listing.description).state


def test_every_rule_that_is_set_gives_one_reason_in_the_order_of_the_file() -> None:
    verdict = judge(read(KEPT), SMALL, EVERY_RULE, NOW, "mine", text=KEPT.description)
    assert [reason.rule for reason in verdict.reasons] == list(ALL)
    assert verdict.state is State.KEPT
    assert verdict.keep
    assert verdict.watch == "mine"


def test_a_rule_that_is_not_set_is_not_asked() -> None:
    only = EVERY_RULE.only(frozenset({"role", "age"}))
    assert [reason.rule for reason in judge(read(KEPT), SMALL, only, NOW).reasons] == ["role", "age"]
    assert judge(read(KEPT), SMALL, EVERY_RULE.only(frozenset()), NOW).state is State.KEPT


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"title": "Senior Accountant", "description": "Books."}, State.DROPPED),
        ({"description": "Requirements\n- Pursuing a PhD"}, State.DROPPED),
        ({"description": "Requirements\n- Pursuing a Master's degree"}, State.NEAR),
        ({"description": "Train models."}, State.KEPT),
        ({"title": "Data Analyst Intern", "description": "Build dashboards. You are a student."}, State.NEAR),
        ({"title": "Marketing Intern", "description": "Post. You are a student."}, State.DROPPED),
        ({"date_posted": "2026-01-01"}, State.DROPPED),
        ({"location": "Tokyo"}, State.DROPPED),
    ],
    ids=str,
)
def test_one_answer_against_drops_and_a_narrow_one_leaves_near(change: dict[str, Any], state: State) -> None:
    assert _state(replace(KEPT, **change)) is state


def test_a_company_that_is_too_large_drops_and_one_just_too_large_is_near() -> None:
    assert _state(KEPT, company=LARGE) is State.DROPPED
    assert _state(KEPT, company=replace(SMALL, headcount_min=600, headcount_max=600)) is State.NEAR


def test_two_narrow_answers_drop() -> None:
    listing = replace(KEPT, description="Requirements\n- Pursuing a Master's degree")
    assert _state(listing, company=replace(SMALL, headcount_min=600, headcount_max=600)) is State.DROPPED


def test_when_unsure_decides_what_an_unsure_answer_does() -> None:
    silent = replace(KEPT, description="Train models.")
    assert _state(silent, Rules(degree=Degree(when_unsure="keep"))) is State.KEPT
    assert _state(silent, Rules(degree=Degree(when_unsure="drop"))) is State.NEAR
    unknown = Company("Acme Robotics")
    assert _state(KEPT, company=unknown) is State.KEPT
    assert _state(KEPT, Rules(company_size=CompanySize(unknown="drop")), unknown) is State.NEAR


def test_the_user_may_widen_what_is_wanted() -> None:
    listing = replace(KEPT, title="Data Analyst Intern", description="Build dashboards. You are a student.")
    assert _state(listing, Rules(field=FieldOfWork(wanted=("data analysis",)))) is State.KEPT
    thesis = replace(KEPT, title="Master Thesis: Machine Learning", description="")
    assert _state(thesis, Rules(role=Role(kinds=("internship",)), degree=None)) is State.DROPPED
    assert _state(thesis, Rules(role=Role(kinds=("thesis",)), degree=None)) is State.KEPT


def test_year_and_subject_of_study() -> None:
    juniors = replace(KEPT, description="Requirements\n- Juniors pursuing a bachelor's degree in biology")
    assert _state(juniors, Rules(degree=Degree(year=3))) is State.KEPT
    assert _state(juniors, Rules(degree=Degree(year=1))) is State.DROPPED
    assert _state(juniors, Rules(degree=Degree(year=2))) is State.NEAR
    assert _state(juniors, Rules(degree=Degree(subject="biology"))) is State.KEPT
    assert _state(juniors, Rules(degree=Degree(subject="computer science"))) is State.NEAR


def test_a_master_student_reads_the_same_listing_otherwise() -> None:
    listing = replace(KEPT, description="Requirements\n- Pursuing a Master's degree")
    assert _state(listing, Rules(degree=Degree(studying="master"))) is State.KEPT


def test_a_listing_without_a_text_is_judged_by_its_title_and_the_lists_own_words() -> None:
    bare = replace(
        KEPT,
        description="",
        title="ML Intern",
        degrees=("Bachelor's",),
        terms=("Summer 2027",),
        sponsorship="Offers Sponsorship",
    )
    reasons = {reason.rule: reason for reason in judge(read(bare), SMALL, EVERY_RULE, NOW).reasons}
    assert reasons["degree"].answer is Answer.YES
    assert "text not read" in reasons["degree"].why
    assert reasons["season"].answer is Answer.YES
    silent = {r.rule: r for r in judge(read(replace(bare, degrees=())), SMALL, EVERY_RULE, NOW).reasons}
    assert silent["degree"].answer is Answer.UNSURE
    assert "text not read" in silent["degree"].why
    phd = {r.rule: r for r in judge(read(replace(bare, degrees=("PhD",))), SMALL, EVERY_RULE, NOW).reasons}
    assert phd["degree"].answer is Answer.NO


def test_a_listing_without_a_word_of_a_student_post_is_skimmed_and_still_has_every_reason() -> None:
    job = replace(KEPT, title="Senior Data Scientist", description="Train models. 5+ years of experience.")
    facts = read(job)
    assert not facts.text_read
    reasons = {reason.rule: reason for reason in judge(facts, SMALL, EVERY_RULE, NOW).reasons}
    assert list(reasons) == list(ALL)
    assert reasons["role"].answer is Answer.NO
    assert reasons["field"].answer is Answer.YES
    assert reasons["degree"].quote == "5+ years of experience"


@pytest.mark.parametrize(
    "text",
    [
        "Intern",
        "INTERNSHIP",
        "co-op",
        "Werkstudentin",
        "Praktikum",
        "stagiaire",
        "alternance",
        "estágio",
        "prácticas",
        "HiWi",
        "thesis",
        "student",
    ],
)
def test_a_word_of_a_student_post_is_found_in_every_language(text: str) -> None:
    assert mentions_student_post(f"We offer: {text}.")


@pytest.mark.parametrize(
    "text", ["International sales", "Internal tools", "Internet of things", "Upstaging", "Cooperation"]
)
def test_words_that_only_look_like_one_are_not(text: str) -> None:
    assert not mentions_student_post(text)


def test_the_age_counts_from_the_first_sight_where_the_board_gives_no_date() -> None:
    facts, rules = (
        read(replace(KEPT, date_posted="")),
        Rules(age=Age(at_most=timedelta(days=10))).only(frozenset({"age"})),
    )
    assert judge(facts, SMALL, rules, NOW, first_seen=NOW - timedelta(days=9)).keep
    assert not judge(facts, SMALL, rules, NOW, first_seen=NOW - timedelta(days=11)).keep
    assert judge(facts, SMALL, rules, NOW).reasons[0].answer is Answer.UNSURE


def test_only_words_on_the_description_need_the_text() -> None:
    assert not needs_text(Rules())
    assert needs_text(Rules(words=Words(require=("vision",))))
    assert not needs_text(Rules(words=Words(require=("vision",), on=("title",))))


def test_facts_name_their_reader_and_are_small() -> None:
    stored = read(replace(KEPT, description=KEPT.description * 200)).to_json()
    assert stored["version"] == READER_VERSION
    assert len(json.dumps(stored)) < 12_000
    assert Facts.from_json(json.loads(json.dumps(stored))) == Facts.from_json(stored)


def _lines(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [json.loads(each) for each in judge_lines(map(json.dumps, rows), EVERY_RULE, NOW, "mine")]


def test_lines_of_listings_become_lines_of_verdicts() -> None:
    html = "<h3>Requirements</h3><ul><li>Pursuing a BS in CS</li></ul>"
    first, second = _lines(
        {"id": "a", "title": "ML Intern", "description": html, "posted": "2026-11-20", "location": "Boston, MA"},
        {"id": "b", "title": "Chef", "description": "Cook."},
    )
    assert (first["id"], first["watch"], first["keep"], first["state"]) == ("a", "mine", True, "kept")
    assert {
        "rule": "degree",
        "answer": "yes",
        "why": "open to bachelor's students",
        "quote": "Pursuing a BS in CS",
    } in first["reasons"]
    assert [reason["rule"] for reason in second["reasons"]] == list(ALL)
    assert second["keep"] is False
    for reason in first["reasons"]:
        assert reason["quote"] in plain(html) or reason["quote"] in ("ML Intern", "Boston, MA")


def test_a_row_may_count_its_people() -> None:
    row = {"title": "ML Intern", "description": "", "headcount": 90_000}
    assert "90,000" in next(reason["why"] for reason in _lines(row)[0]["reasons"] if reason["rule"] == "company_size")
    assert _lines({**row, "headcount": 40})[0]["keep"] is True


def test_a_row_without_an_id_is_known_by_its_line_and_blank_lines_are_passed_over() -> None:
    lines = [
        "\ufeff" + json.dumps({"title": "ML Intern", "description": None}),
        "",
        "  ",
        json.dumps({"title": "Chef"}),
    ]
    assert [json.loads(each)["id"] for each in judge_lines(lines, Rules(), NOW)] == [1, 4]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ("{}", "line 2: a listing needs a `title`"),
        ('{"title": 3}', "line 2: a listing needs a `title`"),
        ('{"title": "x", "description": []}', "line 2: `description` must be text"),
    ],
)
def test_a_line_that_is_no_listing_is_named(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(judge_lines(['{"title": "ok"}', line], Rules(), NOW))


def test_a_lone_surrogate_in_a_row_harms_nothing() -> None:
    assert (
        len(list(judge_lines(['{"title": "ML \\ud800 Intern", "description": "a \\udfff b student"}'], Rules(), NOW)))
        == 1
    )
