"""When must one graduate? Windows of dates that a listing names, and whether one must go back to school afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.rules import Graduation
from scheduler.domain import Answer, Reason
from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, clip


@dataclass(frozen=True, slots=True)
class Window:
    """Months of graduation admitted, as "2026-12"; an empty end is open. `returning` asks for school afterwards."""

    earliest: str
    latest: str
    quote: str
    returning: bool = False


_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_ABROAD = {
    "mai": 5,
    "okt": 10,
    "dez": 12,
    "mär": 3,
    "fév": 2,
    "avr": 4,
    "juin": 6,
    "juil": 7,
    "aoû": 8,
    "déc": 12,
    "fev": 2,
    "abr": 4,
    "ago": 8,
    "set": 9,
    "out": 10,
    "ene": 1,
    "dic": 12,
    "mrt": 3,
    "mei": 5,
}
_SPANS = {
    "spring": (1, 6),
    "summer": (5, 9),
    "fall": (8, 12),
    "autumn": (8, 12),
    "winter": (11, 12),
    "frühjahr": (1, 6),
    "sommer": (5, 9),
    "herbst": (8, 12),
}
_DATE = re.compile(
    r"(?:\b(?P<name>(?:spring|summer|fall|autumn|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt"
    r"|dez|mär|fév|avr|juin|juil|aoû|déc|fev|abr|ago|set|out|ene|dic|mrt|mei)[a-zéûüç]{0,8}\.?)(?:[ ](?:of"
    r"|de)[ ]|[ ]\d{1,2}(?:st|nd|rd|th)?,?[ ]|,?[ ]{0,2}|[ ]?['’]?)|\b(?P<number>0?[1-9]"
    r"|1[0-2])/)?(?P<year>20[2-4]\d)\b",
    re.IGNORECASE,
)
_SPEAKS = linear(
    r"graduat|class of|completed|diplôm|complet\w* (?:\w+ ){0,4}(?:degree|stud|program)"
    r"|degree (?:\w+ ){0,3}(?:by|between|in) |complet(?:ion|ing)\b|expected to (?:finish|complete|receive"
    r"|obtain)|(?:final|last) (?:year|semester)|abschluss|diplom|formatura|conclus|formad|afstuder|returning to"
    r"|return to (?:school|college|university|full|your|a degree|an |their)|remaining|continue (?:your"
    r"|their) stud"
)
_RETURNS = linear(
    r"return(?:ing)? to (?:school|college|university|campus|full-?time (?:stud|school)|your (?:stud|degree|univ"
    r"|program|school)|their (?:stud|degree|univ|program|school)|a degree|an? (?:accredited|academic|university"
    r"|degree|undergrad)|the classroom|stud)|(?:at least )?(?:one|1|a) (?:\w+[ /-]?){0,2}(?:semester|quarter"
    r"|term|year)s?(?: \w+){0,3} (?:remaining|left|following|after)|remain(?:ing)? enrolled"
    r"|enrolled (?:\w+ ){0,4}(?:after|following|throughout) (?:the|your|completion)"
    r"|must be enrolled (?:\w+ ){0,6}following|continu(?:e|ing) (?:your|their) (?:studies|education|degree)"
)
_LATER = re.compile(
    r"\bor later\b|\bor after\b|\bonwards?\b|\band beyond\b|\bor beyond\b|\band later\b|\bno (?:earlier"
    r"|sooner) than\b|\bafter\b|\bnot before\b|\bon or after\b|\bfrom\b(?!.*\bto\b)|\bat the earliest\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\bby\b|\bbefore\b|\bno later than\b|\bnot later than\b|\bprior to\b|\buntil\b|\bat the latest\b", re.IGNORECASE
)
_OR_BEFORE = re.compile(r"^[ ,]*(?:or|and) (?:earlier|before|sooner)\b|^[ ,]*at the latest\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:founded|since|established|raised|launched)\b", re.IGNORECASE)
_GRADUATE_DATE = re.compile(
    r"graduat|class of|complet|degree|diplôm|abschluss|conclus|formatur|diplom|finish|expected|anticipated",
    re.IGNORECASE,
)


def read_window(parts: Page) -> Window | None:
    """The window of graduation that the listing names, or that one must return to school; None if it names neither."""
    returning: Window | None = None
    for sentence in parts.holding(_SPEAKS):
        window = _window(sentence.text)
        if window is not None:
            return window
        if returning is None and _RETURNS.search(sentence.text):
            returning = Window("", "", clip(sentence.text), returning=True)
    return returning


def _window(text: str) -> Window | None:
    word = _GRADUATE_DATE.search(text)
    if word is None:
        return None
    dates = [found for found in _DATE.finditer(text) if -90 < found.start() - word.start() < 160]
    if not dates:
        return None
    first, last = dates[0], dates[-1]
    starts, ends = min(_month(each, 0) for each in dates), max(_month(each, 1) for each in dates)
    if _PAST.search(text):
        return None
    left, right = text[max(0, first.start() - 25) : first.start()], text[last.end() : last.end() + 22]
    around = f"{left} # {right}"
    quote = clip(text, first.start(), last.end())
    if len(dates) == 1 and (_BEFORE.search(left) or _OR_BEFORE.search(right)) and not _LATER.search(around):
        return Window("", ends, quote)
    if _LATER.search(around) and not (len(dates) > 1 and re.search(r"\bfrom\b", around, re.IGNORECASE)):
        return Window(starts, "", quote)
    return Window(starts, ends, quote)


def month_number(name: str) -> int:
    """1 to 12 for the name of a month, or its beginning, in six languages; 0 for anything else."""
    name = name.lower()
    return _MONTHS.get(name[:3]) or _ABROAD.get(name[:4]) or _ABROAD.get(name[:3]) or 0


def _month(found: re.Match[str], end: int) -> str:
    """The first or last month a written date can mean."""
    name = (found["name"] or "").lower().rstrip(".")
    span = next((months for word, months in _SPANS.items() if name.startswith(word)), (1, 12))
    month = int(found["number"]) if found["number"] else month_number(name) or span[end]
    return f"{found['year']}-{month:02}"


def judge(window: Window | None, rule: Graduation, ends: str) -> Reason:
    """Does the window hold the student's month? `ends` is the month in which the post ends, if the listing says so."""
    if window is None:
        return Reason("graduation", Answer.UNSURE, "names no date of graduation")
    if window.returning:
        if not ends:
            return Reason(
                "graduation", Answer.UNSURE, "asks for a return to school, and does not say when it ends", window.quote
            )
        later = rule.on > ends
        why = f"asks for a return to school after {ends}; you graduate {rule.on}"
        return Reason("graduation", Answer.YES if later else Answer.NO, why, window.quote)
    inside = (not window.earliest or rule.on >= window.earliest) and (not window.latest or rule.on <= window.latest)
    span = f"{window.earliest or 'any time'} to {window.latest or 'later'}"
    narrow = not inside and _apart(rule.on, window) <= 6
    return Reason(
        "graduation",
        Answer.YES if inside else Answer.NO,
        f"graduation {span}; you graduate {rule.on}",
        window.quote,
        narrow,
    )


def _apart(on: str, window: Window) -> int:
    """Months by which a month of graduation misses the window."""
    edge = window.earliest if window.earliest and on < window.earliest else window.latest
    (year, month), (other, second) = (map(int, each.split("-")) for each in (on, edge))
    return abs((year - other) * 12 + month - second)
