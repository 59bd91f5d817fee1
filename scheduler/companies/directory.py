"""From a name, a website, a board to a Company. Domains decide over names; the surest source speaks first.

The order: the user's own word; a known large employer or an institution by exact domain; the seed row of the board,
then of the domain; the public directories by domain, never by name; a large employer by name, where no other firm bears
it and no domain contradicts; an estimate from the open jobs, called one; sources of low trust; unknown.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from config import tables
from config.problems import ConfigError, Problem
from config.seeds import seed
from config.settings import Settings
from crawler.listing import Board, Link
from crawler.recognise import kinds, recognise
from scheduler.companies import entries
from scheduler.companies.entries import AMBIGUOUS, BY_NAME, LOW_TRUST, Entry
from scheduler.domain import Certainty, Company
from scheduler.names import normal_name
from scheduler.sizes import SMALL, aged, is_small, open_jobs_source
from scheduler.store import companies as stored
from scheduler.websites import agrees, bears, domain_of, institution

_FIRST = "YC directory"  # of several directories the one that is asked before the others
FEW, MANY = 15, 100  # open jobs: 49 of 49 Ashby boards up to 15 were of small firms, 71 of 100 over 100 of large ones
_ALWAYS_LARGE = frozenset(("workday",))  # a short list there says nothing: nearly all its customers are large


@dataclass(slots=True)
class Index:
    """Entries by what they are known by."""

    by_board: dict[str, Entry] = field(default_factory=dict)
    by_domain: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, found: Iterable[Entry]) -> Self:
        index = cls()
        for entry in found:
            for board in entry.boards:
                index.by_board.setdefault(board.lower(), entry)
            for domain in entry.domains:
                index.by_domain[domain].append(entry)
            for name in entry.names:
                index.by_name[name].append(entry)
        return index

    def at_domain(self, domain: str, name: str) -> list[Entry]:
        """The entries of a domain: the one that bears the name, if one does; else all of them."""
        here = self.by_domain.get(domain, []) if domain else []
        return [each for each in here if name in each.names][:1] or here


@dataclass(frozen=True, slots=True)
class Question:
    """Whom somebody asks about: all that is known of the employer, in the order of trust."""

    name: str
    normal: str  # the name in the strict form
    website: str  # the best of the websites, as it was given
    domain: str  # of that website
    boards: tuple[str, ...]  # kind:token, lower case
    open_jobs: int | None

    def answer(self, entry: Entry, certainty: Certainty = Certainty.CONFIRMED) -> Company:
        website = self.website or entry.website
        if entry.poster:
            return Company(self.name, website, source=entry.poster)
        return Company(self.name, website, entry.low, entry.high, entry.source, entry.as_of, certainty)


class Companies:
    """All that is known of companies at one moment. Nothing in it changes: another one is built when a source does."""

    def __init__(
        self,
        *,
        today: date,
        own: Iterable[Entry] = (),
        seeds: Iterable[Entry] = (),
        directory: Iterable[Entry] = (),
        websites: Mapping[str, str] | None = None,  # kind:token -> website
        problems: Iterable[Problem] = (),
        fingerprint: str = "",
    ) -> None:
        self.today = today
        self.fingerprint = fingerprint  # of all sources: what was judged under another one is to be judged again
        self.problems = tuple(problems)
        listed, known = list(seeds), sorted(directory, key=lambda each: each.source != _FIRST)
        self._own = Index.of(own)
        self._large = Index.of(each for each in listed if not each.boards)
        self._seeds = Index.of(each for each in listed if each.boards)
        self._directory = Index.of(known)
        self._indexes = (self._own, self._large, self._seeds, self._directory)
        self._websites = {board.lower(): website for board, website in (websites or {}).items()}
        self._steps: tuple[Callable[[Question], Company | None], ...] = (
            self._users_word,
            self._large_by_domain,
            self._institution,
            self._seeded,
            self._in_directory,
            self._large_by_name,
            self._estimated,
            self._low_trust,
        )

    @classmethod
    def load(cls, db: Connection, settings: Settings, today: date | None = None) -> Self:
        """Everything: the user's corrections and files, the seeds, the directories in the store.

        Bad rows of the user's files are in `problems`, their good rows in force.
        """
        filed, problems = users_files(settings)
        own = [*map(entries.of_override, stored.overrides(db)), *filed]
        return cls(
            today=today or datetime.now(UTC).date(),
            own=own,
            seeds=packaged(),
            websites=packaged_websites(),
            directory=map(entries.of_headcount, stored.directory(db)),
            problems=problems,
            fingerprint=fingerprint(db, settings),
        )

    def resolve(
        self,
        name: str,
        website: str = "",
        *,
        board: Board | None = None,
        open_jobs: int | None = None,
        urls: Iterable[str] = (),
    ) -> Company:
        """The employer of this name. `board` is where its listing stands, `urls` where the listing leads."""
        question = self._question(name, website, board, open_jobs, urls)
        answers = (step(question) for step in self._steps)
        return next(filter(None, answers), Company(name, question.website))

    # -- The question ------------------------------------------------------------------------------------------------

    def _question(
        self, name: str, website: str, board: Board | None, open_jobs: int | None, urls: Iterable[str]
    ) -> Question:
        mine = board if board and not lists_many(board) else None
        links = [(url, recognise(url)) for url in urls if url]
        boards = tuple(str(each).lower() for each in (mine, *(link for _, link in links)) if each)
        trusted = (
            mine.website if mine else "",
            *(self._websites.get(each, "") for each in boards),
            website,
        )
        best = next(((each, domain) for each in trusted if (domain := domain_of(each, name))), None)
        jobs = open_jobs if mine and mine.kind not in _ALWAYS_LARGE else None
        return Question(name, normal_name(name), *(best or self._linked(name, links)), boards, jobs)

    def _linked(self, name: str, links: Iterable[tuple[str, Link | None]]) -> tuple[str, str]:
        """The website a link is on, with its domain, if it is the firm's very name and known to be somebody's.

        An apply page may be anybody's, and one on another domain says nothing against the name.
        """
        for domain in (domain_of(url, name) for url, link in links if not link):
            if domain and bears(name, domain) and any(domain in each.by_domain for each in self._indexes):
                return f"https://{domain}", domain
        return "", ""

    # -- The answers, surest first -----------------------------------------------------------------------------------

    def _users_word(self, asked: Question) -> Company | None:
        by_board = (self._own.by_board.get(board) for board in asked.boards)
        by_domain = self._own.at_domain(asked.domain, asked.normal)
        by_name = (each for each in self._own.by_name.get(asked.normal, ()) if not (each.domains and asked.domain))
        entry = next((each for each in (*by_board, *by_domain, *by_name) if each), None)
        return asked.answer(entry) if entry else None

    def _large_by_domain(self, asked: Question) -> Company | None:
        here = self._large.at_domain(asked.domain, asked.normal)
        return self._judged(asked, here[0]) if here else None

    def _institution(self, asked: Question) -> Company | None:
        """Universities, governments and armies count as large; how large, nobody needs to know."""
        suffix = institution(asked.domain) if asked.domain else ""
        if not suffix:
            return None
        source = f"a university or public body: its website ends in {suffix}"
        return Company(asked.name, asked.website, SMALL + 1, None, source, None, Certainty.PROBABLE)

    def _seeded(self, asked: Question) -> Company | None:
        entry = self._seed(asked)
        if entry is None or LOW_TRUST in entry.notes:
            return None
        guessed = BY_NAME in entry.notes and any(board in asked.boards for board in map(str.lower, entry.boards))
        return self._judged(asked, self._newest(entry), Certainty.PROBABLE if guessed else Certainty.CONFIRMED)

    def _seed(self, asked: Question) -> Entry | None:
        by_board = (self._seeds.by_board.get(board) for board in asked.boards)
        by_domain = self._seeds.at_domain(asked.domain, asked.normal)
        return next((each for each in (*by_board, *by_domain) if each), None)

    def _newest(self, entry: Entry) -> Entry:
        """What the same source said last of the same company."""
        later = (
            each
            for domain in entry.domains
            for each in self._directory.by_domain.get(domain, ())
            if each.source == entry.source and each.names & entry.names and _later(each, entry)
        )
        newer = next(later, None)
        return replace(entry, low=newer.low, high=newer.high, as_of=newer.as_of) if newer else entry

    def _in_directory(self, asked: Question) -> Company | None:
        """What the first directory says that knows the domain. Firms that share one answer only if all are alike."""
        here = self._directory.at_domain(asked.domain, asked.normal)
        judged = [self._judged(asked, each) for each in here]
        if len({is_small(each) for each in judged}) != 1:
            return None
        said = [each for each in here if each.source == here[0].source]
        if len(said) == 1 and not _lodges(said[0], asked):
            return judged[0]
        low, high = _span(said)
        return replace(judged[0], headcount_min=low, headcount_max=high, certainty=Certainty.PROBABLE)

    def _large_by_name(self, asked: Question) -> Company | None:
        entry = self._unambiguous(asked.normal)
        if entry is None or not (not asked.domain or agrees(asked.domain, entry.names, frozenset(entry.domains))):
            return None
        return self._judged(asked, entry, Certainty.PROBABLE)

    def _unambiguous(self, normal: str) -> Entry | None:
        """The one large employer of this name, unless a firm of another domain bears it too."""
        found = self._large.by_name.get(normal, [])
        if len(found) != 1 or AMBIGUOUS in found[0].notes:
            return None
        others = (*self._seeds.by_name.get(normal, ()), *self._directory.by_name.get(normal, ()))
        theirs = {domain for each in others for domain in each.domains}
        return None if theirs - set(found[0].domains) else found[0]

    def _estimated(self, asked: Question) -> Company | None:
        jobs = asked.open_jobs or 0
        if not 0 < jobs <= FEW and not jobs > MANY:
            return None
        low, high = (None, SMALL) if jobs <= FEW else (SMALL + 1, None)
        return Company(asked.name, asked.website, low, high, open_jobs_source(jobs), None, Certainty.PROBABLE)

    def _low_trust(self, asked: Question) -> Company | None:
        entry = self._seed(asked)
        return self._judged(asked, entry, Certainty.PROBABLE) if entry else None

    def _judged(self, asked: Question, entry: Entry, certainty: Certainty = Certainty.CONFIRMED) -> Company:
        return _outgrown(aged(asked.answer(entry, certainty), self.today), asked.open_jobs)


def lists_many(board: Board) -> bool:
    """Does it list roles of many employers, so that it says nothing of any? Such sources name leads, or want credit."""
    kind = kinds().get(board.kind)
    return kind is not None and (kind.leads or bool(kind.attribution))


def _lodges(entry: Entry, asked: Question) -> bool:
    """Is the domain named like the firm asked about, and nothing like that of the entry?

    So a firm of two people that was bought can stay on its owner's domain.
    """
    label = asked.domain.partition(".")[0].replace("-", "")
    asked_is, entry_is = (
        any(each in label or label in each for each in names if each) for names in ((asked.normal,), entry.names)
    )
    return asked_is and not entry_is


def _later(one: Entry, other: Entry) -> bool:
    return one.as_of is not None and (other.as_of is None or one.as_of > other.as_of)


def _span(found: Iterable[Entry]) -> tuple[int | None, int | None]:
    lows, highs = zip(*((each.low, each.high) for each in found), strict=True)
    low = None if None in lows else min(lows)
    return low, (None if None in highs else max(highs))


def _outgrown(company: Company, open_jobs: int | None) -> Company:
    """More open jobs than so few people could fill: the count is old, and a lower bound at most."""
    high = company.headcount_max
    if open_jobs is None or high is None or open_jobs <= 1.5 * high + 10:
        return company
    return replace(company, headcount_max=None, certainty=Certainty.PROBABLE)


def fingerprint(db: Connection, settings: Settings) -> str:
    """Changes whenever a source of sizes does: the store, a file of the user's, the seeds of another version."""
    parts = [stored.stamp(db), *map(_state, (*settings.companies, seed("companies.csv"), seed("boards.csv")))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _state(path: Path) -> str:
    """What changes when a file is edited."""
    try:
        found = path.stat()
    except OSError:
        return f"{path} -"
    return f"{path} {found.st_mtime_ns} {found.st_size}"


def users_files(settings: Settings) -> tuple[list[Entry], list[Problem]]:
    """The good rows of the files of sizes that the settings name, and what is wrong with the others."""
    problems: list[Problem] = []
    found = [each for path in settings.companies for each in entries.read(path, problems, own=True)]
    return found, problems


@cache
def packaged() -> tuple[Entry, ...]:
    """The rows of the packaged `companies.csv`; ConfigError if one of them is wrong."""
    problems: list[Problem] = []
    found = tuple(entries.read(seed("companies.csv"), problems))
    if problems:
        raise ConfigError(problems)
    return found


@cache
def packaged_websites() -> dict[str, str]:
    """Whose website goes with which board, by the packaged `boards.csv`."""
    rows = tables.rows(seed("boards.csv"), ("kind", "token", "website"))
    return {f"{row['kind']}:{row['token']}": row["website"] for _, row in rows if row["website"]}
