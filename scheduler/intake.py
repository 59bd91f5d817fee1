"""One visit taken in: all of it or nothing. Listings, their verdicts, what is owed, and the board's own record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection, Engine

from crawler.listing import Cause, Listing, Outcome, Report
from crawler.recognise import kind_of
from scheduler import judged, leads, matching, settle
from scheduler.companies.directory import FEW
from scheduler.current import Current
from scheduler.domain import State
from scheduler.pacing import GONE_AFTER, Doubt, believe, came_later, next_try, next_visit
from scheduler.sameness import Roles, group_key, identities, role_key
from scheduler.store import boards, listings, reading
from scheduler.store.boards import Watched
from scheduler.store.listings import Stored
from scheduler.store.tables import listings as listing_rows

OTHER_ROLE = 50  # of 100: titles less alike than this, under one number, are two roles
SAME_ROLE_WITHIN = timedelta(days=30)  # a role posted again within this long is the same role
_ORDER = (State.DROPPED, State.NEAR, State.KEPT)
ANSWERED = (Outcome.WHOLE, Outcome.UNCHANGED)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one visit brought, for the person who watches the pass."""

    board: str
    outcome: Outcome
    code: Cause = Cause.NONE
    cause: str = ""
    listed: int = 0
    new: int = 0
    changed: int = 0
    closed: int = 0
    kept: int = 0
    broken: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)  # why -> how many postings were not asked for
    requests: int = 0
    bytes: int = 0


@dataclass(slots=True)
class Arrival:
    """The listings of one visit, sorted by what they are to the store."""

    new: list[Listing] = field(default_factory=list)
    changed: list[Listing] = field(default_factory=list)
    same: list[Listing] = field(default_factory=list)

    @classmethod
    def sort(cls, arrived: Iterable[Listing], stored: dict[str, Stored]) -> Arrival:
        arrival = cls()
        for each in arrived:
            known = stored.get(each.key)
            if known is None:
                arrival.new.append(each)
            elif known.digest != listings.digest(each) or known.closed_at is not None:
                arrival.changed.append(each)  # of one that comes back, text and facts may be forgotten
            else:
                arrival.same.append(each)
        return arrival

    @property
    def to_read(self) -> list[Listing]:
        return self.new + self.changed


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit and what holds while it is taken in."""

    row: Watched
    report: Report
    current: Current
    now: datetime
    stored: dict[str, Stored]  # by key, as it was before


def take_in(
    engine: Engine, row: Watched, report: Report, arrived: Sequence[Listing], current: Current, now: datetime
) -> Tally:
    """Store what one visit brought, in one transaction. Texts are read before it begins, so that it is short."""
    with reading(engine) as db:
        stored = listings.of_board(db, row.id)
    arrival = Arrival.sort(arrived, stored)
    facts = {each.key: matching.read(each) for each in arrival.to_read}
    visit = Visited(row, report, current, now, stored)
    with engine.begin() as db:
        return _store(db, visit, arrival, facts)


def _store(db: Connection, visit: Visited, arrival: Arrival, facts: dict[str, matching.Facts]) -> Tally:
    opening_of = {each.key: visit.stored[each.key].opening_id for each in arrival.changed}
    opening_of |= _place(db, visit, arrival.new)
    opening_of |= _placed_anew(db, visit, arrival.changed)
    ids = listings.save(
        db, visit.row.id, [(each, opening_of[each.key], listings.digest(each)) for each in arrival.to_read], visit.now
    )
    listings.save_facts(db, matching.READER_VERSION, {ids[key]: each.to_json() for key, each in facts.items()})
    stamped = ((visit.stored[each.key], each.version) for each in arrival.same)
    listings.versions(db, ((known.id, version) for known, version in stamped if known.version != version))
    states = _judge(db, visit, arrival.to_read, facts, ids)
    returned = _confirm(db, visit)
    _judge_again(db, visit, {each.id for each in returned} - set(ids.values()))
    closed, doubt = _close(db, visit)
    promising = [each for each in arrival.to_read if states[each.key] is not State.DROPPED]
    leads.follow(db, visit.row, promising, visit.current, visit.now, visit.report.leads)
    waiting = leads.waiting_for(db, visit.row, visit.report)
    arrived = {opening_of[each.key] for each in promising} | {opening_of[each.key] for each in arrival.changed}
    arrived |= {visit.stored[each.key].opening_id for each in arrival.changed}  # a role whose number went to another
    tally = _tally(visit, arrival, len(closed), sum(state is State.KEPT for state in states.values()))
    _record(db, visit, tally, doubt, emptied=bool(closed) and visit.report.code is Cause.GONE)
    if arrival.to_read or returned:
        judged.doubt(db, visit.current, visit.now)
    reopened = {each.opening_id for each in returned}
    settle.settle(db, arrived | reopened | closed | waiting, visit.current, visit.now)
    return tally


def _place(db: Connection, visit: Visited, new: Sequence[Listing]) -> dict[str, int]:
    """key -> opening of every new listing: one that is known by an identity or is the same role, else a new one."""
    names = {each.key: identities(each) for each in new}
    known = listings.openings_by_identity(db, (name for each in names.values() for name in each))
    found = {key: next((known[name] for name in each if name in known), None) for key, each in names.items()}
    strangers = [each for each in new if found[each.key] is None]
    found |= _same_roles(db, strangers, visit.now)
    placed = {key: opening for key, opening in found.items() if opening is not None}
    placed |= _new_openings(db, [each for each in new if each.key not in placed], names, visit.now)
    listings.identify(db, ((name, placed[key]) for key, each in names.items() for name in each))
    return placed


def _placed_anew(db: Connection, visit: Visited, changed: Sequence[Listing]) -> dict[str, int]:
    """key -> a new opening, for a posting whose number was given to another role: its title shares hardly a word."""
    alike = {each.key: fuzz.token_set_ratio(each.title, visit.stored[each.key].title) for each in changed}
    strangers = [each for each in changed if alike[each.key] < OTHER_ROLE]
    names = {each.key: identities(each) for each in strangers}
    placed = _new_openings(db, strangers, names, visit.now)
    listings.identify(db, ((name, placed[key]) for key, each in names.items() for name in each), move=True)
    return placed


def _same_roles(db: Connection, strangers: Sequence[Listing], now: datetime) -> dict[str, int | None]:
    """Openings that are the same role by company, title and place, on another board or posted again lately."""
    keys = {each.key: role_key(each) for each in strangers}
    alike: dict[str, Roles[int]] = {}
    for key, rows in listings.openings_by_role(db, keys.values(), now - SAME_ROLE_WITHIN).items():
        roles = alike.setdefault(key, Roles())
        for opening, other in rows:
            roles.add(other, opening)
    return {each.key: alike[keys[each.key]].find(each) if keys[each.key] in alike else None for each in strangers}


def _new_openings(
    db: Connection, strangers: Sequence[Listing], names: dict[str, list[str]], now: datetime
) -> dict[str, int]:
    """One opening for each stranger, but one for all that share an identity (a requisition, an apply URL) or a role."""
    leader: dict[str, str] = {}
    alike: dict[str, Roles[str]] = {}
    for each in strangers:
        role = alike.setdefault(group_key(each), Roles())
        twin = role.find(each) or each.key
        first = next((leader[name] for name in names[each.key] if name in leader), leader.get(twin, each.key))
        role.add(each, each.key)
        leader.update(dict.fromkeys(names[each.key], first))
        leader[each.key] = first
    firsts = [each for each in strangers if leader[each.key] == each.key]
    rows = [
        {"company": each.company, "title": each.title, "role_key": role_key(each), "first_seen": now} for each in firsts
    ]
    ids = dict(zip((each.key for each in firsts), listings.new_openings(db, rows), strict=True))
    return {each.key: ids[leader[each.key]] for each in strangers}


def _judge(
    db: Connection, visit: Visited, arrived: Sequence[Listing], facts: dict[str, matching.Facts], ids: dict[str, int]
) -> dict[str, State]:
    """Judge what is new or changed under every watch; key -> the best state that any watch gives it."""
    best = {each.key: State.DROPPED for each in arrived}
    open_jobs = _open_jobs(visit)
    companies = {each.key: visit.current.company_of(each, each.board, open_jobs) for each in arrived}
    first_seen = {each.key: _first_seen(visit, each) for each in arrived}
    dates_records = kind_of(visit.row.board.kind).dates_records
    for watch in visit.current.watches.values():
        verdicts = {
            each.key: matching.judge(
                facts[each.key],
                companies[each.key],
                watch.rules,
                visit.now,
                watch=watch.name,
                first_seen=first_seen[each.key],
                newcomer=dates_records and came_later(first_seen[each.key], visit.row.added_at),
                text=each.description,
            )
            for each in arrived
        }
        listings.record(db, watch.fingerprint, {ids[key]: each for key, each in verdicts.items()}, visit.now)
        best = {key: max(best[key], each.state, key=_ORDER.index) for key, each in verdicts.items()}
    return best


def _first_seen(visit: Visited, listing: Listing) -> datetime:
    known = visit.stored.get(listing.key)
    return known.first_seen if known else visit.now


def _open_jobs(visit: Visited) -> int:
    """How many postings the board lists, 0 if that is not known: the few that a broken visit saw make no firm small."""
    seen, before = len(visit.report.seen), visit.row.listed
    if visit.report.outcome is Outcome.WHOLE:
        return seen
    return max(seen, before) if before or seen > FEW else 0


def _confirm(db: Connection, visit: Visited) -> list[Stored]:
    """What the board lists is open, and was seen now. The answer is what had been closed: it comes back."""
    if visit.report.outcome is Outcome.UNCHANGED:
        here = [each for each in visit.stored.values() if each.closed_at is None]
    else:
        here = [visit.stored[key] for key in visit.report.seen if key in visit.stored]
    listings.seen(db, (each.id for each in here), visit.now)
    return [each for each in here if each.closed_at is not None]


def _judge_again(db: Connection, visit: Visited, ids: set[int]) -> None:
    """What comes back unread: while it was closed, the rules or the size of its company may have changed.

    What nothing is known of any more is asked for with the next visit.
    """
    for some in listings.chunks(sorted(ids)):
        batch = db.execute(judged.with_facts().where(listing_rows.c.id.in_(some))).all()
        for watch in visit.current.watches.values():
            verdicts = {row.id: each for row, each in judged.judge(db, batch, watch, visit.current, visit.now)}
            listings.record(db, watch.fingerprint, verdicts, visit.now)
        listings.unread(db, set(some) - {row.id for row in batch})


def _close(db: Connection, visit: Visited) -> tuple[set[int], Doubt]:
    """Close what a whole visit did not see, unless so much is missing that the board is not believed yet.

    A board that has long answered "no such board" is gone, and its roles with it.
    """
    row, report = visit.row, visit.report
    doubt = Doubt(row.suspicious, row.suspicious_since)
    still_open = {key: each for key, each in visit.stored.items() if each.closed_at is None}
    if report.outcome is Outcome.WHOLE:
        present = set(report.seen)
        missing = [each for key, each in still_open.items() if key not in present]
        believed, doubt = believe(len(still_open), len(missing), doubt, visit.now)
        why = "no longer on its board"
    else:
        gone_since = row.cause_since if row.code == report.code == Cause.GONE else None
        believed = gone_since is not None and visit.now - gone_since >= GONE_AFTER
        missing, why = list(still_open.values()), "its board is gone"
    if not believed:
        return set(), doubt
    listings.close(db, (each.id for each in missing), visit.now, why)
    return {each.opening_id for each in missing}, doubt


def _tally(visit: Visited, arrival: Arrival, closed: int, kept: int) -> Tally:
    report = visit.report
    listed = visit.row.listed if report.outcome is Outcome.UNCHANGED else len(report.seen)
    return Tally(
        board=str(visit.row.board),
        outcome=report.outcome,
        code=report.code,
        cause=report.cause,
        listed=listed,
        new=len(arrival.new),
        changed=len(arrival.changed),
        closed=closed,
        kept=kept,
        broken=report.broken,
        passed_over=report.passed_over,
        requests=report.requests,
        bytes=report.bytes,
    )


def _record(db: Connection, visit: Visited, tally: Tally, doubt: Doubt, *, emptied: bool) -> None:
    """The board's row and the visit's own row, with the time of the next visit.

    `emptied`: its roles were closed unseen, so that "unchanged" would be no answer when it comes back.
    """
    answered = visit.report.outcome in ANSWERED
    values = _after_answer(visit, tally, doubt) if answered else _after_failure(visit)
    report = visit.report
    common = {"last_visit_at": visit.now, "outcome": str(report.outcome), "code": str(report.code)}
    record = {
        "ended_at": visit.now,
        "outcome": str(report.outcome),
        "code": str(report.code),
        "cause": report.cause,
        "listed": tally.listed,
        "new": tally.new,
        "changed": tally.changed,
        "closed": tally.closed,
        "broken": report.broken,
        "broken_why": report.broken_why,
        "passed_over": report.passed_over,
        "requests": report.requests,
        "bytes": report.bytes,
    }
    boards.visited(db, visit.row.id, common | values | ({"validators": {}} if emptied else {}), record)


def _every(visit: Visited) -> timedelta:
    return max(visit.current.settings.poll.every, kind_of(visit.row.board.kind).every)


def _after_answer(visit: Visited, tally: Tally, doubt: Doubt) -> dict[str, Any]:
    now, row = visit.now, visit.row
    news = now if tally.new or tally.changed or row.news_at is None else row.news_at
    doubted = doubt.visits > 0
    values: dict[str, Any] = {
        "answered_at": now,
        "failures": 0,
        "cause": "",
        "cause_since": None,
        "told_code": "",
        "news_at": news,
        "suspicious": doubt.visits,
        "suspicious_since": doubt.since,
        "validators": {} if doubted else visit.report.validators,  # a doubted answer is asked for again, whole
        "next_due": next_visit(str(row.board), _every(visit), now - news, now),
    }
    if visit.report.outcome is Outcome.WHOLE:
        values["last_whole_at"] = now
        values["listed"] = row.listed if doubted else tally.listed
    return values


def _after_failure(visit: Visited) -> dict[str, Any]:
    row, report, now = visit.row, visit.report, visit.now
    failures, reached = row.failures + 1, report.code is not Cause.UNREACHABLE
    return {
        "failures": failures,
        "cause": report.cause,
        "cause_since": row.cause_since if row.code == report.code and row.cause_since else now,
        "next_due": next_try(str(row.board), _every(visit), failures, report.wait, now, reached=reached),
    }
