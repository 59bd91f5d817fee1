"""What `sidedoor init` asks, and the lines it changes in the commented files: everything else stays as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from config import load
from config.problems import ConfigError
from config.rules import Level
from scheduler.cli import output


def ask(settings: Path, rules: Path, read: Callable[[str], str] = input) -> int:
    """Ask for degree, graduation, place and channel; an empty answer leaves the default."""
    print("Four questions; an empty answer keeps the default, and both files can be edited at any time.")
    degree = _choice(read, "You study for (bachelor, master, phd, ...) [bachelor]: ", [str(each) for each in Level])
    if degree:
        _set(rules, "studying", degree)
    month = _month(read)
    if month:
        _append(rules, f"\ngraduation:\n  on: {month}\n")
    places = read("Where can you be, comma between places (empty: anywhere): ").strip()
    if places:
        listed = ", ".join(f'"{each.strip()}"' for each in places.split(",") if each.strip())
        _append(rules, f"\nlocation:\n  places: [{listed}]\n")
    channel = read("Apprise URL to tell (such as ntfy://my-topic; empty: later): ").strip()
    if channel:
        _append(settings, f'\nchannels:\n  me: "{channel}"\n')
    return _checked(settings, channel)


def _choice(read: Callable[[str], str], question: str, choices: list[str]) -> str:
    for _ in range(5):
        said = read(question).strip().lower()
        if not said or said in choices:
            return said
        print(f"one of: {', '.join(choices)}")
    return ""


def _month(read: Callable[[str], str]) -> str:
    for _ in range(5):
        said = read(f"You graduate in (year-month, such as {date.today().year + 2}-05; empty: do not ask): ").strip()  # noqa: DTZ011
        if not said or re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", said):
            return said
        print("written like 2028-05")
    return ""


def _set(path: Path, key: str, value: str) -> None:
    """Change the value of the one line that sets this key, or bring in its commented example."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"(?m)^(\s*)#?\s?{key}:.*$", rf"\g<1>{key}: {value}", text, count=1), encoding="utf-8")


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _checked(settings: Path, channel: str) -> int:
    try:
        load.settings(settings)
    except ConfigError as why:
        output.errors().print(str(why))
        return 2
    if channel:
        print("Send a test alert now with: sidedoor channel test me")
    return 0
