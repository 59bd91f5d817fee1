from __future__ import annotations

import pytest

from crawler.feed import entries, text, texts
from crawler.hyperlinks import hyperlinks
from crawler.kind import Answer, Trouble


def feed(body: str) -> Answer:
    return Answer(url="https://acme.example/feed", body=body.encode())


def test_entries_are_read_whatever_the_namespace() -> None:
    (item,) = entries(
        feed('<?xml version="1.0"?><rss xmlns:t="urn:t"><item><t:city>Kiel</t:city><t:city>Köln</t:city></item></rss>'),
        "rss",
        "item",
    )

    assert texts(item, "city") == ["Kiel", "Köln"]
    assert text(item, "city") == "Kiel"
    assert text(item, "country") == ""


def test_a_broken_entry_does_not_cost_the_others() -> None:
    found = entries(
        feed("<jobs><job><id>1</id></job><job><id>2</oops></job><job><id>3</id></job></jobs>"), "jobs", "job"
    )

    assert {"1", "3"} <= {text(each, "id") for each in found}


@pytest.mark.parametrize("body", ["<html><rss></rss></html>", "<!DOCTYPE html><html></html>", '{"rss": 1}', "rss", ""])
def test_another_document_is_no_feed(body: str) -> None:
    with pytest.raises(Trouble):
        entries(feed(body), "rss", "item")


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE jobs [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><jobs><job><id>&b;</id></job></jobs>'
    try:
        found = [text(each, "id") for each in entries(feed(bomb), "jobs", "job")]
    except Trouble:
        found = []

    assert all(len(each) < 20 for each in found)


def test_links_are_read_in_order_with_their_words_and_what_follows() -> None:
    page = "<a class=x href='/a?b=1&amp;c=2'> One <b>two</b></a><i>Kiel</i><A HREF=https://other.example/>There</A><a name=x>no</a><a href='mailto:x'>m</a>"

    links = hyperlinks(page, "https://acme.example/jobs")

    assert [(each.url, each.text) for each in links] == [
        ("https://acme.example/a?b=1&c=2", "One two"),
        ("https://other.example/", "There"),
    ]
    assert links[0].after == "<i>Kiel</i>"
