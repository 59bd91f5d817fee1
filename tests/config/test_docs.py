"""docs/settings.md tells every key with its true default, and its examples can be used as they stand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from config.load import schema, settings
from config.settings import Settings

TEXT = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
EXAMPLE, VARIABLES = re.search(r"```yaml\n(.*?)```", TEXT, re.S), re.findall(r"^SIDEDOOR_.*$", TEXT, re.M)
ROWS = dict(re.findall(r"^\| `([a-z_.]+)` \| (.*?) \|", TEXT, re.M))


def keys() -> list[str]:
    """Every key of the settings, with those of sections behind a dot."""
    written = schema("settings")
    found: list[str] = []
    for name, each in written["properties"].items():
        section = written["$defs"].get(each.get("$ref", "").rsplit("/", 1)[-1], {})
        found += [f"{name}.{below}" for below in section.get("properties", {})] or [name]
    return found


def test_every_key_has_a_row_and_every_row_a_key() -> None:
    assert sorted(ROWS) == sorted(keys())


@pytest.mark.parametrize("key", [key for key in keys() if ROWS.get(key, "").startswith("`") and "." in key])
def test_defaults_are_told_as_they_are(key: str) -> None:
    value: Any = Settings().model_dump(mode="json")
    for name in key.split("."):
        value = value[name]

    assert ROWS[key].strip("`") == (str(value).lower() if isinstance(value, bool) else str(value))


def test_the_example_is_read_and_shows_every_key(tmp_path: Path) -> None:
    assert EXAMPLE
    path = tmp_path / "settings.yaml"
    path.write_text(EXAMPLE[1])

    read = settings(path, {})

    assert set(read.channels) == {"phone", "mail"}
    assert not [key for key in keys() if not re.search(rf"^ *{key.split('.')[-1]}:", EXAMPLE[1], re.M)]


def test_the_variables_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("")
    env = dict(word.split("=", 1) for line in VARIABLES for word in shlex.split(line))

    read = settings(path, env)

    assert len(env) == 4
    assert (len(read.boards), set(read.channels)) == (2, {"phone", "mail"})
