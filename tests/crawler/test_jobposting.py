"""JSON-LD as sites write it: in graphs, in lists, in blocks, broken, escaped, and kept after the posting closed."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from crawler import jobposting
from crawler.kind import Answer
from crawler.listing import Board, Listing

NODE: dict[str, Any] = {
    "@type": "JobPosting",
    "title": "ML Intern",
    "description": "Train models.",
    "datePosted": "2026-08-01",
}
BOARD = Board("jsonld", "acme.example/jobs")


def page(block: str, rest: str = "", tag: str = 'type="application/ld+json"') -> Answer:
    html = f"<html><head><script {tag}>{block}</script></head><body>{rest}</body></html>"
    return Answer(url="https://acme.example/jobs/1", body=html.encode())


def read(block: Any, rest: str = "") -> list[Listing]:
    text = block if isinstance(block, str) else json.dumps(block)
    return [jobposting.read(row, "jsonld", BOARD) for row in jobposting.postings(page(text, rest))]


@pytest.mark.parametrize(
    "block",
    [
        NODE,
        [{"@type": "Organization"}, NODE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, NODE]},
        NODE | {"@type": ["JobPosting", "Thing"]},
        NODE | {"@type": "https://schema.org/JobPosting"},
        {"@type": "WebPage", "mainEntity": NODE},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": NODE}]},
    ],
)
def test_a_posting_is_found_wherever_it_stands(block: Any) -> None:
    assert [listing.title for listing in read(block)] == ["ML Intern"]


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "JobPosting", "title": "ML Intern", "description": "Train\n\tmodels."}',
        '{"@type": "JobPosting", "title": "ML Intern", "description": "Train models.",}',
        '{"@type": "JobPosting", "title": "ML Intern", "description": "Train \\models."};',
        '//<![CDATA[\n{"@type": "JobPosting", "title": "ML Intern", "description": "Train models."}\n//]]>',
        '<!-- {"@type": "JobPosting", "title": "ML Intern", "description": "Train models."} -->',
        "{&quot;@type&quot;: &quot;JobPosting&quot;, &quot;title&quot;: &quot;ML Intern&quot;, &quot;description&quot;: &quot;x&quot;}",
    ],
)
def test_broken_json_is_repaired_before_it_is_given_up(block: str) -> None:
    assert [listing.title for listing in read(block)] == ["ML Intern"]


@pytest.mark.parametrize(
    "tag", ["type='application/ld+json' class='seo'", 'TYPE="application/ld&#43;json"', "id=x type=application/ld+json"]
)
def test_the_script_tag_has_many_spellings(tag: str) -> None:
    assert len(jobposting.postings(page(json.dumps(NODE), tag=tag))) == 1


def test_quotation_marks_that_nobody_escaped_cost_no_posting() -> None:
    block = """{"@type": "JobPosting", "title": "ML "Intern"", "description": "<a href="https://acme.example">Train "models", plural</a>",
        "hiringOrganization": {"@type": "Organization", "name": "Acme"}, "datePosted": "2026-08-01"}"""

    (listing,) = read(block)

    assert (listing.title, listing.company, listing.date_posted) == ('ML "Intern"', "Acme", "2026-08-01")
    assert listing.description == 'Train "models", plural'


def test_a_block_beyond_repair_does_not_cost_the_next_one() -> None:
    html = f'<script type="application/ld+json">{{"@type": </script><script type="application/ld+json">{json.dumps(NODE)}</script>'

    assert len(jobposting.postings(Answer(url="", body=html.encode()))) == 1


def test_a_posting_inside_another_thing_without_a_date_or_an_address_is_none() -> None:
    bare = {name: value for name, value in NODE.items() if name != "datePosted"}

    assert read({"@type": "AboutPage", "mainEntity": bare}) == []
    assert len(read(bare)) == 1


def test_its_parts_are_read_in_every_shape() -> None:
    (listing,) = read(
        NODE
        | {
            "description": "&lt;p&gt;Train&lt;/p&gt;&lt;ul&gt;&lt;li&gt;models&lt;/li&gt;&lt;/ul&gt;",
            "identifier": {"@type": "PropertyValue", "name": "Acme", "value": 4711},
            "url": "/jobs/1-ml-intern",
            "employmentType": ["INTERN", "PART_TIME"],
            "hiringOrganization": {"@type": "Organization", "name": "Acme"},
            "jobLocation": [
                {
                    "@type": "Place",
                    "address": {"addressLocality": "Kiel", "addressCountry": {"@type": "Country", "name": "DE"}},
                },
                {
                    "@type": "Place",
                    "address": {"addressLocality": "Berlin", "addressRegion": "Berlin", "addressCountry": "DE"},
                },
            ],
            "jobLocationType": "TELECOMMUTE",
            "validThrough": "2026-10-31T00:00",
            "baseSalary": {
                "@type": "MonetaryAmount",
                "currency": "EUR",
                "value": {"minValue": 15, "maxValue": 17, "unitText": "HOUR"},
            },
        }
    )

    assert (listing.key, listing.requisition) == ("4711", "4711")
    assert listing.url == "https://acme.example/jobs/1-ml-intern"
    assert listing.description == "Train\n\n- models"
    assert listing.employment_type == "INTERN, PART_TIME"
    assert listing.company == "Acme"
    assert listing.location == "Kiel, DE; Berlin, DE"
    assert listing.workplace == "remote"
    assert listing.valid_through == "2026-10-31T00:00:00+00:00"
    assert listing.base_salary == "EUR 15 to 17 per hour"


def test_things_that_a_posting_only_refers_to_are_looked_up_on_the_page() -> None:
    graph = [
        {"@type": "Organization", "@id": "#acme", "name": "Acme"},
        {"@type": "Place", "@id": "#kiel", "address": {"addressLocality": "Kiel", "addressCountry": "DE"}},
        NODE | {"hiringOrganization": {"@id": "#acme"}, "jobLocation": [{"@type": "Place", "@id": "#kiel"}, "Berlin"]},
    ]

    (listing,) = read({"@context": "https://schema.org", "@graph": graph})

    assert (listing.company, listing.location) == ("Acme", "Kiel, DE; Berlin")


def test_the_only_organisation_of_a_page_is_the_employer_where_the_posting_names_none() -> None:
    acme, other = ({"@type": "Organization", "name": name} for name in ("Acme", "Other"))

    assert [listing.company for listing in read([acme, NODE])] == ["Acme"]
    assert [listing.company for listing in read([acme, other, NODE])] == [""]
    assert [listing.company for listing in read([acme, NODE | {"hiringOrganization": "Own"}])] == ["Own"]


def test_several_postings_of_one_page_without_addresses_of_their_own_stay_several() -> None:
    company = {"@type": "PropertyValue", "name": "Acme"}  # the name of the company whose number it would be
    listings = read([NODE | {"title": title, "identifier": company} for title in ("ML Intern", "Data Intern")])

    assert len({listing.key for listing in listings}) == 2
    assert {listing.url for listing in listings} == {"https://acme.example/jobs/1"}
    assert {listing.requisition for listing in listings} == {""}


@pytest.mark.parametrize(
    "place",
    [
        {"@type": "PostalAddress", "addressLocality": "Kiel", "addressCountry": "DE"},
        {"@type": "Place", "address": [{"addressLocality": "Kiel", "addressCountry": "DE"}]},
        {"@type": "Place", "address": "Kiel, DE"},
        {"@type": "Place", "name": "Kiel, DE"},
        ["Kiel, DE"],
    ],
)
def test_a_place_is_read_in_every_shape(place: Any) -> None:
    assert [listing.location for listing in read(NODE | {"jobLocation": place})] == ["Kiel, DE"]


@pytest.mark.parametrize(
    ("salary", "words"),
    [
        ({"currency": "USD", "value": {"minValue": 1, "maxValue": 1000000, "unitText": "YEAR"}}, ""),
        ({"currency": "USD", "value": 30, "unitText": "HOUR"}, "USD 30 per hour"),
        ({"currency": "USD", "minValue": 20, "maxValue": 30}, "USD 20 to 30"),
        ("competitive", ""),
        (None, ""),
    ],
)
def test_pay_is_believed_only_as_a_number_that_means_something(salary: Any, words: str) -> None:
    assert jobposting.salary(salary) == words


def test_a_remote_posting_without_a_place_says_where_one_may_live() -> None:
    (listing,) = read(
        NODE
        | {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": [{"@type": "Country", "name": "Spain"}]}
    )

    assert listing.location == "Spain"


@pytest.mark.parametrize(
    "sentence",
    [
        "This position is no longer active",
        "We are no longer accepting applications for this role.",
        "Sorry, this job has expired",
        "The position you are looking for is no longer open.",
        "Diese Stelle ist leider nicht mehr verfügbar",
        "Cette offre n'est plus disponible",
        "Esta vaga foi encerrada",
        "Deze vacature is gesloten",
        "Tjänsten är tillsatt",
    ],
)
def test_a_closed_page_is_closed_in_any_language_though_its_block_is_intact(sentence: str) -> None:
    assert [listing.closed for listing in read(NODE, f"<h1>ML Intern</h1><h2>{sentence}</h2>")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Apply now. Applications close on 1 November.",
        "Our closed-loop control is active no longer than needed.",
        "The expired food of the region is our mission.",
        "",
    ],
)
def test_single_words_do_not_close_a_posting(text: str) -> None:
    assert [listing.closed for listing in read(NODE, f"<h1>ML Intern</h1><p>{text}</p>")] == [False]


def test_a_page_that_hides_what_its_block_still_says_is_closed() -> None:
    long = NODE | {"description": "We train models. " * 200}
    about = "<p>" + "Our company makes fine things. " * 30 + "</p>"

    assert [listing.closed for listing in read(long, about)] == [True]
    assert [listing.closed for listing in read(long, about + "<a>Apply for this job</a>")] == [False]
    assert [listing.closed for listing in read(long, "<div id=app></div>")] == [False]  # filled by a script


@pytest.mark.parametrize(
    "rest",
    [
        "<link rel='canonical' href='https://acme.example/jobs/9'>",
        "<meta property='og:url' content='https://acme.example/jobs/9' />",
        "<script type='application/ld+json'>"
        + json.dumps(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [{"item": "https://acme.example"}, {"item": "https://acme.example/jobs/9"}],
            }
        )
        + "</script>",
    ],
)
def test_a_saved_page_tells_its_own_address(rest: str) -> None:
    saved = Answer(url="", body=page(json.dumps(NODE), rest).body)

    assert [row["_url"] for row in jobposting.postings(saved)] == ["https://acme.example/jobs/9"]


@pytest.mark.parametrize(
    "value", [None, True, 7, "text", [], [[[]]], {}, {"a": None}, [{"name": {"name": {}}}], [None, 1]]
)
@pytest.mark.parametrize(
    "name", ["identifier", "hiringOrganization", "jobLocation", "baseSalary", "employmentType", "url", "description"]
)
def test_a_part_of_the_wrong_type_costs_nothing_but_itself(name: str, value: Any) -> None:
    (listing,) = read(NODE | {name: value})

    assert listing.title == "ML Intern"


def test_hostile_pages_cost_time_in_proportion_to_their_length() -> None:
    started = time.perf_counter()
    for hostile in (
        "<script" * 200_000,
        "<script type='application/ld+json'>" + "[" * 500_000,
        "<a <a " * 200_000,
        "<script>" * 200_000,
        "<script type='application/ld+json'>" + '{"a": "' + '"b" ' * 49_000,
    ):
        jobposting.postings(Answer(url="", body=hostile.encode()))
    nested: Any = NODE
    for _ in range(500):
        nested = {"a": nested}
    read(nested)

    assert time.perf_counter() - started < 5
