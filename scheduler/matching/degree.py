"""Which degrees may apply: every demand, wish, offer and exclusion of a level, with the sentence that says so.

The reader knows no student. A `Demand` holds the levels that a sentence admits (or shuts out), how strongly, whether
one must still be enrolled, and where it stood. `admission.admits` weighs them for one level, in the order in which a
careful person trusts the parts of a listing: its own requirement, the title, the introduction, the pay line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from scheduler.matching.clause import (
    Clause,
    clauses,
    is_enrolled,
    is_of_others,
    is_wished,
    not_past,
    own_clause,
    with_higher,
)
from scheduler.matching.cues import (
    ASKS,
    ELSEWHERE,
    ENROLLED,
    EXCLUDES,
    FINISHED,
    FREE,
    MUST,
    NOT_REQUIRED,
    OPEN,
    OTHERS,
    PAY_LINE,
    RECENT_ONLY,
    SERVED,
    WISH,
)
from scheduler.matching.levels import (
    BACHELOR,
    COLLEGE,
    HIGH_SCHOOL,
    Mention,
    levels_in,
    levels_of_list,
    levels_of_title,
    mentions_in,
    years_of_study,
)
from scheduler.matching.patterns import Found, linear
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
    r"ph\.? ?\.?d|upper|\blaw\b|j\.d|do[ct]tor|doktor|qualifying|candidacy|level [89]|regist|doutor|promov|master"
    r"|mestrad|máster|maestr|grad|matricul|eingeschr|immatr|ingeschr|bachelor|degree|class of|iscritt|diploma|student"
    r"|enrol|pursu|purs|studi|study|college|universi|major|junior|sophomore|freshm|senior|bac ?\+|école|stud|étud"
    r"|formation|scola|cursando|superior|licenc|a partir d|per[ií]odo|semest|hbo|laurea|opleiding|school|academic"
    r"|thesis|apprent|alternan|thèse|fin d|schüler|diplom|(?-i:\bB\.?[SAE]|\bM\.? ?[SAE]|\bB\.?Tech|\bM\.?Tech"
    r"|\bM[12]\b|\bL3\b|\bPFE\b|\bJD\b|\bFE\b|\bBASc)"
)


def read_demands(title: str, parts: Page, listed: tuple[str, ...] = ()) -> list[Demand]:
    """Every demand of a listing: of its title, its sentences, and a community list's own column of degrees."""
    demands = [*_of_title(title), *_of_list(listed)]
    for sentence in parts.holding(_TRIGGER):
        demands.extend(_of_sentence(sentence))
    return demands


_SKIM_YEARS = linear(
    r"\b(?:[1-9]|1[0-5]|two|three|four|five|six|seven|eight|ten) ?\+? ?(?:(?:-|–|to) ?\d+ ?\+? ?)?(?:years?"
    r"|yrs)['’]? (?:of )?(?:[\w/,&-]+ ){0,6}experience\b|\b(?:mehrjährige|einschlägige|praktische"
    r"|fundierte) (?:\w+ )?\w*erfahrung\w*|\b(?:proven|demonstrated|extensive) (?:[\w/,&-]+ ){0,5}experience\b"
    r"|\b(?:proven |strong )?track record (?:of|in)\b|\b(?:experience|erfahrung(?:en)?|experiência|expérience"
    r"|experiencia|ervaring) (?:with|in|as|of|building|developing|working|mit|im|com|em|como|en|dans|avec|con|met)\b"
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


_STUDENT_TITLE = linear(
    r"werkstud|working students?\b|studentische|\bstudent(?:in|s)?\b|\bhiwis?\b|[ée]tudiant|estudante|estudiante"
)


def _of_title(title: str) -> list[Demand]:
    levels = levels_of_title(title)
    if levels:
        return [Demand(Mode.TITLE, levels, title, enrolled=True)]
    student = _STUDENT_TITLE.search(title) is not None
    return [Demand(Mode.NAMED, COLLEGE, title, enrolled=True, free=True)] if student else []


def _of_list(listed: tuple[str, ...]) -> list[Demand]:
    levels = levels_of_list(listed)
    return [Demand(Mode.LISTED, levels, ", ".join(listed), enrolled=True)] if levels else []


_ASIDE = (Part.ABOUT, Part.BENEFITS, Part.LEGAL, Part.DUTIES)  # parts where a level counts only beside a student
_CATEGORY = re.compile(
    r"^(?:[\w+&/-]{1,30} ){0,4}[\w+&/-]{1,30} ?:"
)  # "Undergraduate: must be ...": one of a programme's groups
_STARTS = 32  # a level this near to the beginning of a sentence is what the sentence is about


def _of_sentence(sentence: Sentence) -> list[Demand]:
    """The demands of one sentence: one for each run of levels, or one for a student of no named level."""
    text, part = sentence.text, sentence.part
    if ELSEWHERE.search(text):
        return []
    demands, mentions = [], mentions_in(text)
    if part in _ASIDE and not (ENROLLED.search(text) and (mentions or ASKS.search(text) or _STUDIES.search(text))):
        return []
    for mention, clause in clauses(text, mentions):
        demand = _demand(sentence, mention, clause)
        if demand is not None:
            demands.append(demand)
    if not any(each.mode is not Mode.WISHED for each in demands):
        demands.extend(_free(sentence, mentions))
    return demands


# "Where did you do your undergraduate studies?", "Still doing your bachelor's?": what follows is for them alone.
_WHERE = re.compile(r"(?:where|when|which|what)\b.*\?(?!.*\bconsider)", re.IGNORECASE)
_STILL = re.compile(r"(?:looking for|still|not yet)\b[^?]{0,80}\?", re.IGNORECASE)


def _is_question_aside(sentence: Sentence) -> bool:
    return bool(_STILL.match(sentence.text) or (sentence.part is Part.FORM and _WHERE.match(sentence.text)))


def _demand(sentence: Sentence, mention: Mention, clause: Clause) -> Demand | None:
    """What the sentence says of one run of levels, or None if it speaks of others or demands nothing."""
    text = sentence.text
    if is_of_others(clause, sentence.part) or _is_question_aside(sentence):
        return None
    levels, quote = not_past(with_higher(mention, clause), clause), clip(text, mention.start, mention.end)
    enrolled = is_enrolled(clause) or HIGH_SCHOOL in levels
    aside = _aside(clause, levels, sentence.part)
    if aside is not None:
        return Demand(aside, levels, quote, enrolled=enrolled or aside is Mode.PAY)
    finished = RECENT_ONLY.search(text) is not None or (
        not enrolled and FINISHED.search(clause.around(60, 25)) is not None
    )
    mode = Mode.NAMED if _is_category(text, mention) else _mode(sentence, clause, enrolled, finished)
    if mode is None and mention.start < _STARTS and sentence.part not in _ASIDE:
        mode = Mode.REQUIRED
    if mode is None:
        return None
    years = years_of_study(text) if BACHELOR in levels else ()
    return Demand(mode, levels, quote, enrolled=enrolled, finished=finished, years=years)


_IF_NO = re.compile(r"\bif (?:you (?:answer(?:ed)? )?|the answer is )?[\"“'‘]?(?:no|not)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_FIRST_YEAR = re.compile(r"freshm[ae]n|first[ -]years?(?: students?)?", re.IGNORECASE)
_PAID_BY_LEVEL = re.compile(
    r"\b(?:rates?|pay|salary|compensation|stipend)\b[^.;]{0,40}\b(?:depend|based on|determined by|set by|var(?:y|ies))",
    re.IGNORECASE,
)
_EXCEPTIONAL = re.compile(r"\b(?:exceptional|outstanding)\b", re.IGNORECASE)
_WITH_RECORD = re.compile(r"^[^.;]{0,12}\bwith an? (?:\w+ )?(?:exceptional|outstanding|strong)\b", re.IGNORECASE)


def _aside(clause: Clause, levels: tuple[str, ...], part: Part) -> Mode | None:
    """How the level is spoken of when it is not asked for: shut out, paid, wished, or let in by a side door."""
    near = clause.around(60, len(clause.right))
    if part is Part.FORM and _IF_NO.search(clause.right):
        return None  # who answers no is shut out, not who answers yes
    if _FIRST_YEAR.fullmatch(clause.said) and EXCLUDES.search(clause.right[:60]):
        return Mode.NAMED  # where only the first year is shut out, the others may come
    if EXCLUDES.search(clause.left[-45:] + "\x00") or EXCLUDES.search(clause.right[:60]):
        return Mode.EXCLUDED
    if _PAID_BY_LEVEL.search(clause.left):
        return Mode.PAY
    if PAY_LINE.search(near) and (part in (Part.PAY, Part.BENEFITS) or re.search(r"[$€£]", near)):
        return Mode.PAY
    if is_wished(clause) or (part is Part.WISHES and not MUST.search(near)):
        return Mode.WISHED
    if BACHELOR not in levels and (_WITH_RECORD.search(clause.right[:70]) or _EXCEPTIONAL.search(clause.left[-25:])):
        return None  # "a PhD, or a Master's with an exceptional record": no door for anybody else
    if OPEN.search(clause.right[:110]) and not _ONLY.search(clause.around(len(clause.left), 70)):
        return Mode.OPEN
    return None


def _is_category(text: str, mention: Mention) -> bool:
    """Is the level the name of one group of several, before a colon?"""
    head = _CATEGORY.match(text)
    return head is not None and mention.start < head.end() and next(levels_in(head[0]), None) is not None


_STUDIES_NOW = re.compile(
    r"\bcurrent(?:ly)?\b|\bpursu(?:ing|es)\b|\bpursue (?:an?|their|your|the|studies)\b|\benrol|\bactively\b",
    re.IGNORECASE,
)


def _mode(sentence: Sentence, clause: Clause, enrolled: bool, finished: bool) -> Mode | None:
    """A requirement, an introduction's word, or nothing: outside the requirements, somebody must be asked for."""
    near = clause.around(60, len(clause.right))
    if sentence.part in (Part.NEEDS, Part.FORM):
        return Mode.REQUIRED
    if MUST.search(near) or (enrolled and _STUDIES_NOW.search(near)):
        return Mode.REQUIRED
    if finished or re.search(r"\bdegree in\b|\b(?:BS|MS|BSc|MSc)\b.{0,20}\bin [A-Z]|\bPh\.?D\.? in\b", near):
        return Mode.REQUIRED
    return Mode.NAMED if enrolled or ASKS.search(sentence.text) else None


_STUDIES = linear(
    r"graduation date|graduating|expected graduation|expected to graduate|pursu|matricul|enrol|studying"
    r"|majoring|active pursuit|eingeschrieben|immatrikul|a partir d|cursando|[ée]tudiant|studier|studium"
)


def _free(sentence: Sentence, mentions: list[Mention]) -> list[Demand]:
    """A student is asked for without a level."""
    text = sentence.text
    if RECENT_ONLY.search(text):
        return [] if WISH.search(text) else [Demand(Mode.REQUIRED, (), clip(text), finished=True)]
    for found in FREE.finditer(text):
        if not _is_of_level(text, found, mentions) and _is_asked_for(sentence, found):
            return [Demand(_free_mode(sentence, found), COLLEGE, clip(text, *found.span()), enrolled=True, free=True)]
    return []


_ATTACHED = re.compile(r"['’s]{0,2}[ /-]?")


def _is_of_level(text: str, found: Found, mentions: list[Mention]) -> bool:
    """Do these words belong to a level that is named: "PhD student in ..."?"""
    return any(
        (found.start() < each.end and each.start < found.end())
        or (each.end <= found.start() and _ATTACHED.fullmatch(text, each.end, found.start()))
        for each in mentions
    )


_NOT_NOW = re.compile(r"\bnot (?:be )?(?:currently )?$", re.IGNORECASE)
_OF_BENEFITS = re.compile(
    r"\b(?:insurance|401\(?k)\b|\b(?:medical|dental|health|benefits?|retirement|savings) (?:plans?|coverage|benefits"
    r"|programs?)\b",
    re.IGNORECASE,
)


def _is_asked_for(sentence: Sentence, found: Found) -> bool:
    """Is this student the one who may apply, and not a colleague, a customer or one who is shut out?"""
    text = sentence.text
    left = own_clause(text[max(0, found.start() - 70) : found.start()])
    if OTHERS.search(left + found[0]) and not MUST.search(left) and not ENROLLED.match(found[0]):
        return False
    if (
        SERVED.search(left + found[0])
        or NOT_REQUIRED.search(text[found.start() : found.end() + 60])
        or EXCLUDES.search(left[-45:])
    ):
        return False
    if _NOT_NOW.search(left) or _OF_BENEFITS.search(text, found.start(), found.end() + 60):
        return False
    if sentence.part is Part.NEEDS or ASKS.search(text):
        return True
    return found.start() < _STARTS or _STUDIES.search(text) is not None


def _free_mode(sentence: Sentence, found: Found) -> Mode:
    text = sentence.text
    if sentence.part is Part.WISHES or WISH.search(text[max(0, found.start() - 70) : found.start()]):
        return Mode.WISHED
    strong = sentence.part in (Part.NEEDS, Part.FORM) or MUST.search(text)
    return Mode.REQUIRED if strong or re.search("current|pursu|enrol", text, re.IGNORECASE) else Mode.NAMED
