"""The whole thing offline: made-up boards and a mailbox on this machine, a throwaway store, the real service."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import yaml

from config.seeds import seed
from scheduler.demo.boards import Replica
from scheduler.demo.mailbox import Mailbox, parsed

__all__ = ["Demo", "Mailbox", "Replica", "parsed", "stage"]

FIRST_MAIL_IN = 60.0  # seconds; it takes some five


class Demo:
    """A running demo: its boards, its mailbox, and the folder of its service."""

    def __init__(self, folder: Path, boards: Replica, mailbox: Mailbox, service: subprocess.Popen[bytes]) -> None:
        self.folder, self.boards, self.mailbox, self.service = folder, boards, mailbox, service

    @property
    def settings(self) -> Path:
        return self.folder / "settings.yaml"

    def show_later(self) -> str:
        """A new role turns up on one of the boards; its title."""
        script = _script()
        later = script["later"]
        for board in script["boards"]:
            if (board["kind"], board["token"]) == (later["kind"], later["token"]):
                board["postings"].append(later["posting"])
                _show(self.boards, board, datetime.now(UTC))
        return str(later["posting"]["title"])


@contextmanager
def stage() -> Iterator[Demo]:
    """Boards, mailbox and service, running; all of it ends with the context, the folder with it."""
    with tempfile.TemporaryDirectory(prefix="sidedoor-demo-") as name, Replica() as boards, Mailbox() as mailbox:
        folder = Path(name)
        for each in _script()["boards"]:
            _show(boards, each, datetime.now(UTC))
        _write_files(folder, boards, mailbox)
        service = _start(folder)
        try:
            yield Demo(folder, boards, mailbox, service)
        finally:
            _stop(service)


def _script() -> Any:
    return orjson.loads(seed("demo/boards.json").read_bytes())


def _show(replica: Replica, board: Mapping[str, Any], now: datetime) -> None:
    """Put a board up; its postings say how many days ago they were posted, so that the demo never grows old."""
    postings = [
        {**each, "date_posted": (now - timedelta(days=each["days_ago"], hours=1)).isoformat(timespec="seconds")}
        for each in board["postings"]
    ]
    replica.show(board["kind"], board["token"], board["company"], postings)


def _write_files(folder: Path, boards: Replica, mailbox: Mailbox) -> None:
    """The files that a user would write, but for the gateway, which leads to this machine instead of the network."""
    rows = [(each["kind"], each["token"], each["company"], each["website"]) for each in _script()["boards"]]
    lines = ["kind,token,company,website", *(",".join(row) for row in rows)]
    (folder / "boards.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings = {
        "data_dir": str(folder / "data"),
        "rules": str(folder / "rules.yaml"),
        "boards": [str(folder / "boards.csv")],
        "companies": [str(seed("demo/companies.csv"))],
        "channels": {"mail": mailbox.url},
        "poll": {"every": "5s", "directories": []},
        "network": {"gateway": boards.gateway, "delay": "0s"},
    }
    path = folder / "settings.yaml"
    path.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    path.chmod(0o600)
    (folder / "rules.yaml").write_text(DEMO_RULES, encoding="utf-8")


DEMO_RULES = """\
degree:
  studying: bachelor
company_size:
  at_most: 500
"""


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """The service, as `sidedoor run` starts it; it hears nothing of the user's own settings in the environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SIDEDOOR_")}
    with (folder / "service.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "scheduler", "run", "--settings", str(folder / "settings.yaml")],
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _stop(service: subprocess.Popen[bytes]) -> None:
    if service.poll() is None:
        service.send_signal(signal.SIGTERM)
        try:
            service.wait(15)
        except subprocess.TimeoutExpired:
            service.kill()
            service.wait()
