"""May someone of one level apply? The demands of a listing weighed: requirement, title, introduction, pay line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from config.rules import Degree
from scheduler.domain import Answer, Reason
from scheduler.matching.degree import Demand, Mode
from scheduler.matching.levels import LEVELS
from scheduler.matching.patterns import linear
from scheduler.matching.role import Post

Decision = tuple[Answer, str, str]
FEW_YEARS = 1  # years of working experience that a student cannot be asked for beside a degree


def admits(level: str, demands: Sequence[Demand], experience: tuple[int, str], student_post: bool) -> Decision:
    """Whether someone who studies for `level` may apply, why, and the sentence that decides."""
    for weigh in _WEIGHED if demands else ():
        decision = weigh(level, demands, experience, student_post)
        if decision is not None:
            return decision
    years, quote = experience
    if not student_post and years >= FEW_YEARS:
        return Answer.NO, f"asks for {years} years of experience", quote
    wished = next((each for each in demands if each.mode is Mode.WISHED), None)
    if wished is not None:
        return (
            Answer.UNSURE,
            f"only wishes for {_named(wished)}; nothing says that {_students(level)} may not apply",
            wished.quote,
        )
    return Answer.UNSURE, "names no degree and no level of study", ""


_DEGREES = {
    "high school": "high school",
    "associate": "an associate degree",
    "bachelor": "a Bachelor's degree",
    "master": "a Master's degree",
    "phd": "a PhD",
}
_STUDENTS = {"bachelor": "bachelor's", "master": "master's", "phd": "PhD"}


def _named(demand: Demand) -> str:
    """The degrees a demand names, in a person's words."""
    return " or ".join(_DEGREES.get(each, each) for each in LEVELS if each in demand.levels) or "a degree"


def _students(level: str) -> str:
    return f"{_STUDENTS.get(level, level)} students"


def _first(demands: Iterable[Demand]) -> Demand | None:
    return next(iter(demands), None)


def _yes(level: str, demand: Demand) -> Decision:
    why = "asks for a student and names no level" if demand.free else f"open to {_students(level)}"
    return Answer.YES, why, demand.quote


def _no(demand: Demand, why: str = "") -> Decision:
    return Answer.NO, why or f"asks for {_named(demand)}", demand.quote


def _shut_out(level: str, demands: Sequence[Demand], _: tuple[int, str], __: bool) -> Decision | None:
    door = _first(each for each in demands if each.mode is Mode.OPEN and level in each.levels)
    if door is not None:
        return Answer.YES, f"{_students(level)} are considered", door.quote
    shut = _first(each for each in demands if each.mode is Mode.EXCLUDED and level in each.levels)
    return _no(shut, f"says that {_students(level)} may not apply") if shut is not None else None


def _required(
    level: str, demands: Sequence[Demand], experience: tuple[int, str], student_post: bool
) -> Decision | None:
    asked = [each for each in demands if each.mode is Mode.REQUIRED]
    named = [each for each in asked if each.enrolled and not each.free and not each.finished]
    if found := _first(each for each in named if level in each.levels):
        return _yes(level, found)
    if named:
        return _no(named[0])
    if not student_post and (found := _first(each for each in asked if not each.enrolled)):
        return _no(found, "asks for a finished degree")
    title = _first(each for each in demands if each.mode is Mode.TITLE)
    if title is not None and level not in title.levels:
        return _no(title, f"the title asks for {_named(title)}")
    return _bare_or_free(level, asked, experience, title is not None)


def _bare_or_free(level: str, asked: list[Demand], experience: tuple[int, str], titled: bool) -> Decision | None:
    """A degree without a word on enrolment, a finished one, or a student of any level."""
    free = _first(each for each in asked if each.free)
    bare = [each for each in asked if not each.enrolled and each.levels and not each.finished]
    if finished := _first(each for each in asked if each.finished):
        return _yes(level, free) if free else _no(finished, "asks for a finished degree")
    years, quote = experience
    if found := _first(each for each in bare if level in each.levels):
        if years > FEW_YEARS and not free and not titled:
            return Answer.NO, f"asks for a degree and {years} years of experience", quote
        return _yes(level, found)
    if bare:
        return _no(bare[0])
    return None if free is None else _yes(level, free)


def _title_admits(level: str, demands: Sequence[Demand], _: tuple[int, str], __: bool) -> Decision | None:
    title = _first(each for each in demands if each.mode is Mode.TITLE)
    if title is None:
        return None
    return (Answer.YES, f"the title is for {_students(level)}", title.quote) if level in title.levels else _no(title)


def _listed(level: str, demands: Sequence[Demand], _: tuple[int, str], __: bool) -> Decision | None:
    listed = _first(each for each in demands if each.mode is Mode.LISTED)
    if listed is None:
        return None
    return (
        (Answer.YES, f"the list says {level}; text not read", listed.quote)
        if level in listed.levels
        else _no(listed, f"the list says {_named(listed)}; text not read")
    )


def _introduced(level: str, demands: Sequence[Demand], _: tuple[int, str], student_post: bool) -> Decision | None:
    named = [each for each in demands if each.mode is Mode.NAMED]
    levelled = [each for each in named if not each.free]
    if found := _first(each for each in levelled if level in each.levels):
        return _yes(level, found)
    above = _first(each for each in levelled if each.enrolled)
    if above is not None and student_post:
        return _no(above)
    free = _first(each for each in named if level in each.levels)
    return None if free is None else _yes(level, free)


def _wish_or_pay(level: str, demands: Sequence[Demand], _: tuple[int, str], student_post: bool) -> Decision | None:
    for mode, why in (
        (Mode.WISHED, f"wishes for {_students(level)}, among others"),
        (Mode.PAY, f"has a rate of pay for {_students(level)}"),
    ):
        found = _first(each for each in demands if each.mode is mode and level in each.levels)
        if found is not None and student_post:
            return Answer.YES, why, found.quote
    return None


_WEIGHED = (_shut_out, _required, _title_admits, _listed, _introduced, _wish_or_pay)  # in the order of their weight


_SUBJECTS = {
    "computer science": r"computer science|computing|\bcs\b|\bcse\b|informatics|informati[kc]\w*|software engineering"
    r"|computer engineering|\bece\b|\beecs\b|computación|computação|informatique",
    "electrical engineering": r"electrical|electronic|\bee\b|\bece\b|\beecs\b|elektrotechnik",
    "mathematics": r"math|mathemati\w*|applied math|matemátic\w*|mathématiques",
    "statistics": r"statistic\w*|biostatistics|estatística|statistik",
    "physics": r"physic\w*|physik|física",
    "data science": r"data scien\w*|machine learning|artificial intelligence|data analytics|ciência de dados",
    "economics": r"economics|econometrics|finance|business",
    "biology": r"biolog\w*|bioinformatic\w*|computational biology|neuroscience|chemistry",
    "mechanical engineering": r"mechanical|aerospace|robotics|mechatronic\w*",
}
_OPEN_SUBJECT = linear(
    r"related|similar|equivalent|relevant|comparable|\bany\b|stem\b|quantitative|technical|analytical|other"
    r"|engineering|vergleichbar|ähnlich|verwandt|connexe|afins|similar"
)
_SUBJECT = {name: linear(source) for name, source in _SUBJECTS.items()}
_ANY_SUBJECT = linear("|".join(_SUBJECTS.values()))


def judge(demands: Sequence[Demand], experience: tuple[int, str], post: Post, text_read: bool, rule: Degree) -> Reason:
    """May a student of this level, year and subject apply?"""
    answer, why, quote = admits(rule.studying, demands, experience, post.answer is Answer.YES)
    if answer is Answer.UNSURE and not text_read and not quote:
        why = (
            "text not read; the title names no degree"
            if post.answer is Answer.YES
            else "not read further: no student post"
        )
    if answer is Answer.YES:
        return _year(rule, demands) or _subject(rule, demands) or Reason("degree", answer, why, quote)
    return Reason("degree", answer, why, quote, narrow=_is_narrow(rule, demands, answer))


def _is_narrow(rule: Degree, demands: Sequence[Demand], answer: Answer) -> bool:
    """A no by little: the next level above is asked for, and nothing higher."""
    if answer is not Answer.NO:
        return False
    asked = {level for each in demands if each.mode in (Mode.REQUIRED, Mode.NAMED, Mode.TITLE) for level in each.levels}
    return rule.studying == "bachelor" and "master" in asked and not any(each.finished for each in demands)


def _year(rule: Degree, demands: Sequence[Demand]) -> Reason | None:
    """A no where the listing names years of study and the student's is not among them."""
    if rule.year is None:
        return None
    named = [each for each in demands if each.years and each.mode in (Mode.REQUIRED, Mode.NAMED, Mode.TITLE, Mode.OPEN)]
    if not named or any(rule.year in each.years for each in named):
        return None
    years = " or ".join(str(year) for year in named[0].years)
    narrow = min(abs(rule.year - year) for year in named[0].years) <= 1
    return Reason("degree", Answer.NO, f"asks for year {years} of study; yours is {rule.year}", named[0].quote, narrow)


def _subject(rule: Degree, demands: Sequence[Demand]) -> Reason | None:
    """A narrow no where the listing names subjects, none of them the student's, and leaves no other open."""
    if rule.subject is None:
        return None
    mine = _SUBJECT.get(rule.subject.lower()) or linear(re.escape(rule.subject))
    named = [each.quote for each in demands if each.mode is Mode.REQUIRED and _ANY_SUBJECT.search(each.quote)]
    if not named or any(mine.search(quote) or _OPEN_SUBJECT.search(quote) for quote in named):
        return None
    return Reason("degree", Answer.NO, f"names subjects, and {rule.subject} is none of them", named[0], narrow=True)
