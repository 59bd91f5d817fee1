"""`kill -9` of the whole service at random moments while alerts flow: nothing lost, no copy without an unknown outcome.

    python benchmarks/kill.py [KILLS] [SEED]

Boards and sink run in this process, which is never killed. Truth is what the boards showed and what the sink received.
In the second half of the kills the sink refuses a tenth of the messages, and of another tenth its answer is lost.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from sqlalchemy import func, select

from scheduler import store
from scheduler.demo import Replica
from scheduler.store.tables import alerts, messages

TEXT = (
    "<h3>What you will do</h3><ul><li>Train and evaluate machine learning models</li></ul>"
    "<h3>Requirements</h3><ul><li>Currently pursuing a bachelor's degree in computer science</li></ul>"
)
WORDS = "amber birch cedar delta ember fjord grove heron indigo juniper kelp lumen maple nectar onyx pearl".split()
START = 20.0  # seconds for a service to begin asking boards
DRAIN = 600.0  # seconds; a message that was refused a few times in a row waits for minutes


class Sink:
    """Receives alerts and counts which roles each names, and under which identity."""

    def __init__(self, chance: random.Random) -> None:
        self.roles: Counter[int] = Counter()
        self.identities: Counter[str] = Counter()
        self.faulty = False
        self.refused = self.unanswered = 0
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                body = self.rfile.read(size)
                if len(body) < size:
                    return  # it broke off: no service would take it for a message
                drawn = chance.random() if sink.faulty else 1.0
                if drawn < 0.1:
                    sink.refused += 1
                    self._answer(503)
                    return
                sink.identities[self.headers.get("Idempotency-Key", "")] += 1
                sink.roles.update({int(each) for each in re.findall(r"/jobs/(\d+)", body.decode())})
                if drawn < 0.2:
                    sink.unanswered += 1
                else:
                    self._answer(200)

            def _answer(self, status: int) -> None:
                with contextlib.suppress(OSError):  # whoever asked may have been killed
                    self.send_response(status)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.server.server_address[1]}/alerts"


def main(kills: int, seed: int) -> int:
    chance = random.Random(seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name, Replica() as boards:
        folder, sink = Path(name), Sink(random.Random(seed))
        _settings(folder, boards, sink)
        postings: list[dict[str, object]] = []
        for number in range(kills):
            sink.faulty = number >= kills // 2
            for _ in range(chance.randint(1, 4)):
                postings.append(_posting(len(postings) + 1, chance))
            boards.show("greenhouse", "fernwave", "Fernwave", postings)
            asked = len(boards.asked)
            service = _start(folder)
            if chance.random() < 0.8:  # else somewhere in its start
                _wait(lambda asked=asked: len(boards.asked) > asked, START)  # type: ignore[misc]
            time.sleep(chance.uniform(0.0, 4.0))
            os.killpg(service.pid, signal.SIGKILL)
            service.wait()
        sink.faulty = False  # what was refused comes again within minutes
        service = _start(folder)
        wanted = {int(str(each["id"])) for each in postings}
        _wait(lambda: not (wanted - set(sink.roles) or _owed(folder)), DRAIN)
        service.send_signal(signal.SIGTERM)
        service.wait(20)
        return _report(folder, sink, wanted, kills, time.monotonic() - begun)


def _wait(done: Callable[[], bool], most: float) -> None:
    """Until it is so, `most` seconds at most."""
    end = time.monotonic() + most
    while time.monotonic() < end and not done():
        time.sleep(0.05)


def _posting(number: int, chance: random.Random) -> dict[str, object]:
    team = f"{chance.choice(WORDS).title()} {chance.choice(WORDS).title()}"
    posted = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    title = f"Machine Learning Intern, {team} {number}"
    return {
        "id": 500_000 + number,
        "title": title,
        "description": TEXT,
        "location": f"City {number}",
        "date_posted": posted,
    }


def _settings(folder: Path, boards: Replica, sink: Sink) -> None:
    settings = {
        "data_dir": "data",
        "rules": "rules.yaml",
        "boards": ["greenhouse:fernwave"],
        "channels": {"sink": sink.url},
        "poll": {"every": "1s", "discover": "none", "directories": []},
        "network": {"gateway": boards.gateway, "delay": "0s"},
        "alerts": {"burst": 0},
    }
    (folder / "settings.yaml").write_text(yaml.safe_dump(settings))
    (folder / "settings.yaml").chmod(0o600)
    (folder / "rules.yaml").write_text("company_size: off\n")  # a board of many roles looks large


def _start(folder: Path) -> subprocess.Popen[bytes]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("SIDEDOOR_")}
    with (folder / "log").open("ab") as log:
        command = [sys.executable, "-P", "-m", "scheduler", "run"]
        return subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True)


def _owed(folder: Path) -> int:
    engine = store.connect(f"sqlite:///{folder / 'data' / 'sidedoor.db'}")
    with store.reading(engine) as db:
        owed = db.scalar(select(func.count()).where(alerts.c.state == "owed")) or 0
    engine.dispose()
    return owed


def _report(folder: Path, sink: Sink, wanted: set[int], kills: int, seconds: float) -> int:
    engine = store.connect(f"sqlite:///{folder / 'data' / 'sidedoor.db'}")
    with store.reading(engine) as db:
        unknown = dict(db.execute(select(messages.c.identity, messages.c.unknown)).all())
        states = dict(db.execute(select(alerts.c.state, func.count()).group_by(alerts.c.state)).all())
    engine.dispose()
    copies = {identity: count - 1 for identity, count in sink.identities.items() if count > 1}
    unexplained = sum(max(0, more - unknown.get(identity, 0)) for identity, more in copies.items())
    lost = len(wanted - set(sink.roles))
    figures = {
        "kills": kills,
        "roles": len(wanted),
        "lost": lost,
        "messages": len(sink.identities),
        "refused": sink.refused,
        "answers lost": sink.unanswered,
        "copies of messages": sum(copies.values()),
        "unknown outcomes on record": sum(unknown.values()),
        "unexplained copies": unexplained,
        "alerts": states,
        "seconds": round(seconds),
    }
    print(json.dumps(figures))
    return int(bool(lost or unexplained))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
