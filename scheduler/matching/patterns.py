"""Patterns that run in linear time: RE2 for everything that needs no look around.

RE2's word boundary and `\\w` know ASCII only, so a boundary beside an accented letter is left out when compiling, and
`\\w` takes in accented letters. A reader asks hundreds of small questions of a listing; `Linear` asks them without the
generators and groups of RE2's Python face, which cost more than the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import re2

OPTIONS = re2.Options()
OPTIONS.log_errors = False
OPTIONS.max_mem = 64 << 20

_WITHOUT_GROUPS = re2.Options()
_WITHOUT_GROUPS.log_errors = False
_WITHOUT_GROUPS.max_mem = 64 << 20
_WITHOUT_GROUPS.never_capture = True
_ANYWHERE = re2._re2.RE2.Anchor.UNANCHORED
_AT_START = re2._re2.RE2.Anchor.ANCHOR_START


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern was found; `found[0]` is what was found."""

    text: str
    at: tuple[int, int]

    def start(self) -> int:
        return self.at[0]

    def end(self) -> int:
        return self.at[1]

    def span(self) -> tuple[int, int]:
        return self.at

    def __getitem__(self, group: int) -> str:
        return self.text[self.at[0] : self.at[1]]


class Spot(Protocol):
    """What the user's own patterns give back."""

    def span(self) -> tuple[int, int]: ...


class Pattern(Protocol):
    """A pattern of the user's own."""

    def search(self, text: str) -> Spot | None: ...


class Linear:
    """One pattern of RE2, without groups."""

    __slots__ = ("_match",)

    def __init__(self, source: str) -> None:
        compiled = re2._re2.RE2(source.encode(), _WITHOUT_GROUPS)
        if not compiled.ok():
            raise ValueError(f"no linear pattern: {compiled.error()!r}: {source[:80]}")
        self._match: Any = compiled.Match

    def search(self, text: str) -> Found | None:
        """The first place where the pattern is found."""
        raw = text.encode(errors="replace")
        start, end = self._match(_ANYWHERE, raw, 0, len(raw))[0]
        if start < 0:
            return None
        return Found(text, (start, end) if len(raw) == len(text) else _characters(raw, start, end))

    def span(self, raw: bytes, at: int) -> tuple[int, int]:
        """Where the pattern is first found in UTF-8, from byte `at` on; (-1, -1) if nowhere."""
        found: tuple[int, int] = self._match(_ANYWHERE, raw, at, len(raw))[0]
        return found

    def match(self, text: str) -> Found | None:
        """The pattern at the beginning of `text`."""
        raw = text.encode(errors="replace")
        start, end = self._match(_AT_START, raw, 0, len(raw))[0]
        return None if start < 0 else Found(text, _characters(raw, start, end))

    def finditer(self, text: str) -> Iterator[Found]:
        """Every place where the pattern is found, from left to right; empty finds end the search."""
        raw = text.encode(errors="replace")
        at = characters = 0
        while True:
            start, end = self._match(_ANYWHERE, raw, at, len(raw))[0]
            if start < 0 or end <= start:
                return
            first = characters + len(raw[at:start].decode(errors="replace"))
            characters = first + len(raw[start:end].decode(errors="replace"))
            yield Found(text, (first, characters))
            at = end


def _characters(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """A span of bytes as a span of characters."""
    first = len(raw[:start].decode())
    return first, first + len(raw[start:end].decode())


def linear(source: str) -> Linear:
    """`source` compiled without regard to case; ValueError if it needs a look around."""
    source = re.sub(r"\\b(?=\[?[^\x00-\x7f])", "", source)
    source = re.sub(r"\[([^\]]*)\\w([^\]]*)\]", r"[\1\\w\\x{C0}-\\x{24F}\2]", source)
    source = re.sub(r"(?<!\[)\\w(?![^\[\]]*\])", r"[\\w\\x{C0}-\\x{24F}]", source)
    return Linear("(?i)" + source)
