"""What `sidedoor init` asks, and the lines it changes in the commented files: everything else stays as it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from config.rules import Level

Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said; empty where the default is to stay."""

    degree: str = ""
    month: str = ""  # of graduation, such as 2028-05
    places: tuple[str, ...] = ()
    channel: str = ""  # an Apprise URL


def ask(read: Read) -> Answers:
    """Ask for degree, graduation, place and channel. Nothing is written yet: who stops half-way leaves no file."""
    print("Four questions; an empty answer keeps the default, and both files can be edited at any time.")
    degree = _choice(read, "You study for (bachelor, master, phd, ...) [bachelor]: ", [str(each) for each in Level])
    month = _month(read)
    places = read("Where can you be, comma between places (empty: anywhere): ").split(",")
    channel = read("Apprise URL to tell (such as ntfy://my-topic; empty: later): ").strip()
    return Answers(degree, month, tuple(each.strip() for each in places if each.strip()), channel)


def write(answers: Answers, settings: Path, rules: Path) -> None:
    """Bring the answers into the files as they come with the program: each where its example stands."""
    if answers.degree:
        _set(rules, "studying", f" {answers.degree}")
    if answers.month:
        _set(rules, "on", f" {answers.month}")
    if answers.places:
        _set(rules, "places", f" {json.dumps(answers.places, ensure_ascii=False)}")
    if answers.channel:
        _set(settings, "channels", f"\n  me: {json.dumps(answers.channel, ensure_ascii=False)}")


def yes(read: Read, question: str) -> bool:
    """Did the user type something like yes?"""
    return read(question).strip().lower().startswith("y")


def _choice(read: Read, question: str, choices: list[str]) -> str:
    for _ in range(5):
        said = read(question).strip().lower()
        if not said or said in choices:
            return said
        print(f"one of: {', '.join(choices)}")
    return ""


def _month(read: Read) -> str:
    for _ in range(5):
        said = read(f"You graduate in (year-month, such as {date.today().year + 2}-05; empty: do not ask): ").strip()  # noqa: DTZ011
        if not said or re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", said):
            return said
        print("written like 2028-05")
    return ""


def _set(path: Path, key: str, value: str) -> None:
    """Put the value (with its blank or line end) on the first line that has this key, commented or not."""
    text = path.read_text(encoding="utf-8")
    line = re.compile(rf"^(\s*)(?:# )?{key}:.*$", re.MULTILINE)
    path.write_text(line.sub(lambda found: f"{found[1]}{key}:{value}", text, count=1), encoding="utf-8")
