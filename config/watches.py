"""Rules files: each is a watch, with its own rules and channels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from config import document
from config.document import Document
from config.explain import faults
from config.live import Live, contents
from config.problems import ConfigError, Problem, fault, guess, unreadable
from config.rules import RULES, Rules
from config.schema import shape
from config.settings import Settings


@dataclass(frozen=True, slots=True)
class Watch:
    """One rules file: whom it tells of what."""

    name: str
    rules: Rules
    path: Path
    fingerprint: str  # of what the rules mean: comments and order of keys do not change it
    lines: dict[str, int] = field(default_factory=dict)  # "degree.studying" -> its line in the file
    columns: dict[str, int] = field(default_factory=dict)


def rules(path: Path) -> dict[str, Watch]:
    """Every watch: the rules file at `path`, or each *.yaml of that folder, named by its stem.

    ConfigError with every problem of every file.
    """
    watches, problems = _read_rules(path)
    if problems:
        raise ConfigError(problems)
    return watches


def _read_rules(path: Path) -> tuple[dict[str, Watch], list[Problem]]:
    """The watches that can be read, and what is wrong with the others."""
    watches: dict[str, Watch] = {}
    problems: list[Problem] = []
    for file in _rules_files(path):
        try:
            watches[file.stem] = watch(file)
        except ConfigError as why:
            problems += why.problems
    return watches, problems


def _rules_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        files = sorted(each for each in path.iterdir() if each.suffix == ".yaml" and not each.name.startswith("."))
    except OSError as why:
        raise ConfigError([unreadable(path, why)]) from None
    if not files:
        raise ConfigError([fault(path, "no rules in this folder; each file named like anna.yaml is a watch")])
    return files


def watch(path: Path) -> Watch:
    """One rules file. ConfigError with every problem in it."""
    written = document.load(path)
    data = _switched(written)
    try:
        made, why = Rules.model_validate(data), None
    except ValidationError as error:
        made, why = None, error
    problems = faults(written, shape("rules"), why)
    if made is None or problems:
        raise ConfigError(problems)
    return Watch(path.stem, made, path, fingerprint(made), *_places(written))


def _places(written: Document) -> tuple[dict[str, int], dict[str, int]]:
    """The line and the column of each key, and of each item of a list."""
    places = {".".join(map(str, keys)): place for keys, place in (written.values | written.keys).items()}
    return {name: line for name, (line, _) in places.items()}, {name: column for name, (_, column) in places.items()}


def _switched(written: Document) -> dict[str, Any]:
    """`degree: off` asks nothing about degrees; `degree: on` asks with the defaults, as an empty section does."""
    data = dict(written.data)
    for name in RULES & data.keys():
        word = written.plain.get((name,), "").lower()
        if word:
            data[name] = None if word in ("off", "no", "false") else {}
            del written.plain[(name,)]
    return data


def fingerprint(rules: Rules) -> str:
    """A hash of what the rules mean; the same for all ways to write the same."""
    meaning = json.dumps(rules.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(meaning.encode()).hexdigest()[:16]


def live_rules(path: Callable[[], Path]) -> Live[dict[str, Watch]]:
    """The watches, read again while running; `path` is asked each time, since the settings may change it."""
    return Live(lambda last: _rules_or_last(path(), last or {}), lambda: contents(path()))


def _rules_or_last(path: Path, last: Mapping[str, Watch]) -> tuple[dict[str, Watch], list[Problem]]:
    """Every watch; for a broken one of a folder, the last good one, so that one person's slip holds up nobody else."""
    watches, problems = _read_rules(path)
    if not watches:
        raise ConfigError(problems)
    broken = {Path(each.file).stem for each in problems} & last.keys()
    return {**{name: last[name] for name in broken}, **watches}, problems


def check_channels(settings: Settings, watches: Mapping[str, Watch]) -> list[Problem]:
    """Channels that rules name and settings do not define."""
    return [
        fault(
            watch.path,
            f"there is no channel `{name}` in the settings: {guess(name, settings.channels, 'channels there')}",
            watch.lines.get(f"channels.{index}", 0),
            watch.columns.get(f"channels.{index}", 0),
        )
        for watch in watches.values()
        for index, name in enumerate(watch.rules.channels or ())
        if name not in settings.channels
    ]
