"""The traps of company boards, one by one: each board here misbehaves in a way that a real one does."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

from crawler.conditional import fingerprint
from crawler.details import MOST as MOST_DETAILS
from crawler.kind import Answer, Ask, Trouble
from crawler.kinds import all_kinds
from crawler.listing import Board, Cause, Outcome
from crawler.reading import read_file
from tests.crawler.boards import data, failing, page, visit

TEXT = "<p>Train models. You study towards a bachelor's degree.</p>"
OURS = "workday smartrecruiters workable recruitee personio teamtailor rippling pinpoint jazzhr bamboohr breezy jsonld"


# Workday


def wd_row(number: int, title: str = "", **more: Any) -> dict[str, Any]:
    title = title or f"Role {number}"
    path = f"/job/Delft/{title.replace(' ', '-')}_R{number}"
    return {"title": title, "externalPath": path, "locationsText": "Delft", "bulletFields": [f"R{number}"]} | more


class Workday:
    """Pages as Workday serves them: the total on page one only, page one again past the end."""

    def __init__(
        self, rows: list[dict[str, Any]], texts: dict[str, str] | None = None, total: int | None = None
    ) -> None:
        self.rows, self.texts, self.total = rows, texts or {}, total
        self.searches: list[tuple[str, int]] = []

    def __call__(self, ask: Ask) -> Answer:
        return self.list(json.loads(ask.body)) if ask.method == "POST" else self.detail(ask.url)

    def list(self, body: dict[str, Any]) -> Answer:
        words, offset = body["searchText"].lower(), body["offset"]
        self.searches.append((words, offset))
        assert body["limit"] <= 20
        rows = [
            row for row in self.rows if words in (row["title"] + self.texts.get(row["bulletFields"][0], "")).lower()
        ]
        if offset >= len(rows):
            offset = 0
        total = (self.total if self.total is not None and not words else len(rows)) if body["offset"] == 0 else 0
        return data({"total": total, "jobPostings": rows[offset : offset + 20], "facets": []})

    def detail(self, url: str) -> Answer:
        row = next((row for row in self.rows if url.endswith(row["externalPath"])), None)
        if row is None:
            return data({"errorCode": "HTTP_404"}, 404)
        info = {
            "title": row["title"],
            "jobDescription": TEXT,
            "jobReqId": row["bulletFields"][0],
            "startDate": "2026-08-01",
        }
        shown = url.replace("/wday/cxs/acme", "")
        return data(
            {"jobPostingInfo": info | {"posted": True, "externalUrl": shown}, "hiringOrganization": {"name": "Acme"}}
        )


def test_workday_reads_every_page_though_later_ones_say_total_0() -> None:
    board = Workday([wd_row(number) for number in range(45)])

    seen = visit("workday:acme.wd1/Jobs", board)

    assert seen.report.outcome is Outcome.WHOLE
    assert len(seen.report.seen) == 45
    assert board.searches == [("", 0), ("", 20), ("", 40), ("intern", 0)]


def test_workday_stops_where_page_one_comes_again() -> None:
    board = Workday([wd_row(number) for number in range(40)], total=90)  # says 90, has 40

    seen = visit("workday:acme.wd1/Jobs", board)

    assert [offset for words, offset in board.searches if not words] == [0, 20, 40]
    assert (seen.report.outcome, seen.report.code) == (Outcome.PARTIAL, Cause.PAGES)
    assert len(seen.report.seen) == 40


def test_workday_takes_an_empty_page_for_a_refusal_not_for_an_empty_board() -> None:
    refusing = visit("workday:acme.wd1/Jobs", lambda ask: data({"total": 12, "jobPostings": []}))
    empty = visit("workday:acme.wd1/Jobs", lambda ask: data({"total": 0, "jobPostings": []}))

    assert (refusing.report.outcome, refusing.report.code) == (Outcome.FAILED, Cause.NO_BOARD_ANSWER)
    assert empty.report.outcome is Outcome.WHOLE


def test_workday_goes_on_without_a_total_while_pages_are_full() -> None:
    board = Workday([wd_row(number) for number in range(25)], total=0)

    assert len(visit("workday:acme.wd1/Jobs", board).report.seen) == 25


def test_workday_asks_for_the_text_of_what_its_search_or_the_title_says_and_of_nothing_else() -> None:
    rows = [
        wd_row(1, "ML Intern"),
        wd_row(2, "Junior AI Engineer"),
        wd_row(3, "Office Manager"),
        wd_row(4, "Werkstudent KI"),
    ]
    board = Workday(
        [*rows, wd_row(5, "Senior Scientist")], {"R2": "a twelve-week internship", "R5": "you mentor interns"}
    )

    seen = visit("workday:acme.wd1/Jobs", board)

    assert sorted(seen.with_text) == ["R1", "R2", "R4"]
    assert sorted(seen.report.seen) == ["R1", "R2", "R3", "R4", "R5"]
    assert sum(seen.report.passed_over.values()) == 2


def test_workday_only_searches_a_large_board() -> None:
    rows = [wd_row(number) for number in range(260)]
    board = Workday([*rows, wd_row(900, "Data Intern"), wd_row(901, "Robotics Co-op")])

    seen = visit("workday:acme.wd1/Jobs", board)

    assert [words for words, _ in board.searches] == ["", "intern", "co-op"]
    assert sorted(seen.with_text) == ["R900", "R901"]


def test_workday_asks_once_more_for_a_page_with_a_half_made_row() -> None:
    half = [{"bulletFields": ["R2"]}, wd_row(1)]
    answers = iter([half, [wd_row(1), wd_row(2)], []])

    def answer(ask: Ask) -> Answer:
        rows = next(answers)
        return data({"total": len(rows), "jobPostings": rows})

    seen = visit("workday:acme.wd1/Jobs", answer)

    assert sorted(seen.report.seen) == ["R1", "R2"]
    assert seen.report.broken == 0


def test_workday_knows_a_requisition_by_its_bullet_wherever_that_stands_and_by_its_path() -> None:
    row = wd_row(7, externalPath="/job/Delft/Role_R7-3", bulletFields=["Delft", "R7"])
    listing = read_file("workday", json.dumps({"total": 1, "jobPostings": [row]}).encode(), "acme.wd1/Jobs").listings[0]
    link = all_kinds()["workday"].recognise("acme.wd1.myworkdayjobs.com/en-US/Jobs/job/Delft/Role_R7-3")

    assert listing.key == "R7"
    assert link is not None
    assert (link.token, link.key) == ("acme.wd1/Jobs", "R7")


def test_workday_joins_two_adverts_of_one_requisition() -> None:
    rows = [wd_row(7), wd_row(7, externalPath="/job/Leiden/Role-7_R7-1", locationsText="Leiden")]

    (listing,) = visit("workday:acme.wd1/Jobs", Workday(rows)).listings

    assert listing.location == "Delft; Leiden"


def test_workday_says_how_its_boards_are_written() -> None:
    report = visit("workday:acme", lambda ask: data({})).report

    assert "tenant.wdN/site" in report.cause


def test_a_later_visit_asks_for_no_text_it_has() -> None:
    board = Workday([wd_row(1, "ML Intern"), wd_row(2, "Data Intern")])

    seen = visit("workday:acme.wd1/Jobs", board, known={"R1": "ML Intern", "R2": "Data Internship"})

    assert seen.with_text == ["R2"]  # its title changed
    assert sorted(seen.report.seen) == ["R1", "R2"]


def test_a_visit_asks_for_a_bounded_number_of_texts_and_leaves_the_rest_for_the_next() -> None:
    board = Workday([wd_row(number, f"Intern {number}") for number in range(MOST_DETAILS + 30)])

    seen = visit("workday:acme.wd1/Jobs", board)

    assert len(seen.with_text) == MOST_DETAILS
    assert len(seen.report.seen) == MOST_DETAILS + 30
    assert 30 in seen.report.passed_over.values()


# SmartRecruiters


def sr_row(number: int, name: str = "Office Manager", **more: Any) -> dict[str, Any]:
    row = {
        "id": str(number),
        "name": name,
        "company": {"identifier": "Acme", "name": "Acme"},
        "releasedDate": "2026-08-01T00:00:00.000Z",
    }
    return (
        row
        | {
            "typeOfEmployment": {"id": "permanent", "label": "Full-time"},
            "location": {"city": "Delft", "country": "nl"},
        }
        | more
    )


def sr_board(
    rows: list[dict[str, Any]], total: int | None = None, groups: Answer | None = None
) -> Callable[[Ask], Answer]:
    def answer(ask: Ask) -> Answer:
        if "careers.smartrecruiters.com" in ask.url:
            return groups or data([], 404)
        if "?" in ask.url:
            offset = int(ask.url.rpartition("=")[2])
            found = len(rows) if total is None else total
            return data({"offset": offset, "limit": 100, "totalFound": found, "content": rows[offset : offset + 100]})
        row = next((row for row in rows if ask.url.endswith("/" + row["id"])), None)
        sections = {"qualifications": {"title": "Qualifications", "text": TEXT}}
        return (
            data(row | {"active": True, "jobAd": {"sections": sections}})
            if row
            else data({"message": "Not found"}, 404)
        )

    return answer


def test_smartrecruiters_tells_an_unknown_company_from_an_empty_board() -> None:
    unknown = visit("smartrecruiters:nobody", sr_board([]))
    empty = visit("smartrecruiters:acme", sr_board([], groups=data([])))

    assert (unknown.report.outcome, unknown.report.code) == (Outcome.FAILED, Cause.GONE)
    assert empty.report.outcome is Outcome.WHOLE


def test_smartrecruiters_reads_a_hundred_a_page() -> None:
    seen = visit("smartrecruiters:acme", sr_board([sr_row(number) for number in range(1000, 1230)]))

    assert len(seen.report.seen) == 230
    assert len(seen.asked) == 3
    assert seen.report.outcome is Outcome.WHOLE


def test_smartrecruiters_with_fewer_rows_than_it_counts_was_not_read_whole() -> None:
    seen = visit("smartrecruiters:acme", sr_board([sr_row(1)], total=7))

    assert seen.report.outcome is Outcome.PARTIAL


def test_smartrecruiters_asks_a_posting_that_left_the_list_before_it_counts_as_closed() -> None:
    rows = [sr_row(1), sr_row(2)]

    def reshuffled(ask: Ask) -> Answer:
        return sr_board(rows[:1])(ask) if "?" in ask.url else sr_board(rows)(ask)

    seen = visit(
        "smartrecruiters:acme", reshuffled, known={"2": "2026-08-01T00:00:00.000Z", "3": "2026-08-01T00:00:00.000Z"}
    )

    assert sorted(seen.report.seen) == ["1", "2"]  # 2 left the list only; 3 is gone


@pytest.mark.parametrize(
    "more",
    [
        {
            "experienceLevel": {"id": "internship", "label": "Internship"},
            "typeOfEmployment": {"id": "part-time", "label": "Part-time"},
        },
        {"typeOfEmployment": {"id": "intern", "label": "Intern"}},
        {"name": "Stage data science"},
    ],
)
def test_smartrecruiters_interns_are_told_by_level_by_kind_and_by_title(more: dict[str, Any]) -> None:
    seen = visit("smartrecruiters:acme", sr_board([sr_row(1), sr_row(2) | more]))

    assert seen.with_text == ["2"]


def test_smartrecruiters_leaves_out_a_posting_that_closed_between_list_and_page() -> None:
    def answer(ask: Ask) -> Answer:
        return sr_board([sr_row(1, "Intern")])(ask) if "?" in ask.url else data(sr_row(1, "Intern") | {"active": False})

    seen = visit("smartrecruiters:acme", answer)

    assert seen.listings == []
    assert seen.report.seen == []
    assert seen.report.passed_over == {"closed or hidden": 1}


# Details in general


def test_a_role_of_the_field_is_read_though_only_its_text_can_say_internship() -> None:
    rows = [sr_row(1, "Data Scientist"), sr_row(2, "Senior Data Scientist"), sr_row(3, "Data Entry Clerk")]

    assert visit("smartrecruiters:acme", sr_board(rows)).with_text == ["1"]


def test_a_text_that_cannot_be_had_is_told_and_does_not_cost_the_others() -> None:
    def answer(ask: Ask) -> Answer:
        return (
            page("<html>maintenance</html>")
            if ask.url.endswith("/2")
            else sr_board([sr_row(n, "Intern") for n in (1, 2, 3)])(ask)
        )

    seen = visit("smartrecruiters:acme", answer)

    assert seen.with_text == ["1", "3"]
    assert sorted(seen.report.seen) == ["1", "2", "3"]
    assert seen.report.broken == 1
    assert seen.report.outcome is Outcome.WHOLE


@pytest.mark.parametrize("trouble", [Trouble(Cause.WAIT, "wait", 429), Trouble(Cause.UNREACHABLE, "unreachable")])
def test_a_host_that_wants_to_be_left_alone_is_not_asked_for_the_next_text(trouble: Trouble) -> None:
    def answer(ask: Ask) -> Answer:
        return sr_board([sr_row(n, "Intern") for n in range(5)])(ask) if "?" in ask.url else failing(trouble)

    seen = visit("smartrecruiters:acme", answer)

    assert len(seen.asked) == 2
    assert (seen.report.outcome, seen.report.code) == (Outcome.PARTIAL, trouble.code)
    assert len(seen.report.seen) == 5


def test_three_failures_in_a_row_end_the_asking() -> None:
    def answer(ask: Ask) -> Answer:
        return sr_board([sr_row(n, "Intern") for n in range(9)])(ask) if "?" in ask.url else page("no", 500)

    assert len(visit("smartrecruiters:acme", answer).asked) == 4


# Workable


def wk_row(code: str, country: str, **more: Any) -> dict[str, Any]:
    row = {
        "title": "ML Intern",
        "shortcode": code,
        "url": f"https://apply.workable.com/j/{code}",
        "published_on": "2026-08-01",
    }
    return row | {"locations": [{"country": country, "hidden": False}], "description": TEXT} | more


def test_workable_rows_of_one_posting_are_one_listing_with_all_its_places() -> None:
    board = {"name": "Acme", "jobs": [wk_row("AA", "Spain"), wk_row("BB", "Malta"), wk_row("AA", "Portugal")]}

    seen = visit("workable:acme", lambda ask: data(board))
    read = read_file("workable", json.dumps(board).encode()).listings

    assert [(each.key, each.location) for each in seen.listings] == [("AA", "Spain; Portugal"), ("BB", "Malta")]
    assert [(each.key, each.location) for each in read] == [("AA", "Spain; Portugal"), ("BB", "Malta")]


def test_workable_shows_no_hidden_place() -> None:
    secret = {"city": "Secret", "country": "Spain"}
    row = wk_row("AA", "") | secret | {"locations": [secret | {"hidden": True}]}

    (listing,) = visit("workable:acme", lambda ask: data({"name": "Acme", "jobs": [row]})).listings

    assert listing.location == ""


@pytest.mark.parametrize("status", [404, 429, 500])
def test_workable_is_not_asked_twice_when_it_refuses(status: int) -> None:
    seen = visit("workable:acme", lambda ask: page("no", status))

    assert len(seen.asked) == 1
    assert seen.report.outcome is Outcome.FAILED


def test_workable_pages_that_give_the_same_marker_for_ever_end() -> None:
    def answer(ask: Ask) -> Answer:
        row = {"shortcode": "AA", "title": "Cook", "state": "published", "published": "2026-08-01T00:00:00.000Z"}
        return page("<html>") if "widget" in ask.url else data({"total": 9, "results": [row], "nextPage": "same"})

    seen = visit("workable:acme", answer)

    assert len(seen.asked) < 5
    assert seen.report.code is Cause.PAGES


def test_workable_page_in_place_of_a_widget_that_stays_as_it_is_does_not_hide_the_v3_list() -> None:
    html = "<html>careers</html>"
    same = kept("https://apply.workable.com/api/v1/widget/accounts/acme?details=true", html)

    def answer(ask: Ask) -> Answer:
        row = {"shortcode": "AA", "title": "Cook", "state": "published", "published": "2026-08-01T00:00:00.000Z"}
        return page(html) if "widget" in ask.url else data({"results": [row]})

    for known in ({}, {"AA": "2026-08-01T00:00:00.000Z"}):
        seen = visit("workable:acme", answer, known=known, validators=same)
        assert (seen.report.outcome, seen.report.seen) == (Outcome.WHOLE, ["AA"])


def test_workable_marker_that_is_no_text_one_can_send_back_does_not_crash_the_visit() -> None:
    def answer(ask: Ask) -> Answer:
        row = {"shortcode": str(len(ask.body)), "title": "Cook", "state": "published"}
        return page("<html>") if "widget" in ask.url else data({"results": [row], "nextPage": "\ud800"})

    assert visit("workable:acme", answer).report.code is Cause.PAGES


# Recruitee, Personio, Teamtailor


def test_recruitee_that_asks_for_a_key_fails_and_closes_nothing() -> None:
    seen = visit("recruitee:acme", lambda ask: data({"error": "key"}, 401), known={"1": ""})

    assert (seen.report.outcome, seen.report.code, seen.report.status) == (Outcome.FAILED, Cause.FORBIDDEN, 401)
    assert "key" in seen.report.cause


@pytest.mark.parametrize(
    ("salary", "words"),
    [
        ({"min": "75.00", "max": "95.00", "period": "year", "currency": "USD"}, "USD 75,000 to 95,000 per year"),
        ({"min": "60000", "max": "75000", "period": "year", "currency": "EUR"}, "EUR 60,000 to 75,000 per year"),
        ({"min": "15.5", "max": None, "period": "hour", "currency": "EUR"}, "EUR 15.5 per hour"),
        ({"min": None, "max": None, "period": None, "currency": None}, ""),
    ],
)
def test_recruitee_pay_is_believed_only_in_its_period(salary: dict[str, Any], words: str) -> None:
    offer = {"id": 1, "title": "Intern", "slug": "intern", "status": "published", "salary": salary}

    (listing,) = read_file("recruitee", json.dumps({"offers": [offer]}).encode(), "acme").listings

    assert listing.base_salary == words


def test_recruitee_offers_that_are_not_published_are_closed() -> None:
    offer = {"id": 1, "title": "Intern", "slug": "intern", "status": "archived"}

    assert read_file("recruitee", json.dumps({"offers": [offer]}).encode(), "acme").listings[0].closed
    assert visit("recruitee:acme", lambda ask: data({"offers": [offer]})).listings == []


EMPTY_FEED = '<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs></workzag-jobs>'


@pytest.mark.parametrize("feed", [EMPTY_FEED, "", "<html><body>moved</body></html>"])
def test_personio_feed_without_positions_is_no_empty_board_unless_the_page_agrees(feed: str) -> None:
    def lists_none(ask: Ask) -> Answer:
        jobs = json.dumps('["$",{"jobs":[]}]')
        return (
            page(feed) if "/xml" in ask.url else page(f"<html><script>self.__next_f.push([1,{jobs}])</script></html>")
        )

    def unreadable(ask: Ask) -> Answer:
        return page(feed) if "/xml" in ask.url else page("<html>Jobs</html>")

    assert visit("personio:acme.de", lists_none).report.outcome is Outcome.WHOLE
    assert visit("personio:acme.de", unreadable).report.code is Cause.NO_BOARD_ANSWER


def kept(url: str, body: str) -> dict[str, dict[str, str]]:
    return {url: {"hash": fingerprint(body.encode())}}


def test_personio_empty_feed_that_stays_as_it_is_does_not_hide_what_the_page_lists() -> None:
    jobs = json.dumps('["$",{"jobs":[{"id":"9","name":"Werkstudent KI","main_office":"Kiel"}]}]')
    html = f"<html><script>self.__next_f.push([1,{jobs}])</script></html>"
    empty = kept("https://acme.jobs.personio.de/xml?language=en", EMPTY_FEED)

    def answer(ask: Ask) -> Answer:
        return page(EMPTY_FEED if "/xml" in ask.url else html)

    always_empty = visit("personio:acme.de", answer, known={}, validators=empty)
    once_full = visit("personio:acme.de", answer, known={"8": ""})

    assert (always_empty.report.outcome, always_empty.report.seen) == (Outcome.WHOLE, ["9"])
    assert (once_full.report.outcome, once_full.report.validators) == (Outcome.PARTIAL, {})


def test_personio_that_sends_us_to_its_marketing_site_is_no_board() -> None:
    seen = visit("personio:nobody.de", lambda ask: page("", 307, location="https://www.personio.de/"))

    assert (seen.report.outcome, seen.report.code, len(seen.asked)) == (Outcome.FAILED, Cause.REDIRECTED, 1)


def test_personio_search_lists_every_office() -> None:
    row = {"id": 9, "name": "Werkstudent KI", "office": "Kiel", "offices": ["Kiel", "Berlin"], "description": ""}

    (listing,) = read_file("personio", json.dumps([row]).encode(), "acme.de").listings

    assert (listing.location, listing.url) == ("Kiel; Berlin", "https://acme.jobs.personio.de/job/9")


def test_personio_section_names_are_not_the_title() -> None:
    feed = """<workzag-jobs><position><jobDescriptions><jobDescription><name>Tasks</name><value><![CDATA[<p>Train</p>]]></value>
        </jobDescription></jobDescriptions><id>7</id><name>Werkstudent ML</name></position></workzag-jobs>"""

    (listing,) = read_file("personio", feed.encode(), "acme.com").listings

    assert (listing.title, listing.url) == ("Werkstudent ML", "https://acme.jobs.personio.com/job/7")
    assert listing.description == "Tasks\n\nTrain"


def test_personio_tokens_name_the_ending_of_the_host() -> None:
    link = all_kinds()["personio"].recognise("acme-gmbh.jobs.personio.com/job/77?language=de")

    assert link is not None
    assert (link.token, link.key) == ("acme-gmbh.com", "77")


def tt_item(number: int) -> str:
    return f"<item><title>Role {number}</title><link>https://acme.teamtailor.com/jobs/{number}-role</link><guid>x</guid></item>"


def test_teamtailor_reads_every_page_of_its_feed_and_ends_where_one_comes_again() -> None:
    def answer(ask: Ask) -> Answer:
        offset = int(ask.url.partition("&offset=")[2] or 0)
        numbers = range(min(offset, 100), min(offset, 100) + 100)
        return page(f"<rss><channel><title>Acme</title>{''.join(map(tt_item, numbers))}</channel></rss>")

    seen = visit("teamtailor:acme", answer)

    assert len(seen.report.seen) == 200
    assert len(seen.asked) == 3


def test_teamtailor_does_not_take_an_unchanged_first_page_for_a_whole_board_of_several() -> None:
    answer = page(f"<rss><channel>{tt_item(1)}</channel></rss>")

    small = visit("teamtailor:acme", lambda ask: answer, known={"1": ""})
    large = visit("teamtailor:acme", lambda ask: answer, known={str(number): "" for number in range(120)})

    assert small.asked[0].conditional
    assert not large.asked[0].conditional


def test_teamtailor_json_feed_names_the_company_where_its_items_do_not() -> None:
    posting = {"@type": "JobPosting", "description": "<p>Train models.</p>", "jobLocation": {"address": "Malmö"}}
    item = {"id": "d8938509", "title": "ML Intern", "url": "https://acme.teamtailor.com/jobs/42-ml-intern"}
    feed = {"title": "Acme", "items": [item | {"_jobposting": posting}, item | {"url": "https://acme.example/jobs/43"}]}

    one, two = read_file("teamtailor", json.dumps(feed).encode(), "acme").listings

    assert (one.key, one.company, one.location, one.description) == ("42", "Acme", "Malmö", "Train models.")
    assert (two.key, two.company, two.description) == ("43", "Acme", "")


def test_teamtailor_closed_page_keeps_its_posting_and_is_closed_all_the_same() -> None:
    node = {
        "@type": "JobPosting",
        "title": "AI Engineer",
        "identifier": {"value": 48},
        "description": TEXT,
        "datePosted": "2024-08-20",
    }
    html = f"<html><script type='application/ld+json'>{json.dumps(node)}</script><h1>AI Engineer</h1>%s</html>"
    link = "<link rel='canonical' href='https://jobs.acme.example/jobs/48-ai-engineer'>"

    closed = read_file("teamtailor", (html % ("<h2>This position is no longer active</h2>" + link)).encode())
    there = read_file("teamtailor", (html % ("<a>Apply</a>" + link)).encode())

    assert [(each.key, each.closed) for each in closed.listings] == [("48", True)]
    assert [(each.key, each.closed) for each in there.listings] == [("48", False)]


# Rippling, Pinpoint, BambooHR, Breezy, JazzHR


def test_rippling_merges_the_rows_of_a_posting_and_hides_what_is_not_listed() -> None:
    def row(place: str) -> dict[str, Any]:
        return {
            "uuid": "u1",
            "name": "ML Intern",
            "url": "https://ats.rippling.com/Acme/jobs/u1",
            "workLocation": {"label": place},
        }

    def answer(ask: Ask) -> Answer:
        hidden = {"description": {"role": TEXT}, "unlistedFromSearch": True}
        return data([row("Delft"), row("Leiden")]) if ask.url.endswith("/jobs") else data(row("Delft") | hidden)

    seen = visit("rippling:Acme", answer)

    assert len(seen.asked) == 2
    assert seen.listings == []
    assert seen.report.passed_over == {"closed or hidden": 1}


def test_rippling_keeps_the_case_of_its_tokens() -> None:
    link = all_kinds()["rippling"].recognise("ats.rippling.com/AcmeCo/jobs/f7008ce4-5157-4ba9-b75b-ed2a6448b579")

    assert link is not None
    assert link.token == "AcmeCo"


def test_kinds_with_floors_for_politeness_have_them() -> None:
    kinds = all_kinds()

    assert kinds["workable"].every.total_seconds() >= 3600
    assert kinds["rippling"].delay.total_seconds() >= 6  # 100 requests in ten minutes


def test_kinds_that_terms_or_robots_forbid_are_off_with_a_reason() -> None:
    assert {name for name in OURS.split() if all_kinds()[name].off} == {"smartrecruiters", "bamboohr", "breezy"}


def test_pinpoint_with_nothing_on_the_first_visit_may_be_a_name_that_does_not_exist() -> None:
    first = visit("pinpoint:nobody", lambda ask: data({"data": []}))
    later = visit("pinpoint:acme", lambda ask: data({"data": []}), known={"1": ""})

    assert (first.report.outcome, first.report.code) == (Outcome.FAILED, Cause.NO_BOARD_ANSWER)
    assert later.report.outcome is Outcome.WHOLE


def test_pinpoint_pay_that_is_not_to_be_shown_is_not_shown() -> None:
    row = {
        "id": "1",
        "title": "Intern",
        "compensation_minimum": 9,
        "compensation_maximum": 12,
        "compensation_visible": False,
    }

    assert read_file("pinpoint", json.dumps({"data": [row]}).encode(), "acme").listings[0].base_salary == ""


def test_bamboohr_marketing_page_and_login_are_no_boards() -> None:
    marketing = visit("bamboohr:nobody", lambda ask: page("<!doctype html><html>The complete HR platform</html>"))
    private = visit("bamboohr:acme", lambda ask: page("", 302, location="https://acme.bamboohr.com/login.php"))

    assert marketing.report.code is Cause.NO_BOARD_ANSWER
    assert private.report.code is Cause.REDIRECTED


BAMBOO_WIDGET = "<ul><li id='bhrPositionID_31'><a href='//acme.bamboohr.com/careers/31'>ML Intern</a><span class='BambooHR-ATS-Location'>Provo, UT</span></li></ul>"


def test_bamboohr_embedded_list_names_the_pages_of_its_roles() -> None:
    (listing,) = read_file("bamboohr", BAMBOO_WIDGET.encode()).listings

    assert (listing.key, listing.url) == ("31", "https://acme.bamboohr.com/careers/31")


def test_bamboohr_reads_its_embedded_list_where_the_other_is_gone() -> None:
    def answer(ask: Ask) -> Answer:
        if ask.url.endswith("/detail"):
            return data(
                {
                    "result": {
                        "jobOpening": {"jobOpeningName": "ML Intern", "description": TEXT, "jobOpeningStatus": "Open"}
                    }
                }
            )
        return page(BAMBOO_WIDGET) if "embed2" in ask.url else page("", 404)

    (listing,) = visit("bamboohr:acme", answer).listings

    assert (listing.key, listing.title, listing.location) == ("31", "ML Intern", "Provo, UT")
    assert listing.url == "https://acme.bamboohr.com/careers/31"
    assert listing.description


def bz_row(code: str, **more: Any) -> dict[str, Any]:
    return {
        "id": code,
        "name": "ML Intern",
        "url": f"https://acme.breezy.hr/p/{code}-ml",
        "published_date": "2026-09-23T14:48:12.535Z",
    } | more


def test_breezy_page_that_sends_us_to_the_board_has_closed() -> None:
    def answer(ask: Ask) -> Answer:
        return data([bz_row("9b5dbab30b78")]) if ask.url.endswith("/json") else page("", 302, location="/")

    seen = visit("breezy:acme", answer)

    assert (seen.listings, seen.report.seen, seen.report.outcome) == ([], [], Outcome.WHOLE)


def test_breezy_unknown_company_is_no_empty_board() -> None:
    unknown = visit("breezy:nobody", lambda ask: page("", 302, location="https://breezy.hr/"))
    empty = visit("breezy:acme", lambda ask: data([]))

    assert unknown.report.code is Cause.REDIRECTED
    assert empty.report.outcome is Outcome.WHOLE


def test_breezy_day_of_the_page_stands_over_the_day_that_moves() -> None:
    node = {"@type": "JobPosting", "title": "ML Intern", "description": TEXT, "datePosted": "2023-06-14"}

    def answer(ask: Ask) -> Answer:
        html = f"<script type='application/ld+json'>{json.dumps(node)}</script>"
        return data([bz_row("9b5dbab30b78")]) if ask.url.endswith("/json") else page(html, url=ask.url)

    (listing,) = visit("breezy:acme", answer).listings

    assert (listing.date_posted, listing.version) == ("2023-06-14", "2026-09-23T14:48:12.535Z")


TABLE = """<table><tr id="row_job_20260908220714_ABC" class="resumator_even_row">
<td><a class="job_title_link" href="/apply/ujxQN2lhPz/ML-Intern"> ML Intern </a></td><td>Austin, TX</td></tr></table>"""


def test_jazzhr_reads_its_table_theme_too() -> None:
    def answer(ask: Ask) -> Answer:
        return page(TABLE, url=ask.url) if ask.url.endswith("/apply") else page("", 404)

    seen = visit("jazzhr:acme", answer)
    read = all_kinds()["jazzhr"].rows(page(TABLE, url="https://acme.applytojob.com/apply/jobs"))

    assert seen.urls[1] == "https://acme.applytojob.com/apply/ujxQN2lhPz/ML-Intern"
    assert [(row["title"], row["place"]) for row in read] == [("ML Intern", "Austin, TX")]


CLASSIC = """<script type="application/ld+json">{"@type": "Organization", "name": "Acme Robotics, Inc."}</script>
<table class="resumator-job-listings"><tr><th>Job Title</th><th>Department</th><th>Location</th></tr>
<tr><td colspan="3"><span class="resumator-department-name">Research</span></td></tr>
<tr><td class="resumator-job-title-column"><a class="resumator-job-title-link" href="/apply/6yA1hAbMr4/Data-AI-Intern">Data &amp; AI Intern</a></td>
<td class="resumator-department-column">Research</td><td class="resumator-job-location-column">Lahore, Pakistan</td></tr></table>"""


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (
            '<li><i class="fa fa-map-marker"></i>Austin, TX</li><li><i class="fa fa-sitemap"></i>R&amp;D</li>',
            "Austin, TX",
        ),
        (
            '<li><i class="fa fa-sitemap"></i>R&amp;D</li><li><i class="fa fa-map-marker"></i>Austin, TX</li>',
            "Austin, TX",
        ),
        ('<li><i class="fa fa-sitemap"></i>R&amp;D</li>', ""),
        (
            '<div class="resumator-job-info"><span class="resumator-job-location">Location:</span> Austin, TX</div>',
            "Austin, TX",
        ),
        ("<td>Austin, TX</td>", "Austin, TX"),
    ],
)
def test_jazzhr_takes_no_department_for_a_place(cells: str, place: str) -> None:
    shown = f'<h3><a href="https://acme.applytojob.com/apply/ujxQN2lhPz/ML-Intern">ML Intern</a></h3><ul>{cells}</ul>'

    assert [each.location for each in read_file("jazzhr", shown.encode()).listings] == [place]


def test_jazzhr_reads_its_classic_theme_and_the_name_of_the_company() -> None:
    rows = all_kinds()["jazzhr"].rows(page(CLASSIC, url="https://acme.applytojob.com/apply"))
    (listing,) = (all_kinds()["jazzhr"].read(row, Board("jazzhr", "acme")) for row in rows)

    assert listing is not None
    assert (listing.title, listing.location) == ("Data & AI Intern", "Lahore, Pakistan")
    assert listing.company == "Acme Robotics, Inc."


def test_jazzhr_company_that_left_is_gone_though_its_page_answers() -> None:
    left = "<html><title>JazzHR - Inactive Career Page</title><body>This page is inactive.</body></html>"

    report = visit("jazzhr:acme", lambda ask: page(left, url=ask.url)).report

    assert (report.outcome, report.code) == (Outcome.FAILED, Cause.GONE)


def test_jazzhr_reads_a_saved_page_whose_links_are_relative() -> None:
    saved = TABLE + "<a href='https://acme.applytojob.com/apply/'>All jobs</a>"

    (listing,) = read_file("jazzhr", saved.encode()).listings

    assert listing.url == "https://acme.applytojob.com/apply/ujxQN2lhPz/ML-Intern"


FEED = """<?xml version="1.0"?><jobs><publisher/><company>Acme</company><job><id>job_20260908220714_YFYY</id><status>Open</status>
<title><![CDATA[ Data Intern ]]></title><department>R&amp;D</department><url>http://acme.applytojob.com/apply/ujxQN2lhPz/Data-Intern</url>
<city>Austin</city><state>TX</state><country>United States</country><postalcode/><description><![CDATA[<p>Train models.</p>]]></description>
<type>Internship</type></job></jobs>"""


def test_jazzhr_feed_stands_in_for_a_page_that_lists_nothing() -> None:
    def answer(ask: Ask) -> Answer:
        return page(FEED) if "app.jazz.co" in ask.url else page("<html><body>Careers</body></html>", url=ask.url)

    seen = visit("jazzhr:acme", answer)
    (listing,) = seen.listings

    assert (listing.key, listing.title, listing.company) == ("ujxQN2lhPz", "Data Intern", "Acme")
    assert (listing.date_posted, listing.department) == ("2026-09-08", "R&D")
    assert (seen.report.outcome, seen.report.code) == (Outcome.PARTIAL, Cause.FORMAT_CHANGED)  # it may leave roles out


def test_jazzhr_page_and_feed_that_agree_on_nothing_are_an_empty_board() -> None:
    def answer(ask: Ask) -> Answer:
        return page("<jobs><company>Acme</company></jobs>") if "app.jazz.co" in ask.url else page("<html>none</html>")

    assert visit("jazzhr:acme", answer).report.outcome is Outcome.WHOLE


# Any careers page


def job_page(title: str, **more: Any) -> str:
    node = {"@type": "JobPosting", "title": title, "description": TEXT, "datePosted": "2026-08-01"} | more
    return f"<html><script type='application/ld+json'>{json.dumps(node)}</script><h1>{title}</h1></html>"


def site(pages: dict[str, str | bytes]) -> Callable[[Ask], Answer]:
    def answer(ask: Ask) -> Answer:
        found = pages.get(ask.url)
        body = found.encode() if isinstance(found, str) else found or b""
        return Answer(url=ask.url, status=200 if found else 404, body=body)

    return answer


def test_jsonld_follows_the_links_of_a_careers_page_that_can_be_internships() -> None:
    pages = {
        "https://acme.example/careers": "<a href='/careers/ml-intern'>ML Intern</a><a href='/careers/cfo'>CFO</a><a href='/about'>Us</a>",
        "https://acme.example/careers/ml-intern": job_page("ML Intern"),
    }

    seen = visit("jsonld:acme.example/careers", site(pages))

    assert [(each.key, each.title) for each in seen.listings] == [("acme.example/careers/ml-intern", "ML Intern")]
    assert len(seen.asked) == 2
    assert seen.report.outcome is Outcome.WHOLE


INDEX = "<sitemapindex><sitemap><loc>https://acme.example/%s</loc></sitemap></sitemapindex>"
URLS = "<urlset><url><loc>https://acme.example/jobs/data-intern</loc><lastmod>2026-08-02</lastmod></url><url><loc>https://acme.example/blog/jobs</loc></url></urlset>"


@pytest.mark.parametrize("packed", [False, True])
def test_jsonld_finds_jobs_in_sitemaps_within_sitemaps(packed: bool) -> None:
    pages: dict[str, str | bytes] = {
        "https://acme.example/careers": "<div id='app'></div>",
        "https://acme.example/robots.txt": "User-agent: *\nSitemap: https://acme.example/map.xml\n",
        "https://acme.example/map.xml": INDEX % "jobs.xml.gz",
        "https://acme.example/jobs.xml.gz": gzip.compress(URLS.encode()) if packed else URLS,
        "https://acme.example/jobs/data-intern": job_page("Data Intern"),
    }

    seen = visit("jsonld:acme.example/careers", site(pages))
    later = visit("jsonld:acme.example/careers", site(pages), known={"acme.example/jobs/data-intern": "2026-08-02"})

    assert [each.title for each in seen.listings] == ["Data Intern"]
    assert later.listings == []
    assert later.report.seen == ["acme.example/jobs/data-intern"]


def test_jsonld_sitemaps_that_name_each_other_end() -> None:
    pages: dict[str, str | bytes] = {
        "https://acme.example/careers": "<p>",
        "https://acme.example/sitemap.xml": INDEX % "sitemap.xml",
    }

    seen = visit("jsonld:acme.example/careers", site(pages))

    assert len(seen.asked) == 3
    assert seen.report.code is Cause.NO_BOARD_ANSWER


def test_jsonld_with_a_sitemap_that_fails_was_not_read_whole() -> None:
    both = "<sitemapindex><sitemap><loc>https://acme.example/%s</loc></sitemap><sitemap><loc>https://acme.example/b</loc></sitemap></sitemapindex>"
    pages: dict[str, str | bytes] = {
        "https://acme.example/careers": "<p>",
        "https://acme.example/sitemap.xml": both % "jobs.xml",
        "https://acme.example/jobs.xml": URLS,
        "https://acme.example/jobs/data-intern": job_page("Data Intern"),
    }

    seen = visit("jsonld:acme.example/careers", site(pages))

    assert [each.title for each in seen.listings] == ["Data Intern"]
    assert seen.report.outcome is Outcome.PARTIAL


def test_jsonld_knows_a_posting_by_one_key_from_its_link_and_from_its_page() -> None:
    address = "join.com/companies/nordlicht/16405887-werkstudent-ki"
    link = all_kinds()["jsonld"].recognise(address)
    pages = {f"https://{address}": job_page("Werkstudent KI")}

    assert link is not None
    assert link.token == "join.com/companies/nordlicht"
    assert visit(f"jsonld:{address}", site(pages)).report.seen == [link.key]


def test_jsonld_an_about_page_with_a_posting_in_it_lists_no_job() -> None:
    about = {
        "@type": "AboutPage",
        "mainEntity": {"@type": "JobPosting", "title": "Join our mission", "description": "Build."},
    }
    html = f"<script type='application/ld+json'>{json.dumps(about)}</script>"

    assert read_file("jsonld", html.encode()).listings == []
    assert (
        visit("jsonld:acme.example/careers", lambda ask: page(html, url=ask.url)).report.code is Cause.NO_BOARD_ANSWER
    )


def test_jsonld_a_list_of_postings_is_read_and_those_without_text_are_asked_for() -> None:
    full = {"@type": "JobPosting", "title": "AI Intern", "description": TEXT, "url": "https://acme.example/jobs/1"}
    bare = {"@type": "JobPosting", "title": "Data Intern", "url": "https://acme.example/jobs/2"}
    items = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": each} for each in (full, bare)]}
    pages: dict[str, str | bytes] = {
        "https://acme.example/jobs": f"<script type='application/ld+json'>{json.dumps(items)}</script>This position is no longer active",
        "https://acme.example/jobs/2": job_page("Data Intern"),
    }

    seen = visit("jsonld:acme.example/jobs", site(pages))

    assert sorted(each.title for each in seen.listings if each.description) == ["AI Intern", "Data Intern"]
    assert len(seen.asked) == 2


def test_jsonld_link_that_moved_to_a_page_without_posting_is_no_longer_there() -> None:
    pages = {
        "https://acme.example/careers": "<a href='/careers/ml-intern'>ML Intern</a>",
        "https://acme.example/careers/ml-intern": "<h1>Careers</h1>",
    }

    seen = visit("jsonld:acme.example/careers", site(pages))

    assert (seen.listings, seen.report.seen, seen.report.outcome) == ([], [], Outcome.WHOLE)


# Shapes that are documented only


def test_documented_shapes_read() -> None:
    search = [{"id": 9, "name": "Praktikum KI", "office": "Jena", "employment_type": "intern", "description": ""}]
    v2 = {
        "items": [
            {
                "id": "u1",
                "name": "ML Intern",
                "url": "https://ats.rippling.com/a/jobs/u1",
                "locations": [{"name": "Delft"}],
            }
        ]
    }
    share = "https://acme.bamboohr.com/careers/86"
    opening = {
        "jobOpeningShareUrl": share,
        "jobOpeningName": "Intern ",
        "jobOpeningStatus": "Closed",
        "description": TEXT,
    }
    text = {
        "id": 7,
        "title": "ML Intern",
        "description": TEXT,
        "location": {"city": "Volos", "country": "Greece"},
        "workplace": "hybrid",
    }
    read = {
        name: read_file(name, json.dumps(content).encode(), token).listings[0]
        for name, content, token in (
            ("personio", search, "acme.de"),
            ("rippling", v2 | {"totalPages": 1}, ""),
            ("bamboohr", {"result": {"jobOpening": opening}}, ""),
            ("workable", text, "acme"),
            ("recruitee", {"offer": {"id": 1, "title": "Intern", "slug": "intern"}}, "acme"),
        )
    }

    assert (read["personio"].url, read["personio"].location) == ("https://acme.jobs.personio.de/job/9", "Jena")
    assert (read["rippling"].key, read["rippling"].location) == ("u1", "Delft")
    assert (read["bamboohr"].key, read["bamboohr"].url, read["bamboohr"].closed) == ("86", share, True)
    assert (read["workable"].location, read["workable"].workplace) == ("Volos, Greece", "hybrid")
    assert read["recruitee"].url == "https://acme.recruitee.com/o/intern"


# All of them


@pytest.mark.parametrize("name", OURS.split())
@pytest.mark.parametrize(
    "body", [b"<html><body>Checking your browser...</body></html>", b"", b'{"jobs": [{"id": ', b"null", b"[" * 5000]
)
def test_what_is_no_board_never_counts_as_an_empty_one(name: str, body: bytes) -> None:
    token = {"workday": "acme.wd1/Jobs", "personio": "acme.de", "jsonld": "acme.example/careers"}.get(name, "acme")

    report = visit(f"{name}:{token}", lambda ask: Answer(url=ask.url, body=body), known={"1": ""}).report

    assert report.outcome is Outcome.FAILED
    assert report.code not in (Cause.NONE, Cause.CRASHED)


@pytest.mark.parametrize("name", OURS.split())
@pytest.mark.parametrize(
    ("status", "code"), [(404, Cause.GONE), (403, Cause.FORBIDDEN), (429, Cause.WAIT), (500, Cause.SERVER)]
)
def test_every_kind_says_in_a_word_why_it_failed(name: str, status: int, code: Cause) -> None:
    token = {"workday": "acme.wd1/Jobs", "personio": "acme.de", "jsonld": "acme.example/careers"}.get(name, "acme")

    seen = visit(f"{name}:{token}", lambda ask: page("no", status, url=ask.url), known={"1": ""})

    assert (seen.report.outcome, seen.report.code) == (Outcome.FAILED, code)
    assert len(seen.asked) <= 2
