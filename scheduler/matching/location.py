"""Is it somewhere the student can be? Places by a small table, and remote work."""

from __future__ import annotations

from config.rules import Location
from scheduler.domain import Answer, Reason
from scheduler.matching import places
from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, Part, clip

_REMOTE = linear(
    r"\bremote(?:ly)?\b|\bwork from (?:home|anywhere)\b|\bhome ?office\b|\btélétravail\b|\bremoto\b"
    r"|\btrabalho remoto|\bvirtual\b|\bdistributed\b|\banywhere\b|\bthuiswerk\w*"
)
_FULLY = linear(
    r"(?:fully|100 ?%|completely|entirely|this (?:is a|role is|position is|internship is"
    r"|is)(?: \w+){0,3}) ?remote|remote (?:position|role|internship|opportunity|work is|job)|work from anywhere"
    r"|\bvirtual internship|remote-first|conducted remotely|work(?:ing)? remotely"
)
_NOT = linear(
    r"(?:not|no|n['’]t|non)[ -](?:\w+ ){0,4}(?:remote|virtual)|remote (?:work )?(?:is )?not|in[ -]person"
    r"|on-?site|hybrid"
)


def read_remote(title: str, location: str, workplace: str, parts: Page) -> tuple[str, str]:
    """ "remote", "hybrid", "onsite" or "" where nothing says so, and the words that say it."""
    if workplace in ("remote", "hybrid", "onsite"):
        return workplace, ""
    for said in (location, title):
        if _REMOTE.search(said):
            return ("hybrid" if _NOT.search(said) else "remote"), said
        if "hybrid" in said.lower():
            return "hybrid", said
    for sentence in parts.holding(_FULLY):
        if sentence.part not in (Part.LEGAL, Part.ABOUT, Part.BENEFITS) and not _NOT.search(sentence.text):
            return "remote", clip(sentence.text)
    return "", ""


def judge(location: str, remote: tuple[str, str], rule: Location) -> Reason:
    """Is one of the listing's places one of the student's, or is it remote and may be?"""
    how, quote = remote
    if rule.remote == "only":
        if not how:
            return Reason("location", Answer.UNSURE, "does not say whether it is remote")
        return Reason(
            "location", Answer.YES if how == "remote" else Answer.NO, f"is {how}", quote, narrow=how == "hybrid"
        )
    if how == "remote" and rule.remote == "no":
        return Reason("location", Answer.NO, "is remote", quote)
    if not rule.places:
        return Reason("location", Answer.YES, "any place suits", location)
    if not location:
        return Reason("location", Answer.UNSURE, "names no place")
    here = places.names(location)
    for wanted in rule.places:
        if places.meanings(wanted) & here:
            return Reason("location", Answer.YES, f"is in {wanted}", location)
    lands, mine = places.countries(location), {land for each in rule.places for land in places.countries(each)}
    if how == "remote" and (not lands or lands & mine):
        return Reason("location", Answer.YES, "is remote", quote or location)
    if not here:
        return Reason("location", Answer.UNSURE, f"is in {location}, a place we do not know", location)
    return Reason("location", Answer.NO, f"is in {location}", location)
