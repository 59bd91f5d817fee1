"""The feed is whole and valid whatever listings hold, and an opening keeps its identity."""

from __future__ import annotations

import json
from datetime import timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, update

from scheduler.alerts import feed
from scheduler.alerts.feed import ATOM, Entry
from scheduler.alerts.reading import Item, Situation
from scheduler.store import reading
from scheduler.store.tables import openings
from tests.scheduler.alerts.roles import NOW, Clock, add_role, close, delivery, drain, open_to, owe_many
from tests.scheduler.alerts.sinks import Answer, web_sink

SITUATION = Situation(now=NOW, zone=NOW.tzinfo)


def found(engine: Engine, watch: str | None = None) -> list[Entry]:
    with reading(engine) as db:
        return feed.entries(db, SITUATION, watch)


def test_the_feed_has_what_is_kept_and_open_newest_first(engine: Engine) -> None:
    with engine.begin() as db:
        add_role(db, 1)
        add_role(db, 2, at=NOW + timedelta(hours=1))
        add_role(db, 3, state="near")
        add_role(db, 4, watch="hers")
        closed, _ = add_role(db, 5)
    close(engine, closed)
    assert [each.title.split(" at ")[0][-1] for each in found(engine)] == ["2", "4", "1"]
    assert [each.title.split(" at ")[0][-1] for each in found(engine, "hers")] == ["4"]


def test_atom_is_valid_and_says_what_matters(engine: Engine) -> None:
    with engine.begin() as db:
        add_role(db, 1, title="Intern <b>&amp;</b> ]]> \x0b Learning")
    tree = ElementTree.fromstring(feed.atom(found(engine), now=NOW, url="http://127.0.0.1:8787/feed.atom"))
    names = {"a": ATOM}
    for name in ("id", "title", "updated", "author/a:name"):
        assert tree.findtext(f"a:{name}", namespaces=names)
    entry = tree.find("a:entry", names)
    assert entry is not None
    assert entry.findtext("a:title", namespaces=names) == "Intern <b>&amp;</b> ]]> Learning at Ferngully Robotics 1"
    assert "Bachelor's degree" in str(entry.findtext("a:content", namespaces=names))
    assert entry.findtext("a:updated", namespaces=names) == "2026-11-20T12:00:00Z"
    link = entry.find("a:link", names)
    assert link is not None
    assert link.get("href") == "https://jobs.example/roles/1?from=board&x=1_2"


def test_an_empty_feed_is_valid(engine: Engine) -> None:
    tree = ElementTree.fromstring(feed.atom(found(engine), now=NOW))
    assert tree.findtext(f"{{{ATOM}}}updated") == "2026-11-20T12:00:00Z"
    assert json.loads(feed.json_feed(found(engine)))["items"] == []


def test_json_feed_is_valid(engine: Engine) -> None:
    with engine.begin() as db:
        add_role(db, 1)
    document = json.loads(feed.json_feed(found(engine), url="http://127.0.0.1:8787/feed.json"))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"].endswith("/feed.json")
    item = document["items"][0]
    assert item["url"].startswith("https://jobs.example/roles/1")
    assert "Bachelor's degree" in item["content_text"]
    assert item["date_published"] == "2026-11-20T12:00:00Z"


def test_an_opening_keeps_its_identity_until_it_is_told_anew(engine: Engine) -> None:
    with engine.begin() as db:
        opening, _ = add_role(db, 1)
    before = found(engine)[0].guid
    with engine.begin() as db:
        db.execute(update(openings).values(title="Another title"))
    assert found(engine)[0].guid == before
    with engine.begin() as db:
        db.execute(update(openings).where(openings.c.id == opening).values(round=1))
    assert found(engine)[0].guid != before


def test_what_was_given_up_is_in_the_feed(engine: Engine) -> None:
    with web_sink(Answer(400)) as sink:
        current = delivery("phone")
        channel = open_to(engine, "phone", sink.url, current)
        owe_many(engine, 2, ["phone"], current)
        drain(engine, channel, Clock())
    first, *kept = found(engine)
    assert "gave up telling the channel “phone” of 2 internships" in first.title
    assert "sidedoor alerts retry" in first.content
    assert len(kept) == len(found(engine, "rules")) == 2
    assert len({each.guid for each in (first, *kept)}) == 3


@given(st.text(), st.text())
def test_no_text_breaks_the_feed(title: str, quote: str) -> None:
    item = Item(opening=1, listing=1, title=title, company="c", may_apply=quote, apply="https://x.example")
    entry = Entry.of(item, 0, NOW)
    tree = ElementTree.fromstring(feed.atom([entry], now=NOW).encode())
    assert len(tree.findall(f"{{{ATOM}}}entry")) == 1
    assert len(json.loads(feed.json_feed([entry]))["items"]) == 1
