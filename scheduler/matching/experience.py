"""How many years of working experience a listing demands."""

from __future__ import annotations

import re

from scheduler.matching.cues import WISH
from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, Part, clip

_YEARS_HINT = linear(r"years?|yrs|jahr|jähr|jaren|\bans\b|année|años|anos|jaar")
_EXPERIENCE = re.compile(
    r"(?<![\d$.,–-])(?P<low>\d{1,2}|one|two|three|four|five|six|seven|eight|ten|dois|deux|trois|zwei|drei|dos"
    r"|tres)\)? ?(?:\+|plus)?(?: ?(?:-|–|to|or|à|bis|a) ?\d{1,2}\+?)?(?: or more)? ?(?:years?|yrs?|jahre\w*|ans"
    r"|années|años|anos|jaar)\b['’]?(?P<rest>[^.;\n]{0,70})",
    re.IGNORECASE,
)
_SEVERAL = linear(
    r"\b(?:mehrjährige\w* (?:\w+ ){0,2}\w*erfahrung|several years['’]? (?:of )?(?:\w+ ){0,3}experience"
    r"|plusieurs années d['’]expérience|vários anos de experiência|varios años de experiencia"
    r"|jarenlange ervaring)"
)
SEVERAL_YEARS = 3  # what "several years" counts for
_EXPERIENCED = linear(
    r"exp[eé]ri|erfahrung|ervaring|hands-on|professional|industr|of (?:work|develop|build|program|softw|applied"
    r"|data|machine)|in (?:a |the )?(?:industry|data|software|machine|similar|related)|working (?:with|in|as)"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "dois": 2,
    "deux": 2,
    "trois": 3,
    "zwei": 2,
    "drei": 3,
    "dos": 2,
    "tres": 3,
}
_COURSE_YEARS = linear(
    r"\b(?:stud(?:y|ies)|degree|college|university|coursework|academic|school|education|bachelor|undergrad"
    r"|program\b|ago|old|anniversar|history|founded|in business|established)"
)


def read_experience(parts: Page) -> tuple[int, str]:
    """The least years of working experience that the listing demands, and the sentence; 0 if it demands none."""
    most, quote = 0, ""
    for sentence in parts.holding(_YEARS_HINT):
        if sentence.part in (Part.WISHES, Part.ABOUT, Part.BENEFITS, Part.LEGAL):
            continue
        if most < SEVERAL_YEARS and (several := _SEVERAL.search(sentence.text)) and not WISH.search(sentence.text):
            most, quote = SEVERAL_YEARS, clip(sentence.text, *several.span())
        for found in _EXPERIENCE.finditer(sentence.text):
            years = _years(found)
            if years > most and _is_experience(sentence.text, found):
                most, quote = years, clip(sentence.text, *found.span())
    return most, quote


def _years(found: re.Match[str]) -> int:
    low = found["low"].lower()
    return int(low) if low.isdigit() else _NUMBERS[low]


def _is_experience(text: str, found: re.Match[str]) -> bool:
    around = text[max(0, found.start() - 40) : found.end()]
    rest = found["rest"]
    return bool(
        (
            _EXPERIENCED.search(rest)
            or re.search(r"experience\W{0,3}(?:of |: ?)?$", text[: found.start()][-20:], re.IGNORECASE)
        )
        and not WISH.search(around)
        and not _COURSE_YEARS.search(rest[:25])
        and not re.search(
            r"\b(?:we|our|company|over|combined|team)\b[^.]{0,25}$", text[: found.start()][-30:], re.IGNORECASE
        )
        and _years(found) <= 15
    )
