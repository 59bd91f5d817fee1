"""The process that is killed. It forks itself for every run, so that a run costs no import; each fork is a real process.

Reads one JSON object a line: {"url", "channels", "roles", "started", "speed", "point", "nth", "digest"}, or, with
"house" (a folder with settings and rules) for "url", "channels" and "roles". Answers {"pid"} when the run is about to
take in and deliver and {"status"} when it has ended. A run does what the daemon does: the schema, recovery, intake of
the roles that the store has not seen (listing, verdict and what is owed in one transaction each), delivery. A house is
the whole of it: files, boards that a real crawl visits, intake, rules that changed.

Points are set by wrapping the product's functions, the database's commits and the socket from here; the product has
no switch for them. `point` names one, `nth` at which of its passings the process kills itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, select

from scheduler import crawling, intake, rejudge, store, visits
from scheduler.alerts import channels, digests, outbox, sending
from scheduler.alerts.channels import Channel, open_channel
from scheduler.alerts.schedule import Delivery, Times
from scheduler.house import open_house
from scheduler.store import connect, reading, schema
from scheduler.store.tables import listings
from tests.scheduler.alerts import roles

CHILD_SITE = Path(__file__).parent / "crash_site"  # its sitecustomize.py sets points in the process that reads boards
BODY = 400  # bytes: what is longer, and handed to a socket at once, is a message's body


class Points:
    """Where this run dies."""

    def __init__(self, point: str, nth: int) -> None:
        self.point, self.left, self.stage = point, nth, ""

    def passed(self, name: str) -> None:
        if name == self.point:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, module: Any, function: str, name: str, stage: str = "") -> None:
        """Pass "before NAME" and "after NAME" around a function; what is committed next is `stage`."""
        original: Callable[..., Any] = getattr(module, function)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            self.passed(f"before {name}")
            self.stage = self.stage or stage
            done = original(*arguments, **named)
            self.passed(f"after {name}")
            return done

        setattr(module, function, wrapped)

    def on_commits(self, engine: Engine) -> None:
        original = engine.dialect.do_commit

        def commit(connection: Any) -> None:
            stage, self.stage = self.stage, ""
            self.passed(f"before commit of {stage}")
            original(connection)
            self.passed(f"after commit of {stage}")

        engine.dialect.do_commit = commit  # type: ignore[method-assign]

    def on_statements(self, engine: Engine) -> None:
        @event.listens_for(engine, "after_cursor_execute")
        def _(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
            words = statement.split(None, 3)
            if words[:2] == ["CREATE", "TABLE"]:
                self.passed(f"after {self.stage} creation of {words[2]}")
            elif words[0] == "INSERT":
                self.passed(f"after {self.stage} insert into {words[2]}")
            elif words[0] == "UPDATE":
                self.passed(f"after {self.stage} update of {words[1]}")

    def on_the_line(self) -> None:
        """Connecting, half of a body, its last byte. The kernel delivers what a dead process had written."""
        connect, sendall = socket.socket.connect, socket.socket.sendall

        def connecting(line: socket.socket, address: Any) -> None:
            if line.family == socket.AF_INET:
                self.passed("before connect")
            connect(line, address)
            if line.family == socket.AF_INET:
                self.passed("after connect")

        def sending(line: socket.socket, data: Any, *flags: Any) -> None:
            if len(data) > BODY and bytes(data[:5]) != b"POST ":
                if self.point == "half body":
                    sendall(line, data[: len(data) // 2])
                    self.passed("half body")
                    sendall(line, data[len(data) // 2 :])
                    return
                sendall(line, data)
                self.passed("last byte")
            else:
                sendall(line, data, *flags)

        socket.socket.connect = connecting  # type: ignore[method-assign]
        socket.socket.sendall = sending  # type: ignore[method-assign]

    def set(self, engine: Engine) -> None:
        self.on_commits(engine)
        self.on_statements(engine)
        self.on_the_line()
        self.around(schema, "upgrade", "upgrade")
        self.around(schema, "_migrate", "migration", "migration")
        self.around(outbox, "recover", "recovery", "recovery")
        self.around(visits, "_errand", "errand")
        self.around(visits, "_take_in", "taking in")
        self.around(intake, "_store", "storing", "intake")
        self.around(rejudge, "_changes", "judging again", "reload")
        self.around(outbox, "owe", "owing", "intake")
        self.around(digests, "seal", "sealing", "claim")
        self.around(sending, "_claim", "claim", "claim")
        self.around(sending, "_send", "send")
        self.around(sending, "_write", "mark", "mark")
        for verdict in ("of_http", "of_smtp"):
            original: Callable[..., Any] = getattr(channels, verdict)

            def answered(*arguments: Any, _original: Callable[..., Any] = original) -> Any:
                self.passed("answer")
                return _original(*arguments)

            setattr(channels, verdict, answered)


def run(task: dict[str, Any], ready: Callable[[], object]) -> None:
    started, speed = task["started"], task["speed"]

    def now() -> datetime:
        return datetime.fromtimestamp(started, UTC) + timedelta(seconds=(time.time() - started) * speed)

    engine = connect(task["url"])
    points = Points(task["point"], task["nth"])
    points.set(engine)
    schema.upgrade(engine)
    times = {name: Times(burst=0) for name in task["channels"]}
    current = Delivery(times=times)
    opened = [open_channel(name, url, current) for name, url in task["channels"].items()]
    with engine.begin() as db:
        outbox.meet(db, task["channels"], now())
        outbox.recover(db, now())
    ready()
    work = [lambda: take_in(engine, task, current, now)]
    work += [lambda channel=channel: deliver(engine, channel, now) for channel in opened]  # type: ignore[misc]
    if task["point"]:
        for each in work:
            each()
        return
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deliver_all(engine, opened, now)


def run_house(task: dict[str, Any], ready: Callable[[], object]) -> None:
    """One pass over all boards of a house, then delivery until nothing is owed."""
    started, speed = task["started"], task["speed"]

    def now() -> datetime:
        return datetime.fromtimestamp(started, UTC) + timedelta(seconds=(time.time() - started) * speed)

    points, connect = Points(task["point"], task["nth"]), store.connect

    def connecting(url: str) -> Engine:
        engine = connect(url)
        points.set(engine)
        return engine

    store.connect = connecting
    if task["point"].startswith("child: "):
        os.environ |= {"PYTHONPATH": str(CHILD_SITE), "CRASH_CHILD_AT": task["point"].removeprefix("child: ")}
        os.environ["CRASH_CHILD_MARK"] = str(Path(task["house"], "data", "killed"))
    house = open_house(Path(task["house"], "settings.yaml"))
    ready()
    quiet: dict[str, Callable[[Any], None]] = {"begun": lambda _: None, "told": lambda _: None}
    asyncio.run(crawling.one_pass(house, [], everything=True, now=now, **quiet))
    deliver_all(house.engine, list(house.channels.values()), now)


def take_in(engine: Engine, task: dict[str, Any], current: Delivery, now: Callable[[], datetime]) -> None:
    """What the board lists and the store has not seen: each role in one transaction with what it owes."""
    with reading(engine) as db:
        known = set(db.scalars(select(listings.c.key)))
    occasion = outbox.Occasion.RULES if task["digest"] else outbox.Occasion.NEW
    for number in task["roles"]:
        if str(number) not in known:
            with engine.begin() as db:
                role = roles.add_role(db, number, at=now())
                roles.owe(db, role, task["channels"], current, now(), occasion)


def deliver(engine: Engine, channel: Channel, now: Callable[[], datetime]) -> None:
    """Until nothing is owed, ten minutes at most."""
    ends = time.monotonic() + 600
    while time.monotonic() < ends:
        if not outbox.deliver_next(engine, channel, now):
            due = outbox.next_due(engine, channel, now())
            if due is None:
                return
            time.sleep(0.002)


def deliver_all(engine: Engine, opened: list[Channel], now: Callable[[], datetime]) -> None:
    for channel in opened:
        deliver(engine, channel, now)


def main() -> None:
    open_channel("warm", "json://127.0.0.1:1/", Delivery())  # Apprise reads its 180 plugins here, once
    for line in sys.stdin:
        pid = fork(json.loads(line))
        print(json.dumps({"pid": pid}), flush=True)
        print(json.dumps({"status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}), flush=True)


def fork(task: dict[str, Any]) -> int:
    """Begin a run in a process of its own; its number, once it is ready to take in and deliver, or dead."""
    hear, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            (run_house if "house" in task else run)(task, lambda: os.write(say, b"."))
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(say)
    os.read(hear, 1)
    os.close(hear)
    return pid


if __name__ == "__main__":
    main()
