"""What one source says of one company, and the CSV files that say so: the seeds, and the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from config import tables
from config.problems import Problem, fault
from crawler.listing import Headcount
from scheduler.names import normal_name
from scheduler.store.companies import Override
from scheduler.websites import domain_of, registrable

COLUMNS = (
    "company",
    "website",
    "headcount_min",
    "headcount_max",
    "source",
    "as_of",
    "aliases",
    "boards",
    "note",
)
OWN_WORD = "your own word"
LOW_TRUST, BY_NAME, AMBIGUOUS = "low trust", "board matched by name", "ambiguous name"
POSTERS = {  # who posts for other employers, and so has no size of the employer
    "staffing": "a staffing firm that posts for other employers",
    "aggregator": "a site that posts for other employers",
}
MOST_PEOPLE = 10_000_000  # people: more than any employer has
_AS_OF = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A company as one source knows it. `low` and `high` are people; None is open, both None is no size at all."""

    name: str
    domains: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    source: str = ""
    as_of: date | None = None
    aliases: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()  # kind:token
    notes: frozenset[str] = field(default_factory=frozenset)

    @property
    def names(self) -> frozenset[str]:
        """Every name it goes by, in the strict form."""
        return frozenset(filter(None, map(normal_name, (self.name, *self.aliases))))

    @property
    def poster(self) -> str:
        """What it is, if it posts for other employers; else ""."""
        return next((why for note, why in POSTERS.items() if note in self.notes), "")

    @property
    def website(self) -> str:
        return f"https://{self.domains[0]}" if self.domains else ""


def of_headcount(row: Headcount) -> Entry:
    """What a directory in the store says."""
    domain = domain_of(row.website, row.company)
    return Entry(
        name=row.company,
        domains=(domain,) if domain else (),
        low=row.headcount_min,
        high=row.headcount_max,
        source=row.source,
        as_of=as_of(row.as_of),
    )


def of_override(row: Override) -> Entry:
    """What the user has set by hand."""
    return Entry(
        name=row.company,
        domains=(row.domain,) if row.domain else (),
        low=row.headcount,
        high=row.headcount,
        source=OWN_WORD,
        as_of=row.set_at.date(),
    )


def read(path: Path, problems: list[Problem], *, own: bool = False) -> Iterator[Entry]:
    """Every good row of a file; each bad one is a problem with its line. `own`: the user's file, whose word is law.

    Needed are `company` (or `website`) and one of the headcounts; the other columns may be absent.
    """
    required = ("company", "headcount_min", "headcount_max")
    for line, row in tables.rows(path, COLUMNS, problems, required=required):
        try:
            yield _entry(row, own)
        except ValueError as why:
            problems.append(fault(path, str(why), line, 1))


def _entry(row: dict[str, str], own: bool) -> Entry:
    low, high = _people("headcount_min", row), _people("headcount_max", row)
    notes = frozenset(_parts(row["note"]))
    if low is not None and high is not None and low > high:
        raise ValueError(f"headcount_min {low} is more than headcount_max {high}; swap them")
    if low is None and high is None and not notes & POSTERS.keys():
        raise ValueError("there is no headcount; give headcount_min, headcount_max or both, such as 40,40")
    if not row["company"] and not row["website"]:
        raise ValueError("there is neither a company nor a website; give at least one")
    return Entry(
        name=row["company"],
        domains=tuple(_domain(each) for each in _parts(row["website"])),
        low=low,
        high=high,
        source=row["source"] or (OWN_WORD if own else ""),
        as_of=as_of(row["as_of"]),
        aliases=tuple(_parts(row["aliases"])),
        boards=tuple(_parts(row["boards"])),
        notes=notes,
    )


def _parts(text: str) -> list[str]:
    return [part for each in text.split(";") if (part := each.strip())]


def _people(column: str, row: dict[str, str]) -> int | None:
    written = row[column].replace(",", "").replace(" ", "").removesuffix("+")
    if not written:
        return None
    if not written.isdecimal() or not 0 < int(written) <= MOST_PEOPLE:
        raise ValueError(f"{column} {row[column]!r} is no number of people; write digits, such as 40")
    return int(written)


def _domain(website: str) -> str:
    domain = registrable(website)
    if not domain:
        raise ValueError(f"website {website!r} has no domain of its own; write one such as https://acme.com")
    return domain


def as_of(text: str) -> date | None:
    """The first day of `2026`, `2026-01` or `2026-01-31`; None for "", ValueError for anything else."""
    if not text:
        return None
    written = _AS_OF.fullmatch(text)
    try:
        return date(*(int(part or 1) for part in written.groups())) if written else date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"as_of {text!r} is no date; write a year, a month or a day: 2026, 2026-01, 2026-01-31"
        ) from None
