"""The directories at run time: asked through the crawl's child process, over real HTTP on loopback, into a real store."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from config.settings import Network, Poll, Settings
from crawler.listing import Headcount
from scheduler import directories
from scheduler.companies import Companies
from scheduler.demo.boards import Fault, Replica, page, redirect, status, truncated
from scheduler.directories import Refreshed
from scheduler.sizes import describe
from scheduler.store import companies as stored
from scheduler.store import connect, reading, schema

ADDRESS = "yc-oss.github.io/api/companies/all.json"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{tmp_path / 'store.db'}")
    schema.upgrade(engine)
    yield engine
    engine.dispose()


def company(name: str, **changed: Any) -> dict[str, Any]:
    return {
        "name": name,
        "slug": name.lower(),
        "former_names": [],
        "website": f"https://{name.lower()}.example",
        "team_size": 7,
        "status": "Active",
        "batch": "Winter 2026",
    } | changed


DIRECTORY = [
    company("Fernwave", team_size=40),
    company("Otterly", team_size=None),
    company("Ancient", team_size=1, batch="Summer 2012"),
    company("Bought", team_size=2, status="Acquired", website="https://google.com"),
    company("Squatter", team_size=2, website="https://google.com"),
    company("Gone", status="Inactive"),
    company("Twinone", website="https://twins.example", team_size=5),
    company("Twintwo", website="https://twins.example", team_size=9),
    company("Listed", website="https://www.linkedin.com/company/listed", team_size=5),
    company("Broken", team_size="many"),
]


def settings_for(replica: Replica, *names: str) -> Settings:
    network = Network(gateway=replica.gateway, delay=timedelta(0), timeout=timedelta(seconds=3))
    return Settings(network=network, poll=Poll.model_validate({"directories": names or ("yc-directory",)}))


def refresh(store: Engine, settings: Settings, now: datetime = NOW) -> list[Refreshed]:
    return asyncio.run(directories.refresh(store, settings, settings.poll.directories, now))


def known(store: Engine, settings: Settings) -> Companies:
    with reading(store) as db:
        return Companies.load(db, settings, NOW.date())


def test_what_the_directory_says_is_known_from_then_on(store: Engine, replica: Replica) -> None:
    settings = settings_for(replica)
    replica.put(ADDRESS, DIRECTORY)
    assert not known(store, settings).resolve("Fernwave", "https://fernwave.example").known

    (said,) = refresh(store, settings)

    assert (said.directory, said.outcome, said.companies, said.cause) == ("yc-directory", "whole", 5, "")
    assert "1 cannot be read" in said.passed_over
    after = known(store, settings)
    assert describe(after.resolve("Fernwave", "https://www.fernwave.example/jobs")) == (
        "about 40 people (YC directory, 2026-11)"
    )
    assert not after.resolve("Fernwave").known, "never by name alone"
    assert not after.resolve("Otterly", "https://otterly.example").known
    assert not after.resolve("Ancient", "https://ancient.example").known
    assert not after.resolve("Gone", "https://gone.example").known
    assert not after.resolve("Listed", "https://www.linkedin.com/company/listed").known
    assert after.resolve("Bought", "https://google.com").headcount_min == 10001
    assert after.resolve("Squatter", "https://google.com").headcount_min == 10001
    assert after.resolve("Twintwo", "https://twins.example").headcount_max == 9


def test_a_second_visit_is_conditional_and_changes_nothing(store: Engine, replica: Replica) -> None:
    settings = settings_for(replica)
    replica.put(ADDRESS, DIRECTORY)
    refresh(store, settings)
    again = refresh(store, settings, NOW + timedelta(days=8))

    assert [(each.outcome, each.companies) for each in again] == [("unchanged", 5)]
    assert replica.count(ADDRESS) == 2


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (status(503, "3600"), "wait"),
        (status(404), "no such board"),
        (page("<html>moved"), "no board"),
        (page(json.dumps(DIRECTORY)[:200], "application/json"), "cut short"),
        (truncated(), "broke off"),
        (page("[]", "application/json"), "format changed"),
        (page(json.dumps(DIRECTORY[:1]), "application/json"), "has 1 companies where it had 5; the 5 stay"),
    ],
    ids=["503", "404", "html", "half", "truncated", "empty", "shrunken"],
)
def test_a_fault_leaves_what_was_known(store: Engine, replica: Replica, fault: Fault, cause: str) -> None:
    settings = settings_for(replica)
    before = [Headcount(company=n, website=f"https://{n}.example", headcount_max=40) for n in ("fernwave", *"abcd")]
    with store.begin() as db:
        stored.save_directory(db, "yc-directory", before, NOW)
    replica.faults[ADDRESS] = fault

    (said,) = refresh(store, settings, NOW + timedelta(days=8))

    assert (said.outcome, said.companies) == ("failed", 5)
    assert cause in said.cause
    assert known(store, settings).resolve("Fernwave", "https://fernwave.example").headcount_max == 40


def test_a_directory_that_moved_is_followed(store: Engine, replica: Replica) -> None:
    replica.faults[ADDRESS] = redirect("https://yc.directory.example/all.json", 301)
    replica.put("yc.directory.example/all.json", DIRECTORY)

    (said,) = refresh(store, settings_for(replica))

    assert (said.outcome, said.companies) == ("whole", 5)


def test_robots_txt_is_obeyed(store: Engine, replica: Replica) -> None:
    replica.put("yc-oss.github.io/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    replica.put(ADDRESS, DIRECTORY)

    (said,) = refresh(store, settings_for(replica))

    assert said.outcome == "failed"
    assert "robots.txt" in said.cause
    assert replica.count(ADDRESS) == 0


def test_several_directories_each_for_itself(store: Engine, replica: Replica) -> None:
    replica.put(ADDRESS, DIRECTORY)
    said = refresh(store, settings_for(replica, "yc-directory", "wikidata"))

    assert [(each.directory, each.outcome) for each in said] == [("yc-directory", "whole"), ("wikidata", "failed")]


def test_they_are_asked_once_a_week_and_sooner_after_a_failure(store: Engine, replica: Replica) -> None:
    settings = settings_for(replica)
    assert directories.due(store, settings, NOW) == ["yc-directory"]
    refresh(store, settings)  # nothing is there

    assert directories.due(store, settings, NOW + timedelta(hours=1)) == []
    assert directories.due(store, settings, NOW + timedelta(hours=7)) == ["yc-directory"]

    replica.put(ADDRESS, DIRECTORY)
    refresh(store, settings, NOW + timedelta(hours=7))

    assert directories.due(store, settings, NOW + timedelta(days=6)) == []
    assert directories.due(store, settings, NOW + timedelta(days=8)) == ["yc-directory"]
    assert directories.due(store, settings.model_copy(update={"poll": Poll(directories=())}), NOW) == []


def test_none_named_asks_nobody(store: Engine, replica: Replica) -> None:
    assert asyncio.run(directories.refresh(store, settings_for(replica), [], NOW)) == []
    with reading(store) as db:
        assert stored.visited(db) == {}
