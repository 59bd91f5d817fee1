"""Re-reading while the program runs: the last good value stays in force, and what is wrong now is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from config.document import MOST_BYTES
from config.problems import ConfigError, Problem, fault, unreadable

T = TypeVar("T")
Contents = Mapping[Path, str]  # a hash of each file; "" for an empty one, the error for one that cannot be read


def contents(*paths: Path) -> dict[Path, str]:
    """What these files hold now, in short; of a folder, its *.yaml files. Never raises."""
    return {each: _content(each) for path in paths for each in (_watches(path) or [path])}


def _watches(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.suffix == ".yaml") if folder.is_dir() else []
    except OSError:
        return []


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            held = file.read(MOST_BYTES + 1)
    except OSError as why:
        return str(unreadable(path, why))
    return hashlib.sha256(held).hexdigest() if held.strip() else ""


class Live(Generic[T]):
    """A value read from files, and read again by `poll` when they change; a clock calls it, there is no thread.

    New content must be seen twice in a row before it is read, so that a half-written file does not win. `error` holds
    what to show while the files cannot be used, one problem a line, and is empty while they are in force.
    """

    def __init__(
        self, read: Callable[[T | None], tuple[T, Sequence[Problem]]], content: Callable[[], Contents]
    ) -> None:
        """Reads at once; ConfigError when anything is wrong to begin with.

        `read` is given the last good value (None at first). It returns the new one, with problems of parts for which it
        kept the old; it raises ConfigError when nothing can be used.
        """
        self._read, self._content = read, content
        self._good = self._tried = self._seen = content()
        self.current, problems = read(None)
        if problems:
            raise ConfigError(problems)
        self.error = ""

    def poll(self) -> bool:
        """Look at the files. True when a new good value came into force."""
        before, self._seen = self._seen, self._content()
        if self._seen == self._tried or self._seen != before:
            return False
        try:
            self._refuse_emptied(self._seen)
            new, problems = self._read(self.current)
        except ConfigError as why:
            self._tried, self.error = self._seen, str(why)
            return False
        if self._content() != self._seen:  # changed under our hands: what was read may be half of each
            return False
        self._good = self._tried = self._seen
        self.error = str(ConfigError(problems))
        changed, self.current = new != self.current, new
        return changed

    def _refuse_emptied(self, now: Contents) -> None:
        """An editor that writes in place empties a file first; nobody means that."""
        emptied = [path for path, held in now.items() if not held and self._good.get(path)]
        if emptied:
            raise ConfigError(fault(path, "is empty now; what it said before stays in force") for path in emptied)
