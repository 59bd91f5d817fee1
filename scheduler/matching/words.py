"""The user's own words, required or excluded, found in linear time whatever they are."""

from __future__ import annotations

import re
from functools import lru_cache

import re2

from config.rules import Words
from scheduler.domain import Answer, Reason
from scheduler.matching.patterns import OPTIONS, Pattern
from scheduler.matching.text import clip


def judge(title: str, company: str, text: str, rule: Words) -> Reason:
    """Excluded words decide before required ones. `text` is the description; empty if the listing has none."""
    said = {"title": title, "company": company, "description": text}
    shut = _first(rule.exclude, rule, said)
    if shut is not None:
        return Reason("words", Answer.NO, f"{shut[0]} occurs", shut[1])
    if not rule.require:
        return Reason("words", Answer.YES, "none of the excluded words occurs")
    found = _first(rule.require, rule, said)
    if found is not None:
        return Reason("words", Answer.YES, f"{found[0]} occurs", found[1])
    if "description" in rule.on and not text:
        return Reason("words", Answer.UNSURE, "none of the required words in what there is; text not read")
    return Reason("words", Answer.NO, "none of the required words occurs")


def _first(words: tuple[str, ...], rule: Words, said: dict[str, str]) -> tuple[str, str] | None:
    """The first of these words that occurs, and the line where."""
    for word in words:
        pattern = compiled(word)
        for place in rule.on:
            found = pattern.search(said[place])
            if found is not None:
                return word, _line(said[place], *found.span())
    return None


def _line(text: str, start: int, end: int) -> str:
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    row = text[left : right if right >= 0 else len(text)]
    return clip(row, start - left, min(end - left, len(row)))


@lru_cache(maxsize=1024)
def compiled(word: str) -> Pattern:
    """A word as a pattern: plain words match whole words without regard to case; `/.../` is a pattern of RE2.

    ValueError with the remedy if a pattern cannot be read, or needs what a linear-time engine has not.
    """
    if len(word) > 2 and word.startswith("/") and word.endswith("/"):
        source = word[1:-1]
    else:
        body = r"[\s-]+".join(re.escape(each) for each in word.split())
        source = rf"(?:^|[^\pL\pN_]){body}(?:$|[^\pL\pN_])"
    try:
        pattern: Pattern = re2.compile(f"(?im){source}", OPTIONS)
    except re2.error as error:
        why = error.args[0].decode() if isinstance(error.args[0], bytes) else error.args[0]
        raise ValueError(f"{word} cannot be read: {why}; look-around and back references are not possible") from None
    return pattern
