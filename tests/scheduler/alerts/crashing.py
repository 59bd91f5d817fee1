"""Kill a real process at a named point, let the next one drain, and count what sinks received that are never killed."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scheduler.demo import Replica
from tests.scheduler.alerts.sinks import Answer, MailSink, Request, WebSink, mail_sink, web_sink

ROOT = Path(__file__).parents[3]
_ROLE = re.compile(r"Machine Learning Intern (\d+)")

# After these, and before the mark is committed, the sink has the message and the store does not know: one extra copy.
_COPY = ("last byte", "answer", "after send", "before mark", "after mark update of messages", "before commit of mark")
INTAKE = (
    "before owing",
    "after intake insert into messages",
    "after intake insert into alerts",
    "after owing",
    "before commit of intake",
    "after commit of intake",
)
SENDER = (
    "before claim",
    "after claim update of messages",
    "after claim insert into attempts",
    "before commit of claim",
    "after commit of claim",
    "before connect",
    "after connect",
    "half body",
    "last byte",
    "answer",
    "before mark",
    "after mark update of messages",
    "before commit of mark",
    "after commit of mark",
)
BOOT = ("before upgrade", "before commit of recovery", "after commit of recovery")
MIGRATION = (
    "before migration",
    "after migration creation of messages",
    "before commit of migration",
    "after commit of migration",
)
FETCH = (  # of a whole house: before and after boards are read, and what a visit writes besides what is owed
    "after errand",
    "before taking in",
    "after intake insert into openings",
    "after intake insert into listings",
    "after intake insert into verdicts",
    "before commit of intake",
    "after commit of intake",
)
CHILD = ("child: before a line", "child: half a line", "child: after a report", "child: before the last report")
RELOAD = ("before commit of reload", "after commit of reload")
DIGEST = ("before sealing", "after sealing", "after commit of claim", "last byte", "before commit of mark")


@dataclass(frozen=True)
class Case:
    """A point, and what it is tried on: "web" or "mail"; alone or as a digest. "house" is the whole, with real boards."""

    point: str
    way: str
    digest: bool = False

    @property
    def kills_us(self) -> bool:
        """Does the process itself die, and not only the one that reads boards for it?"""
        return not self.point.startswith("child: ")

    @property
    def copies(self) -> int:
        """Extra copies that a kill here must cause, of one message."""
        return int(self.point in _COPY)


CASES = (
    *(Case(point, "web") for point in (*INTAKE, *BOOT)),
    *(Case(point, way) for way in ("web", "mail") for point in SENDER),
    *(Case(point, "web", digest=True) for point in DIGEST),
    *(Case(point, "house") for point in (*MIGRATION, *FETCH, *CHILD, *RELOAD)),
)


@dataclass
class Result:
    """What a kill, or many, led to. `copies` are received more than once, `unexplained` without an unknown outcome."""

    kills: int = 0
    owed: int = 0
    lost: int = 0
    copies: int = 0
    unexplained: int = 0
    wrong: list[str] = field(default_factory=list)  # cases that did not go as predicted


class Zygote:
    """The process that forks those that are killed."""

    def __init__(self, log: Path) -> None:
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.scheduler.alerts.crash_child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            bufsize=1,
        )

    def run(self, task: dict[str, Any], kill_after: float | None = None) -> int:
        """The exit status of one run: 0 if it drained all, -9 if it was killed."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(task) + "\n")
        pid = int(self._answer()["pid"])
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)  # a zombie at worst: its parent reaps it only after this
        return int(self._answer()["status"])

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, f"the harness died; see {self._log.name}"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(90)
        self._process.stdout.close()
        self._log.close()


@contextmanager
def zygote(folder: Path) -> Iterator[Zygote]:
    process = Zygote(folder / "child.log")
    try:
        yield process
    finally:
        process.close()


def received(web: WebSink, mail: MailSink | None) -> Counter[tuple[str, str]]:
    """(channel, role) -> copies, of everything the sinks have."""
    count: Counter[tuple[str, str]] = Counter()
    for request in web.requests:
        with contextlib.suppress(ValueError):  # a body that broke off is no message
            for role in json.loads(request.body).get("roles", ()):
                count["web", _number(role["title"])] += 1
    for each in mail.mails if mail else ():
        count["mail", _number(str(each.parsed["Subject"]))] += 1
    return count


def _number(title: str) -> str:
    found = _ROLE.search(title)
    return found[1] if found else "?"


def at_point(case: Case, process: Zygote, folder: Path, nth: int, roles: int = 3) -> Result:
    """One kill at a point, then a run to the end."""
    if case.way == "house":
        return at_point_of_house(case, process, folder)
    with web_sink() as web, mail_sink() as mail:
        channels = {"web": web.url} if case.way == "web" else {"mail": mail.url()}
        started = time.time()
        task = {
            "url": f"sqlite:///{folder / 'store.db'}",
            "channels": channels,
            "roles": list(range(1, roles + 1)),
            "started": started,
            "speed": 2000.0,
            "digest": case.digest,
        }
        result = Result(owed=roles)
        status = process.run({**task, "point": case.point, "nth": nth})
        result.kills = int(status == -signal.SIGKILL)
        again = process.run({**task, "point": "", "nth": 0})
        if status != -signal.SIGKILL or again != 0:
            result.wrong.append(f"{case}: ended {status}, then {again}")
        got = received(web, mail)
    told = [got[case.way, str(number)] for number in task["roles"]]  # type: ignore[attr-defined]
    result.lost = sum(copies == 0 for copies in told)
    result.copies = sum(copies - 1 for copies in told if copies)
    predicted = case.copies * (roles if case.digest else 1)
    if result.copies != predicted:
        result.wrong.append(f"{case}: {result.copies} copies, predicted {predicted}")
    return result


def at_point_of_house(case: Case, process: Zygote, folder: Path, roles: int = 3) -> Result:
    """The same for a whole house: settings, rules, boards that a real crawl reads from loopback."""
    result = Result(owed=roles)
    with web_sink() as web, Replica() as boards:
        _furnish(folder, boards, web, roles)
        task = {"house": str(folder), "started": time.time(), "speed": 2000.0, "point": "", "nth": 1}
        if case.point in RELOAD:
            (folder / "rules.yaml").write_text(f"{_ANY_SIZE}words: {{exclude: [learning]}}\n")
            if process.run(task) != 0 or web.requests:
                result.wrong.append(f"{case}: the first rules kept something")
            (folder / "rules.yaml").write_text(_ANY_SIZE)
        status = process.run({**task, "point": case.point})
        killed = status == -signal.SIGKILL if case.kills_us else status == 0 and _child_was_killed(case, folder)
        again = process.run(task)
        result.kills = int(killed)
        if not killed or again != 0:
            result.wrong.append(f"{case}: ended {status}, then {again}")
        got = received(web, None)
    told = [got["web", str(number)] for number in range(1, roles + 1)]
    result.lost = sum(copies == 0 for copies in told)
    result.copies = sum(copies - 1 for copies in told if copies)
    if result.copies:
        result.wrong.append(f"{case}: {result.copies} copies, predicted 0")
    return result


_ANY_SIZE = "company_size: off\n"
_TEXT = "<p>Train machine learning models.</p><p>You are pursuing a Bachelor's degree in computer science.</p>"


def _furnish(folder: Path, boards: Replica, web: WebSink, roles: int) -> None:
    numbers = range(1, roles + 1)
    posted = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    postings = [
        {"id": n, "title": f"Machine Learning Intern {n}", "description": _TEXT, "date_posted": posted} for n in numbers
    ]
    boards.show("greenhouse", "fernwave", "Fernwave", postings[:-1])
    boards.show("greenhouse", "tidepool", "Tidepool", postings[-1:])
    settings = {
        "data_dir": str(folder / "data"),
        "rules": str(folder / "rules.yaml"),
        "boards": ["greenhouse:fernwave", "greenhouse:tidepool"],
        "channels": {"web": web.url},
        "poll": {"discover": "none", "directories": []},
        "network": {"gateway": boards.gateway, "delay": "0s"},
        "alerts": {"burst": 0},
    }
    (folder / "settings.yaml").write_text(json.dumps(settings))  # which is YAML, too
    (folder / "settings.yaml").chmod(0o600)
    (folder / "rules.yaml").write_text(_ANY_SIZE)


def _child_was_killed(case: Case, folder: Path) -> bool:
    """The child leaves a mark beside the store just before."""
    mark = folder / "data" / "killed"
    return mark.exists() and mark.read_text() == case.point.removeprefix("child: ")


def at_random(
    process: Zygote, folder: Path, kills: int, *, faults: bool, seed: int, longest: float = 0.25, roles: int = 6
) -> Result:
    """Kills at random moments while alerts flow by web and mail; with `faults`, a tenth of the sends is refused and of
    another tenth the answer is lost. Copies beyond a message's unknown outcomes are unexplained."""
    chance = random.Random(seed)

    def fate(_: Request) -> Answer:
        drawn = chance.random() if faults else 1.0
        return Answer(503) if drawn < 0.1 else Answer(status=0) if drawn < 0.2 else Answer()

    result = Result()
    with web_sink(answer=fate) as web, mail_sink() as mail:
        mail.chance = chance if faults else None
        task = {
            "url": f"sqlite:///{folder / 'store.db'}",
            "channels": {"web": web.url, "mail": mail.url()},
            "started": time.time(),
            "speed": 2000.0,
            "digest": False,
            "point": "",
            "nth": 0,
        }
        while result.kills < kills:
            result.owed += roles
            task["roles"] = list(range(1, result.owed + 1))
            status = process.run(task, kill_after=chance.uniform(0.0, longest))
            result.kills += status == -signal.SIGKILL
            if status not in (0, -signal.SIGKILL):
                result.wrong.append(f"a run ended {status}")
        if process.run(task) != 0:
            result.wrong.append("the last run did not drain all")
        got = received(web, mail)
        _refusals(web, got)
    _count(result, got, folder / "store.db")
    return result


def _refusals(web: WebSink, got: Counter[tuple[str, str]]) -> None:
    """What the sink refused (503) it did not take."""
    for body in web.refused:
        for role in json.loads(body).get("roles", ()):
            got["web", _number(role["title"])] -= 1


def _count(result: Result, got: Counter[tuple[str, str]], store: Path) -> None:
    with contextlib.closing(sqlite3.connect(store)) as db:
        rows = db.execute(
            "SELECT a.channel, l.key, m.state, m.unknown FROM alerts a JOIN messages m ON m.id = a.message_id"
            " JOIN listings l ON l.id = a.listing_id"
        ).fetchall()
        sound = db.execute("PRAGMA integrity_check").fetchone()[0]
    if sound != "ok":
        result.wrong.append(f"integrity_check: {sound}")
    if len(rows) != 2 * result.owed:
        result.wrong.append(f"{len(rows)} alerts on record, {2 * result.owed} owed")
    for channel, key, state, unknown in rows:
        copies = got[channel, key]
        result.lost += copies < 1 or state != "sent"
        result.copies += max(copies - 1, 0)
        result.unexplained += max(copies - 1 - unknown, 0)
