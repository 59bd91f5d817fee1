"""Commands as they are typed: what they print where, in which form, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from config import load
from scheduler import cli
from scheduler.clock import utcnow
from scheduler.demo import Replica
from scheduler.house import open_house
from scheduler.store.tables import memory

GOOD = {"id": "a", "title": "Machine Learning Intern", "description": "Pursuing a bachelor's degree. Train models."}
ROLE = {
    "id": 7001,
    "title": "Machine Learning Intern",
    "location": "Pittsburgh, PA",
    "description": "<h3>What you will do</h3><ul><li>Train machine learning models for our robots</li></ul>"
    "<h3>Requirements</h3><ul><li>Currently pursuing a bachelor's degree in computer science</li></ul>",
}
PHD = ROLE | {"id": 7002, "title": "Research Intern", "description": "<p>Train models. Enrolled in a PhD program.</p>"}


class Desk:
    """A folder with settings and rules, boards behind a gateway, and commands typed in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], boards: Replica) -> None:
        self.folder, self.capsys, self.boards = folder, capsys, boards
        self.settings(boards=["greenhouse:fernwave"])
        (folder / "rules.yaml").write_text("{}\n", encoding="utf-8")

    def settings(self, **more: Any) -> None:
        said: dict[str, Any] = {
            "data_dir": "data",
            "rules": "rules.yaml",
            "poll": {"discover": "none", "directories": []},
            "network": {"gateway": self.boards.gateway, "delay": "0s"},
        }
        (self.folder / "settings.yaml").write_text(yaml.safe_dump(said | more), encoding="utf-8")
        (self.folder / "settings.yaml").chmod(0o600)

    def show(self, *postings: dict[str, Any]) -> None:
        now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        self.boards.show("greenhouse", "fernwave", "Fernwave", [{"date_posted": now, **each} for each in postings])

    def type(self, *words: str, ends: int = 0) -> tuple[str, str]:
        """What the command prints on stdout and on stderr."""
        try:
            status = cli.main(words)
        except SystemExit as why:  # argparse
            status = int(why.code or 0)
        said = self.capsys.readouterr()
        assert status == ends, f"{words}: {status}\n{said.out}\n{said.err}"
        return said.out, said.err

    def file(self, name: str, *lines: Any) -> str:
        text = "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in lines)
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    with Replica() as boards:
        yield Desk(tmp_path, capsys, boards)


# -- judge and try ----------------------------------------------------------------------------------------------------


def test_judge_prints_one_verdict_a_line(desk: Desk) -> None:
    out, err = desk.type("judge", desk.file("in.jsonl", GOOD, "", GOOD | {"id": "b", "title": "Office Manager"}))
    found = [json.loads(line) for line in out.splitlines()]
    assert [(each["id"], each["keep"], each["watch"]) for each in found] == [
        ("a", True, "rules"),
        ("b", False, "rules"),
    ]
    assert err == ""


def test_judge_asks_only_the_rules_that_are_named(desk: Desk) -> None:
    name = desk.file("in.jsonl", GOOD)
    out, _ = desk.type("judge", name, "--only", "role, degree")
    assert [each["rule"] for each in json.loads(out)["reasons"]] == ["role", "degree"]
    assert "no rule is called colour" in desk.type("judge", name, "--only", "role,colour", ends=2)[1]


@pytest.mark.parametrize("bad", ["{", "[1]", '"title"', '{"description": "no title"}', '{"title": 7}'])
def test_judge_names_the_line_that_is_no_listing(desk: Desk, bad: str) -> None:
    _, err = desk.type("judge", desk.file("in.jsonl", GOOD, "", bad), ends=2)
    assert "in.jsonl: line 3: " in err
    assert err.count("\n") == 1


def test_judge_reads_the_standard_input_for_every_watch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.folder / "club").mkdir()
    for name in ("anna", "ben"):
        (desk.folder / "club" / f"{name}.yaml").write_text("{}\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(GOOD) + "\n"))
    out, _ = desk.type("judge", "-", "--rules", "club")
    assert [json.loads(line)["watch"] for line in out.splitlines()] == ["anna", "ben"]


def test_judge_says_what_is_wrong_with_the_file(desk: Desk) -> None:
    assert "there is no such file" in desk.type("judge", "nosuch.jsonl", ends=2)[1]
    assert "this is a folder" in desk.type("judge", ".", ends=2)[1]
    (desk.folder / "latin.jsonl").write_bytes('{"title": "Zürich"}\n'.encode("latin-1"))
    assert "UTF-8" in desk.type("judge", "latin.jsonl", ends=2)[1]


def test_try_shows_who_would_come_in_and_changes_nothing(desk: Desk) -> None:
    desk.show(ROLE, PHD)
    desk.type("crawl", "--all")
    (desk.folder / "new.yaml").write_text("degree:\n  studying: phd\n")
    before, _ = desk.type("openings", "--format", "json")
    found = json.loads(desk.type("try", "new.yaml", "--format", "json")[0])
    assert {each["title"]: each["change"] for each in found}["Machine Learning Intern"] == "falls out"
    assert desk.type("openings", "--format", "json")[0] == before
    assert desk.type("try", "rules.yaml")[0] == ""
    assert "new.yaml:2:13" in _wrong_rules(desk)


def _wrong_rules(desk: Desk) -> str:
    (desk.folder / "new.yaml").write_text("degree:\n  studying: wizardry\n")
    return desk.type("try", "new.yaml", ends=2)[1]


# -- Boards -----------------------------------------------------------------------------------------------------------


def test_a_board_is_added_listed_and_removed(desk: Desk) -> None:
    desk.settings(boards=[])
    desk.show(ROLE)
    out, _ = desk.type("board", "add", "https://boards.greenhouse.io/fernwave/jobs/7001", "--format", "json")
    assert [(each["board"], each["outcome"], each["new"]) for each in json.loads(out)] == [
        ("greenhouse:fernwave", "whole", 1)
    ]
    assert "greenhouse:fernwave" in desk.type("board", "list")[0]
    assert "watched no more" in desk.type("board", "remove", "greenhouse:fernwave")[1]
    assert desk.type("board", "list")[0] == ""
    assert "was not watched" in desk.type("board", "remove", "greenhouse:fernwave", ends=1)[1]


def test_a_board_that_is_removed_stays_away_although_a_list_names_it(desk: Desk) -> None:
    desk.settings(boards=["greenhouse:fernwave", "lever:quillstone"])
    desk.type("board", "remove", "greenhouse:FernWave")
    assert [line.split("\t")[0] for line in desk.type("board", "list")[0].splitlines()] == ["lever:quillstone"]
    desk.show(ROLE)
    out, _ = desk.type("crawl", "--all", "--format", "json", ends=1)
    assert [each["board"] for each in json.loads(out)] == ["lever:quillstone"]
    desk.type("board", "add", "greenhouse:fernwave")
    assert desk.type("board", "list")[0].startswith("greenhouse:fernwave")


def test_a_board_is_found_behind_a_careers_page(desk: Desk) -> None:
    desk.settings(boards=[])
    desk.show(ROLE)
    page = '<html><body><a href="https://boards.greenhouse.io/fernwave">Our open roles</a></body></html>'
    desk.boards.put("fernwave.example/careers", page, "text/html")
    out, err = desk.type("board", "add", "https://fernwave.example/careers")
    assert "behind https://fernwave.example/careers: greenhouse:fernwave" in err.replace("\n", " ")
    assert out.startswith("greenhouse:fernwave\twhole\t1")


def test_a_board_that_does_not_answer_fails_and_says_why(desk: Desk) -> None:
    out, _ = desk.type("board", "add", "greenhouse:nobody", ends=1)
    assert "there is no such board" in out


def test_boards_that_are_none_are_wrong_use(desk: Desk) -> None:
    for words in (["crawl", "nonsense"], ["board", "add", "nonsense"], ["board", "remove", "greenhouse:"]):
        _, err = desk.type(*words, ends=2)
        assert err.count("\n") == 1, err
    assert "did you mean" in desk.type("crawl", "grenhouse:acme", ends=2)[1]
    assert "LinkedIn" in desk.type("board", "add", "https://www.linkedin.com/jobs/view/1", ends=1)[1]
    assert not (desk.folder / "data").exists(), "wrong use opens nothing"


def test_recognise_prints_the_board_and_nothing_else(desk: Desk) -> None:
    assert desk.type("board", "recognise", "https://jobs.lever.co/quillstone")[0] == "lever:quillstone\n"
    posting = "https://job-boards.greenhouse.io/fernwave/jobs/7001?gh_src=x"
    assert desk.type("board", "recognise", posting)[0] == "greenhouse:fernwave\n"
    found = json.loads(desk.type("board", "recognise", posting, "--format", "json")[0])
    assert found == [{"board": "greenhouse:fernwave", "key": "7001"}]
    assert "board add" in desk.type("board", "recognise", "https://fernwave.example", ends=1)[1]


def test_a_saved_answer_is_read_as_json_lines(desk: Desk) -> None:
    desk.show(ROLE, PHD)
    (desk.folder / "jobs.json").write_bytes(
        desk.boards.pages["boards-api.greenhouse.io/v1/boards/fernwave/jobs?content=true"].body
    )
    out, _ = desk.type("board", "read", "greenhouse", "jobs.json", "--company", "Fernwave", "--token", "fernwave")
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["Machine Learning Intern", "Research Intern"]
    assert desk.type("judge", desk.file("read.jsonl", *out.splitlines()))[0].count("\n") == 2
    desk.type("board", "read", "greenhouse", "nosuch.json", ends=2)
    desk.type("board", "read", "greenhouse", "rules.yaml", ends=1)
    desk.type("board", "read", "grenhouse", "jobs.json", ends=2)


# -- What is known ----------------------------------------------------------------------------------------------------


def test_openings_are_filtered_and_come_in_every_format(desk: Desk) -> None:
    desk.show(ROLE, PHD)
    desk.type("crawl", "--all")
    rows = json.loads(desk.type("openings", "--format", "json")[0])
    assert {each["title"]: each["state"] for each in rows} == {
        "Machine Learning Intern": "kept",
        "Research Intern": "dropped",
    }
    lines = desk.type("openings", "--format", "jsonl", "--kept")[0].splitlines()
    assert [json.loads(each)["id"] for each in lines] == [each["id"] for each in rows if each["state"] == "kept"]
    table = list(csv.DictReader(io.StringIO(desk.type("openings", "--format", "csv", "--dropped")[0])))
    assert [each["title"] for each in table] == ["Research Intern"]
    (plain,) = desk.type("openings", "--kept")[0].splitlines()
    assert plain.split("\t")[1:4] == ["kept", "Machine Learning Intern", "Fernwave"]
    assert desk.type("openings", "--near", "--format", "json")[0] == "[]\n"
    assert desk.type("openings", "--closed")[0] == ""
    assert len(desk.type("openings", "--open")[0].splitlines()) == 2
    desk.type("openings", "--kept", "--dropped", ends=2)


def test_alerts_are_listed_and_only_given_up_ones_are_sent_again(desk: Desk) -> None:
    assert desk.type("alerts", "--format", "json")[0] == "[]\n"
    assert "alert 7 was not given up" in desk.type("alerts", "retry", "7", ends=1)[1]
    assert "neither owed nor given up" in desk.type("alerts", "cancel", "7", ends=1)[1]
    assert "which one?" in desk.type("alerts", "cancel", ends=2)[1]
    desk.type("alerts", "retry", "9" * 25, ends=1)
    assert "which one?" in desk.type("alerts", "retry", ends=2)[1]


@pytest.mark.parametrize("broken", ["bords: []\n", "boards: [\n", "data_dir: 7\nlog: {level: loud}\n"])
def test_a_healthy_service_is_healthy_while_its_settings_are_broken(
    desk: Desk, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house()
    with house.engine.begin() as db:
        db.execute(memory.insert().values(name="tick", value=[], at=utcnow()))
    house.engine.dispose()
    path = desk.folder / "settings.yaml"
    path.write_text(f"data_dir: data\n{broken}" if "data_dir" not in broken else broken)
    desk.type("check", ends=2)
    desk.type("status", "--alive", ends=0 if broken.startswith("bords") else 1)
    monkeypatch.setenv("SIDEDOOR_DATA_DIR", str(desk.folder / "data"))
    assert "alive" in desk.type("status", "--alive")[1]


def test_many_boards_that_fail_alike_are_one_line(desk: Desk) -> None:
    desk.settings(boards=[f"greenhouse:firm{n}" for n in range(9)])
    desk.type("crawl", "--all", ends=1)
    (line,) = [each for each in desk.type("status", ends=1)[0].splitlines() if each.startswith("failing")]
    assert "greenhouse:firm4 and 4 more: there is no such board" in line
    assert len(json.loads(desk.type("status", "--format", "json", ends=1)[0])[0]["failing"]) == 9


def test_an_empty_store_says_so_beside_the_pipe(desk: Desk) -> None:
    assert desk.type("openings") == ("", "Nothing yet: `sidedoor crawl` looks at the boards that are due.\n")
    assert desk.type("openings", "--format", "csv")[1] == ""
    assert "neither a posting's address nor its number" in desk.type("why", "Acme Robotics", ends=1)[0]


def test_a_pass_that_no_board_answers_fails(desk: Desk) -> None:
    out, err = desk.type("crawl", "--all", ends=1)
    assert out.startswith("greenhouse:fernwave\tfailed")
    assert "1 boards visited, 1 without an answer" in err


def test_status_speaks_and_ends_with_1_when_something_needs_the_user(desk: Desk) -> None:
    assert "has never run" in desk.type("status")[0]
    assert "no tick" in desk.type("status", "--alive", ends=1)[1]
    desk.type("crawl", "--all", ends=1)
    out, _ = desk.type("status", ends=1)
    assert "failing    greenhouse:fernwave: there is no such board" in out
    assert json.loads(desk.type("status", "--format", "json", ends=1)[0])[0]["boards"] == 1


# -- Files ------------------------------------------------------------------------------------------------------------


def test_check_says_every_mistake_at_once(desk: Desk) -> None:
    desk.settings(boards=["greenhouse:fernwave", "grenhouse:acme", "nosuch.csv"])
    (desk.folder / "rules.yaml").write_text("degre: {}\nage:\n  at_most: soon\nchannels: [nobody]\n")
    _, err = desk.type("check", ends=2)
    for words in ("rules.yaml:1:1", "rules.yaml:3:12", "grenhouse", "nosuch.csv"):
        assert words in err, err
    assert all(line.split(":")[0].endswith((".yaml", ".csv")) for line in err.splitlines())


def test_check_finds_the_defaults_good_and_init_never_overwrites(desk: Desk) -> None:
    for name in ("settings.yaml", "rules.yaml"):
        (desk.folder / name).unlink()
    desk.type("init", "--yes")
    assert "good" in desk.type("check")[1]
    (desk.folder / "rules.yaml").write_text("{}\n# mine\n")
    assert "left as it is" in desk.type("init", "--yes")[0]
    assert (desk.folder / "rules.yaml").read_text() == "{}\n# mine\n"


def test_what_is_answered_to_init_stands_in_the_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("settings.yaml", "rules.yaml"):
        (desk.folder / name).unlink()
    answers = iter(
        ["wizard", "master", "May", "2028-05", 'Zürich, "The Hague", ', f"json://127.0.0.1:9/{'x' * 9}", "y"]
    )
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    out, _ = desk.type("init", ends=1)  # nobody listens at port 9
    assert "one of: high school" in out
    assert "me: failed" in out
    desk.type("check")
    made = load.rules(desk.folder / "rules.yaml")["rules"].rules
    assert (str(made.degree.studying), made.location.places) == ("master", ("Zürich", '"The Hague"'))  # type: ignore[union-attr]
    assert set(load.settings(desk.folder / "settings.yaml").channels) == {"me"}


def test_who_stops_at_a_question_leaves_no_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.folder / "settings.yaml").unlink()
    (desk.folder / "rules.yaml").unlink()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert "stopped" in desk.type("init", ends=130)[1]
    assert not list(desk.folder.glob("*.yaml"))


def test_schemas_are_json_schema(desk: Desk) -> None:
    for what, key in (("settings", "boards"), ("rules", "degree")):
        assert key in json.loads(desk.type("schema", what)[0])["properties"]
    desk.type("schema", "boards", ends=2)


def test_a_settings_file_that_is_not_there_is_wrong_use(desk: Desk) -> None:
    assert "nosuch.yaml: there is no such file" in desk.type("status", "--settings", "nosuch.yaml", ends=2)[1]


def test_options_may_stand_before_the_command(desk: Desk) -> None:
    assert desk.type("--format", "json", "openings")[0] == "[]\n"
    assert desk.type("--format", "json", "openings", "--format", "jsonl")[0] == ""
    desk.type("--settings", "nosuch.yaml", "status", ends=2)


def test_an_option_half_typed_is_wrong_use(desk: Desk) -> None:
    assert "--al" in desk.type("crawl", "--al", ends=2)[1]
    assert "did you mean `crawl`?" in desk.type("crwal", "--all", ends=2)[1]
    assert "did you mean `greenhouse`?" in desk.type("board", "read", "grenhouse", "x.json", ends=2)[1]


def test_every_help_shows_an_example(desk: Desk) -> None:
    names = [name for has in cli.FILES.values() for name in has]
    within = {"board": ("add", "list", "remove", "recognise", "read"), "channel": ("list", "test")}
    for name in names:
        for words in [(name, each) for each in within[name]] if name in within else [(name,)]:
            assert "example: sidedoor" in desk.type(*words, "--help")[0], words
    for words in ([], ["board"], ["channel"]):
        assert "example: sidedoor" in desk.type(*words, "--help")[0], words
    assert all(name in desk.type("--help")[0] for name in names)


# -- Pipes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("schema", "settings"), ("openings", "--format", "csv"), ("judge", "many.jsonl")])
def test_a_reader_that_leaves_early_sees_no_traceback(desk: Desk, words: tuple[str, ...]) -> None:
    desk.file("many.jsonl", *[GOOD] * 500)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "scheduler", *words], stdout=writing, stderr=subprocess.PIPE, timeout=60, text=True
    )
    os.close(writing)
    assert done.stderr == ""
