"""Is the company small enough? Who counted its people is somebody else's task; this compares."""

from __future__ import annotations

from config.rules import CompanySize
from scheduler.domain import Answer, Certainty, Company, Reason
from scheduler.names import normal_name
from scheduler.sizes import describe
from scheduler.websites import domain_of, registrable

NARROW = 1.5  # up to this many times the limit, a company that is too large is only just so


def judge(company: Company, rule: CompanySize) -> Reason:
    """The user's lists first, then the headcount; an unknown size is unsure, and `unknown` says what becomes of it."""
    if _listed(company, rule.never):
        return Reason("company_size", Answer.NO, f"{company.name or company.website} is on your list `never`")
    if _listed(company, rule.always):
        return Reason("company_size", Answer.YES, f"{company.name or company.website} is on your list `always`")
    if not company.known:
        return Reason("company_size", Answer.UNSURE, describe(company))
    if company.certainty is not Certainty.CONFIRMED and rule.unknown == "drop":
        return Reason("company_size", Answer.UNSURE, f"{describe(company)}; only confirmed sizes are wanted")
    return _compare(company, rule)


def _compare(company: Company, rule: CompanySize) -> Reason:
    low, high = company.headcount_min, company.headcount_max
    said = describe(company)
    if rule.at_most is not None and low is not None and low > rule.at_most:
        narrow = low <= rule.at_most * NARROW
        return Reason("company_size", Answer.NO, f"{said}: over your limit of {rule.at_most:,}", narrow=narrow)
    if rule.at_least is not None and high is not None and high < rule.at_least:
        return Reason("company_size", Answer.NO, f"{said}: under your least of {rule.at_least:,}")
    over = rule.at_most is not None and (high is None or high > rule.at_most)
    under = rule.at_least is not None and (low is None or low < rule.at_least)
    if over or under:
        return Reason("company_size", Answer.UNSURE, f"{said}: may be either side of your limit")
    return Reason("company_size", Answer.YES, said)


def against(reason: Reason, company: Company, rule: CompanySize) -> bool:
    """Does this reason speak against the listing, by what the user says of unknown sizes?"""
    if reason.answer is not Answer.UNSURE:
        return reason.answer is Answer.NO
    return rule.unknown == "drop" or (rule.unknown == "probable" and not company.known)


def _listed(company: Company, names: tuple[str, ...]) -> bool:
    """Is the company among these names or domains? A domain is one that is written with a dot and exists as such."""
    if not names:
        return False
    name, domain = normal_name(company.name), domain_of(company.website, company.name)
    return any(
        each and each in (name, domain) for written in names for each in (normal_name(written), registrable(written))
    )
