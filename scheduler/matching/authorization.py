"""Who may work there? Citizenship, clearance and sponsorship, as the listing states them."""

from __future__ import annotations

from dataclasses import dataclass

from config.rules import Authorization
from scheduler.domain import Answer, Reason
from scheduler.matching import places
from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, clip

CITIZEN, PERSON, CLEARANCE, NO_SPONSOR, SPONSORS, AUTHORIZED = (
    "citizen",
    "person",
    "clearance",
    "no sponsorship",
    "sponsors",
    "authorized",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said about the right to work: what, for which country (its code, or empty), and the sentence."""

    what: str
    country: str
    quote: str


_SPEAKS = linear(
    r"citizen|clearance|ts/sci|sponsor|visa\b|visas\b|work (?:permit|authori[sz])|authori[sz](?:ed"
    r"|ation) to work|right to work|legally|permanent resident|u\.?s\.? persons?|green card|\bITAR\b|\bCPT\b"
    r"|\bOPT\b|arbeitserlaubnis|staatsangehörig|eligib\w* to work|f-1|h-?1b|nationals?\b"
)
_CITIZEN = linear(
    r"(?:must be|be|only|are|requires?|required|restricted to|open to|limited to|have|hold) (?:an? "
    r"|to )?(?:\w+ ){0,2}(?:u\.?s\.?|united states|american|uk|british|canadian|australian|german"
    r"|eu)\.? ?citizens?(?:hip)?|(?:u\.?s\.?|united states|american|uk|british|canadian)\.? citizen(?:s"
    r"|ship)? (?:is |are )?(?:only|required|status|will be considered|due to|with|to obtain)"
    r"|citizenship (?:is )?(?:required|status)|only (?:u\.?s\.?|united states) citizens"
    r"|require[sd]? (?:\w+ ){0,3}citizenship|sole(?:ly)? (?:u\.?s\.?) citizen|^u\.?s\.? citizen(?:ship)?\b"
)
_PERSON = linear(
    r"u\.?s\.? persons?\b|citizens? (?:or|and|,)[^.;]{0,40}(?:permanent resident|green card|refugee|asyl"
    r"|national)|permanent residents?\b|green card|\bITAR\b|export control"
)
_CLEARANCE = linear(
    r"(?:obtain|hold|maintain|active|eligib\w*|require[sd]?|ability|must|possess|secret|ts/sci|security|sc"
    r"|dv)[^.;]{0,60}clearance|clearance[^.;]{0,30}(?:required|eligib)|\bts/sci\b|top secret"
)
_NO_SPONSOR = linear(
    r"(?:not|n['’]t|no|unable|never|without|cannot|neither)[^.;]{0,60}(?:sponsor\w*|visa\b)"
    r"|sponsorship[^.;]{0,40}(?:not|unavailable|isn['’]t)|(?:not|n['’]t)[^.;]{0,30}\b(?:cpt|opt)\b"
    r"|sponsorship is not"
)
_SPONSORS = linear(
    r"(?:we|will|can|do|may|support|offer|provide|able to|happy to|open to)[^.;]{0,25}(?:sponsor|visa)"
    r"|sponsorship (?:is )?(?:available|offered|provided|possible)|visa (?:sponsorship"
    r"|support) (?:is )?(?:available|offered|provided)"
)
_AUTHORIZED = linear(
    r"authori[sz](?:ed|ation) to work|work (?:authori[sz]ation|permit)|right to work|eligib\w* to work|legally"
    r"|arbeitserlaubnis"
)
_QUESTION = linear(r"do you|will you|are you|would you|have you|\?\s*$")
_PLUS = linear(
    r"preferred|a plus|nice to have|desired|ideally|regardless of|without regard|citizenship,"
    r"|citizenship status,|not be a requirement|is not required|or citizenship"
)
_US = linear(r"u\.?s\.?(?:a\b|\b|[ )])|united states|america")


def read_statements(parts: Page, sponsorship: str) -> tuple[Statement, ...]:
    """What the listing states, in the order it stands; a community list's own word is one of them."""
    found: dict[str, Statement] = {}
    for text in [sponsorship, *(each.text for each in parts.holding(_SPEAKS))]:
        for statement in _of(text):
            found.setdefault(statement.what, statement)
    return tuple(found.values())


def _of(text: str) -> list[Statement]:
    country, quote = _country(text), clip(text)
    found = []
    if _CLEARANCE.search(text) and not _PLUS.search(text):
        found.append(Statement(CLEARANCE, country, quote))
    if _CITIZEN.search(text) and not _PLUS.search(text) and not (_QUESTION.search(text) and "only" not in text.lower()):
        found.append(
            Statement(PERSON if _PERSON.search(text) and "only" not in text.lower() else CITIZEN, country, quote)
        )
    elif _PERSON.search(text) and not _QUESTION.search(text) and not _PLUS.search(text) and _must(text):
        found.append(Statement(PERSON, country, quote))
    if _NO_SPONSOR.search(text) and not _QUESTION.search(text):
        found.append(Statement(NO_SPONSOR, country, quote))
    elif _SPONSORS.search(text) and not _QUESTION.search(text):
        found.append(Statement(SPONSORS, country, quote))
    elif _AUTHORIZED.search(text) and _must(text) and not _QUESTION.search(text):
        found.append(Statement(AUTHORIZED, country, quote))
    return found


_MUST = linear(r"must|require|only|need|should|shall|necessary")


def _must(text: str) -> bool:
    return _MUST.search(text) is not None


def _country(text: str) -> str:
    if _US.search(text):
        return "US"
    return next(iter(places.countries(text)), "")


def judge(statements: tuple[Statement, ...], rule: Authorization, location: str) -> Reason:
    """May the student work there? What shuts out decides before what lets in."""
    said = {each.what: each for each in statements}
    citizen = {places.country(each) for each in rule.citizen_of}
    works = citizen | {places.country(each) for each in rule.may_work_in}
    here = next(iter(places.countries(location)), "")
    if (found := said.get(CITIZEN)) and (found.country or here or "US") not in citizen:
        return Reason(
            "authorization", Answer.NO, f"only for citizens of {found.country or here or 'the country'}", found.quote
        )
    if (found := said.get(CLEARANCE)) and not rule.clearance:
        return Reason("authorization", Answer.NO, "asks for a security clearance", found.quote)
    if (found := said.get(PERSON)) and (found.country or here or "US") not in works:
        return Reason("authorization", Answer.NO, "only for citizens and permanent residents", found.quote)
    barred = said.get(NO_SPONSOR) or said.get(AUTHORIZED)
    if barred is not None:
        return _without_sponsor(barred, works, barred.country or here)
    if found := said.get(SPONSORS):
        return Reason("authorization", Answer.YES, "sponsors visas", found.quote)
    first = next(iter(statements), None)
    if first is not None:
        return Reason("authorization", Answer.YES, "you meet what it asks", first.quote)
    if here and here in works:
        return Reason("authorization", Answer.YES, f"you may work in {here}")
    return Reason("authorization", Answer.UNSURE, "says nothing about who may work there")


def _without_sponsor(barred: Statement, works: set[str], country: str) -> Reason:
    if country in works:
        return Reason("authorization", Answer.YES, f"sponsors nobody, and you may work in {country}", barred.quote)
    if not country or not works:
        return Reason(
            "authorization",
            Answer.UNSURE,
            "sponsors nobody, and it is not known whether you need it there",
            barred.quote,
        )
    return Reason("authorization", Answer.NO, f"sponsors nobody, and you would need it in {country}", barred.quote)
