"""`python -m crawler`: boards in on stdin, listings and reports out on stdout (see `door.py`).

`python -m crawler example FOLDER`: read a saved answer again and write what came of it (see `example.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(args: list[str]) -> int:
    if args[:1] == ["example"] and len(args) == 2:
        from crawler.example import write

        print(write(Path(args[1])))  # noqa: T201 - a command for developers, answered on the terminal
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
