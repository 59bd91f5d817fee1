"""Settings and rules: every mistake has its file, line, column and remedy, and all of them come at once."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from config import load
from config.load import ConfigError, Problem, check_channels, fingerprint, rules, schema, settings, write_defaults
from config.rules import RULES, Rules
from config.seeds import seed
from config.settings import Settings

DEFAULTS = load.DEFAULTS


def rules_file(folder: Path, text: str | bytes) -> Path:
    path = folder / "rules.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def settings_file(folder: Path, text: str) -> Path:
    path = folder / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def said(path: Path, env: dict[str, str] | None = None) -> list[str]:
    """What is wrong with a file, each line without the folder."""
    with pytest.raises(ConfigError) as caught:
        settings(path, env or {}) if path.name == "settings.yaml" else rules(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems)
    return [line.replace(f"{path.parent}/", "") for line in lines]


RULES_FAULTS = {
    "unknown key": ("compnay_size:\n  at_most: 5\n", "1:1: unknown key `compnay_size`: did you mean `company_size`?"),
    "unknown key below": ("degree:\n  studing: phd\n", "2:3: unknown key `studing`: did you mean `studying`?"),
    "far from any key": ("age:\n  colour: red\n", "2:3: unknown key `colour`: the keys here are at_most, when_unsure"),
    "repeated key": (
        "age:\n  at_most: 1d\n  at_most: 2d\n",
        "3:3: `at_most` is written twice (first on line 2); keep one",
    ),
    "repeated section": ("age: {}\nrole: {}\nage: {}\n", "3:1: `age` is written twice (first on line 1)"),
    "wrong type": (
        "company_size:\n  at_most: few\n",
        "2:12: `company_size.at_most` cannot be `few`; write a whole number",
    ),
    "list for text": ("degree:\n  subject: [a, b]\n", "2:12: `degree.subject` cannot be a list; write text"),
    "text for a list": ("location:\n  places: Boston\n", "2:11: `location.places` cannot be `Boston`; write a list"),
    "text for a section": ("degree: bachelor\n", "1:9: `degree` cannot be `bachelor`; write a section: its keys"),
    "section for text": ("season:\n  terms:\n    - {a: b}\n", "3:7: `season.terms[1]` cannot be a section"),
    "choice": (
        "degree:\n  studying: bachlor\n",
        "2:13: `degree.studying` cannot be `bachlor`; did you mean `bachelor`? The c",
    ),
    "choice in a list": (
        "role:\n  kinds: [internship, thesys]\n",
        "2:23: `role.kinds[2]` cannot be `thesys`; did you mean `th",
    ),
    "range": ("degree:\n  year: 9\n", "2:9: `degree.year` is `9`; it must be at most 6"),
    "missing": (
        "graduation:\n  when_unsure: drop\n",
        "2:3: `graduation.on` is missing: month of graduation, such as 2028",
    ),
    "month": (
        "graduation:\n  on: 2028-13\n",
        "2:7: `graduation.on` cannot be `2028-13`; write text (Month of graduation, s",
    ),
    "empty list": ("season:\n  terms: []\n", "2:10: `season.terms` is empty; write a list"),
    "empty item": ("season:\n  terms:\n  -\n", "`season.terms[1]` has no value; write text"),
    "duration": ("age:\n  at_most: soon\n", "2:12: `soon` is no length of time; write a number and a unit: 30s, 5m"),
    "pattern": (
        "words:\n  require: ['/(?<=deep )learning/']\n",
        "2:13: `/(?<=deep )learning/` is no pattern we can use: looking",
    ),
    "back reference": (
        "words:\n  exclude: ['/(a)\\1/']\n",
        "2:13: `/(a)\\1/` is no pattern we can use: referring back",
    ),
    "broken pattern": ("words:\n  exclude: ['/(a/']\n", "2:13: `/(a/` is no pattern we can use: missing ): (a"),
    "no in a list": ("location:\n  places: [no]\n", "2:12: `no` is ambiguous here (some programs read it as true or"),
    "on as text": (
        "degree:\n  subject: on\n",
        "2:12: `on` is ambiguous here (some programs read it as true or false); for",
    ),
    "sexagesimal": ("words:\n  require: [12:30]\n", "2:13: `12:30` is ambiguous (some programs read it as a number"),
    "no for a number": (
        "company_size:\n  at_most: no\n",
        "2:12: `company_size.at_most` cannot be `no`; write a whole number",
    ),
    "no for a choice": ("degree:\n  studying: no\n", "2:13: `degree.studying` cannot be `no`; the choices are"),
    "octal": (
        "company_size:\n  at_most: 010\n",
        "2:12: `010` is ambiguous (some programs read it as an octal or other number); put",
    ),
    "date": ("graduation:\n  on: 2028-05-01\n", "2:7: `2028-05-01` is ambiguous (some programs read it as a date)"),
    "anchor": ("age: &a {at_most: 1d}\n", "1:6: `&a` names a place to copy, which is not allowed; remove it"),
    "alias": ("age: {}\nrole: *a\n", "2:7: `*a` refers to another place, which is not allowed; write it out"),
    "tag": (
        "age: !!python/object:os.system {}\n",
        "1:6: `tag:yaml.org,2002:python/object:os.system` is a tag, which is not",
    ),
    "tab": ("age:\n\tat_most: 1d\n", "2:1: a tab; indent with spaces only"),
    "second colon": ("degree:\n  subject: a: b\n", "2:13: a second `key: value` on one line; put text that contains a"),
    "no colon": ("degree:\n  studying\nage: {}\n", "2:3: a colon and a value are missing after `studying`"),
    "no colon at all": ("degree: {}\nage\n", "2:1: no `key: value`: a colon and a space are missing after a key"),
    "open quote": ('degree:\n  subject: "a\n', "2:12: a quote that is opened here is never closed"),
    "open bracket": ("location:\n  places: [a, b\nage: {}\n", "2:11: a list in brackets that is not closed"),
    "backslash": ('words:\n  require: ["\\d"]\n', "a backslash in double quotes; use single quotes"),
    "percent": ("degree:\n  subject: %x\n", "2:12: this character cannot begin a value; put the value in quotes"),
    "star": (
        "words:\n  require: [*]\n",
        "`&`, `*` and `!` have a meaning of their own in front of a value; put it in quotes",
    ),
    "only a word": ("hello\n", "1:1: keys and values are expected here"),
    "two documents": ("age: {}\n---\nrole: {}\n", "2:1: a second document begins here"),
    "key that is a list": ("[a]: b\n", "1:1: a key must be a word"),
    "control character": (b"age: {}\n# \x07\n", "2:3: an invisible control character (U+0007); delete it"),
    "latin-1": (
        "degree:\n  subject: fran\xe7ais\n".encode("latin-1"),
        "2:16: is no UTF-8 text here; save the file as UTF-8",
    ),
    "utf-16": ("age: {}\n".encode("utf-16"), "1:1: is no UTF-8 text here; save the file as UTF-8"),
    "too large": (b"# " + b"x" * (1 << 20), "is larger than 1 MB, which no settings or rules can need"),
    "too deep": ("a: " + "[" * 5000, "nested more than 20 levels deep"),
}


@pytest.mark.parametrize(("text", "line"), RULES_FAULTS.values(), ids=RULES_FAULTS)
def test_a_mistake_in_the_rules_is_one_line_with_its_place(tmp_path: Path, text: str | bytes, line: str) -> None:
    found = said(rules_file(tmp_path, text))

    assert len(found) == 1, found
    assert found[0].startswith("rules.yaml:")
    assert line in found[0]


SETTINGS_FAULTS = {
    "unknown key": ("dta_dir: x\n", "1:1: unknown key `dta_dir`: did you mean `data_dir`?"),
    "unknown key below": ("poll:\n  evry: 1h\n", "2:3: unknown key `evry`: did you mean `every`?"),
    "digest": (
        "alerts:\n  digest: daily 25:00\n",
        "2:11: `alerts.digest`: this is no time for a digest; write immediate",
    ),
    "quiet": ("alerts:\n  quiet: at night\n", "2:10: `alerts.quiet`: these are no quiet hours; write when they begin"),
    "quiet all day": (
        "alerts:\n  quiet: 08:00-08:00\n",
        "2:10: `alerts.quiet`: quiet hours that begin and end at the same",
    ),
    "time zone": ("timezone: Boston\n", "1:11: `Boston` is no time zone; write a name such as Europe/Berlin or Amer"),
    "gateway": (
        "network:\n  gateway: http://127.0.0.1:1\n",
        "2:12: `network.gateway`: a gateway's address must contain {host}",
    ),
    "gateway's scheme": (
        "network: {gateway: 'ftp://{host}'}\n",
        "1:20: `network.gateway`: this is no web address; write it",
    ),
    "gateway's words": ("network: {gateway: 'http://{host}/{x}'}\n", "{host} is the only word in braces"),
    "public address": ("web:\n  public_url: jobs\n", "2:15: `web.public_url`: this is no web address; write it whole"),
    "database": (
        "database_url: mysql://root:hunter22@db/x\n",
        "1:15: `database_url`: this is no database we know; write sq",
    ),
    "port": ("web:\n  port: 70000\n", "2:9: `web.port` is `70000`; it must be at most 65535"),
    "switch": ("web:\n  enabled: perhaps\n", "2:12: `web.enabled` cannot be `perhaps`; write true or false"),
    "choice": (
        "log:\n  level: debugg\n",
        "2:10: `log.level` cannot be `debugg`; did you mean `debug`? The choices are",
    ),
    "channel's name": (
        "channels:\n  my phone: json://a\n",
        "2:3: `my phone` is no name for a channel; use letters, digits",
    ),
    "channel's url": (
        "channels:\n  chat: hunter22\n",
        "2:9: `channels.chat.url`: this is no channel's URL; write one such",
    ),
    "channel without url": (
        "channels:\n  chat: {digest: hourly}\n",
        "2:9: `channels.chat.url` is missing: an Apprise URL",
    ),
    "channel's digest": (
        "channels:\n  chat: {url: 'json://a', digest: often}\n",
        "2:35: `channels.chat.digest`: this is no time",
    ),
    "channels as a list": ("channels: [json://hunter22]\n", "1:11: `channels` cannot be a list; write a section"),
    "boards as text": ("boards: my.csv\n", "1:9: `boards` cannot be `my.csv`; write a list"),
    "negative": ("alerts:\n  burst: -1\n", "2:10: `alerts.burst` is `-1`; it must be at least 0"),
}


@pytest.mark.parametrize(("text", "line"), SETTINGS_FAULTS.values(), ids=SETTINGS_FAULTS)
def test_a_mistake_in_the_settings_is_one_line_that_tells_no_secret(tmp_path: Path, text: str, line: str) -> None:
    found = said(settings_file(tmp_path, text))

    assert len(found) == 1, found
    assert line in found[0]
    assert "hunter22" not in found[0]


def test_every_mistake_comes_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "poll:\n  every: 5\n  evry: 3\nweb: {port: x}\nboards: [a.csv]\nboards: [b.csv]\n")

    found = said(path, {"SIDEDOOR_LOG__LEVEL": "loud", "SIDEDOOR_POL__EVERY": "1h"})

    assert [line.split(": ")[0] for line in found] == [
        "settings.yaml:2:10",
        "settings.yaml:3:3",
        "settings.yaml:4:13",
        "settings.yaml:6:1",
        "SIDEDOOR_LOG__LEVEL",
        "SIDEDOOR_POL__EVERY",
    ]


def test_broken_yaml_does_not_hide_mistakes_of_the_environment(tmp_path: Path) -> None:
    found = said(settings_file(tmp_path, "a: [\n"), {"SIDEDOOR_TYPO": "1"})

    assert [line.split(":")[0] for line in found] == ["settings.yaml", "SIDEDOOR_TYPO"]


def test_mistakes_of_all_watches_of_a_folder_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_text("agee: {}\n")
    (tmp_path / "ben.yaml").write_text("role: {}\n")
    (tmp_path / "cleo.yaml").write_text("age:\n  at_most: x\n")

    with pytest.raises(ConfigError) as caught:
        rules(tmp_path)

    assert [Path(each.file).name for each in caught.value.problems] == ["anna.yaml", "cleo.yaml"]


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    begun = time.monotonic()

    found = said(rules_file(tmp_path, bomb))

    assert time.monotonic() - begun < 1
    assert any("refers to another place" in line for line in found)


def test_a_large_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    with path.open("wb") as file:
        file.truncate(50 << 20)
    begun = time.monotonic()

    assert "larger than 1 MB" in said(path)[0]
    assert time.monotonic() - begun < 1


MANY = {
    "unknown keys": "".join(f"key{number}: 1\n" for number in range(60_000)),
    "ambiguous words": "words:\n  exclude: [" + "no, " * 200_000 + "x]\n",
    "aliases": "words:\n  exclude: [" + "*a, " * 200_000 + "x]\n",
    "repeated keys": "age: {}\n" * 100_000,
    "wrong items": "role:\n  kinds: [" + "x, " * 200_000 + "x]\n",
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_of_very_many_mistakes_the_first_are_told_soon(tmp_path: Path, text: str) -> None:
    path = rules_file(tmp_path, text)
    begun = time.monotonic()

    with pytest.raises(ConfigError) as caught:
        rules(path)

    lines = str(caught.value).splitlines()
    assert len(lines) == 101
    assert lines[-1] == "and more like these; the first 100 are shown"
    assert time.monotonic() - begun < 20  # two seconds on an idle machine; hours without the bound


def test_words_that_are_meant_are_no_trap(tmp_path: Path) -> None:
    text = 'location:\n  remote: no\nauthorization:\n  clearance: yes\nwords:\n  exclude: ["no", "12:30", "010"]\n  on: [title]\n'

    read = rules(rules_file(tmp_path, text))["rules"].rules

    assert read.location is not None
    assert read.location.remote == "no"
    assert read.authorization is not None
    assert read.authorization.clearance is True
    assert read.words is not None
    assert read.words.exclude == ("no", "12:30", "010")
    assert read.words.on == ("title",)


@pytest.mark.parametrize("word", ["off", "no", "false", "null", "~"])
def test_a_rule_can_be_switched_off(tmp_path: Path, word: str) -> None:
    read = rules(rules_file(tmp_path, f"degree: {word}\nage: {{at_most: 3d}}\n"))["rules"].rules

    assert read.degree is None
    assert read.age is not None
    assert read.age.at_most == timedelta(days=3)


@pytest.mark.parametrize(
    "text", ["degree: on\n", "degree:\n", "degree:\n  # year: 2\n", "degree: {}\n", "", "# nothing\n"]
)
def test_a_section_left_empty_asks_with_the_defaults(tmp_path: Path, text: str) -> None:
    assert rules(rules_file(tmp_path, text))["rules"].rules == Rules()


def test_a_watch_knows_the_lines_of_its_rules(tmp_path: Path) -> None:
    watch = rules(rules_file(tmp_path, "# mine\nage:\n  at_most: 3d\ndegree:\n\n  studying: phd\n"))["rules"]

    assert watch.name == "rules"
    assert watch.lines == {"age": 2, "age.at_most": 3, "degree": 4, "degree.studying": 6}


def test_a_folder_holds_a_watch_a_file(tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_text("degree: {studying: phd}\n")
    (tmp_path / "ben.yaml").write_text("age: {at_most: 7d}\n")
    (tmp_path / ".hidden.yaml").write_text("x")
    (tmp_path / "notes.txt").write_text("x")

    assert list(rules(tmp_path)) == ["anna", "ben"]


def test_an_empty_folder_or_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no rules in this folder"):
        rules(tmp_path)
    with pytest.raises(ConfigError, match="there is no such file"):
        rules(tmp_path / "none.yaml")


def test_the_fingerprint_is_of_the_meaning(tmp_path: Path) -> None:
    plain = rules(rules_file(tmp_path, "age: {at_most: 45d}\ndegree: {year: 2}\n"))["rules"].fingerprint
    same = rules(rules_file(tmp_path, "# comment\ndegree:\n  year: 2\n"))["rules"].fingerprint
    other = rules(rules_file(tmp_path, "degree: {year: 3}\n"))["rules"].fingerprint

    assert plain == same != other
    assert fingerprint(Rules()) == fingerprint(Rules())


def test_a_channel_that_is_not_defined_is_named_with_its_place(tmp_path: Path) -> None:
    made = settings(settings_file(tmp_path, "channels:\n  phone: json://localhost\n"), {})
    watches = rules(rules_file(tmp_path, "channels:\n  - phone\n  - phne\n"))

    found = check_channels(made, watches)

    assert [str(each) for each in found] == [
        f"{tmp_path}/rules.yaml:3:5: there is no channel `phne` in the settings: did you mean `phone`?"
    ]


# --- where settings come from


def test_the_environment_wins_over_the_file_key_by_key(tmp_path: Path) -> None:
    path = settings_file(
        tmp_path, "poll:\n  every: 2h\n  discover: none\nchannels:\n  Mail: {url: 'json://a', quiet: 22:00-08:00}\n"
    )
    env = {
        "SIDEDOOR_POLL__EVERY": "5m",
        "SIDEDOOR_CHANNELS__MAIL__DIGEST": "daily 07:30",
        "SIDEDOOR_CHANNELS__CHAT": "discord://id/token-of-chat",
        "SIDEDOOR_BOARDS": '["lever:acme", "more.csv"]',
        "SIDEDOOR_WEB": '{"port": 9000, "enabled": false}',
        "SIDEDOOR_ALERTS__BURST": "",
        "PATH": "/bin",
    }

    made = settings(path, env)

    assert made.poll.every == timedelta(minutes=5)
    assert made.poll.discover == "none"
    assert str(made.channels["Mail"].digest) == "daily 07:30"
    assert str(made.channels["Mail"].quiet) == "22:00-08:00"
    assert made.channels["chat"].url.get_secret_value() == "discord://id/token-of-chat"
    assert made.boards == ("lever:acme", str(tmp_path / "more.csv"))
    assert (made.web.port, made.web.enabled) == (9000, False)
    assert made.alerts.burst == 20
    assert made.source == path


ENV_FAULTS = {
    "typo": ({"SIDEDOOR_POLL__EVRY": "1h"}, "SIDEDOOR_POLL__EVRY: unknown setting: did you mean `SIDEDOOR_POLL__EVERY`?"),
    "nothing near": ({"SIDEDOOR_COLOUR_OF_HAIR": "1"}, "no setting has this name"),
    "file of a typo": ({"SIDEDOOR_DATABASE_ULR_FILE": "/x"}, "did you mean `SIDEDOOR_DATABASE_URL_FILE`?"),
    "level": ({"SIDEDOOR_POLL__EVERY__X": "1"}, "SIDEDOOR_POLL__EVERY__X: unknown setting: did you mean `SIDEDOOR_POLL__EVERY`?"),
    "no json": ({"SIDEDOOR_BOARDS": "a.csv"}, "SIDEDOOR_BOARDS: `boards` cannot be `a.csv`; write a list"),
    "deep json": ({"SIDEDOOR_BOARDS": "[" * 100_000}, "SIDEDOOR_BOARDS: `boards` cannot be"),
    "wrong in json": ({"SIDEDOOR_WEB": '{"port": "x"}'}, "SIDEDOOR_WEB: `web.port` cannot be `x`; write a whole number"),
    "unknown in json": ({"SIDEDOOR_WEB": '{"prot": 1}'}, "SIDEDOOR_WEB: unknown key `prot`: did you mean `port`?"),
    "surrogate": ({"SIDEDOOR_NETWORK__CONTACT": "\udc80"}, "SIDEDOOR_NETWORK__CONTACT: is no UTF-8 text"),
    "channel": ({"SIDEDOOR_CHANNELS__CHAT": "hunter22"}, "SIDEDOOR_CHANNELS__CHAT: `channels.chat.url`: this is no channel's URL"),
    "missing file": ({"SIDEDOOR_DATABASE_URL_FILE": "/nowhere/x"}, "/nowhere/x: there is no such file"),
}  # fmt: skip


@pytest.mark.parametrize(("env", "line"), ENV_FAULTS.values(), ids=ENV_FAULTS)
def test_a_mistake_in_the_environment_names_the_variable(tmp_path: Path, env: dict[str, str], line: str) -> None:
    found = said(settings_file(tmp_path, "# nothing\n"), env)

    assert len(found) == 1, found
    assert line in found[0]
    assert "hunter22" not in found[0]
    found[0].encode()


def test_secrets_come_from_files(tmp_path: Path) -> None:
    secret = tmp_path / "mail"
    secret.write_text("mailtos://me:hunter22@mail.example\n")
    secret.chmod(0o600)
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    for name, text in {
        "sidedoor_database_url": "postgresql://me:swordfish@db/x",
        "other": "no concern of ours",
    }.items():
        (credentials / name).write_text(text)
        (credentials / name).chmod(0o400)
    env = {"SIDEDOOR_CHANNELS__MAIL_FILE": str(secret), "CREDENTIALS_DIRECTORY": str(credentials)}

    made = settings(settings_file(tmp_path, ""), env)

    assert made.channels["mail"].url.get_secret_value() == "mailtos://me:hunter22@mail.example"
    assert made.database_url == "postgresql://me:swordfish@db/x"
    assert "hunter22" not in f"{made!r}{made}"
    assert "swordfish" not in f"{made!r}{made}"


def test_a_secret_that_everyone_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    secret = tmp_path / "mail"
    secret.write_text("json://localhost")
    secret.chmod(0o644)

    found = said(settings_file(tmp_path, ""), {"SIDEDOOR_CHANNELS__MAIL_FILE": str(secret)})

    assert found == ["mail: everyone on this machine can read this secret; type: chmod 600 mail"]


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    found = said(settings_file(tmp_path, ""), {"SIDEDOOR_DATABASE_URL": "", "SIDEDOOR_DATABASE_URL_FILE": "/x"})

    assert found == ["SIDEDOOR_DATABASE_URL_FILE: SIDEDOOR_DATABASE_URL is set, too; keep one of them"]


def test_settings_with_secrets_that_everyone_can_read_get_a_note(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "channels: {a: json://localhost}\n")
    rules_file(tmp_path, "")
    path.chmod(0o644)

    assert settings(path, {}).notes == (
        f"{path}: everyone on this machine can read the secrets in it; type: chmod 600 {path}",
    )
    path.chmod(0o600)
    assert settings(path, {}).notes == ()


def test_the_order_in_which_a_file_is_sought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("named", "variable", "here", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(load, "user_config_path", lambda _: tmp_path / "home")
    monkeypatch.chdir(tmp_path / "here")
    named, variable, here, home = (tmp_path / name / "settings.yaml" for name in ("named", "variable", "here", "home"))
    env = {"SIDEDOOR_SETTINGS": str(variable)}
    for path in (named, variable, here, home):
        path.write_text("# mine\n")

    assert settings(named, env).source == named
    assert settings(None, env).source == variable
    assert settings(None, {}).source == here
    here.unlink()
    assert settings(None, {}).source == home
    home.unlink()
    assert settings(None, {}).source is None
    variable.unlink()
    with pytest.raises(ConfigError, match="there is no such file"):
        settings(None, env)


def test_relative_paths_start_at_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "data_dir: ../data\nrules: watches\nboards: [mine.csv, Boards.CSV, 'lever:acme@eu', https://jobs.lever.co/a, jobs.lever.co/b, seeds]\n"
    path = settings_file(tmp_path, text + "companies: [sizes.csv]\ndatabase_url: sqlite:///store.db\n")
    monkeypatch.chdir("/")

    made = settings(path, {})

    assert made.data_dir == tmp_path.parent / "data"
    assert made.rules == tmp_path / "watches"
    assert made.companies == (tmp_path / "sizes.csv",)
    assert made.database_url == f"sqlite:///{tmp_path}/store.db"
    assert made.boards == (
        str(tmp_path / "mine.csv"),
        str(tmp_path / "Boards.CSV"),
        "lever:acme@eu",
        "https://jobs.lever.co/a",
        "jobs.lever.co/b",
        str(seed("boards.csv")),
    )


def test_rules_beside_the_settings_are_found_and_built_in_ones_are_noted(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "# mine\n")

    made = settings(path, {})

    assert made.rules == DEFAULTS / "rules.yaml"
    assert made.notes == (f"{tmp_path}/rules.yaml: there is no such file; the built-in rules are in force",)
    mine = rules_file(tmp_path, "")
    assert settings(path, {}).rules == mine


def test_a_problem_found_later_has_the_place_in_the_file(tmp_path: Path) -> None:
    made = settings(settings_file(tmp_path, "boards:\n  - lever:acme\n  - nonsense\n"), {})

    assert str(made.problem("boards.1", "is no board")) == f"{tmp_path}/settings.yaml:3:5: is no board"
    assert str(settings(made.source, {"SIDEDOOR_BOARDS": '["nonsense"]'}).problem("boards.0", "is no board")) == (
        "SIDEDOOR_BOARDS: is no board"
    )
    assert str(Settings().problem("boards.0", "is no board")) == "boards.0: is no board"


def test_an_unknown_home_is_no_crash(tmp_path: Path) -> None:
    assert settings(settings_file(tmp_path, "data_dir: ~nobody-of-this-name/x\n"), {}).data_dir.name == "x"


def test_settings_made_directly_read_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIDEDOOR_POLL__EVERY", "9h")

    assert Settings(data_dir=Path("/x"), rules=Path("/y")).poll.every == timedelta(hours=1)


def test_the_zone_is_the_one_named(tmp_path: Path) -> None:
    assert settings(settings_file(tmp_path, "timezone: Europe/Berlin\n"), {}).zone.key == "Europe/Berlin"
    assert Settings().zone.key


# --- defaults


def test_the_defaults_are_the_built_in_ones(tmp_path: Path) -> None:
    made_settings, made_rules = write_defaults(tmp_path / "new")

    read = settings(made_settings, {})

    assert read.model_dump() == {**Settings().model_dump(), "rules": made_rules}
    assert read.notes == ()
    assert rules(made_rules)["rules"].rules == Rules()


def test_defaults_never_write_over_a_file_and_are_for_the_user_alone(tmp_path: Path) -> None:
    mine = rules_file(tmp_path, "age: {at_most: 1d}\n")

    made_settings, made_rules = write_defaults(tmp_path)

    assert made_rules == mine
    assert mine.read_text() == "age: {at_most: 1d}\n"
    assert made_settings.stat().st_mode & 0o777 == 0o600


_EXAMPLE = re.compile(r"^( *)# (?=(- |[a-z_]+: )\S)")


def _examples(name: str) -> list[tuple[str, int]]:
    lines = (DEFAULTS / name).read_text().splitlines()
    return [
        (name, number) for number, line in enumerate(lines) if _EXAMPLE.match(line) and not line.startswith("# when_")
    ]


def _uncommented(name: str, wanted: set[int]) -> str:
    lines = (DEFAULTS / name).read_text().splitlines()
    return "\n".join(_EXAMPLE.sub(r"\1", line) if number in wanted else line for number, line in enumerate(lines))


def _with_what_it_needs(name: str, number: int) -> set[int]:
    """A line, and the other examples of a section that has none in force: `when_unsure` alone is no graduation."""
    lines = (DEFAULTS / name).read_text().splitlines()
    begin = next((at for at in range(number, -1, -1) if not lines[at].startswith(" ")), 0)
    if lines[begin] not in ("graduation:", "season:"):
        return {number}
    return {number, begin + 2}


def test_examples_are_found() -> None:
    assert len(_examples("settings.yaml")) > 25
    assert len(_examples("rules.yaml")) > 15


@pytest.mark.parametrize(("name", "number"), _examples("settings.yaml") + _examples("rules.yaml"))
def test_each_commented_example_can_be_used_by_removing_its_mark(tmp_path: Path, name: str, number: int) -> None:
    path = tmp_path / name
    path.write_text(_uncommented(name, _with_what_it_needs(name, number)))

    read = settings(path, {}) if name == "settings.yaml" else rules(path)

    assert read is not None


@pytest.mark.parametrize("name", ["settings.yaml", "rules.yaml"])
def test_all_examples_can_be_used_together(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(_uncommented(name, {number for _, number in _examples(name)}))

    if name == "settings.yaml":
        assert len(settings(path, {}).channels) == 4
    else:
        read = rules(path)["rules"].rules
        assert all(getattr(read, each) is not None for each in RULES)


@pytest.mark.parametrize("name", ["settings", "rules"])
def test_the_defaults_show_every_key(name: str) -> None:
    text = (DEFAULTS / f"{name}.yaml").read_text()
    written = schema(name)  # type: ignore[arg-type]
    sections = {
        **written["properties"],
        **{k: v for each in written["$defs"].values() for k, v in each.get("properties", {}).items()},
    }

    assert not [key for key in sections if not re.search(rf"\b{key}:", text)]


# --- fuzz


_WORDS = st.sampled_from(
    ["role", "age", "at_most", "words", "require", "poll", "every", "channels", "web", "port", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", "no",
     "12:30", "010", "&a", "*a", "!!int", "'", '"', "#", "~", "1", "/(?=a)/", "\t", "---", "?", "|", ">", "%", "@", "null", "é", "\u2028", "\x00", ","]
)  # fmt: skip


def problems_of(path: Path, env: dict[str, str]) -> tuple[Problem, ...]:
    """What is wrong with a file; any other exception than ConfigError passes through."""
    try:
        settings(path, env) if path.name == "settings.yaml" else rules(path)
    except ConfigError as why:
        return why.problems or (Problem(str(path), 0, 0, ""),)
    return ()


@given(st.lists(_WORDS, max_size=30).map("".join) | st.text(max_size=60) | st.binary(max_size=60))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_brings_any_other_error(tmp_path: Path, text: str | bytes) -> None:
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    for name in ("rules.yaml", "settings.yaml"):
        path = tmp_path / name
        path.write_bytes(content)
        found = problems_of(path, {})
        assert all(each.message and len(str(each).splitlines()) == 1 for each in found)


_NAMES = st.sampled_from(
    ["POLL__EVERY", "BOARDS", "CHANNELS", "CHANNELS__A", "CHANNELS__A__URL", "WEB", "WEB__PORT", "COMPANIES", "POLL", "RULES"]
)  # fmt: skip
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=9), each, max_size=3),
)


@given(st.dictionaries(_NAMES, st.text(max_size=20) | _JSON.map(json.dumps), max_size=4))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_environment_brings_any_other_error(tmp_path: Path, env: dict[str, str]) -> None:
    found = problems_of(settings_file(tmp_path, ""), {f"SIDEDOOR_{name}": value for name, value in env.items()})

    assert all(each.message and len(str(each).splitlines()) == 1 for each in found)
