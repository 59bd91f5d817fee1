"""Everything the readers found in one listing: small, stored as JSON, and all that the rules ever look at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self

from scheduler.domain import Answer
from scheduler.matching.authorization import Statement
from scheduler.matching.degree import Demand, Mode
from scheduler.matching.field import Work
from scheduler.matching.graduation import Window
from scheduler.matching.role import Post
from scheduler.matching.season import NEVER, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a listing says, with the words that say it: verbatim from its title, its text or a list's own words."""

    version: int  # of the readers
    title: str
    company: str
    website: str
    location: str
    date_posted: str
    text_read: bool  # false where the listing came without a text, or holds no word of a student post
    post: Post
    work: Work
    demands: tuple[Demand, ...] = ()
    experience: tuple[int, str] = (0, "")
    window: Window | None = None
    when: When = NEVER
    statements: tuple[Statement, ...] = ()
    remote: tuple[str, str] = ("", "")
    pay: str = ""
    deadline: tuple[str, str] = ("", "")  # ISO day, and the sentence

    def to_json(self) -> dict[str, Any]:
        """Plain data for JSON; what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value or name == "version"}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """The facts from their JSON. KeyError or TypeError where it is none; facts of another version may fail so."""
        post, work, window = row["post"], row["work"], row.get("window")
        return cls(
            version=row["version"],
            title=row.get("title", ""),
            company=row.get("company", ""),
            website=row.get("website", ""),
            location=row.get("location", ""),
            date_posted=row.get("date_posted", ""),
            text_read=row.get("text_read", False),
            post=Post(_ANSWERS[post["answer"]], tuple(post["kinds"]), post["why"], post["quote"]),
            work=Work(**work),
            demands=tuple(_demand(each) for each in row.get("demands", ())),
            experience=(row["experience"][0], row["experience"][1]) if "experience" in row else (0, ""),
            window=Window(**window) if window else None,
            when=When(**{**row["when"], "terms": tuple(row["when"]["terms"])}) if "when" in row else NEVER,
            statements=tuple(Statement(**each) for each in row.get("statements", ())),
            remote=(row["remote"][0], row["remote"][1]) if "remote" in row else ("", ""),
            pay=row.get("pay", ""),
            deadline=(row["deadline"][0], row["deadline"][1]) if "deadline" in row else ("", ""),
        )


_MODES = {mode.value: mode for mode in Mode}
_ANSWERS = {answer.value: answer for answer in Answer}


def _demand(row: dict[str, Any]) -> Demand:
    return Demand(
        _MODES[row["mode"]],
        tuple(row["levels"]),
        row["quote"],
        row["enrolled"],
        row["finished"],
        row["free"],
        tuple(row["years"]),
    )
