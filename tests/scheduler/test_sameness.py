"""Pairs of listings that are, or are not, one role; and the identities that decide it without likeness."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from crawler.listing import Listing
from scheduler.places import Place, words_of_places
from scheduler.sameness import Roles, group_key, identities, role_key, role_of, same_role

INTERN = "Machine Learning Intern"
TEXT = "Acme is a small company by the sea. " + "You train models that hear whales in long recordings. " * 5


def listing(title: str = INTERN, *, company: str = "Acme", location: str = "New York, NY", **more: str) -> Listing:
    place = {"kind": "community", "token": "lists/interns", "key": "1"} | more
    return Listing(title=title, company=company, location=location, **place)


def on_own_board(title: str = INTERN, **more: str) -> Listing:
    return listing(title, **({"kind": "greenhouse", "token": "acme", "key": "77"} | more))


# -- Titles: the first on a list, the second on the company's own board; company and place agree ----------------------

SAME_TITLES = [
    ("Machine Learning Intern", "Machine Learning Internship"),
    ("Machine Learning Intern", "Intern, Machine Learning"),
    ("Machine Learning Intern", "ML Intern"),
    ("Machine Learning Intern", "Machine-Learning Intern"),
    ("Machine Learning Intern", "MACHINE LEARNING INTERN"),
    ("Machine Learning Intern", "Machine Learning Intern (Summer 2027)"),
    ("Machine Learning Intern - Summer 2027", "Summer 2027 Machine Learning Intern"),
    ("Machine Learning Intern, Summer '27", "Machine Learning Intern (2027)"),
    ("Machine Learning Intern - Autumn 2026", "Machine Learning Intern (Fall 2026)"),
    ("Machine Learning Intern (May 2027 - August 2027)", "Machine Learning Intern 2027"),
    ("Machine Learning Intern - R10442", "Machine Learning Intern"),
    ("Machine Learning Intern (Req #10442)", "Machine Learning Intern"),
    ("Machine Learning Intern JR2010488", "Machine Learning Intern"),
    ("Machine Learning Intern - New York", "Machine Learning Intern"),
    ("Machine Learning Intern - NYC", "Machine Learning Intern"),
    ("Machine Learning Intern (New York, NY)", "Machine Learning Intern"),
    ("Machine Learning Intern (Hybrid)", "Machine Learning Intern"),
    ("Machine Learning Intern, Full-Time", "Machine Learning Intern"),
    ("Machine Learning Intern (m/f/d)", "Machine Learning Intern"),
    ("Machine Learning Intern (w/m/x)", "Machine Learning Intern"),
    ("Acme Machine Learning Intern", "Machine Learning Intern"),
    ("Machine Learning Intern at Acme", "Machine Learning Intern"),
    ("Machine Learning Intern Position", "Machine Learning Intern"),
    ("Machine Learning Internship Program", "Machine Learning Intern"),
    ("Machine Learning Engineering Intern", "Machine Learning Engineer Intern"),
    ("Software Engineering Intern", "SWE Intern"),
    ("Software Engineering Intern", "Software Engineer Intern"),
    ("Data Science Intern", "Data Scientist Intern"),
    ("Data Science & AI Intern", "Data Science and Artificial Intelligence Intern"),
    ("NLP Research Intern", "Natural Language Processing Research Intern"),
    ("LLM Intern", "Large Language Models Intern"),
    ("Back-End Engineer Intern", "Backend Engineer Intern"),
    ("Machine Learning Intern/Co-op", "Machine Learning Intern"),
    ("Ph.D. Machine Learning Intern", "Machine Learning PhD Internship"),
    ("Undergraduate Research Intern", "Research Intern - Bachelor's"),
    ("Robotics Perception Intern", "Robotics Percepton Intern"),
    ("Reinforcement Learning Intern", "RL Intern"),
]
OTHER_TITLES = [
    ("Machine Learning Intern", "Machine Learning Engineer"),
    ("Machine Learning Intern", "Senior Machine Learning Engineer"),
    ("Machine Learning Engineer", "Senior Machine Learning Engineer"),
    ("Machine Learning Intern", "Machine Learning Co-op"),
    ("Machine Learning Intern", "PhD Machine Learning Intern"),
    ("PhD Machine Learning Intern", "Undergraduate Machine Learning Intern"),
    ("PhD Machine Learning Intern", "MS Machine Learning Intern"),
    ("Master's Machine Learning Intern", "Bachelor's Machine Learning Intern"),
    ("Machine Learning Intern (BS/MS)", "Machine Learning Intern (PhD)"),
    ("Machine Learning Intern - Ads", "Machine Learning Intern - Search"),
    ("Machine Learning Intern - Perception", "Machine Learning Intern - Planning"),
    ("Machine Learning Intern", "Machine Learning Intern, Fraud"),
    ("Machine Learning Intern", "Data Science Intern"),
    ("Machine Learning Intern", "Machine Learning Operations Intern"),
    ("Machine Learning Intern - Summer 2027", "Machine Learning Intern - Fall 2026"),
    ("Machine Learning Intern - Summer 2027", "Machine Learning Intern - Summer 2026"),
    ("Machine Learning Intern - Spring 2027", "Machine Learning Intern - Summer 2027"),
    ("Software Engineering Intern, Backend", "Software Engineering Intern, Frontend"),
    ("Research Intern", "Research Scientist Intern"),
    ("Intern II", "Intern III"),
    ("R Developer Intern", "C Developer Intern"),
    ("C++ Intern", "C# Intern"),
    ("iOS Intern", "OS Intern"),
    ("Trading Intern", "Grading Intern"),
    ("Quantitative Research Intern", "Quantitative Trading Intern"),
    ("Quantitative Research Intern", "Quantitative Researcher Intern"),
    ("Software Engineer Intern", "Software Developer Intern"),
    ("Time Series Intern", "Series A Intern"),
]


@pytest.mark.parametrize(("one", "two"), SAME_TITLES)
def test_the_same_role_under_two_spellings_of_its_title(one: str, two: str) -> None:
    a, b = listing(one), on_own_board(two)
    assert same_role(a, b), (role_of(a), role_of(b))
    assert same_role(b, a)
    assert role_key(a) == role_key(b)


@pytest.mark.parametrize(("one", "two"), OTHER_TITLES)
def test_roles_that_never_merge(one: str, two: str) -> None:
    a, b = listing(one), on_own_board(two)
    assert not same_role(a, b), (role_of(a), role_of(b))
    assert not same_role(b, a)


# -- Places: the first on a list, the second on the company's own board -----------------------------------------------

SAME_PLACES = [
    ("NYC", "New York, NY"),
    ("New York", "New York City, New York, United States"),
    ("SF", "San Francisco, CA"),
    ("San Francisco, CA", "San Francisco, California, USA"),
    ("Remote", "Remote in USA"),
    ("Remote in USA", "Remote - United States"),
    ("Remote (US)", "US Remote"),
    ("NYC; SF", "New York, NY"),
    ("New York, NY", "San Francisco, CA; New York, NY; Remote"),
    ("Toronto, ON, Canada", "Toronto"),
    ("Munich, Germany", "München, Bayern, Deutschland"),
    ("Zurich", "Zürich, Switzerland"),
    ("London, UK", "London, England, United Kingdom"),
    ("Bangalore", "Bengaluru, India"),
    ("Washington, DC", "Washington D.C."),
    ("Cambridge, MA +1", "Cambridge, Massachusetts"),
    ("Austin, TX", "United States"),
    ("US-CA-Santa Clara", "Santa Clara, CA"),
    ("Austin, TX", "Austin, TX (Remote)"),
    ("Austin, TX", "2 Locations"),
    ("", "Austin, TX"),
    ("Greater Boston Area", "Boston, MA"),
    ("Hybrid - London", "London"),
]
OTHER_PLACES = [
    ("New York, NY", "San Francisco, CA"),
    ("Remote", "New York, NY"),
    ("Remote in USA", "Remote in Canada"),
    ("Cambridge, MA", "Cambridge, UK"),
    ("Portland, OR", "Portland, ME"),
    ("NYC; SF", "Boston, MA"),
    ("NYC; Boston, MA", "New York, NY; Chicago, IL; Austin, TX"),
    ("Austin, TX", "Germany"),
    ("Seattle, Washington", "Washington, DC"),
    ("London, ON, Canada", "London, UK"),
]


@pytest.mark.parametrize(("one", "two"), SAME_PLACES)
def test_the_same_place_under_two_names(one: str, two: str) -> None:
    assert same_role(listing(location=one), on_own_board(location=two))
    assert same_role(listing(location=two), on_own_board(location=one))


@pytest.mark.parametrize(("one", "two"), OTHER_PLACES)
def test_another_place_is_another_role(one: str, two: str) -> None:
    assert not same_role(listing(location=one), on_own_board(location=two))
    assert not same_role(listing(location=two), on_own_board(location=one))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("United States, California, San Jose", {Place("san jose", "ca", "us")}),
        ("Indianapolis, IN", {Place("indianapolis", "in", "us")}),
        ("Portland, OR", {Place("portland", "or", "us")}),
        ("Remote in USA", {Place(country="us", remote=True)}),
        ("San Francisco Bay Area", {Place(region="ca", country="us")}),
        ("Non-remote, Berlin", {Place("berlin")}),
        ("Multiple locations", set()),
        ("3 Locations", set()),
        ("", set()),
        ("Paris / London", {Place("paris"), Place("london")}),
    ],
)
def test_places_are_read_as_far_as_they_say(text: str, places: set[Place]) -> None:
    assert Place.read_all(text) == places


def test_a_title_may_repeat_any_name_of_its_place() -> None:
    assert {"nyc", "new", "york", "ny", "usa"} <= words_of_places("New York, NY")


# -- Companies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Acme", "Acme, Inc.", True),
        ("The Acme Company", "Acme Company LLC", True),
        ("Möller & Söhne GmbH", "Moller and Sohne", True),
        ("Acme", "Acme Health", False),
        ("Acme AI", "Acme", False),
        ("", "", False),
        ("Acme", "", False),
    ],
)
def test_companies_by_their_strict_name(one: str, two: str, *, same: bool) -> None:
    assert same_role(listing(company=one), on_own_board(company=two)) is same


# -- One board: what differs is meant ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ({}, {}, True),  # posted again
        ({"department": "Ads"}, {"department": "ads"}, True),
        ({"department": "Ads"}, {"department": "Search"}, False),
        ({"description": TEXT}, {"description": TEXT + " Posted again."}, True),
        ({"description": TEXT}, {"description": ""}, True),
        (
            {"description": TEXT},
            {"description": TEXT[:60] + "We tune the engine of a boat, by hand, in all weathers." * 5},
            False,
        ),
        ({"location": "Boston, MA"}, {"location": "Austin, TX"}, False),
        ({"location": "Boston, MA"}, {"location": "Boston, MA; Austin, TX"}, False),
        ({"location": ""}, {"location": "Boston, MA"}, False),
        ({"title": "ML Intern"}, {"title": "ML Intern - Summer 2027"}, False),
        ({"title": "ML Intern - Summer 2027"}, {"title": "ML Intern (Summer 2027) - R123"}, True),
    ],
)
def test_two_postings_of_one_board(one: dict[str, str], two: dict[str, str], *, same: bool) -> None:
    assert same_role(on_own_board(**one), on_own_board(**(two | {"key": "78"}))) is same


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("Summer 2027",), ("Summer 2027", "Fall 2027"), True),
        (("Summer 2027",), ("Summer",), True),
        (("Summer 2027",), (), True),
        (("Summer 2026",), ("Summer 2027",), False),
        (("Fall 2026",), ("Summer 2027",), False),
    ],
)
def test_terms_that_a_list_states(one: tuple[str, ...], two: tuple[str, ...], *, same: bool) -> None:
    other = replace(listing(token="lists/others", key="2"), terms=two)
    assert same_role(replace(listing(), terms=one), other) is same


def test_terms_that_an_address_states() -> None:
    a = listing(url="https://acme.example/job?name=summer-2026-ml-intern")
    b = on_own_board(INTERN + " - Summer 2027")
    assert not same_role(a, b)
    assert same_role(replace(a, url=a.url.replace("2026", "2027")), b)


def test_two_lists_that_name_two_postings_of_one_board() -> None:
    """The board shows two, so what differs is meant, whoever says so."""
    a = listing(url="https://boards.greenhouse.io/acme/jobs/1", location="Boston, MA")
    b = listing(token="lists/others", url="https://job-boards.greenhouse.io/acme/jobs/2", location="Boston, MA; NYC")
    assert not same_role(a, b)
    assert same_role(a, replace(b, location="Boston, MA"))


def test_three_cities_group_but_stay_three_roles() -> None:
    cities = [on_own_board(key=city, location=city) for city in ("New York, NY", "Boston, MA", "Austin, TX")]
    assert not any(same_role(a, b) for a in cities for b in cities if a is not b)
    assert len({group_key(each) for each in cities}) == 1
    assert group_key(cities[0]) != group_key(on_own_board("Data Science Intern"))
    assert group_key(cities[0]) != group_key(on_own_board(INTERN + " - Summer 2027"))


def test_a_city_in_the_title_does_not_split_the_group() -> None:
    boston = on_own_board(INTERN + " - Boston", location="Boston, MA")
    austin = on_own_board(INTERN + " - Austin", location="Austin, TX")
    assert group_key(boston) == group_key(austin)
    assert not same_role(boston, austin)


def test_workplace_stands_in_for_a_place() -> None:
    assert same_role(listing(location="", workplace="remote"), on_own_board(location="Remote"))
    assert not same_role(listing(location="", workplace="remote"), on_own_board(location="Boston, MA"))


# -- Identities -------------------------------------------------------------------------------------------------------


def test_a_listing_is_first_of_all_itself() -> None:
    assert identities(on_own_board())[0] == "greenhouse:acme:77"


@pytest.mark.parametrize(
    "url",
    [
        "https://boards.greenhouse.io/acme/jobs/77?gh_src=abc",
        "https://job-boards.greenhouse.io/Acme/jobs/77",
        "https://boards.greenhouse.io/embed/job_app?for=acme&token=77",
        "https://acme.example/careers/?gh_jid=77&utm_source=list",
    ],
)
def test_a_list_and_the_board_share_an_identity(url: str) -> None:
    own = on_own_board(url="https://acme.example/jobs?gh_jid=77")
    assert set(identities(own)) & set(identities(listing(url=url)))


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        ("https://acme.example/jobs/12345?utm_source=a", "http://www.acme.example/jobs/12345/", True),
        (
            "https://acme.example/careers/machine-learning-intern",
            "https://acme.example/careers/machine-learning-intern?ref=x",
            True,
        ),
        (
            "https://careers-acme.icims.com/jobs/4821/ml-intern/job?mobile=false",
            "https://careers-acme.icims.com/jobs/4821/login",
            True,
        ),
        ("https://acme.example/careers", "https://acme.example/careers", False),
        ("https://acme.example/careers/2027", "https://acme.example/careers/2027", False),
        ("https://boards.greenhouse.io/acme", "https://boards.greenhouse.io/acme", False),
        ("https://acme.example/jobs?id=12345", "https://acme.example/jobs?id=12346", False),
    ],
)
def test_addresses_of_one_posting_are_identities_and_shared_pages_are_not(one: str, two: str, *, shared: bool) -> None:
    a, b = listing(key="1", url=one), listing(key="2", url=two)
    assert bool(set(identities(a)) & set(identities(b))) is shared


def test_one_page_for_all_postings_of_a_board_makes_them_not_one_role() -> None:
    shared = "https://acme.example/company/12345/open-positions"
    one, two = on_own_board(key="7700001", url=shared), on_own_board("Data Intern", key="7700002", url=shared)
    assert not set(identities(one)) & set(identities(two))
    own = on_own_board(key="7700001", url="https://acme.example/jobs/7700001")
    assert set(identities(own)) & set(identities(listing(url="http://acme.example/jobs/7700001/?utm_source=list")))


def test_one_page_with_several_descriptions_of_postings_makes_them_not_one_role() -> None:
    page = "https://acme.example/careers/interns-10427"
    one, two = (
        listing(title, kind="jsonld", token="acme.example/careers", key=f"{page[8:]}#{title}", url=page)
        for title in ("ML Intern", "Data Intern")
    )
    assert not set(identities(one)) & set(identities(two))


def test_two_boards_may_count_from_one() -> None:
    one, two = on_own_board(key="1"), on_own_board(token="other", key="1", company="Other")
    assert not set(identities(one)) & set(identities(two))


def test_one_requisition_is_one_role_however_often_it_is_posted() -> None:
    cities = [on_own_board(key=city, location=city, requisition="R-1001") for city in ("New York, NY", "Boston, MA")]
    assert set(identities(cities[0])) & set(identities(cities[1]))


@pytest.mark.parametrize("requisition", ["", "See Opening ID", "n/a"])
def test_a_placeholder_is_no_requisition(requisition: str) -> None:
    assert not any(":req:" in name for name in identities(on_own_board(requisition=requisition)))


def test_one_requisition_for_every_intern_does_not_merge_their_roles() -> None:
    one = on_own_board(key="1", requisition="INT-2027")
    two = on_own_board("Data Science Intern", key="2", requisition="INT-2027")
    assert not set(identities(one)) & set(identities(two))


@pytest.mark.parametrize("title", ["", "   ", "🙂", "2027", "R12345", "a" * 5000, "((((", "Intern " * 400])
def test_strange_titles_are_no_trouble(title: str) -> None:
    a, b = listing(title), on_own_board("Data Science Intern")
    assert not same_role(a, b)
    assert role_key(a)
    assert identities(a)


# -- Many at once -----------------------------------------------------------------------------------------------------


def test_the_first_that_is_the_same_role_is_found_as_by_comparing_each() -> None:
    towns = ["New York, NY", "Boston, MA", "", "Remote", "New York, NY; Boston, MA"]
    many = [listing(location=town, key=f"list{at}") for at, town in enumerate(towns)]
    many += [on_own_board(location=town, key=str(at)) for at, town in enumerate(towns * 2)]
    roles: Roles[str] = Roles()
    for at, each in enumerate(many):
        assert roles.find(each) == next((other.key for other in many[:at] if same_role(other, each)), None), each
        roles.add(each, each.key)


def test_one_title_in_thousands_of_towns_is_looked_through_in_a_moment() -> None:
    begun, roles = time.monotonic(), Roles[str]()
    for number in range(3000):
        each = on_own_board("Store Associate", location=f"Town {number}", key=str(number))
        assert roles.find(each) is None
        roles.add(each, each.key)
    assert time.monotonic() - begun < 10, "comparing each with each takes a minute"
