"""What it pays and until when one may apply, in the listing's own words."""

from __future__ import annotations

import re

from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, clip

_PAY = re.compile(
    r"(?:[$€£]|USD|EUR|GBP|CAD|C\$|R\$)[ ]?\d[\d,.]{0,9}[kK]?(?:[ ]?(?:-|–|—|to|and)[ ]?(?:[$€£]|USD"
    r"|C\$)?[ ]?\d[\d,.]{0,9}[kK]?)?(?:[ ]?(?:USD|EUR|CAD|GBP))?[ ]?(?:per|/|an?|pro|par|por|p\.)[ ]?(?:hour|hr"
    r"|h\b|week|month|year|annum|stunde|monat|mois|mês|mes)"
    r"|\b\d[\d,.]{0,9}[ ]?(?:€|EUR|USD|\$)[ ]?(?:per|/|pro|par|por)[ ]?(?:hour|hr|h\b|stunde|month|monat|mois"
    r"|mês|year)|(?:[$€£])[ ]?\d[\d,.]{1,9}[ ]?(?:-|–|—|to)[ ]?[$€£]?[ ]?\d[\d,.]{1,9}",
    re.IGNORECASE,
)
_MONEY = linear(r"[$€£]|\b(?:USD|EUR|GBP|CAD)\b")
_UNPAID = linear(
    r"\bunpaid\b|\bnot (?:a )?paid\b|\bno (?:pay|compensation|remuneration)\b|\bunbezahlt\w*|\bnon rémunéré"
)
_DEADLINE = linear(
    r"(?:apply|applications?|submit\w*|candidat\w*|bewerb\w*|inscri\w*)[^.;\n]{0,50}(?:by|before|until"
    r"|close[sd]?|closing|deadline|due|bis|avant|até)|deadline|closing date|close[sd]? on|bewerbungsschluss"
    r"|date limite"
)
_DATE = re.compile(
    r"\b(?:(?P<y>20[2-4]\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]{0,6}\.?[ ](?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?[ ](?P<year>20[2-4]\d))|(?P<day2>\d{1,2})(?:st"
    r"|nd|rd|th)?[ ](?P<name2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]{0,6}\.?,?[ ](?P<year2>20[2-4]\d))\b",
    re.IGNORECASE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def read_pay(parts: Page, stated: str) -> str:
    """The board's own words, else the first pay that the text names, verbatim; "unpaid" where it says that."""
    if stated:
        return stated
    for sentence in parts.holding(_MONEY):
        if found := _PAY.search(sentence.text):
            return found[0]
    return next(("unpaid" for _ in parts.holding(_UNPAID)), "")


def read_deadline(parts: Page, stated: str) -> tuple[str, str]:
    """The day until which one may apply (ISO 8601), and the sentence; empty if none is named."""
    if stated:
        return stated, ""
    for sentence in parts.holding(_DEADLINE):
        if found := _DATE.search(sentence.text):
            return _day(found), clip(sentence.text, *found.span())
    return "", ""


def _day(found: re.Match[str]) -> str:
    if found["y"]:
        return f"{found['y']}-{found['m']}-{found['d']}"
    month = _MONTHS.index((found["name"] or found["name2"]).lower()) + 1
    return f"{found['year'] or found['year2']}-{month:02}-{int(found['day'] or found['day2']):02}"
