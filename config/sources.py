"""Where settings come from besides the file: the environment, secret files, systemd credentials."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

from config.problems import Problem, fault, guess, unreadable
from config.shape import Shape

PREFIX = "SIDEDOOR_"
LEVEL = "__"
OWN = frozenset(("SIDEDOOR_SETTINGS",))  # names that are no settings, and are fine
_MOST_BYTES = 1 << 16  # of a secret
_LONE = re.compile("[\ud800-\udfff]")  # stands for bytes that are no text; no database takes it


@dataclass(slots=True)
class Environment:
    """The variables that are settings, secrets from files among them; each with where its value came from."""

    values: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)  # name -> what to show: the variable, or the file
    files: list[Path] = field(default_factory=list)  # that were read
    problems: list[Problem] = field(default_factory=list)

    def origin(self, keys: tuple[str | int, ...]) -> str | None:
        """What set the value at this place; None if the environment did not."""
        for end in range(len(keys), 0, -1):
            name = (PREFIX + LEVEL.join(map(str, keys[:end]))).upper()
            if name in self.origins:
                return self.origins[name]
        return None


def environment(env: Mapping[str, str], shape: Shape) -> Environment:
    """The settings among these variables. Unknown names that begin with SIDEDOOR_ are problems, never a silence."""
    found = Environment()
    for path in _credentials(env):
        _take(found, path.name.upper(), path, shape)
    for name, value in sorted(env.items()):
        upper = name.upper()
        if not upper.startswith(PREFIX) or upper in OWN:
            continue
        if upper.endswith("_FILE"):  # no setting is named so, and no channel can be, from here
            _from_file(found, upper, value, env, shape)
        elif not _check(found, upper, upper, shape):
            continue
        elif _LONE.search(value):
            found.problems.append(Problem(upper, 0, 0, "is no UTF-8 text"))
        else:
            found.values[upper], found.origins[upper] = value, upper
    return found


def _credentials(env: Mapping[str, str]) -> list[Path]:
    """The files that systemd's LoadCredential= gives us and that are named like our variables."""
    folder = env.get("CREDENTIALS_DIRECTORY", "")
    try:
        return sorted(each for each in Path(folder).iterdir() if each.name.upper().startswith(PREFIX)) if folder else []
    except OSError:
        return []  # credentials of another service, or none: nothing of ours is there


def _from_file(found: Environment, name: str, value: str, env: Mapping[str, str], shape: Shape) -> None:
    target = name.removesuffix("_FILE")
    if target in map(str.upper, env):
        found.problems.append(Problem(name, 0, 0, f"{target} is set, too; keep one of them"))
    elif value.strip():
        _take(found, target, Path(value).expanduser(), shape, name)


def _take(found: Environment, target: str, path: Path, shape: Shape, named: str = "") -> None:
    """Read one secret from a file that nobody else may read."""
    if not _check(found, target, named or str(path), shape):
        return
    found.files.append(path)
    try:
        exposed = os.name == "posix" and path.stat().st_mode & stat.S_IROTH
        content = path.read_bytes()[: _MOST_BYTES + 1]
        text = content.decode()
    except OSError as why:
        found.problems.append(unreadable(path, why))
        return
    except UnicodeDecodeError:
        found.problems.append(fault(path, "is no UTF-8 text"))
        return
    if exposed:
        found.problems.append(fault(path, f"everyone on this machine can read this secret; type: chmod 600 {path}"))
    elif len(content) > _MOST_BYTES:
        found.problems.append(fault(path, "is too large for a secret"))
    else:
        found.values[target], found.origins[target] = text.strip(), str(path)


def _known(name: str, shape: Shape) -> bool:
    return bool(shape.at(name.removeprefix(PREFIX).lower().split(LEVEL)))


def _check(found: Environment, name: str, shown: str, shape: Shape) -> bool:
    if _known(name, shape):
        return True
    suffix = "_FILE" if shown.upper().endswith("_FILE") else ""
    choice = guess(name + suffix, (each + suffix for each in names(shape)), "names")
    if not choice.startswith("did you mean"):
        choice = "no setting has this name; docs/settings.md lists them"
    which = "" if shown == name + suffix else f" {name}"
    found.problems.append(Problem(shown, 0, 0, f"unknown setting{which}: {choice}"))
    return False


def names(shape: Shape, keys: tuple[str, ...] = ()) -> list[str]:
    """Every variable that is a setting, apart from those below names of the user's own."""
    below = [name for key in shape.keys(keys) for name in names(shape, (*keys, key))]
    return [PREFIX + LEVEL.join(keys).upper(), *below] if keys else sorted([*below, *OWN])


class EnvironmentSource(EnvSettingsSource):
    """pydantic-settings' reading of the environment, from a mapping that is handed in."""

    def __init__(self, settings: type[BaseSettings], values: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._given = {key.lower(): value for key, value in values.items()}
        self._names = names
        super().__init__(settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {key: value for key, value in self._given.items() if value != ""}

    def decode_complex_value(self, field_name: str, field: FieldInfo | None, value: Any) -> Any:  # noqa: ARG002
        """JSON; what is none stays text, and the models say what would be right."""
        try:
            decoded = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return _as_text(decoded)

    def __call__(self) -> dict[str, Any]:
        data = super().__call__()
        return with_channels({**data, "channels": self._named(data["channels"])} if "channels" in data else data)

    def _named(self, channels: Any) -> Any:
        """Names of variables have no case: let a channel of the environment be the one of the file that it means."""
        if not isinstance(channels, dict):
            return channels
        return {self._names.get(str(name).lower(), name): value for name, value in channels.items()}


class FileSource(PydanticBaseSettingsSource):
    """What the settings file says."""

    def __init__(self, settings: type[BaseSettings], data: dict[str, Any]) -> None:
        super().__init__(settings)
        self._data = data

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        return self._data.get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        return with_channels(self._data)


def with_channels(data: dict[str, Any]) -> dict[str, Any]:
    """The same with each channel as an object, so that one source can add to what another says."""
    channels = data.get("channels")
    if not isinstance(channels, dict):
        return data
    objects = {name: {"url": each} if isinstance(each, str) else each for name, each in channels.items()}
    return {**data, "channels": objects}


def _as_text(value: Any) -> Any:
    """JSON as the models read it: numbers and switches as they would be written in the file."""
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    return None if value is None else json.dumps(value)
