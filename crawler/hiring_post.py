"""A hiring post in free text: what it offers to interns, who posts it, where, and where it leads.

By the custom of Hacker News the first line is `Company | Role | Place | REMOTE | …`, in any order; many break it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.clean import line, plain
from crawler.urls import tidy

_INTERN = re.compile(r"\b(?:intern(?:s|ships?)?|co-?ops?|working students?|praktik\w+)\b", re.IGNORECASE)
# Interns who are spoken of, but not sought.
_ASIDE = re.compile(
    r"\b(?:no|not|non|without|never|except for|except|with|of|by|former|previous|past|our|your|mentor\w*|as an?|were)"
    r" (?:[\w-]+ ){0,3}(?:intern(?:s|ships?)?|co-?ops?)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:hir\w+|look\w*|available|open\w*|apply|positions?|roles?|offer\w*|join\w*|seek\w*|welcome|also|paid|summer)\b",
    re.IGNORECASE,
)
# How one works there, rather than as what or where.
_MANNER = re.compile(
    r"\b(?:full[- ]?time|part[- ]?time|contract\w*|remote|on-?site|hybrid|in[- ](?:person|office)|visa|paid|and|or|only"
    r"|possible|ok|us|uk|eu|summer|20\d\d|intern(?:s|ships?)?|co-?ops?)\b|[\W\d_]+",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\bremote\b", re.IGNORECASE)
_PLACE = re.compile(
    r", ?[A-Z]{2}\b|\b(?:NYC|NY|SF|LA|USA?|UK|EU|DC|Bay Area|San Francisco|New York|Boston|Seattle|Austin|Chicago"
    r"|Toronto|London|Berlin|Munich|Paris|Amsterdam|Zurich|Tokyo|Europe|Canada|Germany|India|Switzerland|Worldwide)\b"
    r"|(?i:\bremote\b|\bon-?site\b|\bhybrid\b|\bin[- ](?:person|office)\b)"
)
_NO_PLACE = re.compile(r"citizen|engineer|developer|\bvisa\b", re.IGNORECASE)
_LINK = re.compile(r'<a href="([^"]{1,2000})"[^<>]{0,200}>[^<>]{0,2000}</a>')
_HREF = re.compile(r'href="([^"]{1,2000})"')
_JOBS = re.compile(r"job|career|apply|hiring|position|role|intern|ashbyhq|lever\.co|greenhouse|workable", re.IGNORECASE)
_MAIL = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|[\w.+-]{1,64}\s?[\[({<]\s?at\s?[\])}>]\s?[\w-]{1,63}(?:\s?(?:[\[({<]\s?dot\s?[\])}>]|\.)\s?\w{2,20}){1,4}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w$€£/.-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]\d{3}[ .-]\d{4}\b|(?<!\w)\+\d[\d .-]{8,16}\d"
)
_SHORT = 90  # characters: an item of a list rather than a sentence


@dataclass(frozen=True, slots=True)
class Post:
    """One post, in its markup."""

    markup: str

    @property
    def text(self) -> str:
        """The post in plain text; people's e-mail addresses and phone numbers stay where they were written."""
        whole = _LINK.sub(lambda link: html.unescape(link[1]), self.markup)  # what is shown of a link is cut short
        return _PHONE.sub("[phone: see the post]", _MAIL.sub("[e-mail: see the post]", plain(whole)))

    @property
    def parts(self) -> list[str]:
        """The first line, at its bars."""
        first = next(self._lines(), "")
        return [part for each in first.split("|") if (part := each.strip(" .,"))] or [""]

    def offers(self) -> Iterator[str]:
        """Where the post offers an internship: in its first line, in items of a list, in sentences that offer."""
        for at, words in enumerate(self._lines()):
            for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", words):
                sought = _INTERN.search(sentence) and not _ASIDE.search(sentence)
                if sought and (at == 0 or len(sentence) < _SHORT or _OFFER.search(sentence)):
                    yield sentence

    @property
    def title(self) -> str:
        """The role that names the internship, from the first line or from a list; else the first line."""
        named = [part for part in self.parts if _INTERN.search(part) and _says(part) and not _is_place(part)]
        offer = next(self.offers(), "").strip(" -*•>[]0123456789.")
        item = re.split(r":\s*$|: (?=\S{0,3}$)|\(\$", offer)[0].strip(" :.,")
        if not named and len(offer) < _SHORT and "|" not in offer and _says(item):
            named = [item]
        return line((named or [" | ".join(self.parts)])[0], 150)

    @property
    def company(self) -> str:
        """By custom the first part; in free text the name before "is", a bracket or a dash."""
        if len(self.parts) > 1:
            return line(re.sub(r"\s*[(\[].*", "", self.parts[0]), 80)
        found = re.match(r"([A-Z][\w.&' -]{1,40}?)(?= (?:is|are|has|builds?|makes?)\b|,| ?\(| [-–—] )", self.parts[0])
        return found[1] if found else ""

    @property
    def location(self) -> str:
        return "; ".join(part for part in self.parts[1:] if _is_place(part))

    @property
    def workplace(self) -> str:
        first = " ".join(self.parts)
        said = {name for name in ("remote", "on-?site", "hybrid") if re.search(rf"\b{name}\b", first, re.IGNORECASE)}
        return said.pop().replace("-?", "") if len(said) == 1 else "hybrid" if "hybrid" in said else ""

    @property
    def employment_type(self) -> str:
        """The parts of the first line that admit interns, in the poster's words."""
        return line(", ".join(part for part in self.parts[1:] if _INTERN.search(part) and not _says(part)), 100)

    @property
    def links(self) -> list[str]:
        """Where the post leads, each once, without tracking."""
        found = (tidy(html.unescape(each)) for each in _HREF.findall(self.markup))
        return list(dict.fromkeys(each for each in found if each))

    @property
    def apply_url(self) -> str:
        """The link beside the offer, else the first that looks like a page of jobs, else the first."""
        for paragraph in re.split(r"<p>|\n", self.markup)[1:]:
            if _INTERN.search(paragraph) and (beside := Post(paragraph).links):
                return beside[0]
        return next((each for each in self.links if _JOBS.search(each)), next(iter(self.links), ""))

    def _lines(self) -> Iterator[str]:
        """The text line by line, without addresses of pages."""
        for each in self.text.splitlines():
            if words := re.sub(r"https?://\S+", "", each).strip(" |"):
                yield words


def _says(part: str) -> bool:
    """Does it say more than how one works there?"""
    return len(_MANNER.sub("", part)) > 1


def _is_place(part: str) -> bool:
    if not _PLACE.search(part) or _NO_PLACE.search(part) or len(part) > 120:
        return False
    return bool(_REMOTE.search(part)) or _MANNER.sub("", part) != ""
