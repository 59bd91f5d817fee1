"""The lists that come with the program: boards to watch, companies and their sizes."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE / "_seeds", _HERE.parent / "seeds")  # in an installed wheel; in a checkout


def seed(name: str) -> Path:
    """Where the packaged file `name` (such as `boards.csv`) is; the place of a checkout when it is nowhere."""
    return next((folder / name for folder in _PLACES if (folder / name).exists()), _PLACES[-1] / name)
