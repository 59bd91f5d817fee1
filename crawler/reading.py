"""Every posting of a saved answer: what `sidedoor board read KIND FILE` shows. No network; closed ones included."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from crawler.clean import line
from crawler.kind import BROKEN, Answer, Kind, Trouble, fit, gather
from crawler.kinds import all_kinds
from crawler.listing import Board, Listing


@dataclass(slots=True)
class Reading:
    """The postings of an answer, in its order, and a line for each that could not be read."""

    listings: list[Listing] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)  # key -> index in `listings`

    def add(self, listing: Listing) -> None:
        """One more posting; one that has a row for each of its places is still one posting, as in a visit."""
        gather(self.listings, self._at, listing)


def read_file(kind: str, data: bytes, token: str = "", company: str = "") -> Reading:
    """Read a saved answer, a list or a single posting, as the kind would. ValueError, for a person, if it is none.

    More lenient than a visit: the board's envelope may be missing, and a posting without an id is known by its URL.
    """
    reader = all_kinds().get(kind)
    if reader is None:
        raise ValueError(f"{kind!r} is no kind of board; there are {', '.join(all_kinds())}")
    board = Board(kind, token, company)
    answer = Answer(url="", headers={"content-type": _type(data)}, body=data)
    try:
        rows = reader.rows(answer)
    except Trouble as trouble:
        bare = _read(reader, _without_envelope(answer), board)
        if bare.listings:
            return bare
        raise ValueError(f"the file is no answer of a {kind} board: {trouble.cause}") from None
    return _read(reader, rows, board)


def _read(reader: Kind, rows: list[Any], board: Board) -> Reading:
    reading = Reading()
    for place, row in enumerate(rows, 1):
        try:
            listing = reader.read(row, board)
            if listing is not None:
                reading.add(fit(replace(listing, key=listing.key or listing.url)))
        except BROKEN as why:
            reading.broken.append(f"posting {place}: {type(why).__name__}: {line(str(why))}")
    return reading


def _without_envelope(answer: Answer) -> list[Any]:
    """The postings of a saved answer that somebody took out of what the board had put around them, or put elsewhere."""
    try:
        found = answer.json()
    except Trouble:
        return []
    lists = [each for each in found.values() if isinstance(each, list)] if isinstance(found, dict) else [found]
    return lists[0] if len(lists) == 1 else [found]


def _type(data: bytes) -> str:
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head.startswith(b"<"):
        return "application/json"
    return "text/html" if b"<html" in head or b"doctype html" in head else "application/xml"
