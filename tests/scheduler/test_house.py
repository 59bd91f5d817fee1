"""One process at a time: the lock names its holder, refuses the second, and ends with the process however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.problems import ConfigError
from scheduler.clock import utcnow
from scheduler.house import Busy, alone, lock_file, open_house
from scheduler.store import boards, reading

HOLD = """
import sys
from pathlib import Path
from scheduler.house import lock_file
with lock_file(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(database: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def settings(folder: Path, more: str = "") -> Path:
    path = folder / "settings.yaml"
    path.write_text(f"data_dir: data\nrules: rules.yaml\nboards: []\n{more}", encoding="utf-8")
    path.chmod(0o600)
    (folder / "rules.yaml").write_text("{}\n", encoding="utf-8")
    return path


def test_the_lock_names_its_holder_and_ends_with_kill_9(tmp_path: Path) -> None:
    with holder(tmp_path / "store.db") as child:
        with pytest.raises(Busy, match=rf"store\.db \(process {child.pid}\)"), lock_file(tmp_path / "store.db"):
            pass
        os.kill(child.pid, signal.SIGKILL)
        child.wait(10)
        with lock_file(tmp_path / "store.db"):
            assert (tmp_path / "store.db.lock").read_text() == str(os.getpid())


def test_a_lock_that_was_let_go_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with lock_file(tmp_path / "store.db"):
            pass


def test_postgresql_is_held_by_one_session(tmp_path: Path, postgres: str) -> None:
    path = settings(tmp_path, f"database_url: {postgres}\n")
    with ExitStack() as stack:
        first, second = open_house(path), open_house(path)
        stack.callback(first.engine.dispose)
        stack.callback(second.engine.dispose)
        with alone(first), pytest.raises(Busy, match="already runs on this database"), alone(second):
            pass
        with alone(second):
            pass


def test_everything_wrong_in_settings_and_rules_is_said_at_once(tmp_path: Path) -> None:
    path = settings(tmp_path, "pol:\n  every: 1h\n")
    (tmp_path / "rules.yaml").write_text("degre: {}\nage:\n  at_most: soon\n", encoding="utf-8")
    with pytest.raises(ConfigError) as why:
        open_house(path)
    assert "pol" in str(why.value)
    (tmp_path / "settings.yaml").write_text("data_dir: data\nrules: rules.yaml\n", encoding="utf-8")
    with pytest.raises(ConfigError) as why:
        open_house(path)
    assert "degre" in str(why.value)
    assert "soon" in str(why.value)


def test_the_store_belongs_to_its_user_alone(tmp_path: Path) -> None:
    house = open_house(settings(tmp_path))
    house.engine.dispose()
    assert (tmp_path / "data" / "sidedoor.db").stat().st_mode & 0o777 == 0o600


def test_a_list_of_boards_is_read_again_and_a_broken_one_takes_no_board_away(tmp_path: Path) -> None:
    path = settings(tmp_path)
    path.write_text(path.read_text().replace("boards: []", "boards: [mine.csv]"))
    mine = tmp_path / "mine.csv"
    mine.write_text("kind,token\nlever,acme\n")
    house = open_house(path)
    house.register(utcnow())

    def edited(text: str) -> list[str]:
        mine.write_text(text)
        if any([house.lists_changed(), house.lists_changed()]):
            house.register(utcnow())
        with reading(house.engine) as db:
            return [str(each.board) for each in boards.watched(db)]

    assert edited("kind,token\nlever,acme\nashby,birch\n") == ["lever:acme", "ashby:birch"]
    for broken in ("kind,token\nlevr,acme\n", "", "kind,tok"):
        assert edited(broken) == ["lever:acme", "ashby:birch"]
        assert "mine.csv" in house.errors[0]
    assert edited("kind,token\nashby,birch\n") == ["ashby:birch"]
    assert house.errors == []
    house.engine.dispose()


def test_a_broken_edit_leaves_the_last_good_rules_in_force(tmp_path: Path) -> None:
    house = open_house(settings(tmp_path))
    before = house.current.watches["rules"].fingerprint
    for broken in ("degree: [", "degre: {}\n", ""):
        (tmp_path / "rules.yaml").write_text(broken, encoding="utf-8")
        assert house.poll() == house.poll() == (False, False)
        assert "rules.yaml" in house.errors[0]
    assert house.current.watches["rules"].fingerprint == before
    (tmp_path / "rules.yaml").write_text("degree:\n  studying: phd\n", encoding="utf-8")
    assert [house.poll() for _ in range(2)] == [(False, False), (False, True)], "what is half written is not taken up"
    assert house.current.watches["rules"].fingerprint != before
    assert house.errors == []
    house.engine.dispose()
