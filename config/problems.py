"""Mistakes in what the user wrote: each one a line that says where, what, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import distance

MOST = 100  # problems that are told; nobody reads more, and a broken file may have a million
_LONGEST = 400  # letters of a message, which may quote what was written
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # line ends, and what could steer a terminal
_FAR = 0.34  # edits a letter: `compnay_size` is near `company_size`, `colour` is near no key at all


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. Lines and columns count from 1; 0 where there is none (the environment has no lines)."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        message = self.message if len(self.message) <= _LONGEST else f"{self.message[:_LONGEST]}…"
        return f"{':'.join(place)}: {_UNSEEN.sub(' ', message)}"


class ConfigError(Exception):
    """What the user wrote cannot be used. Holds the problems in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        more = [f"and more like these; the first {MOST} are shown"] if len(self.problems) > MOST else []
        super().__init__("\n".join([*map(str, self.problems[:MOST]), *more]))


def fault(path: Path, message: str, line: int = 0, column: int = 0) -> Problem:
    """A problem of a whole file, or of one place in it."""
    return Problem(str(path), line, column, message)


def unreadable(path: Path, why: OSError) -> Problem:
    """Why a file cannot be read, in a user's words."""
    if isinstance(why, FileNotFoundError):
        return fault(path, "there is no such file")
    if isinstance(why, IsADirectoryError):
        return fault(path, "this is a folder; a file is expected")
    return fault(path, f"cannot be read: {why.strerror or why}")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was probably meant: few edits away (swapped neighbours are one); None if none is."""
    ranked = sorted((_edits(word, choice), choice) for choice in choices)
    return ranked[0][1] if ranked and ranked[0][0] <= _FAR else None


def _edits(word: str, choice: str) -> float:
    return distance.OSA.distance(word.lower(), choice.lower()) / max(len(word), len(choice), 1)


def guess(word: str, choices: Iterable[str], kind: str) -> str:
    """ "did you mean `x`?", or the list of what there is: `kind` says of what ("keys here")."""
    known = sorted(choices)
    near = nearest(word, known)
    if near is not None:
        return f"did you mean `{near}`?"
    return f"the {kind} are {', '.join(known)}" if known else f"there are no {kind}"
