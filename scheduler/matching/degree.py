"""Which degrees may apply: every demand, wish, offer and exclusion of a level, with the sentence that says so.

The reader knows no student. A `Demand` holds the levels that a sentence admits (or shuts out), how strongly, whether
one must still be enrolled, and where it stood. `admission.admits` weighs them for one level, in the order in which a
careful person trusts the parts of a listing: its own requirement, the title, the introduction, the pay line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from scheduler.matching.cues import (
    ASKS,
    ENROLLED,
    EXCLUDES,
    FINISHED,
    FREE,
    HIGHER,
    HOST,
    MUST,
    NOT_REQUIRED,
    OPEN,
    OTHERS,
    PAY_LINE,
    RECENT_ONLY,
    TO_HOST,
    WISH,
)
from scheduler.matching.levels import (
    BACHELOR,
    COLLEGE,
    HIGH_SCHOOL,
    LEVELS,
    Mention,
    levels_in,
    levels_of_list,
    levels_of_title,
    mentions_in,
    years_of_study,
)
from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, Part, Sentence, clip


class Mode(StrEnum):
    """How strongly a sentence speaks."""

    REQUIRED = "required"
    WISHED = "wished"
    OPEN = "open"  # a door left open beside a higher demand: "exceptional undergraduates considered"
    EXCLUDED = "excluded"
    NAMED = "named"  # an introduction or a programme's text
    TITLE = "title"
    PAY = "pay"
    LISTED = "listed"  # a community list's own column


@dataclass(frozen=True, slots=True)
class Demand:
    """The levels one sentence speaks of."""

    mode: Mode
    levels: tuple[str, ...]
    quote: str
    enrolled: bool = False  # one must still study
    finished: bool = False  # one must be done
    free: bool = False  # a student without a named level
    years: tuple[int, ...] = ()  # years of study admitted, 1 the first


# Any of these makes a sentence worth reading; most sentences hold none.
_TRIGGER = linear(
    r"ph\.? ?\.?d|doctor|doutor|promov|master|mestrad|máster|maestr|grad|matricul|eingeschr|immatr|ingeschr"
    r"|bachelor|degree|diploma|student|enrol|pursu|purs|studi|study|college|universi|major|junior|sophomore"
    r"|freshm|senior|bac ?\+|école|stud|étud|formation|scola|cursando|superior|licenc|a partir d|per[ií]odo"
    r"|semest|hbo|laurea|opleiding|school|academic|thesis|apprent|alternan|thèse|fin d|schüler|diplom"
    r"|(?-i:\bB\.?[SAE]|\bM\.? ?[SAE]|\bBTech|\bMTech|\bM[12]\b|\bL3\b|\bPFE\b|\bJD\b|\bFE\b|\bBASc)"
)


def read_demands(title: str, parts: Page, listed: tuple[str, ...] = ()) -> list[Demand]:
    """Every demand of a listing: of its title, its sentences, and a community list's own column of degrees."""
    demands = [*_of_title(title), *_of_list(listed)]
    for sentence in parts.holding(_TRIGGER):
        demands.extend(_of_sentence(sentence))
    return demands


_SKIM_YEARS = linear(
    r"\b(?:[1-9]|1[0-5]) ?\+? ?(?:(?:-|–|to) ?\d+ ?\+? ?)?(?:years?|yrs)['’]? (?:of )?(?:[\w/,&-]+ ){0,6}experience\b"
    r"|\b(?:mehrjährige|einschlägige|praktische|fundierte) (?:\w+ )?\w*erfahrung\w*"
    r"|\b(?:proven|demonstrated|extensive) (?:[\w/,&-]+ ){0,5}experience\b|\b(?:proven |strong )?track record (?:of|in)\b"
)
_SKIM_DEGREE = linear(
    r"\b(?:master of|bachelor of|degree in|ph\.?d in|master['’]?s degree|bachelor['’]?s degree) ?[a-z ]{0,40}"
)


def skim_demands(text: str) -> tuple[Demand, ...]:
    """What a text that holds no word of a student demands at first sight: experience, or a finished degree."""
    found = _SKIM_YEARS.search(text) or _SKIM_DEGREE.search(text)
    if found is None:
        return ()
    return (Demand(Mode.REQUIRED, (), found[0].strip(), finished=True),)


def _of_title(title: str) -> list[Demand]:
    levels = levels_of_title(title)
    return [Demand(Mode.TITLE, levels, title, enrolled=True)] if levels else []


def _of_list(listed: tuple[str, ...]) -> list[Demand]:
    levels = levels_of_list(listed)
    return [Demand(Mode.LISTED, levels, ", ".join(listed), enrolled=True)] if levels else []


_ASIDE = (Part.ABOUT, Part.BENEFITS, Part.LEGAL, Part.DUTIES)  # parts where a level counts only beside a student
_CATEGORY = re.compile(
    r"^(?:[\w+&/-]{1,30} ){0,4}[\w+&/-]{1,30} ?:"
)  # "Undergraduate: must be ...": one of a programme's groups
_STARTS = 20  # a level this near to the beginning of a sentence is what the sentence is about


def _of_sentence(sentence: Sentence) -> list[Demand]:
    """The demands of one sentence: one for each run of levels, or one for a student of no named level."""
    text, part = sentence.text, sentence.part
    demands = []
    mentions = mentions_in(text)
    if part in _ASIDE and not (ENROLLED.search(text) and (mentions or ASKS.search(text) or _STUDIES.search(text))):
        return []
    for at, mention in enumerate(mentions):
        left = text[max(mentions[at - 1].end if at else 0, mention.start - 110) : mention.start]
        right = text[
            mention.end : min(mentions[at + 1].start if at + 1 < len(mentions) else len(text), mention.end + 130)
        ]
        demand = _demand(sentence, mention, _after_stop(left), right)
        if demand is not None:
            demands.append(demand)
    if not any(each.mode is not Mode.WISHED for each in demands):
        demands.extend(_free(sentence, mentions))
    return demands


def _after_stop(left: str) -> str:
    """What stands before a mention in the same clause."""
    return re.split(r"[;•]|\. (?=[A-Z])", left)[-1]


_COMPLETED = re.compile(r"\b(?:completed|obtained|earned)(?: (?:an?|your|their|the))?\s*$", re.IGNORECASE)
_NEW_PREDICATE = re.compile(
    r"[.;](?:\s|$)|\bwith\b|\bexperience\b|\bknowledge\b|\bskills?\b|\bstrong\b|\bgpa\b|\bpublications?\b"
    r"|\bfamiliar\w*|\bproficien\w*",
    re.IGNORECASE,
)


_BRACKET = re.compile(r"^ ?\([^)]*\)")  # "PhD (preferred) or ...": what it says is of the level before it


def _wished(left: str, right: str) -> bool:
    """Is the level a wish? The word stands before it in its clause, or after it before anything else is named."""
    if WISH.search(_BRACKET.sub("", left)[-70:]):
        return True
    after = _NEW_PREDICATE.split(right)[0]
    wish = WISH.search(after)
    if wish is None:
        return False
    following = after[wish.end() : wish.end() + 25]
    # "a degree in X, preferably in the third year" wishes the year, not the degree
    return not (re.match(r"preferabl|ideal", wish[0], re.IGNORECASE) and re.match(r"\s+\w", following))


def _demand(sentence: Sentence, mention: Mention, left: str, right: str) -> Demand | None:
    """What the sentence says of one run of levels, or None if it speaks of others or demands nothing."""
    text, part = sentence.text, sentence.part
    near = left[-60:] + text[mention.start : mention.end] + right
    if HOST.match(right) or TO_HOST.search(left):
        return None
    if OTHERS.search(left[-70:]) and part is not Part.NEEDS and not MUST.search(left):
        return None
    if NOT_REQUIRED.search(near[: len(left[-60:]) + mention.end - mention.start + 60]) and not WISH.search(left):
        return None
    levels = mention.levels
    if HIGH_SCHOOL not in levels and HIGHER.search(left[-25:] + text[mention.start : mention.end] + right[:60]):
        levels = tuple(
            each for each in LEVELS if each in levels or LEVELS.index(each) > min(LEVELS.index(one) for one in levels)
        )
    quote = clip(text, mention.start, mention.end)
    enrolled = bool(ENROLLED.search(left[-110:] + text[mention.start : mention.end] + _still_of_it(left, right)))
    if EXCLUDES.search(left[-45:] + "\x00") or EXCLUDES.search(right[:60]):
        return Demand(Mode.EXCLUDED, levels, quote)
    if PAY_LINE.search(near) and (part in (Part.PAY, Part.BENEFITS) or re.search(r"[$€£]", near)):
        return Demand(Mode.PAY, levels, quote, enrolled=True)
    if _wished(left, right) or (part is Part.WISHES and not MUST.search(near)):
        return Demand(Mode.WISHED, levels, quote, enrolled=enrolled)
    if OPEN.search(right[:70]) and not re.search(
        r"\bonly\b", left + text[mention.start : mention.end] + right[:70], re.IGNORECASE
    ):
        return Demand(Mode.OPEN, levels, quote, enrolled=enrolled)
    finished = bool(RECENT_ONLY.search(text)) or (
        bool(FINISHED.search(left[-60:] + text[mention.start : mention.end] + right[:25])) and not enrolled
    )
    mode = Mode.NAMED if _is_category(text, mention) else _mode(sentence, near, enrolled, finished)
    if mode is None and mention.start < _STARTS and part not in _ASIDE:
        mode = Mode.REQUIRED
    if mode is None:
        return None
    return Demand(
        mode,
        levels,
        quote,
        enrolled=enrolled,
        finished=finished,
        years=years_of_study(text) if BACHELOR in levels else (),
    )


def _still_of_it(left: str, right: str) -> str:
    """What follows a level and still speaks of it: after a completed one, the next clause speaks of another."""
    return re.split(r"\b(?:and|with|plus)\b|,", right)[0][:50] if _COMPLETED.search(left[-40:]) else right[:50]


def _is_category(text: str, mention: Mention) -> bool:
    """Is the level the name of one group of several, before a colon?"""
    head = _CATEGORY.match(text)
    return head is not None and mention.start < head.end() and next(levels_in(head[0]), None) is not None


def _mode(sentence: Sentence, near: str, enrolled: bool, finished: bool) -> Mode | None:
    """A requirement, an introduction's word, or nothing: outside the requirements, somebody must be asked for."""
    if sentence.part in (Part.NEEDS, Part.FORM):
        return Mode.REQUIRED
    if MUST.search(near) or (
        enrolled and re.search(r"\bcurrent(?:ly)?\b|\bpursu|\benrol|\bactively\b", near, re.IGNORECASE)
    ):
        return Mode.REQUIRED
    if finished or re.search(r"\bdegree in\b|\b(?:BS|MS|BSc|MSc)\b.{0,20}\bin [A-Z]|\bPh\.?D\.? in\b", near):
        return Mode.REQUIRED
    return Mode.NAMED if enrolled or ASKS.search(sentence.text) else None


_STUDIES = linear(
    r"graduation date|graduating|expected graduation|expected to graduate|pursu|matricul|enrol|studying"
    r"|majoring|active pursuit|eingeschrieben|immatrikul|a partir d|cursando|étudiant|studier|studium"
)


def _free(sentence: Sentence, mentions: list[Mention]) -> list[Demand]:
    """A student is asked for without a level."""
    text = sentence.text
    if RECENT_ONLY.search(text):
        return [Demand(Mode.REQUIRED, (), clip(text), finished=True)]
    for found in FREE.finditer(text):
        if any(found.start() < each.end and each.start < found.end() for each in mentions):
            continue
        left = text[max(0, found.start() - 70) : found.start()]
        if OTHERS.search(left + found[0]) and not MUST.search(left) and not ENROLLED.match(found[0]):
            continue
        if (
            sentence.part is not Part.NEEDS
            and not ASKS.search(text)
            and not (_STUDIES.search(text) or found.start() < _STARTS)
        ):
            continue
        if NOT_REQUIRED.search(text[found.start() : found.end() + 60]) or EXCLUDES.search(left[-45:]):
            continue
        wished = sentence.part is Part.WISHES or bool(WISH.search(left))
        strong = sentence.part in (Part.NEEDS, Part.FORM) or bool(MUST.search(text))
        mode = (
            Mode.WISHED
            if wished
            else Mode.REQUIRED
            if strong or re.search("current|pursu|enrol", text, re.IGNORECASE)
            else Mode.NAMED
        )
        return [Demand(mode, COLLEGE, clip(text, *found.span()), enrolled=True, free=True)]
    return []
