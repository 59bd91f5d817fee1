"""Kept openings as a feed: Atom (RFC 4287) and JSON Feed 1.1. Whole and valid whatever a listing holds.

What was given up on the way to a channel is an entry, too: who reads nothing but the feed hears of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from sqlalchemy import Connection, func, select

from scheduler.alerts import message, reading
from scheduler.alerts.reading import Item, Situation
from scheduler.domain import State
from scheduler.store.tables import alerts, listings, openings, verdicts

ATOM = "http://www.w3.org/2005/Atom"
_REMEDY = "sidedoor alerts --given-up shows why; sidedoor alerts retry ID sends one again, cancel ID does without it."
_DOMAIN = "sidedoor.invalid"  # of identities: a name that is nobody's, so that they are the same wherever it runs


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reader is shown. `guid`, a tag URI (RFC 4151), never changes for the same thing."""

    guid: str
    title: str
    content: str
    at: datetime
    url: str = ""

    @classmethod
    def of(cls, item: Item, round_: int, first_seen: datetime) -> Entry:
        """An opening; its identity is another one only when it is told anew."""
        item = message.tidy(item)
        again = f"/round/{round_}" if round_ else ""
        guid = f"tag:{_DOMAIN},2026:opening/{item.opening}{again}"
        return cls(guid, item.name, "\n".join(message.lines(item)), first_seen, item.apply)


def entries(db: Connection, situation: Situation, watch: str | None = None) -> list[Entry]:
    """Every kept and open opening, the newest first; of one watch, or of all."""
    query = (
        select(openings.c.id, openings.c.round, openings.c.first_seen, listings.c.id.label("listing"), verdicts.c.watch)
        .join(listings, listings.c.opening_id == openings.c.id)
        .join(verdicts, verdicts.c.listing_id == listings.c.id)
        .where(openings.c.closed_at.is_(None), listings.c.closed_at.is_(None), verdicts.c.state == str(State.KEPT))
        .order_by(openings.c.first_seen.desc(), openings.c.id.desc(), listings.c.has_text.desc(), listings.c.id)
    )
    if watch is not None:
        query = query.where(verdicts.c.watch == watch)
    first: dict[int, Any] = {}
    for row in db.execute(query):
        first.setdefault(row.id, row)
    told = reading.items(db, [(row.listing, row.watch) for row in first.values()], situation)
    kept = [Entry.of(item, row.round, row.first_seen) for item, row in zip(told, first.values(), strict=True)]
    return kept if watch is not None else [*_given_up(db), *kept]


def _given_up(db: Connection) -> list[Entry]:
    """One entry for each channel that alerts were given up for."""
    query = (
        select(alerts.c.channel, func.count(), func.max(alerts.c.id), func.max(alerts.c.settled_at))
        .where(alerts.c.state == "given up")
        .group_by(alerts.c.channel)
        .order_by(alerts.c.channel)
    )
    return [
        Entry(
            guid=f"tag:{_DOMAIN},2026:given-up/{channel}/{last}",
            title=f"Sidedoor gave up telling the channel “{channel}” of {message.roles_words(count)}",
            content=_REMEDY,
            at=at,
        )
        for channel, count, last, at in db.execute(query)
    ]


def atom(found: Sequence[Entry], *, now: datetime, url: str = "") -> str:
    """An Atom document. `url` is where it will be found, if it will be."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _words(feed, "id", f"tag:{_DOMAIN},2026:feed")
    _words(feed, "title", "Sidedoor: internships that passed your rules")
    _words(feed, "updated", _instant(max((each.at for each in found), default=now)))
    _words(ElementTree.SubElement(feed, f"{{{ATOM}}}author"), "name", "Sidedoor")
    if url:
        ElementTree.SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "href": url})
    for each in found:
        _entry(feed, each)
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ElementTree.Element, each: Entry) -> None:
    entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
    _words(entry, "id", each.guid)
    _words(entry, "title", each.title)
    _words(entry, "updated", _instant(each.at))
    _words(entry, "published", _instant(each.at))
    if each.url:
        ElementTree.SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "href": _xml(each.url)})
    _words(entry, "content", each.content).set("type", "text")


def _words(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = _xml(text)
    return child


def _xml(text: str) -> str:
    """Only what XML 1.0 may hold: one control character makes a reader refuse the whole feed."""
    return "".join(letter for letter in text if _allowed(ord(letter)))


def _allowed(point: int) -> bool:
    return (
        point in (0x9, 0xA, 0xD) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def json_feed(found: Iterable[Entry], *, url: str = "") -> str:
    """A JSON Feed document (https://www.jsonfeed.org/version/1.1/)."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Sidedoor: internships that passed your rules",
        "items": [_json_item(each) for each in found],
    }
    if url:
        feed["feed_url"] = url
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _json_item(each: Entry) -> dict[str, Any]:
    item = {
        "id": each.guid,
        "title": each.title,
        "content_text": each.content,
        "date_published": _instant(each.at),
    }
    return {**item, "url": each.url} if each.url else item
