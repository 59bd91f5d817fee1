"""Roles that a list sends people to on pages of no known board: the page is asked once, and then somebody speaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from config.settings import Network
from crawler.listing import Board, Listing, Outcome, Report
from scheduler import pages
from scheduler.current import Current
from scheduler.demo import Replica
from scheduler.intake import take_in
from scheduler.store import boards, reading
from scheduler.store.tables import alerts, listings, verdicts
from tests.scheduler.standing import current

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
LIST = Board("community", "quillstone/internships")
OPEN = "<p>Train machine learning models.</p><p>Currently pursuing a bachelor's degree in computer science.</p>"
PHD = "<p>Research machine learning models.</p><p>Requirements: enrolled in a PhD program.</p>"


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as running:
        yield running


def posting(title: str, text: str, **more: str) -> str:
    data = {"@context": "https://schema.org", "@type": "JobPosting", "title": title, "description": text, **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def listed(host: str, path: str = "jobs/1") -> Listing:
    return Listing(
        kind=LIST.kind,
        token=LIST.token,
        key=host,
        title="Machine Learning Intern",
        company=host.partition(".")[0].title(),
        url=f"https://{host}/{path}",
        date_posted="2026-11-01",
    )


def look(engine: Engine, replica: Replica, hosts: Sequence[str], path: str = "jobs/1") -> Current:
    """The list is visited, then the pages that it names."""
    now = current(channels={"me": "json://127.0.0.1:9/x"})
    network = Network.model_validate({"gateway": replica.gateway, "delay": "0s"})
    now = replace(now, settings=now.settings.model_copy(update={"network": network}))
    with engine.begin() as db:
        boards.register(db, [LIST], NOW)
    with reading(engine) as db:
        row = boards.find(db, LIST)
    assert row is not None
    report = Report(board=LIST, outcome=Outcome.WHOLE, seen=list(hosts))
    take_in(engine, row, report, [listed(each, path) for each in hosts], now, NOW)
    with reading(engine) as db:
        assert db.execute(select(alerts)).all() == [], "nobody is told before the page was asked"
    assert asyncio.run(pages.look(engine, now, NOW)) == len(hosts)
    return now


def test_each_page_is_judged_by_its_text_or_the_list_speaks(engine: Engine, replica: Replica) -> None:
    replica.put("amber.example/jobs/1", posting("Machine Learning Intern", OPEN), "text/html")
    replica.put("birch.example/jobs/1", posting("Machine Learning Intern", PHD), "text/html")
    several = "".join(posting("Machine Learning Intern", PHD, identifier=each) for each in ("R1", "R2"))
    replica.put("cedar.example/jobs/1", f"<html>{several}</html>", "text/html")
    hosts = ["amber.example", "birch.example", "cedar.example", "delta.example"]  # the last one is not there at all
    now = look(engine, replica, hosts)
    with reading(engine) as db:
        query = (
            select(listings.c.key, listings.c.has_text, verdicts.c.state)
            .join(verdicts, verdicts.c.listing_id == listings.c.id)
            .order_by(listings.c.key)
        )
        found = {row.key: (row.has_text, row.state) for row in db.execute(query)}
        told = set(db.scalars(select(listings.c.key).join(alerts, alerts.c.listing_id == listings.c.id)))
        assert db.scalars(select(listings.c.looked_at)).all() == [NOW] * len(hosts)
    assert found["amber.example"] == (True, "kept")
    assert found["birch.example"] == (True, "dropped")
    assert found["cedar.example"] == found["delta.example"] == (False, "kept")
    assert told == {"amber.example", "cedar.example", "delta.example"}
    asked = replica.count()
    assert asyncio.run(pages.look(engine, now, NOW)) == 0, "each page is asked once"
    assert replica.count() == asked


def test_a_page_that_says_it_is_closed_closes_the_role(engine: Engine, replica: Replica) -> None:
    over = posting("Machine Learning Intern", OPEN) + "<p>This position has been filled.</p>"
    replica.put("amber.example/jobs/1", f"<html><body>{over}</body></html>", "text/html")
    look(engine, replica, ["amber.example"])
    with reading(engine) as db:
        assert db.scalars(select(listings.c.closed_why)).all() == ["its own page says that it is closed"]
        assert db.execute(select(alerts)).all() == []


EMBED = (
    '<div id="grnhse_app"></div><script src="https://boards.greenhouse.io/embed/job_board/js?for=amberworks"></script>'
)
AMBER = Board("greenhouse", "amberworks")


def of_its_board(text: str) -> Listing:
    return Listing(
        kind=AMBER.kind,
        token=AMBER.token,
        key="4123456",
        title="Machine Learning Intern",
        company="Amber Works",  # a list writes it otherwise
        url="https://amber.example/careers?gh_jid=4123456",
        description=text,
    )


@pytest.mark.parametrize(("text", "told"), [(OPEN, 1), (PHD, 0)])
def test_the_board_that_a_page_embeds_speaks_for_the_role(
    engine: Engine, replica: Replica, text: str, told: int
) -> None:
    replica.put("amber.example/careers", f"<html>{EMBED}</html>", "text/html")
    now = look(engine, replica, ["amber.example"], "careers?gh_jid=4123456&utm_source=list")
    with reading(engine) as db:
        board = boards.find(db, AMBER)
        assert db.execute(select(alerts)).all() == [], "its board is about to say it"
    assert board is not None
    assert board.watched
    take_in(engine, board, Report(board=AMBER, outcome=Outcome.WHOLE, seen=["4123456"]), [of_its_board(text)], now, NOW)
    with reading(engine) as db:
        assert len(set(db.scalars(select(listings.c.opening_id)))) == 1
        assert len(db.execute(select(alerts)).all()) == told


def test_a_page_that_embeds_another_kind_of_board_than_its_link_hints_at_hands_nothing_over(
    engine: Engine, replica: Replica
) -> None:
    replica.put("amber.example/careers", '<a href="https://jobs.lever.co/amberworks">Jobs</a>', "text/html")
    look(engine, replica, ["amber.example"], "careers?gh_jid=4123456")
    with reading(engine) as db:
        assert boards.find(db, AMBER) is None
        assert len(db.execute(select(alerts)).all()) == 1
