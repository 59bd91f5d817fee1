"""The whole story with real parts: boards over HTTP, the service as a process, mail over SMTP."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from scheduler.cli import main
from scheduler.demo import Mailbox, Replica, parsed, stage
from scheduler.demo.boards import status
from tests.scheduler.alerts.sinks import Answer, web_sink

ROLE = {
    "id": 7001,
    "title": "Machine Learning Intern",
    "location": "Pittsburgh, PA",
    "description": "<h3>What you will do</h3><ul><li>Train machine learning models for our robots</li></ul>"
    "<h3>Requirements</h3><ul><li>Currently pursuing a bachelor's degree in computer science</li></ul>",
}
ANOTHER = ROLE | {"id": 7002, "title": "Computer Vision Intern"}
THIRD = ROLE | {"id": 7003, "title": "Speech Recognition Intern"}


class Service:
    """One folder with settings and rules, boards and a mailbox, and commands run as a user runs them."""

    def __init__(self, folder: Path, boards: Replica, mailbox: Mailbox) -> None:
        self.folder, self.boards, self.mailbox = folder, boards, mailbox
        self.running: subprocess.Popen[bytes] | None = None
        self.settings: dict[str, Any] = {
            "data_dir": "data",
            "rules": "rules.yaml",
            "boards": ["greenhouse:fernwave"],
            "channels": {"me": mailbox.url},
            "poll": {"every": "1h", "discover": "none", "directories": []},
            "network": {"gateway": boards.gateway, "delay": "0s"},
            "alerts": {"burst": 0},
        }
        self.write()
        self.rules("{}\n")

    def write(self) -> None:
        path = self.folder / "settings.yaml"
        path.write_text(yaml.safe_dump(self.settings), encoding="utf-8")
        path.chmod(0o600)

    def rules(self, text: str) -> None:
        (self.folder / "rules.yaml").write_text(text, encoding="utf-8")

    def show(self, *postings: dict[str, Any]) -> None:
        now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        self.boards.show("greenhouse", "fernwave", "Fernwave", [{"date_posted": now, **each} for each in postings])

    def command(self, *words: str, ends: int = 0) -> str:
        """What a command says, and that it ends so; in this process, since starting one takes longer than most do."""
        said, handlers, where = io.StringIO(), logging.getLogger().handlers, Path.cwd()
        os.chdir(self.folder)
        try:
            with redirect_stdout(said), redirect_stderr(said):
                status = main(words)
        finally:
            os.chdir(where)
            logging.getLogger().handlers = handlers
        assert status == ends, f"{words}: {status}\n{said.getvalue()}"
        return said.getvalue()

    def start(self) -> subprocess.Popen[bytes]:
        log = (self.folder / "log").open("ab")
        self.running = subprocess.Popen(
            _sidedoor("run"), cwd=self.folder, env=_env(), stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        return self.running

    def stop(self) -> int:
        assert self.running is not None
        self.running.send_signal(signal.SIGTERM)
        return self.running.wait(15)

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8") if (self.folder / "log").exists() else ""

    def mail(self, seconds: float = 45) -> str:
        """Subject and plain text of the next mail."""
        mail = self.mailbox.next(seconds)
        assert mail is not None, f"no mail within {seconds} s\n{self.log()}"
        message = parsed(mail)
        return f"{message['subject']}\n{message.get_body(('plain',)).get_content()}"  # type: ignore[union-attr]

    def openings(self) -> list[dict[str, Any]]:
        return json.loads(_only_json(self.command("openings", "--format", "json")))  # type: ignore[no-any-return]


def _only_json(said: str) -> str:
    """The machine format, without what went to stderr."""
    return said[said.index("[\n") if "[\n" in said else said.index("[") : said.rindex("]") + 1]


def _sidedoor(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", "scheduler", *words]


def _env() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SIDEDOOR_")}


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for name in [each for each in os.environ if each.startswith("SIDEDOOR_")]:
        monkeypatch.delenv(name)
    with Replica() as boards, Mailbox() as mailbox:
        made = Service(tmp_path, boards, mailbox)
        yield made
        if made.running is not None and made.running.poll() is None:
            made.running.kill()
            made.running.wait(10)


def until(holds: Callable[[], bool], what: str, seconds: float = 45) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.1)


def test_the_demo_tells_the_whole_story() -> None:
    with stage() as demo:
        first = demo.mailbox.next(60)
        assert first is not None, (demo.folder / "service.log").read_text()
        text = parsed(first).get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for words in (
            "Machine Learning Intern, Perception",
            "Fernwave Robotics",
            "about 38 people",
            "currently pursuing a bachelor's degree",
            "https://job-boards.greenhouse.io/fernwave/jobs/4100101",
            "Pikeroot Analytics",
            "its text was not read",
            "Werkstudent",
        ):
            assert words in text
        for words in ("PhD Research Intern", "Marrowgate", "Office Coordinator", "Sales Manager", "Old Harbor"):
            assert words not in text
        assert text.count("/jobs/4100101") <= 2, "a role on its board and on a list is told once"
        title = demo.show_later()
        second = demo.mailbox.next(30)
        assert second is not None, (demo.folder / "service.log").read_text()
        assert title in parsed(second)["subject"]


def test_one_pass_by_hand_tells_once_and_costs_little_the_third_time(service: Service) -> None:
    service.show(ROLE)
    service.command("crawl", "--all")
    assert "Machine Learning Intern" in service.mail()
    service.command("crawl", "--all")
    service.boards.asked.clear()
    service.command("crawl", "--all")
    assert service.mailbox.next(0.5) is None
    assert service.boards.count(status=200) == 0, "an unchanged board answers 304"
    service.show(ROLE, ANOTHER)
    service.command("crawl", "greenhouse:fernwave")
    assert "Computer Vision Intern" in service.mail()
    assert service.mailbox.next(0.5) is None


def test_one_pass_by_hand_lets_no_channel_wait_for_another(service: Service) -> None:
    with web_sink(Answer(delay=3.0)) as slow, web_sink() as quick:
        service.settings["channels"] = {"slow": slow.url, "quick": quick.url}
        service.write()
        service.show(ROLE)
        service.command("crawl", "--all")
    assert quick.requests[0].at - slow.requests[0].at < 1


def test_why_tells_of_kept_dropped_and_unknown_roles(service: Service) -> None:
    phd = ROLE | {"id": 7009, "title": "PhD Research Intern", "description": "<p>Enrolled in a PhD program.</p>"}
    service.show(ROLE, phd)
    service.command("crawl", "--all")
    kept = service.command("why", "https://boards.greenhouse.io/fernwave/jobs/7001?utm_source=x")
    assert "kept under rules" in kept
    assert "pursuing a bachelor's degree in computer science" in kept
    assert "told me" in kept
    assert "<title>Machine Learning Intern at Fernwave</title>" in service.command("feed")
    dropped = service.command("why", "https://job-boards.greenhouse.io/fernwave/jobs/7009")
    assert "dropped under rules" in dropped
    unseen = service.command("why", "https://job-boards.greenhouse.io/fernwave/jobs/999", ends=1)
    assert "watched and answered last" in unseen
    assert "is not watched" in service.command("why", "https://jobs.lever.co/unheard-of", ends=1)
    assert "LinkedIn" in service.command("why", "https://www.linkedin.com/jobs/view/123", ends=1)


def test_the_service_takes_up_edits_and_refuses_broken_ones(service: Service) -> None:
    service.rules("words:\n  exclude: [robots]\n")
    service.show(ROLE)
    service.start()
    until(lambda: "1 new" in service.log(), "the first visit")
    assert service.mailbox.next(1) is None
    service.rules("words:\n  exclud: [robots]\n")
    until(lambda: "exclud" in service.log(), "the mistake is said")
    assert "did you mean `exclude`?" in service.command("status", ends=2)
    assert service.mailbox.next(1) is None
    service.rules("{}\n")
    until(lambda: "Machine Learning Intern" in service.command("alerts", "--owed"), "the newly kept role is owed")
    assert service.stop() == 0


def test_the_service_manager_hears_that_it_is_up_alive_and_stopping(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.show(ROLE)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(service.folder / "notify"))
        manager.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(service.folder / "notify"))
        running = service.start()
        assert [manager.recv(64) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
        running.send_signal(signal.SIGSTOP)
        time.sleep(0.5)
        manager.settimeout(0)
        with suppress(BlockingIOError):
            manager.recv(64)  # one that was on its way
        manager.settimeout(2.5)
        with pytest.raises(TimeoutError):
            manager.recv(64)
        running.send_signal(signal.SIGCONT)
        assert service.stop() == 0
        manager.settimeout(1)
        assert set(iter(lambda: manager.recv(64), b"STOPPING=1")) <= {b"WATCHDOG=1"}


def test_a_second_service_is_refused_and_names_the_first(service: Service) -> None:
    service.show(ROLE)
    first = service.start()
    service.mail()
    said = service.command("run", ends=1)
    assert f"process {first.pid}" in said
    assert f"process {first.pid}" in service.command("crawl", "--all", ends=1)
    assert service.command("status", "--alive") != ""
    assert service.stop() == 0


def test_a_killed_service_loses_nothing_and_leaves_no_orphan(service: Service) -> None:
    service.show(ROLE)
    running = service.start()
    until(lambda: service.boards.count() > 0, "the first request")
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    until(lambda: not _crawlers(), "the crawl's child ends with its daemon", 8)
    service.start()
    assert "Machine Learning Intern" in service.mail(30)
    assert service.mailbox.next(2) is None
    assert service.stop() == 0


def _crawlers() -> list[str]:
    """Crawl processes whose parent is gone."""
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            orphaned = "PPid:\t1\n" in (each.parent / "status").read_text()
            if orphaned and b"-m\0crawler" in each.read_bytes():
                found.append(each.parent.name)
        except OSError:  # it ended while we looked
            continue
    return found


def test_roles_wait_for_the_first_channel_and_come_as_one_digest(service: Service) -> None:
    channels = service.settings.pop("channels")
    service.write()
    service.show(ROLE, ANOTHER, THIRD)
    said = service.command("crawl", "--all")
    assert "No channel is set up yet" in said or "kept" in said
    service.settings["channels"] = channels
    service.write()
    service.command("crawl", "--all")
    text = service.mail()
    assert all(each["title"] in text for each in (ROLE, ANOTHER, THIRD))
    assert service.mailbox.next(0.5) is None


def test_a_board_that_fails_harms_no_other_and_closes_nothing(service: Service) -> None:
    service.settings["boards"] = ["greenhouse:fernwave", "lever:quillstone"]
    service.write()
    service.show(ROLE)
    service.boards.show("lever", "quillstone", "Quillstone", [ANOTHER | {"id": "6f0a3c1e-41d2-4b8a-9a51-0c7be2d10a01"}])
    service.command("crawl", "--all")
    service.mail()
    service.boards.faults["fernwave"] = status(503)
    found = {
        each["board"]: each for each in json.loads(_only_json(service.command("crawl", "--all", "--format", "json")))
    }
    assert found["greenhouse:fernwave"]["outcome"] == "failed"
    assert found["lever:quillstone"]["outcome"] == "unchanged"
    assert {each["closed_at"] for each in service.openings()} == {None}
    assert service.mailbox.next(0.5) is None


def test_no_network_is_said_once_a_host(service: Service) -> None:
    service.settings["network"]["gateway"] = "http://127.0.0.1:9/{host}"
    service.settings["boards"] = [f"greenhouse:firm{n}" for n in range(5)]
    service.write()
    service.start()
    until(lambda: "refused the connection" in service.log(), "the remark")
    time.sleep(3)
    assert service.log().count("boards-api.greenhouse.io") == 1, service.log()
    assert service.stop() == 0
