"""The user's own words: plain ones, and patterns between slashes, which RE2 matches in linear time."""

from __future__ import annotations

import re
from typing import Annotated, Any

import re2
from pydantic import AfterValidator, StringConstraints

_MOST_MEMORY = 1 << 20  # for one compiled pattern; more is refused as too large
_LACKING = (
    (re.compile(r"\(\?<?[=!]"), "looking ahead or behind, as in (?=...) or (?<!...), is not available"),
    (re.compile(r"\\[1-9]|\(\?P="), r"referring back, as in \1, is not available"),
    (re.compile(r"\(\?>|[*+?}]\+"), "atomic groups and possessive repeats, as in (?>...) or a++, are not available"),
)


def pattern(word: str) -> str | None:
    """What stands between the slashes of `/pattern/`; None for a plain word."""
    return word[1:-1] if len(word) > 2 and word.startswith("/") and word.endswith("/") else None


def compile_pattern(written: str) -> Any:
    """An RE2 pattern that ignores case. ValueError, in plain words, when RE2 cannot read it."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MOST_MEMORY
    try:
        return re2.compile(written, options)
    except re2.error as why:
        raise ValueError(f"`/{written}/` is no pattern we can use: {_reason(written, why)}") from None


def _reason(written: str, why: re2.error) -> str:
    for lacking, remedy in _LACKING:
        if lacking.search(written):
            return f"{remedy}; write it without, or use several words"
    said = why.args[0] if why.args else why
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _checked(word: str) -> str:
    inner = pattern(word)
    if inner is not None:
        compile_pattern(inner)
    return word


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_checked)]
