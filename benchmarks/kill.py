"""`kill -9` of the whole service at random moments while alerts flow: nothing lost, no copy without an unknown outcome.

    python benchmarks/kill.py [KILLS] [SEED]

Boards and sink run in this process, which is never killed. Truth is what the boards showed and what the sink received.
"""

from __future__ import annotations

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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from sqlalchemy import func, select

from scheduler import store
from scheduler.demo import Replica
from scheduler.store.tables import alerts, attempts

TEXT = (
    "<h3>What you will do</h3><ul><li>Train and evaluate machine learning models</li></ul>"
    "<h3>Requirements</h3><ul><li>Currently pursuing a bachelor's degree in computer science</li></ul>"
)
WORDS = "amber birch cedar delta ember fjord grove heron indigo juniper kelp lumen maple nectar onyx pearl".split()
DRAIN = 120.0  # seconds


class Sink:
    """Receives alerts and counts which roles each names, and under which identity."""

    def __init__(self) -> None:
        self.roles: Counter[int] = Counter()
        self.identities: Counter[str] = Counter()
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                sink.identities[self.headers.get("Idempotency-Key", "")] += 1
                sink.roles.update({int(each) for each in re.findall(r"/jobs/(\d+)", body)})
                self.send_response(200)
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
        folder, sink = Path(name), Sink()
        _settings(folder, boards, sink)
        postings: list[dict[str, object]] = []
        for _ in range(kills):
            for _ in range(chance.randint(1, 4)):
                postings.append(_posting(len(postings) + 1, chance))
            boards.show("greenhouse", "fernwave", "Fernwave", postings)
            service = _start(folder)
            time.sleep(chance.uniform(0.6, 4.0))
            os.killpg(service.pid, signal.SIGKILL)
            service.wait()
        service = _start(folder)
        wanted = {int(str(each["id"])) for each in postings}
        end = time.monotonic() + DRAIN
        while time.monotonic() < end and (wanted - set(sink.roles) or _owed(folder)):
            time.sleep(0.5)
        service.send_signal(signal.SIGTERM)
        service.wait(20)
        return _report(folder, sink, wanted, kills, time.monotonic() - begun)


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
        unknown = db.scalar(select(func.count()).select_from(attempts).where(attempts.c.outcome == "unknown")) or 0
        states = dict(db.execute(select(alerts.c.state, func.count()).group_by(alerts.c.state)).all())
    engine.dispose()
    copies = sum(sink.identities.values()) - len(sink.identities)
    lost = len(wanted - set(sink.roles))
    figures = {
        "kills": kills,
        "roles": len(wanted),
        "lost": lost,
        "messages": len(sink.identities),
        "copies of messages": copies,
        "unknown outcomes on record": unknown,
        "unexplained copies": max(0, copies - unknown),
        "alerts": states,
        "seconds": round(seconds),
    }
    print(json.dumps(figures))
    return int(bool(lost or copies > unknown))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
