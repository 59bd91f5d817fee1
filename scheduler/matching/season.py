"""When does it take place? Terms, months and length that a listing names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.rules import Season
from scheduler.domain import Answer, Reason
from scheduler.matching.graduation import month_number
from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, Part, clip


@dataclass(frozen=True, slots=True)
class When:
    """Terms such as "summer 2027" (a year may be missing), the first month if named, and the length in weeks."""

    terms: tuple[str, ...] = ()
    starts: str = ""  # "2027-05"
    weeks: int = 0
    quote: str = ""


NEVER = When()  # nothing is said of the time

_NAMES = {
    "spring": "spring",
    "summer": "summer",
    "fall": "fall",
    "autumn": "fall",
    "winter": "winter",
    "sommer": "summer",
    "herbst": "fall",
    "frühjahr": "spring",
    "été": "summer",
    "automne": "fall",
    "printemps": "spring",
    "verano": "summer",
    "verão": "summer",
    "zomer": "summer",
    "off-season": "off-season",
    "off season": "off-season",
    "off-cycle": "off-season",
    "off cycle": "off-season",
}
_TERM = re.compile(
    r"(?P<before>20[2-4]\d)[ -]{1,3}(?P<late>spring|summer|fall|autumn|winter)\b|\b(?P<name>spring|summer|fall"
    r"|autumn|winter|sommer|herbst|frühjahr|été|automne|printemps|verano|verão|zomer|off[ -]season"
    r"|off[ -]cycle)(?![a-zà-ÿ])(?:/(?P<second>spring|summer|fall|winter))?(?:[ ](?:of|term|semester|quarter"
    r"|internship|intern|co-?op))?[ ,'’-]{0,3}(?P<after>(?:20)?[2-4]\d(?!\d))?",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start\w*|begin\w*|from|commenc\w*|between|ab|à partir de|início)\b[^.;\n]{0,30}?\b(?P<month>jan|feb"
    r"|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|mär|fév|avr|juin|juil|aoû|déc|fev|abr|ago|set|out"
    r"|ene|dic|mrt|mei)[a-zéûüç]{0,6}\b\.?(?:[ ]\d{1,2}(?!\d)(?:st|nd|rd"
    r"|th)?)?(?:[ ,]{0,2}(?P<year>20[2-4]\d))?",
    re.IGNORECASE,
)
_WEEKS = re.compile(
    r"\b(?P<low>\d{1,2})(?:[ ]?(?:-|–|to)[ ]?(?P<high>\d{1,2}))?[ -]?(?P<unit>weeks?|wochen|semaines|semanas"
    r"|weken|months?|monate?n?|mois|meses|maanden)\b",
    re.IGNORECASE,
)
_SPEAKS = linear(
    r"spring|summer|fall|autumn|winter|sommer|herbst|frühjahr|été|automne|printemps|verano|verão|zomer"
    r"|off[ -]season|off[ -]cycle|weeks?\b|months?\b|wochen|monat|semaines|\bmois\b|semanas|meses|weken|maanden"
    r"|start|begin|commenc|(?:from|between|ab) (?:mid |early |late |mid-)?(?:jan|feb|mar|apr|may|jun|jul|aug"
    r"|sep|oct|nov|dec|okt)"
)
_POST = linear(
    r"intern|co-?op|program|role|position|term|season|start|begin|durat|available|availab|stage|praktik"
    r"|werkstud|full-?time|commit|between|from|join|opportunit|student|last|minimum|estági"
)
_SKIP = (Part.BENEFITS, Part.LEGAL, Part.FORM)


def read_when(title: str, listed: tuple[str, ...], parts: Page) -> When:
    """The terms of the title and of a community list, else of the text; start and length from the text."""
    terms, quote = _terms(title), title
    if listed:
        terms, quote = tuple(dict.fromkeys(term for each in listed for term in _terms(each))), ", ".join(listed)
    starts, weeks = "", 0
    for sentence in parts.holding(_SPEAKS):
        text = sentence.text
        if sentence.part in _SKIP or not _POST.search(text):
            continue
        if not terms and (named := tuple(each for each in _terms(text) if each[-1].isdigit() or each == "off-season")):
            terms, quote = named, clip(text)
        if not starts:
            starts = _starts(text)
            quote = clip(text) if starts and not terms else quote
        weeks = weeks or _weeks(text)
    year = next((term[-4:] for term in terms if term[-1].isdigit()), "")
    starts = f"{year}{starts}" if starts.startswith("-") and year else starts
    return When(terms, "" if starts.startswith("-") else starts, weeks, quote if terms or starts or weeks else "")


def _terms(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in _TERM.finditer(text):
        year = each["before"] or each["after"] or ""
        year = "20" + year if len(year) == 2 else year
        for name in (each["late"] or each["name"], each["second"]):
            if name:
                found[f"{_NAMES[name.lower()]} {year}".strip()] = None
    dated = tuple(term for term in found if term[-1].isdigit())
    return dated or tuple(found)


def _starts(text: str) -> str:
    found = _START.search(text)
    if found is None:
        return ""
    return f"{found['year'] or ''}-{month_number(found['month']):02}"


def _weeks(text: str) -> int:
    found = _WEEKS.search(text)
    if found is None or not 1 <= int(found["low"]) <= 60:
        return 0
    months = found["unit"].lower().startswith(("mo", "me", "ma"))
    return round(int(found["low"]) * 4.345) if months else int(found["low"])


_SPAN = {
    "spring": (1, 5),
    "summer": (5, 8),
    "fall": (8, 12),
    "winter": (12, 3),
}


def ends(when: When) -> str:
    """The month in which the post ends, if its start and length or a dated term say so."""
    if when.starts:
        year, month = map(int, when.starts.split("-"))
        month += max(1, round((when.weeks or 12) / 4.345)) - 1
        return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02}"
    dated = [term.split() for term in when.terms if term[-1].isdigit()]
    return max((f"{year}-{_SPAN.get(name, (1, 12))[1]:02}" for name, year in dated), default="")


def judge(when: When, rule: Season) -> Reason:
    """Does one of the student's terms fit? A term without a year fits any year."""
    terms = when.terms or _term_of(when.starts)
    wanted = [_terms(each)[0] if _terms(each) else each.lower() for each in rule.terms]
    if not terms:
        return Reason("season", Answer.UNSURE, "names no term", when.quote)
    said = " or ".join(terms)
    for mine in wanted:
        for term in terms:
            if mine == term or mine.split()[0] == term or (term.split()[0] == mine):
                return Reason("season", Answer.YES, f"takes place in {said}", when.quote)
    return Reason("season", Answer.NO, f"takes place in {said}, not in {' or '.join(wanted)}", when.quote)


def _term_of(starts: str) -> tuple[str, ...]:
    if not starts:
        return ()
    year, month = starts.split("-")
    name = "winter" if month in ("12",) else "spring" if int(month) < 5 else "summer" if int(month) < 8 else "fall"
    return (f"{name} {year}",)
