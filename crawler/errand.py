"""One board's visit under way, without a network: what it asks next, what it has heard, how it ends."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from inspect import GEN_RUNNING, getgeneratorstate

from crawler.clean import line
from crawler.conditional import conditions, fingerprint, validators
from crawler.directory import Directory
from crawler.kind import Answer, Ask, Kind, Trouble, Visit
from crawler.listing import Cause, Memory, Outcome, Report
from crawler.page import Page

log = logging.getLogger(__name__)

MOST_ASKS = 2500  # requests in one visit, details included: a board with more new postings is read in several visits


class Errand:
    """Drives one `walk`. `ask` is what it wants next, None when it is over; then `report` says how it ended."""

    def __init__(self, memory: Memory, kind: Kind | Directory | Page) -> None:
        self.memory, self.kind = memory, kind
        self.visit = Visit(memory=memory)
        self.asked = self.bytes = 0
        self.ask: Ask | None = None
        self._walk = kind.walk(self.visit)
        self._trouble: Trouble | None = None
        self._learnt: dict[str, dict[str, str]] = {}
        self._advance(lambda: next(self._walk))

    def conditions(self, now: datetime) -> dict[str, str]:
        """The headers that make the present question a conditional one."""
        if self.ask is None or not self.ask.conditional:
            return {}
        return conditions(self._kept(self.ask.url), now)

    def hear(self, answer: Answer, now: datetime) -> None:
        """Go on with the answer to the present question."""
        if self.ask is not None and self.ask.conditional and answer.trouble is None:
            answer = self._learn(self.ask.url, answer, now)
        self.asked += 1
        self._advance(lambda: self._walk.send(answer))

    def stop(self, trouble: Trouble) -> None:
        """End here and now, with what was found so far."""
        self.ask, self._trouble = None, trouble
        if getgeneratorstate(self._walk) != GEN_RUNNING:  # a signal may find the walk at work
            self._walk.close()

    def _kept(self, url: str) -> dict[str, str]:
        return {} if self.memory.first else self.memory.validators.get(url, {})

    def _learn(self, url: str, answer: Answer, now: datetime) -> Answer:
        """Note the validators of an answer; the same content as last time counts as unchanged."""
        kept = self._kept(url)
        if answer.status == 304 and kept:
            self._learnt[url] = kept
            return Answer(url=answer.url, status=304, headers=answer.headers, unchanged=True)
        if answer.status == 200 and answer.body:
            self._learnt[url] = validators(answer.headers, answer.body, now)
            if kept.get("hash") == fingerprint(answer.body):
                return Answer(url=answer.url, headers=answer.headers, unchanged=True)
        return answer

    def _advance(self, step: Callable[[], Ask]) -> None:
        try:
            self.ask = step()
        except StopIteration:
            self.ask = None
        except Trouble as trouble:
            self.ask, self._trouble = None, trouble
        except (Exception, SystemExit) as why:  # noqa: BLE001 - a bug of ours ends this board's visit and no other
            self._crash(why)
        if self.ask is not None and self.asked >= MOST_ASKS:
            self.stop(Trouble(Cause.PAGES, f"wants more than {MOST_ASKS} requests; the rest comes with the next visit"))

    def _crash(self, why: BaseException) -> None:
        log.error("%s: reading it failed with %s: %s", self.memory.board, type(why).__name__, line(str(why)))
        log.debug("where it failed", exc_info=why)
        self.ask = None
        self._trouble = Trouble(Cause.CRASHED, f"reading it failed: {type(why).__name__}: {why}")

    def report(self, seconds: float = 0.0) -> Report:
        """How the visit ended."""
        visit, trouble = self.visit, self._trouble or self._doubt()
        outcome = _outcome(visit, trouble)
        return Report(
            board=self.memory.board,
            outcome=outcome,
            code=trouble.code if trouble else Cause.NONE,
            cause=line(trouble.cause) if trouble else "",
            status=trouble.status if trouble else None,
            seen=[] if visit.unchanged else list(visit.seen),
            broken=len(visit.broken),
            broken_why=line(visit.broken[0]) if visit.broken else "",
            passed_over=dict(visit.passed_over),
            leads=list(visit.leads),
            headcounts=visit.headcounts,
            validators=self._validators(outcome),
            requests=self.asked,
            bytes=self.bytes,
            seconds=round(seconds, 3),
            wait=trouble.wait if trouble else None,
        )

    def _doubt(self) -> Trouble | None:
        """Why a walk that ran to its end still did not read the board whole."""
        visit, broken = self.visit, len(self.visit.broken)
        if visit.incomplete is not None or not broken:
            return visit.incomplete
        good = len(visit.listings) + len(visit.headcounts)
        if (broken > good and broken > 1) or not (visit.seen or visit.headcounts):
            return Trouble(
                Cause.FORMAT_CHANGED,
                f"the board's format changed: {broken} postings cannot be read ({visit.broken[0]})",
            )
        if visit.nameless:
            return Trouble(Cause.FORMAT_CHANGED, f"cannot tell which postings {visit.nameless} of its entries are")
        return None

    def _validators(self, outcome: Outcome) -> dict[str, dict[str, str]]:
        """The whole set to keep: new after a whole visit; the old one where nothing was read; none after half a visit,
        so that the next one reads everything."""
        if outcome is Outcome.PARTIAL:
            return {}
        if outcome is Outcome.FAILED:
            return self.memory.validators
        return self.memory.validators | self._learnt


def _outcome(visit: Visit, trouble: Trouble | None) -> Outcome:
    if trouble is not None:
        return Outcome.PARTIAL if visit.listings or visit.seen or visit.headcounts else Outcome.FAILED
    return Outcome.UNCHANGED if visit.unchanged else Outcome.WHOLE
