"""From facts to a verdict: every rule the user has set is asked, and the answers are weighed together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson

from config.rules import Rules, Words
from crawler.clean import MOST, line, plain
from crawler.listing import Listing
from scheduler import sizes
from scheduler.domain import Answer, Certainty, Company, Reason, State, Verdict
from scheduler.matching import admission, age, authorization, company_size, graduation, location, season, words
from scheduler.matching.facts import Facts
from scheduler.matching.field import judge as judge_field
from scheduler.matching.reading import read
from scheduler.matching.role import judge as judge_role
from scheduler.matching.role import mentions_student_post


def judge(
    facts: Facts,
    company: Company,
    rules: Rules,
    now: datetime,
    watch: str = "rules",
    *,
    first_seen: datetime | None = None,
    newcomer: bool = False,
    text: str = "",
) -> Verdict:
    """The verdict of one watch on one listing: one reason for each rule that is set.

    `now` and `first_seen` are aware; `first_seen` counts where the board gives no date, and for a `newcomer`: a posting
    that a watched board came to show, if its dates are those of records, made long before they are posted. `text` is
    the description, and only needed where `needs_text(rules)`.
    """
    reasons = tuple(_ask(facts, company, rules, now, first_seen, newcomer, text))
    against = [each for each in reasons if _against(each, company, rules)]
    return Verdict(watch, _state(against), reasons, _rank(reasons, company, rules))


def _rank(reasons: tuple[Reason, ...], company: Company, rules: Rules) -> int:
    """Open to the student's degree by name first; then companies known to be small, unknown ones, large ones."""
    by_name = any(each.rule == "degree" and each.answer is Answer.YES for each in reasons)
    at_most = rules.company_size.at_most if rules.company_size is not None else None
    return (0 if by_name else 4) + sizes.rank(company, at_most or sizes.SMALL)


def needs_text(rules: Rules) -> bool:
    """Do these rules look for words in the description itself?"""
    return isinstance(rules.words, Words) and "description" in rules.words.on


def _ask(
    facts: Facts,
    company: Company,
    rules: Rules,
    now: datetime,
    first_seen: datetime | None,
    newcomer: bool,
    text: str,
) -> Iterator[Reason]:
    if rules.role is not None:
        yield judge_role(facts.post, rules.role)
    if rules.field is not None:
        yield judge_field(facts.work, rules.field)
    if rules.degree is not None:
        yield admission.judge(facts.demands, facts.experience, facts.post, facts.text_read, rules.degree)
    if rules.graduation is not None:
        yield graduation.judge(facts.window, rules.graduation, season.ends(facts.when))
    if rules.season is not None:
        yield season.judge(facts.when, rules.season)
    if rules.location is not None:
        yield location.judge(facts.location, facts.remote, rules.location)
    if rules.authorization is not None:
        yield authorization.judge(facts.statements, rules.authorization, facts.location)
    if rules.company_size is not None:
        yield company_size.judge(company, rules.company_size)
    if rules.age is not None:
        yield age.judge("" if newcomer else facts.date_posted, first_seen, rules.age, now)
    if rules.words is not None:
        yield words.judge(facts.title, facts.company, text, rules.words)


def _against(reason: Reason, company: Company, rules: Rules) -> bool:
    """Does this reason speak against the listing? An unsure one does where the user's section says so."""
    if reason.rule == "company_size" and rules.company_size is not None:
        return company_size.against(reason, company, rules.company_size)
    if reason.answer is Answer.UNSURE:
        return bool(getattr(rules, reason.rule).when_unsure == "drop")
    return reason.answer is Answer.NO


def _state(against: list[Reason]) -> State:
    """Kept: nothing against. Near: nothing but unsure answers, or a single no by little."""
    if not against:
        return State.KEPT
    if all(each.answer is Answer.UNSURE for each in against):
        return State.NEAR
    return State.NEAR if len(against) == 1 and against[0].narrow else State.DROPPED


def judge_lines(lines: Iterable[str], rules: Rules, now: datetime, watch: str = "rules") -> Iterator[str]:
    """JSON lines of listings to JSON lines of verdicts, one each, in order.

    ValueError names the line that is no listing, and what is wrong with it. Blank lines are passed over.
    """
    for number, row in enumerate(lines, start=1):
        if row.strip():
            yield _judge_row(_row(row, number), number, rules, now, watch)


def _judge_row(row: dict[str, Any], number: int, rules: Rules, now: datetime, watch: str) -> str:
    listing = listing_of(row, number)
    text = listing.description if needs_text(rules) else ""
    verdict = judge(read(listing), _company(row), rules, now, watch, text=text)
    reasons = [{"rule": e.rule, "answer": e.answer.value, "why": e.why, "quote": e.quote} for e in verdict.reasons]
    said = {
        "id": row.get("id", number),
        "watch": watch,
        "keep": verdict.keep,
        "state": verdict.state.value,
        "reasons": reasons,
    }
    return orjson.dumps(said).decode()


def _row(text: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(text.lstrip("\ufeff"))  # not orjson, which refuses the lone surrogates that some boards send
    except ValueError as error:
        raise ValueError(f"line {number}: not JSON: {error}") from None
    if not isinstance(row, dict):
        raise ValueError(f"line {number}: not a JSON object; a listing is one object a line")
    if not isinstance(row.get("title"), str):
        raise ValueError(f"line {number}: a listing needs a `title`")
    if not isinstance(row.get("description", ""), str | None):
        raise ValueError(f"line {number}: `description` must be text")
    return row


def listing_of(row: dict[str, Any], number: int = 1) -> Listing:
    """A listing from a JSON object of any origin: `description` in any markup, `posted` for `date_posted`."""
    known = {name: row[name] for name in Listing.__dataclass_fields__ if row.get(name) is not None}
    for name in ("title", "company", "website", "location", "employment_type", "department"):
        if name in known:
            known[name] = line(str(known[name]))
    for name in ("degrees", "terms"):
        known[name] = tuple(str(each) for each in _list(known.get(name)))
    markup = str(known.get("description", ""))
    if mentions_student_post(markup) or mentions_student_post(f"{known['title']} {known.get('employment_type', '')}"):
        known["description"] = plain(markup)
    else:
        known["description"] = markup[:MOST]  # it is only skimmed, and its verdict quotes none of it but plain words
    known["date_posted"] = str(row.get("date_posted") or row.get("posted") or "")
    identity = {"kind": "file", "token": "", "key": str(row.get("id", number))}
    return Listing(**{**identity, **known})


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _company(row: dict[str, Any]) -> Company:
    """The company of a row, of known size only where the row counts its people."""
    low, high = (
        row.get(name) if isinstance(row.get(name), int) else None for name in ("headcount_min", "headcount_max")
    )
    count = row.get("headcount")
    if isinstance(count, int):
        low = high = count
    company = Company(str(row.get("company") or ""), str(row.get("website") or ""), low, high)
    return replace(company, source="the listing", certainty=Certainty.CONFIRMED) if company.known else company
