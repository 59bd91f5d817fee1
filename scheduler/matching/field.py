"""What is the person's own work about? Duties count, and the title where it does not mislead; blurbs never do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from config.rules import FieldOfWork
from scheduler.domain import Answer, Reason
from scheduler.matching.duties import ON_DATA, ON_DATA_ENGINEERING, ON_LABELS, ON_OTHER, Tally, tally_of
from scheduler.matching.text import Page
from scheduler.matching.titles import (
    AI_BESIDE,
    NAMES_BUILDER,
    NAMES_DATA_SCIENCE,
    NAMES_MODELS,
    NAMES_NEAR,
    NAMES_OTHER,
    NAMES_QUANT,
    NAMES_SYSTEMS,
    PARTED,
)

MACHINE_LEARNING, DATA_SCIENCE = "machine learning", "data science"
DATA_ANALYSIS, DATA_ENGINEERING, AI_USE, SOFTWARE = "data analysis", "data engineering", "ai tools", "software"


@dataclass(frozen=True, slots=True)
class Work:
    """The field of the person's own work; `sure` is false where title and duties leave it open."""

    field: str  # "" where it is none of those we know
    sure: bool
    why: str
    quote: str


_T = re.IGNORECASE
_SEAT = re.compile(r" ?\([^()]*\b(?:division|department|team|group|office|organi[sz]ation)\)", _T)


def read_work(title: str, parts: Page) -> Work:
    """The field of the person's own work, by title and duties."""
    spaced = _SEAT.sub("", title.replace("_", " "))  # "Intern_Data Scientist": an underscore parts words
    work = _work_of(spaced, tally_of(title, parts))
    return replace(work, quote=title) if work.quote == spaced else work


def _work_of(title: str, tally: Tally) -> Work:
    named = NAMES_MODELS.search(title)
    if named is not None and (NAMES_BUILDER.search(title) or not AI_BESIDE.search(title)):
        if _is_only_domain(title[: named.start()], tally):
            return Work("", True, "the title names other work, and the duties are not about models", title)
        return _titled(MACHINE_LEARNING, title, tally)
    if NAMES_DATA_SCIENCE.search(title):
        return _titled(DATA_SCIENCE, title, tally)
    near = NAMES_NEAR.search(title)
    if near is not None and not NAMES_QUANT.search(title):
        return _near(title, near.lastgroup or "analysis", tally)
    return _untitled(title, tally)


def _is_only_domain(before: str, tally: Tally) -> bool:
    """Does the title name another job ahead of a comma, a dash or a bracket, and hardly a duty speak of models?"""
    parted = list(PARTED.finditer(before))
    if not parted or len(tally.work) < 2 or tally.needs or tally.focus is not None:
        return False
    head = before[: parted[-1].start()]
    if any(each[0].lower() != "data" for each in NAMES_NEAR.finditer(head)):
        return tally.models <= 1 and tally.share < 0.3
    return not tally.models and bool(NAMES_OTHER.search(head))


def _titled(name: str, title: str, tally: Tally) -> Work:
    """The title names the field: so it is, unless the duties are plainly something else."""
    other = _belied(name, tally)
    if other:
        return Work(other, True, "the title promises more than the duties hold", title)
    why = f"title and duties are {name}" if tally.first or tally.focus else f"the title says {name}"
    return Work(name, True, why, tally.quote(title))


_SEVERAL = 3  # sentences about something else: fewer belie no title


def _belied(name: str, tally: Tally) -> str:
    """The field that the duties show instead of the one in the title; empty when they bear it out or say little."""
    if len(tally.work) < 4:
        return ""
    if tally.share < 0.15 and tally.about(ON_DATA_ENGINEERING) >= max(_SEVERAL, 2 * tally.models + 1):
        return DATA_ENGINEERING
    if not tally.models and tally.about(ON_LABELS) >= _SEVERAL:
        return AI_USE
    on_data, on_other = tally.about(ON_DATA), tally.about(ON_OTHER)
    if name == DATA_SCIENCE and not tally.models and on_data < 0.2 * len(tally.work) and on_other >= _SEVERAL:
        return SOFTWARE
    if tally.models or tally.needs:
        return ""
    if name == MACHINE_LEARNING and not tally.focus:
        return AI_USE
    elsewhere = on_other >= max(_SEVERAL, 0.5 * len(tally.work))
    return SOFTWARE if elsewhere and on_data < 0.4 * len(tally.work) else ""


def _near(title: str, group: str, tally: Tally) -> Work:
    """Data analyst, data engineer, automation: in only when models are the greater part of the duties."""
    name = {"engineering": DATA_ENGINEERING, "use": AI_USE}.get(group, DATA_ANALYSIS)
    if (
        _all_models(tally, 3)
        or (tally.models >= 3 and tally.share >= 0.4)
        or (tally.models >= 2 and tally.share >= 0.5)
        or (tally.focus is not None and tally.share >= 0.3)
        or _dense(tally)
    ):
        return _told(title, tally)
    return Work(name, True, f"the title is {name}, and the duties are not mainly about models", title)


_FEW = 4  # sentences of work: where so little is said, what is asked for tells too


def _all_models(tally: Tally, terms: int) -> bool:
    """Do a few sentences of work tell of models and nothing else?"""
    return len(tally.terms) >= terms and tally.share >= 0.9


def _dense(tally: Tally) -> bool:
    """Do a few sentences name many different things about models?"""
    return len(tally.terms) >= 4 and tally.share >= (0.3 if len(tally.work) <= _FEW else 0.4)


def _untitled(title: str, tally: Tally) -> Work:
    """The title says nothing of the field: the duties decide, and have more to prove where it names other work."""
    other = bool(NAMES_OTHER.search(title)) and not NAMES_QUANT.search(title)
    if _about_models(tally, other=other, systems=bool(NAMES_SYSTEMS.search(title))):
        return _told(title, tally)
    if tally.models >= 2 and tally.share >= 0.2:
        return Work(SOFTWARE, False, "some of the duties are about models, most are not", tally.quote(title))
    kind = SOFTWARE if re.search(r"software|develop|engineer|program|robot", title, _T) else ""
    return Work(kind, True, "neither title nor duties are about models", title)


def _about_models(tally: Tally, *, other: bool, systems: bool) -> bool:
    """Do the duties bear out work on models, where the title names another job, a kind of system, or nothing?"""
    if systems and tally.models >= 1 and tally.models + tally.needs >= 3:
        return True
    if other:
        dense = (len(tally.terms) >= 3 or tally.models >= 2) and tally.share >= 0.5
        short = len(tally.work) <= _FEW and tally.models >= 1 and tally.needs >= 1 and tally.share >= 0.3
        return (
            dense
            or short
            or _all_models(tally, 2)
            or _dense(tally)
            or (tally.focus is not None and tally.models >= 1 and tally.share >= 0.2)
        )
    if tally.focus is not None or tally.models >= 2:
        return tally.share >= 0.15
    return tally.models == 1 and (
        tally.needs >= 1 or tally.share >= 0.3 or (len(tally.terms) >= 3 and tally.share >= 0.2)
    )


def _told(title: str, tally: Tally) -> Work:
    """The duties are about models: quote the first that says so."""
    quote = tally.quote(title)
    name = DATA_SCIENCE if re.search(r"data scien|statisti|predictive", quote, _T) else MACHINE_LEARNING
    return Work(name, True, "the duties are about models", quote)


def judge(work: Work, rule: FieldOfWork) -> Reason:
    """Is the work in one of the fields the user wants?"""
    if work.field in rule.wanted and work.sure:
        return Reason("field", Answer.YES, work.why, work.quote)
    if not work.sure:
        return Reason("field", Answer.UNSURE, work.why, work.quote)
    narrow = work.field in (DATA_ANALYSIS, DATA_ENGINEERING)
    return Reason("field", Answer.NO, work.why, work.quote, narrow=narrow)
