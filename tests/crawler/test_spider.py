"""The real child process against boards on loopback that answer well, and badly in every way we know of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import brotli
import pytest

from crawler.listing import Cause, Memory, Outcome
from scheduler.demo import boards as replicas
from scheduler.demo.boards import Fault, Replica
from tests.crawler.child import PROBE, Crawl, crawl

ACME, OTHER = "greenhouse:acme", "greenhouse:other"
WHOLE = (Outcome.WHOLE, Cause.NONE)
FAILED = Outcome.FAILED


def test_three_visits_of_every_kind(replica: Replica, jobs: list[dict[str, Any]]) -> None:
    """All of it; then nothing but "unchanged"; then what changed."""
    names = [ACME, "lever:borel@eu", "ashby:Cantor Labs", "community:a/list", "pinpoint:dedekind"]
    _show_all(replica, jobs)
    first = crawl(names, replica.gateway)
    second = crawl([first.memory(name) for name in names], replica.gateway)
    changed = [jobs[0] | {"title": "ML Intern", "updated": "2026-11-01"}, jobs[1]]
    _show_all(replica, changed)
    stale = first.memory("ashby:Cantor Labs")
    third = crawl([first.memory(name) for name in names[:-1]], replica.gateway)

    assert {(each.outcome, each.code) for each in first.reports.values()} == {WHOLE}
    assert {name: len(found) for name, found in first.listings.items()} == dict.fromkeys(names, 3)
    listing = first.listings[ACME][0]
    assert (listing.key, listing.title, listing.description) == ("101", "Machine Learning Intern", "Birds.\n\nBSc")
    assert "What we look for" in first.listings["lever:borel@eu"][0].description
    assert (first.code, first.log) == (0, "")

    assert {each.outcome for each in second.reports.values()} == {Outcome.UNCHANGED}
    assert {name: each.requests for name, each in second.reports.items()} == dict.fromkeys(names, 1)
    assert sum(each.bytes for each in second.reports.values()) == second.reports["pinpoint:dedekind"].bytes
    assert {name: each.validators for name, each in second.reports.items() if name not in names[4:]} == {
        name: each.validators for name, each in first.reports.items() if name not in names[4:]
    }

    assert {(each.outcome, each.code) for each in third.reports.values()} == {WHOLE}
    assert [each.title for each in third.listings[ACME]] == ["ML Intern"], "only what is new is asked for"
    assert (third.reports[ACME].requests, third.reports[ACME].seen) == (2, ["101", "102"])
    assert third.reports[ACME].validators != first.reports[ACME].validators
    assert stale.known != third.memory("ashby:Cantor Labs").known


def _show_all(replica: Replica, jobs: list[dict[str, Any]]) -> None:
    replica.show("greenhouse", "acme", "Acme", jobs)
    replica.show("lever", "borel@eu", "Borel", jobs)
    replica.show("ashby", "Cantor%20Labs", "Cantor", jobs)
    replica.show("community", "a/list", "", [each | {"url": f"https://x.example/{each['id']}"} for each in jobs])
    rows = [{"id": each["id"], "title": each["title"], "url": "https://d.example/7"} for each in jobs]
    replica.put("dedekind.pinpointhq.com/postings.json", {"data": rows})


def test_what_is_kept_of_a_visit_depends_on_how_it_ended(replica: Replica, jobs: list[dict[str, Any]]) -> None:
    """After a failure the old validators; none after half a visit; a date that never moves is doubted after a day."""
    for token in ("fails", "half", "first"):
        replica.show("greenhouse", token, "Acme", jobs)
    replica.show("ashby", "dated", "Acme", jobs)
    names = ["greenhouse:fails", "greenhouse:half", "greenhouse:first", "ashby:dated"]
    before = crawl(names, replica.gateway)
    replica.faults["/fails/"] = replicas.status(500)
    replica.show("greenhouse", "half", "Acme", [*jobs, {"id": 104, "title": "Vision Intern"}])
    replica.faults["/jobs/104"] = replicas.status(500)
    dated = before.memory("ashby:dated")
    for kept in dated.validators.values():
        kept |= {"read": "2026-01-01T00:00:00+00:00", "hash": "another"}
    first = Memory(board=before.reports[names[2]].board, validators=before.reports[names[2]].validators, first=True)
    after = crawl([before.memory(names[0]), before.memory(names[1]), first, dated], replica.gateway)

    fails, half, again, whole = (after.reports[name] for name in names)
    assert (fails.outcome, fails.code, fails.validators) == (FAILED, Cause.SERVER, before.reports[names[0]].validators)
    assert (half.outcome, half.code, half.validators) == (Outcome.PARTIAL, Cause.SERVER, {})
    assert (again.outcome, len(after.listings[names[2]])) == (Outcome.WHOLE, 3), "a first visit is never conditional"
    assert (whole.outcome, len(after.listings[names[3]])) == (Outcome.WHOLE, 3), "read in full once a day"


def _brotli(size: int) -> Fault:
    return replicas.page(brotli.compress(b" " * size, quality=1), "application/json", {"Content-Encoding": "br"})


FAULTS: dict[str, tuple[Fault, Cause, str]] = {
    "500": (replicas.status(500), Cause.SERVER, "HTTP 500"),
    "401": (replicas.status(401), Cause.FORBIDDEN, "HTTP 401"),
    "403": (replicas.status(403), Cause.FORBIDDEN, "HTTP 403"),
    "404": (replicas.status(404), Cause.GONE, "no such board"),
    "410": (replicas.status(410), Cause.GONE, "no such board"),
    "418": (replicas.status(418), Cause.NO_BOARD_ANSWER, "HTTP 418"),
    "304 unasked": (replicas.status(304), Cause.NO_BOARD_ANSWER, "HTTP 304"),
    "page": (replicas.page("<html><body>Checking your browser"), Cause.NO_BOARD_ANSWER, "web page"),
    "empty": (replicas.page(""), Cause.NO_BOARD_ANSWER, "nothing at all"),
    "word": (replicas.page("Not Found"), Cause.NO_BOARD_ANSWER, "no board"),
    "half of JSON": (replicas.page('{"jobs": [{"id": '), Cause.TRUNCATED, "cut short"),
    "short body": (replicas.truncated(), Cause.TRUNCATED, "broke off"),
    "cut chunk": (replicas.truncated(chunked=True), Cause.TRUNCATED, "broke off"),
    "reset": (replicas.reset, Cause.TRUNCATED, "broke off"),
    "silence": (replicas.silence(8), Cause.TIMEOUT, "in time"),
    "drip": (replicas.drip(8), Cause.TIMEOUT, "in time"),
    "loop": (replicas.redirect(), Cause.REDIRECTED, "another page"),
    "gzip bomb": (replicas.bomb(1 << 30), Cause.TOO_LARGE, "max_bytes"),
    "brotli bomb": (_brotli(64 << 20), Cause.TOO_LARGE, "max_bytes"),
    "large": (replicas.page(b" " * (6 << 20), headers={"Content-Encoding": "identity"}), Cause.TOO_LARGE, "max_bytes"),
    "endless": (replicas.endless(200 << 20), Cause.TOO_LARGE, "max_bytes"),
    "no gzip": (replicas.page("{}", headers={"Content-Encoding": "gzip"}), Cause.NO_BOARD_ANSWER, "unpacked"),
    "deep": (replicas.page("[" * 200_000), Cause.TRUNCATED, "not whole JSON"),
    "renamed": (replicas.page('{"postings": []}'), Cause.FORMAT_CHANGED, "no `jobs`"),
    "no list": (replicas.page('{"jobs": {"1": {}}}'), Cause.FORMAT_CHANGED, "no list"),
    "NaN": (replicas.page('{"jobs": NaN}'), Cause.TRUNCATED, "not whole JSON"),
}


def test_every_fault_is_named_and_harms_no_other_board(replica: Replica, jobs: list[dict[str, Any]]) -> None:
    for token in [*(f"f{n}" for n in range(len(FAULTS))), "other", "last"]:
        replica.show("greenhouse", token, "Acme", jobs)
    for number, (fault, _, _) in enumerate(FAULTS.values()):
        replica.faults[f"/f{number}/"] = fault
    boards = [OTHER, *(f"greenhouse:f{n}" for n in range(len(FAULTS))), "greenhouse:last"]

    result = crawl(boards, replica.gateway, timeout=1, max_bytes=4 << 20)

    found = {name: result.reports[f"greenhouse:f{n}"] for n, name in enumerate(FAULTS)}
    assert {name: (each.outcome, each.code) for name, each in found.items()} == {
        name: (FAILED, code) for name, (_, code, _) in FAULTS.items()
    }
    for name, (_, _, words) in FAULTS.items():
        assert words in found[name].cause, name
        assert "\n" not in found[name].cause
    assert all(len(result.listings[name]) == 3 for name in (OTHER, "greenhouse:last"))
    assert max(replica.count(f"/f{n}/") for n in range(len(FAULTS))) == 1, "a failed board is not asked again"
    assert "Traceback" not in result.log
    assert result.code == 0


def test_a_bomb_takes_little_memory(replica: Replica, jobs: list[dict[str, Any]]) -> None:
    """2 MB that become 2 GB, with the default cap of 32 MiB."""
    replica.show("greenhouse", "acme", "Acme", jobs)
    replica.faults["/bomb/"] = replicas.bomb(2 << 30)
    result = crawl(["greenhouse:bomb", ACME], replica.gateway, timeout=30)

    assert result.reports["greenhouse:bomb"].code is Cause.TOO_LARGE
    assert len(result.listings[ACME]) == 3
    assert result.peak < 300 << 10  # KiB


@pytest.fixture(scope="module")
def odd() -> Iterator[tuple[Crawl, Replica]]:
    """One crawl of boards with something odd on each."""
    job = {"id": 101, "title": "ML Intern", "location": "Leeds"}
    with Replica() as replica:
        replica.show("greenhouse", "eighty", "Acme", [{"id": n, "title": f"Role {n}"} for n in range(1, 81)])
        _edit(replica, "/eighty/", b'"title": "Role 40"', b'"titel": "Role 40"')
        replica.show("greenhouse", "twice", "Acme", [job, job | {"location": "York"}])
        replica.show("greenhouse", "dirty", "Acme", [_DIRTY])
        _edit(replica, "/dirty/", b"https://job-boards", b"javascript:alert(1)//job-boards")
        replica.show("greenhouse", "bom", "Acme", [job])
        _edit(replica, "/bom/", b'{"jobs"', b'\xef\xbb\xbf{"jobs"')
        replica.show("greenhouse", "latin", "Acme", [job | {"title": "Cafe Intern"}])
        _edit(replica, "/latin/", b"Cafe", b"Caf\xe9", "application/json; charset=no-such-thing")
        replica.show("community", "a/new", "", [job | {"url": "https://x.example/1"}])
        replica.faults["a/old"] = replicas.redirect(
            "https://raw.githubusercontent.com/a/new/dev/.github/scripts/listings.json", code=301
        )
        replica.faults["a/round"] = replicas.redirect()
        boards = [f"greenhouse:{token}" for token in ("eighty", "twice", "dirty", "bom", "latin")]
        yield crawl([*boards, "community:a/old", "community:a/round", "teleport:acme"], replica.gateway), replica


_DIRTY = {
    "id": 1,
    "title": "ML\x00 Intern\r\nBcc: all\ud800 \u202e@every\u200bone" + "x" * 100_000,
    "description": "<script>alert(1)</script><p>Hello\x07</p>" + "<p>word</p>" * 400_000,
    "date_posted": "0001-01-01T00:00:00+00:00",
}


def _edit(replica: Replica, part: str, old: bytes, new: bytes, content_type: str = "") -> None:
    for address, page in replica.pages.items():
        if part in address:
            page.body = page.body.replace(old, new)
            page.type = content_type or page.type


Odd = tuple[Crawl, Replica]


def test_one_bad_posting_of_eighty_is_counted_and_the_rest_are_read(odd: Odd) -> None:
    report = odd[0].reports["greenhouse:eighty"]

    assert (report.outcome, report.broken) == (Outcome.WHOLE, 1)
    assert report.broken_why == "ValueError: the posting has no title"
    assert len(odd[0].listings["greenhouse:eighty"]) == 79
    assert len(report.seen) == 80, "the broken one is still there"


def test_a_posting_named_twice_is_one_listing_in_both_places(odd: Odd) -> None:
    (listing,) = odd[0].listings["greenhouse:twice"]

    assert listing.location == "Leeds; York"
    assert odd[0].reports["greenhouse:twice"].seen == ["101"]


def test_what_nobody_can_read_is_cleaned_at_the_door(odd: Odd) -> None:
    (listing,) = odd[0].listings["greenhouse:dirty"]

    assert listing.title.startswith("ML Intern Bcc: all @everyone")
    assert len(listing.title) <= 300
    assert listing.description.startswith("Hello")
    assert len(listing.description) <= 200_000
    assert (listing.date_posted, listing.url) == ("", "https://job-boards.greenhouse.io/dirty/jobs/1")


def test_answers_in_other_charsets_are_read(odd: Odd) -> None:
    assert [each.title for each in odd[0].listings["greenhouse:bom"]] == ["ML Intern"]
    assert [each.title for each in odd[0].listings["greenhouse:latin"]] == ["Caf\ufffd Intern"]


def test_a_renamed_list_is_followed_and_an_endless_chain_is_not(odd: Odd) -> None:
    result, replica = odd

    assert len(result.listings["community:a/old"]) == 1
    assert result.reports["community:a/round"].code is Cause.REDIRECTED
    assert replica.count("a/round") == 6


def test_an_unknown_kind_says_so(odd: Odd) -> None:
    assert odd[0].reports["teleport:acme"].cause == "'teleport' is no kind of board we read"


def test_a_mistake_of_ours_ends_one_board_with_one_line(replica: Replica) -> None:
    replica.put("one.example/a", "A title", "text/plain")
    crash, bloat, leave, good = (f"probe:{fault}https://one.example/a" for fault in ("crash|", "bloat|", "exit|", ""))
    nowhere = [f"probe:{address}" for address in ("http://[::1", "no address", "file:///etc/passwd", "https://")]

    result = crawl([crash, *nowhere, bloat, leave, good], replica.gateway, program=PROBE)

    for name in (crash, bloat, leave):
        assert (result.reports[name].outcome, result.reports[name].code) == (FAILED, Cause.CRASHED)
    for name in nowhere:
        assert result.reports[name].code is Cause.UNREACHABLE, name
    assert result.reports[good].outcome is Outcome.WHOLE
    assert "a mistake of our own in two lines" in result.log
    assert "Traceback" not in result.log


def test_ten_thousand_roles_arrive_in_parts(replica: Replica) -> None:
    rows = [
        {"id": f"{n}", "title": "ML Intern", "url": f"https://x.example/{n}", "company_name": "Acme", "active": True}
        for n in range(10_000)
    ]
    replica.put("raw.githubusercontent.com/a/list/dev/.github/scripts/listings.json", rows)

    result = crawl(["community:a/list"], replica.gateway, timeout=30)

    assert len(result.listings["community:a/list"]) == len(result.one.seen) == 10_000
    assert len(result.lines) > 10
    assert max(map(len, result.lines)) <= 8 << 20
