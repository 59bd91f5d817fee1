"""Patterns that run in linear time: RE2 for everything that needs no look around.

RE2's word boundary and `\\w` know ASCII only, so a boundary beside an accented letter is left out when compiling, and
`\\w` takes in accented letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol, cast

import re2


class Found(Protocol):
    """What of a match the readers use."""

    def start(self) -> int: ...
    def end(self) -> int: ...
    def span(self) -> tuple[int, int]: ...
    def __getitem__(self, group: int | str) -> str: ...


class Pattern(Protocol):
    """What of a pattern the readers use."""

    def search(self, text: str) -> Found | None: ...
    def finditer(self, text: str) -> Iterator[Found]: ...
    def match(self, text: str) -> Found | None: ...


OPTIONS = re2.Options()
OPTIONS.log_errors = False
OPTIONS.max_mem = 64 << 20


def linear(source: str) -> Pattern:
    """`source` compiled without regard to case; ValueError if it needs a look around."""
    source = re.sub(r"\\b(?=[^\x00-\x7f])", "", source)
    source = re.sub(r"\[([^\]]*)\\w([^\]]*)\]", r"[\1\\w\\pL\2]", source)
    source = re.sub(r"(?<!\\pL)(?<!\[)\\w(?![^\[\]]*\])", r"[\\w\\pL]", source)
    try:
        return cast(Pattern, re2.compile("(?i)" + source, OPTIONS))
    except re2.error as error:
        raise ValueError(f"no linear pattern: {error}: {source[:80]}") from None
