"""The words every room shares: Company, Reason, Verdict. Plain data; no text is read and nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Answer(StrEnum):
    """What a rule says of a listing."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class State(StrEnum):
    """What became of a listing under one watch. Only kept ones alert; near ones stay visible."""

    KEPT = "kept"
    NEAR = "near"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule's answer, with the sentence that decided it: `quote` is verbatim from the cleaned text, or empty."""

    rule: str
    answer: Answer
    why: str
    quote: str = ""
    narrow: bool = False  # a no by little: alone, it makes the listing near rather than dropped


@dataclass(frozen=True, slots=True)
class Verdict:
    """All reasons together, under one watch; one reason for each rule asked."""

    watch: str
    state: State
    reasons: tuple[Reason, ...]
    rank: int = 0  # its place among others, the best first: open by name and small, ... , unsure and large

    @property
    def keep(self) -> bool:
        return self.state is State.KEPT


class Certainty(StrEnum):
    """How sure a headcount is."""

    CONFIRMED = "confirmed"  # the user's word, or a source that counts people, found by board or domain
    PROBABLE = "probable"  # an estimate, a low-trust or old source, or a match by name
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Company:
    """An employer, its headcount, and who says so. Both headcounts are people; None is open or unknown."""

    name: str
    website: str = ""
    headcount_min: int | None = None
    headcount_max: int | None = None
    source: str = ""
    as_of: date | None = None
    certainty: Certainty = Certainty.UNKNOWN

    @property
    def known(self) -> bool:
        return self.headcount_min is not None or self.headcount_max is not None
