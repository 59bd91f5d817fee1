"""Re-reading while running: the last good one stays in force, and a half-written file never wins."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from config.load import ConfigError, Live, Watch, live_rules, live_settings

AGE = "age:\n  at_most: {}d\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(AGE.format(1))
    return path


def days(live: Live[dict[str, Watch]]) -> int:
    age = live.current["rules"].rules.age
    assert age is not None
    return age.at_most // timedelta(days=1)


def test_a_change_comes_into_force_when_seen_twice(path: Path) -> None:
    live = live_rules(lambda: path)
    assert not live.poll()
    path.write_text(AGE.format(2))

    assert not live.poll()
    assert days(live) == 1
    assert live.poll()
    assert days(live) == 2
    assert not live.poll()


def test_there_must_be_something_good_to_begin_with(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        live_rules(lambda: tmp_path / "none.yaml")


def test_a_mistake_leaves_the_last_good_in_force_until_mended(path: Path) -> None:
    live = live_rules(lambda: path)
    path.write_text(AGE.format(2) + "agee: {}\n")
    polled = [live.poll() for _ in range(3)]

    assert not any(polled)
    assert days(live) == 1
    assert live.error == f"{path}:3:1: unknown key `agee`: did you mean `age`?"

    path.write_text(AGE.format(3))
    assert [live.poll(), live.poll()] == [False, True]
    assert live.error == ""
    assert days(live) == 3


def test_going_back_to_what_was_in_force_clears_the_error(path: Path) -> None:
    live = live_rules(lambda: path)
    path.write_text("broken")
    live.poll(), live.poll()
    assert live.error
    path.write_text(AGE.format(1))

    assert [live.poll(), live.poll()] == [False, False]  # nothing new came into force
    assert live.error == ""


def test_a_comment_is_no_change_of_meaning(path: Path) -> None:
    live = live_rules(lambda: path)
    before = live.current["rules"].fingerprint
    path.write_text("# mine\n" + AGE.format(1))
    live.poll(), live.poll()

    assert live.current["rules"].fingerprint == before
    assert live.current["rules"].lines["age"] == 2


def test_a_slow_writer_never_wins_with_half_a_file(path: Path) -> None:
    live = live_rules(lambda: path)
    whole = AGE.format(2) + "degree:\n  studying: phd\n  subject: physics\n"
    seen = set()
    with path.open("w") as file:
        for letter in whole:
            live.poll()
            seen.add(days(live))
            file.write(letter)
            file.flush()

    assert seen == {1}
    live.poll(), live.poll()
    assert days(live) == 2


@pytest.mark.parametrize("empty", ["", "\n", "  \n"])
def test_a_file_that_is_emptied_is_not_taken_for_the_defaults(path: Path, empty: str) -> None:
    live = live_rules(lambda: path)
    path.write_text(empty)
    live.poll(), live.poll()

    assert days(live) == 1
    assert "is empty now" in live.error


def test_a_deleted_file_leaves_the_last_good_in_force(path: Path) -> None:
    live = live_rules(lambda: path)
    path.unlink()
    live.poll(), live.poll()
    assert days(live) == 1
    assert live.error == f"{path}: there is no such file"
    path.write_text(AGE.format(2))

    assert [live.poll(), live.poll()] == [False, True]


def test_a_swapped_link_is_followed_and_a_dangling_one_is_an_error(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text(AGE.format(2))
    link = tmp_path / "link" / "rules.yaml"
    link.parent.mkdir()
    link.symlink_to(path)
    live = live_rules(lambda: link)

    link.unlink()
    link.symlink_to(tmp_path / "nowhere")
    live.poll(), live.poll()
    assert days(live) == 1
    assert "there is no such file" in live.error

    (tmp_path / "new").symlink_to(other)
    (tmp_path / "new").replace(link)
    assert [live.poll(), live.poll()] == [False, True]
    assert days(live) == 2


def test_a_file_that_cannot_be_opened_leaves_the_last_good_in_force(path: Path) -> None:
    live = live_rules(lambda: path)
    path.unlink()
    path.symlink_to(path)  # refused to everyone, root as well
    live.poll(), live.poll()

    assert days(live) == 1
    assert live.error == f"{path}: cannot be read: Too many levels of symbolic links"


def test_a_folder_in_the_files_place_leaves_the_last_good_in_force(path: Path) -> None:
    live = live_rules(lambda: path)
    path.unlink()
    path.mkdir()
    live.poll(), live.poll()

    assert days(live) == 1
    assert "no rules in this folder" in live.error


def test_watches_of_a_folder_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_text(AGE.format(1))
    live = live_rules(lambda: tmp_path)
    (tmp_path / "ben.yaml").write_text(AGE.format(2))
    live.poll(), live.poll()
    assert set(live.current) == {"anna", "ben"}
    (tmp_path / "anna.yaml").unlink()
    live.poll(), live.poll()

    assert set(live.current) == {"ben"}


def test_one_broken_watch_does_not_hold_up_the_others(tmp_path: Path) -> None:
    anna, ben = tmp_path / "anna.yaml", tmp_path / "ben.yaml"
    anna.write_text(AGE.format(1))
    ben.write_text(AGE.format(1))
    live = live_rules(lambda: tmp_path)
    anna.write_text("agee: {}\n")
    ben.write_text(AGE.format(2))

    assert [live.poll(), live.poll()] == [False, True]
    assert live.error == f"{anna}:1:1: unknown key `agee`: did you mean `age`?"
    anna_age, ben_age = (live.current[name].rules.age for name in ("anna", "ben"))
    assert anna_age is not None
    assert ben_age is not None
    assert (anna_age.at_most.days, ben_age.at_most.days) == (1, 2)


def test_settings_are_read_again_and_do_not_make_way_for_other_ones(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("poll: {every: 2h}\n")
    live = live_settings(None, {"SIDEDOOR_SETTINGS": str(path)})
    path.write_text("poll: {every: 3h}\n")
    live.poll()
    assert live.poll()
    assert live.current.poll.every == timedelta(hours=3)
    path.unlink()
    live.poll(), live.poll()

    assert live.current.poll.every == timedelta(hours=3)
    assert live.error == f"{path}: there is no such file"


def test_a_secret_that_changes_is_read_again(tmp_path: Path) -> None:
    secret = tmp_path / "phone"
    secret.write_text("json://one.example")
    secret.chmod(0o600)
    path = tmp_path / "settings.yaml"
    path.write_text("")
    live = live_settings(path, {"SIDEDOOR_CHANNELS__PHONE_FILE": str(secret)})
    secret.write_text("json://two.example")
    live.poll()

    assert live.poll()
    assert live.current.channels["phone"].url.get_secret_value() == "json://two.example"
