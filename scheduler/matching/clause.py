"""One run of levels in its clause, and what is said of it: a colleague's, a wish, one that is done, one in hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.matching.cues import ENROLLED, HIGHER, HOST, MUST, NOT_REQUIRED, OTHERS, STAFF, TO_HOST, WISH
from scheduler.matching.levels import AND_NOW, BACHELOR, HIGH_SCHOOL, LEVELS, Mention, levels_in
from scheduler.matching.text import Part


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of levels as it is said, with what stands before and after it in the same clause."""

    left: str
    said: str
    right: str

    def around(self, before: int, after: int) -> str:
        """The levels with so many characters before and after them."""
        return self.left[-before:] + self.said + self.right[:after]


_YOU_ARE = re.compile(r"\b(?:you(?: are|['’]re)|du bist|sie sind|vous êtes|je bent)\b", re.IGNORECASE)


def own_clause(left: str) -> str:
    """What stands before a level and still speaks of its bearer: after "you are", nobody else is meant."""
    return _YOU_ARE.split(left)[-1]


def clauses(text: str, mentions: list[Mention]) -> Iterator[tuple[Mention, Clause]]:
    """Each mention of one sentence with its clause."""
    for at, mention in enumerate(mentions):
        left = text[max(mentions[at - 1].end if at else 0, mention.start - 110) : mention.start]
        said = text[mention.start : mention.end]
        yield mention, Clause(re.split(r"[;•]|\. (?=[A-Z])", left)[-1], said, _right(text, mentions, at))


def _right(text: str, mentions: list[Mention], at: int) -> str:
    """What stands after a mention and still speaks of it."""
    end = mentions[at].end
    if at + 1 == len(mentions):
        return text[end : end + 130]
    right = text[end : min(mentions[at + 1].start, end + 130)]
    other = AND_NOW.search(right)
    return right if other is None else right[: other.start()]


_WILL_BE = re.compile(r"\bwill be your (?:mentor|manager|supervisor|colleague)", re.IGNORECASE)
_PAPERS = re.compile(r" (?:transcripts?|gpa|grades)\b", re.IGNORECASE)  # "undergraduate transcript": a paper, no level


def is_of_others(clause: Clause, part: Part) -> bool:
    """Is it the degree of a host or a colleague, or one that is expressly not needed?"""
    if HOST.match(clause.right) or TO_HOST.search(clause.left):
        return True
    if clause.left.lower().endswith("fellow "):
        return False  # a fellow of the one who is sought
    if STAFF.search(own_clause(clause.left[-90:])) and not MUST.search(clause.left):
        return True
    if OTHERS.search(own_clause(clause.left[-70:])) and part is not Part.NEEDS and not MUST.search(clause.left):
        return True
    if _PAPERS.match(clause.right) or _WILL_BE.search(clause.right[:90]):
        return True
    return bool(NOT_REQUIRED.search(clause.around(60, 60)) and not WISH.search(clause.left))


_PAST = re.compile(r"\b(?:past|beyond|done with|behind) (?:your|their|an?|the) (?:\w+ )?$", re.IGNORECASE)


def not_past(levels: tuple[str, ...], clause: Clause) -> tuple[str, ...]:
    """The levels without the one that must lie behind: "past your bachelor's and in a graduate degree"."""
    if len(levels) == 1 or BACHELOR not in levels or not _PAST.search(clause.left):
        return levels
    return tuple(each for each in levels if each != BACHELOR)


_RANGE = re.compile(r"\w ?(?:à|to|through|bis|até) (?:an? )?\w", re.IGNORECASE)  # "Bac+2 à Bac+5"


def with_higher(mention: Mention, clause: Clause) -> tuple[str, ...]:
    """The levels named, and all above them where the sentence says "or higher"."""
    if _RANGE.search(clause.said):
        named = sorted(map(LEVELS.index, mention.levels))
        return LEVELS[named[0] : named[-1] + 1]
    if HIGH_SCHOOL in mention.levels or not HIGHER.search(clause.around(25, 60)):
        return mention.levels
    lowest = min(map(LEVELS.index, mention.levels))
    return tuple(each for at, each in enumerate(LEVELS) if each in mention.levels or at > lowest)


_COMPLETED = re.compile(
    r"(?:\b(?:completed|obtained|earned|received)(?: (?:an?|your|their|the))?|\b(?:hold(?:s|ing)?|possess(?:es)?) an? "
    r"(?:[\w/:-]+ ){0,6}?|\btitulaires? d['’]une?)\s*$",
    re.IGNORECASE,
)
_WHO_HAVE = re.compile(r"\b\w+ who (?:have|has) (?:already )?$", re.IGNORECASE)  # "students who have": no longer
_YEAR = re.compile(r"freshm|sophom|junior|first|second|third", re.IGNORECASE)  # a year that is completed ends no study
_BEHIND = re.compile(r"[\w ]{0,12}\b(?:in der Tasche|abgeschlossen|validé)", re.IGNORECASE)


def is_enrolled(clause: Clause) -> bool:
    """Must one still study for it? What follows a completed degree speaks of another."""
    if _BEHIND.match(clause.right):
        return False
    if not _COMPLETED.search(clause.left[-40:]) or _YEAR.match(clause.said):
        if clause.said.lower() == "undergraduate" and clause.right.lower().startswith(" degree"):
            clause = Clause(clause.left, "", clause.right)  # a degree, which one may hold or still study for
        return ENROLLED.search(clause.around(110, 50)) is not None
    rest = re.split(r"\b(?:and|with|plus)\b|[,;.]", clause.right)[0][:50]
    left = _WHO_HAVE.sub("", _COMPLETED.sub("", clause.left[-110:]))
    return ENROLLED.search(f"{left} # {rest}") is not None


_NEW_PREDICATE = re.compile(
    r"[.;](?:\s|$)|\b(?:with|avec|mit|com|con|met)\b|,? (?:vous|du|sie) [a-zäöüéè]|\bexperience\b|\bknowledge\b"
    r"|\bskills?\b|\bstrong\b|\bgpa\b|\bpublications?\b"
    r"|\bfamiliar\w*|\bproficien\w*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"^ ?\([^)]*\)")  # "PhD (preferred) or ...": what it says is of the level before it


def is_wished(clause: Clause) -> bool:
    """Is the level a wish? The word stands before it in its clause, or after it before anything else is named."""
    if WISH.search(_BRACKET.sub("", clause.left)[-70:]):
        return True
    right = clause.right
    if sum(1 for _ in levels_in(clause.said)) > 1:
        right = _BRACKET.sub("", right)  # "a Master's or PhD (preferred)": the bracket is of the last alone
    after = _NEW_PREDICATE.split(right)[0]
    wish = WISH.search(after)
    if wish is None:
        return False
    following = right[wish.end() : wish.end() + 25]
    # "a degree in X, preferably in the third year" wishes the year, not the degree
    return not (re.match(r"preferabl|ideal", wish[0], re.IGNORECASE) and re.match(r"\s+\w", following))
