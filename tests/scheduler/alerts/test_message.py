"""What alerts say, and that nobody's words do harm in them."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sqlalchemy import Engine, update

from scheduler.alerts import message, outbox, reading
from scheduler.alerts.message import Digest, Frame
from scheduler.alerts.payload import GAP, Payload, part
from scheduler.alerts.reading import Boards, Item, Near, Situation
from scheduler.alerts.words import HTML, MARKDOWN, TEXT, cut, defused, visible
from scheduler.store import reading as read_only
from scheduler.store.tables import listings, openings
from tests.scheduler.alerts.roles import NOW, REASONS, Clock, add_board, add_role, deliver, delivery, open_to, owe
from tests.scheduler.alerts.sinks import mail_sink

FRAME = Frame(channel="it", now=NOW)
ROLE = Item(
    opening=1,
    listing=12,
    title="Machine Learning Intern",
    company="Ferngully Robotics",
    size="about 40 people",
    place="Lisbon",
    pay="EUR 20 per hour",
    terms="Summer 2027",
    may_apply="You are pursuing a Bachelor's degree.",
    quoted=True,
    unsure=("names no graduation year",),
    posted=date(2026, 11, 18),
    apply="https://jobs.example/1",
    links=("https://list.example/1",),
    attribution="Listed by Example Lists",
    why="sidedoor why 12",
)
HARM = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "]]><!--",
    "javascript:alert(1)",
    "&lt;b&gt;",
    "' onmouseover='alert(1)",
]


def forms(payload: Payload) -> dict[str, str]:
    chat = {name: "\n".join(blocks) for name, blocks in payload.chat.items()}
    return {"mail_html": payload.mail_html, "mail_text": payload.mail_text, **chat}


def test_every_form_of_an_alert_says_everything() -> None:
    for name, text in forms(message.alert(ROLE, FRAME)).items():
        shown = html.unescape(text)
        for word in (
            "Machine Learning Intern",
            "Ferngully Robotics",
            "about 40 people",
            "Lisbon · EUR 20 per hour · Summer 2027",
            "You are pursuing a Bachelor's degree.",
            "ames no graduation year",
            "osted Wed 18 Nov 2026",
            "https://jobs.example/1",
            "https://list.example/1",
            "Listed by Example Lists",
            "sidedoor why 12",
        ):
            assert word in shown or word in re.sub(r"<[^>]+>", "", shown), (name, word)


def test_a_board_that_is_silent_on_dates_has_the_day_we_saw_it() -> None:
    for text in forms(message.alert(replace(ROLE, posted=None, seen=date(2026, 11, 20)), FRAME)).values():
        assert "irst seen Fri 20 Nov 2026" in text
        assert "osted" not in text


@pytest.mark.parametrize(("left", "words"), [(0, ", today"), (1, ", tomorrow"), (3, ", 3 days left"), (None, "")])
def test_a_deadline_is_said_and_a_near_one_in_the_subject_too(left: int | None, words: str) -> None:
    payload = message.alert(replace(ROLE, deadline=date(2026, 11, 23), days_left=left), FRAME)
    for text in forms(payload).values():
        assert f"pply by Mon 23 Nov 2026{words}" in html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    assert ("apply by" in payload.subject) is (left is not None)


def test_open_again_is_said_first() -> None:
    payload = message.alert(replace(ROLE, again=True), FRAME)
    assert payload.subject == "Open again: Machine Learning Intern at Ferngully Robotics"
    assert all("Open again" in text for text in forms(payload).values())


def test_a_page_is_linked_where_there_is_one() -> None:
    for name, text in forms(message.alert(replace(ROLE, why="https://me.example/why/12"), FRAME)).items():
        assert "https://me.example/why/12" in text, name


@pytest.mark.parametrize("harm", HARM)
def test_markup_of_strangers_is_text(harm: str) -> None:
    item = replace(ROLE, title=harm, company=harm, place=harm, may_apply=harm, unsure=(harm,), attribution=harm)
    digest = Digest(
        listed=(item,) * 22,
        count=22,
        near=(Near(title=harm, company=harm, against=harm, url="https://x.example"),),
        boards=Boards(1, ((harm, harm),)),
    )
    for payload in (message.alert(item, FRAME), message.digest(digest, FRAME), message.note(harm, harm, FRAME)):
        for page in (payload.mail_html, "".join(payload.chat["html"])):
            found = _Tags.of(page)
            assert not found.tags & {"script", "img"}
            assert not any(name.startswith("on") for name in found.attributes)
            assert all(link.startswith("https://") for link in found.links)
        assert "49" not in payload.subject


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    @classmethod
    def of(cls, page: str) -> _Tags:
        found = cls()
        found.feed(page)
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize(
    "mention",
    [
        "@everyone",
        "@every\u200bone",
        "@\u202eeveryone",
        "<!channel>",
        "<@U1>",
        "<@&2>",
        "<users/all>",
        "@a:b.c",
        "＠here",
    ],
)
@pytest.mark.parametrize("dialect", [TEXT, MARKDOWN, HTML], ids=lambda dialect: dialect.name)
def test_rows_26_and_29_mentions_are_defused(mention: str, dialect: object) -> None:
    item = message.tidy(replace(ROLE, title=f"Intern {mention}", may_apply=mention))
    shown = html.unescape("".join(message.alert(item, FRAME).chat[dialect.name]))  # type: ignore[attr-defined]
    assert not re.search(r"@\w|<[!@#]|<users|[\u200b\u202e]", shown)


MARKUP = [
    "# Berlin",
    "### Berlin",
    "-# small",
    "#",
    "===",
    "---",
    "___",
    "- one",
    "+ one",
    "* one",
    "1. one",
    "12) one",
    "> quoted",
    "    code",
    "```code```",
    "`code`",
    "**bold** _it_ __under__ ~~gone~~",
    "[this](https://evil.example)",
    "[this] (https://evil.example)",
    "[this]: https://evil.example",
    "[this][that]",
    "![seen](https://evil.example/x.png)",
    "<https://evil.example>",
    "<b>bold</b>",
    "&lt;b&gt;",
    "\\# \\*a\\*",
]


@pytest.mark.parametrize("words", MARKUP)
def test_row_29_markup_of_strangers_is_text_for_a_real_reader_of_markdown(words: str) -> None:
    item = replace(
        ROLE, title=words, company=words, place=words, may_apply=words, quoted=False, attribution=words, unsure=(words,)
    )
    near = Near(title=words, company="", against=words, url="https://near.example")
    digest = Digest(listed=(item,) * 2, count=2, near=(near,), boards=Boards(1, (("a:b", words),)))
    for payload in (message.alert(item, FRAME), message.digest(digest, FRAME), message.note(words, words, FRAME)):
        for block in payload.chat["markdown"]:
            page = _Tags.of(MarkdownIt("commonmark").render(block))
            assert page.tags <= {"p", "strong", "a", "br", "code"}, block
            assert not any("evil" in link for link in page.links)


def test_row_29_nothing_is_covered_up() -> None:
    assert "||" not in message.alert(replace(ROLE, place="||Berlin||"), FRAME).chat["markdown"][0]


def test_row_26_nothing_that_cannot_be_seen_stays() -> None:
    """Of all of Unicode; what is visible although it only formats (Arabic and Kaithi number signs) may stay."""
    seen = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    hidden = [c for c in range(0x110000) if unicodedata.category(chr(c)) in ("Cc", "Cf", "Cs") and c not in seen]
    assert len(hidden) > 2000
    assert visible("a" + "".join(map(chr, hidden)) + "b", 5000).replace(" ", "") == "ab"


def test_an_at_sign_among_words_stays() -> None:
    assert defused("ML @ Acme, 5 < 6") == "ML @ Acme, 5 ‹ 6"


def test_row_27_endless_words_are_cut() -> None:
    payload = message.alert(replace(ROLE, title="Intern " * 20_000, may_apply="x" * 5_000_000), FRAME)
    assert max(map(len, forms(payload).values())) < 12_000
    assert len(payload.subject) < 200
    assert cut("one two three", 9) == "one two…"


def test_row_25_controls_and_surrogates_vanish() -> None:
    assert visible("In\x00te\x1brn \ud800 a\r\nb\u2066") == "Intern a b"


def test_mails_fit_old_clients() -> None:
    """Inline styles, both colour schemes, no width that 320 pixels do not have, no picture from anywhere."""
    page = message.alert(ROLE, FRAME).mail_html
    assert 'name="color-scheme" content="light dark"' in page
    assert "prefers-color-scheme: dark" in page
    assert not re.search(r"(?<!max-)width:\s*\d{3,}px", page)
    assert "<img" not in page
    assert len(page) < 20_000  # Gmail clips at 102 kB


def test_a_digest_has_the_best_first() -> None:
    unsure = replace(ROLE, opening=2, title="Unsure", unsure=("a", "b"), rank=2)
    near = replace(ROLE, opening=3, title="Soon over", deadline=date(2026, 11, 21), days_left=1)
    old = replace(ROLE, opening=4, title="Old", posted=date(2026, 10, 1))
    payload = message.digest(Digest(listed=(unsure, old, ROLE, near), count=4), FRAME)
    order = [payload.mail_text.index(title) for title in ("Soon over", "Machine Learning", "Old", "Unsure")]
    assert order == sorted(order)
    assert payload.subject == "4 internships: Soon over at Ferngully Robotics and 3 more"


def test_a_digest_of_hundreds_has_a_line_for_each_and_says_where_the_rest_is() -> None:
    listed = tuple(replace(ROLE, opening=n, title=f"Role {n}.", apply=f"https://jobs.example/{n}/") for n in range(500))
    payload = message.digest(Digest(listed=listed, count=700), FRAME)
    chat = "".join(payload.chat["markdown"])
    assert all(f"https://jobs.example/{n}/" in chat for n in range(500))
    assert "200 more are kept" in chat
    assert "sidedoor openings --kept" in chat
    for text in (payload.mail_html, payload.mail_text):  # as many as Gmail shows, and how many there are besides
        named = sum(f"https://jobs.example/{n}/" in text for n in range(500))
        assert 150 < named < 500
        assert f"{700 - named} more are kept" in text
        assert "sidedoor openings --kept" in text
    assert len(payload.mail_html.encode()) <= 100_000


# -- Parts ------------------------------------------------------------------------------------------------------------


def payload_of(*blocks: str, most_parts: int | None = None) -> Payload:
    chat = dict.fromkeys(("text", "markdown", "html"), blocks)
    more = dict.fromkeys(chat, "More: sidedoor openings")
    return Payload(
        subject="s", date="d", mail_html="", mail_text="", chat=chat, short="", more=more, most_parts=most_parts
    )


@given(st.lists(st.integers(1, 900), min_size=1, max_size=40), st.integers(1000, 3000))
def test_parts_hold_every_block_once_and_whole(sizes: list[int], limit: int) -> None:
    blocks = [f"{number}:{'x' * size}" for number, size in enumerate(sizes)]
    payload, cursor, found = payload_of(*blocks), 0, []
    for _ in range(len(blocks)):
        piece = part(payload, "text", limit, cursor)
        assert len(piece.body) <= limit
        found += piece.body.split(GAP["text"])
        cursor = piece.next
        if piece.last:
            break
    assert found == blocks


def test_a_bounded_message_is_one_part_that_says_where_the_rest_is() -> None:
    payload = payload_of(*("x" * 500 for _ in range(40)), most_parts=1)
    piece = part(payload, "text", 2000, 0)
    assert piece.last
    assert len(piece.body) <= 2000
    assert piece.body.endswith("More: sidedoor openings")
    assert not part(payload_of("x" * 1500, "x" * 1500, most_parts=2), "text", 2000, 0).last


def test_a_block_too_long_for_its_service_loses_words_before_links() -> None:
    lines = ["Title", "quote " * 100, "more words", "Apply: https://jobs.example/1"]
    piece = part(payload_of("\n".join(lines)), "text", 140, 0)
    assert piece.body == "Title\nmore words\nApply: https://jobs.example/1"


def test_a_url_too_long_for_its_service_is_left_out_whole_and_the_way_to_it_stays() -> None:
    lines = [
        "Title",
        "Apply: https://jobs.example/" + "1" * 200,
        "Also at: https://list.example/1",
        "Why: sidedoor why 1",
    ]
    assert part(payload_of("\n".join(lines)), "text", 100, 0).body == "\n".join([lines[0], *lines[2:]])
    assert part(payload_of("\n".join(lines[:1] + lines[3:] * 20)), "text", 40, 0).body.startswith("Title\nWhy: ")
    assert part(payload_of("\n".join(["Title " * 30, lines[2]])), "text", 60, 0).body == lines[2]


def test_lengths_are_counted_in_bytes() -> None:
    """ntfy counts so; nobody counts more."""
    piece = part(payload_of("ä" * 600, "ö" * 600), "text", 2000, 0)
    assert (piece.body, piece.last) == ("ä" * 600, False)


def test_a_payload_survives_the_store() -> None:
    payload = message.alert(ROLE, FRAME)
    again = Payload.from_json(payload.to_json())
    assert again.to_json() == payload.to_json()
    assert again.chat == payload.chat


# -- Read from the store ----------------------------------------------------------------------------------------------


def items(engine: Engine, *told: int, **situation: object) -> list[Item]:
    at = Situation(**{"now": NOW, "zone": UTC, **situation})  # type: ignore[arg-type]
    with read_only(engine) as db:
        return reading.items(db, [(listing, "rules") for listing in told], at)


def test_a_role_is_read_with_its_reasons(engine: Engine) -> None:
    unsure = {"rule": "graduation", "answer": "unsure", "why": "names no year", "quote": "", "narrow": False}
    with engine.begin() as db:
        _, listing = add_role(db, 1, reasons=[*REASONS, unsure], base_salary="EUR 20", terms=("Summer 2027",))
    (item,) = items(engine, listing)
    assert item.name == "Machine Learning Intern 1 at Ferngully Robotics 1"
    assert (item.place, item.pay, item.terms) == ("Lisbon, Portugal (hybrid)", "EUR 20", "Summer 2027")
    assert (item.size, item.unsure) == ("about 40 people (own word)", ("names no year",))
    assert item.quoted
    assert item.posted == date(2026, 11, 18)
    assert item.why == f"sidedoor why {listing}"
    assert items(engine, listing, public_url="https://me.example")[0].why == f"https://me.example/why/{listing}"


@pytest.mark.parametrize(
    ("until", "left"),
    [("2026-11-20", 0), ("2026-11-23", 3), ("2026-11-24", None), ("2026-11-19", None), ("soon", None), ("", None)],
)
def test_a_deadline_is_near_within_three_days(engine: Engine, until: str, left: int | None) -> None:
    with engine.begin() as db:
        _, listing = add_role(db, 1, valid_through=until)
    assert items(engine, listing)[0].days_left == left


def test_a_deadline_is_a_day_of_the_users_zone(engine: Engine) -> None:
    with engine.begin() as db:
        _, listing = add_role(db, 1, valid_through="2026-11-21T23:30:00Z")
    assert items(engine, listing, zone=ZoneInfo("Asia/Tokyo"))[0].deadline == date(2026, 11, 22)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//evil.example", ""])
def test_row_28_links_are_http_alone(engine: Engine, url: str) -> None:
    with engine.begin() as db:
        _, listing = add_role(db, 1, url=url, apply_url=url)
    item = items(engine, listing)[0]
    assert (item.apply, item.links) == ("", ())
    assert message.alert(item, FRAME).subject


def test_other_links_are_other_pages(engine: Engine) -> None:
    with engine.begin() as db:
        opening, listing = add_role(db, 1, apply_url="https://jobs.example/roles/1/apply")
        other = add_board(db, kind="community", token="a/b")
        for number, url in enumerate(
            ["https://jobs.example/roles/1?from=board&x=1_2&utm_source=list", "https://list.example/1", "javascript:x"]
        ):
            _, copy = add_role(db, 10 + number, url=url)
            db.execute(update(listings).where(listings.c.id == copy).values(opening_id=opening, board_id=other))
    assert items(engine, listing)[0].links == (
        "https://jobs.example/roles/1?from=board&x=1_2",
        "https://list.example/1",
    )


def test_a_reopened_role_is_told_again(engine: Engine) -> None:
    with mail_sink() as sink:
        current = delivery("it")
        channel, clock = open_to(engine, "it", sink.url(), current), Clock()
        with engine.begin() as db:
            role = add_role(db, 1)
            owe(db, role, ["it"], current)
        deliver(engine, channel, clock)
        clock.ahead(days=40)
        with engine.begin() as db:
            db.execute(update(openings).values(round=1))
            assert len(owe(db, role, ["it"], current, clock(), outbox.Occasion.OPEN_AGAIN)) == 1
        deliver(engine, channel, clock)
    assert [str(mail.parsed["Subject"]).startswith("Open again") for mail in sink.mails] == [False, True]
    assert clock.now - NOW == timedelta(days=40)
