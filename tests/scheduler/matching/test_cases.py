"""Every case is judged as it is written down: `cases/<rule>.yaml`, one sentence or situation a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.rules import Age, Authorization, CompanySize, Graduation, Location, Season, Words
from crawler.clean import plain
from scheduler.domain import Answer, Certainty, Company, Reason
from scheduler.matching import (
    age,
    authorization,
    company_size,
    graduation,
    location,
    mentions_student_post,
    season,
    words,
)
from scheduler.matching.admission import admits
from scheduler.matching.degree import read_demands
from scheduler.matching.experience import read_experience
from scheduler.matching.field import read_work
from scheduler.matching.role import read_post
from scheduler.matching.text import sentences

CASES = Path(__file__).parent / "cases"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS_TEXT = "We train vision models.\nPyTorch and C++ are used.\nNo crypto-currency here. Münchner Büro."


def _degree(case: dict[str, Any]) -> Reason:
    title, parts = case.get("title", "Machine Learning Intern"), sentences(plain(case["text"]))
    answer, why, quote = admits("bachelor", read_demands(title, parts), read_experience(parts), case.get("post", True))
    return Reason("degree", answer, why, quote)


def _role(case: dict[str, Any]) -> Reason:
    post = read_post(case["title"], case.get("type", ""), sentences(plain(case.get("text", ""))))
    if "kind" in case:
        assert case["kind"] in post.kinds
    return Reason("role", post.answer, post.why, post.quote)


def _field(case: dict[str, Any]) -> Reason:
    work = read_work(case["title"], sentences(plain(case["text"])))
    wanted = work.field in ("machine learning", "data science")
    if "field" in case:
        assert work.field == case["field"]
    return Reason("field", (Answer.YES if wanted else Answer.NO) if work.sure else Answer.UNSURE, work.why, work.quote)


def _graduation(case: dict[str, Any]) -> Reason:
    window = graduation.read_window(sentences(plain(case["text"])))
    if "window" in case:
        assert window is not None
        assert [window.earliest, window.latest] == case["window"]
    return graduation.judge(window, Graduation(on=case["on"]), case.get("ends", ""))


def _season(case: dict[str, Any]) -> Reason:
    when = season.read_when(case["title"], tuple(case.get("listed", ())), sentences(plain(case.get("text", ""))))
    assert {"starts": when.starts, "weeks": when.weeks}.items() >= {
        k: case[k] for k in ("starts", "weeks") if k in case
    }.items()
    return season.judge(when, Season(terms=tuple(case["terms"])))


def _location(case: dict[str, Any]) -> Reason:
    parts = sentences(plain(case.get("text", "")))
    remote = location.read_remote("Intern", case["location"], case.get("workplace", ""), parts)
    rule = Location(places=tuple(case["places"]), remote=case.get("remote", "yes"))
    return location.judge(case["location"], remote, rule)


def _authorization(case: dict[str, Any]) -> Reason:
    parts = sentences(plain(case.get("text", "")))
    statements = authorization.read_statements(parts, case.get("sponsorship", ""))
    said = {name: tuple(case[name]) for name in ("citizen_of", "may_work_in") if name in case}
    rule = Authorization(**said, clearance=case.get("clearance", False))
    return authorization.judge(statements, rule, case.get("location", ""))


def _company_size(case: dict[str, Any]) -> Reason:
    low, high = case["people"]
    acme = Company("Acme Robotics", "https://acme.example", low, high, certainty=Certainty(case["certainty"]))
    rule = CompanySize(**case["rule"])
    reason = company_size.judge(acme, rule)
    assert company_size.against(reason, acme, rule) is not case["kept"]
    return reason


def _age(case: dict[str, Any]) -> Reason:
    seen = datetime.fromisoformat(case["first_seen"]) if case["first_seen"] else None
    return age.judge(case["posted"], seen, Age(at_most=case["at_most"]), NOON)


def _words(case: dict[str, Any]) -> Reason:
    said = {name: tuple(case[name]) for name in ("require", "exclude", "on") if name in case}
    return words.judge("Machine Learning Intern", "Acme Robotics", case.get("text", WORDS_TEXT), Words(**said))


JUDGES: dict[str, Callable[[dict[str, Any]], Reason]] = {
    "age": _age, "authorization": _authorization, "company_size": _company_size, "degree": _degree, "field": _field,
    "graduation": _graduation, "location": _location, "role": _role, "season": _season, "words": _words,
}  # fmt: skip
ROWS = {
    rule: yaml.load((CASES / f"{rule}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for rule in JUDGES
}


def _typed(value: Any) -> Any:
    """The base loader keeps months and numbers as written; give back the few types that cases use."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return {"true": True, "false": False, "null": None}.get(
        value, int(value) if value.isdigit() and len(value) < 7 else value
    )


@pytest.mark.parametrize("rule", JUDGES)
def test_there_are_many_cases_and_none_twice(rule: str) -> None:
    assert len(ROWS[rule]) >= 60
    assert len({str(row) for row in ROWS[rule]}) == len(ROWS[rule])
    assert {row["answer"] for row in ROWS[rule]} >= {"yes", "no"}


@pytest.mark.parametrize("rule", JUDGES)
def test_every_case_is_judged_as_written(rule: str) -> None:
    assert [(row, wrong) for row in ROWS[rule] if (wrong := _misjudged(rule, _typed(row)))] == []


def _misjudged(rule: str, case: dict[str, Any]) -> str:
    """What is wrong with the answer to one case; empty where it is as written, with a reason and a verbatim quote."""
    reason = JUDGES[rule](case)
    if reason.answer != case["answer"] or not reason.why or case.get("quote", "") not in reason.quote:
        return str(reason)
    said = [plain(case.get("text", WORDS_TEXT)), "Machine Learning Intern", "Acme Robotics"]
    said += [str(case.get(name, "")) for name in ("title", "location", "sponsorship")]
    said.append(", ".join(map(str, case.get("listed", []))))
    return "" if any(reason.quote in each for each in said) else f"not verbatim: {reason.quote}"


def test_no_student_post_is_skimmed_over() -> None:
    posts = [row for row in ROWS["role"] if row["answer"] == "yes"]
    said = ((row, (row["title"], row.get("text", ""), row.get("type", ""))) for row in posts)
    assert [row for row, words in said if not any(map(mentions_student_post, words))] == []
