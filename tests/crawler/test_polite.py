"""Politeness: robots.txt, pace, Retry-After. Decided in pure functions; then the real child process keeps to it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest

from crawler.conditional import conditions, validators
from crawler.hosts import GIVE_UP, LONGEST_WAIT, OUR_HOLD, PATIENCE, TOO_MANY, Host, Hosts, asked_wait, authority
from crawler.listing import Cause, Outcome
from crawler.polite import through
from crawler.robots import TRIES, Rules
from crawler.settings import user_agent
from scheduler.demo import boards as replicas
from scheduler.demo.boards import Replica
from tests.crawler.child import Crawl, crawl

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
API = "boards-api.greenhouse.io"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        (" 120 ", 120),
        ("0", 0),
        ("1000000000", 86400),
        ("9" * 400, 86400),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("²", None),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60),
        ("Sunday, 22-Nov-26 12:01:00 GMT", 60),
        ("Sun, 22 Nov 2026 11:59:00 GMT", None),
        ("Fri, 22 Nov 9999 12:00:00 GMT", 86400),
        ("Sun, 22 Nov 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_read_in_every_form(header: str | None, seconds: float | None) -> None:
    asked = asked_wait(header, NOW)

    assert (None if asked is None else asked.total_seconds()) == seconds


def test_a_host_is_never_asked_early() -> None:
    host = Host("a.example")
    host.heard(429, "10", NOW)
    assert host.pause(NOW + timedelta(seconds=9)) == timedelta(seconds=1)
    assert not host.must_rest(NOW), "a short wait is sat out"
    host.heard(429, "3", NOW)
    assert host.pause(NOW) == timedelta(seconds=10), "a later, shorter word does not shorten an earlier one"
    host.heard(503, "3600", NOW)
    assert host.must_rest(NOW)
    assert host.must_rest(NOW + timedelta(hours=1) - PATIENCE - timedelta(seconds=1))
    assert not host.must_rest(NOW + timedelta(hours=1))


def test_refusals_without_a_time_make_us_slower_and_then_stop_us_in_this_crawl() -> None:
    host = Host("a.example")
    pauses = []
    for _ in range(TOO_MANY):
        host.heard(429, None, NOW)
        pauses.append(host.pause(NOW).total_seconds())
    assert pauses == [2, 4, OUR_HOLD.total_seconds()]
    assert host.must_rest(NOW)
    assert "until" not in host.to_json(), "only what the host asked for is carried on"
    host.heard(200, None, NOW)
    assert host.refusals == 0


def test_hosts_survive_their_journey_through_json() -> None:
    hosts = Hosts()
    host = hosts.of("https://User@A.Example:8443/x")
    host.robots, host.robots_at = "User-agent: *", NOW
    host.heard(429, "10000000", NOW)

    again = Hosts(hosts.to_json()).of("http://a.example:8443/y")

    assert (again.robots, again.robots_at, again.until) == ("User-agent: *", NOW, NOW + LONGEST_WAIT)
    assert again.robots_fresh(NOW + timedelta(hours=23))
    assert not again.robots_fresh(NOW + timedelta(hours=25))
    assert not again.robots_fresh(NOW - timedelta(days=30)), "a clock that went back"
    junk = Hosts({"a.example": {"robots": 7, "until": "soon", "robots_at": None}}).of("http://a.example")
    assert (junk.robots, junk.pause(NOW) < timedelta(0)) == (None, True)
    assert authority("https://[::1]:80/") == "[::1]:80"


def test_a_clock_that_was_wrong_locks_no_host_up() -> None:
    later = (NOW + timedelta(days=400)).isoformat()
    host = Hosts({"a.example": {"until": later, "next_at": later}}).of("http://a.example/")

    assert host.pause(NOW) < timedelta(0)
    assert not host.must_rest(NOW)


def test_robots_rules_are_those_for_us() -> None:
    rules = Rules("User-agent: *\nDisallow: /\n\nUser-agent: sidedoor\nDisallow: /private\nCrawl-delay: 2\n")
    assert rules.allow("https://a.example/jobs")
    assert not rules.allow("https://a.example/private/1")
    assert rules.delay == timedelta(seconds=2)
    assert Rules("User-agent: *\nCrawl-delay: 86400").delay == timedelta(minutes=1)
    assert Rules("User-agent: *\nCrawl-delay: -3").delay == timedelta(0)
    assert Rules("\x00<html>" * 1000).allow("https://a.example/")


@pytest.mark.parametrize(
    ("gateway", "url", "address"),
    [
        (
            "http://127.0.0.1:8900/{host}",
            "https://A.example/p/a?b=1&c=%20",
            "http://127.0.0.1:8900/a.example/p/a?b=1&c=%20",
        ),
        ("http://127.0.0.1:8900/{host}", "https://a.example", "http://127.0.0.1:8900/a.example/"),
        ("http://cache.example/", "https://a.example:444/x", "http://cache.example/x"),
    ],
)
def test_the_gateway_stands_in_for_the_host(gateway: str, url: str, address: str) -> None:
    assert through(gateway, url) == address


def test_conditions_follow_what_the_board_gave() -> None:
    kept = validators({"etag": 'W/"a"', "last-modified": "Mon"}, b"body", NOW)
    assert conditions(kept, NOW) == {"If-None-Match": 'W/"a"'}
    kept.pop("etag")
    assert conditions(kept, NOW) == {"If-Modified-Since": "Mon"}
    assert conditions(kept, NOW + timedelta(hours=25)) == {}
    assert conditions({"modified": "Mon", "read": "never"}, NOW) == {}
    assert set(validators({"etag": "x\ny", "last-modified": "x" * 600}, b"", NOW)) == {"hash", "read"}


def test_the_user_agent_names_the_project_and_whom_to_ask() -> None:
    assert user_agent().startswith("Sidedoor/")
    assert user_agent("me@acme.example\r\nX: y (z)").endswith("; me@acme.example X: y (z)")


def test_one_request_at_a_time_and_robots_txt_once_a_day(replica: Replica, jobs: list[dict[str, Any]]) -> None:
    names = [f"greenhouse:t{n}" for n in range(4)]
    for name in names:
        replica.show("greenhouse", name[11:], "Acme", jobs)
    first = crawl(names, replica.gateway, delay=0.3, contact="me@acme.example")
    gaps = _gaps(replica)
    second = crawl([first.memory(name) for name in names[:2]], replica.gateway, hosts=first.hosts, delay=0.3)

    assert len(gaps) == 8
    assert min(gaps) >= 0.3
    assert sum(each.address.endswith("robots.txt") for each in replica.asked) == 1
    assert {each.headers["User-Agent"] for each in replica.asked[:9]} == {user_agent("me@acme.example")}
    assert second.reports[names[1]].outcome is Outcome.UNCHANGED


def test_robots_txt_shuts_us_out_slows_us_down_or_is_in_trouble(replica: Replica, jobs: list[dict[str, Any]]) -> None:
    """One host a case: the answer of its robots.txt, and what becomes of the board behind it."""
    cases: dict[str, tuple[replicas.Fault, Cause]] = {
        "shut": (replicas.page("User-agent: *\nDisallow: /", "text/plain"), Cause.ROBOTS),
        "none": (replicas.status(404), Cause.NONE),
        "barred": (replicas.status(403), Cause.NONE),
        "down": (replicas.status(500), Cause.ROBOTS),
        "bomb": (replicas.bomb(1 << 30), Cause.ROBOTS),
        "silent": (replicas.silence(4), Cause.TIMEOUT),
        "wait": (replicas.status(429, "3600"), Cause.WAIT),
        "moved": (replicas.redirect("https://other.pinpointhq.com/robots.txt"), Cause.ROBOTS),
        "round": (replicas.redirect(), Cause.NONE),
        "inward": (replicas.redirect("http://127.0.0.2/robots.txt"), Cause.PRIVATE),
        "long": (
            replicas.page("Disallow: /\n" + "#" * 600_000 + "\nUser-agent: *\nDisallow: /", "text/plain"),
            Cause.NONE,
        ),
        "stale": (replicas.status(500), Cause.NONE),
    }
    for name, (fault, _) in cases.items():
        replica.put(f"{name}.pinpointhq.com/postings.json", {"data": [_pinpoint(name)]})
        replica.faults[f"{name}.pinpointhq.com/robots.txt"] = fault
    replica.put("other.pinpointhq.com/robots.txt", "User-agent: Sidedoor\nDisallow: /postings", "text/plain")
    stale = {"stale.pinpointhq.com": {"robots": "User-agent: *\nAllow: /", "robots_at": "2026-01-01T00:00:00+00:00"}}

    result = crawl([f"pinpoint:{name}" for name in cases], replica.gateway, hosts=stale, timeout=1)

    assert {name: result.reports[f"pinpoint:{name}"].code for name in cases} == {
        name: code for name, (_, code) in cases.items()
    }
    assert "robots.txt of shut.pinpointhq.com" in result.reports["pinpoint:shut"].cause
    assert result.reports["pinpoint:wait"].wait == pytest.approx(3600, abs=5)
    for name, (_, code) in cases.items():
        assert replica.count(f"{name}.pinpointhq.com/postings") == (code is Cause.NONE), name
    assert result.hosts["down.pinpointhq.com"]["robots"] is None, "asked again with the next crawl"
    assert result.hosts["none.pinpointhq.com"]["robots"] == ""


def test_one_hiccup_over_robots_txt_costs_one_board_and_three_the_host(
    replica: Replica, jobs: list[dict[str, Any]]
) -> None:
    def hiccup(handler: Any) -> None:
        replica.faults.pop("greenhouse.io/robots.txt")
        replicas.status(500)(handler)

    replica.faults["greenhouse.io/robots.txt"] = hiccup
    replica.faults["lever.co/robots.txt"] = replicas.status(500)
    names = [f"{kind}:t{n}" for kind in ("greenhouse", "lever") for n in range(5)]
    for name in names:
        replica.show(name.partition(":")[0], name.partition(":")[2], "Acme", jobs)

    result = crawl(names, replica.gateway)

    assert _codes(result) == ["robots", *[""] * 4, *["robots"] * 5]
    assert sum("lever.co/robots.txt" in each.address for each in replica.asked) == TRIES


def test_retry_after_holds_for_the_host_over_crawls_and_a_short_one_is_sat_out(
    replica: Replica, jobs: list[dict[str, Any]]
) -> None:
    for token in ("a", "b", "c"):
        replica.show("greenhouse", token, "Acme", jobs)
        replica.show("lever", token, "Acme", jobs)
    replica.faults["/boards/a/"] = replicas.status(429, "2")
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    replica.faults["/postings/a"] = replicas.status(503, soon)
    names = [f"{kind}:{token}" for kind in ("greenhouse", "lever") for token in ("a", "b", "c")]
    first = crawl(names, replica.gateway)
    before = len(replica.asked)
    second = crawl(["lever:a", "lever:b"], replica.gateway, hosts=first.hosts)

    assert _codes(first) == ["wait", "", "", "wait", "wait", "wait"]
    assert first.reports["greenhouse:a"].wait == 2
    at = {each.address: each.at for each in replica.asked}
    assert at[f"{API}/v1/boards/b/jobs"] - at[f"{API}/v1/boards/a/jobs"] >= 2
    assert first.reports["lever:c"].requests == 1
    assert 7000 < (first.reports["lever:c"].wait or 0) <= 7200
    assert "api.lever.co asked us to stay away until" in first.reports["lever:c"].cause
    assert _codes(second) == ["wait", "wait"]
    assert len(replica.asked) == before, "not even robots.txt"


def test_a_host_that_is_down_costs_a_few_timeouts_and_not_one_for_every_board(replica: Replica) -> None:
    replica.faults["/jobs"] = replicas.silence(2)
    names = [f"greenhouse:t{n}" for n in range(9)]

    result = crawl(names, replica.gateway, timeout=0.2)

    assert [result.reports[name].code for name in names] == [Cause.TIMEOUT] * GIVE_UP + [Cause.UNREACHABLE] * 4
    assert replica.count() == GIVE_UP


def test_hosts_are_asked_side_by_side_and_never_more_than_allowed(replica: Replica) -> None:
    """Six slow hosts, two at a time: three rounds; all at once: one."""
    names = [f"pinpoint:h{n}" for n in range(6)]
    hosts = {f"h{n}.pinpointhq.com": {"robots": "", "robots_at": datetime.now(UTC).isoformat()} for n in range(6)}
    for n in range(6):
        replica.put(f"h{n}.pinpointhq.com/postings.json", {"data": [_pinpoint("x")]})
        replica.faults[f"h{n}.pinpointhq.com/"] = _slowly(replica, 0.4)

    crawl(names, replica.gateway, hosts=hosts, concurrency=2)

    assert _most_at_once.pop(id(replica)) == 2


_lock = threading.Lock()
_under_way: dict[int, int] = {}
_most_at_once: dict[int, int] = {}


def _slowly(replica: Replica, seconds: float) -> replicas.Fault:
    def fault(handler: Any) -> None:
        key = id(replica)
        with _lock:
            _under_way[key] = _under_way.get(key, 0) + 1
            _most_at_once[key] = max(_most_at_once.get(key, 0), _under_way[key])
        replicas.silence(seconds)(handler)
        with _lock:
            _under_way[key] -= 1
        replicas.page('{"data": []}', "application/json")(handler)

    return fault


def _pinpoint(key: str) -> dict[str, Any]:
    return {"id": key, "title": "ML Intern", "url": "https://a.example/1", "description": "<p>Birds</p>"}


def _gaps(replica: Replica) -> list[float]:
    times = [each.at for each in replica.asked]
    return [later - earlier for earlier, later in pairwise(times)]


def _codes(result: Crawl) -> list[str]:
    return [str(result.reports[name].code) for name in sorted(result.reports)]
