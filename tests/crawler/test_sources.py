"""Public sources: their paging, their refusals, and the free text of hiring posts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler import example
from crawler.errand import Errand
from crawler.hiring_post import Post
from crawler.kind import Answer
from crawler.kinds import all_kinds
from crawler.listing import Board, Cause, Memory, Outcome, Report
from crawler.sift import NOT_ONE
from scheduler.demo.boards import Replica
from tests.crawler.child import crawl
from tests.crawler.test_kinds import EXAMPLES

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def answered(body: Any, status: int = 200, **headers: str) -> Answer:
    raw = body if isinstance(body, str) else json.dumps(body)
    return Answer(url="", status=status, headers=headers, body=raw.encode())


def play(board: str, *answers: Answer) -> tuple[Errand, Report, list[str]]:
    """A visit that gets these answers, as long as it asks; its report, and what it asked."""
    memory = Memory(board=Board.parse(board), first=True)
    errand, asked = Errand(memory, all_kinds()[memory.board.kind]), []
    for answer in answers:
        if errand.ask is None:
            break
        asked.append(errand.ask.url)
        errand.hear(answer, NOW)
    assert errand.ask is None, f"asks for more: {errand.ask}"
    return errand, errand.report(), asked


# -- Arbeitnow --------------------------------------------------------------------------------------------------------


def arbeitnow(*slugs: str, more: str | None = None, **changes: Any) -> Answer:
    rows = [
        {
            "slug": slug,
            "company_name": "Nordlicht",
            "title": f"Praktikum {slug}",
            "description": "<p>x</p>",
            "remote": False,
        }
        | {
            "url": f"https://www.arbeitnow.com/jobs/companies/nordlicht/{slug}",
            "job_types": [],
            "created_at": 1790000000,
        }
        | changes
        for slug in slugs
    ]
    return answered({"data": rows, "links": {"next": more}})


PAGE_2 = "https://www.arbeitnow.com/api/job-board-api?page=2"


def test_arbeitnow_reads_to_the_page_that_names_no_next() -> None:
    errand, report, asked = play("arbeitnow:all", arbeitnow("a", "b", more=PAGE_2), arbeitnow("c"))
    assert asked == ["https://www.arbeitnow.com/api/job-board-api", PAGE_2]
    assert report.outcome is Outcome.WHOLE
    assert [each.key for each in errand.visit.listings] == ["a", "b", "c"]


def test_arbeitnow_stops_where_a_page_repeats_and_does_not_call_that_whole() -> None:
    _, report, asked = play("arbeitnow:all", arbeitnow("a", more=PAGE_2), arbeitnow("a", more=PAGE_2))
    assert (len(asked), report.outcome, report.code) == (2, Outcome.PARTIAL, Cause.PAGES)


def test_arbeitnow_with_an_empty_last_page_is_whole() -> None:
    _, report, asked = play("arbeitnow:all", arbeitnow("a", more=PAGE_2), arbeitnow(more=PAGE_2))
    assert (len(asked), report.outcome) == (2, Outcome.WHOLE)


def test_a_next_page_on_another_host_is_not_followed() -> None:
    _, report, asked = play("arbeitnow:all", arbeitnow("a", more="https://evil.example/api?page=2"))
    assert (len(asked), report.outcome, report.code) == (1, Outcome.PARTIAL, Cause.FORMAT_CHANGED)


def test_arbeitnow_without_the_envelope_is_one_page() -> None:
    errand, report, _ = play("arbeitnow:all", answered({"data": json.loads(arbeitnow("a").body)["data"]}))
    assert (report.outcome, len(errand.visit.listings)) == (Outcome.WHOLE, 1)


def test_what_is_no_internship_is_counted() -> None:
    errand, report, _ = play("arbeitnow:all", arbeitnow("a", title="Controls Engineer"))
    assert errand.visit.listings == []
    assert report.passed_over == {NOT_ONE: 1}
    assert report.seen == ["a"]


# -- The Muse ---------------------------------------------------------------------------------------------------------


def muse(page: int, pages: int, *names: str) -> Answer:
    rows = [
        {
            "id": 100 * page + at,
            "name": name,
            "contents": "x",
            "publication_date": "2026-08-20T22:10:03Z",
            "locations": [],
        }
        | {"levels": [{"name": "Internship"}], "refs": {"landing_page": f"https://www.themuse.com/jobs/a/{page}-{at}"}}
        | {"company": {"name": "A"}, "categories": []}
        for at, name in enumerate(names)
    ]
    return answered({"page": page, "page_count": pages, "results": rows})


def test_the_muse_reads_all_pages() -> None:
    errand, report, asked = play("themuse:data-science", muse(0, 2, "Data Intern"), muse(1, 2, "ML Intern"))
    assert [url.rpartition("=")[2] for url in asked] == ["0", "1"]
    assert "category=Data%20Science&" in asked[0]
    assert (report.outcome, len(errand.visit.listings)) == (Outcome.WHOLE, 2)


def test_the_muse_with_an_empty_page_in_the_middle_is_not_whole() -> None:
    _, report, asked = play("themuse:data-science", muse(0, 3, "Data Intern"), muse(1, 3))
    assert (len(asked), report.outcome, report.code) == (2, Outcome.PARTIAL, Cause.PAGES)


@pytest.mark.parametrize("page", [0, 1])
def test_the_muse_over_its_limit_asks_to_wait(page: int) -> None:
    answers = [muse(0, 9, "Data Intern"), answered("limit", 403)][1 - page :]
    _, report, _ = play("themuse:data-science", *answers)
    assert (report.code, report.wait) == (Cause.WAIT, 3600)
    assert report.outcome is (Outcome.PARTIAL if page else Outcome.FAILED)


def test_the_muse_never_asks_for_page_100() -> None:
    pages = [muse(page, 120, f"Intern {page}") for page in range(100)]
    _, report, asked = play("themuse:data-science", *pages)
    assert (len(asked), report.outcome, report.code) == (100, Outcome.PARTIAL, Cause.PAGES)


@pytest.mark.parametrize(
    ("token", "category"),
    [("computer-and-it", "Computer%20and%20IT"), ("software-engineering", "Software%20Engineering")],
)
def test_the_muse_names_its_categories_exactly(token: str, category: str) -> None:
    _, _, asked = play(f"themuse:{token}", muse(0, 0))
    assert f"category={category}&" in asked[0]


# -- Himalayas, Jobicy ------------------------------------------------------------------------------------------------


def himalayas(*titles: str, **changes: Any) -> Answer:
    rows = [
        {
            "title": title,
            "companyName": "Tidepool",
            "employmentType": "Intern",
            "pubDate": 1787200000,
            "expiryDate": 1792384000,
        }
        | {"guid": f"https://himalayas.app/companies/tidepool/jobs/{title.lower().replace(' ', '-')}"}
        | changes
        for title in titles
    ]
    return answered({"limit": 20, "offset": 0, "totalCount": 99, "jobs": rows})


def test_himalayas_goes_on_while_pages_are_full_and_new() -> None:
    first = himalayas(*(f"Intern {n}" for n in range(20)))
    errand, report, asked = play("himalayas:machine-learning", first, himalayas("Intern 20"))
    assert [url.rpartition("=")[2] for url in asked] == ["1", "2"]
    assert (report.outcome, len(errand.visit.listings)) == (Outcome.WHOLE, 21)


def test_himalayas_stops_where_a_search_ignores_its_pages() -> None:
    same = himalayas(*(f"Intern {n}" for n in range(20)))
    errand, report, asked = play("himalayas:machine-learning", same, same)
    assert (len(asked), len(errand.visit.listings)) == (2, 20)
    assert (report.outcome, report.code) == (Outcome.PARTIAL, Cause.PAGES)


def test_himalayas_ends_with_an_empty_page() -> None:
    full = himalayas(*(f"Intern {n}" for n in range(20)))
    _, report, asked = play("himalayas:machine-learning", full, himalayas())
    assert (len(asked), report.outcome) == (2, Outcome.WHOLE)


@pytest.mark.parametrize("factor", [1, 1000], ids=["seconds", "milliseconds"])
def test_himalayas_dates_in_seconds_or_in_milliseconds(factor: int) -> None:
    errand, _, _ = play(
        "himalayas:ml", himalayas("ML Intern", pubDate=1787200000 * factor, expiryDate=1792384000 * factor)
    )
    (listing,) = errand.visit.listings
    assert (listing.date_posted[:10], listing.valid_through[:10]) == ("2026-08-20", "2026-10-19")


def test_himalayas_places() -> None:
    errand, _, _ = play("himalayas:ml", himalayas("ML Intern", locationRestrictions=["Canada", "Chile"]))
    assert errand.visit.listings[0].location == "Remote, Canada; Remote, Chile"
    errand, _, _ = play(
        "himalayas:ml", himalayas("ML Intern", locationRestrictions=[{"alpha2": "CA", "name": "Canada"}])
    )
    assert errand.visit.listings[0].location == "Remote, Canada"
    errand, _, _ = play("himalayas:ml", himalayas("ML Intern", locationRestrictions=[]))
    assert errand.visit.listings[0].location == "Remote"


def test_jobicy_asks_once_and_no_more_where_nothing_changed() -> None:
    answer = answered({"jobs": [{"id": 1, "jobTitle": "ML Intern", "url": "https://jobicy.com/jobs/1-ml"}]})
    errand, report, asked = play("jobicy:data-science", answer)
    assert asked == ["https://jobicy.com/api/v2/remote-jobs?count=100&industry=data-science"]
    memory = Memory(board=Board.parse("jobicy:data-science"), validators=report.validators)
    again = Errand(memory, all_kinds()["jobicy"])
    again.hear(answer, NOW)
    assert again.report().outcome is Outcome.UNCHANGED
    assert errand.visit.listings[0].location == ""


@pytest.mark.parametrize(
    "board", ["arbeitnow:all", "themuse:data-science", "himalayas:ml", "jobicy:all", "hackernews:whoishiring"]
)
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"unexpected": []}, Cause.FORMAT_CHANGED),
        ([], Cause.FORMAT_CHANGED),
        ("<html>maintenance</html>", Cause.NO_BOARD_ANSWER),
        ("", Cause.NO_BOARD_ANSWER),
        ('{"jobs": [', Cause.TRUNCATED),
    ],
)
def test_an_answer_of_another_shape_fails_the_visit(board: str, body: Any, code: Cause) -> None:
    _, report, _ = play(board, answered(body))
    assert (report.outcome, report.code) == (Outcome.FAILED, code)


# -- speedyapply ------------------------------------------------------------------------------------------------------

HEAD = "| Company | Position | Location | Posting | Age |\n|---|---|---|---|---|\n"


def row(
    position: str = "ML Intern", url: str = "https://jobs.lever.co/acme/1", age: str = "3d", place: str = "Boston, MA"
) -> str:
    link = f'<a href="{url}"><img alt="Apply"/></a>' if url else ""
    return f'| <a href="https://acme.example"><strong>Acme</strong></a> | {position} | {place} | {link} | {age} |\n'


def speedyapply(table: str, **headers: str) -> tuple[Errand, Report]:
    errand, report, _ = play("speedyapply:speedyapply/2027-AI-College-Jobs", answered(table, **headers))
    return errand, report


@pytest.mark.parametrize(
    ("age", "posted"),
    [("0d", "2026-07-24"), ("3d", "2026-07-21"), ("119d", "2026-03-27"), ("2mo", ""), ("", ""), ("-1d", "")],
)
def test_age_counts_back_from_the_day_of_the_answer(age: str, posted: str) -> None:
    errand, _ = speedyapply(HEAD + row(age=age), date="Fri, 24 Jul 2026 23:30:00 GMT")
    assert errand.visit.listings[0].date_posted == posted


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_without_a_day_no_date_is_made_up(date: str) -> None:
    errand, _ = speedyapply(HEAD + row(), **({"date": date} if date else {}))
    assert errand.visit.listings[0].date_posted == ""


def test_tables_of_five_and_of_six_columns_stand_in_one_file() -> None:
    six = HEAD.replace("Location |", "Location | Salary |").replace("---|", "---|---|", 1)
    paid = row(url="https://acme.example/job/12345").replace("| Boston, MA |", "| Boston, MA | $52/hr |")
    errand, report = speedyapply(six + paid + "\ntext\n" + HEAD + row())
    assert [each.base_salary for each in errand.visit.listings] == ["USD 52 per hour", ""]
    assert (report.outcome, report.broken) == (Outcome.WHOLE, 0)


def test_tracking_goes_and_identity_stays() -> None:
    errand, _ = speedyapply(HEAD + row(url="https://acme.example/careers?gh_jid=4&amp;utm_source=s&ref=x"))
    listing = errand.visit.listings[0]
    assert (listing.url, listing.key) == ("https://acme.example/careers?gh_jid=4", "acme.example/careers?gh_jid=4")


def test_a_row_without_a_link_is_counted_and_the_rest_is_read() -> None:
    errand, report = speedyapply(HEAD + row(url="") + row())
    assert (len(errand.visit.listings), report.outcome) == (1, Outcome.WHOLE)
    assert report.passed_over == {"names no page to open": 1}


def test_a_short_row_is_broken_and_the_rest_is_read() -> None:
    errand, report = speedyapply(HEAD + "| Acme | ML Intern |\n" + row())
    assert (len(errand.visit.listings), report.broken) == (1, 1)


def test_a_relative_with_other_words_for_its_columns() -> None:
    table = "| Company | Role | Location | Application/Link | Date |\n|--|--|--|--|--|\n"
    errand, _ = speedyapply(
        table
        + "| **[Acme](https://acme.example)** | ML Intern | Leeds | [Apply](https://acme.example/job/12345) | Aug 1 |"
    )
    (listing,) = errand.visit.listings
    assert (listing.company, listing.website, listing.title) == ("Acme", "https://acme.example", "ML Intern")
    assert (listing.url, listing.date_posted) == ("https://acme.example/job/12345", "")


def test_the_day_a_relative_gives_is_taken_and_its_tables_of_something_else_are_not() -> None:
    jobs = "| Company | Role | Location | Apply | Added |\n|--|--|--|--|--|\n| Acme | ML Intern | Leeds | [go](https://acme.example/job/12345) | 2026-07-21 |\n"
    other = "\n## Programmes\n\n| org | opportunity | type | deadline |\n|--|--|--|--|\n| Borel | [Fellowship](https://borel.example) | paid | rolling |\n"
    errand, report = speedyapply(jobs + other)
    assert [(each.company, each.date_posted) for each in errand.visit.listings] == [("Acme", "2026-07-21")]
    assert (report.outcome, report.broken) == (Outcome.WHOLE, 0)


@pytest.mark.parametrize("text", ["# A list\n\nno table", "| Firm | Role |\n|---|---|\n| Acme | ML |\n"])
def test_a_list_without_its_table_has_changed_its_format(text: str) -> None:
    _, report = speedyapply(text)
    assert (report.outcome, report.code) == (Outcome.FAILED, Cause.FORMAT_CHANGED)


def test_another_file_of_the_repository() -> None:
    _, _, asked = play("speedyapply:speedyapply/2027-AI-College-Jobs/INTERN_INTL.md", answered(HEAD + row()))
    assert asked == ["https://raw.githubusercontent.com/speedyapply/2027-AI-College-Jobs/main/INTERN_INTL.md"]


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("Boston, MA +1", "Boston, MA (and 1 more)"),
        ("Boston, MA +12", "Boston, MA (and 12 more)"),
        ("Remote", "Remote"),
    ],
)
def test_more_places_than_are_named(place: str, read: str) -> None:
    errand, _ = speedyapply(HEAD + row(place=place))
    assert errand.visit.listings[0].location == read


# -- Hacker News ------------------------------------------------------------------------------------------------------


def stories(*titles: str) -> Answer:
    return answered(
        {
            "hits": [
                {"title": title, "objectID": str(900 - at), "created_at": f"2026-0{9 - at}-01T15:00:00Z"}
                for at, title in enumerate(titles)
            ]
        }
    )


def comments(*texts: str, pages: int = 1, first: int = 1) -> Answer:
    hits = [
        {
            "objectID": str(first + at),
            "comment_text": text,
            "parent_id": 900,
            "story_id": 900,
            "created_at": "2026-09-01T16:00:00Z",
        }
        for at, text in enumerate(texts)
    ]
    return answered({"hits": hits, "nbPages": pages})


HIRING = stories("Ask HN: Who is hiring? (September 2026)", "Ask HN: Who is hiring? (August 2026)")


def test_the_newest_hiring_thread_is_read() -> None:
    others = stories("Ask HN: Who wants to be hired? (September 2026)", "Ask HN: Who is hiring? (August 2026)")
    _, report, asked = play("hackernews:whoishiring", others, comments("Acme | ML Intern | Boston"))
    assert "story_899&" in asked[1]
    assert report.outcome is Outcome.WHOLE


def test_a_thread_of_two_pages() -> None:
    errand, report, asked = play(
        "hackernews:whoishiring",
        HIRING,
        comments("Acme | ML Intern", pages=2),
        comments("Beta | ML Intern", pages=2, first=9),
    )
    assert [url.rpartition("=")[2] for url in asked[1:]] == ["0", "1"]
    assert ([each.company for each in errand.visit.listings], report.outcome) == (["Acme", "Beta"], Outcome.WHOLE)


def test_no_thread_means_a_changed_format() -> None:
    _, report, _ = play("hackernews:whoishiring", stories("Ask HN: Freelancer?"))
    assert (report.outcome, report.code) == (Outcome.FAILED, Cause.FORMAT_CHANGED)


def test_posts_without_an_internship_are_leads() -> None:
    post = 'Acme | Staff Engineer<p><a href="https:&#x2F;&#x2F;jobs.lever.co&#x2F;acme?utm_source=hn">jobs...</a>'
    errand, report, _ = play("hackernews:whoishiring", HIRING, comments(post, post.replace("Acme", "Beta")))
    assert errand.visit.listings == []
    assert report.leads == ["https://jobs.lever.co/acme"]
    assert sum(report.passed_over.values()) == 2
    assert report.outcome is Outcome.WHOLE


def test_replies_are_never_taken() -> None:
    body = json.loads(comments("I seek a machine learning internship").body)
    body["hits"][0]["parent_id"] = 12345
    errand, report, _ = play("hackernews:whoishiring", HIRING, answered(body))
    assert (errand.visit.listings, report.seen) == ([], [])


OFFERS = [
    ("Acme | Machine Learning Intern | Boston, MA", "Machine Learning Intern"),
    ("Acme | Boston, MA | Summer ML Internship 2027 | ONSITE", "Summer ML Internship 2027"),
    (
        "Acme | Boston<p>We are hiring:<p>- Senior Engineer<p>- AI Engineering Intern<p>- Designer",
        "AI Engineering Intern",
    ),
    ("Acme builds radars.<p>Roles:<p>* Data Labeling Intern: https://acme.example/1", "Data Labeling Intern"),
    ("Acme | REMOTE<p>[4] Formal Methods PhD Intern: Compilers ($10k / month)", "Formal Methods PhD Intern: Compilers"),
    ("Acme | Security Engineer | INTERNS, HYBRID, Zurich", "Acme | Security Engineer | INTERNS, HYBRID, Zurich"),
    ("Acme | Engineers | NYC | Full-time, Interns (paid)", "Acme | Engineers | NYC | Full-time, Interns (paid)"),
    (
        "Acme | NYC<p>We have a long history of building things that float, and summer internships are also available.",
        "Acme | NYC",
    ),
    ("Acme | Berlin<p>- Werkstudent / Working student ML", "Werkstudent / Working student ML"),
]
NO_OFFERS = [
    "Acme | founding engineer<p>We crossed a million users with a handful of interns.",
    "Acme | Senior Engineer<p>No interns, please.",
    "Acme | Lead<p>You will mentor interns and juniors.",
    "Acme | Engineer<p>Our former interns run three companies.",
    "Acme | Engineer | Remote, international team, internal tools",
    "Acme | Engineer<p>Except for interns, we require a degree.",
    "Acme | Engineer<p>We are not looking for interns.",
    "",
]


@pytest.mark.parametrize(("markup", "title"), OFFERS)
def test_posts_that_offer_an_internship(markup: str, title: str) -> None:
    post = Post(markup)
    assert any(post.offers())
    assert post.title == title


@pytest.mark.parametrize("markup", NO_OFFERS)
def test_posts_that_only_speak_of_interns(markup: str) -> None:
    assert not any(Post(markup).offers())


@pytest.mark.parametrize(
    ("markup", "company"),
    [
        ("Acme (YC S24) | ML Intern", "Acme"),
        ("Acme [https://acme.example] | ML Intern", "Acme"),
        ("Acme Robotics is hiring interns", "Acme Robotics"),
        ("Acme (Remote US) — ML Intern", "Acme"),
        ("we hire ML interns", ""),
    ],
)
def test_the_company_of_a_post(markup: str, company: str) -> None:
    assert Post(markup).company == company


@pytest.mark.parametrize(
    ("first", "location", "workplace"),
    [
        ("Acme | ML Intern | Boston, MA | ONSITE", "Boston, MA", "onsite"),
        ("Acme | ML Intern | REMOTE (US) | Full-time", "REMOTE (US)", "remote"),
        ("Acme | ML Intern | NYC, London | HYBRID", "NYC, London", "hybrid"),
        ("Acme | ML Intern | SF (in-person)", "SF (in-person)", ""),
        ("Acme | ML Intern | US citizenship required", "", ""),
        ("Acme | ML Intern | join us", "", ""),
    ],
)
def test_the_place_of_a_post(first: str, location: str, workplace: str) -> None:
    assert (Post(first).location, Post(first).workplace) == (location, workplace)


@pytest.mark.parametrize(
    "private",
    [
        "jess@acme.example",
        "first.last+hn@mail.acme.example",
        "jess [at] acme [dot] example",
        "careers (at) acme (dot) example",
        "jess &lt;at&gt; acme.example",
        "+1 617-555-0134",
        "(617) 555-0134",
        "617.555.0134",
        "+49 30 1234 5678",
    ],
)
def test_no_personal_address_leaves_the_post(private: str) -> None:
    text = Post(f"Acme | ML Intern<p>Write to {private} today.").text
    assert "see the post]" in text
    assert "acme" not in text
    assert not any(number in text for number in ("0134", "1234", "617"))
    assert text.endswith("today.")


@pytest.mark.parametrize(
    "kept", ["$120,000 - $150,000", "100 000 - 150 000 EUR", "5-10 people", "2026-08-01", "C++23", "24/7", "@acme"]
)
def test_figures_that_are_no_telephone_stay(kept: str) -> None:
    assert kept in Post(f"Acme | ML Intern<p>It is {kept} here.").text


def test_the_link_beside_the_offer_is_where_one_applies() -> None:
    def link(url: str) -> str:
        return f'<a href="{url}">{url[:12]}...</a>'

    post = Post(
        f"Acme | Boston | {link('https://acme.example')}<p>- Staff: {link('https://acme.example/jobs/1')}"
        f"<p>- ML Intern: {link('https://acme.example/jobs/2?utm_source=hn')}"
    )
    assert post.apply_url == "https://acme.example/jobs/2"
    assert (
        Post(f"Acme | ML Intern | {link('https://acme.example')}<p>{link('https://acme.example/careers')}").apply_url
        == "https://acme.example/careers"
    )
    assert Post("Acme | ML Intern").apply_url == ""


@pytest.mark.parametrize("size", [10_000, 200_000])
@pytest.mark.parametrize("piece", ["intern ", "a@", "<a href=", "+1 ", "[at] ", "| ", "<p>", "no interns "])
def test_a_long_post_takes_bounded_time(piece: str, size: int) -> None:
    post = Post(piece * (size // len(piece)))
    assert len(post.title) <= 150
    assert isinstance(post.text, str)
    assert list(post.offers()) is not None


# -- Y Combinator -----------------------------------------------------------------------------------------------------


def test_yc_is_off_with_its_reason() -> None:
    assert "robots.txt" in all_kinds()["yc"].off


@pytest.mark.parametrize(
    "page", ["<html><p>jobs</p></html>", '<div data-page="{broken"></div>', '<div data-page="[]"></div>']
)
def test_a_yc_page_without_its_data_has_changed_its_format(page: str) -> None:
    _, report, _ = play("yc:acme", answered(page))
    assert (report.outcome, report.code) == (Outcome.FAILED, Cause.FORMAT_CHANGED)


# -- The real crawler -------------------------------------------------------------------------------------------------

SOURCES = ("arbeitnow", "hackernews", "himalayas", "jobicy", "speedyapply", "themuse")


def test_all_of_them_through_one_real_crawl(replica: Replica) -> None:
    """The child process, over HTTP, brings of each source what its example says."""
    expected, boards = {}, []
    for kind in SOURCES:
        folder = EXAMPLES / kind
        for question, file in zip((folder / "asked.txt").read_text().splitlines(), answers(folder), strict=True):
            replica.put(question.removeprefix("GET https://"), file)
        memory = example.memory(folder)
        boards.append(memory)
        expected[str(memory.board)] = {row["key"]: row for row in json.loads((folder / "listings.json").read_text())}
    brought = crawl(boards, replica.gateway)
    assert {(each.outcome, each.cause) for each in brought.reports.values()} == {(Outcome.WHOLE, "")}
    found = {name: {each.key: example.brief(each) for each in rows} for name, rows in brought.listings.items()}
    for row in found["speedyapply:speedyapply/2027-AI-College-Jobs"].values():
        assert row.pop("date_posted"), "the answer came over HTTP, which dates it"
    assert found == expected
    assert brought.reports["hackernews:whoishiring"].leads


def answers(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(folder.glob("answer*"))]
