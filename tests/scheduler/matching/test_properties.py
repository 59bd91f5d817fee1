"""What must hold of every text, however it is put together, and of texts made to hurt."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from config.rules import Rules
from crawler.clean import plain
from crawler.listing import Listing
from scheduler.domain import Answer, Company
from scheduler.matching import Facts, judge, read
from scheduler.matching.admission import admits
from scheduler.matching.degree import read_demands
from scheduler.matching.experience import read_experience
from scheduler.matching.field import read_work
from scheduler.matching.text import LONGEST_QUOTE, clip, sentences

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CASES = Path(__file__).parent / "cases"


def _texts(rule: str) -> list[tuple[str, str]]:
    rows = yaml.safe_load((CASES / f"{rule}.yaml").read_text(encoding="utf-8"))
    return [(row.get("title", "Machine Learning Intern"), row["text"]) for row in rows if row.get("text")]


PIECES = [text for rule in ("degree", "field", "role", "authorization", "graduation") for _, text in _texts(rule)]
TITLES = sorted({title for rule in ("degree", "field", "role") for title, _ in _texts(rule)})
SECTIONS = {
    "needs": "Requirements\n- Currently pursuing a PhD in physics\n- Strong Python",
    "duties": "Responsibilities\n- Train vision models\n- Write papers",
    "wishes": "Nice to have\n- Publications\n- A Master's degree",
    "benefits": "Benefits\n- Lunch\n- Tuition reimbursement for graduate programs",
    "about": "About us\nFounded by Stanford PhD students, we build robots.",
    "undergraduate": "Eligibility\n- Undergraduates in their junior year may apply",
}
BLURBS = [
    "About us\nWe are the leader in artificial intelligence. Our machine learning models serve millions of people.",
    "About us\nOur company builds web shops, firmware and tax software for small firms.",
    "About us\nFounded in 2015, we train large language models and sell dashboards.",
]


def _listing(title: str, text: str) -> Listing:
    return Listing(kind="k", token="t", key="1", title=title, company="Acme Robotics", description=plain(text))


def _degree(title: str, text: str) -> Answer:
    parts = sentences(plain(text))
    return admits("bachelor", read_demands(title, parts), read_experience(parts), student_post=True)[0]


@given(st.sampled_from(TITLES), st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_every_quote_stands_in_the_listing_as_it_is(title: str, pieces: list[str]) -> None:
    listing = _listing(title, "\n\n".join(pieces))
    verdict = judge(read(listing), Company("Acme Robotics"), Rules(), NOW)
    for reason in verdict.reasons:
        assert reason.quote in listing.description or reason.quote in listing.title
        assert reason.why
    assert [reason.rule for reason in verdict.reasons] == ["role", "field", "degree", "company_size", "age"]


@given(st.permutations(sorted(SECTIONS)), st.integers(1, len(SECTIONS)))
def test_the_order_of_whole_sections_does_not_matter_to_degree(order: list[str], size: int) -> None:
    chosen = order[:size]
    answers = {
        _degree("Research Intern", "\n\n".join(SECTIONS[name] for name in names)) for names in (chosen, sorted(chosen))
    }
    assert len(answers) == 1


@pytest.mark.parametrize("blurb", BLURBS)
def test_a_company_blurb_never_changes_the_field(blurb: str) -> None:
    assert [each for each in _texts("field") if len(set(_fields(*each, blurb))) > 1] == []


def _fields(title: str, text: str, blurb: str) -> Iterator[str]:
    """The field without the blurb, below it and above it."""
    duties = f"What you'll do\n{text}"
    for whole in (duties, f"{blurb}\n\n{duties}", f"{duties}\n\n{blurb}"):
        yield read_work(title, sentences(plain(whole))).field


def test_extra_blanks_within_a_line_never_matter() -> None:
    def widened(text: str) -> str:
        return "\n".join("   ".join(row.split(" ")) for row in text.split("\n"))

    texts = _texts("degree") + _texts("field")
    assert [each for each in texts if read(_listing(each[0], widened(each[1]))) != read(_listing(*each))] == []


@given(st.sampled_from(TITLES), st.lists(st.sampled_from(PIECES), max_size=4))
def test_facts_survive_their_json(title: str, pieces: list[str]) -> None:
    facts = read(_listing(title, "\n".join(pieces)))
    assert Facts.from_json(facts.to_json()) == facts


@given(st.text(max_size=800), st.integers(0, 800), st.integers(0, 100))
def test_a_clip_is_verbatim_and_holds_what_was_found(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + size)
    quote = clip(text, start, end)
    assert quote in text
    assert len(quote) <= LONGEST_QUOTE
    assert text[start:end].strip() in quote


@given(st.text(max_size=400), st.text(max_size=80))
def test_whatever_comes_is_read(text: str, title: str) -> None:
    read(_listing(title, f"{text} student intern"))


HOSTILE = [
    "intern ", "PhD ", "bachelor's, ", "a ", "pursuing a ", "in ", "\n", "- ", "Requirements ", "Requirements\n", "2027 ", "5 years ", "($", "A", "a", "é",
    "graduating between ", "machine learning ", "looking for ", "with a ", "citizen ", "student, ", "BS/MS/PhD", "or ", "and/or ", ". ", "; ", "who we are ", "the ",
    "minimum qualifications ", "$40 per ", "Master's of ", "not ", "as an ", "intern will ", "preferred ", "required ", "x" * 50 + " ", "spring/", "from May ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_no_text_takes_more_than_its_length_is_worth(piece: str) -> None:
    """Twice the text takes about twice the time; a pattern that backtracks would take four times."""
    spent = []
    for size in (40_000, 160_000):
        text = "Intern student. " + piece * (size // len(piece))
        start = time.process_time()
        read(_listing("Intern", text))
        spent.append(time.process_time() - start)
    assert spent[1] < 0.6 + 8 * spent[0]
    assert spent[1] < 3
