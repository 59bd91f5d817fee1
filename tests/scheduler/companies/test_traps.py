"""Whom does a listing mean, and how large are they? Each row is a way in which tools get it wrong; all firms are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from crawler.listing import Board
from scheduler.companies import Companies, Entry
from scheduler.domain import Certainty
from scheduler.sizes import band, describe, is_small, rank

TODAY = date(2026, 11, 22)
RECENT, OLD = date(2026, 1, 1), date(2022, 6, 1)


def size(name: str, domain: str, low: int | None, high: int | None, **more: Any) -> Entry:
    given: dict[str, Any] = {"source": "YC directory", "as_of": RECENT} | more
    return Entry(name=name, domains=tuple(domain.split()), low=low, high=high, **given)


def large(name: str, domain: str, *aliases: str, note: str = "", low: int | None = 10001) -> Entry:
    notes = frozenset(filter(None, note.split("; ")))
    return size(name, domain, low, None, source="Fortune 1000 list", aliases=aliases, notes=notes)


LARGE = [
    large("Globex", "globex.com globex.jobs", "Globex Corporation", "GBX"),
    large("Initech", "initech.com", note="ambiguous name"),
    large("Vandelay Industries", "vandelay.com", note="subsidiary of Globex"),
    large("Wonka & Söhne", "wonka.de"),
    large("Soylent", "soylent.com.co"),
    large("Northwind University", "northwind.edu", note="institution"),
    large("Linkweb", "linkedin.com"),
    large("Placewell", "placewell.com", note="staffing", low=None),
    large("Jobheap", "jobheap.com", note="aggregator", low=None),
    large("Bigmine", "bigmine.com"),
    large("Cyberdyne", "cyberdyne.com"),  # a start-up bears the same name, see SEEDS
    large("Umbrella", "umbrella.com", "Umbra"),
    large("Umbra Group", "umbragroup.com", "Umbra"),
    large("Plateau AI", "plateau.ai", note="subsidiary of Globex"),
    large("Bulwark Financial", "bulwark.com", "Bulwark"),
    large("Société Générique", "generique.fr"),
    large("L'Ondine", "londine.com"),
    large("Ørstad", "orstad.com"),
    large("Farmstar", "farmstar.com"),
]
SEEDS = [
    size("Tinyco", "tinyco.ai", 12, 12, boards=("greenhouse:tinyco",)),
    size("Cyberdyne", "cyberdyne.so", 9, 9, boards=("ashby:cyberdyne",)),
    size("Hooli", "hooli.com", 40, 40, boards=("lever:hooli", "greenhouse:Hooli")),
    size("Guessed", "guessed.ai", 30, 30, boards=("ashby:guessed",), notes=frozenset(["board matched by name"])),
    size("Rough", "rough.io", 150, 150, boards=("ashby:rough",), notes=frozenset(["low trust"]), source="AI list"),
    size("Nosite", "", 25, 25, boards=("workable:nosite",)),
    size("Veteran", "veteran.com", 80, 80, boards=("lever:veteran",), as_of=OLD),
    size("Grownup", "grownup.com", 900, 1200, boards=("lever:grownup",), as_of=OLD),
    size("British", "british.co.uk", 250, None, boards=("lever:british",), source="UK gender pay gap report"),
    size("Acme", "acme.com", 20, 20, boards=("greenhouse:acme",)),
    size("Acme Health", "acmehealth.com", 700, 700, boards=("greenhouse:acmehealth",)),
    size("Both Boards", "both.com", 600, 600, boards=("greenhouse:both",)),
    size("Rough Giant", "globex.com", 2, 2, boards=("ashby:acquired",)),
    size("Plateau.io", "plateau.io", 12, 12, boards=("ashby:plateau",)),
    size("Perch", "joinperch.com", 30, 30, boards=("lever:perch",)),
    size("Zipper", "zipperhq.com", 300, 300, boards=("ashby:zipper",)),
    size("Heaps", "heaps-ai.com", 10, 10, boards=("ashby:heaps",)),
    size("Skiff", "skiffboats.com", 80, 80, boards=("lever:skiff",)),
    size("Skiff", "skiffcameras.com", 800, 800, boards=("lever:skiffcameras",)),
]
DIRECTORY = [
    size("Dirco", "dirco.com", 7, 7, as_of=date(2026, 11, 1)),
    size("Swallowed", "globex.com", 2, 2),  # bought by Globex, and sits on its domain
    size("Tinyco", "tinyco.ai", 18, 18, as_of=date(2026, 11, 1)),
    size("Twin One", "twins.com", 5, 5),
    size("Twin Two", "twins.com", 30, 30),
    size("Odd One", "odds.com", 5, 5),
    size("Odd Two", "odds.com", 3000, 3000),
    size("Rough", "rough.io", 60, 60),
    size("Umlaut Öl", "xn--umlaut-wxa.de", 11, 11),
    size("Applewood", "applewood.uk.com", 14, 14),
    size("Handshakes", "joinhandshake.com", 4, 4),
    size("Founder", "founder.co", 3, 3),
    size("Founder", "founder.com.co", 4000, 4000),
    size("Globex Labs", "globexlabs.com", 8, 8),
    size("Lodger", "bigkin.com", 2, 2),  # bought by Bigkin, of which nobody else here knows
    size("Woven", "workwoven.com", 15, 15),
    size("Firstly", "firstly.com", 90, 90, source="Wikidata"),
    size("Firstly", "firstly.com", 60, 60),
    size("Quarrel Group", "quarrel.com", 4000, 4000, source="Wikidata"),
    size("Quarrel", "quarrel.com", 40, 40),
    size("Concord", "concord.com", 45, 45, source="Wikidata"),
    size("Concordia", "concord.com", 70, 70),
]
OWN = [
    size("Mine", "", 77, 77, source="your own word"),
    size("Elsewhere", "elsewhere.com", 33, 33, source="your own word"),
    size("Bigmine", "bigmine.com", 44, 44, source="your own word"),
    size("Boarded", "", 55, 55, source="your own word", boards=("lever:boarded",)),
]
WEBSITES = {"lever:weblink": "https://globex.com", "greenhouse:Bare": "https://dirco.com"}
ALL = Companies(today=TODAY, own=OWN, seeds=LARGE + SEEDS, directory=DIRECTORY, websites=WEBSITES)

SMALL, LARGE_, UNKNOWN = True, False, None
SURE, MAYBE, NONE = Certainty.CONFIRMED, Certainty.PROBABLE, Certainty.UNKNOWN


@dataclass(frozen=True)
class Trap:
    why: str
    name: str
    website: str = ""
    small: bool | None = None
    certainty: Certainty = NONE
    more: dict[str, Any] = field(default_factory=dict)


def at(board: str, website: str = "") -> dict[str, Any]:
    each = Board.parse(board)
    return {"board": Board(each.kind, each.token, website=website)}


TRAPS = [
    # the user's own word
    Trap("the user's word by name", "Mine", "", SMALL, SURE),
    Trap("the user's word in other spelling", "MINE, Inc.", "", SMALL, SURE),
    Trap("the user's word by domain, under another name", "Else Where", "https://www.elsewhere.com", SMALL, SURE),
    Trap("the user's word beats the big list", "Bigmine", "https://bigmine.com", SMALL, SURE),
    Trap(
        "the user's word for a name does not hold for another domain of a known firm",
        "Elsewhere",
        "https://globex.com",
        LARGE_,
        SURE,
    ),
    Trap("the user's word by board", "Whoever", "", SMALL, SURE, at("lever:boarded")),
    Trap("a name of its own holds with any website", "Mine", "https://mine.example", SMALL, SURE),
    # a large employer by exact domain
    Trap("by domain", "Globex", "https://globex.com/careers", LARGE_, SURE),
    Trap("by domain, name unknown to us", "Globex Mobility Services", "https://careers.globex.com", LARGE_, SURE),
    Trap("by its second domain", "Globex", "globex.jobs", LARGE_, SURE),
    Trap("by domain although the name is ambiguous", "Initech", "https://initech.com", LARGE_, SURE),
    Trap("a subsidiary has its parent's band", "Vandelay Industries", "https://vandelay.com", LARGE_, SURE),
    Trap("acquired: two people on the domain of a large firm", "Swallowed", "https://globex.com", LARGE_, SURE),
    Trap("a seed row on the domain of a large firm", "Rough Giant", "https://globex.com", LARGE_, SURE),
    Trap("a deep subdomain", "Globex", "https://jobs.eu.globex.com:443/x?y#z", LARGE_, SURE),
    Trap("upper case, trailing dot", "Globex", "HTTPS://WWW.GLOBEX.COM./", LARGE_, SURE),
    Trap("three labels under com.co", "Soylent", "https://www.soylent.com.co", LARGE_, SURE),
    # institutions
    Trap("a listed university", "Northwind University", "https://northwind.edu", LARGE_, SURE),
    Trap("a lab of it", "Northwind Vision Lab", "https://vision.cs.northwind.edu", LARGE_, SURE),
    Trap("any .edu", "Lab of Somebody", "https://ml.elsewhere.edu", LARGE_, MAYBE),
    Trap(".ac.uk", "Somebody", "https://www.somewhere.ac.uk", LARGE_, MAYBE),
    Trap(".edu.au", "Somebody", "https://somewhere.edu.au", LARGE_, MAYBE),
    Trap(".gov", "Bureau", "https://bureau.gov", LARGE_, MAYBE),
    Trap(".mil", "Navy", "https://navy.mil", LARGE_, MAYBE),
    Trap(".gc.ca", "Council", "https://council.gc.ca", LARGE_, MAYBE),
    Trap(".gouv.fr", "Ministère", "https://ministere.gouv.fr", LARGE_, MAYBE),
    Trap(".govt.nz", "Statistics", "https://stats.govt.nz", LARGE_, MAYBE),
    Trap(".ac.jp", "Daigaku", "https://daigaku.ac.jp", LARGE_, MAYBE),
    Trap("a start-up under .ac is no university", "Accent", "https://accent.ac", UNKNOWN),
    Trap("edu within a name is no university", "Edutech", "https://edu.tech", UNKNOWN),
    Trap("gov within a name is no government", "Govly", "https://gov.ly.example", UNKNOWN),
    # posters that are not the employer
    Trap("staffing by domain", "Placewell", "https://placewell.com", UNKNOWN),
    Trap("staffing by name", "PlaceWell LLC", "", UNKNOWN),
    Trap(
        "aggregator by name, with a short list of jobs",
        "Jobheap",
        "",
        UNKNOWN,
        more=at("greenhouse:jobheap") | {"open_jobs": 3},
    ),
    Trap("staffing under a client's name, at its own domain", "Confidential", "https://placewell.com", UNKNOWN),
    # the seed row, by board and by domain
    Trap("by board", "Tinyco", "", SMALL, SURE, at("greenhouse:tinyco")),
    Trap("by domain", "Tinyco", "https://www.tinyco.ai/jobs", SMALL, SURE),
    Trap("by board, in other letter case", "Hooli", "", SMALL, SURE, at("greenhouse:hooli")),
    Trap(
        "by the board an apply link leads to",
        "Hooli",
        "",
        SMALL,
        SURE,
        {"urls": ["https://jobs.lever.co/hooli/0b3d8e4e-0000-4000-8000-000000000000/apply"]},
    ),
    Trap("no website at all: by board", "Nosite", "", SMALL, SURE, at("workable:nosite")),
    Trap("no website: never by name", "Nosite", "", UNKNOWN),
    Trap("a seed is never found by name alone", "Hooli", "", UNKNOWN),
    Trap("same name, other firm", "Hooli", "https://hooli.xyz", UNKNOWN),
    Trap("dropped suffix: Acme is not Acme Health", "Acme", "https://acme.com", SMALL, SURE),
    Trap("dropped suffix: Acme Health is not Acme", "Acme Health", "https://acmehealth.com", LARGE_, SURE),
    Trap("added suffix: Acme Robotics is neither", "Acme Robotics", "", UNKNOWN),
    Trap("same token on another kind of board is another board", "Tinyco", "", UNKNOWN, more=at("lever:tinyco")),
    Trap("a board that was matched by name is a guess", "Guessed", "", SMALL, MAYBE, at("ashby:guessed")),
    Trap("its domain is none", "Guessed", "https://guessed.ai", SMALL, SURE),
    Trap("old and small: a hint", "Veteran", "https://veteran.com", SMALL, MAYBE),
    Trap("old and large: a lower bound", "Grownup", "https://grownup.com", LARGE_, SURE),
    Trap("a lower bound under the limit tells nothing", "British", "https://british.co.uk", UNKNOWN, SURE),
    Trap("the board's domain beats the posting's", "Bare", "https://globex.com", SMALL, SURE, at("greenhouse:bare")),
    Trap(
        "a website on the board's row counts first",
        "Bare",
        "https://dirco.com",
        LARGE_,
        SURE,
        at("lever:new", "https://globex.com"),
    ),
    Trap(
        "more open jobs than people: the count is old",
        "Tinyco",
        "",
        UNKNOWN,
        MAYBE,
        at("greenhouse:tinyco") | {"open_jobs": 60},
    ),
    # the public directory
    Trap("by domain", "Dirco", "https://dirco.com", SMALL, SURE),
    Trap("never by name", "Dirco", "", UNKNOWN),
    Trap("never by name, other domain", "Dirco", "https://dirco.io", UNKNOWN),
    Trap(".co is not .com", "Founder", "https://founder.co", SMALL, SURE),
    Trap(".com.co is not .co", "Founder", "https://founder.com.co", LARGE_, SURE),
    Trap(".com is neither", "Founder", "https://founder.com", UNKNOWN),
    Trap("two firms of a domain: the one that bears the name", "Twin Two", "https://twins.com", SMALL, SURE),
    Trap("two firms of a domain, both small, neither name", "Triplet", "https://twins.com", SMALL, MAYBE),
    Trap("two firms of a domain that differ, neither name", "Odd Three", "https://odds.com", UNKNOWN),
    Trap("an accent in the host", "Umlaut Öl", "https://umlautö.de", UNKNOWN),
    Trap("an international host, written out", "Umlaut Öl", "https://ümlaut.de", UNKNOWN),
    Trap("a registry below a suffix", "Applewood", "https://applewood.uk.com", SMALL, SURE),
    Trap("another firm below the same registry", "Otherwood", "https://otherwood.uk.com", UNKNOWN),
    Trap("a small firm stays on its owner's domain, asked for the owner", "Bigkin", "https://bigkin.com", SMALL, MAYBE),
    Trap("asked for itself", "Lodger", "https://bigkin.com", SMALL, SURE),
    Trap("asked for a part of the owner", "Bigkin Data", "https://bigkin.com", SMALL, MAYBE),
    Trap("asked for a stranger to both", "Kestrel", "https://bigkin.com", SMALL, SURE),
    Trap("its name within the domain is its own domain", "Workwoven", "https://workwoven.com", SMALL, SURE),
    Trap("two directories differ: the one that bears the name", "Quarrel", "https://quarrel.com", SMALL, SURE),
    Trap("and the other one", "Quarrel Group", "https://quarrel.com", LARGE_, SURE),
    Trap("two directories differ, neither name", "Quarrels", "https://quarrel.com", UNKNOWN),
    Trap("two directories agree, neither name", "Concords", "https://concord.com", SMALL, SURE),
    Trap("a directory beats a seed of low trust", "Rough", "https://rough.io", SMALL, SURE),
    # a large employer by name
    Trap("by name, no website", "Globex", "", LARGE_, MAYBE),
    Trap("by name with a legal ending", "Globex, Inc.", "", LARGE_, MAYBE),
    Trap("by an alias", "GBX", "", LARGE_, MAYBE),
    Trap("in brackets", "Globex (formerly Gobbledex)", "", LARGE_, MAYBE),
    Trap("accents and marks", "WONKA + Sohne", "", UNKNOWN),
    Trap("accents, an ampersand spelt out", "Wonka and Sohne GmbH", "", LARGE_, MAYBE),
    Trap("the domain contradicts", "Globex", "https://metadownglobex.com", UNKNOWN),
    Trap("a start-up's ending contradicts", "Globex", "https://globex.ai", UNKNOWN),
    Trap("a country's ending agrees", "Globex", "https://globex.fr", LARGE_, MAYBE),
    Trap("a careers domain agrees", "Globex", "https://globexcareers.com", LARGE_, MAYBE),
    Trap("ambiguous: not by name", "Initech", "", UNKNOWN),
    Trap("a small firm bears it too: not by name", "Cyberdyne", "", UNKNOWN),
    Trap("two large ones bear it: not by name", "Umbra", "", UNKNOWN),
    Trap("a longer name is another firm", "Globex Ventures", "", UNKNOWN),
    Trap("a shorter one too", "Glob", "", UNKNOWN),
    Trap("its labs are a firm of their own", "Globex Labs", "https://globexlabs.com", SMALL, SURE),
    Trap("no name at all", "", "", UNKNOWN),
    Trap("only marks", "!!!", "", UNKNOWN),
    Trap("a subsidiary by name has its parent's band", "Vandelay Industries", "", LARGE_, MAYBE),
    Trap("a legal ending that is two words", "Globex GmbH & Co. KG", "", LARGE_, MAYBE),
    Trap("a legal ending with dots", "Globex S.A.", "", LARGE_, MAYBE),
    Trap("a public benefit corporation", "Globex, PBC", "", LARGE_, MAYBE),
    Trap("holdings, and an article", "The Globex Holdings", "", LARGE_, MAYBE),
    Trap("a group is a name of its own", "The Globex Group", "", UNKNOWN),
    Trap("once called like a large one", "Palisade (formerly Globex)", "", UNKNOWN),
    Trap("once called like a large one, after a comma", "Palisade, formerly Globex", "", UNKNOWN),
    Trap("doing business as", "Palisade dba Globex", "", UNKNOWN),
    Trap("accents left off", "Societe Generique SA", "", LARGE_, MAYBE),
    Trap("accents in pieces", "Socie\u0301te\u0301 Ge\u0301ne\u0301rique", "", LARGE_, MAYBE),
    Trap("an o with a stroke", "ORSTAD ASA", "", LARGE_, MAYBE),
    Trap("an o with a stroke, and a legal ending", "Orstad A/S", "", LARGE_, MAYBE),
    Trap("a curly apostrophe", "L’Ondine", "", LARGE_, MAYBE),
    Trap("no apostrophe", "LOndine USA", "https://londine.com", LARGE_, SURE),
    Trap("an umlaut spelt out is another word", "Wonka & Soehne", "", UNKNOWN),
    Trap("the same name abroad, another firm", "Bulwark plc", "https://bulwarkplc.co.uk", UNKNOWN),
    Trap("the same name, another trade", "Farmstar", "https://farmstarfoods.com", UNKNOWN),
    # one name, several firms
    Trap("with a suffix it is the carmaker's", "Plateau AI", "", LARGE_, MAYBE),
    Trap("without it, by domain", "Plateau", "https://plateau.io", SMALL, SURE),
    Trap("without it, by the other domain", "Plateau", "https://plateau.ai", LARGE_, SURE),
    Trap("without it, by name alone", "Plateau", "", UNKNOWN),
    Trap("join- is not get-", "Perch", "https://getperch.com", UNKNOWN),
    Trap("join- by its own domain", "Perch", "https://www.joinperch.com", SMALL, SURE),
    Trap("-hq is not .co", "Zipper", "https://zipper.co", UNKNOWN),
    Trap("-ai with a hyphen is not -av", "Heaps", "https://heapsav.com", UNKNOWN),
    Trap("boats", "Skiff", "https://skiffboats.com", SMALL, SURE),
    Trap("cameras", "Skiff", "https://skiffcameras.com", LARGE_, SURE),
    Trap("boats or cameras", "Skiff", "", UNKNOWN),
    # websites that are nobody's
    Trap("a job board", "Somebody", "https://boards.greenhouse.io/somebody", UNKNOWN),
    Trap("a network that a large firm owns", "Somebody", "https://www.linkedin.com/company/somebody", UNKNOWN),
    Trap("the network itself", "LinkedIn", "https://www.linkedin.com", LARGE_, SURE),
    Trap("a site builder", "Twin One", "https://twins.github.io", UNKNOWN),
    Trap("a bare word", "Somebody", "globex", UNKNOWN),
    Trap("an address of a machine", "Somebody", "http://127.0.0.1/globex.com", UNKNOWN),
    Trap("a domain within the path", "Somebody", "https://somebody.example/globex.com", UNKNOWN),
    Trap("a domain within the user", "Somebody", "https://globex.com@somebody.example/", UNKNOWN),
    Trap("a domain within the query", "Somebody", "https://somebody.example/?to=https://globex.com", UNKNOWN),
    Trap("a domain as a subdomain", "Somebody", "https://globex.com.somebody.example", UNKNOWN),
    Trap("broken brackets", "Somebody", "https://[globex.com", UNKNOWN),
    Trap("a form at a large firm", "Somebody", "https://forms.globex.com.example/1", UNKNOWN),
    Trap(
        "an apply link at a large firm, other name",
        "Somebody",
        "",
        UNKNOWN,
        more={"urls": ["https://globex.com/partners/apply/1"]},
    ),
    Trap(
        "an apply link at a large firm, its own name",
        "Initech",
        "",
        LARGE_,
        SURE,
        {"urls": ["https://initech.com/jobs/1"]},
    ),
    Trap(
        "a link that names a watched board with a website",
        "Weblink",
        "",
        LARGE_,
        SURE,
        {"urls": ["https://jobs.lever.co/weblink"]},
    ),
    # low trust, estimates
    Trap("low trust, when nothing else answers", "Rough", "", SMALL, MAYBE, at("ashby:rough")),
    Trap(
        "many open jobs beat low trust",
        "Rough",
        "",
        LARGE_,
        MAYBE,
        at("ashby:rough") | {"open_jobs": 140},
    ),
    Trap("few open jobs", "Newcomer", "", SMALL, MAYBE, at("ashby:newcomer") | {"open_jobs": 6}),
    Trap("many open jobs", "Newcomer", "", LARGE_, MAYBE, at("ashby:newcomer") | {"open_jobs": 140}),
    Trap("some open jobs tell nothing", "Newcomer", "", UNKNOWN, more=at("ashby:newcomer") | {"open_jobs": 40}),
    Trap("no open jobs tell nothing", "Newcomer", "", UNKNOWN, more=at("ashby:newcomer") | {"open_jobs": 0}),
    Trap("a list's length is not a company's", "Newcomer", "", UNKNOWN, more=at("community:a/b") | {"open_jobs": 6}),
    Trap("nor is a feed's", "Newcomer", "", UNKNOWN, more=at("arbeitnow:all") | {"open_jobs": 6}),
    Trap(
        "a short Workday list is often a large firm's side board",
        "Newcomer",
        "",
        UNKNOWN,
        more=at("workday:a.wd1/b") | {"open_jobs": 6},
    ),
]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap.name or 'nobody'}: {trap.why}")
def test_trap(trap: Trap) -> None:
    company = ALL.resolve(trap.name, trap.website, **trap.more)

    assert (is_small(company), company.certainty) == (trap.small, trap.certainty), describe(company)
    assert company.name == trap.name


def test_there_are_enough_traps_and_none_twice() -> None:
    asked = {(trap.name, trap.website, repr(trap.more)) for trap in TRAPS}
    assert len(asked) == len(TRAPS) >= 80


def test_a_poster_has_no_size_and_says_so() -> None:
    company = ALL.resolve("Placewell")

    assert not company.known
    assert describe(company) == "size unknown: a staffing firm that posts for other employers"


def test_the_latest_word_of_the_same_source_counts() -> None:
    company = ALL.resolve("Tinyco", "https://tinyco.ai")

    assert describe(company) == "about 18 people (YC directory, 2026-11)"


def test_a_company_found_by_board_has_its_website() -> None:
    assert ALL.resolve("Hooli", board=Board("lever", "hooli")).website == "https://hooli.com"


@pytest.mark.parametrize(
    ("name", "website", "more", "words", "in_band", "place"),
    [
        ("Dirco", "https://dirco.com", {}, "about 7 people (YC directory, 2026-11)", "1-10", 0),
        ("Firstly", "https://firstly.com", {}, "about 60 people (YC directory, 2026-01)", "51-200", 0),
        ("Concords", "https://concord.com", {}, "about 70 people (YC directory, 2026-01)", "51-200", 0),
        ("Bigkin", "https://bigkin.com", {}, "probably about 2 people (YC directory, 2026-01)", "1-10", 1),
        ("Globex", "https://globex.com", {}, "more than 10,000 people (Fortune 1000 list, 2026-01)", "10001+", 3),
        ("Globex", "", {}, "probably more than 10,000 people (Fortune 1000 list, 2026-01)", "10001+", 3),
        ("Grownup", "https://grownup.com", {}, "at least 900 people (YC directory, 2022-06)", "501+", 3),
        ("Veteran", "https://veteran.com", {}, "probably about 80 people (YC directory, 2022-06)", "51-200", 1),
        ("British", "https://british.co.uk", {}, "at least 250 people (UK gender pay gap report, 2026-01)", "201+", 2),
        ("Newcomer", "", at("ashby:new") | {"open_jobs": 6}, "probably small: 6 open jobs", "1-500", 1),
        ("Newcomer", "", at("ashby:new") | {"open_jobs": 1}, "probably small: 1 open job", "1-500", 1),
        ("Newcomer", "", at("ashby:new") | {"open_jobs": 140}, "probably large: 140 open jobs", "501+", 3),
        ("Newcomer", "", {}, "size unknown", "", 2),
        ("Triplet", "https://twins.com", {}, "probably 5 to 30 people (YC directory, 2026-01)", "1-50", 1),
        (
            "Somebody",
            "https://www.somewhere.ac.uk",
            {},
            "probably more than 500 people (a university or public body: its website ends in .ac.uk)",
            "501+",
            3,
        ),
    ],
)  # fmt: skip
def test_in_words_in_a_band_and_in_order(
    name: str, website: str, more: dict[str, Any], words: str, in_band: str, place: int
) -> None:
    company = ALL.resolve(name, website, **more)

    assert (describe(company), band(company), rank(company)) == (words, in_band, place)
